// Sealed slots: what each holds. Which of them an entry has follows from its class alone, so that their number tells
// nothing; what is not said is a sealed null.

import { categories, isTimeZone, movements, parseInstant, utc } from '@treve/model'
import { stages, subjectNames, subjects, units, unitsOf } from '../facts/vocabulary.ts'
import { parseVerifierKey } from '../log/note.ts'
import { isBase64UrlOf } from './base64url.ts'
import type { Json } from './canonical.ts'
import { listOf, matching, oneOf, record, type Shape, text, token, whole } from './shape.ts'

export const entryId: Shape = {
  words: 'id of an entry',
  fault: (value) =>
    typeof value === 'string' && isBase64UrlOf(value, 16) ? undefined : 'the id of an entry, 22 letters, is expected',
}

export const digest: Shape = {
  words: 'digest',
  fault: (value) =>
    typeof value === 'string' && isBase64UrlOf(value, 32) ? undefined : 'a digest, 43 letters, is expected',
}

/** ISO 8601 to the second with its offset, as it was stated. */
export const instant: Shape = {
  words: 'instant with offset',
  fault: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(value) &&
    typeof parseInstant(value, utc) === 'number'
      ? undefined
      : 'an instant such as 2016-11-04T08:00:00+02:00 is expected',
}

export const verifierKey: Shape = {
  words: 'verifier key',
  fault: (value) => {
    try {
      if (typeof value === 'string') parseVerifierKey(value)
      else return 'a verifier key is expected'
    } catch (fault) {
      return fault instanceof Error ? fault.message : String(fault)
    }
    return undefined
  },
}

