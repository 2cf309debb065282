// Records for tests of statements, as an account would give them.

import { type Instant, type Language, parseInstant, type TimeZone, utc } from '@treve/model'
import {
  type Attestation,
  bytesOf,
  type CompletenessStatement,
  FactTable,
  factsOf,
  readStatements,
  type StatementFile,
  type Subject,
  type Told,
  tell,
} from '../../src/index.ts'

export const damascus = 'Asia/Damascus' as TimeZone

export function at(text: string): Instant {
  const instant = parseInstant(text, utc)
  if (typeof instant !== 'number') throw new Error(`${text} is no instant`)
  return instant
}

let count = 0

/** A record of food offloaded in the east of Aleppo on the day, by a source of nobody's side. */
export function record(more: Partial<Attestation> = {}): Attestation {
  count += 1
  return {
    index: count,
    entry: `entry-${count}`,
    source: { organisation: 'observers', chain: 'own eyes' },
    standing: 'sound',
    event: 'the convoy',
    subject: 'aid',
    detail: 'food',
    stage: 'offloaded',
    unit: 'g',
    low: 1_000_000,
    best: 1_000_000,
    high: 1_000_000,
    place: 'aleppo',
    side: 'east',
    time: { from: at('2016-11-04T10:00:00+02:00'), until: at('2016-11-04T11:00:00+02:00'), zone: damascus },
    owner: 'ru',
    funder: 'ru',
    ...more,
  }
}

/** The same, attested to by a second independent source. */
export function corroborated(more: Partial<Attestation> = {}): Attestation[] {
  return [record(more), record({ ...more, source: { organisation: 'relief', chain: 'its own count' } })]
}

/** Of so many tonnes, at a stage. */
export function tonnes(amount: number, more: Partial<Attestation> = {}): Attestation[] {
  const grams = amount * 1_000_000
  return corroborated({
    event: `${amount} ${more.stage ?? ''} ${more.side ?? ''}`,
    low: grams,
    best: grams,
    high: grams,
    ...more,
  })
}

export function watched(place: string, from: string, until: string, subject: Subject = 'aid'): CompletenessStatement[] {
  return ['observers', 'relief'].map((organisation) => {
    count += 1
    return {
      index: count,
      entry: `entry-${count}`,
      source: { organisation, chain: `${organisation}'s watch` },
      place,
      from: at(from),
      until: at(until),
      gaps: [],
      watched: [{ subject }],
    }
  })
}

export function fileOf(text: string): StatementFile {
  const { file, problems } = readStatements(bytesOf(text))
  if (file === undefined) throw new Error(problems.map(({ line, text: what }) => `${line}: ${what}`).join('\n'))
  return file
}

export function told(
  file: StatementFile,
  attestations: readonly Attestation[] = [],
  completeness: readonly CompletenessStatement[] = [],
  language: Language = 'en',
): Told {
  const table = new FactTable(factsOf(attestations), completeness, file.places)
  return tell(file, table, (index) => `entry-${index}`, language, { attestations, completeness })
}

/** The finding of one claim. */
export function findingOn(result: Told, id: string): string {
  const claim = result.statements.flatMap(({ claims }) => claims).find((each) => each.id === id)
  if (claim === undefined) throw new Error(`there is no claim ${id}`)
  return claim.finding
}

export function readingsOn(result: Told, id: string): Map<string, string> {
  const claim = result.statements.flatMap(({ claims }) => claims).find((each) => each.id === id)
  return new Map(claim?.readings.map(({ reading, finding }) => [reading, finding]))
}
