// The pause file: one declaration, from which come the types, the JSON Schema, the sensitivities and the messages.
// What the words mean is in docs/formats/pause-file.md.

import { counts, legFields } from '../plan/legs.ts'
import { entryOf, type Node, pathOf } from '../reading/node.ts'
import {
  anyOf,
  byShape,
  byWord,
  defaulted,
  list,
  mapped,
  nearest,
  object,
  optional,
  type Reading,
  record,
  report,
  required,
  type Type,
  type TypeOf,
} from '../schema/type.ts'
import {
  boolean,
  decimal,
  duration,
  figure,
  id,
  instant,
  integer,
  length,
  localText,
  mass,
  nullable,
  oneOf,
  position,
  range,
  text,
  volume,
} from '../schema/values.ts'
import { isTimeZone, type TimeZone } from '../time.ts'
import type { Metres, Seconds } from '../units.ts'
import { area } from './area.ts'
import {
  forEveryKind,
  from,
  handling,
  peopleRate,
  peopleRateFields,
  positive,
  shortRate,
  type TimeOrSpeed,
  timeByKind,
  timeOrSpeed,
  type Varying,
  varying,
  vehicleRateFields,
} from './flows.ts'
import {
  categories,
  directionRules,
  directions,
  type Mobility,
  mobilities,
  movements,
  partyRoles,
  placeKinds,
  priorities,
  subjects,
  uses,
  type VehicleKind,
  vehicleKinds,
  type Wish,
  wishes,
} from './words.ts'

export const limits = {
  places: 10_000,
  links: 100_000,
  corridors: 200,
  groups: 5_000,
  vehicles: 5_000,
  items: 20_000,
  titleLetters: 200,
  windowDays: 7,
} as const

const low = (doc: string) => ({ sensitivity: 'low' as const, doc })
const moderate = (doc: string) => ({ sensitivity: 'moderate' as const, doc })
const high = (doc: string) => ({ sensitivity: 'high' as const, doc })

/** What any described thing may carry. */
const described = {
  name: optional(localText(limits.titleLetters), low('What people call it, by language.')),
  source: optional(text(500), moderate('Where what is said of it comes from.')),
  assumed: optional(boolean(), low('True where the figures are assumed.')),
  note: optional(text(), high('A remark for the planners.')),
}

const party = object({
  id: required(id(), low('Id of the party.')),
  role: required(oneOf(partyRoles), low('Its part in the pause.')),
  ...described,
})

const window = object({
  id: required(id(), low('Id of the window.')),
  open: required(instant(), moderate('When fighting stops.')),
  close: required(instant(), moderate('When it may resume. The window is [open, close).')),
  source: described.source,
  assumed: described.assumed,
})

const terms = object({
  stated_by: defaulted(list(id()), [], low('Parties that announced the pause. Announcing is not agreeing.')),
  agreed_by: defaulted(list(id()), [], moderate('Parties that agreed to it.')),
  windows: required(list(window, { min: 1, max: 60 }), moderate('The agreed periods, in order.')),
  clear: defaulted(
    object({
      buffer: defaulted(figure(duration()), 0 as Seconds, moderate('How long before the close all must be clear.')),
      probability: defaulted(
        nullable(probability()),
        null,
        moderate('Required probability that all are clear; null: none required.'),
      ),
    }),
    { buffer: 0 as Seconds, probability: null },
    moderate('When all who moved must be out, and how surely.'),
  ),
  silent_on: optional(
    list(oneOf(subjects)),
    moderate('What the terms do not say. Absent: all that `says` does not answer.'),
  ),
  says: defaulted(record(subjects, localText()), {}, moderate('What the terms say, by subject.')),
})

const loadOf = (doc: string) => optional(figure(integer()), moderate(doc))

/** Beds, seats and places for stretchers: by the mobility of who takes them. */
const beds = record(['stretcher', 'wheelchair', 'seated'] as const, figure(integer()))

