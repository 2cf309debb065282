// The frontier of a pause: the plan there is, one plan for each thing that may be asked for, and what they differ in.
//
// The same search effort goes again into the terms as they are: what is shown as gained is then not merely time spent.

import { cpuUsage } from 'node:process'
import { checkPlan, type Violation } from '@treve/checker'
import { type LevelName, levelOfPriority, type Pause, type Plan, type Priority, priorities } from '@treve/model'
import {
  type Change,
  changeCode,
  changesInWords,
  type Frontier,
  type FrontierOption,
  type FrontierPair,
  type Outcome,
  type Totals,
} from '@treve/model/frontier'
import { isReserveSought, movesNobody, plannedWith } from '@treve/planner'
import {
  applyAll,
  type Bar,
  boundedBy,
  changesOf,
  type Days,
  differenceOf,
  inRank,
  judged,
  leastStepOfEach,
  lesserSlacks,
  levelsOf,
  nearer,
  noLess,
  type Priced,
  pairedDays,
  type Reached,
  takesNothing,
  withinReach,
} from '@treve/planner/frontier'
import { type Answer, answerInWorker, refusalOf, sha256 } from '../planning/index.ts'
import { type PauseGiven, Pool } from './pool.ts'
import type { FrontierTask } from './task.ts'

export interface FrontierRequest {
  readonly seed: number
  /** Wall time of it all, about. */
  readonly seconds: number
  /** For each plan exactly so many, whatever time they take: the same frontier again. */
  readonly iterations?: number
  readonly replications?: number
  readonly threads?: number
  /** The plan to begin from, of these very files; absent: one is made. */
  readonly plan?: Plan
  /** What is tried of all that there is; absent: all. */
  readonly isAsked?: (change: Change) => boolean
  readonly stop?: AbortSignal
  readonly onProgress?: (progress: FrontierProgress) => void
}

export interface FrontierProgress {
  readonly stage: 'plan' | 'options' | 'search' | 'pairs' | 'days'
  readonly done: number
  readonly of: number
}

export type FrontierAnswer =
  | {
      readonly kind: 'frontier'
      readonly frontier: Frontier
      /** Faults of ours: what the checker refused is left out. */
      readonly refused: readonly { readonly change: string; readonly violations: readonly Violation[] }[]
    }
  | Exclude<Answer, { kind: 'plan' }>
  | { readonly kind: 'stopped' }

/** Days for each plan: enough to see a few per cent, where a claim takes 5,000. */
export const comparedDays = 400
/** Where time is short; to see how long a day takes. */
const leastDays = 100
const triedDays = 20
const bestPaired = 4

/** Shares of the whole time; the options have what is left. */
const planShare = 0.15
const pairsShare = 0.12
const daysShare = 0.25
const leastPricesShare = 0.1
/** Later than this, slack is no longer looked for, and stays what it was. */
const slackShare = 0.5
/** Below this the beginning alone is not done. */
const leastSeconds = 0.3

interface Solved {
  readonly changes: readonly Change[]
  readonly plan: Plan
  /** Sooner than its orders allow. */
  readonly slack: number
  readonly days?: Days
}

export async function findFrontier(pause: Pause, given: PauseGiven, asked: FrontierRequest): Promise<FrontierAnswer> {
  const startedAt = performance.now()
  const plan = asked.plan ?? (isReserveSought(pause) ? await surePlan(given, asked) : undefined)
  if (plan !== undefined && 'kind' in plan) return plan
  const request: FrontierRequest = plan === undefined ? asked : { ...asked, plan }
  const pool = new Pool(given, request.seed, plannedWith(plan?.reserve), request.threads ?? 2)
  const stop = () => pool.stop()
  if (request.stop?.aborted === true) stop()
  request.stop?.addEventListener('abort', stop)
  try {
    return await new Finding(pause, given, request, pool, startedAt).answer()
  } finally {
    request.stop?.removeEventListener('abort', stop)
    await pool.close()
  }
}

