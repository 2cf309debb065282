// From opened entries to what facts are made of. What is sealed and not opened makes nothing; what was erased is known to
// have been there.

import { type Instant, isTimeZone, parseInstant, utc } from '@treve/model'
import { isArray, isObject, type Json, type JsonObject } from '../entry/canonical.ts'
import { eventType } from '../entry/events.ts'
import { certificateOf, type OpenedEntry } from '../entry/verify-entries.ts'
import type { Attestation, Erasure, StatedTime } from '../facts/attestation.ts'
import type { CompletenessStatement, Gap, Watched } from '../facts/completeness.ts'
import type { AttestedDifference } from '../facts/deliveries.ts'
import { type Count, type Outcome, outcomes } from '../facts/people.ts'
import type { Source } from '../facts/source.ts'
import { type Stage, type Subject, stages, subjectNames, type Unit, units } from '../facts/vocabulary.ts'

export interface Attested {
  readonly attestations: readonly Attestation[]
  readonly completeness: readonly CompletenessStatement[]
  readonly differences: readonly AttestedDifference[]
  readonly erasures: readonly Erasure[]
  /** Counts of people by load, widest of all who counted. */
  readonly loads: ReadonlyMap<string, Partial<Readonly<Record<Outcome, Count>>>>
}

interface Seen extends OpenedEntry {
  readonly source: Source
  readonly time: StatedTime
}

/** Slots whose loss takes an attestation away. */
const substance = ['type', 'time', 'place', 'lines', 'people', 'counts', 'watched', 'survey', 'source']

export function attestedBy(entries: readonly OpenedEntry[]): Attested {
  const replaced = replacedBy(entries)
  const attestations: Attestation[] = []
  const completeness: CompletenessStatement[] = []
  const differences: AttestedDifference[] = []
  const erasures: Erasure[] = []
  const loads = new Map<string, Partial<Record<Outcome, Count>>>()
  for (const opened of entries) {
    if (replaced.has(opened.entry.id)) continue
    if (opened.entry.class === 'public') {
      attestations.push(...announced(opened))
      continue
    }
    if (opened.entry.class !== 'field') continue
    if (opened.erased.some((slot) => substance.includes(slot))) {
      erasures.push(erasureOf(opened))
      continue
    }
    const seen = seenOf(opened)
    const attests = eventType(typeOf(opened) ?? '')?.attests
    if (seen === undefined || attests === undefined) continue
    if ('lines' in attests) attestations.push(...linesOf(seen, attests.lines))
    else if ('difference' in attests)
      differences.push(
        ...rowsOf(seen.values.lines).map((row) => ({
          index: seen.index,
          consignment: String(row.consignment),
          item: String(row.item),
          unit: unitOf(row),
          name: attests.difference,
          low: Number(row.low),
          high: Number(row.high),
          ...(row.reason === undefined ? {} : { reason: String(row.reason) }),
        })),
      )
    else if ('people' in attests) {
      if (attests.stage !== undefined) attestations.push(...peopleOf(seen, attests.stage))
      countLoad(seen, attests.people, loads)
    } else if ('counts' in attests) attestations.push(...countsOf(seen))
    else if ('once' in attests) attestations.push(...onceOf(seen, attests.once))
    else completeness.push(...watchedBy(seen))
  }
  return { attestations, completeness, differences, erasures, loads }
}

/** An entry is replaced, or taken back, by whoever made it: others can only dispute it. */
function replacedBy(entries: readonly OpenedEntry[]): ReadonlySet<string> {
  const organisationOf = new Map(entries.map((opened) => [opened.entry.id, certifiedBy(opened)]))
  const replaced = new Set<string>()
  for (const opened of entries) {
    const { references } = opened.values
    const corrects = isObject(references) ? references.corrects : undefined
    const own = certifiedBy(opened)
    if (typeof corrects === 'string' && own !== undefined && organisationOf.get(corrects) === own)
      replaced.add(corrects)
  }
  return replaced
}

function certifiedBy({ values }: OpenedEntry): string | undefined {
  return certificateOf(values.key_cert)?.organisation
}

function seenOf(opened: OpenedEntry): Seen | undefined {
  const { source, time } = opened.values
  const stated = timeOf(time)
  const organisation = certifiedBy(opened)
  // Whose word it is, the certificate says; what somebody says of himself is not believed.
  if (!isObject(source) || stated === undefined || organisation === undefined) return undefined
  const side = source.side
  return {
    ...opened,
    source: { organisation, chain: String(source.chain), ...(side === undefined ? {} : { side: String(side) }) },
    time: stated,
  }
}

