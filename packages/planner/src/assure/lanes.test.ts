// The queue of a gate by itself, held against the formulas of queueing theory.

import { describe, expect, it } from 'vitest'
import { interrupt, interruptionsFor } from './interruptions.ts'
import { queuesOf, serve } from './lanes.ts'
import { dayWords, drawOf } from './streams.ts'
import { exponentialTable, fromTable } from './tables.ts'

const waiting = exponentialTable()

/** Mean waits of many independent days, each long enough to forget its empty start. */
function meanWaits(servers: number, load: number, service: (word: number) => number, days: number): number[] {
  const perDay = 40_000
  const warm = 4000
  const still = interruptionsFor(0)
  return Array.from({ length: days }, (_, replication) => {
    const [one, two] = dayWords({ seed: 20, purpose: 'fresh', block: servers, replication })
    const queues = queuesOf([servers])
    let arrival = 0
    let sum = 0
    for (let customer = 0; customer < perDay; customer++) {
      arrival += fromTable(waiting, drawOf(2 * customer, one, two)) / (load * servers)
      const seconds = service(drawOf(2 * customer + 1, one, two))
      const end = serve(queues, 0, arrival, seconds, still, 0)
      if (customer >= warm) sum += end - seconds - arrival
    }
    return sum / (perDay - warm)
  })
}

/** Mean wait of M/M/c at service rate 1 (Erlang's C formula). */
function erlangWait(servers: number, load: number): number {
  const offered = servers * load
  let term = 1
  let sum = 1
  for (let n = 1; n < servers; n++) {
    term *= offered / n
    sum += term
  }
  const last = (term * offered) / servers / (1 - load)
  return last / (sum + last) / (servers * (1 - load))
}

/** Mean wait of M/D/1 at service time 1 (Pollaczek & Khinchine). */
const deterministicWait = (load: number) => load / (2 * (1 - load))

/**
 * Mean wait of M/D/c at service time 1 (Crommelin 1932), with a = j c ρ:
 * Σ_j e^−a (Σ_{n ≥ jc} a^n/n! − (1/ρ) Σ_{n > jc} a^n/n!).
 */
function crommelinWait(servers: number, load: number): number {
  const offered = servers * load
  let sum = 0
  for (let j = 1; j < 400; j++) {
    const a = j * offered
    const from = j * servers
    // Poisson probabilities of a at `from`, and of all beyond.
    let logTerm = -a
    for (let n = 1; n <= from; n++) logTerm += Math.log(a / n)
    const at = Math.exp(logTerm)
    let beyond = 0
    let term = at
    for (let n = from + 1; n < from + 4000; n++) {
      term *= a / n
      beyond += term
      if (term < 1e-18) break
    }
    sum += at + beyond - beyond / load
  }
  return sum
}

function interval(values: readonly number[]): { low: number; high: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  // 99.9%: with fixed seeds this either holds or does not; the width is what matters.
  const half = 3.29 * Math.sqrt(variance / values.length)
  return { low: mean - half, high: mean + half }
}

describe('the queue of a gate', () => {
  it.each([
    [1, 0.5],
    [1, 0.8],
    [2, 0.7],
    [3, 0.85],
  ])('M/M/%d at load %d waits as Erlang says', (servers, load) => {
    const { low, high } = interval(meanWaits(servers, load, (word) => fromTable(waiting, word), 30))
    const expected = erlangWait(servers, load)
    expect(expected).toBeGreaterThan(low)
    expect(expected).toBeLessThan(high)
    // An interval so wide that anything lies in it would prove nothing.
    expect((high - low) / expected).toBeLessThan(0.15)
  })

  it.each([
    [1, 0.5],
    [1, 0.8],
    [2, 0.7],
    [3, 0.85],
  ])('M/D/%d at load %d waits as Crommelin says', (servers, load) => {
    const { low, high } = interval(meanWaits(servers, load, () => 1, 30))
    const expected = crommelinWait(servers, load)
    if (servers === 1) expect(expected).toBeCloseTo(deterministicWait(load), 4)
    expect(expected).toBeGreaterThan(low)
    expect(expected).toBeLessThan(high)
    expect((high - low) / expected).toBeLessThan(0.15)
  })

  it('serves on the lane that is free first, and stands still while its corridor does', () => {
    const queues = queuesOf([2])
    const closed = interruptionsFor(1)
    interrupt(closed, 0, 100, 160)
    expect(serve(queues, 0, 0, 50, closed, 0)).toBe(50)
    expect(serve(queues, 0, 10, 30, closed, 0)).toBe(40)
    // On the second lane from 40 on, 60 s of service until the closure and 20 s after it.
    expect(serve(queues, 0, 20, 80, closed, 0)).toBe(180)
    expect(serve(queues, 0, 30, 10, closed, 0)).toBe(60)
    // A second closure, met only because of the first: 60 s before the one, 10 s between them, 20 s after the other.
    interrupt(closed, 0, 170, 200)
    expect(serve(queuesOf([1]), 0, 40, 90, closed, 0)).toBe(220)
  })
})
