import { describe, expect, it } from 'vitest'
import { betaBelow, exp, gammaBelow, gammaQuantile, log, logGamma, normalBelow, normalQuantile } from './functions.ts'

const near = (found: number, expected: number, relative = 1e-13) =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(relative * Math.abs(expected))

describe('functions of our own', () => {
  it('exp and log are those of the platform to the last digits', () => {
    for (let x = -700; x < 700; x += 0.777) near(exp(x), Math.exp(x), 1e-15 * Math.max(8, Math.abs(x)))
    for (let x = 1e-300; x < 1e300; x *= 7.3) near(log(x), Math.log(x), 1e-15)
    for (let x = 0.5; x < 2; x += 0.00317) expect(Math.abs(log(x) - Math.log(x))).toBeLessThan(3e-16)
    expect([exp(0), log(1), log(0), exp(-1000), exp(1000)]).toEqual([1, 0, -Infinity, 0, Infinity])
    expect(log(-1)).toBeNaN()
  })

  it('the normal distribution and its quantiles are those of the tables', () => {
    near(normalBelow(1), 0.8413447460685429)
    near(normalBelow(-6), 9.865876450376981e-10, 1e-12)
    near(normalBelow(-20), 2.7536241186062337e-89, 1e-11)
    near(normalQuantile(0.975), 1.959963984540054)
    near(normalQuantile(1e-9), -5.9978070150076865)
    near(normalQuantile(0.999), 3.090232306167813)
    expect(normalQuantile(0.5)).toBe(0)
  })

  it('gamma quantiles undo gamma probabilities, in both tails', () => {
    near(logGamma(0.5), Math.log(Math.PI) / 2)
    near(logGamma(101), 363.73937555556347)
    // Shape 1 is exponential.
    near(gammaQuantile(1, 0.9), Math.log(10), 1e-12)
    for (const shape of [0.3, 1, 4, 11.1, 400])
      for (const tail of [1e-9, 1e-4, 0.2]) {
        near(gammaBelow(shape, gammaQuantile(shape, tail)).below, tail, 1e-9)
        near(gammaBelow(shape, gammaQuantile(shape, 1 - tail, tail)).above, tail, 1e-9)
      }
  })

  it('the beta distribution is a sum of binomial probabilities', () => {
    // P(B(2, 3) ≤ x) = P(at least 2 of 4 successes).
    const x = 0.3
    near(betaBelow(2, 3, x), 1 - 0.7 ** 4 - 4 * x * 0.7 ** 3)
    near(betaBelow(2982, 19, 0.99) + betaBelow(19, 2982, 0.01), 1)
  })
})
