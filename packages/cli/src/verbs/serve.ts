import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { checkPlan } from '@treve/checker'
import { type Plan, planToJson, readPlan } from '@treve/model'
import { createApp, type ServedPause, type Started, startServer } from '@treve/server'
import { type FrontierGiven, Frontiers } from '@treve/server/frontier'
import { SureNow } from '@treve/server/now'
import { type AnswerRequest, sha256 } from '@treve/server/planning'
import { answerText } from '../answer.ts'
import { chosenDatabase, onDatabase } from '../database.ts'
import { openGiven } from '../files.ts'
import { numberOf, optionsOf } from '../options.ts'
import { plannedAloud } from '../planned-aloud.ts'
import { ChildPlayedDays, type Playable } from '../played-days.ts'
import { folderForState, openPause, type SoundPause } from '../reading.ts'
import { tellRefusal, tellShown } from '../refusal.ts'
import { sideBySide } from '../side-by-side.ts'
import type { ExitCode, Io, Verb } from '../verb.ts'
import { watchFile } from '../watched-file.ts'

export const serveVerb: Verb = {
  name: 'serve',
  summary: 'show pauses and their plans in the browser, on this machine alone',
  help: `treve serve [FILE…] [--state FILE] [--port N] [--data DIR] [--seconds N] [--reasons N] [--seed N] [--answer] [--play]
            [--database URL|embedded [--origin URL] [--organisation NAME] [--rehearse]]

Plans each pause, then serves the pages on loopback: no login, and nobody else sees them.
With a database the pauses are coordinated: people sign in, and all that is done stands on the account of its pause. A pause
that is new there gets an account, its terms as version 1, and a code by which its first coordinator comes in. Several servers
may stand on one database.

  --state FILE where all are, as “state” in a pause file, of the one pause served: shown is how sure its plan is now, and
               who must leave when, again within two seconds whenever that file has changed. Where the pause file has a
               “state” of its own, the plan is made from that one, and FILE says where all have come to since
  --port N     port (default 8016)
  --data DIR   where plans are kept, so that an unchanged pause is not planned again (default ./data)
  --seconds N  wall time for each plan (default 3)
  --reasons N  wall time after it to find who is not served and why (default 5)
  --seed N     seed of the search (default 1)
  --answer     print each answer before serving
  --play       offer to play a day of each exercise: in a rehearsal of its own beside this server, below DIR/played
  --database   the PostgreSQL server to coordinate on, postgres://USER@HOST/NAME, or “embedded”: its own, in DIR/database
  --origin     by what address people reach the pages (default http://localhost:PORT); TLS is for a proxy in front
  --organisation  in whose name the server speaks on the account (default “Coordination”)
  --rehearse   for “treve simulate”: exercises alone, each with a clock of its own that stands still a week before its first
               window until somebody sets it; on this machine
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
        play: { type: 'boolean' },
        database: { type: 'string' },
        origin: { type: 'string' },
        organisation: { type: 'string' },
        rehearse: { type: 'boolean' },
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
    const playable = new Map<string, Playable>()
    const openedById = new Map<string, SoundPause>()
    for (const name of positionals) {
      const opened = await openPause(name, io)
      if (opened === undefined) return 2
      const { pause } = opened
      if (openedById.has(pause.id)) {
        io.err(`treve serve: ${name}: a pause “${pause.id}” is served already. Give one of them another id.\n`)
        return 2
      }
      openedById.set(pause.id, opened)
      if (pause.exercise)
        playable.set(pause.id, { file: resolve(io.folder, name), planPath: planPathOf(opened, folder, effort) })
    }
    const planned = sideBySide([...openedById.values()], availableParallelism(), io.stop, async (opened, stop) => ({
      opened,
      plan: await planOf(opened, folder, effort, { ...io, stop }),
    }))
    for await (const { opened, plan } of planned) {
      const { pause, read } = opened
      if (typeof plan === 'number') return plan
      if (io.stop.aborted) return 0
      if (values.answer === true) io.out(`${answerText(pause, plan)}\n`)
      served.set(pause.id, { pause, plan, figures: read.figures })
      given.set(pause.id, { pause, plan, bytes: opened.given.bytes, files: read.files })
    }
    if (values.rehearse === true) {
      const real = [...served.values()].find(({ pause }) => !pause.exercise)
      if (values.database === undefined || real !== undefined) {
        io.err(
          `treve serve: --rehearse goes with --database, and with exercises alone${real === undefined ? '' : `: ${real.pause.id} is none`}.\n`,
        )
        return 2
      }
    }
    const frontiers = new Frontiers(given)
    const played = values.play === true ? new ChildPlayedDays(playable, folder) : undefined
    const sureNow = new Map(
      values.state === undefined ? [] : [...served].map(([id, inForce]) => [id, new SureNow(inForce)]),
    )
    const statePath = resolve(io.folder, values.state ?? '')
    const watched = [...sureNow.values()].map((sure) => watchFile(statePath, sure, io.stop))
    const serving = { served, frontiers, sureNow, port: port ?? 8016, isJson: values.json === true }
    try {
      if (values.database !== undefined)
        return await serveCoordinated({ ...values, ...serving, database: values.database, given }, io)
      const app = createApp(served, undefined, frontiers, undefined, sureNow, played)
      const started = await startServer({ app, port: serving.port })
      if (!started.ok) return tellNotStarted(started, io)
      tellReady(serving, started.port, {}, io)
      await stopped(io)
      await started.close()
      await Promise.all(watched)
    } finally {
      played?.close()
      await Promise.all([frontiers.close(), ...[...sureNow.values()].map((sure) => sure.close())])
    }
    return 0
  },
}

interface Serving {
  readonly served: ReadonlyMap<string, ServedPause>
  readonly frontiers: Frontiers
  readonly sureNow: ReadonlyMap<string, SureNow>
  readonly port: number
  readonly isJson: boolean
}

/** With people who sign in, and an account of each pause. */
async function serveCoordinated(
  serving: Serving & {
    readonly given: ReadonlyMap<string, FrontierGiven>
    readonly database: string
    readonly data?: string | undefined
    readonly origin?: string | undefined
    readonly organisation?: string | undefined
    readonly rehearse?: boolean | undefined
  },
  io: Io,
): Promise<ExitCode> {
  const { given, served, frontiers, sureNow, port, origin = `http://localhost:${port}` } = serving
  const database = serving.database === 'embedded' ? undefined : serving.database
  const chosen = chosenDatabase('serve', { database, data: serving.data }, io)
  if (chosen === undefined) return 2
  if (!URL.canParse(origin) || !/^https?:$/.test(new URL(origin).protocol)) {
    io.err(`treve serve: --origin ${origin}: an address such as https://treve.example.org is expected.\n`)
    return 2
  }
  const { openIdSettings, startCoordination } = await import('@treve/server/coordinated')
  const openId = await openIdSettings(process.env)
  if (typeof openId === 'string') {
    io.err(`treve serve: ${openId}.\n`)
    return 2
  }
  return onDatabase('serve', chosen, io, { mayBegin: true }, async (opened) => {
    const coordination = await startCoordination({
      database: opened,
      keysFolder: chosen.keysFolder,
      origin: new URL(origin).origin,
      organisation: serving.organisation ?? 'Coordination',
      isRehearsal: serving.rehearse === true,
      tell: (text) => io.err(`treve serve: ${text}\n`),
      ...(openId === undefined ? {} : { openId }),
    })
    try {
      const app = createApp(served, undefined, frontiers, coordination.app, sureNow)
      const started = await startServer({ app, port })
      if (!started.ok) return tellNotStarted(started, io)
      const invitations: Record<string, string> = {}
      for (const each of given.values()) {
        const outcome = await coordination.begin(each)
        if (outcome === 'waits') {
          // What is on its account is not read yet: it may have a coordinator.
          io.err(
            `treve serve: ${each.pause.id}: nobody leads yet, so no code for a first coordinator is given: start anew once it is led.\n`,
          )
          continue
        }
        if (typeof outcome === 'object' && outcome.state === 'refused')
          io.err(`treve serve: ${each.pause.id}: ${outcome.text}.\n`)
        const code = await coordination.firstInvitation(each.pause.id)
        if (code !== undefined) invitations[each.pause.id] = code
      }
      tellReady(serving, started.port, invitations, io)
      const fault = await Promise.race([
        stopped(io),
        coordination.kept.then(
          () => undefined,
          (cause: unknown) => cause,
        ),
      ])
      await started.close()
      if (fault === undefined) return 0
      io.err(`treve serve: ${fault instanceof Error ? fault.message : String(fault)}\n`)
      return 3
    } finally {
      await coordination.close()
    }
  })
}

