// The least buffer that is enough, and better uses of the same reserve: exits kept free on those corridors that come out
// late most for the people they bring, turning back sooner where the way is long, second exits, spare lanes, exits spread.
// Each is tried on the trips of the plan without reserve, cut to it, on the same days: their weather is the same, so what
// differs is the reserve. It is a race: each is looked at on some of the days first, and only where not clearly fewer
// are out than with the best of before is it looked at on all of them, from the buffer on that was enough on those.

import { assumptionsOf, type Kept, type Pause, type Plan, type Reserve } from '@treve/model'
import { goalsFor } from './goal.ts'
import { moreSeconds } from './kept.ts'
import { isAtLeast, isMore, type OnAverage, onAverage } from './price.ts'
import { withSecondExits } from './second-exits.ts'
import {
  cutTo,
  type Goal,
  Rehearsal,
  type Sort,
  secondsShort,
  secondsToSpare,
  type Trial,
  type Tried,
} from './tuning.ts'

/** Days of each trial. */
export const tuningDays = 800
/** Those on which all is tried first: so many that some of them may go wrong. */
const looks = [tuningDays / 4, tuningDays / 2] as const
const leastBadDays = 2
/** Buffers are told in whole steps of five minutes. */
export const stepSeconds = 300
const mostRounds = 6

export type Use = Reserve['uses'][number]['use']

export interface Option {
  readonly use: Use
  readonly kept: Kept
  readonly tried: Tried
  readonly isEnough: boolean
}

export interface Sought {
  readonly sort: Sort
  /** The plan as it was made, by the terms alone. */
  readonly without: Tried
  readonly leastBuffer: number | undefined
  /** What a buffer for halts too would be, where that is more than is taken for them. */
  readonly againstHalts: Option | undefined
  readonly options: readonly Option[]
  /** The use with which most are out, the most urgent first; none is enough: the nearest to it. */
  readonly taken: Option
}

/** Undefined where it was stopped. */
type Attempt = (kept: Kept, days: number) => Tried | undefined

/** Undefined where it was stopped, or nothing could be shown whatever is held back. */
export function seekReserve(
  {
    pause,
    times,
    plan,
    isStopped,
    firstTest = 1,
  }: Pick<Trial, 'pause' | 'times' | 'isStopped'> & { readonly plan: Plan; readonly firstTest?: number },
  required: number,
  replications: number,
  onProgress: (tried: number) => void = () => {},
): Sought | undefined {
  const kept: Kept = {
    buffer_s: pause.terms.clear.buffer,
    slack_s: 0,
    turn_back: assumptionsOf(pause).turnBack,
    corridors: [],
  }
  const rehearsals = new Map<string, Rehearsal>()
  const attempt: Attempt = (held, days) => {
    const cut = withSecondExits(pause, times, cutTo(pause, plan, held), held)
    // What leaves the same trips with the same orders is the same.
    const { buffer_s, turn_back, corridors } = held
    const trips = cut.trips.map(({ id, second_exit }) => [id, second_exit])
    const key = JSON.stringify([buffer_s, turn_back, corridors, trips])
    const own =
      rehearsals.get(key) ?? new Rehearsal({ pause, times, plan: cut, seed: plan.seed, block: 1, isStopped, looks })
    rehearsals.set(key, own)
    return own.upTo(days)
  }
  const without = attempt(kept, tuningDays)
  if (without === undefined) return undefined
  const none: Option = { use: 'none', kept, tried: without, isEnough: false }
  const most = Math.max(kept.buffer_s, Math.floor(shortestWindow(pause) / 2 / stepSeconds) * stepSeconds)
  const vehicles = without.script.vehicles.length
  let againstHalts: Option | undefined
  let ways = 0
  const tell = () => onProgress(ways++)
  tell()
  for (const sort of ['with_halts', 'without_halts'] as const satisfies readonly Sort[]) {
    const goalOn = goalsFor(required, replications, { sort, vehicles, test: firstTest })
    if (goalOn === undefined) return undefined
    const firstDays = goalOn(looks[0]).badDays < leastBadDays ? looks[1] : looks[0]
    const search: Search = { pause, plan, goalOn, firstDays, most, attempt, tell }
    const likely = leastBuffer(search, 'buffer', kept, firstDays)
    const buffer = likely && leastBuffer(search, 'buffer', kept, tuningDays, likely.kept.buffer_s)
    if (buffer === undefined) return undefined
    tell()
    if (buffer.kept.buffer_s === kept.buffer_s && buffer.isEnough) {
      const options = withoutBuffer(search, { ...none, isEnough: true })
      const taken = options && bestOf(search, options)
      return options && taken && { sort, without, leastBuffer: kept.buffer_s, againstHalts, options, taken }
    }
    // Against halts a buffer would have to be as long as they are. One that takes a good part of the day is told, not taken.
    if (sort === 'with_halts' && !(buffer.isEnough && isBearable(pause, buffer, none))) {
      againstHalts = { ...buffer, use: 'buffer_for_halts' }
      continue
    }
    const others = betterUses(search, none, buffer)
    const tried = others && withMore(search, [none, buffer, ...others])
    if (tried === undefined) return undefined
    return { sort, without, leastBuffer: buffer.isEnough ? buffer.kept.buffer_s : undefined, againstHalts, ...tried }
  }
  return undefined
}

