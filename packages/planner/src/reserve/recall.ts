// Where no reserve reaches what is required because everything may be halted: what calling all out would do, if halts were
// told beforehand, and what refuges would.

import type { Pause, Reserve } from '@treve/model'
import { mostIntervals } from '../assure/interruptions.ts'
import { type PlanToAssure, scriptOf } from '../assure/script.ts'
import { Simulation } from '../assure/simulation.ts'
import { tablesOf } from '../assure/tables.ts'
import { WeatherMaker, weatherFor } from '../assure/weather.ts'
import type { Times } from '../problem.ts'
import type { Trial } from './tuning.ts'

const notices = [1800, 3600]
const days = 1000
/** Recalls are looked at in such steps, the earlier one where the notice falls between: what is shown is no more than is true. */
const gridSeconds = 900

/** Undefined where it was stopped. */
export function beyondReserve(
  { pause, times, seed, isStopped }: Pick<Trial, 'pause' | 'times' | 'seed' | 'isStopped'>,
  plan: PlanToAssure,
): Pick<Reserve, 'recall' | 'refuge'> | undefined {
  const halted: { readonly replication: number; readonly window: number; readonly from: number }[] = []
  const simulation = new Simulation(scriptOf(pause, times, plan))
  const halts = haltsOf(simulation)
  const calm = { clear: 0, late: 0, out: 0 }
  let lateInHalts = 0
  const day = (replication: number) => ({ seed, purpose: 'tuning', block: 3, replication }) as const
  for (let replication = 0; replication < days; replication++) {
    if (isStopped()) return undefined
    const first = halts(day(replication))
    if (first === undefined) add(calm, simulation.run(day(replication), { hasHalts: false }))
    else {
      halted.push({ replication, ...first })
      lateInHalts += simulation.run(day(replication), { hasHalts: true }).personsLate
    }
  }
  const recall: Reserve['recall'][number][] = []
  for (const notice of notices) {
    const told = { ...calm }
    const byRecall = Map.groupBy(halted, ({ window, from }) => `${window} ${Math.floor((from - notice) / gridSeconds)}`)
    for (const same of byRecall.values()) {
      if (isStopped()) return undefined
      const [{ window, from } = { window: 0, from: 0 }] = same
      const at = Math.floor((from - notice) / gridSeconds) * gridSeconds
      const called = new Simulation(scriptOf(pause, times, { ...plan, recall: { window, at } }))
      for (const { replication } of same) add(told, called.run(day(replication), { hasHalts: true }))
    }
    recall.push({
      notice_s: notice,
      clear: told.clear / days,
      people_late: told.late / days,
      people_out: told.out / days,
    })
  }
  return { recall, refuge: refugeOf({ pause, times }, plan, { halted, calm, lateInHalts, day, isStopped }) ?? null }
}

function add(
  sums: { clear: number; late: number; out: number },
  result: { readonly isClear: boolean; readonly personsLate: number; readonly peopleOut: number },
): void {
  if (result.isClear) sums.clear++
  sums.late += result.personsLate
  sums.out += result.peopleOut
}

/** A refuge at each inside mouth, with room for all: what the terms would have to name. */
function refugeOf(
  { pause, times }: { readonly pause: Pause; readonly times: Times },
  plan: PlanToAssure,
  {
    halted,
    calm,
    lateInHalts,
    day,
    isStopped,
  }: {
    readonly halted: readonly { readonly replication: number }[]
    readonly calm: { readonly late: number }
    readonly lateInHalts: number
    readonly day: (replication: number) => Parameters<Simulation['run']>[0]
    readonly isStopped: () => boolean
  },
): Reserve['refuge'] | undefined {
  const mouths = [...new Set(pause.corridors.map(({ inside }) => inside))]
  const last = pause.terms.windows.at(-1)?.close
  const [party] = pause.parties
  if (last === undefined || party === undefined) return undefined
  const refuges = mouths.map((at) => ({
    at,
    capacity: everybody,
    until: (last + 86_400) as typeof last,
    guaranteed_by: party.id,
  }))
  const named = { ...pause, rules: { ...pause.rules, refuges } }
  const sheltered = new Simulation(scriptOf(named, times, plan))
  let late = calm.late
  let inside = 0
  for (const { replication } of halted) {
    if (isStopped()) return undefined
    const result = sheltered.run(day(replication), { hasHalts: true })
    late += result.personsLate
    inside += result.personsSheltered
  }
  return {
    people_late: late / days,
    people_late_without: (calm.late + lateInHalts) / days,
    people_sheltered: inside / days,
  }
}

const everybody = 1e9

/** The first halt of everything on a day that begins before a close, and in which window. */
function haltsOf({
  script,
}: Simulation): (
  day: Parameters<Simulation['run']>[0],
) => { readonly window: number; readonly from: number } | undefined {
  const maker = new WeatherMaker(script, tablesOf(script.assumptions))
  const weather = weatherFor(script)
  const city = script.problem.corridors.length
  return (day) => {
    maker.make(weather, day, { hasHalts: true })
    const { starts, counts } = weather.interruptions
    if ((counts[city] ?? 0) === 0) return undefined
    const from = Math.min(...starts.subarray(city * mostIntervals, city * mostIntervals + (counts[city] ?? 0)))
    const window = script.windows.findIndex(({ close }) => from < close)
    return window === -1 ? undefined : { window, from }
  }
}
