// How sure a plan in force is from now on: the same simulation, begun where everybody is at an instant of the day.

import {
  type Assurance,
  assumptionsOf,
  type Claim,
  type Instant,
  keysAssumed,
  type NotActedOut,
  notActedOut,
  type Pause,
  type Plan,
  type TurnBack,
} from '@treve/model'
import type { Times } from '../problem.ts'
import {
  amountsOf,
  type Counted,
  claimOf,
  corridorsOf,
  DayCount,
  instantsOf,
  tripsOf,
  vehiclesOf,
  written,
} from './assurance.ts'
import { type Due, dueNow } from './due.ts'
import { type Fan, FanRecords } from './fan.ts'
import type { Present } from './present.ts'
import { type PlanToAssure, type Script, scriptOf } from './script.ts'
import { Simulation } from './simulation.ts'
import { steps as kinds } from './step-rows.ts'
import { turnBackTimes } from './turn-back.ts'

/** What a pause file says under `rules.state`; or an instant alone: then all are where the plan has them. */
export type StateNow = NonNullable<Pause['rules']['state']> | Instant

export interface NowRequest {
  readonly seed: number
  readonly replications?: number
  /** Corridors that are shut now: who is on one leaves by it, nobody else is expected to. */
  readonly shut?: readonly string[]
  /** Asked between days: true breaks off, and no more is stated. */
  readonly isStopped?: () => boolean
  /** What the first of the days show, told before the others are acted out; of no fewer days than all, it is not told. */
  readonly first?: { readonly replications: number; readonly tell: (assured: AssuredFromNow) => void }
}

/** Key by key as in an assurance, of what is still to come. It is shown, it decides nothing. */
export interface AssuranceNow
  extends Pick<
    Assurance,
    | 'seed'
    | 'required'
    | 'vehicles'
    | 'corridors'
    | 'trips'
    | 'last_exit'
    | 'people_out'
    | 'aid_g'
    | 'standing_s'
    | 'assumed'
    | 'assumptions'
  > {
  readonly at: Instant
  /** Vehicles with orders of which nothing was told: they are taken to be where the plan has them. */
  readonly not_told: readonly string[]
  readonly with_halts: Claim
  readonly without_halts: Claim
  readonly due: readonly Due[]
  readonly not_acted_out: readonly NotActedOut[]
  readonly fan: Fan
}

interface AssuredFromNow {
  readonly kind: 'assured'
  readonly clearProbability: NonNullable<Plan['clear_probability']>
  readonly assurance: AssuranceNow
  /** Of trips that are not over. */
  readonly turnBack: ReadonlyMap<string, TurnBack>
}

export type AssuredNow =
  | AssuredFromNow
  /** These are told to be where their orders do not lead: the plan has to be made anew. */
  | { readonly kind: 'astray'; readonly vehicles: readonly string[] }
  | { readonly kind: 'stopped' }

export const replicationsNow = 1000
/** Few enough for an answer within two seconds of a change, with limits that are as much wider. */
export const firstReplicationsNow = 200