/** As sure as `treve plan` makes it, for then all options are planned with its reserve; reasons are not asked for. */
async function surePlan(
  { bytes, files }: PauseGiven,
  { seed, seconds, iterations, stop, onProgress }: FrontierRequest,
): Promise<Plan | Exclude<FrontierAnswer, { kind: 'frontier' }>> {
  onProgress?.({ stage: 'plan', done: 0, of: 1 })
  const answer = await answerInWorker(bytes, files, {
    seed,
    seconds: seconds * planShare,
    reasonsSeconds: 0,
    ...(iterations === undefined ? {} : { iterations }),
    ...(stop === undefined ? {} : { stop }),
  })
  if (stop?.aborted === true) return { kind: 'stopped' }
  return answer.kind === 'plan' ? answer.plan : answer
}

class Finding {
  private readonly startedAt: number
  private readonly cpuAtStart = cpuSeconds()
  private replications = 0
  private readonly refused: { change: string; violations: readonly Violation[] }[] = []
  private readonly pause: Pause
  private readonly given: PauseGiven
  private readonly request: FrontierRequest
  private readonly pool: Pool
  /** What a plan must come to for its slack to be enough: what the plan does that all begins from. */
  private bar: Bar | undefined

  constructor(pause: Pause, given: PauseGiven, request: FrontierRequest, pool: Pool, startedAt: number) {
    this.startedAt = startedAt
    this.pause = pause
    this.given = given
    this.request = request
    this.pool = pool
  }

  async answer(): Promise<FrontierAnswer> {
    const { request } = this
    this.tell('plan', 0, 1)
    const begin = request.plan ?? (await this.firstPlan())
    if ('kind' in begin) return begin
    const kept = this.kept()?.slack_s ?? 0
    const slack = await this.slackOf([], { changes: [], plan: begin, slack: kept })
    const first: Solved = { changes: [], plan: begin, slack }
    const changes = changesOf(this.pause).filter(request.isAsked ?? (() => true))
    const costs = changes.flatMap((change) => (change.kind === 'buffer' ? [change] : []))
    const seconds = this.secondsEach(changes.length + 1)
    const [again, ...costly] = await Promise.all([
      this.solved([], first, seconds),
      ...costs.map(async (change) =>
        this.solved([change], { ...first, slack: await this.slackOfCost(change, first) }, seconds),
      ),
    ])
    const asItIs = await this.atLeast(again ?? first, costly)
    const relaxing = changes.filter(({ kind }) => kind !== 'buffer')
    const options = [...costly.flatMap((each) => each ?? []), ...(await this.optionsOf(relaxing, asItIs))]
    const pairs = await this.pairsOf(options, asItIs)
    const all: Solved[] = [asItIs, ...options, ...pairs]
    const [priced, [base, ...others]] = await Promise.all([this.priced(all), this.simulated(all)])
    if (base === undefined) throw new Error('the plan itself was lost')
    const [found, together] = [others.slice(0, options.length), others.slice(options.length)]
    return { kind: 'frontier', frontier: this.frontier(changes, base, found, together, priced), refused: this.refused }
  }

  private async firstPlan(): Promise<Plan | Exclude<FrontierAnswer, { kind: 'frontier' }>> {
    const { seconds, iterations, seed } = this.request
    const found = await this.planned({
      changes: [],
      begin: undefined,
      slack: 0,
      seconds: seconds * planShare,
      iterations,
      seed,
    })
    if (found === undefined || this.isStopped()) return { kind: 'stopped' }
    return found.violations.length === 0 ? found.plan : refusalOf(this.pause, found.plan, found.violations)
  }

  /** A plan that is out in time for a longer buffer is so for the shorter one, and may be the better. */
  private async atLeast(asItIs: Solved, costly: readonly (Solved | undefined)[]): Promise<Solved> {
    const { slack } = asItIs
    let best = asItIs
    for (const each of costly) {
      if (each === undefined || differenceOf(best.plan.levels, each.plan.levels) <= 0) continue
      const { seed } = this.request
      const again = await this.planned({ changes: [], begin: each.plan, slack, seconds: 0, iterations: 0, seed })
      if (again !== undefined && again.violations.length === 0 && differenceOf(best.plan.levels, again.plan.levels) > 0)
        best = { ...asItIs, plan: again.plan }
    }
    return best
  }

