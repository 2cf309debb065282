// What happened, out of reports: lines on a corridor, and counts against time. Nothing between two reports is invented:
// a straight line joins what was told.

import type { ToldCount, ToldLine } from '../charts/told.ts'
import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import type { RangeView, ReportView } from './day.ts'

interface Seen {
  readonly at: number
  readonly position: number
  readonly corridor: string | undefined
  readonly trip: string | undefined
  /** At a gate or a mouth of the corridor, and not at a place beyond. */
  readonly isOnIt: boolean
}

/** Reports that still stand. */
export function standing(reports: readonly ReportView[]): readonly ReportView[] {
  return reports.filter(({ taken_back: isTakenBack }) => isTakenBack !== true)
}

export function toldLines(
  pause: PauseView,
  plan: PlanView,
  reports: readonly ReportView[],
): ReadonlyMap<string, readonly ToldLine[]> {
  const inside = new Map(pause.places.map((place) => [place.id, place.inside]))
  const gates = new Map(
    pause.corridors.flatMap(({ id, gates: own }) =>
      own.map((gate) => [gate.id, { corridor: id, position: gate.position }] as const),
    ),
  )
  const seenOf = (report: ReportView): Seen | undefined => {
    const { gate, place, corridor, trip } = report
    const shared = { at: Date.parse(report.at), trip }
    const known = gate === undefined ? undefined : gates.get(gate)
    if (known !== undefined)
      return { ...shared, position: known.position, corridor: corridor ?? known.corridor, isOnIt: true }
    if (report.type === 'clear') return { ...shared, position: 0, corridor, isOnIt: true }
    const isInside = place === undefined ? undefined : inside.get(place)
    return isInside === undefined ? undefined : { ...shared, position: isInside ? 1 : 0, corridor, isOnIt: false }
  }
  const lines = new Map<string, ToldLine[]>()
  const ofVehicles = Map.groupBy(
    standing(reports).filter(({ vehicle }) => vehicle !== undefined),
    ({ vehicle }) => vehicle ?? '',
  )
  for (const [vehicle, own] of ofVehicles) {
    const seen = own.flatMap((report) => seenOf(report) ?? []).sort((a, b) => a.at - b.at)
    let open: { corridor: string; trip: string | undefined; seen: Seen[] } | undefined
    const finish = () => {
      if (open !== undefined) {
        const { corridor, trip, seen: along } = open
        const points = along.map(({ at, position }) => ({ at, position }))
        const isSeen = along.some(({ isOnIt }) => isOnIt)
        lines.set(corridor, [...(lines.get(corridor) ?? []), { vehicle, trip, points, isSeen }])
      }
      open = undefined
    }
    for (const [index, from] of seen.entries()) {
      const until = seen[index + 1]
      if (until === undefined) break
      const corridor = corridorBetween(plan, vehicle, from, until)
      if (corridor === undefined) {
        finish()
        continue
      }
      if (open?.corridor !== corridor) {
        finish()
        open = { corridor, trip: until.trip ?? from.trip, seen: [from] }
      }
      open.seen.push(until)
      // Past a mouth, this stretch is over.
      if (until.position === 0 || until.position === 1) finish()
    }
    finish()
  }
  return lines
}

/** Undefined: it went along none. */
function corridorBetween(plan: PlanView, vehicle: string, from: Seen, until: Seen): string | undefined {
  if (from.position === until.position) return undefined
  const direction = until.position > from.position ? 'in' : 'out'
  return until.corridor ?? from.corridor ?? plannedCorridor(plan, vehicle, until.trip ?? from.trip, direction, until.at)
}

/** By the plan, where a report does not say: that of the trip, else of the vehicle’s passage that is nearest in time. */
function plannedCorridor(
  plan: PlanView,
  vehicle: string,
  trip: string | undefined,
  direction: 'in' | 'out',
  at: number,
): string | undefined {
  const own = plan.trips.filter((each) => (trip === undefined ? each.vehicle === vehicle : each.id === trip))
  const passages = own.flatMap(({ legs }) => legs.filter(({ kind }) => kind === `corridor_${direction}`))
  const distance = ({ from }: { from: string }) => Math.abs(Date.parse(from) - at)
  return passages.toSorted((a, b) => distance(a) - distance(b))[0]?.corridor ?? undefined
}

const outTypes: readonly string[] = ['people_passed', 'people_arrived', 'walked_out']

/** People out, as told: each load counts once, when it was first told to have passed; the newest word of it holds. */
export function toldOut(reports: readonly ReportView[]): readonly ToldCount[] {
  return counted(reports, (report) => {
    // Who walks belongs to no load: each word is of others.
    if (report.type === 'walked_out') return report.entry
    return outTypes.includes(report.type) ? keyOf(report) : undefined
  })
}

/** People aboard and not out yet, as told. */
export function toldUnderWay(reports: readonly ReportView[]): readonly ToldCount[] {
  // A vehicle that loads at two places has two words that add up.
  const boarded = counted(reports, (report) =>
    report.type === 'people_boarded' ? `${keyOf(report)} ${report.place ?? ''}` : undefined,
  )
  if (boarded.length === 0) return []
  const left = counted(reports, (report) => {
    if (report.type === 'stepped_down' || report.type === 'turned_back') return `${keyOf(report)} ${report.type}`
    return outTypes.includes(report.type) && report.type !== 'walked_out' ? keyOf(report) : undefined
  })
  const instants = [...new Set([...boarded, ...left].map(({ at }) => at))].sort((a, b) => a - b)
  return instants.map((at) => {
    const on = lastAt(boarded, at)
    const off = lastAt(left, at)
    const least = (value: number) => Math.max(0, value)
    return { at, low: least(on.low - off.high), best: least(on.best - off.best), high: least(on.high - off.low) }
  })
}

function lastAt(counts: readonly ToldCount[], at: number): RangeView {
  return counts.findLast((each) => each.at <= at) ?? { low: 0, best: 0, high: 0 }
}

function keyOf({ load, trip, vehicle, entry }: ReportView): string {
  return load ?? trip ?? vehicle ?? entry
}

/** The sum over keys of the newest word of each; an arrival says nothing more of who has passed already. */
function counted(
  reports: readonly ReportView[],
  keyIn: (report: ReportView) => string | undefined,
): readonly ToldCount[] {
  const newest = new Map<string, { range: RangeView; type: string }>()
  const counts: ToldCount[] = []
  const inOrder = standing(reports).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  for (const report of inOrder) {
    const key = keyIn(report)
    const range = peopleOf(report)
    if (key === undefined || range === undefined) continue
    if (newest.get(key)?.type === 'people_passed' && report.type === 'people_arrived') continue
    newest.set(key, { range, type: report.type })
    counts.push({ at: Date.parse(report.at), ...sumOf([...newest.values()].map((each) => each.range)) })
  }
  return counts
}

export function peopleOf({ people }: ReportView): RangeView | undefined {
  return people === undefined || people.length === 0 ? undefined : sumOf(people)
}

function sumOf(ranges: readonly RangeView[]): RangeView {
  return ranges.reduce<RangeView>(
    (sum, { low, best, high }) => ({ low: sum.low + low, best: sum.best + best, high: sum.high + high }),
    { low: 0, best: 0, high: 0 },
  )
}
