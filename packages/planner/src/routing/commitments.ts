// Who is aboard at the start comes out, at any rate. Where that cannot be as asked, what was asked is stretched by as little as
// there is to be had, and told: an answer, since these people are in the vehicle whatever we compute.

import { FOREVER, type Instance } from './instance.ts'
import type { Breach } from './problem.ts'
import { Scheduler } from './schedule.ts'

export interface Commitments {
  /** With limits stretched where they could not be kept. */
  readonly instance: Instance
  readonly breaches: readonly Breach[]
  /** A route for each vehicle with somebody aboard, in the form of `Solution.restore`. */
  readonly sequences: Int32Array
}

/** Up to here every order is tried. */
const allOrdersUpTo = 7

export function withCommitments(instance: Instance): Commitments {
  const { types, aboard, requests } = instance
  const closes = instance.closes.slice()
  const allowed = instance.allowed.slice()
  const changedTypes = [...types]
  const breaches: Breach[] = []
  const sequences: number[] = []
  types.forEach((type, t) => {
    const held: number[] = []
    for (let r = 0; r < requests; r++) if (aboard[r] === t) held.push(r)
    if (held.length === 0) return
    const order = leastLate(instance, t, held)
    for (const r of held)
      if (!order.includes(r)) {
        breaches.push({ vehicle: t, request: r, reason: 'no_way', lateBy: Number.POSITIVE_INFINITY })
        allowed[r * types.length + t] = 0
      }
    const times = timesOf(instance, t, order)
    const stretch = (node: number, request: number, reached: number) => {
      const limit = closes[node] ?? 0
      if (reached <= limit) return
      breaches.push({ vehicle: t, request, reason: 'too_late', lateBy: reached - limit })
      closes[node] = reached
    }
    order.forEach((r, k) => {
      stretch(2 * r + 1, r, times[k + 1] ?? 0)
    })
    const end = times[order.length + 1] ?? 0
    if (end < FOREVER) stretch(type.endNode, -1, end)
    else breaches.push({ vehicle: t, request: -1, reason: 'no_way', lateBy: end })

    const loads = new Float64Array(instance.dimensions)
    for (const r of order)
      loads.forEach((sum, d) => {
        loads[d] = sum + (instance.load[r * instance.dimensions + d] ?? 0)
      })
    if (!fitsAny(instance, t, loads)) {
      breaches.push({ vehicle: t, request: -1, reason: 'too_much_aboard', lateBy: 0 })
      changedTypes[t] = { ...type, fittings: loads, fittingCount: 1, most: loads }
      for (let r = 0; r < requests; r++) if (aboard[r] !== t) allowed[r * types.length + t] = 0
    }
    const nodes = [type.startNode, ...order.map((r) => 2 * r + 1), type.endNode]
    const stretched = { ...instance, closes, types: changedTypes }
    if (end < FOREVER && !new Scheduler(stretched).keeps(t, Int32Array.from(nodes), nodes.length)) {
      const needed = end - latestDeparture(stretched, t, order, end)
      breaches.push({ vehicle: t, request: -1, reason: 'too_late', lateBy: needed - type.maxDuration })
      changedTypes[t] = { ...(changedTypes[t] ?? type), maxDuration: needed }
    }
    if (order.length > 0 && end < FOREVER) sequences.push(type.firstSlot, nodes.length, ...nodes)
  })
  if (sequences.length === 0 && breaches.length === 0) return { instance, breaches, sequences: new Int32Array(0) }
  return {
    instance: { ...instance, closes, allowed, types: changedTypes },
    breaches,
    sequences: Int32Array.from(sequences),
  }
}

/**
 * The order in which those aboard are brought out: as many as there is a way for, then least lateness in all, then soonest
 * done. With more than a few of them, each is put where it does least harm, the one with the earliest limit first.
 */
function leastLate(instance: Instance, t: number, held: readonly number[]): readonly number[] {
  let best: readonly number[] = []
  let bestScore = scoreOf(instance, t, best)
  const keep = (order: readonly number[]) => {
    const score = scoreOf(instance, t, order)
    if (!isBetter(score, bestScore)) return
    best = order
    bestScore = score
  }
  if (held.length <= allOrdersUpTo) {
    const extend = (order: readonly number[]) => {
      keep(order)
      for (const r of held) if (!order.includes(r)) extend([...order, r])
    }
    extend([])
    return best
  }
  const limit = (r: number) => instance.closes[2 * r + 1] ?? 0
  for (const r of [...held].sort((a, b) => limit(a) - limit(b) || a - b)) {
    const before = best
    for (let k = 0; k <= before.length; k++) keep([...before.slice(0, k), r, ...before.slice(k)])
  }
  return best
}

interface Score {
  readonly out: number
  readonly late: number
  readonly end: number
}

function isBetter(a: Score, b: Score): boolean {
  if (a.out !== b.out) return a.out > b.out
  return a.late !== b.late ? a.late < b.late : a.end < b.end
}

function scoreOf(instance: Instance, t: number, order: readonly number[]): Score {
  const times = timesOf(instance, t, order)
  const end = times[order.length + 1] ?? 0
  const over = (reached: number, limit: number) => (reached > limit ? reached - limit : 0)
  let late = over(end, instance.types[t]?.closes ?? 0)
  order.forEach((r, k) => {
    late += over(times[k + 1] ?? 0, instance.closes[2 * r + 1] ?? 0)
  })
  // Somebody who is reached counts, even where the vehicle cannot end where it should.
  const isReached = order.length === 0 || (times[order.length] ?? 0) < FOREVER
  return { out: isReached ? order.length : -1, late, end }
}

/** Start of service from the start to the end, limits aside. */
function timesOf(instance: Instance, t: number, order: readonly number[]): number[] {
  const type = instance.types[t]
  if (type === undefined) return []
  const { place, places, opens, service } = instance
  let clock = type.opens
  let at = type.startNode
  const times = [clock]
  for (const node of [...order.map((r) => 2 * r + 1), type.endNode]) {
    clock += (service[at] ?? 0) + (type.time[(place[at] ?? 0) * places + (place[node] ?? 0)] ?? 0)
    clock = Math.max(clock, opens[node] ?? 0)
    times.push(clock)
    at = node
  }
  return times
}

/** When the vehicle may still leave and end by then: with the earliest end, the shortest time under way. */
function latestDeparture(instance: Instance, t: number, order: readonly number[], end: number): number {
  const type = instance.types[t]
  if (type === undefined) return 0
  const { place, places, closes, service } = instance
  let limit = end
  let next = type.endNode
  for (const node of [...order.map((r) => 2 * r + 1).reverse(), type.startNode]) {
    limit -= (service[node] ?? 0) + (type.time[(place[node] ?? 0) * places + (place[next] ?? 0)] ?? 0)
    limit = Math.min(limit, closes[node] ?? 0)
    next = node
  }
  return limit
}

function fitsAny(instance: Instance, t: number, loads: Float64Array): boolean {
  const type = instance.types[t]
  if (type === undefined) return false
  for (let c = 0; c < type.fittingCount; c++)
    if (loads.every((load, d) => load <= (type.fittings[c * instance.dimensions + d] ?? 0))) return true
  return false
}
