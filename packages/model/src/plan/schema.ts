// A plan: what `treve plan` writes and `treve verify-plan` reads. Keys are the contract with outsiders
// (docs/formats/plan.md); instants are ISO 8601 with offset in the file and seconds UTC in memory.

import { categories, directions, mobilities, movements, type Priority, priorities } from '../pause/words.ts'
import { byShape, defaulted, list, object, optional, record, required, type TypeOf } from '../schema/type.ts'
import { boolean, decimal, id, instant, integer, nullable, oneOf, text } from '../schema/values.ts'
import { assuranceSchema, clearProbability } from './assurance.ts'
import { constraintKinds } from './constraints.ts'
import { counts, legFields, openMap } from './legs.ts'
import { type LevelName, levelNames } from './levels.ts'
import { reasons } from './reasons.ts'
import { reserveSchema } from './reserve.ts'

export { type LevelName, levelNames }

/** Levels of people, by the priority they serve. */
export const levelOfPriority = {
  life_critical: '2',
  medical: '3',
  dependent: '4',
  general: '5b',
} as const satisfies Record<Priority, LevelName>

const detail = (doc: string) => ({ sensitivity: 'high' as const, doc })
const total = (doc: string) => ({ sensitivity: 'moderate' as const, doc })

/** Sums over thousands of vehicles and days may pass the limit on a single count. */
const sum = () => integer(0, Number.MAX_SAFE_INTEGER)

const leg = object(legFields)

const turnBack = object({
  enter_by: required(nullable(instant()), detail('Last moment to enter the corridor; null: it is inside already.')),
  leave_stop_by: required(instant(), detail('Last moment to leave the stop.')),
  join_exit_by: required(instant(), detail('Last moment to join the reserved exit.')),
  refuge: optional(id(), detail('Safe waiting place that the terms name, where the exit cannot be reached in time.')),
  reach_refuge_by: optional(instant(), detail('Last moment to be there.')),
})

const secondExit = object({
  corridor: required(id(), detail('Corridor on which a slot is kept for it.')),
  from: required(instant(), detail('It passes the inside mouth there.')),
  kept_until: required(instant(), detail('The slot is kept for it until then.')),
  until: required(instant(), detail('It is out.')),
  turn_by: required(instant(), detail('Who still waits at the first exit then turns to this one.')),
  gates: defaulted(
    list(
      object({
        gate: required(id(), detail('Gate on the way.')),
        lane: required(integer(), detail('Lane kept for it.')),
        from: required(instant(), detail('Service from.')),
        until: required(instant(), detail('Service until.')),
      }),
    ),
    [],
    detail('Services on the way, in order.'),
  ),
})

const trip = object({
  id: required(text(100), detail('Id of the trip.')),
  vehicle: required(text(120), detail('Vehicle: <fleet>-001.')),
  configuration: required(nullable(integer()), detail('Which of the fleet’s `loads`; null for an escort.')),
  convoy: defaulted(nullable(text(100)), null, detail('Convoy it passes with.')),
  escort_of: defaulted(nullable(text(100)), null, detail('Convoy it escorts.')),
  legs: required(list(leg), detail('In order of time.')),
  turn_back: defaulted(nullable(turnBack), null, detail('The three turn-back times.')),
  second_exit: optional(
    secondExit,
    detail('Reserved on another corridor, where its own keeps it waiting; absent: none.'),
  ),
})

const walk = object({
  group: required(id(), detail('Who walk.')),
  corridor: required(id(), detail('Through which corridor.')),
  to: required(id(), detail('Where to.')),
  from: required(instant(), detail('First of them passes the inside mouth.')),
  until: required(instant(), detail('Last of them passes it.')),
  people: required(integer(), detail('How many.')),
  gates: defaulted(
    list(
      object({
        gate: required(id(), detail('Gate.')),
        lanes: required(list(integer()), detail('Lanes held for them.')),
        from: required(instant(), detail('Held from.')),
        until: required(instant(), detail('Held until.')),
      }),
    ),
    [],
    detail('Gates on the way.'),
  ),
})

const direction = object({
  corridor: required(id(), detail('Alternating corridor.')),
  from: required(instant(), detail('From.')),
  until: required(instant(), detail('Until.')),
  direction: required(oneOf([...directions, 'closed']), detail('Which way.')),
})