interface Search {
  readonly pause: Pause
  readonly plan: Plan
  readonly goalOn: (days: number) => Goal
  readonly firstDays: number
  /** No buffer above it is tried. */
  readonly most: number
  readonly attempt: Attempt
  /** One more way is tried. */
  readonly tell: () => void
}

/**
 * The least buffer with which what is kept is enough on so many days, in steps, no less than is kept; undefined where it was
 * stopped. None is enough: the longest.
 */
function leastBuffer(search: Search, use: Use, kept: Kept, days: number, first = kept.buffer_s): Option | undefined {
  const { goalOn, attempt } = search
  let enough: Option | undefined
  let tooLittle: Option | undefined
  let next: number | undefined = Math.max(kept.buffer_s, first)
  for (let round = 0; round <= mostRounds && next !== undefined; round++) {
    const held: Kept = { ...kept, buffer_s: next }
    const tried = attempt(held, days)
    if (tried === undefined) return undefined
    const option: Option = { use, kept: held, tried, isEnough: secondsShort(tried, goalOn(days)) === 0 }
    if (option.isEnough) enough = option
    else tooLittle = option
    next = nextBuffer(search, kept.buffer_s, tooLittle, enough)
  }
  return enough ?? tooLittle
}

/** What is late shifts with the buffer, nearly: what would have been enough on these days. Undefined: it is found, or none is. */
function nextBuffer(
  { goalOn, most }: Search,
  least: number,
  tooLittle: Option | undefined,
  enough: Option | undefined,
): number | undefined {
  const steps = (seconds: number) => Math.ceil(seconds / stepSeconds) * stepSeconds
  const wanted =
    tooLittle &&
    tooLittle.kept.buffer_s + steps(Math.max(1, secondsShort(tooLittle.tried, goalOn(tooLittle.tried.days))))
  if (enough === undefined) {
    const low = tooLittle?.kept.buffer_s ?? least
    return low >= most ? undefined : Math.min(most, wanted ?? low)
  }
  const high = enough.kept.buffer_s
  const low = tooLittle === undefined ? least : tooLittle.kept.buffer_s + stepSeconds
  const spare = secondsToSpare(enough.tried, goalOn(enough.tried.days)) ?? (high - low) / 2
  if (high - low < stepSeconds || spare < stepSeconds) return undefined
  const likely = high - spare
  const between = low + steps((wanted === undefined ? likely : (wanted + likely) / 2) - low)
  return Math.max(low, Math.min(high - stepSeconds, between))
}

/**
 * A use with the least buffer that is enough. Where clearly fewer are out than with the best of before, on the first days of
 * both, it is left at that: it is not enough, for nothing was shown.
 */
function runAgainst(search: Search, best: Option, use: Use, kept: Kept, first?: number): Option | undefined {
  const found = triedAgainst(search, best, use, kept, first)
  search.tell()
  return found
}

function triedAgainst(search: Search, best: Option, use: Use, kept: Kept, first?: number): Option | undefined {
  const likely = leastBuffer(search, use, kept, search.firstDays, first)
  const bar = likely && search.attempt(best.kept, search.firstDays)
  if (likely === undefined || bar === undefined) return undefined
  const isBehind =
    best.isEnough && (!likely.isEnough || isMore(outOf(search, bar), outOf(search, likely.tried), clearly))
  if (isBehind === true) return { ...likely, isEnough: false }
  return leastBuffer(search, use, kept, tuningDays, likely.kept.buffer_s)
}

/** On few days the least buffer is found to some ten minutes, and so are the people: by one in fifty. */
const clearly = 1 / 50

