// Protection cases. A difference in a load opens one by itself; nothing closes one but a person, with the reason.

import { formatInstant, type Instant } from '@treve/model'
import { id, object, oneOf, optional, required, text } from '@treve/model/schema'
import { type Actor, sees } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import { personalFault } from '../channels.ts'
import { protectionKinds } from '../day/alarm.ts'
import { alarmLimits } from '../day/alarms/limits.ts'
import { type Load, loadsNow } from '../day/loads.ts'
import { counts } from '../day/state.ts'
import { alarmJson } from '../day/view/alarms.ts'
import { loadJson } from '../day/view/loads.ts'
import { sightingJson } from '../day/view/sightings.ts'
import type { JsonObject, Said } from '../event.ts'
import { command, type Part, refuse } from '../part.ts'
import { high } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { afterEvent, type CaseKind, type Cases, caseKinds, caseOutcomes, type ProtectionCase } from './state.ts'

export { type Cases, caseKinds, caseOutcomes, type ProtectionCase } from './state.ts'

const words = object({
  language: required(text(35), high('Language tag of it.')),
  text: required(text(2000), high('What is known. No names: a person who must be followed is a random token.')),
})

const openCase = command('open_case', {
  doc: 'Opens a protection case. It is seen by those who deal with it, and by nobody else.',
  input: object({
    what: required(oneOf(caseKinds), high('What it is about.')),
    load: optional(id(), high('Of which load.')),
    text: optional(words, high('What is known.')),
  }),
  decide: ({ what, load, text: known }, { by, state: { cases } }) => {
    const fault = personalFault({ text: known?.text })
    if (fault !== undefined) return fault
    const same = [...cases.values()].find(
      (each) => each.closed === undefined && load !== undefined && each.load === load && each.what === what,
    )
    if (same !== undefined)
      return refuse('case_open', 'There is an open case of this load: note it there (note_case).', { case: same.id })
    return {
      said: [
        {
          type: 'case_opened',
          details: { what, by: by.token, ...(load === undefined ? {} : { load }) },
          staff: [by.token],
          ...(known === undefined ? {} : { text: { ...known } }),
        },
      ],
    }
  },
})

const noteCase = command('note_case', {
  doc: 'Notes what was done or learnt in a protection case.',
  input: object({ case: required(text(22), high('The case.')), text: required(words, high('What.')) }),
  decide: ({ case: entry, text: noted }, { by, state: { cases } }) => {
    if (!cases.has(entry)) return refuse('case_unknown', 'There is no such case.')
    return (
      personalFault({ text: noted.text }) ?? {
        said: [
          {
            type: 'case_noted',
            details: { by: by.token },
            staff: [by.token],
            references: { about: [entry] },
            text: { ...noted },
          },
        ],
      }
    )
  },
})

const closeCase = command('close_case', {
  doc: 'Closes a protection case, how and why. What was counted stays as it was counted.',
  input: object({
    case: required(text(22), high('The case.')),
    outcome: required(oneOf(caseOutcomes), high('How it ended.')),
    reason: required(text(400), high('Why.')),
  }),
  decide: ({ case: entry, outcome, reason }, { by, state: { cases } }) => {
    const found = cases.get(entry)
    if (found === undefined) return refuse('case_unknown', 'There is no such case.')
    const fault = personalFault({ reason })
    if (fault !== undefined) return fault
    if (found.closed !== undefined) return { said: [] }
    return {
      said: [
        {
          type: 'case_closed',
          notice: { reason },
          details: { outcome, by: by.token },
          staff: [by.token],
          references: { about: [entry] },
        },
      ],
    }
  },
})

/** As many as an entry names. */
const mostReferences = 40

/** What opens a case by itself: people left over or too many, anybody held, and who is still not counted long after they came. */
function due({ day, cases }: Coordination, now: Instant): readonly Said[] {
  const known = [...cases.values()]
  return loadsNow(day).flatMap((load): Said[] => {
    const what = whatOf(load, now)
    if (what === undefined) return []
    const cause = causeOf(load, what)
    const isKnown = known.some(
      (each) =>
        each.load === load.load && ((each.closed === undefined && covers(each.what, what)) || each.cause === cause),
    )
    if (isKnown) return []
    const about = (day.ofLoad.get(load.load) ?? []).map(({ entry }) => entry).slice(-mostReferences)
    return [{ type: 'case_opened', details: { what, load: load.load, cause }, references: { about } }]
  })
}

function whatOf({ differs, of, uncounted }: Load, now: Instant): CaseKind | undefined {
  if (differs === true) return 'difference'
  if ((of.held?.high ?? 0) > 0) return 'held'
  return uncounted !== null && now - uncounted.since >= alarmLimits.uncountedCaseSeconds ? 'uncounted' : undefined
}

/** That nobody counted them is no word of what is found once somebody has. */
function covers(open: CaseKind, what: CaseKind): boolean {
  return open !== 'uncounted' || what === 'uncounted'
}

function causeOf({ of, uncounted }: Load, what: CaseKind): string {
  const counted = Object.entries(of).map(([outcome, { low, high: most }]) => `${outcome} ${low}-${most}`)
  return (what === 'uncounted' ? [`uncounted since ${uncounted?.since}`, ...counted] : counted).join(' ')
}

function view(whole: Coordination, reader: Actor): JsonObject | undefined {
  if (!sees(reader, 'cases')) return undefined
  const { cases: all, day } = whole
  const zone = zoneOf(whole)
  const at = (when: Instant | null | undefined) =>
    when === null || when === undefined ? null : formatInstant(when, zone)
  return {
    cases: [...all.values()].map((each) => caseJson(each, at)),
    loads: loadsNow(day)
      .filter(({ load, differs, of }) => differs === true || of.held !== undefined || caseOf(all, load) !== undefined)
      .map((load) => loadJson(load, true, at)),
    alarms: [...day.alarms.values()]
      .filter(({ kind }) => protectionKinds.includes(kind))
      .map((each) => alarmJson(whole.conversation, each, at)),
    sightings: day.sightings
      .filter(counts(day))
      .filter(({ type }) => type === 'child_alone')
      .map((report) => sightingJson(report, at)),
  }
}

function caseOf(all: Cases, load: string): ProtectionCase | undefined {
  return [...all.values()].find((each) => each.load === load)
}

function caseJson(each: ProtectionCase, at: (when: Instant) => string | null): JsonObject {
  const { id: entry, what, load, openedAt, by, text: known, reports, notes, closed } = each
  return {
    case: entry,
    what,
    load: load ?? null,
    opened_at: at(openedAt),
    by: by ?? null,
    text: known === undefined ? null : { ...known },
    reports: [...reports],
    notes: notes.map((note) => ({ at: at(note.at), by: note.by, text: { ...note.text } })),
    closed:
      closed === undefined
        ? null
        : { at: at(closed.at), by: closed.by, outcome: closed.outcome, reason: closed.reason },
  }
}

export const cases: Part<Cases> = {
  initial: new Map(),
  after: afterEvent,
  commands: [openCase, noteCase, closeCase],
  view,
  due,
}
