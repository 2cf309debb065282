// How sure a plan is, for a terminal: the line of the answer, and the table under it.

import {
  type Assurance,
  durationText,
  type Instant,
  type Language,
  type NotActedOut,
  notActedOutWording,
  standingWording,
  type TimeZone,
} from '@treve/model'
import { areAllOut, cutPercent, digitsAsked, digitsOfLimit, fewDays, isShown, mostDays } from '@treve/model/claims'
import type { AssuranceNow } from '@treve/planner'
import { assuranceWords } from './assurance-words.ts'
import { dueText } from './due.ts'
import { fill } from './fill.ts'
import { clock, count, table } from './table.ts'

export interface Sure {
  readonly assurance: Assurance
  readonly required: number | null
  readonly zone: TimeZone
  readonly language: Language
}

/**
 * Never without what stands beside it; nor, where trips are not made on most days, without how many are out: who does not go
 * in is clear as well.
 */
export function sureLine({
  assurance,
  required,
  language,
  again,
}: {
  readonly assurance: Pick<Assurance, 'with_halts' | 'without_halts' | 'trips' | 'people_out'> & {
    /** Undefined of what is left: no decision, and so no test of several. */
    readonly alpha?: number
  }
  readonly required: number | null
  readonly language: Language
  /** What to call for with more days, where days are asked for. */
  readonly again?: string
}): string {
  const words = assuranceWords[language]
  const { with_halts: all, without_halts: without, trips, people_out: out } = assurance
  const turnedBack = trips.filter(({ not_entered }) => not_entered > 0.5).length
  const parts = [
    fill(words.sure, {
      estimate: percent(all.estimate),
      lower: percent(all.lower_95),
      without: percent(without.estimate),
      withoutLower: percent(without.lower_95),
    }),
    ...(required === null
      ? []
      : [
          fill(words.asked, {
            asked: percent(required, digitsAsked(required)),
            verdict: verdict(isShown(all) === true, language),
          }),
          ...shortOf(all, required, assurance.alpha ?? 0.05, language, again),
          ...(all.is_probability_met === true && !all.is_each_vehicle_met && all.worst_vehicle !== null
            ? [fill(words.vehicleTooOften, { vehicle: all.worst_vehicle, share: percent(all.worst_vehicle_late, 2) })]
            : []),
        ]),
    ...(turnedBack === 0
      ? []
      : [fill(words.turnedBack, { count: count(turnedBack), all: count(trips.length) }), peopleOut(out, language)]),
    standingWording[language],
  ]
  return parts.join(' ')
}

/** Why what looks like enough is not shown. */
function shortOf(
  all: Assurance['with_halts'],
  required: number,
  alpha: number,
  language: Language,
  again: string | undefined,
): string[] {
  const words = assuranceWords[language]
  const digits = digitsOfLimit(all, required)
  const few = fewDays(all, required, alpha)
  return [
    ...(digits === undefined ? [] : [fill(words.limit, { limit: percent(all.lower_at_alpha, digits) })]),
    ...(few === undefined || again === undefined
      ? []
      : [fill(words.fewDays[few], { days: count(all.replications), most: count(mostDays), again })]),
  ]
}

export function assuranceText({ assurance, zone, language }: Sure): string {
  const words = assuranceWords[language]
  const { with_halts: all, without_halts: without, half_day_halt: halfDay, twice_the_spread: twice } = assurance
  const [worstLoss] = assurance.lost_corridor
  const title = fill(words.title, {
    days: count(all.replications),
    seed: String(assurance.seed),
    test: String(assurance.test),
  })
  const rows = [
    row(words.withHalts, all),
    row(words.withoutHalts, without),
    row(words.halfDay, halfDay),
    ...(worstLoss === undefined ? [] : [row(fill(words.lost, { corridor: worstLoss.corridor }), worstLoss)]),
    row(words.twice, twice),
  ]
  const lines = [...facts(assurance, zone, language), standingWording[language]]
  return `${title}\n${table(words.heads, rows)}${lines.map((line) => `  ${line}\n`).join('')}${whereText(assurance, language)}`
}

