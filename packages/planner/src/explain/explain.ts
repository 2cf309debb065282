// Why a group or a consignment is not served, and the least change that would serve it. A reason is not guessed: what
// could be asked for is asked for, the pause planned anew from the plan in force, and the change that serves them is the
// answer. How that is done, and what is claimed: docs/planning.md, docs/decisions/0025.

import type { Pause, Plan, Reason, Unserved } from '@treve/model'
import { type Busy, corridorBusy, gateBusy } from '../busy.ts'
import { type Ask, asksOf } from '../changes/asks.ts'
import { changed, changedBy } from '../changes/change.ts'
import { writtenChange } from '../changes/words.ts'
import { fits, plus } from '../places.ts'
import type { Problem } from '../problem.ts'
import { type Built, startWorld } from '../search.ts'
import type { World } from '../world.ts'
import { type Case, casesOf, leftOf, missingOf, type Served, servedBy } from './cases.ts'
import { isExcluded } from './excluded.ts'
import { favourOf } from './favour.ts'
import { type Asked, leastAmount } from './least.ts'
import { inOrder } from './order.ts'
import { isSmall, replanned } from './replanned.ts'
import { structural } from './structural.ts'
import { leftBy } from './without-reserve.ts'

export interface Explained {
  readonly unserved: Unserved[]
  readonly bottleneck: Plan['bottleneck']
  /** How far it was measured; undefined where all are served, so that nothing is to be measured. */
  readonly bottleneckLookedAt: LookedAt | undefined
}

type LookedAt = NonNullable<Unserved['looked_at']>

/**
 * Replannings at most, by the number of trips that each lays again: so that also without a clock there is an end. What is
 * not reached is marked so.
 */
const mostReplannings = (trips: number) => Math.max(100, Math.min(1500, Math.floor(400_000 / (trips + 1))))

/** What is told of one more; other asks are all or nothing, or of hours that a single step says little of. */
const measuredKinds: ReadonlySet<string> = new Set(['bed', 'intake', 'bay', 'vehicle', 'gate', 'corridor', 'window'])

/**
 * `mayGoOn` is asked between replannings: when time is up, what was confirmed stands, and the rest is marked. `without`: who is
 * unserved by the plan without reserve, where this one keeps one; who is not among them is left for the reserve.
 */
export function explain(
  problem: Problem,
  built: Built,
  mayGoOn: () => boolean,
  without?: readonly Unserved[],
): Explained {
  const served = servedBy(problem, built)
  const cases = casesOf(problem, served, without && leftBy(without))
  if (cases.length === 0) return { unserved: [], bottleneck: [], bottleneckLookedAt: undefined }
  let left = mostReplannings(built.trips.length)
  const mayReplan = () => left-- > 0 && mayGoOn()
  const asks = asksOf(problem.pause)
  const { bottleneck, lookedAt: bottleneckLookedAt } = measured(problem, built, served, cases, asks, mayReplan)
  const found = new Map<string, Unserved[]>()
  const keyOf = ({ group, consignment }: Omit<Unserved, 'reason'>) => `${group} ${consignment}`
  const looks = cases.map((each) => ({ each, look: lookAt(problem, built, served, each, asks, mayReplan) }))
  // Of a plan that takes long to lay again, what helps most of them is tried for each before all is tried for any.
  if (!isSmall(built)) {
    let likely = bottleneck.flatMap(({ kind, id }) => asks.find((ask) => ask.kind === kind && ask.id === id) ?? [])
    for (const { look } of looks) {
      const helped = look.glance(likely)
      if (helped !== undefined) likely = [helped, ...likely.filter((ask) => ask !== helped)]
    }
  }
  for (const { each, look } of looks) {
    const explanation = ofReserve(each, look.inFull())
    for (const entry of each.entries) {
      const others = found.get(keyOf(entry)) ?? []
      // Who is left anyway comes first.
      found.set(
        keyOf(entry),
        each.isHeldBack ? [...others, { ...entry, ...explanation }] : [{ ...entry, ...explanation }, ...others],
      )
    }
  }
  const inFile = [
    ...problem.pause.people.map(({ id }) => keyOf({ group: id })),
    ...problem.pause.aid.map(({ id }) => keyOf({ consignment: id })),
  ]
  return { unserved: inFile.flatMap((key) => found.get(key) ?? []), bottleneck, bottleneckLookedAt }
}

/** Without reserve they are served, so that it stands in the way; but not where a plan that keeps it has room for them. */
function ofReserve({ isHeldBack }: Case, explanation: Explanation): Explanation {
  return isHeldBack && explanation.would_take !== 'search' ? { ...explanation, reason: 'assurance' } : explanation
}

