import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkPlan } from '@treve/checker'
import { languages, type Plan } from '@treve/model'
import { type Change, changeCode, changeKinds, type Frontier } from '@treve/model/frontier'
import { changesOf } from '@treve/planner/frontier'
import { type FrontierAnswer, type FrontierProgress, findFrontier, sheetPage } from '@treve/server/frontier'
import { sha256 } from '@treve/server/planning'
import { frontierText } from '../frontier.ts'
import { numberOf, optionsOf } from '../options.ts'
import { openPause, openPlan, type SoundPause } from '../reading.ts'
import { tellRefusal } from '../refusal.ts'
import type { ExitCode, Io, Verb } from '../verb.ts'
import { violationText } from '../violations.ts'

export const frontierVerb: Verb = {
  name: 'frontier',
  summary: 'what another hour, corridor, lane, bus or bed would bring: what to ask for',
  help: `treve frontier FILE [--plan PLAN] [--options LIST] [--seconds N] [--iterations N] [--days N] [--seed N]
               [--sheet OUT.html] [--lang en|fr|ar|ru] [--json]

For each thing that may be asked for: people out by priority, aid in, and how sure it is to be clear in time, each from a
plan of its own that begins from the plan there is, and has passed the checker. Best first, level by level.

  --plan PLAN     begin from this plan of FILE; without it, one is made as treve plan does, and its reserve kept
  --options LIST  only these: kinds (${changeKinds.join(', ')}) or codes as --json names them, separated by commas
  --seconds N     wall time of it all, about (default 100)
  --iterations N  exactly so many for each plan instead, whatever time they take: the same figures again
  --days N        days simulated for each plan (default 400; fewer where time is short)
  --seed N        seed of search and days (default 1)
  --sheet OUT     write the sheet for the room, one A4 page to print, as HTML to OUT
  --lang L        its language: ${languages.join(', ')} (en)
  --json          the same as data on standard output
Ctrl-C tells what is done so far, and says that it is not all.
`,
  async run(args, io) {
    const options = optionsOf(
      'frontier',
      args,
      {
        json: { type: 'boolean' },
        plan: { type: 'string' },
        options: { type: 'string' },
        seconds: { type: 'string' },
        iterations: { type: 'string' },
        days: { type: 'string' },
        seed: { type: 'string' },
        sheet: { type: 'string' },
        lang: { type: 'string' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values, positionals } = options
    const [name, more] = positionals
    if (name === undefined || more !== undefined || (name === '-' && values.plan === '-')) {
      io.err('treve frontier: name one pause file; it, or --plan, may be -. See treve frontier --help.\n')
      return 2
    }
    const language = languages.find((each) => each === (values.lang ?? 'en'))
    if (language === undefined) {
      io.err(`treve frontier: --lang ${values.lang}: one of ${languages.join(', ')} is expected.\n`)
      return 2
    }
    const seconds = numberOf('frontier', 'seconds', values.seconds, io, { isWhole: false, max: 86_400 })
    const iterations = numberOf('frontier', 'iterations', values.iterations, io)
    const replications = numberOf('frontier', 'days', values.days, io, { min: 1, max: 1_000_000 })
    const seed = numberOf('frontier', 'seed', values.seed, io, { max: 0xffff_ffff })
    if ([seconds, iterations, replications, seed].some(Number.isNaN)) return 2
    const opened = await openPause(name, io)
    if (opened === undefined) return 2
    const isAsked = askedFor(opened, values.options, io)
    if (isAsked === undefined) return 2
    const plan = values.plan === undefined ? undefined : await planGiven(values.plan, opened, io)
    if (typeof plan === 'number') return plan
    const answer = await findFrontier(
      opened.pause,
      { bytes: opened.given.bytes, files: opened.read.files },
      {
        seed: seed ?? 1,
        seconds: seconds ?? 100,
        ...(iterations === undefined ? {} : { iterations }),
        ...(replications === undefined ? {} : { replications }),
        ...(plan === undefined ? {} : { plan }),
        isAsked,
        stop: io.stop,
        onProgress: progressTo(io),
      },
    )
    if (answer.kind === 'stopped') {
      io.err('treve frontier: stopped before there was a plan to begin from; nothing to tell.\n')
      return 1
    }
    if (answer.kind !== 'frontier') return tellRefusal(answer, opened.given.shown, io)
    const { frontier } = answer
    if (values.sheet !== undefined) {
      const isWritten = await written(values.sheet, sheetPage(opened.pause, frontier, language), io)
      if (!isWritten) return 3
    }
    io.out(values.json === true ? `${JSON.stringify(frontier, undefined, 1)}\n` : frontierText(opened.pause, frontier))
    return told(answer, frontier, io)
  },
}

/** Which changes are asked about; undefined, after a message, where a word of the list says nothing. */
function askedFor({ pause }: SoundPause, list: string | undefined, io: Io): ((change: Change) => boolean) | undefined {
  if (list === undefined) return () => true
  const words = list.split(',').map((word) => word.trim())
  const codes = new Set(changesOf(pause).map(changeCode))
  const unknown = words.filter((word) => !changeKinds.some((kind) => kind === word) && !codes.has(word))
  if (unknown.length === 0) return (change) => words.includes(change.kind) || words.includes(changeCode(change))
  io.err(`treve frontier: --options: this pause has nothing called ${unknown.map((word) => `“${word}”`).join(', ')}.\n`)
  io.err(`    Kinds: ${changeKinds.join(', ')}. Codes: ${[...codes].join(', ')}.\n`)
  return undefined
}

/** A plan of other bytes, or one that breaks a rule, is nothing to begin from. */
async function planGiven(name: string, opened: SoundPause, io: Io): Promise<Plan | ExitCode> {
  const { pause, given, read } = opened
  const planned = await openPlan(name, pause.time_zone, io)
  if (planned === undefined) return 2
  const { plan } = planned
  const isOfThese =
    plan.input_sha256 === sha256(given.bytes) &&
    [...read.files].every(([file, content]) => plan.files[file] === sha256(content))
  const violations = isOfThese ? checkPlan(pause, plan) : []
  if (isOfThese && violations.length === 0) return plan
  for (const violation of violations) io.err(`${violationText(violation)}\n`)
  io.err(
    `${planned.given.shown} is ${isOfThese ? 'not valid' : `not of these bytes of ${given.shown}`}: nothing to begin from.\n` +
      `    Plan again with treve plan ${given.shown} -o PLAN.\n`,
  )
  return 1
}

const stages = {
  plan: 'the plan there is',
  options: 'changes',
  search: 'with search',
  pairs: 'pairs',
  days: 'simulated days',
} as const

/** A line when a stage begins, and one for each fifth of it. */
function progressTo(io: Io): (progress: FrontierProgress) => void {
  let last = ''
  return ({ stage, done, of }) => {
    const fifth = of === 0 ? 5 : Math.floor((5 * done) / of)
    const line = stage === 'plan' ? 'Planning by the terms as they are …' : `${stages[stage]}: ${done} of ${of}`
    const key = `${stage} ${fifth}`
    if (key === last) return
    last = key
    io.err(`${line}\n`)
  }
}

async function written(path: string, page: string, io: Io): Promise<boolean> {
  try {
    await writeFile(resolve(io.folder, path), page)
    return true
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    io.err(`treve frontier: ${path} cannot be written: ${reason}\n`)
    return false
  }
}

function told({ refused }: FrontierAnswer & { kind: 'frontier' }, frontier: Frontier, io: Io): ExitCode {
  if (frontier.partial)
    io.err(
      `Not all of it: ${frontier.not_tried.length === 0 ? 'not every plan was simulated' : `not tried: ${frontier.not_tried.join(', ')}`}.\n`,
    )
  for (const { change, violations } of refused) {
    io.err(
      `${change}: a fault of ours: the checker refused the plan, so it is not shown. Please report this with the file.\n`,
    )
    for (const violation of violations) io.err(`  ${violationText(violation)}\n`)
  }
  return refused.length > 0 ? 3 : 0
}
