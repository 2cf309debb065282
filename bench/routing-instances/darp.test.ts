import { expect, test } from 'vitest'
import { checkDialARide } from './check-darp.ts'
import type { TimedRoute } from './check-pickup-delivery.ts'
import { readDialARide } from './darp.ts'
import { readOrThrow } from './reading.ts'

// Request 1 goes from (3,0) to (3,4), request 2 from (0,4) to (0,8): one vehicle, one seat, service 2.
const sample = `1 2 40 1 9
0 0 0 0 0 0 100
1 3 0 2 1 0 50
2 0 4 2 1 0 50
3 3 4 2 -1 15 50
4 0 8 2 -1 0 50
5 0 0 0 0 0 100
`
const instance = readOrThrow(readDialARide('sample.txt', 'sample', sample))
// Leaves at 3: 1 at 6, its delivery at 15 after a ride of 7, pickup 2 at 20, its delivery at 26, back at 36.
const good: TimedRoute = { nodes: [1, 3, 2, 4], starts: [6, 15, 20, 26] }

test('the head, nodes and distances are read', () => {
  expect(instance).toMatchObject({ vehicles: 1, requests: 2, longestRoute: 40, capacity: 1, longestRide: 9 })
  expect(instance.travel[1 * 6 + 2]).toBe(5)
})

test('a valid answer is valid, and its distance is summed anew', () => {
  expect(checkDialARide(instance, [good])).toEqual({
    violations: [],
    unserved: [],
    vehicles: 1,
    distance: 3 + 4 + 3 + 4 + 8,
  })
})

test('the longest route counts from the latest departure for the first stop', () => {
  const tight = { ...instance, longestRoute: 33 }
  expect(checkDialARide(tight, [good]).violations).toEqual([])
  expect(checkDialARide({ ...instance, longestRoute: 32 }, [good]).violations).toEqual([
    'vehicle 0: is out for 33, where 32 is the most',
  ])
})

test('requests that nobody serves are told', () => {
  expect(checkDialARide(instance, [{ nodes: [2, 4], starts: [4, 10] }]).unserved).toEqual([1])
})

test.each([
  ['a ride too long', { nodes: [1, 3, 2, 4], starts: [3, 15, 20, 26] }, 'request 1 rides 10, where 9 is the most'],
  ['too early for the way', { nodes: [1, 3, 2, 4], starts: [6, 15, 19, 26] }, 'node 2 starts at 19, reached at 20'],
  ['before it opens', { nodes: [1, 3, 2, 4], starts: [5, 14, 20, 26] }, 'open from 15 to 50'],
  ['before the day begins', { nodes: [1, 3, 2, 4], starts: [2, 15, 20, 26] }, 'leaves the depot at -1'],
  ['two aboard on one seat', { nodes: [1, 2, 3, 4], starts: [3, 10, 15, 22] }, '2 aboard after node 2'],
  ['delivery first', { nodes: [3, 1, 2, 4], starts: [15, 21, 28, 34] }, 'node 3 sets down whom node 1 did not take up'],
  ['never set down', { nodes: [2, 4, 1], starts: [4, 10, 21] }, 'request 1 is never set down'],
  ['the depot as a stop', { nodes: [1, 3, 5], starts: [6, 15, 25] }, 'there is no stop at node 5'],
] as [string, TimedRoute, string][])('an answer is refused: %s', (_, route, part) => {
  expect(checkDialARide(instance, [route]).violations.join('; ')).toContain(part)
})

test('a vehicle too many and a node visited twice are refused', () => {
  const { violations } = checkDialARide(instance, [good, good])
  expect(violations).toContain('2 vehicles, where 1 is the most')
  expect(violations).toContain('node 4 is visited 2 times')
})

test.each([
  ['a node short', sample.replace(/5 0 0.*\n/, ''), 6, '6 nodes are wanted, here are 5'],
  ['nobody to board', sample.replace('2 0 4 2 1', '2 0 4 2 0'), 4, 'somebody must board at node 2'],
  ['others set down', sample.replace('-1 15', '-2 15'), 5, 'node 3 does not set down whom node 1 takes up'],
  ['closed before open', sample.replace('15 50', '75 50'), 5, 'node 3 closes before it opens'],
])('%s is refused with file and line', (_, text, line, part) => {
  expect(readDialARide('sample.txt', 'sample', text).wrong).toEqual({ file: 'sample.txt', line, text: part })
})
