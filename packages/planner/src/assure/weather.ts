// What a day is like, whatever the plan: how slow the city, each corridor's hours, what is closed or halted when. Keyed by
// the day and the entity alone, so that every plan meets the same.

import { clearInterruptions, type Interruptions, interrupt, interruptionsFor, shutMouths } from './interruptions.ts'
import { afterCloseSeconds, type Script } from './script.ts'
import { type Day, dayWords, drawOf, keyOf } from './streams.ts'
import { fromTable, type Tables } from './tables.ts'

/** What is tried beside what is assumed. */
export interface Scenario {
  /** Whether everything may be halted. */
  readonly hasHalts: boolean
  /** This corridor is lost, from some moment of each window on. */
  readonly lostCorridor?: number
  /** Everything is halted once in each window, for half of its length. */
  readonly hasHalfDayHalt?: true
}

export interface Weather {
  one: number
  two: number
  city: number
  /** By corridor and hour. */
  readonly hourly: Float64Array
  readonly interruptions: Interruptions
  /** By corridor: from when it is lost, in which window; never: infinite. */
  readonly lostFrom: Float64Array
  hasLost: boolean
  hasHalt: boolean
}

export function weatherFor(script: Script): Weather {
  const corridors = script.problem.corridors.length
  return {
    one: 0,
    two: 0,
    city: 1,
    hourly: new Float64Array(corridors * script.hours),
    interruptions: interruptionsFor(corridors),
    lostFrom: new Float64Array(corridors),
    hasLost: false,
    hasHalt: false,
  }
}

/** Instants that nothing of a day comes near. */
export const never = 1e12

export class WeatherMaker {
  private readonly script: Script
  private readonly tables: Tables
  private readonly hourKeys: Int32Array
  private readonly closureKeys: Int32Array
  private readonly cityKey = keyOf('city')
  private readonly haltKey = keyOf('halt')
  private readonly halfDayKey = keyOf('half-day halt')
  private readonly lostKey = keyOf('lost corridor')

  constructor(script: Script, tables: Tables) {
    this.script = script
    this.tables = tables
    const { corridors } = script.problem
    this.hourKeys = Int32Array.from({ length: corridors.length * script.hours }, (_, cell) =>
      keyOf('hour', corridors[Math.floor(cell / script.hours)]?.id ?? '', script.firstHour + (cell % script.hours)),
    )
    this.closureKeys = Int32Array.from(corridors, ({ id }) => keyOf('closure', id))
  }

  make(weather: Weather, day: Day, scenario: Scenario): void {
    const { script, tables } = this
    const { corridors } = script.problem
    const { interruptions, hourly, lostFrom } = weather
    const [one, two] = dayWords(day)
    weather.one = one
    weather.two = two
    weather.city = fromTable(tables.city, drawOf(this.cityKey, one, two))
    for (let cell = 0; cell < hourly.length; cell++)
      hourly[cell] = fromTable(tables.corridorHour, drawOf(this.hourKeys[cell] ?? 0, one, two))
    clearInterruptions(interruptions)
    lostFrom.fill(never)
    weather.hasLost = scenario.lostCorridor !== undefined
    weather.hasHalt = false
    // Shut now: nobody is expected to come out by it, nor to go in who would.
    for (const corridor of script.shut) {
      weather.hasLost = true
      lostFrom[corridor] = Number.NEGATIVE_INFINITY
      shutMouths(interruptions, corridor)
    }
    const { halts, closures } = script.assumptions
    for (let index = 0; index < script.windows.length; index++) {
      const window = script.windows[index]
      if (window === undefined) continue
      const until = window.close + afterCloseSeconds
      // Of a plan in force, what has not happened by now has not happened.
      const open = Math.max(window.open, script.from ?? window.open)
      if (halts.perHour > 0)
        this.arrivals(weather, this.haltKey + index, halts, open, until, (from, end) => {
          weather.hasHalt = true
          if (scenario.hasHalts) this.haltAll(interruptions, from, end)
        })
      if (scenario.hasHalfDayHalt === true) {
        const length = (window.close - window.open) / 2
        const from = window.open + length * uniform(drawOf(this.halfDayKey + index, one, two))
        this.haltAll(interruptions, from, from + length)
      }
      if (closures.perHour > 0)
        for (let corridor = 0; corridor < corridors.length; corridor++)
          this.arrivals(weather, (this.closureKeys[corridor] ?? 0) + index, closures, open, until, (from, end) =>
            interrupt(interruptions, corridor, from, end),
          )
      const lost = scenario.lostCorridor
      if (lost !== undefined && index === 0) {
        // In one of the windows, and for good.
        const days = script.windows
        const which = days[Math.floor(uniform(drawOf(this.lostKey, one, two)) * days.length)] ?? window
        const from = which.open + (which.close - which.open) * uniform(drawOf(this.lostKey + 1, one, two))
        lostFrom[lost] = from
        interrupt(interruptions, lost, from, never)
      }
    }
  }

  private haltAll(interruptions: Interruptions, from: number, end: number): void {
    for (let where = 0; where <= this.script.problem.corridors.length; where++)
      interrupt(interruptions, where, from, end)
  }

  /** Beginnings by chance at an even rate; each lasts by chance, without memory. */
  private arrivals(
    { one, two }: Weather,
    key: number,
    { perHour, meanSeconds }: { readonly perHour: number; readonly meanSeconds: number },
    open: number,
    until: number,
    found: (from: number, end: number) => void,
  ): void {
    const { waiting } = this.tables
    let at = open
    for (let number = 0; number < mostArrivals; number++) {
      at += (fromTable(waiting, drawOf(key ^ Math.imul(number + 1, 0x632be5ab), one, two)) * 3600) / perHour
      if (at >= until) return
      const seconds = fromTable(waiting, drawOf(key ^ Math.imul(number + 1, 0x2c1b3c6d), one, two)) * meanSeconds
      found(at, at + seconds)
      at += seconds
    }
  }
}

const mostArrivals = 48

/** Evenly in [0, 1). */
export function uniform(word: number): number {
  return (word >>> 0) / 4294967296
}