const place = object({
  id: required(id(), low('Id of the place.')),
  kind: required(oneOf(placeKinds), low('What happens there.')),
  at: required(position(), high('[longitude, latitude].')),
  inside: defaulted(boolean(), false, moderate('True if it lies in the zone.')),
  district: optional(text(100), moderate('District, for evenness between districts.')),
  holding: optional(figure(integer()), moderate('How many people may wait there. Warns, does not bind.')),
  places: optional(figure(integer()), moderate('How many people a reception site can take in all.')),
  beds: optional(beds, moderate('Beds of a hospital by mobility; a stretcher bed also takes the others.')),
  intake: optional(peopleRate(), moderate('How fast people can be taken in.')),
  load: optional(handling(), moderate('How fast aid is loaded.')),
  unload: optional(handling(), moderate('How fast aid is unloaded.')),
  serves: optional(figure(integer()), moderate('How many people a drop serves.')),
  ...described,
})

const link = object({
  between: required(pair(id()), moderate('The two places; both ways unless `one_way`.')),
  time: optional(
    varying(
      timeByKind(),
      mapped(object({ from, time: required(timeByKind(), moderate('Travel time.')) }), ({ from, time }) => ({
        from,
        value: time,
      })),
    ),
    moderate('Travel time of vehicles, for all kinds or by kind.'),
  ),
  on_foot: optional(figure(duration()), moderate('Walking time.')),
  one_way: defaulted(boolean(), false, moderate('Only from the first to the second.')),
  source: described.source,
  assumed: described.assumed,
})

/** A road network file: places and links that several pauses of one city share. */
export const networkSchema = object({
  treve_network: required(oneOf(['1']), low('Version of the format.')),
  note: described.note,
  source: described.source,
  places: defaulted(list(place, { max: limits.places }), [], high('Places that the pause files need not name.')),
  links: required(list(link, { max: limits.links }), moderate('Ways between places of one side.')),
})

const travelers = ['vehicle', 'on_foot', ...vehicleKinds] as const
type WrittenTravel = Partial<Readonly<Record<(typeof travelers)[number], TimeOrSpeed>>>
const travelFields = Object.fromEntries(
  travelers.map((key) => [key, optional(timeOrSpeed(), moderate(`Mouth to mouth: ${key}.`))]),
)
const travelRow: Type<{ from: TypeOf<(typeof from)['type']>; value: WrittenTravel }> = mapped(
  object({ from, ...travelFields }),
  (row) => {
    const { from, ...value } = row
    return { from, value: value as WrittenTravel }
  },
)

/** Seconds mouth to mouth by kind of vehicle and on foot; a kind without one does not pass. */
export type CorridorTravel = Partial<Readonly<Record<VehicleKind | 'on_foot', Seconds>>>

const capacityFields = {
  ...vehicleRateFields,
  shared: defaulted(boolean(), false, moderate('True: one number for both directions together.')),
}
const capacity = object(capacityFields)
export type CorridorCapacity = TypeOf<typeof capacity>

const gate = object({
  id: required(id(), moderate('Id of the gate, unique in its corridor.')),
  position: required(decimal(0, 1), moderate('Where it stands: 0 at the outside mouth, 1 at the inside one.')),
  checks: defaulted(list(oneOf(directions)), [...directions], moderate('Directions that are checked.')),
  lanes: defaulted(figure(integer()), 1, moderate('Lanes for vehicles.')),
  foot_lanes: defaulted(figure(integer()), 0, moderate('Lanes of their own for people on foot.')),
  car_lanes: defaulted(figure(integer()), 0, moderate('Lanes of their own for private cars.')),
  service: required(serviceTimes(), moderate('How long one vehicle, or one person on foot, is checked.')),
  ...described,
})