function typeOf({ entry, values }: OpenedEntry): string | undefined {
  const type = values.type ?? entry.clear.type
  return typeof type === 'string' ? type : undefined
}

function timeOf(value: Json | undefined): StatedTime | undefined {
  if (!isObject(value)) return undefined
  const [from, until, zone] = [instantOf(value.from), instantOf(value.until), String(value.zone)]
  return from === undefined || until === undefined || !isTimeZone(zone) ? undefined : { from, until, zone }
}

function instantOf(value: Json | undefined): Instant | undefined {
  const instant = typeof value === 'string' ? parseInstant(value, utc) : undefined
  return typeof instant === 'number' ? instant : undefined
}

/** What all attestations of an entry share. */
function commonOf({ index, entry, standing, source, time, values }: Seen) {
  const { place, tokens } = values
  const at = isObject(place) ? place : {}
  const by = isObject(tokens) ? tokens.by : undefined
  return {
    index,
    entry: entry.id,
    standing,
    source,
    time,
    ...(at.place === undefined ? {} : { place: String(at.place) }),
    ...(at.side === undefined ? {} : { side: String(at.side) }),
    ...(by === undefined ? {} : { by: String(by) }),
  }
}

function eventOf({ entry, values }: Seen): string {
  const { references } = values
  const event = isObject(references) ? references.event : undefined
  return typeof event === 'string' ? event : entry.id
}

function linesOf(seen: Seen, stage: Stage): Attestation[] {
  return rowsOf(seen.values.lines).map((row) => ({
    ...commonOf(seen),
    // Two consignments may hold the same item.
    event: `${eventOf(seen)} ${String(row.consignment)}`,
    subject: 'aid',
    ...(row.category === undefined ? {} : { detail: String(row.category) }),
    stage,
    unit: unitOf(row),
    ...rangeOf(row),
    ...(row.owner === undefined ? {} : { owner: String(row.owner) }),
    ...(row.funder === undefined ? {} : { funder: String(row.funder) }),
    consignment: String(row.consignment),
    item: String(row.item),
  }))
}

function peopleOf(seen: Seen, stage: Stage): Attestation[] {
  return rowsOf(seen.values.people).map((row, at) => ({
    ...commonOf(seen),
    event: `${eventOf(seen)} ${String(row.group ?? at)}`,
    subject: 'people',
    ...(row.movement === undefined ? {} : { detail: String(row.movement) }),
    stage,
    unit: 'people',
    ...rangeOf(row),
  }))
}

function countsOf(seen: Seen): Attestation[] {
  const { survey } = seen.values
  const asked = isObject(survey)
    ? {
        survey: {
          asked: Number(survey.asked),
          frame: survey.frame === 'probability' ? ('probability' as const) : ('convenience' as const),
        },
      }
    : {}
  const counted = rowsOf(seen.values.counts).flatMap((row): Attestation[] => {
    const subject = subjectNames.find((each) => each === row.subject)
    if (subject === undefined) return []
    const detail = row.detail === undefined ? {} : { detail: String(row.detail) }
    return [
      { ...commonOf(seen), event: eventOf(seen), subject, ...detail, unit: unitOf(row), ...rangeOf(row), ...asked },
    ]
  })
  if (typeOf(seen) !== 'incident') return counted
  return [
    { ...commonOf(seen), event: eventOf(seen), subject: 'incident', unit: 'times', low: 1, best: 1, high: 1 },
    ...counted,
  ]
}

/** That it was so, and how long. */
function onceOf(seen: Seen, subject: Subject): Attestation[] {
  const details = rowsOf(seen.values.counts).flatMap(({ subject: of, detail }) =>
    of === subject && typeof detail === 'string' ? [detail] : [],
  )
  const common = { ...commonOf(seen), event: eventOf(seen), subject }
  const seconds = seen.time.until - seen.time.from
  return (details.length === 0 ? [undefined] : details).flatMap((detail) => {
    const of = { ...common, ...(detail === undefined ? {} : { detail }) }
    const once: Attestation = { ...of, unit: 'times', low: 1, best: 1, high: 1 }
    return seconds === 0 ? [once] : [once, { ...of, unit: 's', low: seconds, best: seconds, high: seconds }]
  })
}