const earlier = object({
  people: required(
    list(
      object({
        group: required(id(), detail('Who.')),
        to: required(id(), detail('Where they were brought, or are going on foot.')),
        people: required(integer(), detail('How many.')),
      }),
    ),
    detail('People out, or on their way out on foot.'),
  ),
  aid: required(
    list(
      object({
        consignment: required(id(), detail('What.')),
        items: required(counts(), detail('Pieces by item.')),
      }),
    ),
    detail('Aid left where it was to be.'),
  ),
})

const unserved = object({
  group: optional(id(), detail('Group not wholly served.')),
  consignment: optional(id(), detail('Or consignment.')),
  people: optional(integer(), detail('How many of the group.')),
  items: optional(
    byShape<number | Readonly<Record<string, number>>>({ scalar: integer(), map: counts() }),
    detail('Pieces: in all, or by item.'),
  ),
  reason: required(oneOf(reasons), detail('What stood in the way.')),
  would_take: optional(text(2000), detail('The least change that would serve them.')),
  least: optional(
    oneOf(['proved', 'found']),
    detail('With less of it no plan serves them (proved), or none was found that does.'),
  ),
  at_least: optional(
    text(2000),
    detail('Where the least was found, not proved: with less than this, by the bound, no plan serves them.'),
  ),
  also: optional(
    list(
      object({
        reason: required(oneOf(reasons), detail('What it would mend.')),
        would_take: required(text(2000), detail('The least of it that would serve them.')),
        least: required(oneOf(['proved', 'found']), detail('As above.')),
      }),
    ),
    detail('Other changes, each of which would do by itself.'),
  ),
  looked_at: optional(
    oneOf(['in_full', 'in_part', 'no']),
    detail('How far changes were tried in the time there was; absent: not told.'),
  ),
})

const conflict = object({
  about: required(
    oneOf(['people', 'aid', 'promises']),
    total('What cannot be: anybody brought out, anything in, or what is promised kept.'),
  ),
  members: required(
    list(
      object({
        kind: required(oneOf(constraintKinds), total('What kind of term, rule or fact.')),
        id: required(text(200), total('Of what.')),
        path: required(text(500), total('The field of the pause file that states it.')),
        line: optional(integer(1), total('Its line.')),
      }),
    ),
    total('Cannot be kept together; without any one of them the others can.'),
  ),
  proved: required(boolean(), total('By the bound, no plan keeps them all; false: none was found.')),
  smallest: required(boolean(), total('No smaller set is a conflict; false: not all were looked at.')),
  would_take: optional(text(2000), detail('The least change with which somebody, or something, is served.')),
  least_window: optional(
    object({
      window: required(id(), total('Window.')),
      close: required(instant(), total('When it would have to close at the least.')),
      length_s: required(sum(), total('How long it would be.')),
      least: required(oneOf(['proved', 'found']), total('A second less: by the bound nobody, or nobody was found.')),
    }),
    total('The least window in which anything can be done, all else as it is.'),
  ),
})

const level = object({
  level: required(oneOf(levelNames), total('Level of the objective.')),
  unit: required(oneOf(['people', 'ppm', 'g', 's', 'm']), total('Unit of what is counted.')),
  served: required(sum(), total('What this plan reaches.')),
  share_ppm: optional(integer(0, 1_000_000), total('5a: the least drop’s share of its floor.')),
  bound: required(nullable(sum()), total('What no plan at least as good on earlier levels exceeds; null: none known.')),
  gap: required(nullable(sum()), total('Bound less served.')),
  gap_percent: required(nullable(decimal(0, 100)), total('Gap in percent of the bound.')),
  proved: required(boolean(), total('True: served equals the bound.')),
})

const served = object({
  people: required(sum(), total('People brought out.')),
  by_mobility: required(record(mobilities, sum()), total('By mobility.')),
  by_priority: required(record(priorities, sum()), total('By priority.')),
  by_movement: required(record(movements, sum()), total('By movement.')),
  companions: required(sum(), total('Companions; in no total.')),
  aid_g: required(sum(), total('Aid delivered.')),
  by_category: required(record(categories, sum()), total('Aid by category, in grams.')),
})

