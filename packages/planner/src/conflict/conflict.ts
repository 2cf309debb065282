// Why nothing can be done at all: nobody can be brought out, or no aid in, whatever is planned. The smallest set of terms,
// rules and facts that cannot be kept together, the least change with which somebody is served, and the least window.

import type { Conflict, Instant, Pause } from '@treve/model'
import { mostAid } from '../bound/aid.ts'
import { mostPeople } from '../bound/people.ts'
import { type Ask, asksOf } from '../changes/asks.ts'
import { type Change, changed, changedBy } from '../changes/change.ts'
import { writtenChange } from '../changes/words.ts'
import { complete } from '../construct.ts'
import { type Asked, leastAmount } from '../explain/least.ts'
import { inOrder } from '../explain/order.ts'
import { type Problem, problemOf, type Times } from '../problem.ts'
import { type Built, startWorld } from '../search.ts'
import { constraintsOf } from './constraints.ts'
import { alone, probeOf } from './probe.ts'
import { smallestConflict } from './smallest.ts'
import { isTooLate } from './soonest.ts'
import { withEveryWay } from './ways.ts'

/** `people`: nobody who wishes to leave is served; `aid`: nothing that is consigned. */
export function conflictsOf(problem: Problem, built: Built, mayGoOn: () => boolean): Conflict[] {
  return (['people', 'aid'] as const).flatMap((about) => {
    const wanted =
      about === 'people' ? problem.groups.some(({ group }) => group.count.best > 0) : problem.drops.length > 0
    if (!wanted || isAny(about, built) || !mayGoOn()) return []
    return conflictAbout(about, problem, mayGoOn) ?? []
  })
}

function isAny(about: Conflict['about'], { trips, walks }: Pick<Built, 'trips' | 'walks'>): boolean {
  return about === 'people'
    ? walks.length > 0 || trips.some(({ arrived }) => arrived.length > 0)
    : trips.some(({ delivered }) => delivered.length > 0)
}

function conflictAbout(
  about: 'people' | 'aid',
  { pause, times }: Problem,
  mayGoOn: () => boolean,
): Conflict | undefined {
  const probe = probeOf(pause, about)
  const everyWay = withEveryWay(times)
  const serves = (given: Pause, ways: Times) => {
    const world = startWorld(problemOf(given, ways), [])
    complete(world)
    return isAny(about, { trips: world.trips(), walks: world.walks })
  }
  const relaxed = constraintsOf(probe)
  const works = (kept: ReadonlySet<number>) => {
    const changes = relaxed.flatMap(({ ask }, index) =>
      ask === undefined || kept.has(index) ? [] : [ask.change(ask.most)],
    )
    const areWaysKept = relaxed.every(({ ask }, index) => ask !== undefined || kept.has(index))
    return serves(changedBy(probe, changes), areWaysKept ? times : everyWay)
  }
  const found = smallestConflict(relaxed.length, works, mayGoOn)
  if (found === undefined) return undefined
  const members = found.members.flatMap((index) => relaxed[index] ?? [])
  const isProved = isExcluded(
    about,
    changedBy(
      pause,
      relaxed.flatMap(({ ask }, index) =>
        ask === undefined || found.members.includes(index) ? [] : [ask.change(ask.most)],
      ),
    ),
    found.members.some((index) => relaxed[index]?.ask === undefined) || found.members.length === 0 ? times : everyWay,
  )
  const asked = alone(pause, about)
  const enough = (changes: readonly Change[]) => (mayGoOn() ? serves(changedBy(asked, changes), times) : undefined)
  const mend = leastMend(
    found.mends.map((set) => set.flatMap((index) => relaxed[index]?.ask ?? [])),
    enough,
  )
  const window = members.length === 0 ? undefined : leastWindow(about, pause, times, enough)
  return {
    about,
    members: members.map(({ kind, id, path }) => ({ kind, id, path })),
    proved: isProved,
    smallest: found.isSmallest,
    ...(mend === undefined
      ? {}
      : { would_take: mend.map(({ ask, amount }) => writtenChange(pause, ask.change(amount))).join(' and ') }),
    ...(window === undefined ? {} : { least_window: window }),
  }
}

/** No plan serves anybody, by the bound. */
function isExcluded(about: 'people' | 'aid', pause: Pause, times: Times): boolean {
  const problem = problemOf(pause, times)
  if (isTooLate(problem, about)) return true
  return about === 'people' ? mostPeople(problem, problem.groups) === 0 : mostAid(problem).grams === 0
}

/** The mend of fewest changes, by the order in which changes are asked for; each the least that is enough. */
function leastMend(
  mends: readonly (readonly Ask[])[],
  isEnough: (changes: readonly Change[]) => boolean | undefined,
): Asked[] | undefined {
  const fewest = mends.reduce((least, set) => Math.min(least, set.length || least), Number.POSITIVE_INFINITY)
  const found: Asked[][] = []
  for (const set of mends) {
    if (set.length !== fewest) continue
    let asked = set.map((ask) => ({ ask, amount: ask.most }))
    for (const each of set) {
      const amount = leastAmount(each.most, (amount) =>
        isEnough(asked.map(({ ask, amount: other }) => ask.change(ask === each ? amount : other))),
      )
      if (amount === undefined) return undefined
      asked = asked.map((other) => (other.ask === each ? { ask: each, amount } : other))
    }
    found.push(asked)
  }
  const safe = found.filter((set) => set.every(({ ask }) => ask.reason !== 'assurance'))
  const hardest = safe.map((set) => ({ set, first: inOrder(set).at(-1) }))
  const [best] = inOrder(hardest.flatMap(({ set, first }) => (first === undefined ? [] : [{ ...first, set }])))
  return best === undefined ? undefined : inOrder(best.set)
}

/** To the second, where a window that closes later would let somebody be served, with all else as it is. */
function leastWindow(
  about: 'people' | 'aid',
  pause: Pause,
  times: Times,
  isEnough: (changes: readonly Change[]) => boolean | undefined,
): Conflict['least_window'] {
  const found = asksOf(pause).flatMap((ask) => {
    if (ask.kind !== 'window') return []
    const change = (seconds: number): Change => ({ kind: 'window', window: ask.id, end: 'close', seconds })
    const seconds = leastAmount(ask.most * 60, (amount) => isEnough([change(amount)]))
    return seconds === undefined ? [] : [{ id: ask.id, seconds, change }]
  })
  const [least] = found.sort((a, b) => a.seconds - b.seconds)
  const window = pause.terms.windows.find(({ id }) => id === least?.id)
  if (least === undefined || window === undefined) return undefined
  const close = window.close + least.seconds
  return {
    window: window.id,
    close: close as Instant,
    length_s: close - window.open,
    least: isExcluded(about, changed(pause, least.change(least.seconds - 1)), times) ? 'proved' : 'found',
  }
}
