// A plan that is as sure as the terms require. First the plan by the terms alone; on its trips the reserve is sought; then
// the plan with it, by a search as long; at last the decision test, on days that nothing was tuned by.

import { type Assurance, type Kept, type Pause, type Plan, type Reserve, reserveUses, type Trip } from '@treve/model'
import { type Assured, assurePlan, type Decision, decidePlan, decisionDays, movesNobody } from '../assure/assurance.ts'
import { type PlanRequest, planPause } from '../plan.ts'
import type { Times } from '../problem.ts'
import { goalsFor } from './goal.ts'
import { isStanding, moreSeconds, type PauseToPlan } from './kept.ts'
import { isAtLeast, isMore, isMoreThanShare, losesPatients, type OnAverage, onAverage, priceOf } from './price.ts'
import { beyondReserve } from './recall.ts'
import { counted } from './second-exits.ts'
import { type Option, type Sought, seekReserve, stepSeconds, stricterByCorridor, tuningDays } from './seek.ts'
import { type Goal, Rehearsal, secondsShort, secondsToSpare, type Tried } from './tuning.ts'

export interface SureRequest extends PlanRequest {
  /** The first of two searches, that without reserve, ends by this; the second does as many iterations. */
  readonly mustStopFirst: PlanRequest['mustStop']
  /** Days of each decision test, fixed beforehand; absent: as many as `decisionDays` gives the plan without reserve. */
  readonly replications?: number
  /** Decision tests that plans of this pause were put to before: each of them has spent its share, and had its days. Absent: none. */
  readonly testsBefore?: number
  /** True breaks off: the best plan so far, and nothing is claimed. */
  readonly isStopped: () => boolean
  /** Told once the first search is done, as what is under way changes. */
  readonly onStage?: (stage: SureStage) => void
}

/** What takes its time beyond the search that was asked for. */
export type SureStage =
  /** So many ways to hold back a reserve are tried, of so many at most. */
  | { readonly kind: 'reserve'; readonly tried: number; readonly of: number }
  /** The search once more, with the reserve; then reasons. */
  | { readonly kind: 'again' }
  /** Which decision test, of so many at most. */
  | { readonly kind: 'test'; readonly test: number; readonly of: number }

export interface Sure {
  readonly plan: Plan
  /** Undefined where it was broken off. */
  readonly assured: Assured | undefined
}

/** Every use of reserve; that of none is the plan as it is. */
const mostWays = reserveUses.length - 1
/** Decision tests of one planning at most: each takes days of its own, and may claim less. */
const mostTests = 3
/** Days on which the plan with its reserve is looked at before it is put to the test. */
const provingDays = 2000
/**
 * What comes through there is shown by the first test nearly always, in standard deviations of its count: a test that fails
 * costs as many days again, and more people than a reserve that is a little longer.
 */
const nearlyAlways = 1.3

/** Where the terms require a probability; also where a plan is made anew, from a state or from the plan in force. */
export function isReserveSought({ terms }: Pause): boolean {
  return terms.clear.probability !== null && terms.windows.length > 0
}

export function planSurely(pause: Pause, times: Times, request: SureRequest): Sure {
  const { isStopped } = request
  const required = pause.terms.clear.probability
  // Reasons are of the plan that is shown alone.
  const mayNotExplain = () => false
  const without = planPause(pause, times, { ...request, mustStop: request.mustStopFirst, mayExplain: mayNotExplain })
  const replications = request.replications ?? decisionDays(without)
  const firstTest = 1 + (request.testsBefore ?? 0)
  const assured = (plan: Plan) =>
    assurePlan(pause, times, plan, { seed: request.seed, test: firstTest, replications, isStopped })
  if (required === null || isStopped()) return { plan: without, assured: undefined }
  // Where nobody moves there is nothing to be sure of.
  if (movesNobody(pause, without))
    return { plan: planWith(pause, times, request, undefined, without), assured: undefined }
  const startedAt = request.cpuSeconds()
  const sought = seekReserve({ pause, times, plan: without, isStopped, firstTest }, required, replications, (tried) =>
    request.onStage?.({ kind: 'reserve', tried, of: mostWays }),
  )
  const soughtSeconds = request.cpuSeconds() - startedAt
  // Nothing could be shown, or it was stopped: the plan by the terms, and how sure that is.
  if (sought === undefined) {
    if (isStopped()) return { plan: without, assured: undefined }
    const plan = planWith(pause, times, request, undefined, without)
    return { plan, assured: assured(plan) }
  }
  const deciding = { pause, times, request: { ...request, replications }, without, soughtSeconds }
  const { taken } = sought
  const toKeep = withSlack(pause, without, taken.kept, taken.tried)
  if (taken.use === 'none') {
    const sooner = endingSooner(deciding, sought, toKeep)
    if (isStopped()) return { plan: without, assured: undefined }
    const options = sooner === undefined ? sought.options : [...sought.options, sooner.option]
    if (sooner?.isTaken === true) {
      const { plan, option } = sooner
      return decided({ ...deciding, sought: { ...sought, options, taken: option }, plan, kept: option.kept })
    }
    // What is kept is what the terms ask for: planned by the terms, it is told what in them stands in the way.
    const plan = planWith(pause, times, request, undefined, without)
    return decided({ ...deciding, sought: { ...sought, options }, plan, kept: taken.kept })
  }
  const plan = planWith(pause, times, request, toKeep, without)
  return decided({ ...deciding, sought, plan, kept: counted(pause, times, plan, toKeep) })
}