const corridorFields = object({
  id: required(id(), low('Id of the corridor.')),
  uses: required(list(oneOf(uses), { min: 1 }), moderate('What it may be used for.')),
  outside: required(id(), moderate('Mouth outside the zone.')),
  inside: required(id(), moderate('Mouth in the zone.')),
  length: optional(figure(length()), moderate('Length, mouth to mouth.')),
  travel: required(
    varying(
      mapped(object(travelFields), (value) => value as WrittenTravel),
      travelRow,
    ),
    moderate('Time, or speed, mouth to mouth; service at gates not included.'),
  ),
  direction: defaulted(oneOf(directionRules), 'both', moderate('Which way it may be passed.')),
  clearance: defaulted(
    figure(duration()),
    0 as Seconds,
    moderate('Alternating: how long it must be empty between directions.'),
  ),
  capacity: optional(
    varying(
      byShape({ scalar: shortRate((vehicles, per) => ({ vehicles, per, shared: false })), map: capacity }),
      mapped(object({ from, ...capacityFields }), ({ from, ...value }) => ({ from, value })),
    ),
    moderate('Vehicles that may enter, in each direction.'),
  ),
  on_foot: optional(
    varying(
      peopleRate(),
      mapped(object({ from, ...peopleRateFields }), ({ from, ...value }) => ({ from, value })),
    ),
    moderate('People on foot who may pass; absent: nobody walks here.'),
  ),
  private_cars: optional(
    object({
      ...vehicleRateFields,
      people_per_car: optional(figure(integer()), moderate('People in a car, estimated.')),
    }),
    moderate('A flow of cars of their own, outward.'),
  ),
  gates: defaulted(list(gate, { max: 20 }), [], moderate('Checkpoints on the way.')),
  opens: defaulted(
    object({
      needs: defaulted(list(id()), [], moderate('What must be so before it opens.')),
      earliest: optional(
        instant({ bareHour: true }),
        moderate('When that is taken as met; absent: at the opening of the window.'),
      ),
    }),
    { needs: [] },
    moderate('Conditions of opening.'),
  ),
  path: optional(
    list(position(), { min: 2, max: 10_000 }),
    high('The line it follows on the map, from the outside mouth.'),
  ),
  ...described,
})

const corridor = mapped(corridorFields, (value, node, reading) => {
  const { travel: written, ...rest } = value
  const travel: { from: (typeof written)[number]['from']; value: CorridorTravel }[] = []
  for (const row of written) {
    const times = travelTimes(row.value, value.length, entryOf(node, 'travel') ?? node, reading)
    if (times === undefined) return undefined
    travel.push({ from: row.from, value: times })
  }
  return keepNode({ ...rest, travel: travel as Varying<CorridorTravel> }, node, reading)
})

/** What is told of any people, whatever they wish. */
const ofAnyPeople = {
  id: required(id(), moderate('Id of the group.')),
  at: required(id(), high('Where they are.')),
  count: required(range(integer()), high('How many they are.')),
}

const ofLeaving = {
  mobility: required(oneOf(mobilities), high('How they can move.')),
  priority: required(oneOf(priorities), high('Set by those who assess need; the reason is never stored.')),
  movement: required(oneOf(movements), high('What they move as.')),
  to: required(list(id(), { min: 1 }), high('Destinations they chose.')),
}

const furtherOfLeaving = {
  group_size: defaulted(figure(integer(1, 1000)), 1, high('People who stay together.')),
  companions: defaulted(figure(integer(0, 10)), 0, high('People who travel with each of them, seated.')),
  rank: optional(integer(0, 1_000_000), high('Order on the clinicians’ list: lower first.')),
  ready: optional(
    byShape<ReadyAt>({
      scalar: instant({ bareHour: true }),
      list: list(
        object({
          at: required(instant({ bareHour: true }), high('When they come.')),
          count: required(integer(), high('How many.')),
        }),
        { min: 1, max: 1000 },
      ),
    }),
    high('When they can board; absent: from the first opening.'),
  ),
}

/** Read as any wish, so that a mistyped one is told with all three; written in the JSON Schema as those of the form. */
function wishOf<const W extends Wish>(...words: readonly W[]): Type<W> {
  return {
    read(node, reading) {
      const found = oneOf(wishes).read(node, reading)
      return words.find((word) => word === found)
    },
    json: oneOf(words).json,
  }
}

const whoLeaves = object({
  ...ofAnyPeople,
  wish: defaulted(wishOf('leave'), 'leave', high('What they said: they wish to leave.')),
  ...ofLeaving,
  ...furtherOfLeaving,
  ...described,
})

