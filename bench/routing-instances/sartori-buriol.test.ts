import { expect, test } from 'vitest'
import { checkPickupDelivery } from './check-pickup-delivery.ts'
import { readOrThrow } from './reading.ts'
import { readSartoriBuriol } from './sartori-buriol.ts'

// One request from 1 to 2; one-way streets make 0 → 1 shorter than 1 → 0.
const sample = `NAME: two-stops
LOCATION: Nowhere
COMMENT: written by hand
TYPE: PDPTW
SIZE: 3
CAPACITY: 4
NODES
0 41.5 2.1 0 0 60 0 0 0
1 41.6 2.1 3 0 30 2 0 2
2 41.6 2.2 -3 0 40 2 1 0
EDGES
0 7 9
8 0 5
9 6 0
EOF
`

test('nodes and one-way travel times are read', () => {
  const instance = readOrThrow(readSartoriBuriol('sample.txt', sample))
  expect(instance.name).toBe('two-stops')
  expect([...instance.travel]).toEqual([0, 7, 9, 8, 0, 5, 9, 6, 0])
  const { violations, distance } = checkPickupDelivery(instance, [{ nodes: [1, 2], starts: [7, 14] }])
  expect(violations).toEqual([])
  expect(distance).toBe(7 + 5 + 9)
})

test.each([
  ['no capacity', sample.replace('CAPACITY: 4\n', ''), 6, 'CAPACITY is wanted before the nodes'],
  ['a size that is a word', sample.replace('SIZE: 3', 'SIZE: three'), 5, "'three' is not a whole number"],
  ['a node short', sample.replace(/^2 41.*\n/m, ''), 10, '3 nodes are wanted, here are 2'],
  ['a row short', sample.replace('9 6 0\n', ''), 14, '3 rows of travel are wanted, here are 2'],
  ['a column short', sample.replace('8 0 5', '8 0'), 13, 'a row of travel: 3 numbers are wanted, here are 2'],
  ['no end', sample.replace('EOF\n', ''), 15, 'there is no line EOF'],
  ['a depot with demand', sample.replace('2.1 0 0 60', '2.1 2 0 60'), 8, 'the depot is no half of a request'],
])('%s is refused with file and line', (_, text, line, part) => {
  expect(readSartoriBuriol('sample.txt', text).wrong).toEqual({ file: 'sample.txt', line, text: part })
})
