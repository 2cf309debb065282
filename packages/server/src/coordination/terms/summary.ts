// What the other parts need of a version of the terms. The whole is the pause file, attached to the entry.

import {
  formatInstant,
  isTimeZone,
  type LocalText,
  movements,
  type Pause,
  type PlaceKind,
  partyRoles,
  placeKinds,
  subjects,
  subjectsToAsk,
  type TimeZone,
  uses,
} from '@treve/model'
import {
  boolean,
  id,
  instant,
  integer,
  list,
  localText,
  mapped,
  object,
  oneOf,
  optional,
  record,
  required,
  type TypeOf,
  text,
} from '@treve/model/schema'
import type { Json, JsonObject } from '../event.ts'
import { high, low, moderate } from '../sensitivity.ts'

/** What each agreement must say. */
export const fiveThings = ['times', 'places', 'routes', 'who', 'aid'] as const
export type FiveThing = (typeof fiveThings)[number]

const zone = mapped(text(100), (name): TimeZone | undefined => (isTimeZone(name) ? name : undefined))

export const summaryType = object({
  id: required(id(), low('Id of the pause.')),
  exercise: required(boolean(), low('True: an exercise.')),
  title: required(localText(), low('Its title.')),
  time_zone: required(zone, low('Zone of its local times.')),
  windows: required(
    list(
      object({
        id: required(id(), low('Id of the window.')),
        open: required(instant(), moderate('When fighting stops.')),
        close: required(instant(), moderate('When it may resume.')),
      }),
    ),
    moderate('The periods.'),
  ),
  buffer_s: required(integer(0, 10_000_000), moderate('How long before the close all must be clear.')),
  parties: required(
    list(
      object({
        id: required(id(), low('Id of the party.')),
        role: required(oneOf(partyRoles), low('Its part in the pause.')),
        name: optional(localText(), low('What it is called.')),
      }),
    ),
    low('The parties.'),
  ),
  corridors: required(
    list(
      object({
        id: required(id(), low('Id of the corridor.')),
        name: optional(localText(), low('What it is called.')),
        uses: required(list(oneOf(uses)), moderate('What it may be used for.')),
        needs: required(list(id()), moderate('What must be so before it opens.')),
        earliest: optional(instant(), moderate('When it may open at the earliest.')),
        segments: required(list(id()), moderate('Its segments; `whole` where it has none of its own.')),
      }),
    ),
    moderate('The corridors.'),
  ),
  gates: optional(
    list(
      object({
        id: required(id(), moderate('Id of the gate.')),
        corridor: required(id(), moderate('On which corridor.')),
        name: optional(localText(), moderate('What it is called.')),
      }),
    ),
    moderate('Its gates, to choose from.'),
  ),
  places: optional(
    list(
      object({
        id: required(id(), high('Id of the place.')),
        kind: required(oneOf(placeKinds), high('What happens there.')),
        name: optional(localText(), high('What it is called.')),
      }),
    ),
    high('Where people and aid come from and go, to choose from.'),
  ),
  movements: required(list(oneOf(movements)), moderate('What people move as.')),
  aid: required(
    list(object({ id: required(id(), low('Id of the consignment.')), donor: required(id(), low('Who gives it.')) })),
    moderate('What goes in.'),
  ),
  reciprocal: required(
    list(
      object({
        id: required(id(), moderate('Id of the condition.')),
        movement: required(oneOf([...movements, 'aid']), moderate('What waits.')),
        waits_for: required(id(), moderate('A movement, or an event.')),
        exempt: required(list(oneOf(uses)), moderate('What it never holds.')),
      }),
    ),
    moderate('“They move if we move.”'),
  ),
  events: required(
    list(
      object({
        id: required(id(), moderate('Id of the event.')),
        earliest: required(instant(), moderate('When a plan takes it as met.')),
      }),
    ),
    moderate('What conditions wait for.'),
  ),
  says: required(record(subjects, localText()), moderate('What the terms say, by subject.')),
  silent_on: required(list(oneOf(subjects)), moderate('What they do not say.')),
  five: required(
    object({
      times: required(boolean(), low('Times, with their zone.')),
      places: required(boolean(), low('Places.')),
      routes: required(boolean(), low('Routes.')),
      who: required(boolean(), low('Who may move.')),
      aid: required(boolean(), low('Whether aid goes in.')),
    }),
    low('Which of the five things it says.'),
  ),
})