/**
 * Where the terms are enough, and some trips come too late to go in on most days: a plan that does not promise those. It
 * ends as much earlier as leaves them out, and a truck goes in with what of its load can be left in that time.
 */
function endingSooner(
  { pause, times, request, without }: Pick<Deciding, 'pause' | 'times' | 'request' | 'without'>,
  { sort, taken }: Sought,
  kept: Kept,
): { readonly option: Option; readonly plan: Plan; readonly isTaken: boolean } | undefined {
  const { made, script } = taken.tried
  const isMade = (trip: Trip) => isStanding(pause, trip) || (made.get(trip.id) ?? 1) >= onMostDays
  if (kept.slack_s === 0 || without.trips.every(isMade)) return undefined
  const { isStopped, replications } = request
  const required = pause.terms.clear.probability ?? 0
  const goal = goalsFor(required, replications, {
    sort,
    vehicles: script.vehicles.length,
    test: 1 + (request.testsBefore ?? 0),
  })?.(tuningDays)
  const plan = planWith(pause, times, request, kept, without)
  const reserved = { ...plan, reserve: kept }
  const tried = new Rehearsal({ pause, times, plan: reserved, seed: plan.seed, block: 1, isStopped }).upTo(tuningDays)
  if (tried === undefined || goal === undefined) return undefined
  const isEnough = secondsShort(tried, goal) === 0
  const [before, after] = [onAverage(pause, without, made), onAverage(pause, plan, tried.made)]
  const isLess =
    losesPatients(before, after) || isMore(before, after, lostByEnding) === true || !isAtLeast(leastLeft, after, before)
  return { option: { use: 'ending_sooner', kept, tried, isEnough }, plan, isTaken: isEnough && !isLess }
}

const onMostDays = 0.5
/** Where a truck goes in that did not before, others wait for it: so much of an earlier level may be lost by that. */
const lostByEnding = 0.02

function planWith(pause: Pause, times: Times, request: SureRequest, kept: Kept | undefined, without: Plan): Plan {
  request.onStage?.({ kind: 'again' })
  const reserved: PauseToPlan = kept === undefined ? pause : { ...pause, reserve: kept }
  const plan = planPause(reserved, times, {
    ...request,
    iterations: without.effort.iterations,
    ...(kept === undefined ? {} : { without: without.unserved }),
    mustStop: () => (request.isStopped() ? 'cancelled' : undefined),
  })
  const { effort } = plan
  return {
    ...plan,
    effort: {
      ...effort,
      iterations: without.effort.iterations,
      seconds_cpu: effort.seconds_cpu + without.effort.seconds_cpu,
      stopped_by: endedBy(effort.stopped_by, without.effort.stopped_by),
    },
  }
}

/** The second search is as long as the first: by what that ended, unless it was stopped, or proved one of the two the best. */
function endedBy(second: Plan['effort']['stopped_by'], first: Plan['effort']['stopped_by']): typeof first {
  return second === 'cancelled' || second === 'optimal' || first === 'optimal' ? second : first
}

/**
 * Trips that are hardly ever made are not promised: the plan ends earlier than the orders allow, as far as that leaves out no
 * more than one in two hundred of what would be done on average, on any level.
 */
