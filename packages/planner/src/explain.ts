// Why a group or a consignment is not served, and the least change that would serve it. A reason is not guessed: each
// candidate change is planned anew, from the plan in force, and the change that serves them is the answer.

import type { Fleet, Pause, Place, Plan, Reason, Unserved, Use } from '@treve/model'
import { leastBetween, leastRound } from './bound/ways.ts'
import { type Busy, corridorBusy, gateBusy } from './busy.ts'
import { complete } from './construct.ts'
import { compare } from './objective.ts'
import { type PlannedGroup, type Problem, problemOf } from './problem.ts'
import { type Built, scoreNow, startWorld } from './search.ts'
import type { PlannedTrip, Walk } from './trip.ts'
import type { World } from './world.ts'

export interface Explained {
  readonly unserved: Unserved[]
  readonly bottleneck: Plan['bottleneck']
}

/** One way to ask for more, in growing amounts. `words` is what a plan's `would_take` says. */
interface Change {
  readonly reason: Reason
  readonly kind: string
  readonly id: string
  readonly steps: readonly { readonly words: string; readonly amount: number; readonly pause: Pause }[]
}

interface Missing {
  readonly key: string
  readonly amount: number
  readonly entry: (reason: Reason, wouldTake?: string) => Unserved
  /** Of the plan of a changed pause, how much of it is still missing. */
  readonly left: (built: Served) => number
  readonly structural: { readonly reason: Reason; readonly would_take: string } | undefined
}

interface Served {
  readonly people: ReadonlyMap<string, number>
  readonly pieces: ReadonlyMap<string, number>
}

/** What a bottleneck's kind is called as a reason. */
const reasonOfKind = new Map<string, Reason>(
  (['bed', 'intake', 'vehicle', 'gate', 'corridor', 'window'] as const).map((kind) => [kind, kind]),
)

/**
 * Changes tried at most. Each is one construction from the trips of the plan in force: what is added can only be used,
 * and nothing else differs, so whoever is served then is served because of the change.
 */
const mostTried = (trips: number) => Math.max(24, Math.min(80, Math.floor(8_000 / (trips + 1))))

/**
 * `mayGoOn` is asked between changes: when time is up, what no change tried has served keeps the reason that most stands
 * in the way so far, and no `would_take`, which is only ever what was confirmed.
 */
export function explain(problem: Problem, built: Built, mayGoOn: () => boolean): Explained {
  const missing = missingIn(problem, servedBy(problem, built))
  if (missing.length === 0) return { unserved: [], bottleneck: [] }
  const unserved = new Map<string, Unserved>()
  const open = new Map<string, Missing>()
  for (const each of missing) {
    if (each.structural === undefined) open.set(each.key, each)
    else unserved.set(each.key, each.entry(each.structural.reason, each.structural.would_take))
  }
  const partial = new Map<string, { entry: Unserved; left: number }>()
  const bottleneck: Plan['bottleneck'][number][] = []
  // The first step of every change comes before the second of any; only what helped is asked for more of.
  let round = changesOf(problem.pause, problem)
  let tried = 0
  for (let stepIndex = 0; round.length > 0 && open.size > 0 && mayGoOn(); stepIndex++) {
    const helpful: Change[] = []
    for (const change of round) {
      const step = change.steps[stepIndex]
      if (step === undefined || open.size === 0 || (stepIndex > 0 && tried >= mostTried(built.trips.length))) continue
      if (!mayGoOn()) break
      tried += 1
      const served = plannedAnew(step.pause, problem, built)
      let gain = 0
      for (const each of [...open.values()]) {
        const left = each.left(served)
        gain += Math.max(0, each.amount - left)
        if (left === 0) {
          unserved.set(each.key, each.entry(change.reason, step.words))
          open.delete(each.key)
        } else if (left < (partial.get(each.key)?.left ?? each.amount)) {
          const words = `${step.words} (${each.amount - left} of ${each.amount})`
          partial.set(each.key, { left, entry: each.entry(change.reason, words) })
        }
      }
      // A little more time may help nobody where an hour more does: the window is tried to its last step.
      if (gain > 0 || change.kind === 'window') helpful.push(change)
      if (gain > 0 && stepIndex === 0) {
        const when = whenBusy(problem, built, change)
        bottleneck.push({ kind: change.kind, id: change.id, ...when, marginal_value: gain / step.amount })
      }
    }
    round = helpful
  }
  bottleneck.sort((a, b) => (b.marginal_value ?? 0) - (a.marginal_value ?? 0))
  for (const each of open.values()) {
    // Served in part by some change: that, with how many. Else others are served first wherever room is made: then what
    // makes most room stands in the way of all of them. Where nothing by itself makes any, several things bind at once.
    const [narrowest] = bottleneck
    const reason = reasonOfKind.get(narrowest?.kind ?? '') ?? 'window'
    unserved.set(each.key, partial.get(each.key)?.entry ?? each.entry(reason))
  }
  return {
    unserved: missing.map((each) => unserved.get(each.key)).filter((entry) => entry !== undefined),
    bottleneck,
  }
}