export function assureNow(
  pause: Pause,
  times: Times,
  plan: PlanToAssure,
  state: StateNow,
  { seed, replications = replicationsNow, shut = [], isStopped = () => false, first }: NowRequest,
): AssuredNow {
  const present = { ...presentOf(state), shut: new Set(shut) }
  const assumptions = assumptionsOf(pause)
  const script = scriptOf(pauseOfPlan(pause, plan), times, plan, assumptions, assumptions, present)
  if (script.astray.length > 0) return { kind: 'astray', vehicles: script.astray }
  const isOver = overNow(script)
  const turnBack = turnBackNow(script, isOver)
  const due = dueNow(script, turnBack)
  const simulation = new Simulation(script)
  const fan = new FanRecords(script, present.at, replications)
  simulation.trace = fan.trace
  const days = new DayCount(simulation, { seed, purpose: 'present', block: 1 }, replications)
  const upTo = (count: number) => days.upTo(count, isStopped, (replication) => fan.take(replication, simulation.walks))
  if (first !== undefined && first.replications < replications) {
    const few = upTo(first.replications)
    if (few === undefined) return { kind: 'stopped' }
    first.tell(assured(few))
  }
  const all = upTo(replications)
  return all === undefined ? { kind: 'stopped' } : assured(all)

  function assured({ withHalts, withoutHalts, records }: Counted): AssuredFromNow {
    const required = pause.terms.clear.probability
    const claim = claimOf(script, withHalts, required, 0.05)
    const { estimate, lower_95, expected_people_late } = claim
    return {
      kind: 'assured',
      clearProbability: { estimate, lower_95, replications: withHalts.days, expected_people_late },
      assurance: {
        at: present.at as Instant,
        seed,
        required,
        not_told:
          present.vehicles.size === 0
            ? []
            : script.vehicles.filter(({ id }) => !present.vehicles.has(id)).map(({ id }) => id),
        with_halts: claim,
        without_halts: claimOf(script, withoutHalts, required, 0.05),
        vehicles: vehiclesOf(script, withHalts),
        corridors: corridorsOf(script, withHalts),
        trips: tripsOf(script, withHalts).filter(({ id }) => !isOver.has(id)),
        last_exit: instantsOf(records.lastExit),
        people_out: amountsOf(records.peopleOut),
        aid_g: amountsOf(records.gramsIn),
        standing_s: amountsOf(records.standing),
        assumed: keysAssumed(pause),
        assumptions: written(assumptions),
        due,
        not_acted_out: notActedOut(pause, plan),
        fan: fan.ofFirst(withHalts.days),
      },
      turnBack,
    }
  }
}

/** A plan that began before the state in its file was made for the whole day, not from there; any other goes on from it. */
export function pauseOfPlan(pause: Pause, { trips }: Pick<PlanToAssure, 'trips'>): Pause {
  const { state, ...rules } = pause.rules
  const promised = new Set(rules.committed.map(({ id }) => id))
  const began = ({ id, legs: [first] }: PlanToAssure['trips'][number]) =>
    state !== undefined && !promised.has(id) && (first?.from ?? state.at) < state.at
  return trips.some(began) ? { ...pause, rules } : pause
}

function presentOf(state: StateNow): Present {
  if (typeof state === 'number') return { at: state, vehicles: new Map(), done: new Set() }
  return {
    at: state.at,
    vehicles: new Map(state.vehicles.map((vehicle) => [vehicle.id, vehicle])),
    done: new Set(state.done),
  }
}

/** Who is in already has nothing left to enter by. */
function turnBackNow(script: Script, isOver: ReadonlySet<string>): ReadonlyMap<string, TurnBack> {
  const { steps, trips, past } = script
  const isIn = new Set([...past.entered].map((step) => trips[steps.trip[step] ?? -1]?.id))
  return new Map(
    [...turnBackTimes(script)]
      .filter(([id]) => !isOver.has(id))
      .map(([id, times]) => [id, isIn.has(id) ? { ...times, enter_by: null } : times]),
  )
}

/** Trips that are over, or have nothing before them in the zone any more. */
function overNow({ trips, starts, steps }: Script): ReadonlySet<string> {
  const over = new Set<string>()
  for (const { id, vehicle, nextBegin } of trips) {
    const step = starts[vehicle]?.done ?? 0
    if (step >= nextBegin || (step < steps.count && isPastExit(steps, step, nextBegin))) over.add(id)
  }
  return over
}

/** No way out of the zone is left before the trip ends. */
function isPastExit({ kind, sign, trip }: Script['steps'], step: number, end: number): boolean {
  if (trip[step] !== trip[end - 1]) return false
  for (let next = step; next < end; next++) if (kind[next] === kinds.exit && sign[next] === 1) return false
  return true
}