/** Nobody plans for them; what else is known of them may stand, for the day they are asked or change their mind. */
const whoIsNotPlanned = object({
  ...ofAnyPeople,
  wish: required(wishOf('stay', 'not_asked'), high('That they chose to stay, or that nobody asked them yet.')),
  mobility: optional(ofLeaving.mobility.type, ofLeaving.mobility),
  priority: optional(ofLeaving.priority.type, ofLeaving.priority),
  movement: optional(ofLeaving.movement.type, ofLeaving.movement),
  to: optional(ofLeaving.to.type, ofLeaving.to),
  ...furtherOfLeaving,
  ...described,
})

/** `path`: where it stands in the file. */
const groupOfLeaving = mapped(whoLeaves, (value, node, reading) =>
  keepNode({ ...value, path: pathOf(node) }, node, reading),
)
const groupNotPlanned = mapped(whoIsNotPlanned, (value, node, reading) =>
  keepNode({ ...value, path: pathOf(node) }, node, reading),
)

const group = byWord<Wish, Group | NotPlanned>('wish', [
  { words: ['leave'], type: groupOfLeaving },
  { words: ['stay', 'not_asked'], type: groupNotPlanned },
])

/** One instant, or how many come when. */
export type ReadyAt =
  | TypeOf<ReturnType<typeof instant>>
  | readonly { readonly at: TypeOf<ReturnType<typeof instant>>; readonly count: number }[]

const item = object({
  id: required(id(), low('Id of the item, unique in its consignment.')),
  category: required(oneOf(categories), low('What it is.')),
  count: required(figure(integer()), moderate('How many pieces.')),
  mass: required(positive(figure(mass())), moderate('Mass of a piece.')),
  volume: defaulted(figure(volume()), 0 as TypeOf<ReturnType<typeof volume>>, moderate('Volume of a piece.')),
  ...described,
})

const consignment = object({
  id: required(id(), low('Id of the consignment.')),
  donor: required(id(), low('The party that gives it.')),
  from: required(id(), high('Warehouse it waits at.')),
  to: required(id(), high('Drop it is for.')),
  floor: defaulted(figure(mass()), 0 as TypeOf<ReturnType<typeof mass>>, moderate('What those who stay must have.')),
  items: required(list(item, { min: 1 }), moderate('Line by line.')),
  ...described,
})

const handlingOfPeople = object({
  fixed: defaulted(figure(duration()), 0 as Seconds, moderate('Per stop, whoever boards.')),
  doors: optional(figure(integer(1, 20)), moderate('How many board at once.')),
  seated: optional(figure(duration()), moderate('Per person seated.')),
  wheelchair: optional(figure(duration()), moderate('Per person in a wheelchair.')),
  stretcher: optional(figure(duration()), moderate('Per person on a stretcher.')),
})

const configuration = object({
  seated: loadOf('Seats.'),
  wheelchair: loadOf('Places for wheelchairs.'),
  stretcher: loadOf('Places for stretchers.'),
  mass: optional(figure(mass()), moderate('Load limit.')),
  volume: optional(figure(volume()), moderate('Hold; absent: no limit.')),
})

const fleet = object({
  id: required(id(), moderate('Id; its vehicles are <id>-001 and on.')),
  kind: required(oneOf(vehicleKinds), moderate('Kind of vehicle.')),
  count: required(figure(integer()), moderate('How many there are.')),
  at: required(id(), high('Where they start, outside.')),
  available: optional(pair(instant({ bareHour: true })), moderate('First departure to last leg; absent: always.')),
  crew_hours: optional(
    figure(duration()),
    moderate('Longest time from first departure to last leg within one window.'),
  ),
  carries: defaulted(
    list(oneOf(uses)),
    [],
    moderate('What it may carry. Ambulances: patients, companions and health staff only.'),
  ),
  loads: defaulted(list(configuration), [], moderate('Ways to fit it out; one for each trip.')),
  doors: optional(figure(integer(1, 20)), moderate('Doors, where `board` and `alight` name none.')),
  board: defaulted(handlingOfPeople, { fixed: 0 as Seconds }, moderate('Boarding.')),
  alight: defaulted(handlingOfPeople, { fixed: 0 as Seconds }, moderate('Alighting.')),
  ...described,
})