/** The hours in which it is full, where that can be told. */
function whenBusy(problem: Problem, built: Built, { kind, id }: Change): Busy | undefined {
  const [corridor = '', gate = ''] = id.split('/')
  if (kind === 'gate') return gateBusy(problem, built, corridor, gate)
  if (kind === 'corridor') return corridorBusy(problem, built, corridor)
  return undefined
}

function servedBy(
  problem: Problem,
  { trips, walks }: { trips: readonly PlannedTrip[]; walks: readonly Walk[] },
): Served {
  const people = new Map<string, number>()
  const pieces = new Map<string, number>()
  const serve = ({ group }: PlannedGroup, count: number) => people.set(group.id, (people.get(group.id) ?? 0) + count)
  for (const trip of trips) {
    for (const { group, count } of trip.arrived) serve(group, count)
    for (const { item: index, count } of trip.delivered) {
      const line = problem.items[index]
      const key = `${line?.consignment.id} ${line?.item.id}`
      pieces.set(key, (pieces.get(key) ?? 0) + count)
    }
  }
  for (const walk of walks) serve(walk.group, walk.people)
  return { people, pieces }
}

function missingIn(problem: Problem, served: Served): Missing[] {
  const { pause } = problem
  const groups = pause.people.flatMap((group): Missing[] => {
    const left = (each: Served) => group.count.best - (each.people.get(group.id) ?? 0)
    const amount = left(served)
    if (amount === 0) return []
    const entry = (reason: Reason, wouldTake?: string): Unserved => ({
      group: group.id,
      people: amount,
      reason,
      ...(wouldTake === undefined ? {} : { would_take: wouldTake }),
    })
    const carriers = pause.fleet.filter(
      (fleet) => fleet.count > 0 && fleet.carries.includes(group.movement) && seats(fleet) > 0,
    )
    const isAllowed = pause.corridors.some(
      (corridor) => corridor.uses.includes(group.movement) && corridor.direction !== 'in',
    )
    const structural = !isAllowed
      ? { reason: 'excluded_by_terms' as const, would_take: `corridor for ${group.movement}` }
      : carriers.length === 0
        ? { reason: 'vehicle' as const, would_take: `fleet for ${group.movement}` }
        : missingWay(problem, carriers, [group.movement], group.at, group.to)
    return [{ key: `group ${group.id}`, amount, entry, left, structural }]
  })
  const consignments = pause.aid.flatMap((consignment): Missing[] => {
    const leftOf = (each: Served) =>
      consignment.items.map((item) => item.count - (each.pieces.get(`${consignment.id} ${item.id}`) ?? 0))
    const missing = leftOf(served)
    const amount = missing.reduce((sum, count) => sum + count, 0)
    if (amount === 0) return []
    const items = Object.fromEntries(
      consignment.items.map((item, index) => [item.id, missing[index] ?? 0] as const).filter(([, count]) => count > 0),
    )
    const entry = (reason: Reason, wouldTake?: string): Unserved => ({
      consignment: consignment.id,
      items,
      reason,
      ...(wouldTake === undefined ? {} : { would_take: wouldTake }),
    })
    const isAllowed = pause.corridors.some((corridor) => corridor.uses.includes('aid') && corridor.direction !== 'out')
    const trucks = pause.fleet.filter(
      (fleet) => fleet.count > 0 && fleet.carries.includes('aid') && fleet.loads.some((load) => (load.mass ?? 0) > 0),
    )
    const structural = !isAllowed
      ? { reason: 'excluded_by_terms' as const, would_take: 'corridor for aid' }
      : trucks.length === 0
        ? { reason: 'vehicle' as const, would_take: 'fleet for aid' }
        : missingWay(problem, trucks, ['aid'], consignment.to, [consignment.from])
    return [
      {
        key: `consignment ${consignment.id}`,
        amount,
        entry,
        left: (each) => leftOf(each).reduce((sum, count) => sum + count, 0),
        structural,
      },
    ]
  })
  return [...groups, ...consignments]
}

