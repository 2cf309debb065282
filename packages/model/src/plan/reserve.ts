// What a plan holds back so that all are clear with the probability that the terms require, and what that costs. Keys and
// meaning: docs/formats/plan.md, "Reserve".

import { list, object, optional, required } from '../schema/type.ts'
import { boolean, decimal, id, integer, nullable, oneOf } from '../schema/values.ts'
import { levelNames } from './levels.ts'

const total = (doc: string) => ({ sensitivity: 'moderate' as const, doc })
const share = () => decimal(0, 1)
const seconds = () => integer(0, 7 * 86_400)
const amount = () => decimal(0, Number.MAX_SAFE_INTEGER)

/** Days simulated to find the reserve; nothing is claimed on them. */
const tried = {
  clear: required(share(), total('Share of tuning days on which all are clear by the close.')),
  clear_without_halts: required(share(), total('The same without halts of everything.')),
  people_out: required(amount(), total('People out by the close, on average of these days.')),
}

export const reserveUses = [
  'none',
  'ending_sooner',
  'buffer',
  'buffer_for_halts',
  'corridors',
  'turn_back',
  'turn_back_and_corridors',
  'second_exits',
  'turn_back_and_second_exits',
  'corridors_and_second_exits',
  'spare_lanes',
  'staggered',
] as const

export const reserveSchema = object({
  buffer_s: required(seconds(), total('All are to be clear so long before the close; turn-back times count to it.')),
  slack_s: required(seconds(), total('As planned, all are out so long before even that.')),
  turn_back: required(decimal(0.5, 1), total('Quantile of the remaining way that turn-back times count on.')),
  corridors: required(
    list(
      object({
        corridor: required(id(), total('Which.')),
        more_s: required(seconds(), total('Its exits are kept free so much longer, for who is late.')),
      }),
    ),
    total('Corridors that keep more free than the others.'),
  ),
  second_exits: optional(
    object({
      within_s: required(seconds(), total('For trips that are to come out so long before the close, or later.')),
      trips: required(integer(), total('So many of them have one: of the others every slot that would do is taken.')),
      of: required(integer(), total('Of so many.')),
    }),
    total('Second exits reserved, on other corridors; absent: none.'),
  ),
  spare_lanes: optional(
    list(
      object({
        corridor: required(id(), total('Which.')),
        gate: required(id(), total('At which gate.')),
        lanes: required(integer(1), total('So many, the last ones, serve nobody as planned.')),
        within_s: required(seconds(), total('From so long before the close on.')),
      }),
    ),
    total('Lanes kept spare in the last part of the window; absent: none.'),
  ),
  staggered: optional(
    object({
      within_s: required(seconds(), total('From so long before the close on.')),
    }),
    total(
      'Exits of the last part of the window are spread: half of the slots outward are planned; absent: they are not.',
    ),
  ),
  sought_on: required(
    oneOf(['with_halts', 'without_halts']),
    total(
      'Days on which the reserve was made to reach what is required; without halts, where none reaches it with them.',
    ),
  ),
  is_shown: required(
    boolean(),
    total('Whether the decision test of this plan shows the required probability on those days.'),
  ),
  least_buffer_s: required(
    nullable(seconds()),
    total('Least buffer that reaches it by itself; null: none up to half of the shortest window.'),
  ),
  tuning_days: required(integer(), total('Days of each trial.')),
  uses: required(
    list(
      object({
        use: required(oneOf(reserveUses), total('What was held back.')),
        buffer_s: required(seconds(), total('With this buffer.')),
        turn_back: required(decimal(0.5, 1), total('With this quantile.')),
        second_exits: optional(integer(), total('With so many trips that have a second exit.')),
        spare_lanes: optional(integer(), total('With so many lanes kept spare.')),
        staggered_s: optional(seconds(), total('With exits spread from so long before the close on.')),
        ...tried,
        days: optional(
          integer(),
          total('Left after so many of the tuning days: clearly fewer were out than with another use.'),
        ),
        is_enough: required(boolean(), total('Whether that was enough on all of these days.')),
        is_taken: required(boolean(), total('Whether the plan is made so.')),
      }),
    ),
    total('Uses of reserve that were tried, on the trips of the plan without reserve.'),
  ),
  without: required(object(tried), total('The plan without reserve.')),
  people_out: required(
    amount(),
    total('People out by the close with it, on average of the days of the decision test.'),
  ),
  price: required(
    list(
      object({
        level: required(oneOf(levelNames), total('Level.')),
        without: required(amount(), total('What the plan without reserve reaches.')),
        bound_without: required(
          nullable(amount()),
          total('What no plan without reserve exceeds that is as good as that one on earlier levels.'),
        ),
        served: required(amount(), total('What this plan reaches.')),
        on_average_without: required(
          nullable(amount()),
          total(
            'People whose trips are made and out in time, on average of days: without reserve. Null: not of people.',
          ),
        ),
        on_average: required(nullable(amount()), total('The same of this plan.')),
        left: optional(
          amount(),
          total('People, group by group, whom the plan without reserve brings out and this one does not.'),
        ),
        instead: optional(amount(), total('People of other groups whom this plan brings out in their place.')),
      }),
    ),
    total('Price of safety, by level.'),
  ),
  tests: required(
    list(
      object({
        test: required(integer(1, 1_000_000), total('Which decision test, from 1: days of its own.')),
        estimate: required(share(), total('Share of its days, of those sought on, on which all are clear.')),
        lower_at_alpha: required(share(), total('Exact lower limit at what it may spend.')),
      }),
    ),
    total('Every decision test made; that of `assurance` is on this plan.'),
  ),
  recall: required(
    list(
      object({
        notice_s: required(seconds(), total('If every halt is told so long before, and all are called out then.')),
        clear: required(share(), total('Share of days on which all are clear.')),
        people_late: required(amount(), total('Mean number of people inside at the close.')),
        people_out: required(amount(), total('Mean number of people out.')),
      }),
    ),
    total('Where what is required is not reached with halts: what calling all out would do.'),
  ),
  refuge: required(
    nullable(
      object({
        people_late: required(amount(), total('Mean number of people inside at the close and in no refuge.')),
        people_late_without: required(amount(), total('The same without refuges.')),
        people_sheltered: required(amount(), total('Mean number in a refuge. Sheltered is not clear.')),
      }),
    ),
    total('The same: what a refuge with room for all at each inside mouth would do.'),
  ),
})