type Explanation = Omit<Unserved, 'group' | 'consignment' | 'people' | 'items'>

interface Look {
  /** Of these, the first few that could be of use: the first that is enough, with the least that is. */
  readonly glance: (likely: readonly Ask[]) => Ask | undefined
  readonly inFull: () => Explanation
}

const mostGlances = 4

function lookAt(
  problem: Problem,
  built: Built,
  served: Served,
  each: Case,
  asks: readonly Ask[],
  mayReplan: () => boolean,
): Look {
  const { pause } = problem
  const favour = favourOf(problem, served, each)
  let isTimeUp = false
  let isAnyTried = false
  /** How many are left with a change; undefined: time is up. */
  const known = new Map<string, number>()
  const leftWith = (asked: readonly Asked[], isSearched = false): number | undefined => {
    const key = `${isSearched} ${asked.map(({ ask, amount }) => `${asks.indexOf(ask)} ${amount}`).join(' ')}`
    const before = known.get(key)
    if (before !== undefined) return before
    if (isTimeUp || !mayReplan()) {
      isTimeUp = true
      return undefined
    }
    isAnyTried = true
    const left = leftOf(each, served, replanned(changedTo(pause, asked), problem, built, favour, isSearched).served)
    known.set(key, left)
    return left
  }
  const useful = asks.filter((ask) => isOfUse(pause, ask, each)).filter((ask) => !isPlenty(problem, built, ask, each))
  /** With less of it, by the bound, no plan serves them; no more than `amount`, which is enough. */
  const leastByBound = (ask: Ask, amount: number): number => {
    let [excluded, open] = [0, amount]
    while (open - excluded > 1) {
      const middle = Math.floor((excluded + open) / 2)
      if (isExcluded(changedTo(pause, [{ ask, amount: middle }]), problem, built, served, each)) excluded = middle
      else open = middle
    }
    return open
  }
  /** Where the bound leaves room for less, just that much is looked for too: if it is enough, it is proved. */
  const tightened = (asked: Asked): Asked => {
    if (asked.amount === 1 || !isSmall(built)) return asked
    const amount = leastByBound(asked.ask, asked.amount)
    return amount < asked.amount && leftWith([{ ask: asked.ask, amount }], true) === 0 ? { ...asked, amount } : asked
  }
  let glanced: Asked | undefined
  const glance = (likely: readonly Ask[]): Ask | undefined => {
    for (const ask of likely.filter((each) => useful.includes(each)).slice(0, mostGlances)) {
      const amount = leastAmount(mostOf(ask, pause, each), (amount) => {
        const left = leftWith([{ ask, amount }])
        return left === undefined ? undefined : left === 0
      })
      if (amount === undefined) continue
      glanced = { ask, amount }
      return ask
    }
    return undefined
  }
  const inFull = (): Explanation => {
    // A small plan may have missed them by chance: then nothing need be asked of anybody.
    if (isSmall(built) && leftWith([], true) === 0)
      return { reason: 'not_known', would_take: 'search', looked_at: 'in_full' }
    const enough: Asked[] = []
    let best: { readonly ask: Ask; readonly left: number } | undefined
    for (const ask of useful) {
      // Of one kind the first that needs least is told: of the others only less than that is of interest.
      const sameKind = enough.filter((asked) => asked.ask.kind === ask.kind)
      const most = sameKind.reduce((least, asked) => Math.min(least, asked.amount - 1), mostOf(ask, pause, each))
      if (most === 0) continue
      const laid = leastAmount(most, (amount) => {
        const left = leftWith([{ ask, amount }])
        if (amount === most && left !== undefined && left < (best?.left ?? missingOf(each))) best = { ask, left }
        return left === undefined ? undefined : left === 0
      })
      // Less may do if one looks longer: of a small plan that is done where it is enough.
      const amount =
        laid === undefined || laid === 1 || !isSmall(built)
          ? laid
          : (leastAmount(laid, (amount) => {
              const left = amount === laid ? 0 : leftWith([{ ask, amount }], true)
              return left === undefined ? undefined : left === 0
            }) ?? laid)
      if (amount !== undefined) {
        for (const asked of sameKind) enough.splice(enough.indexOf(asked), 1)
        enough.push(tightened({ ask, amount }))
      }
      if (isTimeUp) break
    }
    if (enough.length === 0 && glanced !== undefined) enough.push(glanced)
    const looked = (): LookedAt => (isTimeUp ? (isAnyTried ? 'in_part' : 'no') : 'in_full')
    const certainty = (asked: readonly Asked[]): 'proved' | 'found' => {
      // One less of any of them: by the bound no plan serves all, or only none was found that does.
      const isProved = asked.every((one) => {
        return isExcluded(changedTo(pause, replaced(asked, one, one.amount - 1)), problem, built, served, each)
      })
      return isProved ? 'proved' : 'found'
    }
    const told = (asked: Asked) => ({
      would_take: writtenChange(pause, asked.ask.change(asked.amount)),
      least: certainty([asked]),
    })
    const atLeast = ({ ask, amount }: Asked) => {
      const least = isSmall(built) ? leastByBound(ask, amount) : amount
      return least > 1 && least < amount ? { at_least: writtenChange(pause, ask.change(least)) } : {}
    }
    // What protects people is told as what it is, a reason, and given up last of all.
    const [first, ...others] = [
      ...inOrder(enough.filter(({ ask }) => !protecting.has(ask.reason))),
      ...enough.filter(({ ask }) => protecting.has(ask.reason)),
    ]
    if (first !== undefined) {
      const protection =
        first.ask.grantedBy === 'window' ? others.find(({ ask }) => protecting.has(ask.reason)) : undefined
      const also = others.map((other) => ({ reason: other.ask.reason, ...told(other) }))
      return {
        reason: protection?.ask.reason ?? first.ask.reason,
        ...told(first),
        ...atLeast(first),
        ...(also.length === 0 ? {} : { also }),
        looked_at: looked(),
      }
    }
    const together = isTimeUp ? undefined : enoughTogether(pause, asks, each, leftWith)
    if (together !== undefined) {
      const [hardest] = inOrder(together).slice(-1)
      return {
        reason: hardest?.ask.reason ?? 'window',
        would_take: together.map(({ ask, amount }) => writtenChange(pause, ask.change(amount))).join(' and '),
        least: certainty(together),
        looked_at: looked(),
      }
    }
    const known = structural(problem, each)
    if (known !== undefined) return { ...known, looked_at: looked() }
    if (best !== undefined && !isTimeUp) {
      // All that is asked for serves no more than some: as many of them with the least that does.
      const { ask, left } = best
      const amount = leastAmount(mostOf(ask, pause, each), (amount) => {
        const now = leftWith([{ ask, amount }])
        return now === undefined ? undefined : now <= left
      })
      const all = missingOf(each)
      if (amount !== undefined)
        return {
          reason: ask.reason,
          would_take: `${writtenChange(pause, ask.change(amount))} (${all - left} of ${all})`,
          least: 'found',
          looked_at: looked(),
        }
    }
    // Nothing that was tried serves any of them, or nothing could be tried: what stands in the way would be a guess.
    return { reason: 'not_known', looked_at: looked() }
  }
  return { glance, inFull }
}