/** The few that fail most often; nothing where none does. */
function whereText(
  { corridors, vehicles, trips }: Pick<Assurance, 'corridors' | 'vehicles' | 'trips'>,
  language: Language,
): string {
  const words = assuranceWords[language]
  const few = 5
  const share = (value: number) => (value === 0 ? '–' : percent(value, 2))
  const lateOnly = (of: readonly { readonly id: string; readonly late: number }[]) =>
    of
      .filter(({ late }) => late > 0)
      .toSorted((a, b) => b.late - a.late)
      .slice(0, few)
      .map(({ id, late }) => [id, share(late), '–', '–'])
  const failing = trips
    .filter(({ late, not_entered, part_loaded }) => late + not_entered + part_loaded > 0)
    .toSorted((a, b) => b.late - a.late || b.not_entered - a.not_entered || b.part_loaded - a.part_loaded)
    .slice(0, few)
    .map(({ id, late, not_entered, part_loaded }) => [id, share(late), share(not_entered), share(part_loaded)])
  const rows = [...lateOnly(corridors), ...lateOnly(vehicles), ...failing]
  return rows.length === 0 ? '' : `\n${words.where}\n${table(words.whereHeads, rows)}`
}

/** How sure a plan in force is from now on, and who must leave when. */
export function nowText(now: {
  readonly assurance: AssuranceNow
  readonly required: number | null
  readonly zone: TimeZone
  readonly language: Language
}): string {
  const { assurance, required, zone, language } = now
  const words = assuranceWords[language]
  const { with_halts: all, without_halts: without, not_told: notTold } = assurance
  const title = fill(words.now, {
    at: clock(assurance.at, zone),
    days: count(all.replications),
    seed: String(assurance.seed),
  })
  const lines = [
    ...(areAllOut(assurance)
      ? [fill(words.allOut, { people: count(assurance.people_out.p50) })]
      : facts(assurance, zone, language)),
    ...(notTold.length === 0 ? [] : [fill(words.notTold, { count: count(notTold.length) })]),
    standingWording[language],
  ]
  return [
    sureLine({ assurance, required, language, again: `--runs ${mostDays}` }),
    `\n\n${title}\n`,
    table(words.heads, [row(words.withHalts, all), row(words.withoutHalts, without)]),
    ...lines.map((line) => `  ${line}\n`),
    whereText(assurance, language),
    dueText(assurance, zone, language),
    leftOutText(assurance.not_acted_out, language),
  ].join('')
}

/** What the simulated days leave out. */
export function leftOutText(leftOut: readonly NotActedOut[], language: Language): string {
  const lines = leftOut.map((each) => `  ${notActedOutWording[language][each]}\n`)
  return `\n${assuranceWords[language].leftOut}\n${lines.join('')}`
}

function row(name: string, days: Assurance['half_day_halt']): string[] {
  return [
    name,
    percent(days.estimate),
    percent(days.lower_95),
    people(days.expected_people_late),
    count(days.worst_people_late),
  ]
}

function facts(
  assurance: Pick<Assurance, 'with_halts' | 'last_exit' | 'people_out' | 'standing_s' | 'assumed'>,
  zone: TimeZone,
  language: Language,
): string[] {
  const words = assuranceWords[language]
  const { with_halts: all, people_out: out, standing_s: standing, last_exit: last } = assurance
  const at = (instant: Instant | null) => (instant === null ? words.somebodyNever : clock(instant, zone))
  return [
    fill(words.byBuffer, { share: percent(all.clear_by_buffer) }),
    all.worst_vehicle === null
      ? words.vehicleNone
      : fill(words.vehicle, {
          vehicle: all.worst_vehicle,
          share: percent(all.worst_vehicle_late, 2),
          verdict: verdict(all.is_each_vehicle_met, language),
        }),
    fill(words.lastExit, { median: at(last.at_p50), late: at(last.at_p95) }),
    peopleOut(out, language),
    fill(words.standing, { median: durationText(standing.p50, language), late: durationText(standing.p95, language) }),
    ...(all.expected_people_sheltered > 0
      ? [fill(words.sheltered, { people: people(all.expected_people_sheltered) })]
      : []),
    assurance.assumed.length === 0 ? words.allStated : fill(words.assumed, { keys: assurance.assumed.join(', ') }),
  ]
}

function peopleOut({ p05, p50, p95 }: Assurance['people_out'], language: Language): string {
  const words = assuranceWords[language]
  if (p05 === p95) return fill(words.peopleOutAlike, { median: count(p50) })
  return fill(words.peopleOut, { low: count(p05), high: count(p95), median: count(p50) })
}

function verdict(isMet: boolean, language: Language): string {
  const words = assuranceWords[language]
  return isMet ? words.reached : words.notReached
}

export function percent(share: number, digits = 1): string {
  return `${cutPercent(share, digits).toFixed(digits)}%`
}

function people(mean: number): string {
  return mean === 0 ? '0' : mean < 0.01 ? '< 0.01' : mean.toLocaleString('en-GB', { maximumFractionDigits: 2 })
}
