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
