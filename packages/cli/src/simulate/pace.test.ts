import { expect, it } from 'vitest'
import { mostLateSeconds, paceAfter } from './pace.ts'

it('runs as fast as asked while what is due is told in time', () => {
  expect(paceAfter(60, 60, 0)).toBe(60)
  expect(paceAfter(60, 60, 0.9)).toBe(60)
})

it('is slower at once where it is not, so that nothing comes later than that; never so slow that it stands', () => {
  for (const tookSeconds of [1.5, 3, 10, 60]) {
    const pace = paceAfter(60, 60, tookSeconds)
    expect(pace * tookSeconds).toBeLessThanOrEqual(mostLateSeconds + 1e-9)
  }
  expect(paceAfter(60, 60, 10_000)).toBe(0.5)
})

it('comes back step by step to what was asked, and no further', () => {
  let pace = paceAfter(60, 60, 6)
  expect(pace).toBe(10)
  const steps = []
  for (let step = 0; step < 12; step++) {
    pace = paceAfter(pace, 60, 0.1)
    steps.push(pace)
  }
  expect(steps[0]).toBe(12.5)
  expect(steps.at(-1)).toBe(60)
  expect(Math.max(...steps)).toBe(60)
})
