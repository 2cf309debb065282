// What is taken out: strings of stops of neighbouring routes (slack induction by string removals, Christiaens and Vanden Berghe
// 2020), or requests that are alike.

import type { Random } from '../random.ts'
import type { Neighbours } from './neighbours.ts'
import { instanceOf, type PreparedProblem } from './prepared.ts'
import type { Solution } from './solution.ts'

interface RuinSettings {
  /** Stops to remove, on average. */
  readonly mean: number
  readonly longest: number
  readonly mostRelated: number
}

/** Marks and removes; what is removed is added to the solution's absent. */
export class Ruin {
  private readonly isTouched: Uint8Array
  private readonly touched: number[] = []

  private readonly neighbours: Neighbours
  private readonly alike: Neighbours
  private readonly random: Random
  private readonly settings: RuinSettings

  constructor(prepared: PreparedProblem, random: Random, settings: RuinSettings) {
    this.neighbours = prepared.stops
    this.alike = prepared.alike
    this.random = random
    this.settings = settings
    this.isTouched = new Uint8Array(instanceOf(prepared).slots)
  }

  strings(solution: Solution): void {
    const { requests } = solution.instance
    const served = requests - solution.absentCount
    if (served === 0) return
    const { mean, longest } = this.settings
    const { random, neighbours, touched, isTouched } = this
    const perRoute = (2 * served) / solution.usedCount
    const stringMost = Math.min(longest, perRoute)
    const stringsMost = (4 * mean) / (1 + stringMost) - 1
    const strings = Math.floor(1 + (random.below(1 << 16) / (1 << 16)) * stringsMost)
    const seed = random.below(2 * requests)
    const from = seed * neighbours.width
    touched.length = 0
    for (let k = 0; k < neighbours.width && touched.length < strings; k++) {
      const node = neighbours.of[from + k] as number
      if (node < 0) break
      const slot = solution.slotOf[node >> 1] as number
      if (slot < 0 || isTouched[slot] === 1) continue
      isTouched[slot] = 1
      touched.push(slot)
      const inside = solution.route(slot).length - 2
      const most = Math.min(inside, stringMost)
      this.string(solution, slot, node, 1 + Math.floor((random.below(1 << 16) / (1 << 16)) * most))
    }
    this.removeFrom(solution)
  }

  /** A few requests that could take each other's place, of whatever routes (as Shaw 1998 removes what is related). */
  related(solution: Solution): void {
    const { requests } = solution.instance
    if (solution.absentCount === requests) return
    const { random, alike, touched, isTouched } = this
    let left = 1 + random.below(this.settings.mostRelated)
    const from = random.below(requests) * alike.width
    touched.length = 0
    for (let k = 0; k < alike.width && left > 0; k++) {
      const r = alike.of[from + k] as number
      const slot = solution.slotOf[r] as number
      if (slot < 0 || (k > 0 && random.below(4) === 0)) continue
      solution.markAbsent(r)
      left--
      if (isTouched[slot] === 1) continue
      isTouched[slot] = 1
      touched.push(slot)
    }
    this.removeFrom(solution)
  }

  /** A whole route: what no string reaches, where a vehicle should do something else altogether, or not go. */
  route(solution: Solution): void {
    if (solution.usedCount === 0) return
    solution.clear(solution.used[this.random.below(solution.usedCount)] as number)
  }

  private removeFrom(solution: Solution): void {
    for (const slot of this.touched) {
      this.isTouched[slot] = 0
      solution.removeAbsent(slot)
    }
  }

  /** One string of `size` stops that holds the node; in half of the cases a string with a part in its middle left standing. */
  private string(solution: Solution, slot: number, node: number, size: number): void {
    const { random } = this
    const { nodes, length } = solution.route(slot)
    const inside = length - 2
    let kept = 0
    if (size > 1 && size < inside && random.below(2) === 0) {
      kept = 1
      while (size + kept < inside && random.below(100) !== 0 && random.below(2) === 0) kept++
    }
    const span = Math.min(inside, size + kept)
    const at = solution.positionOf[node] as number
    const lowest = Math.max(1, at - span + 1)
    const highest = Math.min(at, inside - span + 1)
    const first = lowest + random.below(highest - lowest + 1)
    const keptFrom = kept === 0 ? 0 : first + 1 + random.below(Math.max(1, span - kept - 1))
    for (let k = first; k < first + span; k++) {
      if (kept > 0 && k >= keptFrom && k < keptFrom + kept) continue
      const r = (nodes[k] as number) >> 1
      if (r < solution.instance.requests && solution.slotOf[r] === slot) solution.markAbsent(r)
    }
  }
}