  /** As little as is enough by these terms, and no more than that of a plan to begin from, of which nothing is then lost. */
  private async slackOf(changes: readonly Change[], { plan, slack: most }: Solved): Promise<number> {
    if (most === 0) return 0
    const found = await this.slackAmong({ changes, plan, slacks: lesserSlacks(most), most, bar: this.bar })
    this.bar ??= found?.bar
    return found?.slack ?? most
  }

  /**
   * A longer buffer is taken from the slack (`keeping`), where trips are still made then: orders turn back sooner by it. Else
   * they end sooner, too. Looked for from none, it might cost less than nothing.
   */
  private async slackOfCost(change: Change & { kind: 'buffer' }, { plan, slack }: Solved): Promise<number> {
    if (slack === 0) return 0
    const most = slack + change.seconds
    const bar = this.bar && { ...this.bar, out: 0, grams: 0 }
    return (await this.slackAmong({ changes: [change], plan, slacks: [slack], most, bar }))?.slack ?? most
  }

  private slackAmong(task: Omit<FrontierTask & { kind: 'slack' }, 'kind' | 'seed'>) {
    const isWanted = () => !this.isStopped() && !this.isPast(slackShare)
    return this.pool.run({ kind: 'slack', ...task, seed: this.request.seed }, isWanted)
  }

  /** What every plan holds back beyond the terms. */
  private kept() {
    return plannedWith(this.request.plan?.reserve)
  }

  /** First each at once, from the plan there is; then, as far as there is time, with search, the best first. */
  private async optionsOf(changes: readonly Change[], asItIs: Solved): Promise<Solved[]> {
    const atOnce = await this.all('options', oneOfEachFirst(changes), (change) => this.atOnce([change], asItIs))
    const inOrder = atOnce.toSorted((a, b) => differenceOf(a.plan.levels, b.plan.levels))
    const seconds = this.secondsEach(changes.length)
    return this.all('search', inOrder, async (found) => (await this.solved(found.changes, found, seconds)) ?? found)
  }

  private async atOnce(changes: readonly Change[], begin: Solved): Promise<Solved | undefined> {
    const { seed } = this.request
    const isWanted = () => !this.isStopped() && !this.isPast(1)
    const slack = await this.slackOf(changes, begin)
    const task = { changes, begin: begin.plan, slack, seconds: 0, iterations: 0, seed }
    return this.checked(changes, begin.plan, slack, await this.planned(task, isWanted))
  }

  /** Two of the best together, from the better plan of the two: a pair then brings no less than either. */
  private async pairsOf(options: readonly Solved[], { plan: asItIs }: Solved): Promise<Solved[]> {
    const best = leastStepOfEach(
      options
        .map((each) => ({ ...each, levels: levelsOf(asItIs.levels, each.plan.levels) }))
        .filter(({ plan }) => differenceOf(asItIs.levels, plan.levels) > 0)
        .sort((a, b) => differenceOf(a.plan.levels, b.plan.levels) || (codeOf(a.changes) < codeOf(b.changes) ? -1 : 1)),
    ).slice(0, bestPaired)
    const pairs = best.flatMap((one, index) => best.slice(index + 1).map((other) => [one, other] as const))
    const seconds = Math.max(leastSeconds, (this.request.seconds * pairsShare * this.threads()) / pairs.length)
    return this.all('pairs', pairs, async ([one, other]) => {
      const better = differenceOf(one.plan.levels, other.plan.levels) > 0 ? other : one
      const changes = [...one.changes, ...other.changes]
      return this.solved(changes, { ...better, slack: await this.slackOf(changes, better) }, seconds)
    })
  }

  /** On one thread, while days are simulated on the others; the best come first. */
  private async priced([base, ...others]: readonly Solved[]): Promise<Priced | undefined> {
    if (base === undefined) return undefined
    const plans = others
      .map(({ changes, plan }) => ({ changes, levels: plan.levels }))
      .sort((a, b) => differenceOf(a.levels, b.levels))
    const { request } = this
    const left = Math.max(request.seconds * leastPricesShare, request.seconds - this.elapsed())
    const seconds = request.iterations === undefined ? left : undefined
    const task = { kind: 'prices' as const, levels: base.plan.levels, plans, seconds }
    return (await this.pool.run(task, () => !this.isStopped()))?.priced
  }

