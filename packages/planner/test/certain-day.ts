// A day on which nothing is left to chance, and how it differs from the plan.

import { type Assumptions, assumedWhereSilent, type Pause, type Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { type Fan, FanRecords } from '../src/assure/fan.ts'
import type { Present } from '../src/assure/present.ts'
import { scriptOf } from '../src/assure/script.ts'
import { Simulation } from '../src/assure/simulation.ts'
import { steps } from '../src/assure/step-rows.ts'

export const certain: Assumptions = {
  ...assumedWhereSilent,
  city: 0,
  corridorHour: 0,
  leg: 0,
  boarding: 0,
  closures: { perHour: 0, meanSeconds: 1 },
  halts: { perHour: 0, meanSeconds: 1 },
  breakdowns: { perHour: 0, meanSeconds: 1 },
  latePeople: { share: 0, meanSeconds: 1 },
  refusedBoarding: 0,
}

/** Of the plan, and of the day; with a `present` only what is still to come counts, and what has begun by then ends as planned. */
export function differences(pause: Pause, plan: Plan, present?: Present): string[] {
  const script = scriptOf(pause, travelTimesOf(pause), plan, certain, certain, present)
  const simulation = new Simulation(script)
  const records = new FanRecords(script, present?.at ?? Math.min(...script.windows.map(({ open }) => open)), 1)
  simulation.trace = records.trace
  const result = simulation.run({ seed: 1, purpose: 'fresh', block: 1, replication: 0 }, { hasHalts: true })
  const found: string[] = []
  const list = script.steps
  const legsById = new Map(plan.trips.map(({ id, legs }) => [id, legs]))
  for (const [vehicle, { first, end }] of script.vehicles.entries()) {
    for (let step = Math.max(first, script.starts[vehicle]?.step ?? first); step < end; step++) {
      const id = script.trips[list.trip[step] ?? 0]?.id ?? ''
      const leg = legsById.get(id)?.[list.leg[step] ?? -1]
      if (leg === undefined) continue
      const kind = list.kind[step]
      const [began, ended] = [simulation.began[step] ?? Number.NaN, simulation.ended[step] ?? Number.NaN]
      const hasBegun = leg.from <= (present?.at ?? Number.NEGATIVE_INFINITY)
      const planned = kind === steps.enter ? [leg.from] : kind === steps.exit ? [leg.until] : [leg.from, leg.until]
      const day = kind === steps.enter || kind === steps.exit ? [began] : [hasBegun ? leg.from : began, ended]
      // Of what has begun a share is left, and a share of a second may be lost in the last digit.
      const seconds = present === undefined ? day : day.map((instant) => Math.round(instant * 1000) / 1000)
      if (String(planned) !== String(seconds)) found.push(`${id} ${leg.kind} step ${step}: ${planned} ${seconds}`)
    }
  }
  records.take(0, simulation.walks)
  if (pause.rules.state === undefined) found.push(...fanDifferences(plan, records.ofFirst(1)))
  const { people, aid_g } = plan.served
  if (result.peopleOut !== people) found.push(`people out ${result.peopleOut}, planned ${people}`)
  if (result.gramsIn !== aid_g) found.push(`aid ${result.gramsIn}, planned ${aid_g}`)
  if (!result.isClearByBuffer) found.push('not clear')
  const last = Math.max(...plan.windows.map(({ last_exit }) => last_exit ?? Number.NEGATIVE_INFINITY))
  if (present === undefined && result.lastExit !== last) found.push(`last exit ${result.lastExit}, planned ${last}`)
  return found
}

/** Who is out, and who aboard, at each instant that the fan has; of vehicles alone: when who walks is out no plan says. */
function fanDifferences({ trips, walking }: Plan, { at, out, under_way: underWay }: Fan): string[] {
  if (walking.length > 0) return []
  const sum = (people: Readonly<Record<string, number>>) => Object.values(people).reduce((a, b) => a + b, 0)
  const moves = trips.flatMap(({ legs }) =>
    legs.flatMap((leg, index) => {
      const exit = legs.slice(index).find(({ kind }) => kind === 'corridor_out')
      return leg.kind === 'load' && exit !== undefined
        ? [{ aboard: leg.until, out: exit.until, people: sum(leg.people) }]
        : []
    }),
  )
  return at.flatMap((now, index) => {
    const planned = moves.reduce((total, move) => total + (move.out <= now ? move.people : 0), 0)
    const aboard = moves.reduce((total, move) => total + (move.aboard <= now && move.out > now ? move.people : 0), 0)
    const [outNow, wayNow] = [out.p50[index], underWay.p50[index]]
    return planned === outNow && aboard === wayNow
      ? []
      : [`at ${now}: out ${outNow}, planned ${planned}; under way ${wayNow}, planned ${aboard}`]
  })
}
