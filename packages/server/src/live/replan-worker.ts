// Runs in the thread that plans anew, or moves a departure: the plan, checked, and both plans acted out from now on.

import { cpuUsage } from 'node:process'
import { parentPort, workerData } from 'node:worker_threads'
import type { Violation } from '@treve/checker'
import { type Pause, type Plan, planToJson, readState, type State } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { type AssuredNow, assureNow, movesNobody, planPause } from '@treve/planner'
import { closedSince, refusalOf, sha256 } from '../planning/index.ts'
import { changedOrders } from './changed-orders.ts'
import { earlierNow, gotOffNow } from './pause-now.ts'
import { keepingPromises } from './promises-kept.ts'
import type { Gained, ReplanJob, ReplanResult, Shift } from './replan.ts'
import { newlyBroken, shifted } from './shift.ts'
import { hasTripForAll, type Stranded, strandedOf } from './stranded.ts'

// The only caller is replan.ts, which sends just this.
const job = workerData as ReplanJob
const isStopped = () => Atomics.load(job.stopCell, 0) !== 0

type Proposed = Extract<ReplanResult, { kind: 'proposal' }>
type Failed = Extract<ReplanResult, { kind: 'failed' }>

function proposed(): ReplanResult {
  const { pause, stateText, shift } = job
  const { state } = readState(new TextEncoder().encode(stateText), pause)
  if (state === undefined) return { kind: 'failed', reason: 'state_unreadable' }
  return shift === undefined ? replanned(state) : withDepartureMoved(state, shift)
}

function replanned(state: State): ReplanResult {
  const { pause, plan, late, shut, waiting, gotOff } = job
  const told = { state, late, shut, waiting: new Map(waiting), gotOff }
  const { standing, now, found, violations } = keepingPromises(pause, plan, told, planAnew)
  if (violations.length > 0 && refusalOf(now, found, violations).kind !== 'stranded') return notValid(violations)
  const stranded = strandedOf(now, found, violations)
  const closed = closedSince(now)
  if (violations.length > 0 && (closed !== undefined || !hasTripForAll(found, violations))) {
    const failed = { ...notValid(violations), stranded }
    if (closed === undefined) return { ...failed, reason: 'stranded' }
    return { ...failed, reason: 'no_window_left', closedSince: closed }
  }
  const after = sureFrom(now, travelTimesOf(now), found, now.rules.state ?? state)
  const gone = outAlready(plan, state.done, new Set(now.rules.committed.map(({ id }) => id)))
  const out = gotOffNow(plan, standing).reduce((sum, { people }) => sum + people, gone)
  return proposalOf(state, { ...found, earlier: earlierNow(pause, plan, standing) }, after, { out, stranded })
}

function planAnew(now: Pause, isQuick: boolean): Plan {
  const { plan, bytes, files, seconds } = job
  const begunAt = performance.now()
  return planPause(now, travelTimesOf(now), {
    seed: 1,
    ...(isQuick ? { iterations: 0 } : {}),
    inForce: plan.trips,
    isBoundQuick: true,
    mustStop: () => {
      if (isStopped()) return 'cancelled'
      return performance.now() >= begunAt + seconds * 1000 ? 'time' : undefined
    },
    mayExplain: () => false,
    cpuSeconds: () => {
      const { user, system } = cpuUsage()
      return (user + system) / 1e6
    },
    inputSha256: sha256(bytes),
    files: Object.fromEntries([...files].map(([name, content]) => [name, sha256(content)])),
  })
}

function withDepartureMoved(state: State, { trip, seconds }: Shift): ReplanResult {
  const { pause, plan, shut } = job
  const found = shifted(pause, plan, trip, seconds)
  const violations = newlyBroken(pause, plan, found, { state, shut })
  if (violations.length > 0) return notValid(violations)
  const after = sureFrom(pause, travelTimesOf(pause), found, state)
  // Who waits for this moved it on purpose: by a minute too, it is another order.
  return proposalOf(state, found, after, { out: 0, sameOrderSeconds: 0 })
}

function notValid(violations: readonly Violation[]): Failed {
  return { kind: 'failed', reason: 'not_valid', violations: violations.slice(0, 20) }
}

