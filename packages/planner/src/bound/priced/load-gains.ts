// What a load is worth at given prices, by pick-up, job and bucket.
//
// A round is a stay in the zone and the visits to destinations after it. Who has come out is not taken in again, so that all
// who are unloaded after a stay were loaded in it.
//
// Take the first place, in the order of a kind (loads.ts), that anybody loaded in this stay holds, and of those who hold it
// the one who is worth most. The round visits their pick-up and their destination, and nobody who holds such a place is worth
// more. People of places later in the order are counted at the best there is anywhere; there are none of earlier ones.

import type { PlannedGroup } from '../../problem.ts'
import type { PersonGains } from './gains.ts'
import { places } from './loads.ts'
import type { Slack } from './slack.ts'
import type { VehicleClass } from './space.ts'
import type { Usage } from './usage.ts'

/** Of one pick-up while the same people are there: places (job × buckets + bucket) with their gains. */
export interface Choices {
  readonly length: number
  /** Number of the first of them among all of the pick-up. */
  readonly first: number
  readonly places: Int32Array
  readonly gains: Float64Array
  /** By place: index of the kind of load. */
  readonly kinds: Int32Array
}

export interface LoadGains {
  choicesAt(stop: number, instant: number): Choices
  takeLoad(usage: Usage, stop: number, instant: number, place: number): void
  /** Of all moments at a pick-up. */
  choicesCount(stop: number): number
  /** `through`: by number of the choice, the best day with it less the best day of all. */
  groupsSlack(stop: number, through: Float64Array, slack: Slack): void
}

interface Best {
  readonly gain: number
  readonly group: PlannedGroup | undefined
  readonly to: string
}

const nobody: Best = { gain: Number.NEGATIVE_INFINITY, group: undefined, to: '' }

