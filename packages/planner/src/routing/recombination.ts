// Routes that were seen on the way, put together anew: of all of them those that serve every request once at the least cost
// in all (set partitioning; for dial-a-ride compare Parragh and Schmid 2013). Fractions first, then one whole route after
// another; what that leaves is for the usual insertion.

import { LinearProgramme, type Row, rounding } from '../linear-programme.ts'
import { randomFrom } from '../random.ts'
import type { Instance } from './instance.ts'
import type { Solution } from './solution.ts'
import { Variants } from './variants.ts'

/** More are not kept; the half that was seen longest ago goes. */
const mostRoutes = 6000

/** A route of a solution that costs more than the best by so much is not worth keeping. */
const worthKeeping = 1.02

/** Routes that are given to the linear programme in one go. */
const atATime = 200

/** How often routes that nobody has seen are looked for near those that the programme uses. */
const lookings = 3

/** Of the routes that a programme uses in part so many are tried, each as the one that is taken whole. */
const width = 2

/** Routes taken so far, and what is left to choose from. */
interface Choice {
  readonly routes: Seen[]
  readonly isOpen: Uint8Array
  readonly free: readonly number[]
  readonly chosen: readonly Seen[]
  readonly cost: number
}

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
  private readonly variants: Variants | undefined
  /** Of the search in `combine`: programmes that may still be solved, the first leaf, the best, and what is to be undercut. */
  private left = 0
  private first: readonly Seen[] | undefined
  private best: readonly Seen[] | undefined
  private below = 0

  constructor(instance: Instance) {
    this.instance = instance
    this.variants = Variants.suits(instance) ? new Variants(instance) : undefined
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
    const { nodes, length, type, cost } = solution.route(slot)
    if (length > 2) this.note(type, nodes.subarray(0, length), cost)
  }

  /** The cheapest of its set is kept; undefined where that is another. */
  private note(type: number, nodes: Int32Array, cost: number): Seen | undefined {
    const { requests } = this.instance
    const set: number[] = []
    let mark = this.marks[requests + type] as number
    let other = this.otherMarks[requests + type] as number
    for (let k = 1; k < nodes.length - 1; k++) {
      const node = nodes[k] as number
      if (node >= 2 * requests || (node & 1) === 0) continue
      set.push(node >> 1)
      mark ^= this.marks[node >> 1] as number
      other ^= this.otherMarks[node >> 1] as number
    }
    const key = mark * 2 ** 26 + other
    const known = this.seen.get(key)
    this.clock += 1
    if (known !== undefined && known.cost <= cost) {
      this.seen.set(key, { ...known, at: this.clock })
      return undefined
    }
    const seen = { type, nodes: nodes.slice(), requests: set, cost, at: this.clock }
    this.seen.set(key, seen)
    return seen
  }

  private forget(): void {
    const times = Float64Array.from(this.seen.values(), ({ at }) => at).sort()
    const middle = times[times.length >> 1] as number
    for (const [key, { at }] of this.seen) if (at < middle) this.seen.delete(key)
  }

  /**
   * In the form of `Solution.restore`; it may leave requests out. One whole route after another, first always the one that
   * the programme uses most of; then, as long as something cheaper than `below` may come of it and `programmes` are left to
   * solve, the other choices.
   */
  combine(below: number, programmes: number): Int32Array {
    const { instance } = this
    this.left = programmes
    this.first = undefined
    this.best = undefined
    this.below = below
    this.choose({
      routes: [...this.seen.values()],
      isOpen: new Uint8Array(instance.requests).fill(1),
      free: instance.types.map(({ slots }) => slots),
      chosen: [],
      cost: 0,
    })
    return this.sequencesOf(this.best ?? this.first ?? [])
  }

  private choose({ routes, isOpen, free, chosen, cost }: Choice): void {
    if (routes.length === 0) {
      this.first ??= chosen
      if (cost >= this.below - 1e-9 || isOpen.includes(1)) return
      this.below = cost
      this.best = chosen
      return
    }
    if (this.left-- <= 0 && this.first !== undefined) return
    const { used, bound } = this.fractions(routes, isOpen, free)
    if (this.first !== undefined && cost + bound >= this.below - 1e-9) return
    used.sort((a, b) => b.amount - a.amount || a.key - b.key)
    const whole = used.filter(({ amount }) => amount >= 0.99)
    const fixed = whole.length > 0 ? [whole] : used.slice(0, width).map((each) => [each])
    if (fixed.length === 0) this.first ??= chosen
    for (const picked of fixed) {
      const open = isOpen.slice()
      const vehicles = [...free]
      const taken = [...chosen]
      let sum = cost
      for (const { key } of picked) {
        const route = routes[key]
        if (route === undefined || (vehicles[route.type] ?? 0) === 0 || route.requests.some((r) => open[r] === 0))
          continue
        taken.push(route)
        sum += route.cost
        vehicles[route.type] = (vehicles[route.type] ?? 0) - 1
        for (const r of route.requests) open[r] = 0
      }
      this.choose({
        routes: routes.filter(
          ({ type, requests }) => (vehicles[type] ?? 0) > 0 && requests.every((r) => open[r] === 1),
        ),
        isOpen: open,
        free: vehicles,
        chosen: taken,
        cost: sum,
      })
    }
  }

  private sequencesOf(chosen: readonly Seen[]): Int32Array {
    const { types } = this.instance
    const taken = types.map(() => 0)
    return Int32Array.from(
      chosen.flatMap(({ type, nodes }) => {
        const number = taken[type] ?? 0
        taken[type] = number + 1
        return [(types[type]?.firstSlot ?? 0) + number, nodes.length, ...nodes]
      }),
    )
  }

  /** How much of each route, where routes may be used in part. Costs are counted in those of the dearest. */
  private fractions(routes: Seen[], isOpen: Uint8Array, free: readonly number[]) {
    const { requests } = this.instance
    const rows: Row[] = []
    isOpen.forEach((open, of) => {
      // Not 1 alone: where a few routes serve all, nearly every amount would be 0 and pivots would lead nowhere.
      if (open === 1) rows.push({ of, kind: 'exactly', right: 1 + ((of * 37) % 101) / 2 ** 17 })
    })
    for (const [type, right] of free.entries()) rows.push({ of: requests + type, kind: 'at_most', right })
    // 1 where all is at one place.
    const dearest = Math.max(...routes.map(({ cost }) => cost)) || 1
    const programme = new LinearProgramme(rows, 2)
    const rowOf = new Int32Array(requests + free.length).fill(-1)
    rows.forEach(({ of }, row) => {
      rowOf[of] = row
    })
    // A few routes at a time: first those of the last solutions, then, by the prices that come of them, those that pay most.
    const isIn = new Set<number>()
    let looked = 0
    let next = routes
      .map(({ at }, key) => ({ key, worth: at }))
      .sort((a, b) => b.worth - a.worth)
      .slice(0, atATime)
    while (next.length > 0) {
      for (const { key } of next) {
        const route = routes[key]
        if (route === undefined) continue
        isIn.add(key)
        programme.add(key, [...route.requests, requests + route.type], route.cost / dearest)
      }
      programme.solve()
      const prices = programme.prices()
      next = []
      const price = (of: number) => prices[rowOf[of] as number] as number
      routes.forEach((route, key) => {
        if (isIn.has(key)) return
        let worth = price(requests + route.type) - route.cost / dearest
        for (const r of route.requests) worth += price(r)
        if (worth > rounding) next.push({ key, worth })
      })
      next = next.sort((a, b) => b.worth - a.worth || a.key - b.key).slice(0, atATime)
      if (next.length > 0 || looked >= lookings) continue
      looked++
      next = this.unseen(routes, programme.used(), isOpen, (of) => (rowOf[of] === -1 ? 0 : price(of) * dearest))
    }
    // With every row exactly 1, by the same prices.
    const prices = programme.prices()
    let bound = 0
    rows.forEach(({ of }, row) => {
      bound += (prices[row] as number) * (of < requests ? 1 : (free[of - requests] ?? 0)) * dearest
    })
    return { used: programme.used(), bound }
  }

  /** Routes near those in use that pay at these prices and were not seen before; they are added to `routes`. */
  private unseen(
    routes: Seen[],
    used: readonly { readonly key: number }[],
    isOpen: Uint8Array,
    price: (of: number) => number,
  ) {
    const { requests } = this.instance
    const added: { readonly key: number; readonly worth: number }[] = []
    if (this.variants === undefined) return added
    const prices = Float64Array.from({ length: requests }, (_, r) => price(r))
    const candidates: { type: number; nodes: Int32Array; cost: number; worth: number }[] = []
    for (const { key } of used) {
      const route = routes[key]
      if (route === undefined) continue
      const { type } = route
      this.variants.of(type, route.nodes, isOpen, prices, -price(requests + type) + 1e-4, (nodes, cost, worth) => {
        candidates.push({ type, nodes, cost, worth: worth + price(requests + type) })
      })
    }
    candidates.sort((a, b) => b.worth - a.worth)
    for (const { type, nodes, cost, worth } of candidates) {
      if (added.length >= atATime) break
      const seen = this.note(type, nodes, cost)
      if (seen === undefined) continue
      added.push({ key: routes.length, worth })
      routes.push(seen)
    }
    return added
  }
}
