// What is said of simulated days beside the figures: one rule each, for the command line and the page alike.

/** Of what is still to come: nobody has anything before them in the zone, and nobody was inside at the close on any day. */
export function areAllOut(now: {
  readonly trips: readonly unknown[]
  readonly last_exit: { readonly at_p50: unknown; readonly at_p95: unknown }
  readonly with_halts: {
    readonly estimate: number
    readonly worst_people_late: number
    readonly expected_people_sheltered: number
  }
}): boolean {
  const { trips, last_exit: last, with_halts: days } = now
  const isNobodyLeft = days.estimate === 1 && days.worst_people_late === 0 && days.expected_people_sheltered === 0
  return trips.length === 0 && last.at_p50 === null && last.at_p95 === null && isNobodyLeft
}

interface Decided {
  readonly lower_95: number
  readonly lower_at_alpha: number
  readonly estimate: number
  readonly replications: number
}

/** On fewer days nothing is decided, whatever they look like. */
export const leastForDecision = 3000

/**
 * All are clear as surely as the terms ask, and no vehicle is left inside more often than any may be: of both, or it is not shown.
 * Null: the terms ask for nothing.
 */
export function isShown(claim: {
  readonly is_probability_met: boolean | null
  readonly is_each_vehicle_met: boolean
}): boolean | null {
  return claim.is_probability_met === null ? null : claim.is_probability_met && claim.is_each_vehicle_met
}

/** Cut, never rounded up: 99.96% is not 100%. */
export function cutPercent(share: number, digits: number): number {
  const scale = 10 ** digits
  return Math.floor(share * 100 * scale + 1e-9) / scale
}

/** What is asked for is told as it was asked: 99.99% is not 99.9%. */
export function digitsAsked(asked: number): number {
  let digits = 1
  while (digits < 6 && Math.abs(cutPercent(asked, digits) - asked * 100) > 1e-9) digits++
  return digits
}

/**
 * The decimals that show a limit below what is asked, where the limit of 95% that is told looks like enough: a decision test is
 * stricter than it. Undefined: what is told shows it.
 */
export function digitsOfLimit({ lower_95, lower_at_alpha }: Decided, asked: number): number | undefined {
  if (lower_at_alpha >= asked || cutPercent(lower_95, 1) < cutPercent(asked, 1)) return undefined
  let digits = 2
  while (digits < 9 && cutPercent(lower_at_alpha, digits) >= cutPercent(asked, digits)) digits++
  return digits
}

/** As many days as a small plan is tested on. */
export const mostDays = 20_000

/** Too few days, or more asked than any number of them shows: what was seen is as often as asked, but so few cannot show it. `alpha` of the decision. */
export function fewDays(
  { estimate, lower_at_alpha, replications }: Decided,
  asked: number,
  alpha: number,
): 'never' | 'cannot' | 'might' | undefined {
  if (lower_at_alpha >= asked) return undefined
  // As many as may be asked for, with none late, show less than that.
  if (alpha ** (1 / mostDays) < asked) return 'never'
  if (replications >= mostDays) return undefined
  if (alpha ** (1 / replications) < asked) return 'cannot'
  return estimate >= asked ? 'might' : undefined
}
