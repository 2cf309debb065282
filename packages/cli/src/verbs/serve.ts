import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { checkPlan } from '@treve/checker'
import { type Plan, planToJson, readPlan } from '@treve/model'
import { createApp, type ServedPause, startServer } from '@treve/server'
import { type FrontierGiven, Frontiers } from '@treve/server/frontier'
import { SureNow } from '@treve/server/now'
import { type AnswerRequest, answerInWorker, sha256 } from '@treve/server/planning'
import { answerText } from '../answer.ts'
import { openGiven } from '../files.ts'
import { numberOf, optionsOf } from '../options.ts'
import { folderForState, openPause, type SoundPause } from '../reading.ts'
import { tellRefusal } from '../refusal.ts'
import type { ExitCode, Io, Verb } from '../verb.ts'
import { watchFile } from '../watched-file.ts'

export const serveVerb: Verb = {
  name: 'serve',
  summary: 'show pauses and their plans in the browser, on this machine alone',
  help: `treve serve [FILE…] [--state FILE] [--port N] [--data DIR] [--seconds N] [--reasons N] [--seed N] [--answer]

Plans each pause, then serves the pages on loopback: no login, and nobody else sees them.

  --state FILE where all are, as “state” in a pause file, of the one pause served: shown is how sure its plan is now, and
               who must leave when, again within two seconds whenever that file has changed
  --port N     port (default 8016)
  --data DIR   where plans are kept, so that an unchanged pause is not planned again (default ./data)
  --seconds N  wall time for each plan (default 3)
  --reasons N  wall time after it to find who is not served and why (default 5)
  --seed N     seed of the search (default 1)
  --answer     print each answer before serving
  --json       when ready, { "address", "pauses" } instead of words
Ctrl-C stops.
`,
  async run(args, io) {
    const options = optionsOf(
      'serve',
      args,
      {
        port: { type: 'string' },
        state: { type: 'string' },
        data: { type: 'string' },
        seconds: { type: 'string' },
        reasons: { type: 'string' },
        seed: { type: 'string' },
        answer: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values, positionals } = options
    const port = numberOf('serve', 'port', values.port, io, { max: 65_535 })
    const seconds = numberOf('serve', 'seconds', values.seconds, io, { isWhole: false, max: 86_400 })
    const reasonsSeconds = numberOf('serve', 'reasons', values.reasons, io, { isWhole: false, max: 86_400 })
    const seed = numberOf('serve', 'seed', values.seed, io, { max: 0xffff_ffff })
    if ([port, seconds, reasonsSeconds, seed].some(Number.isNaN)) return 2
    const [onlyPause, another] = positionals
    if (values.state !== undefined && (onlyPause === undefined || another !== undefined || values.state === '-')) {
      io.err('treve serve: --state names a file, and goes with one pause file.\n')
      return 2
    }
    if (values.state !== undefined && (await openGiven(values.state, io, folderForState)) === undefined) return 2
    const effort = {
      seconds: seconds ?? 3,
      seed: seed ?? 1,
      ...(reasonsSeconds === undefined ? {} : { reasonsSeconds }),
    }
    const folder = resolve(io.folder, values.data ?? 'data')
    const served = new Map<string, ServedPause>()
    const given = new Map<string, FrontierGiven>()
    for (const name of positionals) {
      const opened = await openPause(name, io)
      if (opened === undefined) return 2
      const { pause, read } = opened
      if (served.has(pause.id)) {
        io.err(`treve serve: ${name}: a pause “${pause.id}” is served already. Give one of them another id.\n`)
        return 2
      }
      if (values.state !== undefined && pause.rules.state !== undefined) {
        io.err(
          `treve serve: ${name} says itself where all are, and its plan begins there. With --state name the file without “state” that the plan in force was made from.\n`,
        )
        return 2
      }
      const plan = await planOf(opened, folder, effort, io)
      if (typeof plan === 'number') return plan
      if (io.stop.aborted) return 0
      if (values.answer === true) io.out(`${answerText(pause, plan)}\n`)
      served.set(pause.id, { pause, plan, figures: read.figures })
      given.set(pause.id, { pause, plan, bytes: opened.given.bytes, files: read.files })
    }
    const frontiers = new Frontiers(given)
    const sureNow = new Map(
      values.state === undefined ? [] : [...served].map(([id, inForce]) => [id, new SureNow(inForce)]),
    )
    const app = createApp(served, undefined, frontiers, undefined, sureNow)
    const started = await startServer({ app, port: port ?? 8016 })
    if (!started.ok) {
      io.err(`treve serve: ${started.text}\n`)
      return started.code === 'port_in_use' ? 2 : 3
    }
    const address = `http://localhost:${started.port}`
    if (values.json === true) io.out(`${JSON.stringify({ address, pauses: [...served.keys()] })}\n`)
    else io.out(`Treve is ready at ${address}\n`)
    const path = resolve(io.folder, values.state ?? '')
    const watched = [...sureNow.values()].map((sure) => watchFile(path, sure, io.stop))
    await new Promise<void>((done) => {
      if (io.stop.aborted) done()
      io.stop.addEventListener('abort', () => done())
    })
    await Promise.all([
      started.close(),
      frontiers.close(),
      ...watched,
      ...[...sureNow.values()].map((sure) => sure.close()),
    ])
    return 0
  },
}

/** The plan kept for these very bytes, seed and time; else a new one, which is then kept. */
async function planOf(
  opened: SoundPause,
  folder: string,
  effort: Pick<AnswerRequest, 'seconds' | 'seed' | 'reasonsSeconds'>,
  io: Io,
): Promise<Plan | ExitCode> {
  const { given, read, pause } = opened
  const { seed, seconds, reasonsSeconds } = effort
  const reasons = reasonsSeconds === undefined ? '' : `-reasons-${reasonsSeconds}s`
  const path = join(folder, 'plans', `${sha256(given.bytes)}-seed-${seed}-${seconds}s${reasons}.json`)
  const kept = await keptPlan(path, opened)
  if (kept !== undefined) return kept
  io.err(`Planning ${given.shown} for ${seconds} s …\n`)
  const answer = await answerInWorker(given.bytes, read.files, { ...effort, stop: io.stop })
  if (answer.kind !== 'plan') return tellRefusal(answer, given.shown, io)
  const isWhole = answer.plan.effort.stopped_by !== 'cancelled' && answer.plan.assurance !== null
  if (isWhole) await keep(path, planToJson(answer.plan, pause.time_zone), io)
  return answer.plan
}

/** A kept plan is trusted no more than a given one: it is read and checked again, against the files of now. */
async function keptPlan(path: string, { pause, read }: SoundPause): Promise<Plan | undefined> {
  try {
    const { plan } = readPlan(await readFile(path), pause.time_zone)
    const isOfTheseFiles = [...read.files].every(([name, content]) => plan?.files[name] === sha256(content))
    return plan !== undefined && plan.assurance !== null && isOfTheseFiles && checkPlan(pause, plan).length === 0
      ? plan
      : undefined
  } catch {
    return undefined // not kept yet, or not readable: plan anew
  }
}

async function keep(path: string, json: string, io: Io): Promise<void> {
  try {
    await mkdir(resolve(path, '..'), { recursive: true })
    await writeFile(`${path}.new`, json)
    await rename(`${path}.new`, path)
  } catch (fault) {
    io.err(
      `treve serve: the plan could not be kept (${fault instanceof Error ? fault.message : String(fault)}); it will be planned again next time.\n`,
    )
  }
}
