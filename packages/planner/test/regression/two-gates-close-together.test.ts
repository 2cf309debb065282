// Found by a generated pause: two gates at 0 and 0.01 of a corridor of one minute. The planner rounded the way to each
// gate from the mouth of entry, the checker rounds from the outside mouth: the second gate was met a second too early.

import { readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import { expect, it } from 'vitest'
import { secondsBetween } from '../../src/problem.ts'
import { pauseFrom, planOf } from '../planning.ts'

it('passes gates that stand close together no faster than rounding from either mouth allows', () => {
  const text = readFileSync(new URL('../../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
  const twoGates = text.replace(
    /gates: \[.*\]\n/,
    'gates: [ { id: a, position: 0, checks: [in, out], lanes: 1, service: 7 s }, { id: b, position: 0.01, checks: [in, out], lanes: 1, service: 11 s } ]\n',
  )
  expect(twoGates).not.toBe(text)
  const pause = pauseFrom(new TextEncoder().encode(twoGates.replace('vehicle: 6 min', 'vehicle: 1 min')))
  expect(checkPlan(pause, planOf(pause, 5))).toEqual([])
})

it('rounds the way between two positions up from whichever mouth makes it longer', () => {
  expect(secondsBetween(1, 0.01, 60)).toBe(60)
  expect(secondsBetween(0.01, 0, 60)).toBe(1)
  expect(secondsBetween(0, 0.5, 361)).toBe(181)
  expect(secondsBetween(1, 0.5, 361)).toBe(181)
  expect(secondsBetween(0, 0.55, 100)).toBe(55)
})
