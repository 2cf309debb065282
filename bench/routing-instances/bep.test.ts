import { expect, test } from 'vitest'
import { readBusEvacuation } from './bep.ts'
import { type BusRoute, checkBusEvacuation } from './check-bep.ts'
import { readOrThrow } from './reading.ts'

// Two yards with a bus each; pick-ups with 25 and 10 people, buses of 10; shelters for 29 and 20.
const sample = `2 10
2 1 1
2 35 25 10
2 49 29 20

1 4 7
2 9 2

1 3 5
2 6 1
`
const instance = readOrThrow(readBusEvacuation('sample.txt', 'sample', sample))
const good: BusRoute[] = [
  {
    yard: 0,
    trips: [
      { pickup: 0, shelter: 0 },
      { pickup: 0, shelter: 0 },
    ],
  },
  {
    yard: 1,
    trips: [
      { pickup: 1, shelter: 1 },
      { pickup: 0, shelter: 1 },
    ],
  },
]

test('people become loads, rounded up, and places become room, rounded down', () => {
  expect(instance.loadsAt).toEqual([3, 1])
  expect(instance.roomAt).toEqual([2, 2])
  expect([...instance.toPickup]).toEqual([4, 7, 9, 2])
  expect([...instance.toShelter]).toEqual([3, 5, 6, 1])
})

test('the longest route is summed anew', () => {
  expect(checkBusEvacuation(instance, good)).toEqual({ violations: [], longest: 2 + 1 + 5 + 5 })
  expect(checkBusEvacuation(instance, [...good, { yard: 0, trips: [] }]).violations).toEqual([])
})

test.each([
  [
    'a load left',
    [good[0], { yard: 1, trips: [{ pickup: 1, shelter: 1 }] }],
    'loads of pick-up 0: 2, where it should be 3',
  ],
  [
    'a load too many',
    [
      ...good.slice(0, 1),
      {
        yard: 1,
        trips: [
          { pickup: 0, shelter: 1 },
          { pickup: 0, shelter: 1 },
        ],
      },
    ],
    'loads of pick-up 0: 4',
  ],
  [
    'no room',
    [
      good[0],
      {
        yard: 1,
        trips: [
          { pickup: 1, shelter: 1 },
          { pickup: 0, shelter: 0 },
        ],
      },
    ],
    'loads at shelter 0: 3',
  ],
  ['a bus too many', [good[0], { ...good[1], yard: 0 }], 'buses of yard 0: 2, where it should be 1'],
  ['a shelter that is not there', [{ yard: 0, trips: [{ pickup: 0, shelter: 2 }] }], 'there is no shelter 2'],
  ['a pick-up that is not there', [{ yard: 0, trips: [{ pickup: 2, shelter: 0 }] }], 'there is no pick-up 2'],
] as [string, BusRoute[], string][])('an answer is refused: %s', (_, routes, part) => {
  expect(checkBusEvacuation(instance, routes).violations.join('; ')).toContain(part)
})

test.each([
  ['a sum that is none', sample.replace('35 25', '45 25'), 3, 'pick-ups and people at each: they sum up to 35, not 45'],
  ['buses that are not there', sample.replace('2 10', '3 10'), 2, 'yards and buses at each: they sum up to 2, not 3'],
  ['a distance short', sample.replace('1 3 5', '1 3'), 9, 'distances from pick-up 1: 3 numbers are wanted, here are 2'],
  ['a distance below 0', sample.replace('1 3 5', '1 3 -5'), 9, 'distances from pick-up 1: a distance below 0'],
  ['a row out of turn', sample.replace('2 9 2', '3 9 2'), 7, 'distances from yard 2 should stand here, not 3'],
  ['a row short', sample.replace('2 6 1\n', ''), 10, 'the file ends where distances from pick-up 2 should be'],
  ['a row too many', `${sample}3 1 1\n`, 11, 'the file should have ended here'],
  [
    'no count',
    sample.replace('2 49', 'two 49'),
    4,
    'shelters and places at each: a number of them above 0 should come first',
  ],
])('%s is refused with file and line', (_, text, line, part) => {
  expect(readBusEvacuation('sample.txt', 'sample', text).wrong).toEqual({ file: 'sample.txt', line, text: part })
})
