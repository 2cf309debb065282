// The least buffer that is enough, and better uses of the same reserve: exits kept free on those corridors that come out
// late most for the people they bring, turning back sooner where the way is long, second exits, spare lanes, exits spread.
// Each is tried on the trips of the plan without reserve, cut to it, on the same days: their weather is the same, so what
// differs is the reserve.

import { assumptionsOf, type Kept, type Pause, type Plan, type Reserve } from '@treve/model'
import { goalFor } from './goal.ts'
import { moreSeconds } from './kept.ts'
import { isAtLeast, isMore, onAverage } from './price.ts'
import { withSecondExits } from './second-exits.ts'
import { cutTo, type Goal, type Sort, secondsShort, type Trial, type Tried, tryOut } from './tuning.ts'

/** Days of each trial. */
export const tuningDays = 800
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
  readonly goal: Goal
  /** The plan as it was made, by the terms alone. */
  readonly without: Tried
  readonly leastBuffer: number | undefined
  /** What a buffer for halts too would be, where that is more than is taken for them. */
  readonly againstHalts: Option | undefined
  readonly options: readonly Option[]
  /** The use with which most are out, the most urgent first; none is enough: the nearest to it. */
  readonly taken: Option
}

type Attempt = (kept: Kept) => Tried | undefined

/** Undefined where it was stopped, or nothing could be shown whatever is held back. */
export function seekReserve(
  { pause, times, plan, isStopped }: Pick<Trial, 'pause' | 'times' | 'isStopped'> & { readonly plan: Plan },
  required: number,
  replications: number,
): Sought | undefined {
  const kept: Kept = {
    buffer_s: pause.terms.clear.buffer,
    slack_s: 0,
    turn_back: assumptionsOf(pause).turnBack,
    corridors: [],
  }
  const attempt: Attempt = (tried) => {
    const cut = withSecondExits(pause, times, cutTo(pause, plan, tried), tried)
    return tryOut({ pause, times, plan: cut, seed: plan.seed, block: 1, days: tuningDays, isStopped })
  }
  const without = attempt(kept)
  if (without === undefined) return undefined
  const none: Option = { use: 'none', kept, tried: without, isEnough: false }
  const most = Math.max(kept.buffer_s, Math.floor(shortestWindow(pause) / 2 / stepSeconds) * stepSeconds)
  const vehicles = without.script.vehicles.length
  let againstHalts: Option | undefined
  for (const sort of ['with_halts', 'without_halts'] as const satisfies readonly Sort[]) {
    const goal = goalFor(required, replications, tuningDays, { sort, vehicles })
    if (goal === undefined) return undefined
    const search: Search = { pause, plan, goal, most, attempt }
    const buffer = leastBuffer(search, { ...none, use: 'buffer' })
    if (buffer === undefined) return undefined
    if (buffer.kept.buffer_s === kept.buffer_s && buffer.isEnough) {
      const options = withoutBuffer(search, { ...none, isEnough: true })
      const taken = options?.reduce((best, each) => (isBetter(search, each, best) ? each : best))
      return options && taken && { goal, without, leastBuffer: kept.buffer_s, againstHalts, options, taken }
    }
    // Against halts a buffer would have to be as long as they are. One that takes a good part of the day is told, not taken.
    if (sort === 'with_halts' && !(buffer.isEnough && isBearable(pause, buffer, none))) {
      againstHalts = { ...buffer, use: 'buffer_for_halts' }
      continue
    }
    const others = betterUses(search, none)
    const tried = others && withMore(search, [none, buffer, ...others])
    if (tried === undefined) return undefined
    return { goal, without, leastBuffer: buffer.isEnough ? buffer.kept.buffer_s : undefined, againstHalts, ...tried }
  }
  return undefined
}

interface Search {
  readonly pause: Pause
  readonly plan: Plan
  readonly goal: Goal
  /** No buffer above it is tried. */
  readonly most: number
  readonly attempt: Attempt
}

/** From what an option keeps on: the least buffer with which it is enough, in steps; undefined where it was stopped. */
function leastBuffer({ goal, most, attempt }: Search, from: Option): Option | undefined {
  let found = { ...from, isEnough: secondsShort(from.tried, goal) === 0 }
  let tooLittle = found.isEnough ? undefined : found
  for (let round = 0; round < mostRounds; round++) {
    // What is late shifts with the buffer, nearly: the next guess is what would have been enough on these days.
    const low = tooLittle?.kept.buffer_s ?? from.kept.buffer_s
    let next: number
    if (found.isEnough) {
      if (found.kept.buffer_s - low <= 2 * stepSeconds || round >= mostRounds - 2) return found
      next = low + Math.ceil((found.kept.buffer_s - low) / 2 / stepSeconds) * stepSeconds
    } else {
      if (low >= most) return found
      next = Math.min(most, low + Math.max(1, Math.ceil(secondsShort(found.tried, goal) / stepSeconds)) * stepSeconds)
    }
    const kept = { ...from.kept, buffer_s: next }
    const tried = attempt(kept)
    if (tried === undefined) return undefined
    const option = { ...from, kept, tried, isEnough: secondsShort(tried, goal) === 0 }
    if (option.isEnough || !found.isEnough) found = option
    if (!option.isEnough) tooLittle = option
  }
  return found
}

