// How sure a plan is, as plans hold it. Keys and meaning: docs/formats/assurance.md.

import { uncertaintyKeys } from '../pause/assumptions.ts'
import { list, object, required } from '../schema/type.ts'
import { boolean, decimal, id, instant, integer, nullable, oneOf, text } from '../schema/values.ts'

const total = (doc: string) => ({ sensitivity: 'moderate' as const, doc })
const detail = (doc: string) => ({ sensitivity: 'high' as const, doc })
const share = () => decimal(0, 1)
const amount = () => decimal(0, 1e15)

export const clearProbability = object({
  estimate: required(share(), total('Share of simulated days on which all are clear by the close.')),
  lower_95: required(share(), total('Exact one-sided lower limit.')),
  replications: required(integer(1), total('Days simulated.')),
  expected_people_late: required(decimal(0, 1e9), total('Mean number of people inside at the close.')),
})

/** Days with city-wide halts, or without: what is asked of them, and whether it is met. */
const claim = object({
  estimate: required(share(), total('Share of days on which all are clear by the close.')),
  lower_95: required(share(), total('Exact one-sided lower limit, at 95%.')),
  lower_at_alpha: required(share(), total('The same at what this test may spend.')),
  replications: required(integer(1), total('Days simulated.')),
  expected_people_late: required(amount(), total('Mean number of people inside at the close.')),
  worst_people_late: required(amount(), total('The most of them on any of the first 1,000 days.')),
  expected_people_sheltered: required(amount(), total('Mean number of people in a refuge at the close: not clear.')),
  clear_by_buffer: required(share(), total('Share of days on which all are clear at close − buffer.')),
  worst_vehicle: required(nullable(text(120)), total('The vehicle that is late most often; null: none ever is.')),
  worst_vehicle_late: required(share(), total('On what share of days it is late.')),
  is_probability_met: required(
    nullable(boolean()),
    total('Whether `lower_at_alpha` is what is required; null: nothing is.'),
  ),
  is_each_vehicle_met: required(boolean(), total('Whether each vehicle is late on at most one day in a thousand.')),
})

const instants = object({
  at_p05: required(nullable(instant()), total('On one day in twenty it is earlier.')),
  at_p50: required(nullable(instant()), total('On half of all days.')),
  at_p95: required(nullable(instant()), total('On one day in twenty it is later.')),
  at_worst: required(nullable(instant()), total('On the worst day; null: somebody does not come out.')),
})

const amounts = (what: string) =>
  object({
    mean: required(amount(), total(`Mean ${what}.`)),
    p05: required(amount(), total('On one day in twenty it is less.')),
    p50: required(amount(), total('On half of all days.')),
    p95: required(amount(), total('On one day in twenty it is more.')),
    least: required(amount(), total('Least of all days.')),
    most: required(amount(), total('Most of all days.')),
  })

const stress = object({
  estimate: required(share(), total('Share of such days on which all are clear by the close.')),
  lower_95: required(share(), total('Exact one-sided lower limit.')),
  replications: required(integer(1), total('Days simulated.')),
  expected_people_late: required(amount(), total('Mean number of people inside at the close.')),
  worst_people_late: required(amount(), total('The most of them on any of these days.')),
})

export const assuranceSchema = object({
  seed: required(integer(0, 0xffff_ffff), total('Seed of the days.')),
  test: required(
    integer(1, 1_000_000),
    total('Which decision test of this pause it is, from 1; each has days of its own.'),
  ),
  alpha: required(share(), total('What that test may spend: 0.05 ÷ (test × (test + 1)).')),
  required: required(nullable(share()), total('Probability that the terms require.')),
  with_halts: required(claim, total('Days on which everything may be halted. `clear_probability` is this.')),
  without_halts: required(claim, total('The same days without such halts.')),
  half_day_halt: required(stress, total('Everything halted for half of each window, at some moment.')),
  lost_corridor: required(
    list(object({ corridor: required(id(), total('Which.')), ...stress.fields })),
    total('One corridor lost from some moment on, each in turn, the worst first.'),
  ),
  twice_the_spread: required(stress, total('Every spread twice as large, the orders as they are.')),
  vehicles: required(
    list(
      object({
        id: required(text(120), detail('Vehicle.')),
        late: required(share(), detail('Share of days on which it is inside at the close.')),
        upper_95: required(share(), detail('Exact one-sided upper limit.')),
      }),
    ),
    detail('By vehicle, the worst first.'),
  ),
  corridors: required(
    list(
      object({
        id: required(id(), total('Corridor.')),
        late: required(share(), total('Share of days on which a vehicle comes out of it after the close.')),
      }),
    ),
    total('By corridor.'),
  ),
  trips: required(
    list(
      object({
        id: required(text(100), detail('Trip.')),
        late: required(share(), detail('Share of days on which it is inside at the close.')),
        not_entered: required(share(), detail('On which it is not made: too late to enter.')),
        part_loaded: required(share(), detail('On which it leaves its stop before all is done.')),
        sheltered: required(share(), detail('On which it goes to a refuge.')),
      }),
    ),
    detail('By trip.'),
  ),
  last_exit: required(instants, total('When the last of all is out.')),
  people_out: required(amounts('number of people out by the close'), total('People out by the close.')),
  aid_g: required(amounts('mass of aid delivered'), total('Aid delivered.')),
  standing_s: required(
    amounts('time of vehicles standing still with people aboard'),
    total('Seconds in which vehicles stand with people aboard, boarding and alighting not counted, over all vehicles.'),
  ),
  assumed: required(
    list(oneOf(uncertaintyKeys)),
    total('Keys of `uncertainty` that the file does not state: the defaults hold.'),
  ),
  assumptions: required(
    object({
      city: required(amount(), total('Spread of travel times over the whole city.')),
      corridor_hour: required(amount(), total('Spread by corridor and hour.')),
      leg: required(amount(), total('Spread of each drive.')),
      boarding: required(amount(), total('Spread of boarding, alighting, loading and unloading.')),
      closures_per_hour: required(amount(), total('Closures of a corridor, an hour.')),
      closures_mean_s: required(amount(), total('How long they last.')),
      halts_per_hour: required(amount(), total('Halts of everything, an hour.')),
      halts_mean_s: required(amount(), total('How long they last.')),
      breakdowns_per_hour: required(amount(), total('Breakdowns of a vehicle, an hour of driving.')),
      breakdowns_mean_s: required(amount(), total('How long they last.')),
      late_people_share: required(share(), total('Share of the loads for which some come late.')),
      late_people_mean_s: required(amount(), total('How late.')),
      refused_boarding: required(share(), total('Share of those who were to board and do not.')),
      turn_back: required(share(), total('Quantile that the turn-back times count on.')),
    }),
    total('What was assumed of the day, stated or not.'),
  ),
})
