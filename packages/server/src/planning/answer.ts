// A pause file in, a checked plan out. Composes model, network, planner and checker; every plan passes the checker
// before anybody sees it.

import { createHash } from 'node:crypto'
import { cpuUsage } from 'node:process'
import { checkPlan, type Violation } from '@treve/checker'
import {
  type Conflict,
  formatInstant,
  type Instant,
  type Pause,
  type PauseRead,
  type Plan,
  type Trip,
} from '@treve/model'
import { travelTimesOf } from '@treve/network'
import {
  type Assured,
  assurePlan,
  isReserveSought,
  movesNobody,
  planPause,
  planSurely,
  type SureStage,
} from '@treve/planner'
import { planWithLines, promisesInConflict } from './conflicts.ts'

export interface AnswerRequest {
  readonly seed: number
  /** Wall time for search and bound. */
  readonly seconds: number
  readonly iterations?: number
  /** Wall time for reasons, after it; absent: by `seconds`, or with `iterations` as long as it takes. */
  readonly reasonsSeconds?: number
  /** Days simulated, fixed beforehand; absent: as many as a decision takes. */
  readonly replications?: number
  /** Trips of the plan in force, where it is made anew. */
  readonly inForce?: readonly Trip[]
  /** Decision tests that plans of this pause were put to before. */
  readonly testsBefore?: number
  /** Asked between iterations: true keeps the best so far. */
  readonly isStopped?: () => boolean
  readonly onProgress?: (progress: {
    readonly iterations: number
    readonly people: number
    readonly aidGrams: number
  }) => void
  /** What it is at, once the first search is done and the terms require a probability. */
  readonly onStage?: (stage: SureStage) => void
}

export type Answer =
  | { readonly kind: 'plan'; readonly plan: Plan }
  /**
   * Planned anew, and from where they stand some have no way out in time: the plan brings them out as soon as can be.
   * `closedSince`: no window is left, and since when; nothing may move.
   */
  | {
      readonly kind: 'stranded'
      readonly closedSince?: string
      readonly violations: readonly Violation[]
      readonly plan: Plan
      readonly conflict?: Conflict
    }
  /** What is promised cannot be kept as it stands. */
  | { readonly kind: 'unkept'; readonly violations: readonly Violation[]; readonly conflict?: Conflict }
  /** A fault of ours: the plan is not shown; `instead`: one that passed, found before it went wrong. */
  | {
      readonly kind: 'refused'
      readonly violations: readonly Violation[]
      readonly plan: Plan
      readonly instead?: Plan
    }

