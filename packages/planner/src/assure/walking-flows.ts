// People on foot on a simulated day: each flow has its pace, waits for its lanes at each gate, and nobody sets out after the
// last moment from which they would be out in time.

import { openFrom, workedUntil } from './interruptions.ts'
import { type Queues, serve } from './lanes.ts'
import type { Script } from './script.ts'
import type { DayResult } from './simulation.ts'
import { drawOf } from './streams.ts'
import { fromTable, type Tables } from './tables.ts'
import { never, uniform, type Weather } from './weather.ts'

export class WalkingFlows {
  private readonly script: Script
  private readonly tables: Tables
  // By flow: the gate it comes to next; its pace; who walk, of those planned; when its first and last are where they are.
  private readonly stage: Int32Array
  private readonly pace: Float64Array
  private readonly ratio: Float64Array
  private readonly first: Float64Array
  private readonly last: Float64Array
  /** When the first and the last of a flow were out on the last day, NaN where nobody set out; and how many. */
  readonly firstOut: Float64Array
  readonly lastOut: Float64Array
  /** When they passed the inside mouth. */
  readonly firstSetOut: Float64Array
  readonly lastSetOut: Float64Array
  readonly peopleOut: Float64Array

  constructor(script: Script, tables: Tables) {
    this.script = script
    this.tables = tables
    this.stage = new Int32Array(script.walks.length)
    this.pace = new Float64Array(script.walks.length)
    this.ratio = new Float64Array(script.walks.length)
    this.first = new Float64Array(script.walks.length)
    this.last = new Float64Array(script.walks.length)
    this.firstOut = new Float64Array(script.walks.length)
    this.lastOut = new Float64Array(script.walks.length)
    this.firstSetOut = new Float64Array(script.walks.length)
    this.lastSetOut = new Float64Array(script.walks.length)
    this.peopleOut = new Float64Array(script.walks.length)
  }

  begin(weather: Weather, ratios: Float64Array, at: (instant: number, walk: number) => void): void {
    const { script } = this
    const { refusedBoarding } = script.assumptions
    this.firstOut.fill(Number.NaN)
    this.firstSetOut.fill(Number.NaN)
    this.peopleOut.fill(0)
    for (let index = 0; index < script.walks.length; index++) {
      const walk = script.walks[index]
      // Who is out already stays out.
      if (walk === undefined || walk.until <= (script.from ?? Number.NEGATIVE_INFINITY)) continue
      this.stage[index] = -1
      const hour = Math.max(0, Math.min(script.hours - 1, Math.floor(walk.from / 3600) - script.firstHour))
      const hourly = weather.hourly[walk.corridor * script.hours + hour] ?? 1
      this.pace[index] = weather.city * hourly * fromTable(this.tables.leg, drawOf(walk.key, weather.one, weather.two))
      const people = Math.round(walk.people * (ratios[walk.group] ?? 1))
      const stay = refusedBoarding === 0 ? 0 : uniform(drawOf(walk.key ^ 0x5a17, weather.one, weather.two))
      const coming = people - Math.floor(people * refusedBoarding + stay)
      this.ratio[index] = walk.people === 0 ? 0 : coming / walk.people
      at(walk.from, index)
    }
  }

  /** What happens to a flow at its next moment; answers when the one after that is. */
  act(
    index: number,
    now: number,
    weather: Weather,
    queues: Queues,
    result: DayResult,
    firstHeralded: Float64Array,
  ): number | undefined {
    const { script } = this
    const walk = script.walks[index]
    if (walk === undefined) return undefined
    const stage = this.stage[index] ?? 0
    const pace = this.pace[index] ?? 1
    const { interruptions } = weather
    if (stage === -1) {
      const held = conditionsMet(walk, firstHeralded, now)
      if (held > now) return held > walk.by ? undefined : held
      const from = openFrom(interruptions, walk.corridor, now)
      const flow = walk.flowSeconds * (this.ratio[index] ?? 1)
      // Who has not passed the inside mouth by then stays.
      const share = from > walk.by ? 0 : flow <= 0 ? 1 : Math.min(1, Math.max(0, (walk.by - from) / flow))
      if (share === 0) return undefined
      this.ratio[index] = (this.ratio[index] ?? 1) * share
      this.first[index] = from
      this.last[index] = workedUntil(interruptions, walk.corridor, from, flow * share)
      this.firstSetOut[index] = from
      this.lastSetOut[index] = this.last[index] ?? from
      this.stage[index] = 0
    } else {
      const gate = walk.gates[stage]
      if (gate === undefined) return undefined
      const seconds = gate.seconds * (this.ratio[index] ?? 1)
      let end = now
      for (let lane = 0; lane < gate.lanes; lane++)
        end = Math.max(end, serve(queues, gate.queue, now, seconds, interruptions, walk.corridor))
      this.first[index] = Math.max(now, end - seconds) + gate.service
      this.last[index] = end
      this.stage[index] = stage + 1
    }
    const next = walk.gates[this.stage[index] ?? 0]
    const drive = next === undefined ? walk.firstDrive : next.drive
    const first = workedUntil(interruptions, walk.corridor, this.first[index] ?? 0, drive * pace)
    if (next !== undefined) return first
    for (let bit = 0; bit < firstHeralded.length; bit++)
      if ((walk.heralds & (1 << bit)) !== 0) firstHeralded[bit] = Math.min(firstHeralded[bit] ?? never, first)
    const last = workedUntil(interruptions, walk.corridor, this.last[index] ?? 0, walk.lastDrive * pace)
    const people = Math.round(walk.people * (this.ratio[index] ?? 1))
    this.firstOut[index] = first
    this.lastOut[index] = last
    this.peopleOut[index] = people
    const { close = 0, clearBy = 0 } = script.windows[walk.window] ?? {}
    if (last > result.lastExit) result.lastExit = last
    if (last > clearBy) result.isClearByBuffer = false
    const late = last <= close ? 0 : first >= close ? people : Math.ceil((people * (last - close)) / (last - first))
    result.peopleOut += people - late
    result.personsLate += late * walk.personsEach
    return undefined
  }
}

/** How often somebody who is held by a condition asks whether it is met. */
const askAgainSeconds = 300

/** When what somebody waits for is met, as far as is known now; or when to ask again. */
export function conditionsMet(
  held: { readonly awaits: number; readonly waitsUntil: number },
  firstHeralded: Float64Array,
  now: number,
): number {
  let later = held.waitsUntil
  if (held.awaits !== 0)
    for (let bit = 0; bit < firstHeralded.length; bit++) {
      if ((held.awaits & (1 << bit)) === 0) continue
      const at = firstHeralded[bit] ?? never
      later = Math.max(later, at === never ? now + askAgainSeconds : at)
    }
  return later
}
