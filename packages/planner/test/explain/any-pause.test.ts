// On generated pauses: what is told as enough is, by a plan that the checker accepts; with one less it is not; and of a
// conflict every member is needed.

import { checkPlan, type Rule } from '@treve/checker'
import type { Pause, Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ask, asksOf } from '../../src/changes/asks.ts'
import { type Change, changedBy } from '../../src/changes/change.ts'
import { writtenChange } from '../../src/changes/words.ts'
import { conflictsOf as conflictsIn } from '../../src/conflict/conflict.ts'
import { alone } from '../../src/conflict/probe.ts'
import { casesOf, servedBy } from '../../src/explain/cases.ts'
import { explain } from '../../src/explain/explain.ts'
import { favourOf } from '../../src/explain/favour.ts'
import { filled, isNoWorse, type Replanned, replanned } from '../../src/explain/replanned.ts'
import { laidOut } from '../../src/plan.ts'
import { problemOf } from '../../src/problem.ts'
import { search } from '../../src/search.ts'
import { pauses } from '../generate.ts'
import { pauseOf, planOf } from '../planning.ts'

/** What a plan says of itself, besides what it does. */
const ofItself: readonly Rule[] = ['unserved_totals', 'levels_served', 'level_bounds']

function rulesBroken(pause: Pause, plan: Plan, { problem, built }: Replanned): readonly Rule[] {
  const found = checkPlan(pause, { ...plan, ...laidOut(problem, built) })
  return found.map(({ rule }) => rule).filter((rule) => !ofItself.includes(rule))
}

/** The asks and amounts that a plan names. */
function read(pause: Pause, written: string): readonly { readonly ask: Ask; readonly amount: number }[] {
  const asks = asksOf(pause)
  return written.split(' and ').map((part) => {
    const number = Number(/ [+-](\d+)/.exec(part)?.[1] ?? 1)
    const ask = asks.find((each) => writtenChange(pause, each.change(number)) === part)
    if (ask === undefined) throw new Error(`nothing that can be asked for is written ${part}`)
    return { ask, amount: number }
  })
}

const changesOf = (asked: ReturnType<typeof read>): Change[] => asked.map(({ ask, amount }) => ask.change(amount))

describe('any generated pause', () => {
  let [enough, together, proved] = [0, 0, 0]

  it('what would serve somebody does, in a plan that breaks no rule and serves nobody less; one less of it does not', () => {
    fc.assert(
      fc.property(pauses, fc.nat(100), (data, seed) => {
        const pause = pauseOf(data)
        const times = travelTimesOf(pause)
        const problem = problemOf(pause, times)
        const { best } = search(problem, { seed, iterations: 5, mustStop: () => undefined, isProved: () => false })
        const built = filled(problem, best)
        const { unserved } = explain(problem, built, () => true)
        const served = servedBy(problem, built)
        const plan = planOf(pause, 0, 1, undefined, 0)
        for (const each of casesOf(problem, served)) {
          const [{ group, consignment } = {}] = each.entries
          const entry = unserved.find((found) => found.group === group && found.consignment === consignment)
          const ways = [...(entry?.would_take === undefined ? [] : [entry]), ...(entry?.also ?? [])]
          for (const { would_take: written, least } of ways) {
            if (
              written === undefined ||
              written === 'search' ||
              / \(\d+ of \d+\)$|^(way|corridor|fleet) (to|for) /.test(written)
            )
              continue
            const asked = read(pause, written)
            const favour = favourOf(problem, served, each)
            const withIt = changedBy(pause, changesOf(asked))
            const found = replanned(withIt, problem, built, favour, true)
            expect(favour.isServed(found.served)).toBe(true)
            expect(isNoWorse(found.built.outcome, built.outcome)).toBe(true)
            expect(rulesBroken(withIt, plan, found)).toEqual([])
            enough += 1
            if (asked.length > 1) together += 1
            if (least === 'proved') proved += 1
            for (const one of asked) {
              const less = asked.flatMap((other) =>
                other !== one ? [other] : one.amount > 1 ? [{ ...one, amount: one.amount - 1 }] : [],
              )
              // What is proved not to be enough is not, however long one looks.
              const without = replanned(changedBy(pause, changesOf(less)), problem, built, favour, least === 'proved')
              expect([written, least, favour.isServed(without.served)]).toEqual([written, least, false])
            }
          }
        }
      }),
      { numRuns: 12, seed: 3 },
    )
    // The property says something: each kind came up.
    expect(Math.min(enough, together, proved)).toBeGreaterThan(0)
  }, 300_000)
})

describe('any generated pause in which nothing can be done', () => {
  /** Half of them with a window that is too short, and few vehicles. */
  const hopeless = fc.tuple(pauses, fc.integer({ min: 1, max: 60 })).map(([data, minutes]) => {
    const pause = pauseOf(data)
    const [first] = pause.terms.windows
    if (first === undefined) return pause
    const close = (first.open + minutes * 60) as typeof first.close
    return { ...pause, terms: { ...pause.terms, windows: [{ ...first, close }] } }
  })

  /** What is asked of the reasons afterwards is not. */
  const conflictsOf = (pause: Pause) => {
    const times = travelTimesOf(pause)
    const problem = problemOf(pause, times)
    const { best } = search(problem, { seed: 1, iterations: 0, mustStop: () => undefined, isProved: () => false })
    return conflictsIn(problem, best, () => true)
  }

  it('conflicts: with all members kept nobody is served, without any one of them somebody is', () => {
    let conflicts = 0
    fc.assert(
      fc.property(hopeless, (pause) => {
        for (const conflict of conflictsOf(pause)) {
          const isAny = (plan: Plan) => (conflict.about === 'people' ? plan.served.people : plan.served.aid_g) > 0
          const { members, proved, smallest } = conflict
          if (members.length === 0 || members.some(({ kind }) => kind === 'ways')) continue
          conflicts += 1
          expect(smallest).toBe(true)
          const others = asksOf(pause).filter(
            ({ path, id, kind }) => !members.some((each) => each.path === path && each.id === id && each.kind === kind),
          )
          const relaxed = changedBy(
            pause,
            others.map((ask) => ask.change(ask.most)),
          )
          const kept = planOf(relaxed, 0, 1, undefined, 0)
          if (proved) expect(isAny(kept)).toBe(false)
          for (const member of members) {
            const asks = asksOf(pause).filter(
              ({ path, id, kind }) => path === member.path && id === member.id && kind === member.kind,
            )
            const without = changedBy(
              relaxed,
              asks.map((ask) => ask.change(ask.most)),
            )
            expect(isAny(planOf(without, 0, 1, undefined, 0))).toBe(true)
          }
          const { least_window: least } = conflict
          if (least === undefined) continue
          const windows = pause.terms.windows.map((window) => ({ ...window, close: least.close }))
          const asked = alone(pause, conflict.about === 'people' ? 'people' : 'aid')
          expect(isAny(planOf({ ...asked, terms: { ...asked.terms, windows } }, 0, 1, undefined, 0))).toBe(true)
        }
      }),
      { numRuns: 15, seed: 3 },
    )
    expect(conflicts).toBeGreaterThan(5)
  }, 300_000)
})
