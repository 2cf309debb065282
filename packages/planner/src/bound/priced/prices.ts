// What one more of everything that is shared would add to a bound, at the margin: what a search may be guided by.

import type { PlannedGroup } from '../../problem.ts'
import { gramGain } from './days.ts'
import { personGains } from './gains.ts'
import type { Goal } from './goal.ts'
import type { Priced } from './improve.ts'
import type { RowName } from './rows.ts'
import type { Space } from './space.ts'

export interface Prices {
  /** Every limit whose price is not nothing: what one more unit of it (a passage, a lane-second, a bed, a gram) would add. */
  readonly limits: readonly { readonly of: RowName; readonly price: number }[]
  /** By index among the pause's fleets: what the day of one more vehicle would add. */
  readonly vehicles: readonly number[]
  /** Of entering a corridor, by index. */
  slot(corridor: number, direction: 'in' | 'out', at: number): number
  /** Of being served at a gate of a corridor, by index of both. */
  gate(corridor: number, gate: number, from: number, until: number): number
  /** Of a person taken in at a place. */
  intake(place: string, at: number): number
  /** What one of a group is worth who leaves at an instant for a place, less what wish, bed and place cost. */
  person(planned: PlannedGroup, to: string, leavesAt: number): number
  /** What a gram brought to a drop is worth, by index, less what it costs to be the one that brings it. */
  gram(drop: number): number
}

export function pricesOf(space: Space, goal: Goal, { prices, answers }: Priced): Prices {
  const bins = new Map<string, { readonly from: number; readonly until: number; readonly price: number }[]>()
  const limits: { of: RowName; price: number }[] = []
  space.rows.names.forEach((name, row) => {
    const price = prices[row] ?? 0
    if (price > 0) limits.push({ of: name, price })
    if (!('from' in name)) return
    const known = bins.get(keyOf(name)) ?? []
    bins.set(keyOf(name), known)
    known.push({ from: name.from, until: name.until, price })
  })
  const at = (key: string, instant: number) =>
    bins.get(key)?.find(({ from, until }) => from <= instant && instant < until)?.price ?? 0
  const gains = personGains(space, goal, prices)
  const vehicles = space.problem.pause.fleet.map(() => 0)
  for (const { fleets, value } of answers) for (const fleet of fleets) vehicles[fleet] = value
  return {
    limits,
    vehicles,
    slot: (corridor, direction, instant) =>
      at(`slot ${corridor} ${direction}`, instant) + at(`slot ${corridor} both`, instant),
    gate: (corridor, gate, from, until) =>
      (bins.get(`gate ${corridor} ${gate}`) ?? []).reduce(
        (sum, bin) => sum + bin.price * Math.max(0, Math.min(until, bin.until) - Math.max(from, bin.from)),
        0,
      ),
    intake: (place, instant) => at(`intake ${place}`, instant),
    person: gains.gain,
    gram: (drop) => gramGain(space, goal, prices, drop),
  }
}

function keyOf(name: RowName): string {
  if (name.kind === 'slot') return `slot ${name.corridor} ${name.direction}`
  if (name.kind === 'gate') return `gate ${name.corridor} ${name.gate}`
  return name.kind === 'intake' ? `intake ${name.place}` : ''
}
