import { expect, test } from 'vitest'
import { checkPickupDelivery, type TimedRoute } from './check-pickup-delivery.ts'
import { readLiLim } from './li-lim.ts'
import { readOrThrow } from './reading.ts'

// Two requests: 1 → 2 along the x axis, 3 → 4 along the y axis; a depot at the corner.
const sample = `2	10	1
0	0	0	0	0	100	0	0	0
1	3	0	6	0	10	2	0	2
2	6	0	-6	9	20	2	1	0
3	0	4	5	0	50	1	0	4
4	0	8	-5	0	60	1	3	0
`
const instance = readOrThrow(readLiLim('sample.txt', 'sample', sample))
const apart: TimedRoute[] = [
  { nodes: [1, 2], starts: [3, 9] },
  { nodes: [3, 4], starts: [4, 9] },
]

test('a file is read into nodes, halves of requests that know each other, and distances', () => {
  expect(instance.vehicles).toBe(2)
  expect(instance.capacity).toBe(10)
  expect(instance.nodes[2]).toEqual({ x: 6, y: 0, demand: -6, opens: 9, closes: 20, service: 2, partner: 1 })
  expect(instance.travel[1 * 5 + 3]).toBe(5)
})

test.each([
  ['a word', sample.replace('3	0	6', '3	east	6'), 3, "a node: 'east' is not a number"],
  ['a number short', sample.replace('	3	0\n', '	3\n'), 6, 'a node: 9 numbers are wanted, here are 8'],
  ['a node out of turn', sample.replace('\n3	', '\n7	'), 5, 'node 3 should stand here, not 7'],
  ['closed before open', sample.replace('9	20', '29	20'), 4, 'node 2 closes before it opens'],
  ['no pair', sample.replace('-5	0	60	1	3', '-5	0	60	1	1'), 5, 'node 3 and node 4 are not the two halves'],
  ['unequal pair', sample.replace('-5', '-4'), 5, 'node 3 and node 4 are not the two halves of one request'],
  ['no requests', '2 10 1\n0 0 0 0 0 100 0 0 0\n', 3, 'a depot and one request'],
  ['nothing', '', 1, 'the file ends where vehicles, capacity, speed should be'],
])('%s is refused with file and line', (_, text, line, part) => {
  const { wrong } = readLiLim('sample.txt', 'sample', text)
  expect(wrong).toMatchObject({ file: 'sample.txt', line })
  expect(wrong?.text).toContain(part)
})

test('a valid answer is valid, and its distance is summed anew', () => {
  expect(checkPickupDelivery(instance, apart)).toEqual({ violations: [], unserved: [], vehicles: 2, distance: 28 })
})

test('empty routes are no vehicles; requests that nobody serves are told', () => {
  const one = checkPickupDelivery(instance, [{ nodes: [], starts: [] }, ...apart.slice(1)])
  expect(one).toEqual({ violations: [], unserved: [1], vehicles: 1, distance: 16 })
})

test.each([
  [
    'too early for the way',
    [
      { nodes: [1, 2], starts: [3, 9] },
      { nodes: [3, 4], starts: [4, 8] },
    ],
    'node 4 starts at 8, reached at 9',
  ],
  ['leaving before the depot opens', [{ nodes: [1, 2], starts: [2, 9] }, apart[1]], 'node 1 starts at 2, reached at 3'],
  ['before it opens', [{ nodes: [1, 2], starts: [3, 8] }, apart[1]], 'open from 9 to 20'],
  ['after it closes', [{ nodes: [1, 2], starts: [11, 16] }, apart[1]], 'open from 0 to 10'],
  ['too much aboard', [{ nodes: [3, 1, 2, 4], starts: [4, 10, 15, 27] }], '11 aboard after node 1'],
  ['delivery first', [apart[0], { nodes: [4, 3], starts: [8, 13] }], 'node 4 sets down what node 3 did not take up'],
  [
    'halves apart',
    [
      { nodes: [1, 2, 3], starts: [3, 9, 20] },
      { nodes: [4], starts: [8] },
    ],
    'is never set down',
  ],
  ['twice', [...apart, { nodes: [1, 2], starts: [3, 9] }], 'node 1 is visited 2 times'],
  ['one vehicle more', [...apart, { nodes: [1, 2], starts: [3, 9] }], '3 vehicles, where 2 is the most'],
  ['no such node', [apart[0], { nodes: [9], starts: [9] }], 'there is no node 9'],
  ['a start short', [apart[0], { nodes: [3, 4], starts: [4] }], 'as many starts as nodes'],
] as [string, TimedRoute[], string][])('an answer is refused: %s', (_, routes, part) => {
  const { violations } = checkPickupDelivery(instance, routes)
  expect(violations.join('; ')).toContain(part)
})

test('who is not back before the depot closes is refused', () => {
  const closesEarly = readOrThrow(readLiLim('sample.txt', 'sample', sample.replace('0	100', '0	17')))
  expect(checkPickupDelivery(closesEarly, apart).violations).toEqual([
    'vehicle 1: back at 18, where the depot closes at 17',
  ])
})