/** Undefined where it was stopped. */
function betterUses(search: Search, none: Option): Option[] | undefined {
  const { pause, attempt } = search
  const options: Option[] = []
  const sooner: Kept = { ...none.kept, turn_back: soonerThan(none.kept.turn_back) }
  const soonerTried = attempt(sooner)
  if (soonerTried === undefined) return undefined
  const turningBack: Option = { use: 'turn_back', kept: sooner, tried: soonerTried, isEnough: false }
  const turning = leastBuffer(search, turningBack)
  if (turning === undefined) return undefined
  options.push(turning)
  if (pause.corridors.length < 2) return options
  for (const [use, from] of [
    ['corridors', none],
    ['turn_back_and_corridors', turningBack],
  ] as const) {
    const kept = keptByCorridor(search, from)
    const found = kept === undefined ? 'no difference' : leastWith(search, use, kept)
    if (found === undefined) return undefined
    if (found !== 'no difference') options.push(found)
  }
  const seconds = secondExits(search, none, sooner)
  return seconds && [...options, ...seconds]
}

/** Where the terms are enough: with second exits orders count on less delay, so that more may still go in. */
function withoutBuffer(search: Search, none: Option): Option[] | undefined {
  if (search.pause.corridors.length < 2) return [none]
  const found = leastWith(search, 'second_exits', {
    ...none.kept,
    second_exits: { within_s: search.most, trips: 0, of: 0 },
  })
  return found && [none, found]
}

/** Second exits for the last part of the window, beside a buffer; with turning back sooner; and by corridor. */
function secondExits(search: Search, none: Option, sooner: Kept): Option[] | undefined {
  const { attempt, most } = search
  const second_exits = { within_s: most, trips: 0, of: 0 }
  const kept = { ...none.kept, second_exits }
  const tried = attempt(kept)
  if (tried === undefined) return undefined
  const byCorridor = keptByCorridor(search, { use: 'second_exits', kept, tried, isEnough: false })
  const options: Option[] = []
  for (const [use, from] of [
    ['second_exits', kept],
    ['turn_back_and_second_exits', { ...sooner, second_exits }],
    ['corridors_and_second_exits', byCorridor],
  ] as const) {
    const found = from === undefined ? 'no difference' : leastWith(search, use, from)
    if (found === undefined) return undefined
    if (found !== 'no difference') options.push(found)
  }
  return options
}

/**
 * What else may be kept free, each beside the best of what was tried until then, with less of a buffer than that: a lane of
 * every gate that has several, and half of the slots outward, so that exits are spread.
 */
function withMore(search: Search, before: readonly Option[]): Pick<Sought, 'options' | 'taken'> | undefined {
  const { pause, most } = search
  const options = [...before]
  let taken = options.reduce((best, each) => (isBetter(search, each, best) ? each : best))
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
    const found = leastWith(search, use, { ...taken.kept, buffer_s, ...more })
    if (found === undefined) return undefined
    options.push(found)
    if (isBetter(search, found, taken)) taken = found
  }
  return { options, taken }
}

/** Lanes and slots are kept so long before all are to be clear; and the buffer may be shorter by as much. */
const spareSeconds = 3600

/** Undefined where it was stopped. */
function leastWith(search: Search, use: Use, kept: Kept): Option | undefined {
  const tried = search.attempt(kept)
  return tried && leastBuffer(search, { use, kept, tried, isEnough: false })
}

/** A tenth of the chance to be late that the orders count on. */
function soonerThan(turnBack: number): number {
  return Math.min(0.99999, Math.round((1 - (1 - turnBack) / 10) * 1e6) / 1e6)
}

/** Undefined: no corridor differs from the others. */
function keptByCorridor({ pause, plan, goal, most }: Search, { kept, tried }: Option): Kept | undefined {
  const more = moreByCorridor(pause, plan, tried, goal, most - kept.buffer_s)
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
function isBetter({ pause, goal }: Search, one: Option, other: Option): boolean {
  if (one.isEnough !== other.isEnough) return one.isEnough
  if (!one.isEnough) return one.tried.clear[goal.sort] > other.tried.clear[goal.sort]
  const out = ({ tried }: Option) => onAverage(pause, tried.plan, tried.made)
  return isMore(out(one), out(other)) ?? one.kept.buffer_s < other.kept.buffer_s
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