export const planSchema = object({
  treve_plan: required(integer(1, 1), total('Version of the format.')),
  pause: required(id(), total('Id of the pause.')),
  input_sha256: required(text(64), total('Of the bytes of the pause file.')),
  files: defaulted(openMap(text(64)), {}, total('SHA-256 of the files it names.')),
  seed: required(integer(0, 0xffff_ffff), total('Seed of the search.')),
  effort: required(
    object({
      iterations: required(sum(), total('Iterations done.')),
      seconds_cpu: required(decimal(0, 1e9), total('CPU time of search and bound.')),
      assurance_seconds_cpu: required(decimal(0, 1e9), total('CPU time of the simulation.')),
      stopped_by: required(oneOf(['time', 'iterations', 'optimal', 'cancelled']), total('What ended the search.')),
    }),
    total('What it cost.'),
  ),
  served: required(served, total('What is reached.')),
  levels: required(list(level), total('By level, with bound and gap.')),
  bound: required(
    object({
      people: required(sum(), total('The most people any plan brings out, whatever else it does.')),
      aid_g: required(sum(), total('The most aid, whatever else.')),
      relaxed: required(list(text(100)), total('Rules that the bound leaves out.')),
      slot_s: required(
        nullable(integer()),
        total('Length of the rows of time of the bounds by prices; null: no prices were needed.'),
      ),
    }),
    total('Unconditional maxima.'),
  ),
  gap_percent: required(decimal(0, 100), total('Greatest gap over levels 2 to 6b.')),
  gap_level: required(nullable(oneOf(levelNames)), total('The level it is at.')),
  windows: required(
    list(
      object({
        id: required(id(), total('Window.')),
        close: required(instant(), total('When it closes.')),
        clear_by: required(instant(), total('When all must be clear.')),
        last_exit: required(nullable(instant()), total('When the last vehicle is out; null: none went in.')),
      }),
    ),
    total('By window.'),
  ),
  clear_probability: required(
    nullable(clearProbability),
    total('If the terms are kept and delays are as assumed; not the chance of being safe.'),
  ),
  assurance: defaulted(nullable(assuranceSchema), null, total('How sure it is, in full; null until it is assured.')),
  reserve: defaulted(
    nullable(reserveSchema),
    null,
    total('What is held back so that what the terms require is reached, and its price; null: nothing is required.'),
  ),
  changed_orders: optional(
    sum(),
    total('Vehicles whose orders are not those of the plan in force; absent: none was in force.'),
  ),
  bottleneck_looked_at: optional(
    oneOf(['in_full', 'in_part', 'no']),
    total('How far `bottleneck` was looked for in the time there was; absent: all are served, or it is not told.'),
  ),
  bottleneck: required(
    list(
      object({
        kind: required(text(50), total('corridor, gate, vehicle, bed, intake, window…')),
        id: required(text(200), total('Which.')),
        from: optional(instant(), total('From when.')),
        until: optional(instant(), total('Until when.')),
        marginal_value: optional(decimal(0, 1e12), total('What one more would bring.')),
      }),
    ),
    total('What stands in the way.'),
  ),
  trips: required(list(trip), detail('Every trip.')),
  walking: defaulted(list(walk), [], detail('Who walks, when.')),
  earlier: optional(
    earlier,
    total('By earlier plans of the same pause, from which this one was made anew: done, and in none of its figures.'),
  ),
  directions: defaulted(list(direction), [], detail('Direction of alternating corridors.')),
  unserved: required(list(unserved), detail('Who and what is not served, and why.')),
  conflicts: optional(
    list(conflict),
    total('Where nobody can be brought out, or nothing in: the smallest set of what cannot be kept together.'),
  ),
})

export type Plan = TypeOf<typeof planSchema>
export type Trip = TypeOf<typeof trip>
export type SecondExit = TypeOf<typeof secondExit>
export type TurnBack = TypeOf<typeof turnBack>
export type Walk = TypeOf<typeof walk>
/** Done by earlier plans of the same pause. */
export type Earlier = TypeOf<typeof earlier>
export type Assurance = TypeOf<typeof assuranceSchema>
export type Claim = Assurance['with_halts']
export type Reserve = TypeOf<typeof reserveSchema>
/** What orders and plan keep to. */
export type Kept = Pick<
  Reserve,
  'buffer_s' | 'slack_s' | 'turn_back' | 'corridors' | 'second_exits' | 'spare_lanes' | 'staggered'
>
export type ClearProbability = TypeOf<typeof clearProbability>
export type PlanLevel = TypeOf<typeof level>
export type Served = TypeOf<typeof served>
export type Unserved = TypeOf<typeof unserved>
export type Conflict = TypeOf<typeof conflict>
export type DirectionInterval = TypeOf<typeof direction>