  /** As many days for each as there is time for, fixed before any of them is looked at. */
  private async simulated(solved: readonly Solved[]): Promise<Solved[]> {
    this.replications = await this.daysFor(solved)
    const { replications } = this
    return this.all('days', solved, async ({ changes, plan, slack }): Promise<Solved> => {
      const isWanted = () => !this.isStopped() && !this.isPast(1.15)
      const result = await this.pool.run({ kind: 'days', changes, plan, slack, replications }, isWanted)
      return { changes, plan, slack, ...(result?.days === undefined ? {} : { days: result.days }) }
    })
  }

  private async daysFor([base, ...others]: readonly Solved[]): Promise<number> {
    const { replications, iterations, seconds } = this.request
    if (replications !== undefined) return replications
    if (iterations !== undefined || base === undefined) return comparedDays
    const startedAt = performance.now()
    const { changes, plan, slack } = base
    await this.pool.run({ kind: 'days', changes, plan, slack, replications: triedDays }, () => !this.isStopped())
    const secondsEach = (performance.now() - startedAt) / 1000 / triedDays
    // One thread is busy with prices for a while.
    const left = (seconds - this.elapsed()) * Math.max(1, this.threads() - 0.5)
    const most = Math.floor(left / secondsEach / (others.length + 1))
    return Math.max(leastDays, Math.min(comparedDays, most))
  }

  private async all<T>(
    stage: FrontierProgress['stage'],
    each: readonly T[],
    act: (one: T) => Promise<Solved | undefined>,
  ): Promise<Solved[]> {
    let done = 0
    const found = await Promise.all(
      each.map(async (one) => {
        const solved = await act(one)
        done += 1
        this.tell(stage, done, each.length)
        return solved
      }),
    )
    return found.filter((one) => one !== undefined)
  }

  /**
   * Half of the time from the plan there is, which alone guarantees that nothing is lost; half from nothing, since other
   * terms may ask for another plan altogether. Undefined where there was no time for it, or what came of it was refused.
   */
  private async solved(changes: readonly Change[], begin: Solved, seconds: number): Promise<Solved | undefined> {
    const { iterations, seed } = this.request
    const { plan, slack } = begin
    const isWanted = () => !this.isStopped() && !this.isPast(1 - daysShare)
    const [found, afresh] = await Promise.all([
      this.planned({ changes, begin: plan, slack, seconds: seconds / 2, iterations, seed }, isWanted),
      this.planned({ changes, begin: undefined, slack, seconds: seconds / 2, iterations, seed: seed + 1 }, isWanted),
    ])
    const kept = this.checked(changes, plan, slack, found)
    const other = afresh === undefined ? undefined : this.checked(changes, undefined, slack, afresh)
    const isBetterAfresh =
      kept !== undefined && other !== undefined && differenceOf(kept.plan.levels, other.plan.levels) > 0
    return isBetterAfresh ? other : kept
  }

  /** What came of a task, unless the checker refused it; by terms that take nothing away, no less than it began from. */
  private checked(
    changes: readonly Change[],
    begin: Plan | undefined,
    slack: number,
    found: { readonly plan: Plan; readonly violations: readonly Violation[] } | undefined,
  ): Solved | undefined {
    if (found === undefined) return undefined
    if (found.violations.length > 0) {
      this.refused.push({ change: codeOf(changes), violations: found.violations })
      return undefined
    }
    const isRelaxed = begin !== undefined && changes.every((change) => takesNothing(this.pause, change))
    const plan = isRelaxed ? noLess(begin, found.plan) : found.plan
    const isOld = plan !== found.plan
    // Lanes may be numbered otherwise by the changed terms: nothing is told that was not checked by them.
    const isTold = !isOld || checkPlan(applyAll(this.pause, changes), plan).length === 0
    return { changes, slack, plan: isTold ? plan : found.plan }
  }

  private planned(
    { begin, ...task }: Omit<FrontierTask & { kind: 'plan' }, 'kind' | 'begin'> & { readonly begin: Plan | undefined },
    isWanted?: () => boolean,
  ) {
    const from = begin === undefined ? undefined : { trips: begin.trips, walking: begin.walking }
    return this.pool.run({ kind: 'plan', ...task, begin: from }, isWanted)
  }