const convoyRule = object({
  corridor: required(id(), moderate('Where the rule holds.')),
  uses: required(list(oneOf(uses), { min: 1 }), moderate('For which movements.')),
  size: required(pair(integer(1, 5000)), moderate('Least and greatest number of vehicles, escorts not counted.')),
  escort: defaulted(id(), 'none', moderate('Fleet of the escort, or none.')),
  spacing: optional(spacing(), moderate('Between vehicles, in time or distance.')),
})

const event = object({
  id: required(id(), moderate('Id of the event.')),
  earliest: required(instant({ bareHour: true }), moderate('When it is taken as met.')),
})

const reciprocal = object({
  id: required(id(), moderate('Id of the condition.')),
  movement: required(oneOf([...movements, 'aid']), moderate('What waits. Never medical.')),
  waits_for: required(id(), moderate('A movement, or an event of `events`.')),
  exempt: defaulted(list(oneOf(uses)), ['medical'], moderate('What it never holds.')),
})

const refuge = object({
  at: required(id(), high('Place in the zone.')),
  capacity: required(figure(integer()), high('How many people.')),
  until: required(instant({ bareHour: true }), high('Until when it holds.')),
  guaranteed_by: required(id(), high('Party that guarantees it.')),
})

const committedTrip = object({
  id: required(text(100), high('Id of the trip in the plan.')),
  vehicle: required(text(100), high('The vehicle.')),
  legs: required(list(object(legFields)), high('What is done or promised, as in a plan.')),
  convoy: optional(text(100), high('Convoy it passes with, as in a plan.')),
  escort_of: optional(text(100), high('Convoy it escorts, as in a plan.')),
})

export const stateSchema = object({
  at: required(instant({ bareHour: true }), high('The instant it describes.')),
  vehicles: required(
    list(
      object({
        id: required(text(100), high('The vehicle.')),
        place: optional(id(), high('Where it stands.')),
        corridor: optional(id(), high('Or on which corridor.')),
        position: optional(decimal(0, 1), high('How far from the outside mouth.')),
        aboard: defaulted(counts(), {}, high('People aboard by group.')),
      }),
    ),
    high('Where all are.'),
  ),
  done: defaulted(list(text(100)), [], high('Trips that have ended.')),
})

const rules = object({
  separate: defaulted(list(pair(oneOf(uses))), [], moderate('Movements that share neither vehicle nor slot.')),
  convoys: defaulted(list(convoyRule), [], moderate('Where vehicles must pass together.')),
  events: defaulted(list(event), [], moderate('Events that conditions wait for.')),
  reciprocal: defaulted(list(reciprocal), [], moderate('“They move if we move.”')),
  refuges: defaulted(list(refuge), [], high('Guaranteed waiting places in the zone.')),
  alternates: defaulted(
    list(
      object({
        corridor: required(id(), high('The alternate.')),
        instead_of: required(id(), high('What it stands in for.')),
      }),
    ),
    [],
    high('Notified routes that a new plan may use.'),
  ),
  committed: defaulted(list(committedTrip), [], high('What is done or promised.')),
  state: optional(stateSchema, high('Where all are, when planning anew.')),
})

/** Standard deviation of a factor of mean 1. */
const spread = (doc: string) => optional(figure(decimal(0, 5)), low(doc))
const interruption = (doc: string) =>
  optional(
    object({
      per_hour: required(figure(decimal(0, 60)), low('How often, an hour.')),
      mean: required(positive(figure(duration())), low('How long on average.')),
      source: described.source,
      assumed: described.assumed,
    }),
    low(doc),
  )

const uncertainty = object({
  city: spread('Spread of travel times over the whole city.'),
  corridor_hour: spread('Spread by corridor and hour.'),
  leg: spread('Spread of each drive.'),
  boarding: spread('Spread of each boarding, alighting, loading and unloading.'),
  closures: interruption('Of one corridor.'),
  halts: interruption('Of everything.'),
  breakdowns: interruption('Of one vehicle, by hour of driving.'),
  late_people: optional(
    object({
      share: required(figure(decimal(0, 1)), low('Share of the loads for which some come late.')),
      mean: required(positive(figure(duration())), low('How late on average.')),
      source: described.source,
      assumed: described.assumed,
    }),
    low('People who come late to where they board.'),
  ),
  refused_boarding: optional(figure(decimal(0, 1)), low('Share of those who were to board and do not.')),
  turn_back: optional(quantile(), low('Quantile of the remaining way that the turn-back times count on.')),
  source: described.source,
  assumed: described.assumed,
})

