// Each clause of the planning model changes the plan by itself: a small pause for each, with the clause and without.

import { readdirSync, readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import type { LevelName, Pause, Plan } from '@treve/model'
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

describe.each(clauses)('$clause', ({ file, without, expect: expected, rules, isPermission, isInBound }) => {
  const bytes = readFileSync(new URL(file, folder))
  const written: Written = parse(bytes.toString('utf8'))
  const held = pauseFrom(bytes)
  const dropped = pauseOf(without(written))
  const [planHeld, planDropped] = [planOf(held, 150), planOf(dropped, 150)]

  it('changes what is served, as worked out by hand', () => {
    expect(column(planHeld, 'served')).toEqual(inFull(expected.with))
    expect(column(planDropped, 'served')).toEqual(inFull(expected.without))
  })

  it('is kept by the plan made with it, and refused by its rules to the other', () => {
    expect(rulesBroken(held, planHeld)).toEqual([])
    expect(rulesBroken(dropped, planDropped)).toEqual([])
    const refused = isPermission === true ? rulesBroken(dropped, planHeld) : rulesBroken(held, planDropped)
    expect(refused).toEqual([...rules].sort())
  })

  it(isInBound ? 'is in the bound, which is the optimum' : 'is not in the bound, which is no lower', () => {
    const bounds = column(planHeld, 'bound')
    if (isInBound) expect(bounds).toEqual(inFull(expected.with))
    for (const [level, served] of Object.entries(inFull(expected.with)))
      expect(bounds[level]).toBeGreaterThanOrEqual(served)
  })
})

describe('examples/clauses', () => {
  it('holds one file for each clause', () => {
    const files = readdirSync(folder).sort()
    expect(clauses.map(({ file }) => file).sort()).toEqual(files)
  })
})