function tellNotStarted(started: Exclude<Started, { ok: true }>, io: Io): ExitCode {
  io.err(`treve serve: ${started.text}\n`)
  return started.code === 'port_in_use' ? 2 : 3
}

function tellReady({ served, isJson }: Serving, port: number, invitations: Record<string, string>, io: Io): void {
  const address = `http://localhost:${port}`
  const isInviting = Object.keys(invitations).length > 0
  if (isJson) {
    io.out(`${JSON.stringify({ address, pauses: [...served.keys()], ...(isInviting ? { invitations } : {}) })}\n`)
    return
  }
  for (const [pause, code] of Object.entries(invitations))
    io.out(`The first coordinator of ${pause} comes in by the code ${code}\n`)
  io.out(`Treve is ready at ${address}\n`)
}

async function stopped(io: Io): Promise<void> {
  await new Promise<void>((done) => {
    if (io.stop.aborted) done()
    io.stop.addEventListener('abort', () => done())
  })
}

/** The plan kept for these very bytes, seed and time; else a new one, which is then kept. */
async function planOf(
  opened: SoundPause,
  folder: string,
  effort: Pick<AnswerRequest, 'seconds' | 'seed' | 'reasonsSeconds'>,
  io: Io,
): Promise<Plan | ExitCode> {
  const { given, pause } = opened
  const { seconds } = effort
  const path = planPathOf(opened, folder, effort)
  const kept = await keptPlan(path, opened)
  if (kept !== undefined) return kept
  io.err(`Planning ${given.shown} for ${seconds} s …\n`)
  const answer = await plannedAloud(opened, effort, io)
  if (answer.kind !== 'plan') {
    const code = tellRefusal(answer, given.shown, io)
    return answer.kind === 'refused' ? (tellShown(answer, io) ?? code) : code
  }
  const isWhole = answer.plan.effort.stopped_by !== 'cancelled' && answer.plan.assurance !== null
  if (isWhole) await keep(path, planToJson(answer.plan, pause.time_zone), io)
  return answer.plan
}

function planPathOf(
  { given }: SoundPause,
  folder: string,
  { seed, seconds, reasonsSeconds }: Pick<AnswerRequest, 'seconds' | 'seed' | 'reasonsSeconds'>,
): string {
  const reasons = reasonsSeconds === undefined ? '' : `-reasons-${reasonsSeconds}s`
  return join(folder, 'plans', `${sha256(given.bytes)}-seed-${seed}-${seconds}s${reasons}.json`)
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