export const pauseSchema = object({
  treve_pause: required(oneOf(['1']), low('Version of the format.')),
  id: required(id(), low('Id of the pause.')),
  title: required(localText(limits.titleLetters), low('Its title.')),
  time_zone: required(timeZone(), low('Every local time is in it.')),
  exercise: defaulted(boolean(), false, low('True: an exercise, marked so everywhere.')),
  note: described.note,
  source: described.source,
  parties: defaulted(list(party, { max: 100 }), [], low('Who is party to the conflict or to the pause.')),
  terms: required(terms, moderate('What was agreed or announced.')),
  zone: required(
    object({ area: required(area(), moderate('GeoJSON Polygon or MultiPolygon, or a file of one.')) }),
    moderate('What every vehicle must have left in time.'),
  ),
  places: defaulted(list(place, { max: limits.places }), [], high('Sites and mouths.')),
  links: defaulted(list(link, { max: limits.links }), [], moderate('Ways between places of one side.')),
  network: optional(text(200), moderate('A file of a road network, beside this one: its places and links join these.')),
  corridors: defaulted(list(corridor, { max: limits.corridors }), [], moderate('Ways through the line.')),
  people: defaulted(
    list(group, { max: limits.groups }),
    [],
    high('Who WISH to leave; beside them who chose to stay, or was not asked. Who stays is not a remainder.'),
  ),
  aid: defaulted(list(consignment), [], moderate('What goes in.')),
  fleet: defaulted(list(fleet), [], moderate('Vehicles, by kind and home.')),
  rules: defaulted(
    rules,
    { separate: [], convoys: [], events: [], reciprocal: [], refuges: [], alternates: [], committed: [] },
    moderate('Rules of movement.'),
  ),
  uncertainty: defaulted(uncertainty, {}, low('How far the day may differ from the plan.')),
})

/** A pause as read: quantities in whole base units, instants in UTC, defaults filled in. */
export type Pause = Omit<TypeOf<typeof pauseSchema>, 'people'> & {
  /** Who wish to leave. */
  readonly people: readonly Group[]
  /** Who chose to stay, or was not asked: counted apart, and planned for by nobody. */
  readonly not_planned: readonly NotPlanned[]
}
export type State = TypeOf<typeof stateSchema>
export type Party = TypeOf<typeof party>
export type Window = TypeOf<typeof window>
export type Place = TypeOf<typeof place>
export type Link = TypeOf<typeof link>
export type Gate = TypeOf<typeof gate>
export type Corridor = TypeOf<typeof corridor>
export type Group = TypeOf<typeof groupOfLeaving>
export type NotPlanned = TypeOf<typeof groupNotPlanned>
export type Item = TypeOf<typeof item>
export type Consignment = TypeOf<typeof consignment>
export type Configuration = TypeOf<typeof configuration>
export type HandlingOfPeople = TypeOf<typeof handlingOfPeople>
export type Fleet = TypeOf<typeof fleet>
export type ConvoyRule = TypeOf<typeof convoyRule>
export type Spacing = TypeOf<ReturnType<typeof spacing>>

/** Of the people as a file lists them: those to plan for, and the others. */
export function byWish(people: readonly (Group | NotPlanned)[]): Pick<Pause, 'people' | 'not_planned'> {
  return {
    people: people.filter((each) => each.wish === 'leave'),
    not_planned: people.filter((each) => each.wish !== 'leave'),
  }
}

/** The person who takes a place of this kind in a vehicle or a bed. */
export type PlaceMobility = Exclude<Mobility, 'on_foot'>

/** What may be required of chance: never certainty, which no plan can promise; and nothing is `null`, not 0. */
function probability(): Type<number> {
  const read = mapped(decimal(0, 1), (value, node, reading) => {
    if (value < leastProbability) return report(reading, node, 'probability_of_nothing', { found: value })
    return value > mostProbability ? report(reading, node, 'probability_certain', { found: value }) : value
  })
  return { ...read, json: () => ({ type: 'number', minimum: leastProbability, maximum: mostProbability }) }
}

