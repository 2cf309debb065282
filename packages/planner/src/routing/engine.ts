// The search: ruin, recreate, accept or take back, with a falling temperature (simulated annealing; Christiaens and Vanden
// Berghe 2020). Stepwise, so that whoever runs it owns the clock and the threads: the same problem, seed and iterations give
// the same answer on any machine.

import { randomFrom } from '../random.ts'
import { Cooling, Thresholds } from './annealing.ts'
import { answerOf } from './answer.ts'
import type { Commitments } from './commitments.ts'
import type { Instance } from './instance.ts'
import { type PreparedProblem, prepared } from './prepared.ts'
import type { RoutingAnswer, RoutingProblem } from './problem.ts'
import { Recombination } from './recombination.ts'
import { Recreate } from './recreate.ts'
import { Ruin } from './ruin.ts'
import { Solution } from './solution.ts'

export interface Budget {
  /** At most so many iterations. */
  readonly iterations?: number
  /** What part of the time is used up, asked now and then; at 1 the run ends. The only way in which time can enter. */
  readonly timeUsed?: () => number
  /** Which part of the whole search this run is, for one that goes in steps: 0 to 1 if absent. */
  readonly from?: number
  readonly to?: number
}

export interface RunReport {
  readonly iterations: number
  readonly stoppedBy: 'iterations' | 'time' | 'nothing to do'
}

/** Iterations between two looks at the clock. */
const beat = 256

/** Of eight ruins so many take out requests that are alike, the others strings. */
const relatedOf8 = 2

/** One ruin in so many takes out a whole route. */
const routeEvery = 64

/** Temperatures in units of what one stop costs in the first solution: measured, see decision 14. */
const hottest = 3
const hottestWhereGeneral = 0.6
const hottestWhereChoosing = 30
const coldest = 0.03
const coldestWhereGeneral = 0.1

/** Of so many routes looked at for a request one is passed over. Routes that are simulated are few and long: there more often. */
const blinkEvery = 100
const blinkEveryWhereGeneral = 15

/** What one unit of weight left out costs while annealing, in the same units: enough that at the end none is given up. */
const leftOut = 6

/** Far-off requests that fit together may cost more than near ones that do not: then cost counts for little until it is cold. */
const leftOutWhereChoosing = 60

/** Which of few requests are served is decided while it is hot: then it is heated so many times, up to so many requests. */
const cyclesWhereChoosing = 4
const fewRequests = 100

/** Of the run, where vehicles are to be saved first. */
const partForVehicles = 0.5

/** How far the temperature is down while vehicles are saved. */
const whileSaving = 0.6

/** A whole run has so many parts, and between them routes seen before are put together anew. */
const parts = 11

/** Linear programmes solved to put them together: each time to the first whole answer; the last time others are looked at, too. */
const programmesLast = 15

/** A solution that was reached, and how good it is. */
interface Kept {
  readonly sequences: Int32Array
  readonly unserved: Float64Array
  readonly vehicles: number
  readonly makespan: number
  readonly cost: number
}

export class RoutingEngine {
  private readonly commitments: Commitments
  private readonly instance: Instance
  private readonly solution: Solution
  private readonly ruin: Ruin
  private readonly recreate: Recreate
  private readonly thresholds: Thresholds
  private readonly cooling: Cooling
  /** Whether which requests are served is what there is to decide. */
  private readonly isChoosing: boolean
  private readonly hottest: number
  private readonly unit: number
  /** What a unit of weight left out costs while annealing, by rank. */
  private readonly price: Float64Array
  /** How often each request was left out: what is hard to place weighs more (absences counted as in the paper). */
  private readonly absences: Float64Array
  /** Requests that may not be left out for a lower cost; while vehicles are saved, all that the best solution serves. */
  private readonly isDemanded: Uint8Array
  /** Where it is worth its time: routes with ride times and the like, of which insertion alone finds no better partition. */
  private readonly recombination: Recombination | undefined
  private best: Kept
  /** Of the solution at the last commit. */
  private energy = 0
  private missing = 0

  constructor(problem: RoutingProblem | PreparedProblem, options: { readonly seed: number }) {
    const ready = 'commitments' in problem ? problem : prepared(problem)
    this.commitments = ready.commitments
    const { instance } = this.commitments
    this.instance = instance
    const random = randomFrom(options.seed)
    this.thresholds = new Thresholds(random)
    this.solution = new Solution(instance)
    this.ruin = new Ruin(ready, random, { mean: 10, longest: 10, mostRelated: 16 })
    this.recreate = new Recreate(instance, random, instance.isGeneral ? blinkEveryWhereGeneral : blinkEvery)
    this.recombination = isRecombined(instance) ? new Recombination(instance) : undefined
    this.absences = new Float64Array(instance.requests).fill(1)
    this.isDemanded = Uint8Array.from(instance.rank, (rank) => (rank === 0 ? 1 : 0))
    this.solution.restore(this.commitments.sequences)
    this.recreate.first(this.solution)
    this.solution.commit()
    this.best = this.kept()
    this.isChoosing = isChoosing(instance, this.best)
    this.hottest = this.isChoosing ? hottestWhereChoosing : instance.isGeneral ? hottestWhereGeneral : hottest
    this.cooling = new Cooling((instance.isGeneral ? coldestWhereGeneral : coldest) / this.hottest)
    this.unit = unitOf(instance, this.best, instance.requests - this.solution.absentCount)
    this.price = pricesOf(instance, this.unit * (this.isChoosing ? leftOutWhereChoosing : leftOut))
    this.note()
  }