/** The stop, or the places outside, to which no vehicle that would do has a way: no change of numbers makes one. */
function missingWay(
  problem: Problem,
  fleets: readonly Fleet[],
  movements: readonly Use[],
  stop: string,
  outside: readonly string[],
): Missing['structural'] {
  const isAny = (way: (kind: Fleet['kind']) => number) => fleets.some(({ kind }) => Number.isFinite(way(kind)))
  if (!isAny((kind) => leastRound(problem, kind, movements, [stop]))) {
    return { reason: 'corridor', would_take: `way to ${stop}` }
  }
  const isOutReached = outside.some((place) => isAny((kind) => leastBetween(problem, kind, movements, [place])))
  return isOutReached ? undefined : { reason: 'corridor', would_take: `way to ${outside[0] ?? ''}` }
}

/**
 * Plans a changed pause from the plan in force: every trip of it is still possible, since nothing was taken away, and
 * what has come free is filled.
 */
function plannedAnew(pause: Pause, problem: Problem, built: Built): Served {
  const changed = problemOf(pause, problem.times)
  const world = startWorld(changed, [])
  for (const trip of built.trips) if (trip.committedId === undefined) adopt(world, problem, trip)
  for (const walk of built.walks) world.commit({ ...walk, group: groupIn(changed, walk.group) })
  complete(world)
  if (built.trips.length > mostPlannedAfresh) return servedBy(changed, { trips: world.trips(), walks: world.walks })
  // A small plan is also built afresh: a longer window lets a trip be another, not only one more be made.
  const afresh = startWorld(changed, [])
  complete(afresh)
  const better = compare(scoreNow(afresh).score, scoreNow(world).score) > 0 ? afresh : world
  return servedBy(changed, { trips: better.trips(), walks: better.walks })
}

const mostPlannedAfresh = 100

function adopt(world: World, problem: Problem, trip: PlannedTrip): void {
  const changed = world.problem
  const vehicle = changed.vehicleById.get(problem.vehicles[trip.vehicle]?.id ?? '')
  if (vehicle === undefined) return
  world.commit({
    ...trip,
    vehicle,
    boarded: trip.boarded.map((each) => ({ ...each, group: groupIn(changed, each.group) })),
    arrived: trip.arrived.map((each) => ({ ...each, group: groupIn(changed, each.group) })),
  })
}

function groupIn(changed: Problem, planned: PlannedGroup): PlannedGroup {
  return changed.groupById.get(planned.group.id) ?? planned
}

