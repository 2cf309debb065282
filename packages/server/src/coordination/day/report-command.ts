// Reporting what happened, taking a report back, and not agreeing with one. Nothing is overwritten: what counts no longer
// stays on the account beside what does.

import { subjects, units } from '@treve/ledger'
import { categories, formatInstant, type Instant, movements } from '@treve/model'
import { id, instant, integer, list, object, oneOf, optional, required, type TypeOf, text } from '@treve/model/schema'
import type { Actor } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import { personalFault } from '../channels.ts'
import type { Json, JsonObject, Said } from '../event.ts'
import { type Asked, command, type Decision, refuse } from '../part.ts'
import { high } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { countOfWhich, type Which } from './count-of-which.ts'
import { everOnDuty, isConcernOf, isOwn, type Subject } from './duty.ts'
import { peopleTypes, type ReportType, reportTypes } from './report.ts'
import { namesFault, needsPlace, rangeFault, shapeFault, timesFault, type Words, wordsFault } from './report-rules.ts'
import { type Day, reportWith } from './state.ts'
import { onWhich } from './vehicles.ts'

const range = {
  low: required(integer(), high('At the least.')),
  best: required(integer(), high('What is likeliest.')),
  high: required(integer(), high('At the most.')),
}

const peopleRow = object({
  group: optional(id(), high('Group of the pause.')),
  movement: optional(oneOf(movements), high('What they move as.')),
  ...range,
})

const token = text(64)

const lineRow = object({
  consignment: required(id(), high('Consignment.')),
  item: required(id(), high('Its item.')),
  category: optional(oneOf(categories), high('What it is.')),
  unit: required(oneOf(units), high('Unit.')),
  ...range,
  owner: optional(token, high('Whose the goods are, as an id.')),
  funder: optional(token, high('Who paid for them, as an id.')),
  reason: optional(text(200), high('Why, where something was taken off.')),
})

const countRow = object({
  subject: required(oneOf(Object.keys(subjects)), high('What is counted.')),
  detail: optional(id(), high('Of which kind.')),
  unit: required(oneOf(units), high('Unit.')),
  ...range,
})

const watchedInput = object({
  of: required(
    list(
      object({
        subject: required(oneOf(Object.keys(subjects)), high('What was watched for.')),
        detail: optional(id(), high('Of which kind.')),
      }),
      { min: 1, max: 40 },
    ),
    high('What was watched for.'),
  ),
  gaps: optional(
    list(
      object({
        from: required(instant(), high('From when nobody watched.')),
        until: required(instant(), high('Until when.')),
      }),
      { max: 100 },
    ),
    high('When nobody watched.'),
  ),
})

const words = object({
  language: required(text(35), high('Language tag of it.')),
  text: required(text(2000), high('What else there is to say. No names.')),
})

export const reportInput = object({
  what: required(oneOf(reportTypes), high('What happened.')),
  vehicle: optional(token, high('The vehicle.')),
  trip: optional(
    token,
    high(
      'Its trip, as in the plan; absent: the one it was on by then, and of those who arrived the one whose people are not counted there yet.',
    ),
  ),
  load: optional(token, high('Its load; absent: by its trip.')),
  group: optional(token, high('Group of the pause.')),
  corridor: optional(token, high('Corridor.')),
  gate: optional(token, high('Gate.')),
  convoy: optional(token, high('Convoy.')),
  place: optional(token, high('Place.')),
  people: optional(list(peopleRow, { min: 1, max: 60 }), high('People, as ranges.')),
  lines: optional(list(lineRow, { min: 1, max: 200 }), high('Aid, line by line.')),
  counts: optional(list(countRow, { min: 1, max: 60 }), high('What was counted.')),
  watched: optional(watchedInput, high('What a place was watched for.')),
  happened: optional(instant(), high('When, if not now.')),
  until: optional(instant(), high('Until when, where it lasted.')),
  chain: optional(text(80), high('By whom it was told, by function or call sign, where it is passed on.')),
  event: optional(id(), high('By what name all who tell of it know it.')),
  corrects: optional(text(22), high('Entry of a report that this one stands in place of.')),
  text: optional(words, high('Further words.')),
})
export type ReportInput = TypeOf<typeof reportInput>

/** What a desk has to do with. */
const ofDesks: readonly ReportType[] = [
  'came',
  'people_arrived',
  'born',
  'died',
  'offloaded',
  'received',
  'distributed',
  'not_offloaded',
  'lost',
  'counted',
  'watched',
  'child_alone',
  'incident',
]

/** Seen wherever somebody is: about no vehicle that is anybody's. */
const ofAnybody: readonly string[] = [
  'incident',
  'child_alone',
  'unregistered_vehicle',
  'watched',
  'counted',
  'walked_out',
]

