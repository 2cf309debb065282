// What a plan keeps free before the close, as the planner obeys it: an earlier moment by which all are out, and corridors
// whose last exits are for who is late.

import {
  type Corridor,
  type Kept,
  localSecondsOfDay,
  type Pause,
  type Plan,
  type Seconds,
  type SecondsOfDay,
  valueAt,
} from '@treve/model'

/** A pause to be planned with a reserve; planned anew by explanations, it keeps it. */
export type PauseToPlan = Pause & { readonly reserve?: Kept }

/** A plan to be acted out: its orders count to what it keeps. */
export type PlanWithReserve = Pick<Plan, 'trips' | 'walking' | 'directions'> & { readonly reserve?: Kept | null }

export function clearByWith(pause: PauseToPlan, window: { readonly close: number }): number {
  const { reserve } = pause
  return reserve === undefined
    ? window.close - pause.terms.clear.buffer
    : window.close - reserve.buffer_s - reserve.slack_s
}

/** The terms that turn-back times count to. */
export function pauseOfOrders(pause: Pause, kept: Kept | null | undefined): Pause {
  if (kept == null) return pause
  return { ...pause, terms: { ...pause.terms, clear: { ...pause.terms.clear, buffer: kept.buffer_s as Seconds } } }
}

/** By corridor: how much longer than the others its exits are kept free. */
export function moreSeconds(kept: Kept | null | undefined, corridor: string): number {
  return kept?.corridors.find((each) => each.corridor === corridor)?.more_s ?? 0
}

/**
 * Corridors as a plan may use them: where one keeps more free, nothing passes from the last moment at which the slowest
 * kind of vehicle would still be out that much before all must be. Taken from travel times, not from slots: that holds for
 * corridors without slots too, and nothing that adds slots gives it away. Rows before the first of a day are those of the
 * last: the row that held before `from` is written out where it was cut off.
 */
export function exitsKept(pause: PauseToPlan): readonly Corridor[] {
  const { reserve, corridors } = pause
  if (reserve === undefined || reserve.corridors.length === 0) return corridors
  return corridors.map((corridor) => {
    const more = moreSeconds(reserve, corridor.id)
    return more === 0 ? corridor : { ...corridor, travel: withheld(pause, corridor, more) }
  })
}

/** Rows of travel hold every day: exits can be kept by corridor only where all windows close at one hour of the day. */
export function mayKeepByCorridor(pause: Pause): boolean {
  const { windows } = pause.terms
  const hours = new Set(windows.map(({ close }) => localSecondsOfDay(close, pause.time_zone)))
  return hours.size === 1 && windows.every(({ open, close }) => close - open < daySeconds)
}

const daySeconds = 86_400

function withheld(pause: PauseToPlan, corridor: Corridor, more: number): Corridor['travel'] {
  const [window] = pause.terms.windows
  if (window === undefined || !mayKeepByCorridor(pause)) return corridor.travel
  const until = localSecondsOfDay(window.close, pause.time_zone)
  const before = window.close - clearByWith(pause, window) + more + slowestPassage(pause, corridor)
  if (before >= daySeconds) return [{ from: until, value: {} }]
  const from = (((until - before) % daySeconds) + daySeconds) % daySeconds
  return closed(corridor.travel, from as SecondsOfDay, until)
}

function slowestPassage(pause: Pause, corridor: Corridor): number {
  let slowest = 0
  for (const { kind } of pause.fleet) {
    const travel = Math.max(...corridor.travel.map(({ value }) => value[kind] ?? 0))
    const service = corridor.gates.reduce(
      (sum, gate) => sum + (gate.checks.includes('out') ? (gate.service[kind] ?? 0) : 0),
      0,
    )
    slowest = Math.max(slowest, travel + service)
  }
  return slowest
}

/** With nothing passing between two times of the day. */
function closed(rows: Corridor['travel'], from: SecondsOfDay, until: SecondsOfDay): Corridor['travel'] {
  const isWithin = (at: number) => (from < until ? at >= from && at < until : at >= from || at < until)
  const others = rows.filter((row) => !isWithin(row.from) && row.from !== until)
  return [...others, { from, value: {} }, { from: until, value: valueAt(rows, until) }].sort((a, b) => a.from - b.from)
}