function proposalOf(
  state: State,
  found: Plan,
  after: Sure,
  {
    out,
    sameOrderSeconds,
    stranded = [],
  }: { readonly out: number; readonly sameOrderSeconds?: number; readonly stranded?: readonly Stranded[] },
): Proposed {
  const { pause, plan, inForceName } = job
  const trips = found.trips.map((trip) => ({ ...trip, turn_back: after?.turnBack.get(trip.id) ?? trip.turn_back }))
  const named = namedApart({ ...found, trips }, plan, inForceName)
  const before = sureFrom(pause, travelTimesOf(pause), plan, state)
  return {
    kind: 'proposal',
    plan: planToJson(named, pause.time_zone),
    stateAt: state.at,
    gained: gainedBy(pause, before, after, out, { before: plan, after: named, now: state.at }),
    // What is the least bad for them is no order that goes out with the others.
    changed: changedOrders(plan, named, state.at, sameOrderSeconds).filter(
      ({ vehicle }) => !stranded.some((each) => each.vehicle === vehicle),
    ),
    stranded,
  }
}

function sureFrom(
  pause: Pause,
  times: ReturnType<typeof travelTimesOf>,
  plan: Plan,
  state: Parameters<typeof assureNow>[3],
) {
  if (movesNobody(pause, plan)) return undefined
  const found = assureNow(pause, times, plan, state, { seed: 1, replications: 500, isStopped })
  return found.kind === 'assured' ? found : undefined
}

/** A trip that is another than before has another name, so that orders of both are never taken for each other. */
function namedApart(plan: Plan, before: Plan, name: string): Plan {
  const known = new Map(before.trips.map((trip) => [trip.id, JSON.stringify(trip.legs)]))
  const taken = new Set(before.trips.map(({ id }) => id))
  const idOf = (trip: Plan['trips'][number]) => {
    if (!taken.has(trip.id) || known.get(trip.id) === JSON.stringify(trip.legs)) return trip.id
    return `${trip.id}-${name}`
  }
  return { ...plan, trips: plan.trips.map((trip) => ({ ...trip, id: idOf(trip) })) }
}

/** Those out by trips that the new plan does not hold: they count in both. */
function outAlready(plan: Plan, done: readonly string[], committed: ReadonlySet<string>): number {
  return plan.trips
    .filter(({ id }) => done.includes(id) && !committed.has(id))
    .flatMap(({ legs }) => legs.filter(({ kind }) => kind === 'unload'))
    .reduce((sum, { people }) => sum + Object.values(people).reduce((a, b) => a + b, 0), 0)
}

type Sure = (AssuredNow & { readonly kind: 'assured' }) | undefined

function gainedBy(
  pause: Pause,
  before: Sure,
  after: Sure,
  out: number,
  plans: { readonly before: Plan; readonly after: Plan; readonly now: number },
): Gained {
  const people = (plan: Plan) => {
    const byPriority = new Map<string, number>()
    for (const { legs } of plan.trips)
      for (const { kind, people: moved, until } of legs)
        if (kind === 'unload' && until > plans.now)
          for (const [group, count] of Object.entries(moved)) {
            const priority = pause.people.find(({ id }) => id === group)?.priority ?? 'general'
            byPriority.set(priority, (byPriority.get(priority) ?? 0) + count)
          }
    return byPriority
  }
  const [was, is] = [people(plans.before), people(plans.after)]
  const levels = [
    ['2', 'life_critical'],
    ['3', 'medical'],
    ['4', 'dependent'],
    ['5b', 'general'],
  ] as const
  return {
    clear_probability: {
      from: before?.clearProbability.estimate ?? null,
      to: after?.clearProbability.estimate ?? null,
    },
    people_out: {
      from: before === undefined ? null : Math.round(before.assurance.people_out.mean),
      to: after === undefined ? null : Math.round(after.assurance.people_out.mean + out),
    },
    levels: levels.map(([level, priority]) => ({ level, from: was.get(priority) ?? 0, to: is.get(priority) ?? 0 })),
  }
}

parentPort?.postMessage(proposed())