export function answerPause(
  pause: Pause,
  read: Pick<PauseRead, 'files'>,
  bytes: Uint8Array,
  request: AnswerRequest,
  check: typeof checkPlan = checkPlan,
): Answer {
  const startedAt = performance.now()
  const times = travelTimesOf(pause)
  const isStopped = request.isStopped ?? (() => false)
  const mustStopAfter = (share: number) => () => {
    if (isStopped()) return 'cancelled'
    // A number of iterations asked for is done whatever time it takes: that is what makes a plan repeatable.
    const isLate = performance.now() >= startedAt + request.seconds * 1000 * share
    return request.iterations === undefined && isLate ? 'time' : undefined
  }
  let explainingSince: number | undefined
  const effort = {
    seed: request.seed,
    ...(request.iterations === undefined ? {} : { iterations: request.iterations }),
    ...(request.inForce === undefined ? {} : { inForce: request.inForce }),
    mustStop: mustStopAfter(1),
    mayExplain: () => {
      explainingSince ??= performance.now()
      return !isStopped() && performance.now() < explainingSince + reasonsMilliseconds(request)
    },
    cpuSeconds,
    inputSha256: sha256(bytes),
    files: Object.fromEntries([...read.files].map(([name, content]) => [name, sha256(content)])),
    ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
  }
  const { replications, onStage } = request
  // Two searches: without reserve, and with the reserve that this shows to be needed.
  const surely = isReserveSought(pause)
    ? planSurely(pause, times, {
        ...effort,
        mustStopFirst: mustStopAfter(0.5),
        ...(request.testsBefore === undefined ? {} : { testsBefore: request.testsBefore }),
        isStopped,
        ...(onStage === undefined ? {} : { onStage }),
        ...(replications === undefined ? {} : { replications }),
      })
    : undefined
  const plan =
    surely === undefined ? planPause(pause, times, effort) : withAssurance(surely.plan, surely.assured, isStopped)
  const violations = check(pause, plan)
  if (violations.length === 0) {
    const passed = planWithLines(plan, bytes)
    if (surely !== undefined) return { kind: 'plan', plan: passed }
    const sure = assured(pause, times, passed, request)
    const faults = check(pause, sure)
    if (faults.length === 0) return { kind: 'plan', plan: sure }
    return { kind: 'refused', violations: faults, plan: sure, instead: passed }
  }
  const refusal = refusalOf(pause, plan, violations)
  if (refusal.kind === 'refused') {
    // Where the search went wrong, what it began with may be right: better than no plan at all.
    const first = planPause(pause, times, { ...effort, iterations: 0, mayExplain: () => false })
    const told = planWithLines(first, bytes)
    const instead = [assured(pause, times, told, request), told].find((each) => check(pause, each).length === 0)
    return instead === undefined ? refusal : { ...refusal, instead }
  }
  const until = performance.now() + conflictMilliseconds
  // As with reasons: an answer that is to be the same again is cut off by no clock.
  const mayGoOn = () => !isStopped() && (request.iterations !== undefined || performance.now() < until)
  const isOfThem = refusal.kind === 'stranded' ? isUncleared : isOfPromise
  const conflict = promisesInConflict(pause, times, bytes, isOfThem, mayGoOn)
  return conflict === undefined ? refusal : { ...refusal, conflict }
}

/** Why a plan that breaks rules is not shown. */
export function refusalOf(
  pause: Pause,
  plan: Plan,
  violations: readonly Violation[],
): Exclude<Answer, { kind: 'plan' }> {
  if (isStranded(pause, plan, violations)) {
    const closed = closedSince(pause)
    if (closed === undefined) return { kind: 'stranded', violations, plan }
    return { kind: 'stranded', closedSince: formatInstant(closed, pause.time_zone), violations, plan }
  }
  const unkept = violations.filter((violation) => isOfPromise(pause, violation))
  return unkept.length > 0 ? { kind: 'unkept', violations: unkept } : { kind: 'refused', violations, plan }
}

/** The end of the last window, where a state is told from then on or after. */
export function closedSince({ terms, rules: { state } }: Pause): Instant | undefined {
  const last = Math.max(...terms.windows.map(({ close }) => close)) as Instant
  return state !== undefined && state.at >= last ? last : undefined
}

/** Somebody is out too late, in no window, or not at all. */
function isUncleared(_: Pause | undefined, { rule }: Violation): boolean {
  return rule === 'clearance' || rule === 'window_entry'
}

/** The plan with how sure it is, and the turn-back times of every trip. Stopped, or nobody moves: as it was, and nothing is claimed. */
function assured(
  pause: Pause,
  times: ReturnType<typeof travelTimesOf>,
  plan: Plan,
  { seed, replications, isStopped }: AnswerRequest,
): Plan {
  if (movesNobody(pause, plan)) return plan
  const startedAt = cpuSeconds()
  const found = assurePlan(pause, times, plan, {
    seed,
    ...(replications === undefined ? {} : { replications }),
    ...(isStopped === undefined ? {} : { isStopped }),
  })
  const seconds = Math.round((cpuSeconds() - startedAt) * 1000) / 1000
  return withAssurance({ ...plan, effort: { ...plan.effort, assurance_seconds_cpu: seconds } }, found, isStopped)
}