/** Rules that are there for people's safety. Where nothing but a longer window would do without giving them up, they are why. */
const protecting: ReadonlySet<Reason> = new Set<Reason>(['separation', 'assurance'])

/**
 * Of all that could be asked for together, what is needed: each is left out again, the hardest to grant first, where the
 * others are enough without it; then of each the least that is enough with the others. Less safety is never among them.
 */
function enoughTogether(
  pause: Pause,
  asks: readonly Ask[],
  each: Case,
  leftWith: (asked: readonly Asked[]) => number | undefined,
): Asked[] | undefined {
  const all = asks
    .filter(({ reason }) => !protecting.has(reason))
    .map((ask) => ({ ask, amount: mostOf(ask, pause, each) }))
  if (leftWith(all) !== 0) return undefined
  let needed = all
  for (const asked of [...inOrder(all)].reverse()) {
    const without = needed.filter((other) => other !== asked)
    const left = leftWith(without)
    if (left === undefined) return undefined
    if (left === 0) needed = without
  }
  for (const asked of [...inOrder(needed)].reverse()) {
    const amount = leastAmount(asked.amount, (amount) => {
      const left = leftWith(replaced(needed, asked, amount))
      return left === undefined ? undefined : left === 0
    })
    if (amount === undefined) return undefined
    needed = replaced(needed, asked, amount)
  }
  // One trip laid after another, less of something can be more: until one less of none is enough.
  for (let isLess = true; isLess; ) {
    isLess = false
    for (const asked of [...inOrder(needed)].reverse()) {
      const less = replaced(needed, asked, asked.amount - 1)
      const left = leftWith(less)
      if (left === undefined) return undefined
      if (left > 0) continue
      needed = less
      isLess = true
      break
    }
  }
  return inOrder(needed)
}