export function loadGains(of: VehicleClass, persons: PersonGains): LoadGains {
  const { loads, jobs } = of
  const buckets = loads.buckets.length
  const anywhere = places.map(() => nobody)
  const last = Number.MAX_SAFE_INTEGER
  for (const planned of of.groups) {
    const place = planned.bed.stretcher > 0 ? 0 : planned.bed.wheelchair > 0 ? 1 : 2
    for (const to of planned.group.to) {
      const gain = persons.gain(planned, to, last)
      if (gain > (anywhere[place]?.gain ?? 0)) anywhere[place] = { gain, group: planned, to }
    }
  }
  const worth = anywhere.map(({ gain }) => Math.max(0, gain))

  const atStops = of.pickUps.map((pickUp) => {
    let first = 0
    return [Number.NEGATIVE_INFINITY, ...pickUp.moments].map((moment) => {
      const here = jobs.map(({ destination }, job) =>
        places.map((_, place) => {
          let best = nobody
          for (const planned of pickUp.groups[job]?.[place] ?? []) {
            const gain = persons.gain(planned, destination, moment)
            if (gain > best.gain) best = { gain, group: planned, to: destination }
          }
          return best
        }),
      )
      const gains = new Float64Array(jobs.length * buckets)
      const kinds = new Int32Array(jobs.length * buckets).fill(-1)
      loads.kinds.forEach(({ bucket, main, most }, kind) => {
        let others = 0
        for (let place = 0; place < 3; place++) if (place !== main) others += (most[place] ?? 0) * (worth[place] ?? 0)
        for (let job = 0; job < jobs.length; job++) {
          const index = job * buckets + bucket
          const each = here[job]?.[main]?.gain ?? 0
          const gain = others + (most[main] ?? 0) * each
          if (!(each > 0) || gain <= (gains[index] ?? 0)) continue
          gains[index] = gain
          kinds[index] = kind
        }
      })
      // A load that takes no more of anything and is worth as much makes another needless.
      const isNeedless = (index: number) => {
        const own = loads.buckets[index % buckets]
        const first = index - (index % buckets)
        for (let other = first; other < first + buckets; other++) {
          const faster = loads.buckets[other % buckets]
          if (other === index || own === undefined || faster === undefined || (kinds[other] ?? -1) < 0) continue
          if (faster.boardSeconds > own.boardSeconds || faster.alightSeconds > own.alightSeconds) continue
          if (faster.persons > own.persons || (gains[other] ?? 0) < (gains[index] ?? 0)) continue
          if (other < index || (gains[other] ?? 0) > (gains[index] ?? 0)) return true
        }
        return false
      }
      const chosen = [...kinds.keys()].filter((index) => (kinds[index] ?? -1) >= 0 && !isNeedless(index))
      const choices: Choices = {
        length: chosen.length,
        first,
        places: Int32Array.from(chosen),
        gains: Float64Array.from(chosen, (index) => gains[index] ?? 0),
        kinds: Int32Array.from(chosen, (index) => kinds[index] ?? -1),
      }
      first += choices.length
      return { choices, here, moment }
    })
  })

  const segmentAt = (stop: number, instant: number) => {
    const moments = of.pickUps[stop]?.moments ?? []
    let segment = 0
    while (segment < moments.length && (moments[segment] ?? 0) <= instant) segment += 1
    return segment
  }
  const takePersons = (usage: Usage, best: Best | undefined, at: number, count: number) => {
    if (best?.group !== undefined && count > 0) persons.take(usage, best.group, best.to, at, count)
  }
  return {
    choicesAt: (stop, instant) => atStops[stop]?.[segmentAt(stop, instant)]?.choices ?? none,
    takeLoad(usage, stop, instant, place) {
      const segment = segmentAt(stop, instant)
      const found = atStops[stop]?.[segment]
      const moment = of.pickUps[stop]?.moments[segment - 1] ?? Number.NEGATIVE_INFINITY
      const number = found?.choices.places.indexOf(place) ?? -1
      const kind = loads.kinds[found?.choices.kinds[number] ?? -1]
      if (found === undefined || kind === undefined) return
      const job = Math.floor(place / buckets)
      const { main, most } = kind
      takePersons(usage, found.here[job]?.[main], moment, most[main] ?? 0)
      for (let place = 0; place < 3; place++)
        if (place !== main) takePersons(usage, anywhere[place], last, most[place] ?? 0)
    },
    choicesCount: (stop) => (atStops[stop] ?? []).reduce((sum, { choices }) => sum + choices.length, 0),
    groupsSlack(stop, through, slack) {
      const pickUp = of.pickUps[stop]
      for (const { choices, here, moment } of atStops[stop] ?? []) {
        jobs.forEach(({ destination }, job) => {
          places.forEach((_, place) => {
            for (const planned of pickUp?.groups[job]?.[place] ?? []) {
              const gain = persons.gain(planned, destination, moment)
              if (gain === Number.NEGATIVE_INFINITY) continue
              const anyGain = persons.gain(planned, destination, last)
              slack.group(planned.index, anyGain > 0 ? (worth[place] ?? 0) - anyGain : Number.POSITIVE_INFINITY)
              let least = Number.POSITIVE_INFINITY
              for (let choice = 0; choice < choices.length; choice++) {
                const kind = loads.kinds[choices.kinds[choice] ?? -1]
                if (Math.floor((choices.places[choice] ?? 0) / buckets) !== job) continue
                if (kind === undefined || kind.main !== place) continue
                const many = Math.max(1, kind.most[place] ?? 0)
                const behind = (here[job]?.[place]?.gain ?? 0) - gain
                least = Math.min(least, behind - (through[choices.first + choice] ?? 0) / many)
              }
              // For whom nobody would come even here: until they are worth nothing.
              if (least === Number.POSITIVE_INFINITY) least = Math.max(0, -gain)
              slack.group(planned.index, least)
            }
          })
        })
      }
    },
  }
}

const none: Choices = {
  length: 0,
  first: 0,
  places: new Int32Array(0),
  gains: new Float64Array(0),
  kinds: new Int32Array(0),
}
