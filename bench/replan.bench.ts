// A plan made anew in the middle of a day: four hours after the opening the busiest corridor closes and two hundred people more
// have come to a pick-up. What is under way or promised for the next twenty minutes stands. From the plan in force: how soon
// the first answer is there, what 1 and 5 CPU-seconds give of what 60 give, and how many vehicles get other orders; beside it
// the same without the plan in force; and with a reserve, for 99%, how soon the first answer is there, before any reserve is sought,
// and how soon the plan that has one. Every plan is checked.
//
// --instances: regimes, or one pause of a regime (mixed-3); three pauses a regime, from --seed on. --size: small, standard,
// large. --seconds: CPU of the long plan (60).

import { checkPlan } from '@treve/checker'
import { type Instant, localSecondsOfDay, type Pause, type Plan, type Trip } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause, planSurely } from '@treve/planner'
import { aleppoLike, chosenSize, regimes } from './pauses/aleppo-like.ts'
import { pausesAsked } from './pauses/asked.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

const options = benchOptions()
const size = chosenSize(options.size)
const longSeconds = options.seconds ?? 60
const promisedSeconds = 1200
const intoDaySeconds = 4 * 3600

const measured: Measured[] = []
const worst: number[] = []
for (const { regime, seed } of pausesAsked(options.instances, { regimes, seed: options.seed, ofEach: 3 })) {
  const pause = aleppoLike(size, regime, seed)
  const before = planned(pause, 10).plan
  const now = disturbed(pause, before)
  const long = planned(now, longSeconds, before.trips)
  const [one, five] = [1, 5].map((limit) => planned(now, limit, before.trips))
  const alone = planned(now, 5)
  if (one === undefined || five === undefined) continue
  const name = `${size}-${regime}-${seed}`
  const note = (what: string, value: number, unit: string, best: number | null, isMet: boolean) =>
    measured.push({
      instance: `${name}: ${what}`,
      seconds_cpu: null,
      value,
      best,
      gap_percent: null,
      feasible: isMet,
      seed,
      unit,
    })
  note('first answer', five.firstSeconds, 'CPU-s', 1, five.firstSeconds <= 1)
  for (const [limit, plan] of [
    [1, one.plan],
    [5, five.plan],
  ] as const) {
    const share = Math.min(...shares(plan, long.plan))
    note(`least level of ${limit} s, of that of ${longSeconds} s`, share, '%', limit === 5 ? 99 : null, share >= 99)
    if (limit === 5) worst.push(share)
  }
  note('vehicles with other orders', five.plan.changed_orders ?? 0, 'of the fleet', null, true)
  const sure = plannedSurely(now, 1, before.trips)
  note('with a reserve: first answer', sure.firstSeconds, 'CPU-s', 1, sure.firstSeconds <= 1)
  note('with a reserve: the plan, tested, of a search of 1 s', sure.seconds, 'CPU-s', null, true)
  note('without the plan in force', changedBetween(before, alone.plan), 'of the fleet', null, true)
}
reportBench(
  `Planned anew in the middle of the day, ${size}`,
  measured,
  options.json,
  `least level after 5 s, worst: ${Math.min(...worst).toFixed(2)} % of that after ${longSeconds} s`,
)

function cpuClock(): () => number {
  const from = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1e6
  }
}

function planned(pause: Pause, limit: number, inForce?: readonly Trip[]) {
  const times = travelTimesOf(pause)
  const cpuSeconds = cpuClock()
  let firstSeconds: number | undefined
  const plan = planPause(pause, times, {
    seed: 1,
    ...(inForce === undefined ? {} : { inForce }),
    mustStop: () => {
      firstSeconds ??= cpuSeconds()
      return cpuSeconds() >= limit ? 'time' : undefined
    },
    mayExplain: () => false,
    cpuSeconds,
    inputSha256: '0'.repeat(64),
    files: {},
  })
  const violations = checkPlan(pause, plan)
  if (violations.length > 0) throw new Error(`${violations[0]?.rule}: ${violations[0]?.text}`)
  return { plan, firstSeconds: firstSeconds ?? cpuSeconds() }
}

