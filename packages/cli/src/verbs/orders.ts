import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkPlan } from '@treve/checker'
import {
  languages,
  type Pause,
  type Plan,
  type Unfinished,
  unfinishedOf,
  unfinishedWording,
  vehiclesOf,
} from '@treve/model'
import { type Orders, ordersOf, ordersPage, ordersToJson } from '@treve/server/orders'
import { sha256 } from '@treve/server/planning'
import type { Given } from '../files.ts'
import { differingFiles } from '../of-this-file.ts'
import { optionsOf } from '../options.ts'
import { openPause, openPlan, type SoundPause } from '../reading.ts'
import type { ExitCode, Io, Verb } from '../verb.ts'
import { violationText } from '../violations.ts'

export const ordersVerb: Verb = {
  name: 'orders',
  summary: 'each vehicle’s order sheet, to print',
  help: `treve orders FILE PLAN [--vehicle ID] [--lang en|fr|ar|ru] [--unfinished] [-o OUT.html] [--json]

What each vehicle is to do by PLAN, a plan of the pause in FILE: one HTML document that prints as A4 pages, a sheet
a vehicle. The plan is checked first. Exit 0: made; 1: the plan is not valid, not finished, or of another version of
FILE; 2: a file could not be used.

  --vehicle ID   the sheet of this vehicle alone
  --lang L       language of the sheets: ${languages.join(', ')} (en)
  --unfinished   also of a plan that was stopped, or not held against simulated days: each sheet says so
  -o OUT         write the document to OUT instead of standard output
  --json         the same as data on standard output
`,
  async run(args, io) {
    const options = optionsOf(
      'orders',
      args,
      {
        json: { type: 'boolean' },
        lang: { type: 'string' },
        out: { type: 'string', short: 'o' },
        unfinished: { type: 'boolean' },
        vehicle: { type: 'string' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values, positionals } = options
    const [pauseName, planName, more] = positionals
    if (
      pauseName === undefined ||
      planName === undefined ||
      more !== undefined ||
      (pauseName === '-' && planName === '-')
    ) {
      io.err('treve orders: name a pause file and a plan; one of them may be -. See treve orders --help.\n')
      return 2
    }
    const language = languages.find((each) => each === (values.lang ?? 'en'))
    if (language === undefined) {
      io.err(`treve orders: --lang ${values.lang}: one of ${languages.join(', ')} is expected.\n`)
      return 2
    }
    const opened = await openPause(pauseName, io)
    if (opened === undefined) return 2
    const { pause } = opened
    const planned = await openPlan(planName, pause.time_zone, io)
    if (planned === undefined) return 2
    const { given, plan } = planned
    if (!isOfThisFile(opened, given, plan, io) || !isValid(pause, given, plan, io)) return 1
    const { vehicle } = values
    if (vehicle !== undefined && !isThere(vehicle, pause, io)) return 2
    const unfinished = unfinishedOf(plan)
    if (unfinished !== undefined && !isToBePrinted(unfinished, opened, given, values.unfinished === true, io)) return 1
    const orders = ordersOf(pause, plan, {
      language,
      inputSha256: plan.input_sha256,
      planSha256: sha256(given.bytes),
      ...(unfinished === undefined ? {} : { unfinished }),
      ...(vehicle === undefined ? {} : { vehicle }),
    })
    return tell(orders, { isJson: values.json === true, out: values.out }, io)
  },
}

/** A sheet by a plan for other terms, times or roads would send a crew by them. */
function isOfThisFile(opened: SoundPause, given: Given, plan: Plan, io: Io): boolean {
  const changed = differingFiles(opened, plan)
  if (changed.length === 0) return true
  io.err(
    `${given.shown} was not made from these bytes of ${changed.join(', ')}: no orders.\n` +
      `    Plan again with treve plan ${opened.given.shown} -o PLAN, or give the file that the plan was made from.\n`,
  )
  return false
}

/** Crews would drive by times that nobody has looked at: only who asks for that gets them. */
function isToBePrinted(why: Unfinished, { given: file }: SoundPause, given: Given, isAsked: boolean, io: Io): boolean {
  const said = unfinishedWording.en[why]
  if (isAsked) {
    io.err(`${given.shown}: ${said} Each sheet says so.\n`)
    return true
  }
  io.err(
    `${given.shown}: ${said} No orders.\n` +
      `    Plan again with treve plan ${file.shown} -o PLAN and let it end, or print them all the same with --unfinished.\n`,
  )
  return false
}

function isValid(pause: Pause, given: Given, plan: Plan, io: Io): boolean {
  const violations = checkPlan(pause, plan)
  if (violations.length === 0) return true
  for (const violation of violations) io.err(`${violationText(violation)}\n`)
  const count = `${violations.length} ${violations.length === 1 ? 'violation' : 'violations'}`
  io.err(
    `${given.shown}: not valid, ${count}: no orders.\n    Plan again, or mend the plan and run treve verify-plan.\n`,
  )
  return false
}

function isThere(vehicle: string, pause: Pause, io: Io): boolean {
  const ids = vehiclesOf(pause).map(({ id }) => id)
  if (ids.includes(vehicle)) return true
  const advice = ids.length === 0 ? 'This pause has no vehicles.' : `Near it: ${nearIds(vehicle, ids).join(', ')}.`
  io.err(`treve orders: --vehicle ${vehicle}: there is no such vehicle. ${advice}\n`)
  return false
}

/** The ids that begin most like the one that was written, then those that end like it; where none begins so, any. */
function nearIds(written: string, ids: readonly string[], most = 5): string[] {
  const text = written.toLowerCase()
  const begin = (id: string) => sharedLetters(text, id)
  const end = (id: string) => sharedLetters(backwards(text), backwards(id))
  const near = ids.filter((id) => begin(id) > 0)
  return [...(near.length === 0 ? ids : near)].sort((a, b) => begin(b) - begin(a) || end(b) - end(a)).slice(0, most)
}

function sharedLetters(a: string, b: string): number {
  const differing = [...a].findIndex((letter, index) => letter !== b[index])
  return differing === -1 ? a.length : differing
}

function backwards(text: string): string {
  return [...text].reverse().join('')
}

async function tell(orders: Orders, target: { isJson: boolean; out: string | undefined }, io: Io): Promise<ExitCode> {
  const page = ordersPage(orders)
  if (target.out !== undefined) {
    try {
      await writeFile(resolve(io.folder, target.out), page)
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault)
      io.err(`treve orders: ${target.out} cannot be written: ${reason}\n`)
      return 3
    }
    io.err(`Order sheets written to ${target.out}: ${orders.vehicles.length}\n`)
  }
  if (target.isJson) io.out(ordersToJson(orders))
  else if (target.out === undefined) io.out(page)
  return 0
}