/** Undefined where it was stopped. */
function betterUses(search: Search, none: Option, buffer: Option): Option[] | undefined {
  const { pause, attempt } = search
  const options: Option[] = []
  const run = (use: Use, kept: Kept | undefined, first?: number) => {
    if (kept === undefined) return true
    const found = runAgainst(search, bestOf(search, [buffer, ...options]), use, kept, first)
    if (found !== undefined) options.push(found)
    return found !== undefined
  }
  const wholly = (kept: Kept): Option | undefined => {
    const tried = attempt(kept, tuningDays)
    return tried && { ...none, kept, tried }
  }
  const sooner: Kept = { ...none.kept, turn_back: soonerThan(none.kept.turn_back) }
  if (!run('turn_back', sooner)) return undefined
  if (pause.corridors.length < 2) return options
  const turningBuffer = options[0]?.kept.buffer_s ?? sooner.buffer_s
  if (!run('corridors', keptByCorridor(search, none))) return undefined
  // Enough as it is, it gains nothing by corridor.
  if (turningBuffer > sooner.buffer_s) {
    const soonerTried = wholly(sooner)
    if (soonerTried === undefined) return undefined
    if (!run('turn_back_and_corridors', keptByCorridor(search, soonerTried))) return undefined
  }
  // Second exits for the last part of the window, beside a buffer; with turning back sooner; and by corridor.
  const second_exits = { within_s: search.most, trips: 0, of: 0 }
  const withSeconds = wholly({ ...none.kept, second_exits })
  if (withSeconds === undefined || !run('second_exits', withSeconds.kept, buffer.kept.buffer_s)) return undefined
  if (!run('turn_back_and_second_exits', { ...sooner, second_exits }, turningBuffer)) return undefined
  if (!run('corridors_and_second_exits', keptByCorridor(search, withSeconds))) return undefined
  return options
}

/** Where the terms are enough: with second exits orders count on less delay, so that more may still go in. */
function withoutBuffer(search: Search, none: Option): Option[] | undefined {
  if (search.pause.corridors.length < 2) return [none]
  const second_exits = { within_s: search.most, trips: 0, of: 0 }
  const found = runAgainst(search, none, 'second_exits', { ...none.kept, second_exits })
  return found && [none, found]
}

/**
 * What else may be kept free, each beside the best of what was tried until then, with less of a buffer than that: a lane of
 * every gate that has several, and half of the slots outward, so that exits are spread.
 */
function withMore(search: Search, before: readonly Option[]): Pick<Sought, 'options' | 'taken'> | undefined {
  const { pause, most } = search
  const options = [...before]
  let taken = bestOf(search, options)
  for (const use of ['spare_lanes', 'staggered'] as const) {
    const within_s = Math.min(most, taken.kept.buffer_s + spareSeconds)
    const lanes = pause.corridors.flatMap(({ id: corridor, gates }) =>
      gates
        .filter((gate) => gate.lanes > 1 && gate.checks.includes('out'))
        .map((gate) => ({ corridor, gate: gate.id, lanes: 1, within_s })),
    )
    const hasSlots = pause.corridors.some(({ capacity }) => capacity?.some(({ value }) => value.vehicles > 1) === true)
    if (use === 'spare_lanes' ? lanes.length === 0 : !hasSlots) continue
    const buffer_s = Math.max(pause.terms.clear.buffer, taken.kept.buffer_s - spareSeconds)
    const more = use === 'spare_lanes' ? { spare_lanes: lanes } : { staggered: { within_s } }
    const first = taken.kept.buffer_s - 2 * stepSeconds
    const found = runAgainst(search, taken, use, { ...taken.kept, buffer_s, ...more }, first)
    if (found === undefined) return undefined
    options.push(found)
    if (isBetter(search, found, taken)) taken = found
  }
  return { options, taken }
}

/** Lanes and slots are kept so long before all are to be clear; and the buffer may be shorter by as much. */
const spareSeconds = 3600

/** A tenth of the chance to be late that the orders count on. */
function soonerThan(turnBack: number): number {
  return Math.min(0.99999, Math.round((1 - (1 - turnBack) / 10) * 1e6) / 1e6)
}

/** Undefined: no corridor differs from the others. */
function keptByCorridor({ pause, plan, goalOn, most }: Search, { kept, tried }: Option): Kept | undefined {
  const more = moreByCorridor(pause, plan, tried, goalOn(tried.days), most - kept.buffer_s)
  const common = Math.min(...more.values())
  const corridors = correspondingly(more, common)
  return corridors.length === 0 ? undefined : { ...kept, buffer_s: kept.buffer_s + common, corridors }
}

function correspondingly(more: ReadonlyMap<string, number>, less: number): Kept['corridors'] {
  return [...more].flatMap(([corridor, seconds]) => (seconds === less ? [] : [{ corridor, more_s: seconds - less }]))
}

/**
 * Orders stricter by corridor until the goal is met on days seen. What all corridors need is taken from the slack of the
 * plan, as far as there is any: then the plan itself need not change.
 */
