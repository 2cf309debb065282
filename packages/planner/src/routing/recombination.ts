// Routes that were seen on the way, put together anew: of all of them those that serve every request once at the least cost
// in all (set partitioning; for dial-a-ride compare Parragh and Schmid 2013). Fractions first, then one whole route after
// another; what that leaves is for the usual insertion.

import { LinearProgramme, type Row, rounding } from '../linear-programme.ts'
import { randomFrom } from '../random.ts'
import type { Instance } from './instance.ts'
import type { Solution } from './solution.ts'

/** More are not kept; the half that was seen longest ago goes. */
const mostRoutes = 6000

/** A route of a solution that costs more than the best by so much is not worth keeping. */
const worthKeeping = 1.02

/** Routes that are given to the linear programme in one go. */
const atATime = 200

interface Seen {
  readonly type: number
  readonly nodes: Int32Array
  readonly requests: readonly number[]
  readonly cost: number
  readonly at: number
}

export class Recombination {
  private readonly instance: Instance
  /** Of each request and each type: numbers whose exclusive or stands for a set of them. */
  private readonly marks: Int32Array
  private readonly otherMarks: Int32Array
  /** Of each set of requests and type the cheapest route. */
  private readonly seen = new Map<number, Seen>()
  private clock = 0

  constructor(instance: Instance) {
    this.instance = instance
    const random = randomFrom(instance.requests)
    const draw = () => random.below(2 ** 26)
    this.marks = Int32Array.from({ length: instance.requests + instance.types.length }, draw)
    this.otherMarks = Int32Array.from({ length: instance.requests + instance.types.length }, draw)
  }

  get isEmpty(): boolean {
    return this.seen.size === 0
  }

  /** Keeps the routes that are another than at the last commit. */
  remember(solution: Solution, bestCost: number): void {
    if (solution.cost > bestCost * worthKeeping) return
    for (let k = 0; k < solution.changedCount; k++) this.rememberRoute(solution, solution.changed[k] as number)
    if (this.seen.size > mostRoutes) this.forget()
  }

  private rememberRoute(solution: Solution, slot: number): void {
    const { requests } = this.instance
    const { nodes, length, type, cost } = solution.route(slot)
    if (length <= 2) return
    const set: number[] = []
    let mark = this.marks[requests + type] as number
    let other = this.otherMarks[requests + type] as number
    for (let k = 1; k < length - 1; k++) {
      const node = nodes[k] as number
      if (node >= 2 * requests || (node & 1) === 0) continue
      set.push(node >> 1)
      mark ^= this.marks[node >> 1] as number
      other ^= this.otherMarks[node >> 1] as number
    }
    const key = mark * 2 ** 26 + other
    const known = this.seen.get(key)
    this.clock += 1
    if (known !== undefined && known.cost <= cost) this.seen.set(key, { ...known, at: this.clock })
    else this.seen.set(key, { type, nodes: nodes.slice(0, length), requests: set, cost, at: this.clock })
  }

  private forget(): void {
    const times = Float64Array.from(this.seen.values(), ({ at }) => at).sort()
    const middle = times[times.length >> 1] as number
    for (const [key, { at }] of this.seen) if (at < middle) this.seen.delete(key)
  }

  /** In the form of `Solution.restore`; it may leave requests out. */
  combine(): Int32Array {
    const { instance } = this
    const free = instance.types.map(({ slots }) => slots)
    const isOpen = new Uint8Array(instance.requests).fill(1)
    const chosen: Seen[] = []
    let routes = [...this.seen.values()]
    while (routes.length > 0) {
      const used = this.fractions(routes, isOpen, free)
      const most = Math.max(0, ...used.map(({ amount }) => amount))
      if (most === 0) break
      for (const { key, amount } of used) {
        const route = routes[key]
        if (route === undefined || amount < Math.min(most, 0.99)) continue
        if ((free[route.type] ?? 0) === 0 || route.requests.some((r) => isOpen[r] === 0)) continue
        chosen.push(route)
        free[route.type] = (free[route.type] ?? 0) - 1
        for (const r of route.requests) isOpen[r] = 0
      }
      routes = routes.filter(({ type, requests }) => (free[type] ?? 0) > 0 && requests.every((r) => isOpen[r] === 1))
    }
    const taken = instance.types.map(() => 0)
    return Int32Array.from(
      chosen.flatMap(({ type, nodes }) => {
        const number = taken[type] ?? 0
        taken[type] = number + 1
        return [(instance.types[type]?.firstSlot ?? 0) + number, nodes.length, ...nodes]
      }),
    )
  }

  /** How much of each route, where routes may be used in part. Costs are counted in those of the dearest. */
  private fractions(routes: readonly Seen[], isOpen: Uint8Array, free: readonly number[]) {
    const { requests } = this.instance
    const rows: Row[] = []
    isOpen.forEach((open, of) => {
      // Not 1 alone: where a few routes serve all, nearly every amount would be 0 and pivots would lead nowhere.
      if (open === 1) rows.push({ of, kind: 'exactly', right: 1 + ((of * 37) % 101) / 2 ** 17 })
    })
    for (const [type, right] of free.entries()) rows.push({ of: requests + type, kind: 'at_most', right })
    const dearest = Math.max(...routes.map(({ cost }) => cost))
    const programme = new LinearProgramme(rows, 2)
    const rowOf = new Int32Array(requests + free.length).fill(-1)
    rows.forEach(({ of }, row) => {
      rowOf[of] = row
    })
    // A few routes at a time: first those of the last solutions, then, by the prices that come of them, those that pay most.
    const isIn = new Uint8Array(routes.length)
    let next = routes
      .map(({ at }, key) => ({ key, worth: at }))
      .sort((a, b) => b.worth - a.worth)
      .slice(0, atATime)
    while (next.length > 0) {
      for (const { key } of next) {
        const route = routes[key]
        if (route === undefined) continue
        isIn[key] = 1
        programme.add(key, [...route.requests, requests + route.type], route.cost / dearest)
      }
      programme.solve()
      const prices = programme.prices()
      next = []
      routes.forEach((route, key) => {
        if (isIn[key] === 1) return
        let worth = (prices[rowOf[requests + route.type] as number] as number) - route.cost / dearest
        for (const r of route.requests) worth += prices[rowOf[r] as number] as number
        if (worth > rounding) next.push({ key, worth })
      })
      next = next.sort((a, b) => b.worth - a.worth || a.key - b.key).slice(0, atATime)
    }
    return programme.used()
  }
}
