// What a load is worth at given prices, by pick-up, job and bucket.
//
// A round is what a vehicle does between two visits to destinations: a stay in the zone (several, where nobody is
// unloaded between them), and the visits after it. Of those aboard when it comes out, some were loaded in this stay and
// are unloaded right after it. The others are carried on: loaded before, or unloaded later. For each place in the vehicle,
// what a person is worth is shared out over the rounds in which they hold it: all of it to the only round, or `startShare`
// to the one in which they are loaded and the rest to the one in which they are unloaded. So every place is credited with
// at most one person a round, and all credits of a day add up to what it brings.
//
// Take the first place, in the order of a kind (loads.ts), that anybody loaded in this stay holds, and of those who hold
// it the one with the greatest credit. Either they are unloaded in the same round: then the round visits their pick-up and
// their destination, and nobody loaded here for such a place has more credit; those who came aboard before have at most
// the rest of the best share anywhere. Or they are carried on: then the round visits their pick-up. People of places
// later in the order are counted at the best there is anywhere, those of earlier ones were aboard before.

import type { PlannedGroup } from '../../problem.ts'
import type { PersonGains } from './gains.ts'
import { places } from './loads.ts'
import type { Slack } from './slack.ts'
import type { VehicleClass } from './space.ts'
import type { Usage } from './usage.ts'

const startShare = 0.8

/** Of one pick-up while the same people are there: places (job × buckets + bucket) with their gains. */
export interface Choices {
  readonly length: number
  /** Number of the first of them among all of the pick-up. */
  readonly first: number
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
  takeLoad(usage: Usage, stop: number, instant: number, place: number): void
  takeThrough(usage: Usage): void
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
  const ended = envelope(worth.map((each) => (1 - startShare) * each))
  const through = filled(ended, loads.nested)

  /** What a free place may be credited with beside some whose credit is `each`, by who would hold it. */
  const creditsBeside = (order: readonly number[], main: number, each: number) =>
    places.map((_, place) => {
      const of = worth[place] ?? 0
      if (place === main) return Math.max(Math.min(each, startShare * of), (1 - startShare) * of)
      return (order.indexOf(place) > order.indexOf(main) ? startShare : 1 - startShare) * of
    })
  /** Where all of the main who are loaded here are carried on. */
  const creditsCarried = (order: readonly number[], main: number, starting: readonly number[]) =>
    places.map((_, place) => {
      const of = worth[place] ?? 0
      if (place === main) return Math.max(starting[place] ?? 0, (1 - startShare) * of)
      return order.indexOf(place) > order.indexOf(main) ? of : (1 - startShare) * of
    })

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
      const starting = places.map((_, place) => startShare * Math.max(0, ...here.map((of) => of[place]?.gain ?? 0)))
      const gains = new Float64Array(jobs.length * buckets)
      const kinds = new Int32Array(jobs.length * buckets).fill(-1)
      const areMost = new Uint8Array(jobs.length * buckets)
      loads.kinds.forEach(({ bucket, order, main, isCarried, most, least, free }, kind) => {
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
          if (isCarried) {
            if ((starting[main] ?? 0) > 0)
              consider(filled(envelope(creditsCarried(order, main, starting)), free), false)
            continue
          }
          const each = here[job]?.[main]?.gain ?? 0
          if (!(each > 0)) continue
          const credits = envelope(creditsBeside(order, main, each))
          const [few, many] = [least[main] ?? 0, most[main] ?? 0]
          consider(others + few * each + filled(credits, free), false)
          consider(others + many * each + filled(credits, freeAfter(free, many - few)), true)
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
        areMost: Uint8Array.from(chosen, (index) => areMost[index] ?? 0),
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
  /** Fills free places as `filled` counts them: `credits` by place, each for a share of the best anywhere or here. */
  const takeFilled = (
    usage: Usage,
    free: readonly number[],
    credits: readonly number[],
    bestOf: (place: number) => { readonly best: Best | undefined; readonly at: number },
  ) => {
    const all = free[2] ?? 0
    const wheeled = Math.min(free[1] ?? 0, all)
    const lying = Math.min(free[0] ?? 0, all)
    const one = (credits[1] ?? 0) > (credits[2] ?? 0) ? 1 : 2
    const zero = (credits[0] ?? 0) > (credits[one] ?? 0) ? 0 : one
    const amounts = [0, 0, 0]
    amounts[zero] = (amounts[zero] ?? 0) + lying
    amounts[one] = (amounts[one] ?? 0) + wheeled - lying
    amounts[2] = (amounts[2] ?? 0) + all - wheeled
    amounts.forEach((amount, place) => {
      const { best, at } = bestOf(place)
      const credit = credits[place] ?? 0
      if (credit > 0 && best !== undefined && best.gain > 0) takePersons(usage, best, at, (amount * credit) / best.gain)
    })
  }
  return {
    choicesAt: (stop, instant) => atStops[stop]?.[segmentAt(stop, instant)]?.choices ?? none,
    through,
    takeLoad(usage, stop, instant, place) {
      const segment = segmentAt(stop, instant)
      const found = atStops[stop]?.[segment]
      const moment = of.pickUps[stop]?.moments[segment - 1] ?? Number.NEGATIVE_INFINITY
      const number = found?.choices.places.indexOf(place) ?? -1
      const kind = loads.kinds[found?.choices.kinds[number] ?? -1]
      if (found === undefined || kind === undefined) return
      const job = Math.floor(place / buckets)
      const elsewhere = (each: number) => ({ best: anywhere[each], at: last })
      const { order, main } = kind
      if (kind.isCarried) {
        const best = found.here.reduce<Best>(
          (most, of) => ((of[main]?.gain ?? 0) > most.gain ? (of[main] ?? most) : most),
          nobody,
        )
        const starting = places.map((_, each) => (each === main ? startShare * best.gain : 0))
        const isHere = startShare * best.gain >= (1 - startShare) * (worth[main] ?? 0)
        takeFilled(usage, kind.free, creditsCarried(order, main, starting), (each) =>
          each === main && isHere ? { best, at: moment } : elsewhere(each),
        )
        return
      }
      const isMost = found.choices.areMost[number] === 1
      const many = (isMost ? kind.most : kind.least)[main] ?? 0
      const best = found.here[job]?.[main]
      const each = best?.gain ?? 0
      takePersons(usage, best, moment, many)
      for (let place = 0; place < 3; place++)
        if (place !== main) takePersons(usage, anywhere[place], last, kind.most[place] ?? 0)
      const free = isMost ? freeAfter(kind.free, many - (kind.least[main] ?? 0)) : kind.free
      const most = worth[main] ?? 0
      const isCapped = each < startShare * most && each >= (1 - startShare) * most
      takeFilled(usage, free, creditsBeside(order, main, each), (place) =>
        place === main && isCapped ? { best, at: moment } : elsewhere(place),
      )
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
                if (kind === undefined || kind.isCarried || kind.main !== place) continue
                const many = Math.max(1, (choices.areMost[choice] === 1 ? kind.most : kind.least)[place] ?? 0)
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
    takeThrough(usage) {
      const credits = worth.map((each) => (1 - startShare) * each)
      takeFilled(usage, loads.nested, credits, (place) => ({ best: anywhere[place], at: last }))
    },
  }
}

const none: Choices = {
  length: 0,
  first: 0,
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
