// How long the rest of a way takes at a quantile: what turn-back times count on.

import type { Assumptions } from '@treve/model'
import { exp, log, normalBelow } from './functions.ts'
import { lognormalSigma } from './tables.ts'

/** What is still before a vehicle: drives, whose time varies, and services, whose time does not. */
export interface Way {
  readonly drives: readonly number[]
  /** Services at gates. */
  readonly fixedSeconds: number
  /** Boarding or unloading at stops: a closure meanwhile holds nobody up. */
  readonly handlingSeconds: number
  /**
   * Where a second exit is reserved, the drive on the first corridor: one that is closed when it gets there is not waited
   * for; one that closes while it is on it is. Absent: it waits.
   */
  readonly passageSeconds?: number
}

/**
 * The quantile, at `turnBack`, of driving and services, with the chance that the corridor is closed on the way or the
 * vehicle breaks down. Halts of the whole city are left out: against them no margin of this kind helps, and they are
 * shown by themselves.
 *
 * Driving is a sum of drives m_i × city × hour × leg_i. A lognormal with its mean and variance stands for it (Fenton
 * 1960). City and hour are common to all drives: with M = Σ m_i and v for the variance of a factor, the second moment is
 * (1 + v_city)(1 + v_hour)(M² + v_leg Σ m_i²).
 */
export function remainingSeconds(way: Way, assumptions: Assumptions): number {
  const { drives } = way
  const fixedSeconds = way.fixedSeconds + way.handlingSeconds
  const mean = drives.reduce((sum, seconds) => sum + seconds, 0)
  const squares = drives.reduce((sum, seconds) => sum + seconds * seconds, 0)
  const { city, corridorHour, leg, closures, breakdowns, turnBack } = assumptions
  const second = (1 + city * city) * (1 + corridorHour * corridorHour) * (mean * mean + leg * leg * squares)
  const spread = mean === 0 ? 0 : Math.sqrt(Math.max(0, second / (mean * mean) - 1))
  // Closed already when it gets there, or closing while it is on the way.
  const exposedSeconds = way.passageSeconds === undefined ? mean + closures.meanSeconds : way.passageSeconds
  const closed = chance((closures.perHour * (exposedSeconds + way.fixedSeconds)) / 3600)
  const broken = chance(breakdowns.perHour * (mean / 3600))
  if (spread === 0 && closed === 0 && broken === 0) return mean + fixedSeconds
  const sigma = lognormalSigma(spread)
  const longerThan = (seconds: number) => {
    const driving = seconds - fixedSeconds
    const over =
      driving <= 0 || mean === 0
        ? Number(seconds < mean + fixedSeconds)
        : sigma === 0
          ? Number(driving < mean)
          : 1 - normalBelow((log(driving / mean) + (sigma * sigma) / 2) / sigma)
    const late = Math.max(0, seconds - mean - fixedSeconds)
    const held = closed * exp(-late / closures.meanSeconds) + broken * exp(-late / breakdowns.meanSeconds)
    return over + (1 - over) * Math.min(1, held)
  }
  // Half of all drives take less than their mean: nobody is told to count on that.
  let low = mean + fixedSeconds
  let high = 2 * (mean + fixedSeconds) + 3600
  for (let doubling = 0; doubling < 20 && longerThan(high) > 1 - turnBack; doubling++) high *= 2
  for (let halving = 0; halving < 40; halving++) {
    const middle = (low + high) / 2
    if (longerThan(middle) > 1 - turnBack) low = middle
    else high = middle
  }
  return high
}

/** How likely a corridor is to be closed when somebody comes to it. */
export function closedOnArrival({ closures }: Assumptions): number {
  return chance((closures.perHour * closures.meanSeconds) / 3600)
}

function chance(expected: number): number {
  return 1 - exp(-expected)
}