function changesOf(pause: Pause, problem: Problem): Change[] {
  const destinations = new Set(pause.people.flatMap((group) => group.to))
  const changes: Change[] = []
  const replacePlace = (place: Place): Pause => ({
    ...pause,
    places: pause.places.map((each) => (each.id === place.id ? place : each)),
  })
  for (const place of pause.places.filter(({ id }) => destinations.has(id))) {
    const beds = place.beds
    if (beds !== undefined) {
      for (const mobility of ['stretcher', 'wheelchair', 'seated'] as const) {
        if (
          !pause.people.some(
            (group) =>
              group.to.includes(place.id) &&
              (group.mobility === mobility || (mobility === 'seated' && group.mobility === 'on_foot')),
          )
        )
          continue
        changes.push({
          reason: 'bed',
          kind: 'bed',
          id: `${place.id}/${mobility}`,
          steps: doublings(9).map((amount) => ({
            amount,
            words: `beds ${place.id} ${mobility} +${amount}`,
            pause: replacePlace({ ...place, beds: { ...beds, [mobility]: (beds[mobility] ?? 0) + amount } }),
          })),
        })
      }
    }
    const { places, intake } = place
    if (places !== undefined) {
      changes.push({
        reason: 'bed',
        kind: 'bed',
        id: place.id,
        steps: [10, 100, 1000, 10_000].map((amount) => ({
          amount,
          words: `places ${place.id} +${amount}`,
          pause: replacePlace({ ...place, places: places + amount }),
        })),
      })
    }
    if (intake !== undefined) {
      const amount = Math.max(25, intake.people)
      changes.push({
        reason: 'intake',
        kind: 'intake',
        id: place.id,
        steps: [
          {
            amount,
            words: `intake ${place.id} +${amount} per ${intake.per} s`,
            pause: replacePlace({ ...place, intake: { ...intake, people: intake.people + amount } }),
          },
        ],
      })
    }
  }
  for (const fleet of pause.fleet) {
    if (fleet.kind === 'escort') continue
    changes.push({
      reason: 'vehicle',
      kind: 'vehicle',
      id: fleet.id,
      steps: doublings(6).map((amount) => ({
        amount,
        words: `fleet ${fleet.id} +${amount}`,
        pause: {
          ...pause,
          fleet: pause.fleet.map((each) => (each.id === fleet.id ? { ...each, count: each.count + amount } : each)),
        },
      })),
    })
  }
  const replaceCorridor = (corridor: Pause['corridors'][number]): Pause => ({
    ...pause,
    corridors: pause.corridors.map((each) => (each.id === corridor.id ? corridor : each)),
  })
  for (const corridor of pause.corridors) {
    for (const gate of corridor.gates) {
      changes.push({
        reason: 'gate',
        kind: 'gate',
        id: `${corridor.id}/${gate.id}`,
        steps: [1, 2].map((amount) => ({
          amount,
          words: `lanes ${corridor.id}/${gate.id} +${amount}`,
          pause: replaceCorridor({
            ...corridor,
            gates: corridor.gates.map((each) => (each === gate ? { ...gate, lanes: gate.lanes + amount } : each)),
          }),
        })),
      })
    }
    const { capacity } = corridor
    if (capacity !== undefined) {
      changes.push({
        reason: 'corridor',
        kind: 'corridor',
        id: corridor.id,
        steps: doublings(4).map((amount) => ({
          amount,
          words: `capacity ${corridor.id} +${amount} per ${capacity[0]?.value.per ?? 0} s`,
          pause: replaceCorridor({
            ...corridor,
            capacity: capacity.map((row) => ({
              ...row,
              value: { ...row.value, vehicles: row.value.vehicles + amount },
            })),
          }),
        })),
      })
    }
  }
  const last = problem.windows.at(-1)
  if (last !== undefined) {
    changes.push({
      reason: 'window',
      kind: 'window',
      id: last.id,
      steps: [15, 30, 60, 120, 180, 360].map((amount) => ({
        amount,
        words: `window ${last.id} +${amount} min`,
        pause: {
          ...pause,
          terms: {
            ...pause.terms,
            windows: pause.terms.windows.map((window) =>
              window.id === last.id
                ? { ...window, close: (window.close + amount * 60) as typeof window.close }
                : window,
            ),
          },
        },
      })),
    })
  }
  return changes
}

function doublings(count: number): number[] {
  return Array.from({ length: count }, (_, power) => 2 ** power)
}

function seats(fleet: Fleet): number {
  return Math.max(0, ...fleet.loads.map((load) => (load.seated ?? 0) + (load.wheelchair ?? 0) + (load.stretcher ?? 0)))
}
