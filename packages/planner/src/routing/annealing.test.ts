import { expect, test } from 'vitest'
import { randomFrom } from '../random.ts'
import { Cooling, logarithm, Thresholds } from './annealing.ts'

test('the logarithm is the platform’s, to the last digits', () => {
  for (const x of [1e-9, 0.001, 0.2, 0.75, 1, 1.5, Math.E, 1000, 1e12])
    expect(logarithm(x)).toBeCloseTo(Math.log(x), 12)
})

test('cooling goes from 1 to the ratio, geometrically', () => {
  const cooling = new Cooling(0.01)
  expect(cooling.at(0)).toBe(1)
  expect(cooling.at(0.5)).toBeCloseTo(0.1, 9)
  expect(cooling.at(1)).toBeCloseTo(0.01, 9)
  expect(cooling.at(7)).toBe(cooling.at(1))
})

test('thresholds are spread as −ln of even numbers: 1 on average, half of them below ln 2', () => {
  const thresholds = new Thresholds(randomFrom(1))
  const drawn = Array.from({ length: 20_000 }, () => thresholds.draw())
  expect(drawn.reduce((sum, each) => sum + each, 0) / drawn.length).toBeCloseTo(1, 1)
  expect(drawn.filter((each) => each < Math.LN2).length / drawn.length).toBeCloseTo(0.5, 1)
})