  private frontier(
    changes: readonly Change[],
    base: Solved,
    options: readonly Solved[],
    pairs: readonly Solved[],
    priced: Priced | undefined,
  ): Frontier {
    const { request, pause } = this
    const from = this.bounded(base.plan.levels, priced?.bounds)
    const told = inRank(options.map((each) => this.option(base, from, each, priced)))
    const tried = new Set([...told.map(({ change }) => change), ...this.refused.map(({ change }) => change)])
    const notTried = changes.map((change) => codeOf([change])).filter((code) => !tried.has(code))
    const isAllSimulated = [base, ...options, ...pairs].every(({ days }) => days !== undefined)
    return {
      treve_frontier: 1,
      pause: pause.id,
      input_sha256: sha256(this.given.bytes),
      files: Object.fromEntries([...this.given.files].map(([name, content]) => [name, sha256(content)])),
      seed: request.seed,
      partial: this.isStopped() || notTried.length > 0 || !isAllSimulated,
      not_tried: notTried,
      effort: {
        seconds: rounded((performance.now() - this.startedAt) / 1000),
        seconds_cpu: rounded(cpuSeconds() - this.cpuAtStart),
        threads: this.threads(),
        replications: this.replications,
      },
      kept: keptBy(pause, request.plan),
      wished: wishedIn(pause),
      as_it_is: { levels: from, ...this.outcomeOf(base) },
      options: told,
      pairs: inRank(pairs.map((each) => this.pair(base, from, each, priced, told))),
    }
  }

  private option(base: Solved, from: Plan['levels'], solved: Solved, priced: Priced | undefined): FrontierOption {
    const change = codeOf(solved.changes)
    const outcome = this.outcomeOf(solved)
    const to = this.bounded(solved.plan.levels, priced?.changed.get(change))
    const judgement = judged(from, to, this.reached())
    const isOfBoth = !this.movesNobody(base) && !this.movesNobody(solved)
    return {
      change,
      changes: solved.changes,
      words: changesInWords(this.pause, solved.changes),
      levels: levelsOf(from, to),
      ...judgement,
      ...this.priceOf(change, from, to, judgement.gain_level, priced),
      outcome,
      clear_probability: outcome.clear_probability,
      days:
        isOfBoth && base.days !== undefined && solved.days !== undefined ? pairedDays(base.days, solved.days) : null,
    }
  }

  /** Of the level that is gained on, where there is a price of it; of two things together there is none. */
  private priceOf(
    change: string,
    from: Plan['levels'],
    to: Plan['levels'],
    gained: LevelName | null,
    priced: Priced | undefined,
  ): Pick<FrontierOption, 'by_price' | 'by_price_level'> {
    const values = priced?.values.get(change)
    const name = [gained, priced?.level ?? null].find((each) => each !== null && values?.has(each) === true)
    const level = from.find((each) => each.level === name)
    const value = level && values?.get(level.level)
    if (level === undefined || value === undefined) return { by_price: null, by_price_level: null }
    // Of a plan that is better before this level its bound says nothing of what is left.
    const bound = gained === level.level || gained === null ? to.find((each) => each.level === name)?.bound : null
    const most = Math.min(bound ?? Number.POSITIVE_INFINITY, wishedOn(this.pause, level.level))
    return { by_price: rounded(withinReach(value, level.served, most)), by_price_level: level.level }
  }

  /** Bounds of the terms alone: those of a plan that holds back more are no bounds of them. */
  private bounded(levels: Plan['levels'], bounds: Priced['bounds'] | undefined): Plan['levels'] {
    return this.kept() === undefined ? nearer(levels, bounds) : boundedBy(levels, bounds)
  }

  /** What the plan without reserve serves, where the plan that all begins from has a reserve. */
  private reached(): Reached[] {
    return (this.kept()?.price ?? []).map(({ level, without }) => ({ level, served: without }))
  }

  private movesNobody({ changes, plan }: Solved): boolean {
    return movesNobody(applyAll(this.pause, changes), plan)
  }