export const language = matching(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language tag')

export const zone: Shape = {
  words: 'time zone',
  fault: (value) =>
    typeof value === 'string' && isTimeZone(value) ? undefined : 'a zone such as Asia/Damascus is expected',
}

const range = { low: whole(), best: whole(), high: whole() }
const isRange = ({ low = 0, best = 0, high = 0 }: Record<string, Json>) =>
  Number(low) <= Number(best) && Number(best) <= Number(high) ? undefined : 'low ≤ best ≤ high is expected'

export function isPeriod({ from, until }: Record<string, Json>): string | undefined {
  const [start, end] = [parseInstant(String(from), utc), parseInstant(String(until), utc)]
  return typeof start === 'number' && typeof end === 'number' && start <= end ? undefined : 'until is before from'
}

const name = text(80)
const unit = oneOf(units)
const subject = oneOf(subjectNames)
const certificate = record({ organisation: name, key: verifierKey, signature: text(100) })

export const slotShapes = {
  type: token,
  key_cert: certificate,
  key_cert2: certificate,
  /**
   * Independence is declared: whose word it is, and where they have it from. `receiver`: of a hand-over, who has signed it
   * second, on a device of their own; a second source is nobody by that.
   */
  source: record({ organisation: name, chain: name, 'side?': token, 'receiver?': name }),
  /** `clock_offset_s`: by how much the clock of the device was ahead, where it knew; the times are without it. */
  time: record({ from: instant, until: instant, zone, 'clock_offset_s?': whole(-86_400, 86_400) }, isPeriod),
  place: record({
    place: token,
    'side?': token,
    'point?': record({
      latitude_microdegrees: whole(-90_000_000, 90_000_000),
      longitude_microdegrees: whole(-180_000_000, 180_000_000),
    }),
  }),
  tokens: record({
    'vehicle?': token,
    'trip?': token,
    'load?': token,
    'group?': token,
    'corridor?': token,
    'gate?': token,
    'convoy?': token,
    'person?': token,
    'by?': token,
  }),
  people: listOf(record({ 'group?': token, 'movement?': oneOf(movements), ...range }, isRange), 60),
  lines: listOf(
    record(
      {
        consignment: token,
        item: token,
        'category?': oneOf(categories),
        unit,
        ...range,
        'owner?': token,
        'funder?': token,
        'reason?': text(200),
      },
      isRange,
    ),
    200,
  ),
  counts: listOf(
    record(
      { subject, 'detail?': token, unit, ...range },
      (value) => isRange(value) ?? detailFault(value) ?? unitFault(value),
    ),
    60,
  ),
  survey: record({ asked: whole(1), frame: oneOf(['probability', 'convenience']) }),
  /** That leaving was voluntary cannot be ticked: the conditions are recorded. */
  conditions: record({
    'informed_in?': listOf(language, 10),
    'could_refuse?': oneOf(['yes', 'no', 'not_observed']),
    'alternatives?': listOf(text(80), 20),
    'destinations?': listOf(token, 20),
    'present?': listOf(name, 20),
    'family_together?': oneOf(['yes', 'no', 'not_observed']),
  }),
  /** What was watched for, and the hours in which it was not. */
  watched: record({
    of: listOf(
      record(
        { subject, 'detail?': token, 'stage?': oneOf(stages), 'unit?': unit },
        (value) => detailFault(value) ?? unitFault(value),
      ),
      40,
    ),
    /** `most`: what can at most have happened, of one subject and in one unit: 5 people are not 5 grams. */
    'gaps?': listOf(
      record(
        { from: instant, until: instant, 'most?': whole(), 'subject?': subject, 'unit?': unit },
        (value) => isPeriod(value) ?? mostFault(value) ?? unitFault(value),
      ),
      100,
    ),
  }),
  party: token,
  /** What is asked for or answered: an element of the terms, how firmly, by which channel, until when. */
  notice: record({
    'element?': token,
    'grade?': oneOf(['none', 'verbal', 'written_in_principle', 'written_unconditional']),
    'channel?': token,
    'until?': instant,
    'state?': oneOf(['met', 'not_met', 'unknown']),
    'reason?': text(400),
    'not_given?': listOf(token, 10),
    'text_digest?': digest,
    /** What the other keys have no place for, as JSON; what it holds is said by the event's type. */
    'details?': text(200_000),
  }),
  staff: listOf(token, 20),
  text: record({ language, text: text(4000) }),
  attachments: listOf(
    record({
      digest,
      bytes: whole(),
      media: text(80),
      'copy_of?': digest,
      'taken_at?': instant,
      'clock_offset_s?': whole(-86_400, 86_400),
    }),
    20,
  ),
  references: record({
    /** By what name all who attest to it know the event. */
    'event?': token,
    'corrects?': entryId,
    'disputes?': entryId,
    'answers?': entryId,
    'about?': listOf(entryId, 40),
  }),
  keys: listOf(verifierKey, 500),
  seq: whole(),
  prev_own: digest,
  /** The last checkpoint that the device held. */
  seen: record({ size: whole(), root: digest }),
} as const satisfies Readonly<Record<string, Shape>>

export type SlotName = keyof typeof slotShapes

export function isSlotName(name: string): name is SlotName {
  return Object.hasOwn(slotShapes, name)
}

function mostFault({ most, subject: of, unit: counted }: Record<string, Json>): string | undefined {
  if ((most === undefined) === (of === undefined) && (most === undefined) === (counted === undefined)) return undefined
  return 'most, subject and unit go together: the most of what can have happened, and in which unit'
}

function unitFault({ subject: of, unit: counted }: Record<string, Json>): string | undefined {
  const name = subjectNames.find((each) => each === of)
  if (name === undefined || counted === undefined || unitsOf(name).some((each) => each === counted)) return undefined
  return `unit: ${String(of)} is counted in ${unitsOf(name).join(', ')}`
}

function detailFault({ subject: of, detail }: Record<string, Json>): string | undefined {
  if (detail === undefined) return undefined
  const known: readonly string[] = Object.entries(subjects).find(([each]) => each === of)?.[1] ?? []
  return known.includes(String(detail)) ? undefined : `detail: one of ${known.join(', ')} is expected for ${String(of)}`
}