/** Terms in public: that they were announced, and for how long. Whoever is named as announcing is who says so. */
function announced({ index, entry, standing }: OpenedEntry): Attestation[] {
  const { type, by, accepted_by: accepted, where, from, until, zone } = entry.clear
  if (type !== 'terms_announced' && type !== 'terms_agreed') return []
  const time = timeOf({ from: from ?? null, until: until ?? null, zone: zone ?? null })
  const parties = isArray(by) ? by.map(String) : []
  if (time === undefined) return []
  const place = isArray(where) && where[0] !== undefined ? { place: String(where[0]) } : {}
  return parties.flatMap((party): Attestation[] => {
    const common = {
      index,
      entry: entry.id,
      standing,
      source: { organisation: party, chain: party, side: party },
      time,
      ...place,
      by: party,
    }
    const event = `window ${time.from} ${time.until}`
    const seconds = time.until - time.from
    const once = (subject: Subject): Attestation => ({
      ...common,
      event,
      subject,
      unit: 'times',
      low: 1,
      best: 1,
      high: 1,
    })
    return [
      once('announcement'),
      ...(type === 'terms_agreed' || (isArray(accepted) && accepted.includes(party)) ? [once('agreement')] : []),
      once('window'),
      { ...common, event, subject: 'window', unit: 's', low: seconds, best: seconds, high: seconds },
    ]
  })
}

function watchedBy(seen: Seen): CompletenessStatement[] {
  const { watched } = seen.values
  const common = commonOf(seen)
  if (!isObject(watched) || common.place === undefined || seen.standing !== 'sound') return []
  return [
    {
      index: seen.index,
      entry: seen.entry.id,
      source: seen.source,
      place: common.place,
      ...(common.side === undefined ? {} : { side: common.side }),
      from: seen.time.from,
      until: seen.time.until,
      gaps: rowsOf(watched.gaps).flatMap((gap): Gap[] => {
        const [from, until] = [instantOf(gap.from), instantOf(gap.until)]
        if (from === undefined || until === undefined) return []
        return [{ from, until, ...(gap.most === undefined ? {} : { most: Number(gap.most) }) }]
      }),
      watched: rowsOf(watched.of).flatMap((row): Watched[] => {
        const subject = subjectNames.find((each) => each === row.subject)
        const stage = stages.find((each) => each === row.stage)
        if (subject === undefined) return []
        return [
          {
            subject,
            ...(row.detail === undefined ? {} : { detail: String(row.detail) }),
            ...(stage === undefined ? {} : { stage }),
            ...(row.unit === undefined ? {} : { unit: unitOf(row) }),
          },
        ]
      }),
    },
  ]
}

function countLoad(seen: Seen, outcome: Outcome, loads: Map<string, Partial<Record<Outcome, Count>>>): void {
  const { tokens } = seen.values
  const load = isObject(tokens) ? tokens.load : undefined
  if (typeof load !== 'string' || !outcomes.includes(outcome)) return
  const rows = rowsOf(seen.values.people)
  const sum = (key: string) => rows.reduce((total, row) => total + Number(row[key]), 0)
  const counts = loads.get(load) ?? {}
  const before = counts[outcome]
  loads.set(load, {
    ...counts,
    [outcome]: { low: Math.min(before?.low ?? sum('low'), sum('low')), high: Math.max(before?.high ?? 0, sum('high')) },
  })
}

/** What other slots still say is kept, so that no more is left open than must be. */
function erasureOf(opened: OpenedEntry): Erasure {
  const attests = eventType(typeOf(opened) ?? '')?.attests
  const { place, references } = opened.values
  const time = timeOf(opened.values.time)
  const at = isObject(place) ? place.place : undefined
  const event = isObject(references) ? references.event : undefined
  return {
    index: opened.index,
    entry: opened.entry.id,
    ...(typeof event === 'string' ? { event } : {}),
    ...(attests === undefined ? {} : subjectOf(attests)),
    ...(typeof at === 'string' ? { place: at } : {}),
    ...(time === undefined ? {} : { from: time.from, until: time.until }),
  }
}

function subjectOf(
  attests: NonNullable<NonNullable<ReturnType<typeof eventType>>['attests']>,
): Pick<Erasure, 'subject' | 'stage'> {
  if ('lines' in attests) return { subject: 'aid', stage: attests.lines }
  if ('people' in attests)
    return attests.stage === undefined ? { subject: 'people' } : { subject: 'people', stage: attests.stage }
  return 'once' in attests ? { subject: attests.once } : {}
}

function rowsOf(value: Json | undefined): readonly JsonObject[] {
  return isArray(value) ? value.filter(isObject) : []
}

function rangeOf(row: JsonObject): { low: number; best: number; high: number } {
  return { low: Number(row.low), best: Number(row.best), high: Number(row.high) }
}

function unitOf(row: JsonObject): Unit {
  return units.find((each) => each === row.unit) ?? 'items'
}