export type TermsSummary = TypeOf<typeof summaryType>

export interface BesideTheFile {
  /** Whether the terms say that aid goes in, or that it does not. */
  readonly aidGoesIn?: 'yes' | 'no' | 'not_said'
  readonly segments: readonly { readonly corridor: string; readonly segments: readonly string[] }[]
}

export function summaryOf(pause: Pause, beside: BesideTheFile): TermsSummary {
  const { terms } = pause
  const { aidGoesIn = pause.aid.length > 0 ? 'yes' : 'not_said' } = beside
  const groups = pause.people.filter(({ count }) => count.high > 0)
  return {
    id: pause.id,
    exercise: pause.exercise,
    title: pause.title,
    time_zone: pause.time_zone,
    windows: terms.windows.map(({ id: name, open, close }) => ({ id: name, open, close })),
    buffer_s: terms.clear.buffer,
    parties: pause.parties.map(({ id: name, role, name: called }) => ({
      id: name,
      role,
      ...(called === undefined ? {} : { name: called }),
    })),
    corridors: pause.corridors.map((each) => ({
      id: each.id,
      ...(each.name === undefined ? {} : { name: each.name }),
      uses: each.uses,
      needs: each.opens.needs,
      ...(each.opens.earliest === undefined ? {} : { earliest: each.opens.earliest }),
      segments: beside.segments.find(({ corridor }) => corridor === each.id)?.segments ?? ['whole'],
    })),
    ...choicesIn(pause),
    movements: movements.filter((movement) => groups.some((group) => group.movement === movement)),
    aid: pause.aid.map(({ id: name, donor }) => ({ id: name, donor })),
    reciprocal: pause.rules.reciprocal,
    events: pause.rules.events,
    says: terms.says,
    silent_on: subjectsToAsk(pause),
    five: {
      times: terms.windows.every(({ assumed }) => assumed !== true),
      places: pause.places.some(({ kind, inside }) => inside && (kind === 'pick_up' || kind === 'drop')),
      routes: pause.corridors.length > 0,
      who: groups.length > 0 || terms.says.men_of_fighting_age !== undefined,
      aid: aidGoesIn !== 'not_said',
    },
  }
}

/** More than anybody would choose from: they are typed. */
const mostChoices = 400
const nobodyComesThere: readonly PlaceKind[] = ['mouth', 'junction', 'depot']

function choicesIn({ corridors, places }: Pause): Pick<TermsSummary, 'gates' | 'places'> {
  const named = <T extends object>(rest: T, name: LocalText | undefined) =>
    name === undefined ? rest : { ...rest, name }
  const gates = corridors.flatMap(({ id: corridor, gates: own }) =>
    own.map(({ id: gate, name }) => named({ id: gate, corridor }, name)),
  )
  const sites = places
    .filter(({ kind }) => !nobodyComesThere.includes(kind))
    .map(({ id: place, kind, name }) => named({ id: place, kind }, name))
  return {
    ...(gates.length > mostChoices ? {} : { gates }),
    ...(sites.length > mostChoices ? {} : { places: sites }),
  }
}

/** As the account has it: instants with the offset of the pause's zone. */
export function summaryToJson(summary: TermsSummary): JsonObject {
  const at = (when: TermsSummary['windows'][number]['open']) => formatInstant(when, summary.time_zone)
  return {
    // Everything else is JSON as it is.
    ...(summary as unknown as JsonObject),
    windows: summary.windows.map(({ id: name, open, close }) => ({ id: name, open: at(open), close: at(close) })),
    corridors: summary.corridors.map((each) => ({
      ...(each as unknown as JsonObject),
      ...(each.earliest === undefined ? {} : { earliest: at(each.earliest) }),
    })),
    events: summary.events.map(({ id: name, earliest }): Json => ({ id: name, earliest: at(earliest) })),
  }
}
