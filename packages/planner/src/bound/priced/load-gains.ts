// What a load is worth at given prices, by pick-up, job and bucket.
//
// A round is what a vehicle does between two visits to destinations: a stay in the zone (several, where nobody is
// unloaded between them), and the visits after it. Of those aboard when it comes out, some were loaded in this stay and
// are unloaded right after it; the others are carried on: through another stay, before or after. For each place in the
// vehicle, gain is shared out over the rounds in which one person holds it: all of it to the only round, or `startShare`
// to the round in which they were loaded and the rest to that in which they are unloaded.
//
// Of those who hold a place for one round, those of the main place of their kind of load (loads.ts) are counted at the
// best pick-up and destination that the round visits for any of them: as many of the best are worth no less, and take no
// more time. All others are counted at the best there is anywhere.

import type { PlannedGroup } from '../../problem.ts'
import type { PersonGains } from './gains.ts'
import { places } from './loads.ts'
import type { VehicleClass } from './space.ts'

const startShare = 0.6

/** Of one pick-up while the same people are there: places (job × buckets + bucket) with their gains. */
export interface Choices {
  readonly length: number
  readonly places: Int32Array
  readonly gains: Float64Array
  /** By place: index of the kind of load, and whether with its most or its fewest of the main. */
  readonly kinds: Int32Array
  readonly areMost: Uint8Array
}

export interface LoadGains {
  choicesAt(stop: number, instant: number): Choices
  /** Of passing through the zone with people who were aboard and are unloaded after it. */
  readonly through: number
  takeLoad(usage: Float64Array, stop: number, instant: number, place: number, count: number): void
  takeThrough(usage: Float64Array, count: number): void
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
  const carried = envelope(worth.map((each) => startShare * each))
  const ended = envelope(worth.map((each) => (1 - startShare) * each))
  const through = filled(ended, loads.nested)

  const atStops = of.pickUps.map((pickUp) =>
    [Number.NEGATIVE_INFINITY, ...pickUp.moments].map((moment) => {
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
      const started = envelope(
        places.map((_, place) =>
          Math.max(
            startShare * Math.max(0, ...here.map((of) => of[place]?.gain ?? 0)),
            (1 - startShare) * (worth[place] ?? 0),
          ),
        ),
      )
      const gains = new Float64Array(jobs.length * buckets)
      const kinds = new Int32Array(jobs.length * buckets).fill(-1)
      const areMost = new Uint8Array(jobs.length * buckets)
      loads.kinds.forEach(({ bucket, main, most, least, free }, kind) => {
        let others = 0
        for (let place = 0; place < 3; place++) if (place !== main) others += (most[place] ?? 0) * (worth[place] ?? 0)
        for (let job = 0; job < jobs.length; job++) {
          const index = job * buckets + bucket
          const consider = (gain: number, isMost: boolean) => {
            if (gain <= (gains[index] ?? 0)) return
            gains[index] = gain
            kinds[index] = kind
            areMost[index] = isMost ? 1 : 0
          }
          if (main === -1) {
            consider(filled(started, free), false)
            continue
          }
          const each = here[job]?.[main]?.gain ?? 0
          if (!(each > 0)) continue
          const [few, many] = [least[main] ?? 0, most[main] ?? 0]
          consider(others + few * each + filled(carried, free), false)
          consider(others + many * each + filled(carried, freeAfter(free, many - few)), true)
        }
      })
      const chosen = [...kinds.keys()].filter((index) => (kinds[index] ?? -1) >= 0)
      const choices: Choices = {
        length: chosen.length,
        places: Int32Array.from(chosen),
        gains: Float64Array.from(chosen, (index) => gains[index] ?? 0),
        kinds: Int32Array.from(chosen, (index) => kinds[index] ?? -1),
        areMost: Uint8Array.from(chosen, (index) => areMost[index] ?? 0),
      }
      return { choices, here }
    }),
  )