/** Stopped after its search, a plan must not look as one whose time was up. */
function withAssurance(plan: Plan, found: Assured | undefined, isStopped: AnswerRequest['isStopped']): Plan {
  if (found === undefined)
    return isStopped?.() === true ? { ...plan, effort: { ...plan.effort, stopped_by: 'cancelled' } } : plan
  return {
    ...plan,
    clear_probability: found.clearProbability,
    assurance: found.assurance,
    trips: plan.trips.map((trip) => ({ ...trip, turn_back: found.turnBack.get(trip.id) ?? null })),
  }
}

/**
 * Nothing is wrong but that some who are inside, told so or on a promised trip, are out too late, or have no way out at all; or that
 * some who are told aboard are where they go only after the hours of their vehicle or its crew.
 */
function isStranded(pause: Pause, plan: Plan, violations: readonly Violation[]): boolean {
  const { state, committed } = pause.rules
  if (state === undefined) return false
  const told = new Set(state.vehicles.map(({ id }) => id))
  const isWayOut = (trip: string | null) => {
    const vehicle = plan.trips.find(({ id }) => id === trip)?.vehicle
    return (
      vehicle === undefined || (told.has(vehicle) && plan.trips.find((each) => each.vehicle === vehicle)?.id === trip)
    )
  }
  const isPromised = (each: Violation) => committed.some(({ id }) => id === each.trip) && !isOfPromise(pause, each)
  // Told after the close, a vehicle enters its way out in no window.
  const isOfThem = (each: Violation) => isUncleared(undefined, each) && (isWayOut(each.trip) || isPromised(each))
  const inside = new Set(violations.filter(isOfThem).map(({ trip }) => trip))
  // Who never leaves is aboard at the end; who is out so late is so after their hours.
  const follows = ({ rule, trip }: Violation) =>
    inside.has(trip) && (rule === 'people_aboard' || rule === 'vehicle_available' || rule === 'crew_hours')
  return violations.every((each) => isOfThem(each) || follows(each) || isAfterHours(pause, plan, each))
}

/** Somebody told aboard is brought where they go, and nobody and nothing besides, after hours. */
export function isAfterHours({ rules: { state } }: Pause, plan: Plan, { rule, trip }: Violation): boolean {
  if (rule !== 'vehicle_available' && rule !== 'crew_hours') return false
  const found = plan.trips.find(({ id }) => id === trip)
  const [first] = plan.trips.filter(({ vehicle }) => vehicle === found?.vehicle)
  const told = state?.vehicles.find(({ id }) => id === found?.vehicle)
  if (found === undefined || found !== first || told === undefined) return false
  const isAboard = Object.values(told.aboard).some((count) => count > 0)
  return (
    isAboard &&
    found.legs.every(({ kind, from }) => kind !== 'load' && kind !== 'corridor_in' && from >= (state?.at ?? 0))
  )
}

/** Within the legs that the file itself promises: how such a trip goes on after them is ours. */
function isOfPromise(pause: Pause, { trip, at }: Violation): boolean {
  const end = pause.rules.committed.find(({ id }) => id === trip)?.legs.at(-1)?.until
  return end !== undefined && at !== null && at <= end
}

/** What cannot be kept together is looked for this long: who waits for it has no plan at all. */
const conflictMilliseconds = 10_000

/** Reasons are worth some seconds after the search, for a short one too; on a pause of usual size they need less. */
function reasonsMilliseconds({ reasonsSeconds, iterations, seconds }: AnswerRequest): number {
  if (reasonsSeconds !== undefined) return reasonsSeconds * 1000
  return iterations === undefined ? Math.min(30, Math.max(5, seconds / 2)) * 1000 : Number.POSITIVE_INFINITY
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function cpuSeconds(): number {
  const { user, system } = cpuUsage()
  return (user + system) / 1e6
}