export function runsTheDay({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.includes('coordinator') || roles.includes('dispatcher')
}

/** Its own word: what others have said can be disputed, not corrected. */
export function whoseReport(day: Day, { token }: Pick<Actor, 'token'>, entry: string): 'own' | 'others' | 'not_known' {
  const found = reportWith(day, entry)
  return found === undefined ? 'not_known' : found.chain === token ? 'own' : 'others'
}

/** Whether somebody in the field, or at a desk, may dispute it: what they have to do with. Undefined: there is no such report. */
export function mayDispute(day: Day, by: Actor, entry: string): boolean | undefined {
  const found = reportWith(day, entry)
  return found && isConcernOf(day, everOnDuty(day, by), found)
}

/** Whether somebody in the field, or at a desk, may report this; undefined: they may. */
export function reporterFault(
  day: Day,
  by: Actor,
  report: Subject & { readonly what: string },
): { readonly code: string; readonly detail: string } | undefined {
  if (runsTheDay(by)) return undefined
  const isField = by.roles.includes('field')
  if (!isField && !ofDesks.some((each) => each === report.what))
    return { code: 'not_for_desks', detail: 'A desk reports what comes to it, and not this.' }
  const isElsewhere = ofAnybody.includes(report.what) && report.vehicle === undefined && report.trip === undefined
  if (isElsewhere || isOwn(day, everOnDuty(day, by), report)) return undefined
  return {
    code: 'not_own',
    detail: 'It is about no vehicle, gate or place of yours: let whoever coordinates set your duty (set_duty).',
  }
}

export const report = command('report', {
  doc: 'Reports what happened: by who saw it, or for somebody who reports by radio. It says what was seen, and corrects nothing else.',
  input: reportInput,
  decide: (input, asked) => {
    const { state, by, now } = asked
    const own = reporterFault(state.day, by, input)
    if (own !== undefined) return refuse(own.code, own.detail)
    const fault =
      shapeFault(input) ??
      relayFault(input, by) ??
      wordsFault(wordsOf({ text: input.text, lines: input.lines })) ??
      correctsFault(input, asked)
    if (fault !== undefined) return fault
    const { happened = now, until = happened } = input
    const untimely = timesFault({ from: happened, until }, now)
    if (untimely !== undefined) return untimely
    const which = whichOf(input, state.day, happened)
    if (which === 'several')
      return refuse(
        'trip_missing',
        'The vehicle has made more than one trip to here: say of which trip they are (trip).',
      )
    return { said: [saidOf(input, state, { from: happened, until }, which)] }
  },
})

const entryPattern = /^[A-Za-z0-9_-]{21}[AQgw]$/

function wordsOf({ text: further, lines }: { [Key in 'text' | 'lines']: ReportInput[Key] | undefined }): Words {
  return { texts: [further?.text], lines: lines ?? [] }
}

function relayFault({ chain }: ReportInput, by: Actor): Decision | undefined {
  if (chain === undefined) return undefined
  if (!runsTheDay(by)) return refuse('not_relayed', 'What others told is passed on by who runs the day alone.')
  return personalFault({ chain })
}

function correctsFault({ corrects }: ReportInput, { state, by }: Asked): Decision | undefined {
  if (corrects === undefined) return undefined
  const found = entryPattern.test(corrects) ? reportWith(state.day, corrects) : undefined
  if (found === undefined) return refuse('report_unknown', 'There is no such report of the day.')
  return runsTheDay(by) || found.chain === by.token
    ? undefined
    : refuse('report_of_others', 'It is the word of another: dispute it (dispute); both will stand.')
}

/** On which trip the vehicle was, and which load it had; a report that stands in place of another is of the same. */
function whichOf(input: ReportInput, day: Day, at: Instant): Which | 'several' | undefined {
  const { what, vehicle, trip, load, place, corrects } = input
  if (vehicle === undefined) return undefined
  const named = { type: what, at, ...(trip === undefined ? {} : { trip }) }
  if (trip !== undefined || load !== undefined) return onWhich(day, vehicle, named)
  const corrected = corrects === undefined ? undefined : reportWith(day, corrects)
  if (corrected?.vehicle === vehicle && corrected.trip !== undefined)
    return { trip: corrected.trip, load: corrected.load ?? corrected.trip }
  return what === 'people_arrived' ? countOfWhich(day, vehicle, { ...named, place }) : onWhich(day, vehicle, named)
}

function saidOf(
  input: ReportInput,
  state: Coordination,
  happened: NonNullable<Said['happened']>,
  then: Which | undefined,
): Said {
  const { what, vehicle, gate, convoy, corridor, group, people, lines, counts, text: further, event, corrects } = input
  const zone = zoneOf(state)
  const isOfLoad = peopleTypes.some((each) => each === what)
  const trip = input.trip ?? then?.trip ?? undefined
  const load = input.load ?? (isOfLoad ? (then?.load ?? trip ?? vehicle) : undefined)
  const tokens = given({ vehicle, trip, load, group, corridor, gate, convoy })
  const references = given({ event, corrects })
  // Came to a gate: that is where.
  const place = input.place ?? (needsPlace.includes(what) ? gate : undefined)
  const counted = what === 'incident' ? withIncident(counts) : counts
  return {
    type: what,
    ...(Object.keys(tokens).length === 0 ? {} : { tokens }),
    ...(place === undefined ? {} : { place: { place } }),
    ...(people === undefined ? {} : { people: people.map(row) }),
    ...(lines === undefined ? {} : { lines: lines.map(row) }),
    ...(counted === undefined ? {} : { counts: counted.map(row) }),
    ...(input.watched === undefined
      ? {}
      : {
          watched: {
            of: input.watched.of.map(row),
            ...(input.watched.gaps === undefined || input.watched.gaps.length === 0
              ? {}
              : {
                  gaps: input.watched.gaps.map(({ from, until }) => ({
                    from: formatInstant(from, zone),
                    until: formatInstant(until, zone),
                  })),
                }),
          },
        }),
    ...(further === undefined ? {} : { text: { ...further } }),
    ...(Object.keys(references).length === 0 ? {} : { references }),
    ...(input.chain === undefined ? {} : { chain: input.chain }),
    happened,
  }
}

/** That it happened is said by itself; how many were hurt, only by who counted them. */
function withIncident(counts: ReportInput['counts'] = []): NonNullable<ReportInput['counts']> {
  return counts.some(({ subject }) => subject === 'incident')
    ? counts
    : [{ subject: 'incident', unit: 'times', low: 1, best: 1, high: 1 }, ...counts]
}

function given(values: Readonly<Record<string, string | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter((each): each is [string, string] => each[1] !== undefined))
}