  private outcomeOf(solved: Solved): Omit<Outcome, 'levels'> {
    const { plan, days, slack } = solved
    const isOfNobody = this.movesNobody(solved)
    return {
      people: plan.served.people,
      by_priority: prioritiesIn((priority) => plan.served.by_priority[priority] ?? 0),
      aid_g: plan.served.aid_g,
      slack_s: slack,
      moves_nobody: isOfNobody,
      clear_probability: isOfNobody ? null : (days?.clear ?? null),
      simulated: days?.simulated ?? null,
    }
  }

  private pair(
    base: Solved,
    from: Plan['levels'],
    solved: Solved,
    priced: Priced | undefined,
    options: readonly FrontierOption[],
  ): FrontierPair {
    const told = this.option(base, from, solved, priced)
    const alone = solved.changes.map((change) => options.find((option) => option.change === codeOf([change])))
    return {
      ...told,
      alone: told.levels.map(({ level, from }, index) => ({
        level,
        sum: added(
          level,
          alone.reduce((sum, option) => sum + (option?.levels[index]?.to ?? from) - from, from),
        ),
      })),
    }
  }

  private tell(stage: FrontierProgress['stage'], done: number, of: number): void {
    this.request.onProgress?.({ stage, done, of })
  }

  private threads(): number {
    return this.request.threads ?? 2
  }

  private isStopped(): boolean {
    return this.request.stop?.aborted === true
  }

  private isPast(share: number): boolean {
    return this.request.iterations === undefined && this.elapsed() > this.request.seconds * share
  }

  private elapsed(): number {
    return (performance.now() - this.startedAt) / 1000
  }

  private secondsEach(plans: number): number {
    const left = this.request.seconds * (1 - pairsShare - daysShare) - this.elapsed()
    return Math.max(leastSeconds, Math.min(this.request.seconds / 10, (left * this.threads()) / Math.max(1, plans)))
  }
}

/** Where time is short, something of everything has been tried. */
function oneOfEachFirst(changes: readonly Change[]): Change[] {
  const alike = [...Map.groupBy(changes, ({ kind }) => kind).values()]
  const most = Math.max(0, ...alike.map(({ length }) => length))
  return Array.from({ length: most }, (_, index) => alike.flatMap((each) => each[index] ?? [])).flat()
}

function codeOf(changes: readonly Change[]): string {
  return changes.map(changeCode).join(' & ')
}

/** Two gains of a share come to no more than all of it. */
function added(level: LevelName, sum: number): number {
  return level === '6a' ? Math.min(wholeShare, sum) : sum
}

const wholeShare = 1_000_000

/** All that there is on a level, whatever the terms. */
function wishedOn(pause: Pause, level: LevelName): number {
  const wished = wishedIn(pause)
  const priority = priorities.find((each) => levelOfPriority[each] === level)
  if (priority !== undefined) return wished.by_priority[priority]
  return level === '6a' ? wholeShare : wished.aid_g
}

/** What every plan of it holds back; the terms alone where nothing more was sought. */
function keptBy({ terms: { clear } }: Pause, plan: Plan | undefined): Frontier['kept'] {
  const kept = plannedWith(plan?.reserve)
  return { buffer_s: kept?.buffer_s ?? clear.buffer, slack_s: kept?.slack_s ?? 0, is_of_terms: kept === undefined }
}

function wishedIn(pause: Pause): Totals {
  return {
    people: pause.people.reduce((sum, { count }) => sum + count.best, 0),
    by_priority: prioritiesIn((priority) =>
      pause.people.reduce((sum, group) => sum + (group.priority === priority ? group.count.best : 0), 0),
    ),
    aid_g: pause.aid.reduce(
      (sum, { items }) => sum + items.reduce((mass, item) => mass + item.count * item.mass, 0),
      0,
    ),
  }
}

function prioritiesIn(count: (priority: Priority) => number): Record<Priority, number> {
  return Object.fromEntries(priorities.map((priority) => [priority, count(priority)])) as Record<Priority, number>
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

function cpuSeconds(): number {
  const { user, system } = cpuUsage()
  return (user + system) / 1e6
}