  const segmentAt = (stop: number, instant: number) => {
    const moments = of.pickUps[stop]?.moments ?? []
    let segment = 0
    while (segment < moments.length && (moments[segment] ?? 0) <= instant) segment += 1
    return segment
  }
  const takePersons = (usage: Float64Array, best: Best | undefined, at: number, count: number) => {
    if (best?.group !== undefined && count > 0) persons.take(usage, best.group, best.to, at, count)
  }
  /** Fills free places as `filled` counts them. */
  const takeFilled = (
    usage: Float64Array,
    free: readonly number[],
    shareOf: (place: number) => { readonly best: Best | undefined; readonly share: number; readonly at: number },
    count: number,
  ) => {
    const ofPlace = places.map((_, place) => shareOf(place))
    const gain = ofPlace.map(({ best, share }) => Math.max(0, share * (best?.gain ?? 0)))
    const all = free[2] ?? 0
    const amounts = [Math.min(free[0] ?? 0, all), Math.min(free[1] ?? 0, all), all]
    // The envelope of a place is the gain of the best of those from it on.
    const bestFrom = [2, 1, 0].map((place) =>
      [place, place + 1, place + 2]
        .filter((each) => each < 3)
        .reduce((a, b) => ((gain[b] ?? 0) > (gain[a] ?? 0) ? b : a), 2),
    )
    const [two = 2, one = 2, zero = 2] = bestFrom
    const add = (place: number, amount: number) => {
      const { best, share, at } = ofPlace[place] ?? { best: undefined, share: 0, at: 0 }
      if ((gain[place] ?? 0) > 0) takePersons(usage, best, at, amount * share * count)
    }
    const [lying = 0, wheeled = 0] = amounts
    if (zero !== one) add(zero, lying)
    const afterLying = zero !== one ? lying : 0
    if (one !== two) add(one, Math.max(0, wheeled - afterLying))
    const afterWheeled = one !== two ? Math.max(wheeled, afterLying) : afterLying
    add(two, Math.max(0, all - afterWheeled))
  }
  return {
    choicesAt: (stop, instant) => atStops[stop]?.[segmentAt(stop, instant)]?.choices ?? none,
    through,
    takeLoad(usage, stop, instant, place, count) {
      const segment = segmentAt(stop, instant)
      const found = atStops[stop]?.[segment]
      const moment = of.pickUps[stop]?.moments[segment - 1] ?? Number.NEGATIVE_INFINITY
      const number = found?.choices.places.indexOf(place) ?? -1
      const kind = loads.kinds[found?.choices.kinds[number] ?? -1]
      if (found === undefined || kind === undefined) return
      const job = Math.floor(place / buckets)
      if (kind.main === -1) {
        takeFilled(
          usage,
          kind.free,
          (each) => {
            const best = found.here.reduce<Best>(
              (most, of) => ((of[each]?.gain ?? 0) > most.gain ? (of[each] ?? most) : most),
              nobody,
            )
            const startGain = startShare * best.gain
            return startGain >= (1 - startShare) * (worth[each] ?? 0)
              ? { best, share: startShare, at: moment }
              : { best: anywhere[each], share: 1 - startShare, at: last }
          },
          count,
        )
        return
      }
      const isMost = found.choices.areMost[number] === 1
      const many = (isMost ? kind.most : kind.least)[kind.main] ?? 0
      takePersons(usage, found.here[job]?.[kind.main], moment, many * count)
      for (let each = 0; each < 3; each++)
        if (each !== kind.main) takePersons(usage, anywhere[each], last, (kind.most[each] ?? 0) * count)
      const free = isMost ? freeAfter(kind.free, many - (kind.least[kind.main] ?? 0)) : kind.free
      takeFilled(usage, free, (each) => ({ best: anywhere[each], share: startShare, at: last }), count)
    },
    takeThrough(usage, count) {
      takeFilled(usage, loads.nested, (each) => ({ best: anywhere[each], share: 1 - startShare, at: last }), count)
    },
  }
}

const none: Choices = {
  length: 0,
  places: new Int32Array(0),
  gains: new Float64Array(0),
  kinds: new Int32Array(0),
  areMost: new Uint8Array(0),
}

/** A place also takes who comes after it: the best of those from each on. */
function envelope([lying = 0, wheeled = 0, seated = 0]: readonly number[]): readonly number[] {
  const wheeledOn = Math.max(wheeled, seated)
  return [Math.max(lying, wheeledOn), wheeledOn, seated]
}

/** Free places filled: at most the best of all everywhere, and what is better only where it has a place. */
function filled([lying = 0, wheeled = 0, seated = 0]: readonly number[], free: readonly number[]): number {
  const all = free[2] ?? 0
  return (
    seated * all + (wheeled - seated) * Math.min(free[1] ?? 0, all) + (lying - wheeled) * Math.min(free[0] ?? 0, all)
  )
}

function freeAfter(free: readonly number[], taken: number): readonly number[] {
  return [free[0] ?? 0, free[1] ?? 0, Math.max(0, (free[2] ?? 0) - taken)]
}