  /** The best found so far. */
  answer(): RoutingAnswer {
    return answerOf(this.instance, this.best.sequences, this.commitments.breaches)
  }

  /** The best found so far, for another engine on the same problem. */
  sequences(): Int32Array {
    return this.best.sequences
  }

  /** How good that is: weight unserved by class, most urgent first (what must be served before all), then what the objective counts. */
  vector(): readonly number[] {
    const { unserved, vehicles, makespan, cost } = this.best
    const { objective } = this.instance.problem
    const first = objective === 'vehicles' ? [vehicles] : objective === 'makespan' ? [makespan] : []
    return [...unserved, ...first, cost]
  }

  /** Goes on from what another engine on the same problem found, if that is better. */
  adopt(sequences: Int32Array): void {
    this.solution.restore(sequences)
    if (this.isBetter()) this.best = this.kept()
    else this.solution.restore(this.best.sequences)
    this.note()
  }

  run(budget: Budget): RunReport {
    const { instance, solution } = this
    if (instance.requests === 0 || instance.slots === 0) return { iterations: 0, stoppedBy: 'nothing to do' }
    const { from = 0, to = 1, iterations: most = Number.POSITIVE_INFINITY } = budget
    const savesVehicles = instance.problem.objective === 'vehicles'
    let isSaving = savesVehicles && from < partForVehicles && most > 0 && this.oneVehicleLess()
    const cycles = this.isChoosing ? cyclesWhereChoosing : 1
    let temperature = 0
    let iterations = 0
    let recombined = Math.floor(from * parts)
    for (; iterations < most; iterations++) {
      if (iterations % beat === 0) {
        const used = budget.timeUsed?.() ?? 0
        if (used >= 1) break
        if (instance.problem.objective === 'makespan') this.recreate.judgeByEnd((iterations / beat) % 2 === 0)
        const done = from + (to - from) * Math.max(used, iterations / most)
        if (isSaving && done >= partForVehicles) {
          isSaving = false
          this.stopSaving()
        }
        const due = Math.floor(done * parts)
        if (due > recombined) this.recombine(due === parts - 1 ? programmesLast : 1)
        recombined = due
        const cooled = savesVehicles ? Math.max(0, (done - partForVehicles) / (1 - partForVehicles)) : done
        const inCycle = (cooled * cycles) % 1
        temperature = this.unit * this.hottest * this.cooling.at(isSaving ? whileSaving : inCycle)
      }
      if (iterations % routeEvery === 5) this.ruin.route(solution)
      else if (iterations % 8 < relatedOf8) this.ruin.related(solution)
      else this.ruin.strings(solution)
      this.recreate.all(solution)
      if (!this.accepts(temperature)) {
        solution.rollback()
        this.countAbsences()
        continue
      }
      this.recombination?.remember(solution, this.best.cost)
      solution.commit()
      this.countAbsences()
      this.note()
      if (!this.isBetter()) continue
      this.best = this.kept()
      if (isSaving) isSaving = this.oneVehicleLess()
    }
    if (savesVehicles) this.stopSaving()
    return { iterations, stoppedBy: iterations < most ? 'time' : 'iterations' }
  }

  /** Goes on from routes seen before, put together anew, where that is better than what stands. */
  private recombine(programmes: number): void {
    const { solution, recombination } = this
    if (recombination === undefined || recombination.isEmpty) return
    const before = solution.sequences()
    const { missing, energy } = this
    solution.restore(recombination.combine(this.best.cost, programmes))
    this.recreate.all(solution, this.instance.requests)
    solution.commit()
    if (this.isBetter()) this.best = this.kept()
    this.note()
    if (this.missing < missing || (this.missing === missing && this.energy <= energy)) return
    solution.restore(before)
    this.note()
  }

  /** Against the solution at the last commit. */
  private accepts(temperature: number): boolean {
    const missing = this.missingNow()
    if (missing !== this.missing) return missing < this.missing
    if (this.solution.compareServed() < 0) return true
    return this.energyNow() - this.energy <= temperature * this.thresholds.draw()
  }

  private note(): void {
    this.missing = this.missingNow()
    this.energy = this.energyNow()
  }

