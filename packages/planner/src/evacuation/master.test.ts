import { expect, test } from 'vitest'
import { Master, type Row } from './master.ts'

// Two loads (0, 1), at most one bus (2); column 0 fetches both, columns 1 and 2 one each.
const rows: Row[] = [
  { of: 0, kind: 'exactly', right: 1 },
  { of: 1, kind: 'exactly', right: 1 },
  { of: 2, kind: 'at_most', right: 1 },
]

test('what cannot be kept costs 1 a piece, and prices tell what one more would cost', () => {
  const master = new Master(rows)
  master.solve()
  expect(master.cost).toBe(2)
  master.add(1, [0, 2])
  master.add(2, [1, 2])
  master.solve()
  expect(master.cost).toBeCloseTo(1, 12)
  expect([...master.prices()].map(Math.round)).toEqual([1, 1, -1])
  master.add(0, [0, 1, 2])
  master.solve()
  expect(master.cost).toBeCloseTo(0, 12)
  expect(master.used()).toEqual([{ key: 0, amount: 1 }])
})

test('a row of at least is kept, or missed at its price', () => {
  const master = new Master([...rows, { of: 3, kind: 'at_least', right: 1 }])
  master.add(0, [0, 1, 2])
  master.add(1, [0, 1, 2, 3])
  master.solve()
  expect(master.used()).toEqual([{ key: 1, amount: 1 }])
  const without = new Master([...rows, { of: 3, kind: 'at_least', right: 1 }])
  without.add(0, [0, 1, 2])
  without.solve()
  expect(without.cost).toBeCloseTo(1, 12)
})

test('three columns of two loads each share three loads by halves', () => {
  const master = new Master([0, 1, 2].map((of): Row => ({ of, kind: 'exactly', right: 1 })))
  for (const [key, has] of [
    [0, 1],
    [1, 2],
    [2, 0],
  ].entries())
    master.add(key, has)
  master.solve()
  expect(master.cost).toBeCloseTo(0, 12)
  expect(master.used().map(({ amount }) => amount)).toEqual([0.5, 0.5, 0.5])
})