function plannedSurely(pause: Pause, limit: number, inForce: readonly Trip[]) {
  const required = { ...pause, terms: { ...pause.terms, clear: { ...pause.terms.clear, probability: 0.99 } } }
  const cpuSeconds = cpuClock()
  let firstSeconds: number | undefined
  const { plan, assured } = planSurely(required, travelTimesOf(required), {
    seed: 1,
    inForce,
    mustStop: () => undefined,
    mustStopFirst: () => {
      firstSeconds ??= cpuSeconds()
      return cpuSeconds() >= limit ? 'time' : undefined
    },
    isStopped: () => false,
    mayExplain: () => false,
    cpuSeconds,
    inputSha256: '0'.repeat(64),
    files: {},
  })
  const seconds = cpuSeconds()
  if (assured === undefined) throw new Error('nobody stops it')
  const { clearProbability, assurance } = assured
  const violations = checkPlan(required, { ...plan, clear_probability: clearProbability, assurance })
  if (violations.length > 0) throw new Error(`${violations[0]?.rule}: ${violations[0]?.text}`)
  return { firstSeconds: firstSeconds ?? seconds, seconds }
}

/** The day as it is after four hours of the plan. */
function disturbed(pause: Pause, plan: Plan): Pause {
  const at = ((pause.terms.windows[0]?.open ?? 0) + intoDaySeconds) as Instant
  const promised = at + promisedSeconds
  const closed = busiest(plan)
  const isLate = ({ legs }: Trip) => legs.some(({ corridor, from }) => corridor === closed && from >= promised)
  const committed = plan.trips
    .filter(({ legs }) => (legs[0]?.from ?? promised) < promised)
    .map((trip) => ({
      id: trip.id,
      vehicle: trip.vehicle,
      legs: isLate(trip) ? begunBy(trip.legs, promised) : trip.legs,
    }))
  const walked = new Map<string, number>()
  for (const { group, from, until, people } of plan.walking) {
    const share = until <= at ? 1 : from >= at ? 0 : (at - from) / (until - from)
    walked.set(group, (walked.get(group) ?? 0) + Math.ceil(people * share))
  }
  const most = [...pause.people]
    .filter(({ mobility }) => mobility === 'seated')
    .sort((a, b) => b.count.best - a.count.best)[0]
  const closesAt = localSecondsOfDay(promised as Instant, pause.time_zone)
  return {
    ...pause,
    corridors: pause.corridors.map((corridor) => {
      const rows = corridor.capacity
      const [row] = rows ?? []
      if (corridor.id !== closed || rows === undefined || row === undefined) return corridor
      const capacity: typeof rows = [
        row,
        { ...row, from: closesAt as typeof row.from, value: { ...row.value, vehicles: 0 } },
      ]
      return { ...corridor, capacity }
    }),
    people: pause.people.map((group) => {
      const count = group.count.best - (walked.get(group.id) ?? 0) + (group === most ? 200 : 0)
      return { ...group, count: { ...group.count, best: count } as typeof group.count }
    }),
    rules: { ...pause.rules, committed, state: { at, vehicles: [], done: [] } },
  }
}

/** Gates belong to the passage that they lie on. */
function begunBy(legs: Trip['legs'], instant: number): Trip['legs'] {
  const end = legs.findIndex(({ kind, from }) => kind !== 'gate' && from >= instant)
  return end === -1 ? legs : legs.slice(0, end)
}

function busiest({ trips }: Plan): string {
  const counts = new Map<string, number>()
  for (const { corridor, kind } of trips.flatMap(({ legs }) => legs))
    if (kind === 'corridor_out' && corridor !== null) counts.set(corridor, (counts.get(corridor) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

function shares(plan: Plan, of: Plan): number[] {
  return plan.levels.flatMap(({ level, served }) => {
    const most = of.levels.find((each) => each.level === level)?.served ?? 0
    return level === '7' || most === 0 ? [] : [(100 * served) / most]
  })
}

/** Vehicles whose trips after now are others, told apart by corridor, stop and time. */
function changedBetween(before: Plan, after: Plan): number {
  const told = ({ trips }: Plan) => {
    const byVehicle = new Map<string, string>()
    for (const { vehicle, legs } of trips) {
      const words = legs.flatMap(({ kind, corridor, place, from }) =>
        kind === 'depart' || kind === 'wait' ? [] : [`${kind} ${corridor ?? place} ${Math.round(from / 600)}`],
      )
      byVehicle.set(vehicle, `${byVehicle.get(vehicle) ?? ''} ${words.join(' ')}`)
    }
    return byVehicle
  }
  const [had, has] = [told(before), told(after)]
  return [...new Set([...had.keys(), ...has.keys()])].filter((vehicle) => had.get(vehicle) !== has.get(vehicle)).length
}