export function stricterByCorridor(pause: Pause, plan: Plan, kept: Kept, tried: Tried, goal: Goal): Kept {
  const more = moreByCorridor(pause, plan, tried, goal, Math.min(...lengthsOf(pause)))
  const common = Math.min(...more.values(), Math.floor(kept.slack_s / stepSeconds) * stepSeconds)
  const all = new Map([...more].map(([id, seconds]) => [id, seconds + moreSeconds(kept, id)]))
  return {
    ...kept,
    buffer_s: kept.buffer_s + common,
    slack_s: kept.slack_s - common,
    corridors: correspondingly(all, common),
  }
}

/**
 * How much more each corridor keeps free. What that costs is the people it brings out by the second; what it gives is the
 * days on which nobody comes out of it late. Step by step the corridor that gives most for its cost keeps more, until as
 * few days as may be go wrong.
 */
function moreByCorridor(pause: Pause, plan: Plan, tried: Tried, goal: Goal, most: number): Map<string, number> {
  const ids = pause.corridors.map(({ id }) => id)
  const cost = new Map(ids.map((id) => [id, peopleBySecond(pause, plan, id)]))
  const more = new Map(ids.map((id) => [id, 0]))
  const lateBy = new Map(ids.map((id) => [id, latestByDay(tried, goal, id)]))
  const lateDays = (id: string, beyond: number) => (lateBy.get(id) ?? []).filter((seconds) => seconds > beyond).length
  const short = () => secondsShort(tried, goal, ({ corridor }) => more.get(corridor ?? '') ?? 0)
  while (short() > 0) {
    let best: { id: string; steps: number; gain: number } | undefined
    for (const id of ids) {
      const has = more.get(id) ?? 0
      const now = lateDays(id, has)
      for (let steps = 1; steps <= mostStepsAhead && has + steps * stepSeconds <= most; steps++) {
        const gain = (now - lateDays(id, has + steps * stepSeconds)) / (steps * (cost.get(id) ?? 0))
        if (gain > 0 && (best === undefined || gain > best.gain)) best = { id, steps, gain }
      }
    }
    if (best === undefined) break
    more.set(best.id, (more.get(best.id) ?? 0) + best.steps * stepSeconds)
  }
  return more
}

/** By how much the last is late out of a corridor, for each day on which anybody is. */
function latestByDay({ late }: Tried, { sort }: Goal, id: string): number[] {
  const days = new Map<number, number>()
  for (const { day, corridor, seconds } of late[sort])
    if (corridor === id) days.set(day, Math.max(days.get(day) ?? 0, seconds))
  return [...days.values()]
}

const mostStepsAhead = 12

/** People that are planned out by a corridor in the later half of windows, by second; a trip with nobody counts as one. */
function peopleBySecond(pause: Pause, plan: Plan, corridor: string): number {
  let people = 1
  let seconds = 1
  for (const { open, close } of pause.terms.windows) {
    seconds += (close - open) / 2
    for (const { legs } of plan.trips) {
      const exit = legs.findLast(({ kind }) => kind === 'corridor_out')
      if (exit?.corridor !== corridor || exit.from < (open + close) / 2 || exit.from >= close) continue
      people += Math.max(
        1,
        legs.reduce(
          (sum, leg) => sum + (leg.kind === 'load' ? Object.values(leg.people).reduce((a, b) => a + b, 0) : 0),
          0,
        ),
      )
    }
  }
  return people / seconds
}

/** Enough first; then as many as possible out on average, the most urgent first. */
function isBetter(search: Search, one: Option, other: Option): boolean {
  if (one.isEnough !== other.isEnough) return one.isEnough
  const { sort } = search.goalOn(tuningDays)
  if (!one.isEnough) return one.tried.clear[sort] > other.tried.clear[sort]
  return isMore(outOf(search, one.tried), outOf(search, other.tried)) ?? one.kept.buffer_s < other.kept.buffer_s
}

function bestOf(search: Search, options: readonly Option[]): Option {
  return options.reduce((best, each) => (isBetter(search, each, best) ? each : best))
}

function outOf({ pause }: Search, { plan, made }: Tried): OnAverage {
  return onAverage(pause, plan, made)
}

/** At the least three quarters on each level: who gives up more for the chance of a halt decides that, not we. */
function isBearable(pause: Pause, option: Option, without: Option): boolean {
  const [left, all] = [option, without].map(({ tried }) => onAverage(pause, tried.plan, tried.made))
  return left !== undefined && all !== undefined && isAtLeast(0.75, left, all)
}

function shortestWindow(pause: Pause): number {
  return Math.min(...lengthsOf(pause))
}

function lengthsOf({ terms }: Pause): number[] {
  return terms.windows.map(({ open, close }) => close - open)
}