  private missingNow(): number {
    const { absent, absentCount } = this.solution
    let sum = 0
    for (let k = 0; k < absentCount; k++) {
      const r = absent[k] as number
      if (this.isDemanded[r] === 1) sum += this.absences[r] as number
    }
    return sum
  }

  private countAbsences(): void {
    const { absent, absentCount } = this.solution
    let isAny = false
    for (let k = 0; k < absentCount; k++) {
      const r = absent[k] as number
      if (this.isDemanded[r] === 0) continue
      this.absences[r] = (this.absences[r] as number) + 1
      isAny = true
    }
    if (isAny) this.missing = this.missingNow()
  }

  private energyNow(): number {
    const { solution, price } = this
    let energy = this.instance.problem.objective === 'makespan' ? solution.lateness() : solution.cost
    for (let rank = 1; rank < price.length; rank++)
      energy += (price[rank] as number) * (solution.unserved[rank] as number)
    return energy
  }

  /** Whether the solution is better than the best: by vector, never by a sum. */
  private isBetter(): boolean {
    const { solution, best } = this
    for (let rank = 0; rank < best.unserved.length; rank++) {
      const difference = (solution.unserved[rank] as number) - (best.unserved[rank] as number)
      if (difference !== 0) return difference < 0
    }
    const { objective } = this.instance.problem
    if (objective === 'vehicles' && solution.usedCount !== best.vehicles) return solution.usedCount < best.vehicles
    if (objective === 'makespan') {
      const makespan = solution.makespan()
      if (makespan !== best.makespan) return makespan < best.makespan
    }
    return solution.cost < best.cost - 1e-9
  }

  private kept(): Kept {
    const { solution } = this
    return {
      sequences: solution.sequences(),
      unserved: solution.unserved.slice(),
      vehicles: solution.usedCount,
      makespan: this.instance.isGeneral ? solution.makespan() : 0,
      cost: solution.cost,
    }
  }

  /** Takes the route out whose requests are the easiest to place; the search must then place them in the others. */
  private oneVehicleLess(): boolean {
    const { solution, best, recreate, absences, isDemanded } = this
    solution.restore(best.sequences)
    if (best.vehicles < 2 || (best.unserved[0] as number) > 0) {
      this.stopSaving()
      return false
    }
    solution.slotOf.forEach((slot, r) => {
      if (slot >= 0) isDemanded[r] = 1
    })
    const weight = new Float64Array(this.instance.slots)
    solution.slotOf.forEach((slot, r) => {
      if (slot >= 0) weight[slot] = (weight[slot] as number) + (absences[r] as number)
    })
    let lightest = solution.used[0] as number
    for (let u = 1; u < solution.usedCount; u++) {
      const slot = solution.used[u] as number
      if ((weight[slot] as number) < (weight[lightest] as number)) lightest = slot
    }
    solution.clear(lightest)
    solution.commit()
    recreate.mostVehicles = solution.usedCount
    this.note()
    return true
  }

  private stopSaving(): void {
    this.solution.restore(this.best.sequences)
    this.recreate.mostVehicles = Math.max(1, this.best.vehicles)
    this.instance.rank.forEach((rank, r) => {
      this.isDemanded[r] = rank === 0 ? 1 : 0
    })
    this.note()
  }
}

/** Whether few enough requests to go over it more than once are too many to serve. */
function isChoosing({ requests, isGeneral }: Instance, first: Kept): boolean {
  return !isGeneral && requests <= fewRequests && first.unserved.some((weight, rank) => rank > 0 && weight > 0)
}

/** With more requests the linear programme takes too long; where some are optional or shared, it is another one. */
function isRecombined(instance: Instance): boolean {
  const { problem, isGeneral, requests, rank, aboard } = instance
  return (
    isGeneral &&
    requests <= 200 &&
    problem.objective === 'distance' &&
    rank.every((each) => each === 0) &&
    aboard.every((each) => each < 0)
  )
}

/** What one stop costs, for temperatures. */
function unitOf(instance: Instance, first: Kept, served: number): number {
  const stops = Math.max(1, 2 * served)
  const whole = instance.problem.objective === 'makespan' ? first.makespan * first.vehicles : first.cost
  return whole > 0 ? whole / stops : 1
}

/** Four times as much for each rank before the last, of the weight that is usual in it. */
function pricesOf(instance: Instance, last: number): Float64Array {
  const { ranks, rank, weight, requests } = instance
  const prices = new Float64Array(ranks)
  let price = last
  for (let each = ranks - 1; each > 0; each--) {
    let sum = 0
    let count = 0
    for (let r = 0; r < requests; r++)
      if (rank[r] === each) {
        sum += weight[r] ?? 0
        count += 1
      }
    prices[each] = sum > 0 ? (price * count) / sum : price
    price *= 4
  }
  return prices
}
