// Counts against time: who is out so far, who and what is under way.

import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import { aboardAt } from './passages.ts'

/** A count that holds from an instant on (milliseconds since 1970). */
export interface Step {
  readonly at: number
  readonly count: number
}

/** People out of the zone: each counts when they, or their vehicle, have passed the outside mouth. Companions count in no total. */
export function outSoFar(pause: Pick<PauseView, 'on_foot'>, plan: Pick<PlanView, 'trips'>): Step[] {
  const rode = exits(plan).map(({ until, people }) => ({ at: until, change: people }))
  return summed([...rode, ...pause.on_foot.flatMap(walkedOut)])
}

const minute = 60_000

type Flow = PauseView['on_foot'][number]

function walkedOut({ people, first_exit: first, last_exit: last }: Flow): Change[] {
  return evenly(people, first, last)
}

function setOut({ people, sets_out: first, last_sets_out: last }: Flow): Change[] {
  return evenly(people, first, last)
}

interface Change {
  readonly at: number
  readonly change: number
}

/** They come at an even rate, the first and the last when the plan has them: by each minute so many more. */
function evenly(people: number, first: string | null, last: string | null): Change[] {
  if (first === null || last === null || people === 0) return []
  const [from, until] = [Date.parse(first), Date.parse(last)]
  if (until <= from) return [{ at: from, change: people }]
  const changes: { at: number; change: number }[] = []
  let out = 0
  for (let at = from; at < until; at += minute) {
    const by = Math.min(people, 1 + Math.floor(((people - 1) * (at - from)) / (until - from)))
    changes.push({ at, change: by - out })
    out = by
  }
  return [...changes, { at: until, change: people - out }]
}

/** Vehicles in the zone or on a corridor. */
export function vehiclesUnderWay(plan: PlanView): Step[] {
  return summed(
    plan.trips.flatMap(({ legs }) =>
      legs.flatMap((leg) =>
        leg.kind === 'corridor_in'
          ? [{ at: Date.parse(leg.from), change: 1 }]
          : leg.kind === 'corridor_out'
            ? [{ at: Date.parse(leg.until), change: -1 }]
            : [],
      ),
    ),
  )
}

/** People aboard in the zone or on a corridor, from the end of boarding to the outside mouth; and who walks, from setting out to there. */
export function peopleUnderWay(pause: Pick<PauseView, 'on_foot'>, plan: Pick<PlanView, 'trips'>): Step[] {
  const boarded = plan.trips.flatMap(({ legs }) =>
    legs
      .filter(({ kind }) => kind === 'load')
      .map((leg) => ({ at: Date.parse(leg.until), change: sum(Object.values(leg.people)) })),
  )
  const rode = exits(plan).map(({ until, people }) => ({ at: until, change: -people }))
  // Of whom it is not known when they come out, nobody is shown to set out either.
  const known = pause.on_foot.filter(({ first_exit: first, last_exit: last }) => first !== null && last !== null)
  const walked = known.flatMap((flow) => [
    ...setOut(flow),
    ...walkedOut(flow).map(({ at, change }) => ({ at, change: -change })),
  ])
  return summed([...boarded, ...rode, ...walked])
}

function exits(plan: Pick<PlanView, 'trips'>): { until: number; people: number }[] {
  return plan.trips.flatMap((trip) =>
    trip.legs.flatMap((leg, index) =>
      leg.kind === 'corridor_out'
        ? [{ until: Date.parse(leg.until), people: sum([...aboardAt(trip, index).people.values()]) }]
        : [],
    ),
  )
}

function summed(changes: readonly { at: number; change: number }[]): Step[] {
  const inOrder = changes.filter(({ change }) => change !== 0).sort((a, b) => a.at - b.at)
  const steps: Step[] = []
  let count = 0
  for (const { at, change } of inOrder) {
    count += change
    if (steps.at(-1)?.at === at) steps.pop()
    steps.push({ at, count })
  }
  return steps
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
