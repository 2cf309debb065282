// How sure a plan is, for a terminal: the line of the answer, and the table under it.

import { type Assurance, durationText, type Instant, type Language, standingWording, type TimeZone } from '@treve/model'
import { assuranceWords } from './assurance-words.ts'
import { clock, count, table } from './table.ts'

export interface Sure {
  readonly assurance: Assurance
  readonly required: number | null
  readonly zone: TimeZone
  readonly language: Language
}

/** Never without what stands beside it. */
export function sureLine({ assurance, required, language }: Sure): string {
  const words = assuranceWords[language]
  const { with_halts: all, without_halts: without } = assurance
  const parts = [
    fill(words.sure, {
      estimate: percent(all.estimate),
      lower: percent(all.lower_95),
      without: percent(without.estimate),
      withoutLower: percent(without.lower_95),
    }),
    ...(required === null
      ? []
      : [fill(words.asked, { asked: percent(required), verdict: verdict(all.is_probability_met === true, language) })]),
    standingWording[language],
  ]
  return parts.join(' ')
}

export function assuranceText({ assurance, zone, language }: Sure): string {
  const words = assuranceWords[language]
  const { with_halts: all, without_halts: without, half_day_halt: halfDay, twice_the_spread: twice } = assurance
  const row = (name: string, days: Assurance['half_day_halt']) => [
    name,
    percent(days.estimate),
    percent(days.lower_95),
    people(days.expected_people_late),
    count(days.worst_people_late),
  ]
  const [worstLoss] = assurance.lost_corridor
  const at = (instant: Instant | null) => (instant === null ? words.somebodyNever : clock(instant, zone))
  const { people_out: out, standing_s: standing, last_exit: last } = assurance
  const turnedBack = assurance.trips.filter(({ not_entered }) => not_entered > 0.5).length
  const lines = [
    fill(words.byBuffer, { share: percent(all.clear_by_buffer) }),
    all.worst_vehicle === null
      ? words.vehicleNone
      : fill(words.vehicle, {
          vehicle: all.worst_vehicle,
          share: percent(all.worst_vehicle_late, 2),
          verdict: verdict(all.is_each_vehicle_met, language),
        }),
    ...(turnedBack === 0
      ? []
      : [fill(words.turnedBack, { count: String(turnedBack), all: String(assurance.trips.length) })]),
    fill(words.lastExit, { median: at(last.at_p50), late: at(last.at_p95) }),
    fill(words.peopleOut, { low: count(out.p05), high: count(out.p95), median: count(out.p50) }),
    fill(words.standing, { median: durationText(standing.p50), late: durationText(standing.p95) }),
    ...(all.expected_people_sheltered > 0
      ? [fill(words.sheltered, { people: people(all.expected_people_sheltered) })]
      : []),
    assurance.assumed.length === 0 ? words.allStated : fill(words.assumed, { keys: assurance.assumed.join(', ') }),
    standingWording[language],
  ]
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
  return `${title}\n${table(words.heads, rows)}${lines.map((line) => `  ${line}\n`).join('')}`
}

function verdict(isMet: boolean, language: Language): string {
  const words = assuranceWords[language]
  return isMet ? words.reached : words.notReached
}

/** Cut, never rounded up: 99.96% is not 100%. */
export function percent(share: number, digits = 1): string {
  const scale = 10 ** digits
  return `${(Math.floor(share * 100 * scale + 1e-9) / scale).toFixed(digits)}%`
}

function people(mean: number): string {
  return mean === 0 ? '0' : mean < 0.01 ? '< 0.01' : mean.toLocaleString('en-GB', { maximumFractionDigits: 2 })
}

export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