/** More likely than not, and short of certain. */
function quantile(): Type<number> {
  const read = mapped(figure(decimal(0.5, 1)), (value, node, reading) =>
    value > mostProbability ? report(reading, node, 'quantile_certain', { found: value }) : value,
  )
  return { ...read, json: () => figure(decimal(0.5, mostProbability)).json() }
}

const leastProbability = 0.000_001
const mostProbability = 0.999_999

function timeZone(): Type<TimeZone> {
  return {
    read: (node, reading) => {
      const name = node.kind === 'scalar' ? node.text : ''
      if (isTimeZone(name)) return name
      const near = nearestTimeZone(name)
      return near === undefined
        ? report(reading, node, 'time_zone_unknown', { found: name })
        : report(reading, node, 'time_zone_misspelt', { found: name, near })
    },
    json: () => ({ type: 'string', examples: ['Asia/Damascus'] }),
  }
}

/** By its whole name, or by the name of the place alone. */
function nearestTimeZone(name: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone')
  const words = new Map(zones.flatMap((zone) => [zone, placeOfZone(zone)].map((word) => [inSmallLetters(word), zone])))
  return words.get(nearest(name.replaceAll(' ', '_'), [...words.keys()]) ?? '')
}

function placeOfZone(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1)
}

function inSmallLetters(zone: string): string {
  return zone.toLowerCase().replaceAll('-', '_')
}

function pair<T>(inner: Type<T>): Type<readonly [T, T]> {
  const read = mapped(list(inner), (value, node, reading): readonly [T, T] | undefined => {
    const [first, second, more] = value
    const isPair = node.kind === 'list' && node.items.length === 2
    if (isPair && (first === undefined || second === undefined)) return undefined
    return !isPair || first === undefined || second === undefined || more !== undefined
      ? report(reading, node, 'expected_pair')
      : [first, second]
  })
  return { ...read, json: () => ({ ...read.json(), minItems: 2, maxItems: 2 }) }
}

function serviceTimes(): Type<CorridorTravel> {
  const kinds = record([...vehicleKinds, 'person_on_foot'] as const, figure(duration()))
  const byKind = mapped(kinds, ({ person_on_foot, ...vehicles }) => ({
    ...vehicles,
    ...(person_on_foot === undefined ? {} : { on_foot: person_on_foot }),
  }))
  const single = mapped(
    figure(duration()),
    (seconds): CorridorTravel => ({ ...forEveryKind(seconds), on_foot: seconds }),
  )
  const map: Type<CorridorTravel> = {
    read: (node, reading) => (node.kind === 'map' && node.entries.has('best') ? single : byKind).read(node, reading),
    json: () => anyOf(single.json(), byKind.json()),
  }
  return byShape({ scalar: single, map })
}

function spacing(): Type<{ readonly seconds: Seconds } | { readonly metres: Metres }> {
  const asTime = mapped(duration(), (seconds): { seconds: Seconds } | { metres: Metres } => ({ seconds }))
  const asLength = mapped(length(), (metres): { seconds: Seconds } | { metres: Metres } => ({ metres }))
  return {
    read: (node, reading) =>
      (node.kind === 'scalar' && /k?m\s*$/.test(node.text) ? asLength : asTime).read(node, reading),
    json: () => anyOf(asTime.json(), asLength.json()),
  }
}

function travelTimes(
  written: WrittenTravel,
  lengthMetres: Metres | undefined,
  node: Node,
  reading: Reading,
): CorridorTravel | undefined {
  const times: Partial<Record<VehicleKind | 'on_foot', Seconds>> = {}
  for (const kind of [...vehicleKinds, 'on_foot'] as const) {
    const way = written[kind] ?? (kind === 'on_foot' ? undefined : written.vehicle)
    if (way === undefined) continue
    if ('seconds' in way) times[kind] = way.seconds
    else if (lengthMetres === undefined) return report(reading, node, 'speed_without_length')
    else times[kind] = Math.ceil((lengthMetres * 3600) / way.metresPerHour) as Seconds
  }
  return times
}

function keepNode<T extends object>(value: T, node: Node, reading: Reading): T {
  if (node.kind === 'map') reading.nodes.set(value, node)
  return value
}