function withSlack(pause: Pause, plan: Plan, kept: Kept, { made }: Tried): Kept {
  const total = onAverage(pause, plan, made)
  const byExit = plan.trips
    .flatMap((trip) => {
      const exit = trip.legs.findLast(({ kind }) => kind === 'corridor_out')
      const window = exit && plan.windows.find(({ close }) => exit.from < close)
      if (exit === undefined || window === undefined || !made.has(trip.id) || isStanding(pause, trip)) return []
      const spare = window.close - exit.until - kept.buffer_s - moreSeconds(kept, exit.corridor ?? '')
      return [{ trip, spare }]
    })
    .sort((a, b) => a.spare - b.spare)
  const lost: Plan['trips'][number][] = []
  let slack = 0
  for (const { trip, spare } of byExit) {
    slack = Math.max(0, Math.floor(spare / stepSeconds) * stepSeconds)
    lost.push(trip)
    const without = onAverage(pause, { trips: lost, walking: [], directions: [] }, made)
    if (isMoreThanShare(lostBySlack, total, without)) break
  }
  return { ...kept, slack_s: slack }
}

const lostBySlack = 0.005

interface Deciding {
  readonly pause: Pause
  readonly times: Times
  readonly request: SureRequest & { readonly replications: number }
  readonly sought: Sought
  readonly without: Plan
  readonly plan: Plan
  readonly kept: Kept
  readonly soughtSeconds: number
}

/**
 * The plan with its reserve is looked at on other tuning days than those that it was chosen on, its orders made stricter as
 * far as that takes, and then put to the test. Where the test does not show what is required, once more stricter, on new
 * days that may claim less: every look at decision days is counted.
 */
function decided({ pause, times, request, sought, without, plan, kept: first, soughtSeconds }: Deciding): Sure {
  const { isStopped, replications, seed } = request
  const required = pause.terms.clear.probability ?? 0
  const firstTest = 1 + (request.testsBefore ?? 0)
  const { sort } = sought
  const vehicles = sought.without.script.vehicles.length
  const goal = goalsFor(required, replications, { sort, vehicles, test: firstTest, surely: nearlyAlways })?.(
    provingDays,
  )
  const startedAt = request.cpuSeconds()
  const tests: Decision[] = []
  const prove = (kept: Kept) =>
    new Rehearsal({ pause, times, plan: { ...plan, reserve: kept }, seed, block: 2, isStopped }).upTo(provingDays)
  let kept = first
  const proved = sought.taken.isEnough && goal !== undefined ? proveOrders(pause, plan, kept, goal, prove) : undefined
  if (proved !== undefined) kept = proved.kept
  let shown: { readonly kept: Kept; readonly decision: Decision; readonly out: OnAverage } | undefined
  for (let test = firstTest; test < firstTest + mostTests; test++) {
    request.onStage?.({ kind: 'test', test: test - firstTest + 1, of: mostTests })
    const decision = decidePlan(pause, times, { ...plan, reserve: kept }, { seed, test, replications, isStopped })
    if (decision === undefined) return { plan: without, assured: undefined }
    const out = onAverage(pause, plan, madeOf(decision))
    tests.push(decision)
    const isWorse = shown !== undefined && !isAtLeast(leastLeft, out, shown.out)
    if (!isWorse) shown = { kept, decision, out }
    if (isWorse || decision[sort].is_probability_met === true || !sought.taken.isEnough) break
    kept = stricter(kept)
  }
  const assured = shown?.decision.whole()
  if (shown === undefined || assured === undefined) return { plan: without, assured: undefined }
  kept = shown.kept
  const isHelped = assured.assurance.with_halts.is_probability_met === false
  const beyond = isHelped ? beyondReserve({ pause, times, seed, isStopped }, { ...plan, reserve: kept }) : none
  if (beyond === undefined) return { plan: without, assured: undefined }
  // Who is clear with halts is clear without them: of both claims no more can be false than of one.
  const shownOn =
    (['with_halts', 'without_halts'] as const).find((each) => assured.assurance[each].is_probability_met) ?? sort
  const { effort } = plan
  const seconds = effort.assurance_seconds_cpu + soughtSeconds + request.cpuSeconds() - startedAt
  return {
    plan: {
      ...plan,
      effort: { ...effort, assurance_seconds_cpu: Math.round(seconds * 1000) / 1000 },
      windows: plan.windows.map((window) => ({
        ...window,
        clear_by: (window.close - kept.buffer_s) as typeof window.close,
      })),
      reserve: {
        ...kept,
        sought_on: shownOn,
        is_shown: assured.assurance[shownOn].is_probability_met === true,
        least_buffer_s: sought.leastBuffer ?? null,
        tuning_days: sought.without.days,
        uses: [...sought.options, ...(sought.againstHalts === undefined ? [] : [sought.againstHalts])].map(
          (option) => ({
            use: option.use,
            buffer_s: option.kept.buffer_s,
            turn_back: option.kept.turn_back,
            ...moreOf(option),
            ...figuresOf(option.tried),
            ...(option.tried.days < tuningDays ? { days: option.tried.days } : {}),
            is_enough: option.isEnough,
            is_taken: option === sought.taken,
          }),
        ),
        without: figuresOf(sought.without),
        people_out: assured.assurance.people_out.mean,
        price: priceOf(pause, { plan: without, made: sought.without.made }, { plan, made: madeOf(assured.assurance) }),
        tests: tests.map((each) => ({
          test: each.test,
          estimate: each[shownOn].estimate,
          lower_at_alpha: each[shownOn].lower_at_alpha,
        })),
        ...beyond,
      },
    },
    assured,
  }
}

