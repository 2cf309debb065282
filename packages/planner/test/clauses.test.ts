// Each clause of the planning model changes the plan by itself: a small pause for each, with the clause and without.

import { readdirSync, readFileSync } from 'node:fs'
import { checkPlan, type Rule } from '@treve/checker'
import { type LevelName, type Pause, type Plan, readPause } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { clauses, type Levels, type Written } from './clauses.ts'
import { pauseFrom, pauseOf, planOf } from './planning.ts'

const folder = new URL('../../../examples/clauses/', import.meta.url)
const counted: readonly LevelName[] = ['2', '3', '4', '5a', '5b', '6a', '6b']

const inFull = (levels: Levels) =>
  Object.fromEntries(counted.map((level) => [level, levels[level] ?? (level === '6a' ? 1_000_000 : 0)]))

const column = (plan: Plan, key: 'served' | 'bound') =>
  Object.fromEntries(plan.levels.flatMap((each) => (counted.includes(each.level) ? [[each.level, each[key]]] : [])))

const rulesBroken = (pause: Pause, plan: Plan) => [...new Set(checkPlan(pause, plan).map(({ rule }) => rule))].sort()

/** What a plan says of itself, which a plan changed by hand does not mend. */
const ofItself: readonly Rule[] = ['served_totals', 'unserved_totals', 'levels_served', 'plan_windows']
const rulesOfMovingBroken = (pause: Pause, plan: Plan) =>
  rulesBroken(pause, plan).filter((rule) => !ofItself.includes(rule))

describe.each(clauses)('$clause', ({ file, without, expect: expected, rules, isPermission, isInBound, short }) => {
  const bytes = readFileSync(new URL(file, folder))
  const written: Written = parse(bytes.toString('utf8'))
  const pauses = { with: pauseFrom(bytes), without: pauseOf(without(written)) }
  const plans = { with: planOf(pauses.with, 500), without: planOf(pauses.without, 500) }
  const optimum = { ...plans, ...(short === undefined ? {} : { [short.side]: short.byHand(plans) }) }

  it('changes what is served, as worked out by hand', () => {
    for (const side of ['with', 'without'] as const) {
      const reached = short?.side === side ? short.reaches : expected[side]
      expect({ side, ...column(plans[side], 'served') }).toEqual({ side, ...inFull(reached) })
    }
  })

  it('is kept by the plan made with it, and refused by its rules to the other', () => {
    expect(rulesBroken(pauses.with, plans.with)).toEqual([])
    expect(rulesBroken(pauses.without, plans.without)).toEqual([])
    const [pause, plan] = isPermission === true ? [pauses.without, optimum.with] : [pauses.with, optimum.without]
    const refused = short === undefined ? rulesBroken(pause, plan) : rulesOfMovingBroken(pause, plan)
    expect(refused).toEqual([...rules].sort())
  })

  it(isInBound ? 'is in the bound, which is the optimum' : 'is not in the bound, which is no lower', () => {
    const bounds = column(plans.with, 'bound')
    if (isInBound) expect(bounds).toEqual(inFull(expected.with))
    for (const [level, most] of Object.entries(inFull(expected.with)))
      expect(bounds[level]).toBeGreaterThanOrEqual(most)
  })

  if (rules.length === 0)
    it('warns, and leaves the plan as it is', () => {
      expect(readPause(bytes).warnings.map(({ code }) => code)).toEqual(['holding_too_small'])
      expect(plans.with.trips).toEqual(plans.without.trips)
    })

  if (short !== undefined)
    it('allows the optimum worked out by hand, which the planner does not reach', () => {
      expect(rulesOfMovingBroken(pauses[short.side], optimum[short.side])).toEqual([])
      const unloaded = optimum[short.side].trips
        .flatMap(({ legs }) => legs.filter(({ kind }) => kind === 'unload'))
        .flatMap(({ people }) => Object.values(people))
      const people = Object.values({ ...expected[short.side] }).reduce((sum, count) => sum + count, 0)
      expect(unloaded.reduce((sum, count) => sum + count, 0)).toBe(people)
    })
})

describe('examples/clauses', () => {
  it('holds one file for each clause', () => {
    const files = readdirSync(folder).sort()
    expect(clauses.map(({ file }) => file).sort()).toEqual(files)
  })
})
