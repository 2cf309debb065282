// Between plans equal on everything else: metres of corridors, and none where some are not known.

import { travelTimesOf } from '@treve/network'
import { expect, it } from 'vitest'
import { complete } from '../src/construct.ts'
import { outcomeOf } from '../src/objective.ts'
import { problemOf } from '../src/problem.ts'
import { startWorld } from '../src/search.ts'
import { buses, corridor, group, tiny } from './oracle/tiny.ts'
import { pauseOf } from './planning.ts'

function metresWith(...lengths: readonly (string | undefined)[]): number {
  const data = tiny(20)
  data.corridors = lengths.map((length, index) => corridor(`way-${index}`, { length }))
  data.people = [group('families', 2, {})]
  data.fleet = [buses(1, 2, {})]
  const pause = pauseOf(data)
  const world = startWorld(problemOf(pause, travelTimesOf(pause)), [])
  complete(world)
  const outcome = outcomeOf(world)
  expect(outcome.people).toEqual([0, 0, 0, 2])
  return outcome.metres
}

it('a corridor whose length is not known is not the shortest', () => {
  expect(metresWith('1500 m')).toBe(3000)
  expect(metresWith('1500 m', '1500 m')).toBe(3000)
  expect(metresWith('1500 m', undefined)).toBe(0)
  expect(metresWith(undefined, undefined)).toBe(0)
})