function replaced(all: readonly Asked[], asked: Asked, amount: number): Asked[] {
  return all.flatMap((other) => (other !== asked ? [other] : amount > 0 ? [{ ...asked, amount }] : []))
}

function changedTo(pause: Pause, asked: readonly Asked[]): Pause {
  return changedBy(
    pause,
    asked.map(({ ask, amount }) => ask.change(amount)),
  )
}

/** A first step of everything, with all who are left asking: what most of them gain by comes first. */
function measured(
  problem: Problem,
  built: Built,
  served: Served,
  cases: readonly Case[],
  asks: readonly Ask[],
  mayReplan: () => boolean,
): { readonly bottleneck: Plan['bottleneck']; readonly lookedAt: LookedAt } {
  const found: Plan['bottleneck'][number][] = []
  let tried = 0
  let isTimeUp = false
  for (const ask of asks) {
    if (!measuredKinds.has(ask.kind)) continue
    const some = cases.filter((each) => isOfUse(problem.pause, ask, each) && !isPlenty(problem, built, ask, each))
    if (some.length === 0) continue
    if (!mayReplan()) {
      isTimeUp = true
      break
    }
    tried += 1
    const now = replanned(changed(problem.pause, ask.change(ask.step)), problem, built).served
    const gain = cases.reduce((sum, each) => sum + Math.max(0, missingOf(each) - leftOf(each, served, now)), 0)
    if (gain > 0)
      found.push({ kind: ask.kind, id: ask.id, ...whenBusy(problem, built, ask), marginal_value: gain / ask.step })
  }
  return {
    bottleneck: found.sort((a, b) => (b.marginal_value ?? 0) - (a.marginal_value ?? 0)),
    lookedAt: isTimeUp ? (tried > 0 ? 'in_part' : 'no') : 'in_full',
  }
}

/** The hours in which it is full, where that can be told. */
function whenBusy(problem: Problem, built: Built, { kind, id }: Ask): Busy | undefined {
  const [corridor = '', gate = ''] = id.split('/')
  if (kind === 'gate') return gateBusy(problem, built, corridor, gate)
  if (kind === 'corridor') return corridorBusy(problem, built, corridor)
  return undefined
}

/** Whether it could be of use to a case at all. Where one movement waits for another, anything may be. */
function isOfUse(pause: Pause, ask: Ask, { use, outside, stop }: Case): boolean {
  const { uses, places } = ask.for
  if (places !== undefined && !places.some((id) => id === stop || outside.includes(id))) return false
  return uses === undefined || pause.rules.reciprocal.length > 0 || uses.includes(use)
}

/** More beds, places or vehicles than people (or pieces) are missing help no more than as many. */
function mostOf({ kind, most }: Ask, pause: Pause, each: Case): number {
  if (kind !== 'bed' && kind !== 'vehicle') return most
  const companions =
    kind === 'bed' ? pause.people.reduce((greatest, group) => Math.max(greatest, group.companions), 0) : 0
  return Math.max(1, Math.min(most, missingOf(each) * (1 + companions)))
}

/** Beds and places that are free for all of a case already: more of them change nothing. */
function isPlenty(problem: Problem, built: Built, { kind, id }: Ask, each: Case): boolean {
  if (kind !== 'bed' || each.what === 'aid') return false
  const [place = ''] = id.split('/')
  const { beds, bedsTaken, placesLeft } = standing(problem, built).destination(place)
  const missing = each.members.map((member, position) => [problem.groups[member], each.missing[position] ?? 0] as const)
  if (id === place) {
    return (
      placesLeft >= missing.reduce((sum, [planned, count]) => sum + count * (1 + (planned?.group.companions ?? 0)), 0)
    )
  }
  if (beds === undefined) return true
  let needed = bedsTaken
  for (const [planned, count] of missing) if (planned !== undefined) needed = plus(needed, planned.bed, count)
  return fits(needed, beds)
}

/** The world as the plan leaves it. */
function standing(problem: Problem, built: Built): World {
  let world = standingKnown.get(built)
  if (world === undefined) {
    world = startWorld(problem, [])
    for (const trip of built.trips) if (trip.committedId === undefined) world.commit(trip)
    for (const walk of built.walks) world.commit(walk)
    standingKnown.set(built, world)
  }
  return world
}

// A cache of a pure function of problem and plan.
const standingKnown = new WeakMap<Built, World>()