function row(values: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter((each): each is [string, Json] => each[1] !== undefined))
}

export const takeBack = command('take_back', {
  doc: 'Takes a report back: it was wrong, and nothing stands in its place. It stays on the account, and counts no longer.',
  input: object({
    entry: required(text(22), high('Entry of the report.')),
    reason: optional(words, high('Why.')),
  }),
  decide: ({ entry, reason }, { state: { day }, by }) => {
    const found = entryPattern.test(entry) ? reportWith(day, entry) : undefined
    if (found === undefined) return refuse('report_unknown', 'There is no such report of the day.')
    if (!runsTheDay(by) && found.chain !== by.token)
      return refuse('report_of_others', 'It is the word of another: dispute it (dispute); both will stand.')
    if (day.takenBack.has(entry)) return { said: [] }
    const fault = wordsFault({ texts: [reason?.text], lines: [] })
    if (fault !== undefined) return fault
    return {
      said: [
        {
          type: 'taken_back',
          references: { corrects: entry },
          ...(reason === undefined ? {} : { text: { ...reason } }),
        },
      ],
    }
  },
})

export const dispute = command('dispute', {
  doc: 'Does not agree with a report, and says what was seen instead. Both stand.',
  input: object({
    entry: required(text(22), high('Entry of the report.')),
    people: optional(list(peopleRow, { min: 1, max: 60 }), high('People as they were counted instead.')),
    lines: optional(list(lineRow, { min: 1, max: 200 }), high('Aid as it was counted instead.')),
    counts: optional(list(countRow, { min: 1, max: 60 }), high('What was counted instead.')),
    text: optional(words, high('Further words.')),
    chain: optional(text(80), high('By whom it was told, by function or call sign, where it is passed on.')),
  }),
  decide: ({ entry, people, lines, counts, text: further, chain }, { state: { day }, by }) => {
    const found = entryPattern.test(entry) ? reportWith(day, entry) : undefined
    if (found === undefined) return refuse('report_unknown', 'There is no such report of the day.')
    if (!runsTheDay(by) && mayDispute(day, by, entry) !== true)
      return refuse('not_own', 'It is about no vehicle, gate or place of yours.')
    const misstated = namesFault(lines) ?? rangeFault({ people, lines, counts })
    if (misstated !== undefined) return misstated
    const relayed = chain !== undefined && !runsTheDay(by)
    if (relayed) return refuse('not_relayed', 'What others told is passed on by who runs the day alone.')
    const fault = personalFault({ chain }) ?? wordsFault(wordsOf({ text: further, lines }))
    if (fault !== undefined) return fault
    return {
      said: [
        {
          type: 'disputed',
          references: { disputes: entry },
          ...(people === undefined ? {} : { people: people.map(row) }),
          ...(lines === undefined ? {} : { lines: lines.map(row) }),
          ...(counts === undefined ? {} : { counts: counts.map(row) }),
          ...(further === undefined ? {} : { text: { ...further } }),
          ...(chain === undefined ? {} : { chain }),
        },
      ],
    }
  },
})
