// Found on a generated pause after 200 iterations, when the search goes back to the best plan: who rode in the best plan had come
// to walk since. The best plan's trips were laid again, but the new walks stayed, and so the same people left twice.

import { readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import { travelTimesOf } from '@treve/network'
import { expect, it } from 'vitest'
import { aleppoLike } from '../../../../bench/pauses/aleppo-like.ts'
import { bestPeopleTrip } from '../../src/people-trip.ts'
import { problemOf } from '../../src/problem.ts'
import { layExactly, scoreNow, snapshot, startWorld } from '../../src/search.ts'
import { layWalks } from '../../src/walking.ts'
import { pauseFrom, planOf } from '../planning.ts'

/** The minimal example; its families can walk, and are so many that they do in more than one flow. */
function walkersOfTheBridge() {
  const text = readFileSync(new URL('../../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
  const onFoot = text
    .replace('best: 100, high: 140', 'best: 400, high: 400')
    .replace('mobility: seated, priority: general', 'mobility: on_foot, priority: general')
  return pauseFrom(new TextEncoder().encode(onFoot))
}

it('the best plan is laid again with its own walks, whoever has come to walk or to ride since', () => {
  const pause = walkersOfTheBridge()
  const problem = problemOf(pause, travelTimesOf(pause))
  const [families] = problem.groups.filter(({ group }) => group.mobility === 'on_foot')
  const bus = problem.vehicles.findIndex(({ fleet }) => fleet.kind === 'bus')
  const ridden = startWorld(problem, [])
  const trip = bestPeopleTrip(ridden, bus, families?.tier ?? -1, () => true)?.trip
  if (families === undefined || trip === undefined) throw new Error('no bus comes for those who could walk')
  ridden.commit(trip)
  const riding = snapshot(ridden, scoreNow(ridden))
  const walked = startWorld(problem, [])
  layWalks(walked, families.tier)
  const walking = snapshot(walked, scoreNow(walked))
  expect(riding.score).not.toEqual(walking.score)
  expect(walking.walks.length).toBeGreaterThan(1)

  layExactly(walked, riding)
  expect(snapshot(walked, scoreNow(walked))).toEqual(riding)
  expect(walked.waiting).toEqual(ridden.waiting)
  // And the other way about; then with some walks there already.
  layExactly(walked, walking)
  expect(snapshot(walked, scoreNow(walked))).toEqual(walking)
  for (const last of walked.walks.slice(1).reverse()) walked.uncommit(last)
  walked.commit(trip)
  layExactly(walked, walking)
  expect(snapshot(walked, scoreNow(walked))).toEqual(walking)
})

it('nobody leaves twice once the search has gone back to its best plan', () => {
  const pause = aleppoLike('loads-100', 'demand', 2)
  expect(checkPlan(pause, planOf(pause, 210, 1, undefined, 0))).toEqual([])
})
