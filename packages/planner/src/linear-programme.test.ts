import { expect, test } from 'vitest'
import { LinearProgramme, type Row } from './linear-programme.ts'

// Two loads (0, 1), at most one bus (2); column 0 fetches both, columns 1 and 2 one each.
const rows: Row[] = [
  { of: 0, kind: 'exactly', right: 1 },
  { of: 1, kind: 'exactly', right: 1 },
  { of: 2, kind: 'at_most', right: 1 },
]

test('what cannot be kept costs 1 a piece, and prices tell what one more would cost', () => {
  const programme = new LinearProgramme(rows)
  programme.solve()
  expect(programme.cost).toBe(2)
  programme.add(1, [0, 2])
  programme.add(2, [1, 2])
  programme.solve()
  expect(programme.cost).toBeCloseTo(1, 12)
  expect([...programme.prices()].map(Math.round)).toEqual([1, 1, -1])
  programme.add(0, [0, 1, 2])
  programme.solve()
  expect(programme.cost).toBeCloseTo(0, 12)
  expect(programme.used()).toEqual([{ key: 0, amount: 1 }])
})

test('a row of at least is kept, or missed at its price', () => {
  const programme = new LinearProgramme([...rows, { of: 3, kind: 'at_least', right: 1 }])
  programme.add(0, [0, 1, 2])
  programme.add(1, [0, 1, 2, 3])
  programme.solve()
  expect(programme.used()).toEqual([{ key: 1, amount: 1 }])
  const without = new LinearProgramme([...rows, { of: 3, kind: 'at_least', right: 1 }])
  without.add(0, [0, 1, 2])
  without.solve()
  expect(without.cost).toBeCloseTo(1, 12)
})

test('three columns of two loads each share three loads by halves', () => {
  const programme = new LinearProgramme([0, 1, 2].map((of): Row => ({ of, kind: 'exactly', right: 1 })))
  for (const [key, has] of [
    [0, 1],
    [1, 2],
    [2, 0],
  ].entries())
    programme.add(key, has)
  programme.solve()
  expect(programme.cost).toBeCloseTo(0, 12)
  expect(programme.used().map(({ amount }) => amount)).toEqual([0.5, 0.5, 0.5])
})