/** By trip: on what share of decision days it is made and out by the close. */
function madeOf({ trips }: Pick<Assurance, 'trips'>): ReadonlyMap<string, number> {
  return new Map(trips.map(({ id, late, not_entered, sheltered }) => [id, 1 - late - not_entered - sheltered]))
}

const none: Pick<Reserve, 'recall' | 'refuge'> = { recall: [], refuge: null }

const leastLeft = 0.75

interface Proved {
  readonly kept: Kept
  readonly tried: Tried
}

/** Orders as strict as the goal takes on the proving days, and no stricter; undefined where it was stopped. */
function proveOrders(
  pause: Pause,
  plan: Plan,
  from: Kept,
  goal: Goal,
  prove: (kept: Kept) => Tried | undefined,
): Proved | undefined {
  let kept = from
  let last: Proved | undefined
  for (let round = 1; ; round++) {
    const tried = prove(kept)
    if (tried === undefined) return undefined
    // Orders under which hardly anybody goes in are sure of nothing but that.
    const first = onAverage(pause, plan, last?.tried.made ?? tried.made)
    if (last !== undefined && !isAtLeast(leastLeft, onAverage(pause, plan, tried.made), first)) return last
    last = { kept, tried }
    if (secondsShort(tried, goal) === 0) return round === 1 ? lessStrict(pause, last, goal, prove) : last
    if (round === mostStricter) return last
    // Aimed at just enough, it comes out just short as often as not.
    const aim = { ...goal, badDays: Math.floor(goal.badDays * aimedAt) }
    kept = stricterByCorridor(pause, plan, kept, tried, aim)
  }
}

/** With all to be clear later, if that is still enough: the plan itself ends when it does. */
function lessStrict(
  pause: Pause,
  proved: Proved,
  goal: Goal,
  prove: (kept: Kept) => Tried | undefined,
): Proved | undefined {
  const { kept } = proved
  const most = Math.min(secondsToSpare(proved.tried, goal) ?? 0, kept.buffer_s - pause.terms.clear.buffer)
  const later = Math.floor(most / stepSeconds) * stepSeconds
  if (later <= 0) return proved
  const less = { ...kept, buffer_s: kept.buffer_s - later, slack_s: kept.slack_s + later }
  const tried = prove(less)
  if (tried === undefined) return undefined
  return secondsShort(tried, goal) === 0 ? { kept: less, tried } : proved
}

const mostStricter = 4
const aimedAt = 0.95

/** Once more stricter, by so much that a test which may claim less is not wasted: some of the slack, or a rarer delay. */
function stricter(kept: Kept): Kept {
  const moved = Math.min(stricterSeconds, Math.floor(kept.slack_s / stepSeconds) * stepSeconds)
  if (moved > 0) return { ...kept, buffer_s: kept.buffer_s + moved, slack_s: kept.slack_s - moved }
  return { ...kept, turn_back: Math.round((1 - (1 - kept.turn_back) * 0.7) * 1e6) / 1e6 }
}

const stricterSeconds = 3 * stepSeconds

/** What was kept beside buffer and quantile. */
function moreOf({ kept: { second_exits, spare_lanes, staggered }, tried }: Option): Partial<Reserve['uses'][number]> {
  return {
    ...(second_exits === undefined
      ? {}
      : { second_exits: tried.plan.trips.filter((trip) => trip.second_exit !== undefined).length }),
    ...(spare_lanes === undefined ? {} : { spare_lanes: spare_lanes.reduce((sum, { lanes }) => sum + lanes, 0) }),
    ...(staggered === undefined ? {} : { staggered_s: staggered.within_s }),
  }
}

function figuresOf({ clear, peopleOut }: Tried): Reserve['without'] {
  return { clear: clear.with_halts, clear_without_halts: clear.without_halts, people_out: peopleOut }
}
