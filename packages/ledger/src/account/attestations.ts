// From opened entries to what facts are made of. What is sealed to whoever asks, and what was erased, is known to be there:
// it makes nothing, and leaves open what it may have said.

import { formatInstant, type Instant, isTimeZone, parseInstant, utc } from '@treve/model'
import { isArray, isObject, type Json, type JsonObject } from '../entry/canonical.ts'
import { eventType } from '../entry/events.ts'
import type { SlotName } from '../entry/slots.ts'
import { certificateOf, type OpenedEntry } from '../entry/verify-entries.ts'
import type { Attestation, StatedTime, Unseen } from '../facts/attestation.ts'
import type { CompletenessStatement, Gap, Watched } from '../facts/completeness.ts'
import type { AttestedDifference } from '../facts/deliveries.ts'
import { type Count, type Outcome, outcomes } from '../facts/people.ts'
import type { Source } from '../facts/source.ts'
import { type Stage, type Subject, stages, subjectNames, type Unit, units } from '../facts/vocabulary.ts'

export interface Attested {
  readonly attestations: readonly Attestation[]
  readonly completeness: readonly CompletenessStatement[]
  readonly differences: readonly AttestedDifference[]
  readonly unseen: readonly Unseen[]
  /** Counts of people by load, widest of all who counted. */
  readonly loads: ReadonlyMap<string, Partial<Readonly<Record<Outcome, Count>>>>
}

interface Seen extends OpenedEntry {
  readonly source: Source
  readonly time: StatedTime
  /** By the name that all who attest to it share. */
  readonly event: string
  readonly disputedBy: readonly Source[]
}

/** Slots without which nobody knows what an entry attests to, whose word it is, or what it takes back. */
const substance: readonly SlotName[] = [
  'type',
  'key_cert',
  'key_cert2',
  'source',
  'time',
  'place',
  'lines',
  'people',
  'counts',
  'watched',
  'survey',
  'references',
]

/** Slots without which nobody knows what an entry that was replaced itself has replaced. */
const bearing: readonly SlotName[] = ['key_cert', 'key_cert2', 'references']

export function attestedBy(entries: readonly OpenedEntry[]): Attested {
  const replaced = replacedBy(entries)
  const disputes = disputesIn(entries, replaced)
  const byId = new Map(entries.map((opened) => [opened.entry.id, opened]))
  const unseen = entries.flatMap((opened) => unseenOf(opened, replaced.has(opened.entry.id), byId))
  const inDoubt = new Set(unseen.flatMap(({ index }) => namedBy(entries[index], byId)).map(({ entry }) => entry.id))
  const attestations: Attestation[] = []
  const completeness: CompletenessStatement[] = []
  const differences: AttestedDifference[] = []
  const loads = new Map<string, Partial<Record<Outcome, Count>>>()
  for (const opened of entries) {
    if (replaced.has(opened.entry.id) || whyUnseen(opened, slotsOf(opened)) !== undefined) continue
    if (opened.entry.class === 'public') {
      attestations.push(...announced(opened))
      continue
    }
    if (opened.entry.class !== 'field') continue
    const seen = seenOf(opened, disputes)
    const disputed = seen === undefined ? undefined : disputes.targetOf.get(seen.entry.id)
    // Who disputes what was handed over attests to the same event at the same stage, with other figures.
    const attests = eventType(typeOf(disputed ?? opened) ?? '')?.attests
    if (seen === undefined || attests === undefined) continue
    // Of what may have been taken back, facts are marked by their event; a total, or a watch, is not made of it at all.
    const isInDoubt = inDoubt.has(seen.entry.id)
    if ('lines' in attests) attestations.push(...loadAttestations(seen, attests.lines))
    else if (disputed !== undefined) {
      if ('people' in attests && attests.stage !== undefined)
        attestations.push(...peopleAttestations(seen, attests.stage))
      else if ('counts' in attests) attestations.push(...countAttestations(seen))
    } else if ('difference' in attests) {
      if (isInDoubt) continue
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
    } else if ('people' in attests) {
      if (attests.stage !== undefined) attestations.push(...peopleAttestations(seen, attests.stage))
      if (!isInDoubt) countLoad(seen, attests.people, loads)
    } else if ('counts' in attests) attestations.push(...countAttestations(seen))
    else if ('once' in attests) attestations.push(...onceAttestations(seen, attests.once))
    else if (!isInDoubt) completeness.push(...watchAttested(seen))
  }
  return { attestations, completeness, differences, unseen, loads }
}

/** An entry is replaced, or taken back, from the field, by whoever made it, under a key that is sound: others can only dispute it. */
function replacedBy(entries: readonly OpenedEntry[]): ReadonlySet<string> {
  const organisationOf = new Map(entries.map((opened) => [opened.entry.id, certifiedBy(opened)]))
  const replaced = new Set<string>()
  for (const opened of entries) {
    const { references } = opened.values
    const corrects = isObject(references) ? references.corrects : undefined
    const own = opened.entry.class === 'field' && opened.standing === 'sound' ? certifiedBy(opened) : undefined
    if (typeof corrects === 'string' && own !== undefined && organisationOf.get(corrects) === own)
      replaced.add(corrects)
  }
  return replaced
}

interface Disputes {
  /** Who disputes an entry, by its id. */
  readonly of: ReadonlyMap<string, readonly Source[]>
  /** What an entry disputes, by its own id. */
  readonly targetOf: ReadonlyMap<string, OpenedEntry>
}

/** Under sound keys, and not taken back themselves. */
function disputesIn(entries: readonly OpenedEntry[], replaced: ReadonlySet<string>): Disputes {
  const byId = new Map(entries.map((opened) => [opened.entry.id, opened]))
  const of = new Map<string, Source[]>()
  const targetOf = new Map<string, OpenedEntry>()
  for (const opened of entries) {
    if (opened.standing !== 'sound' || replaced.has(opened.entry.id) || typeOf(opened) !== 'disputed') continue
    const { references } = opened.values
    const id = isObject(references) ? String(references.disputes ?? '') : ''
    const target = byId.get(id)
    const source = sourceOf(opened)
    if (target === undefined || source === undefined) continue
    of.set(id, [...(of.get(id) ?? []), source])
    targetOf.set(opened.entry.id, target)
  }
  return { of, targetOf }
}

/** Slots that have to be open for an entry to make facts. */
function slotsOf(opened: OpenedEntry): readonly SlotName[] {
  if (opened.entry.class === 'field') return substance
  return announces(opened) ? ['key_cert', 'key_cert2'] : []
}

function whyUnseen({ entry, values, erased }: OpenedEntry, slots: readonly SlotName[]): Unseen['why'] | undefined {
  const hidden = slots.filter(
    (slot) => slot in entry.sealed && !(slot in values) && (slot !== 'key_cert2' || entry.vkey2 !== undefined),
  )
  if (hidden.length === 0) return undefined
  return hidden.every((slot) => erased.includes(slot)) ? 'erased' : 'withheld'
}

/** What of an entry cannot be seen, as far as facts go, and what that leaves open. */
function unseenOf(opened: OpenedEntry, isReplaced: boolean, byId: ReadonlyMap<string, OpenedEntry>): Unseen[] {
  const { entry, values, index } = opened
  const type = typeOf(opened)
  const all = (why: Unseen['why']): Unseen => ({ why, index, entry: entry.id, reach: 'all', events: [] })
  if (entry.class === 'key') {
    // One-use keys may have been revoked in it: any entry may be theirs.
    const why = type === 'key_revoked' ? whyUnseen(opened, ['keys']) : undefined
    return why === undefined ? [] : [all(why)]
  }
  const why = whyUnseen(opened, isReplaced ? bearing : slotsOf(opened))
  // Fillers name nothing.
  if (why === undefined || type === 'filler') return []
  if (entry.class === 'public')
    return (['announcement', 'agreement', 'window'] as const).map((subject) => ({
      why,
      index,
      entry: entry.id,
      reach: 'cell',
      events: [eventOf(opened)],
      subject,
    }))
  if (!('references' in values)) return [all(why)]
  const events = namedBy(opened, byId).map(eventOf)
  const known = type === undefined ? undefined : eventType(type)
  const isSilent =
    isReplaced ||
    (known !== undefined && type !== 'disputed' && (known.attests === undefined || 'watch' in known.attests))
  if (isSilent) return events.length === 0 ? [] : [{ why, index, entry: entry.id, reach: 'events', events }]
  const { place } = values
  const time = timeOf(values.time)
  const at = isObject(place) ? place.place : undefined
  return [
    {
      why,
      index,
      entry: entry.id,
      reach: 'cell',
      events: [eventOf(opened), ...events],
      ...(known?.attests === undefined ? {} : subjectOf(known.attests)),
      ...(typeof at === 'string' ? { place: at } : {}),
      ...(time === undefined ? {} : { from: time.from, until: time.until }),
    },
  ]
}

/** What an entry corrects or disputes, what that does in its turn, and so on. */
function namedBy(opened: OpenedEntry | undefined, byId: ReadonlyMap<string, OpenedEntry>): OpenedEntry[] {
  const named = new Set<OpenedEntry>()
  const waiting = opened === undefined ? [] : [opened]
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    const { references } = each.values
    if (!isObject(references)) continue
    for (const id of [references.corrects, references.disputes]) {
      const target = typeof id === 'string' ? byId.get(id) : undefined
      if (target === undefined || named.has(target)) continue
      named.add(target)
      waiting.push(target)
    }
  }
  return [...named]
}

function certifiedBy({ values }: OpenedEntry): string | undefined {
  return certificateOf(values.key_cert)?.organisation
}

/** Whose word it is, the certificate says; another whom it names is where they have it from. */
function sourceOf(opened: OpenedEntry): Source | undefined {
  const { source } = opened.values
  const organisation = certifiedBy(opened)
  if (!isObject(source) || organisation === undefined) return undefined
  const { side, organisation: stated, chain } = source
  const from = stated === organisation ? chain : stated
  return { organisation, chain: String(from), ...(side === undefined ? {} : { side: String(side) }) }
}

function seenOf(opened: OpenedEntry, disputes: Disputes): Seen | undefined {
  const source = sourceOf(opened)
  const time = timeOf(opened.values.time)
  if (source === undefined || time === undefined) return undefined
  const target = disputes.targetOf.get(opened.entry.id)
  return {
    ...opened,
    source,
    time,
    event: eventOf(target ?? opened),
    disputedBy: disputes.of.get(opened.entry.id) ?? [],
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
function commonOf({ index, entry, standing, source, time, values, event, disputedBy }: Seen) {
  const { place, tokens, source: stated } = values
  const at = isObject(place) ? place : {}
  const by = isObject(tokens) ? tokens.by : undefined
  return {
    index,
    entry: entry.id,
    standing,
    source,
    time,
    event,
    ...(disputedBy.length === 0 ? {} : { disputedBy }),
    ...(isObject(stated) && stated.receiver !== undefined ? { isSignedByReceiver: true as const } : {}),
    ...(at.place === undefined ? {} : { place: String(at.place) }),
    ...(at.side === undefined ? {} : { side: String(at.side) }),
    ...(by === undefined ? {} : { by: String(by) }),
    ...('tokens' in entry.sealed && !('tokens' in values) ? { isByUnseen: true as const } : {}),
  }
}

/** The name that all share who attest to what the entry does. */
function eventOf(opened: OpenedEntry): string {
  const { entry, values } = opened
  if (announces(opened)) {
    const { from = null, until = null, zone = null } = entry.clear
    const time = timeOf({ from, until, zone })
    if (time !== undefined) return `window ${formatInstant(time.from, utc)} to ${formatInstant(time.until, utc)}`
  }
  const { references } = values
  const event = isObject(references) ? references.event : undefined
  return typeof event === 'string' ? event : entry.id
}

function loadAttestations(seen: Seen, stage: Stage): Attestation[] {
  const rows = rowsOf(seen.values.lines)
  const lineOf = (row: JsonObject) =>
    `${String(row.consignment)} ${String(row.item)} ${String(row.category)} ${unitOf(row)}`
  // Owners and funders tell rows of one item apart where there are several; else two who name them differently mean one.
  const partOf = (row: JsonObject) =>
    rows.filter((each) => lineOf(each) === lineOf(row)).length === 1
      ? lineOf(row)
      : `${lineOf(row)} ${String(row.owner)} ${String(row.funder)}`
  const parts = Map.groupBy(rows, partOf)
  return [...parts].flatMap(([part, [row, ...more]]) =>
    row === undefined ? [] : [lineAttestation(seen, stage, part, summed(row, more))],
  )
}

/** Rows of one entry that nothing tells apart are parts of one amount. */
function summed(row: JsonObject, more: readonly JsonObject[]): JsonObject {
  const sum = (key: string) => [row, ...more].reduce((total, each) => total + Number(each[key]), 0)
  return { ...row, low: sum('low'), best: sum('best'), high: sum('high') }
}

function lineAttestation(seen: Seen, stage: Stage, part: string, row: JsonObject): Attestation {
  return {
    ...commonOf(seen),
    part,
    subject: 'aid',
    ...(row.category === undefined ? {} : { detail: String(row.category) }),
    stage,
    unit: unitOf(row),
    ...rangeOf(row),
    ...(row.owner === undefined ? {} : { owner: String(row.owner) }),
    ...(row.funder === undefined ? {} : { funder: String(row.funder) }),
    consignment: String(row.consignment),
    item: String(row.item),
  }
}

function peopleAttestations(seen: Seen, stage: Stage): Attestation[] {
  return rowsOf(seen.values.people).map((row, at) => ({
    ...commonOf(seen),
    part: String(row.group ?? at),
    subject: 'people',
    ...(row.movement === undefined ? {} : { detail: String(row.movement) }),
    stage,
    unit: 'people',
    ...rangeOf(row),
  }))
}

function countAttestations(seen: Seen): Attestation[] {
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
    return [{ ...commonOf(seen), subject, ...detail, unit: unitOf(row), ...rangeOf(row), ...asked }]
  })
  if (typeOf(seen) !== 'incident') return counted
  return [{ ...commonOf(seen), subject: 'incident', unit: 'times', low: 1, best: 1, high: 1 }, ...counted]
}

/** That it was so, and how long. */
function onceAttestations(seen: Seen, subject: Subject): Attestation[] {
  const details = rowsOf(seen.values.counts).flatMap(({ subject: of, detail }) =>
    of === subject && typeof detail === 'string' ? [detail] : [],
  )
  const common = { ...commonOf(seen), subject }
  const seconds = seen.time.until - seen.time.from
  return (details.length === 0 ? [undefined] : details).flatMap((detail) => {
    const of = { ...common, ...(detail === undefined ? {} : { detail }) }
    const once: Attestation = { ...of, unit: 'times', low: 1, best: 1, high: 1 }
    return seconds === 0 ? [once] : [once, { ...of, unit: 's', low: seconds, best: seconds, high: seconds }]
  })
}

function announces({ entry }: OpenedEntry): boolean {
  return entry.clear.type === 'terms_announced' || entry.clear.type === 'terms_agreed'
}

/**
 * Terms in public: that they were announced, by whom, and for how long. It is the word of who signs the entry: to name
 * somebody is not to be them.
 */
function announced(opened: OpenedEntry): Attestation[] {
  const { index, entry, standing, values } = opened
  const { type, by, accepted_by: accepted, where, from, until, zone } = entry.clear
  if (!announces(opened)) return []
  const time = timeOf({ from: from ?? null, until: until ?? null, zone: zone ?? null })
  const parties = isArray(by) ? by.map(String) : []
  const signers = [values.key_cert, values.key_cert2].flatMap((each) => certificateOf(each)?.organisation ?? [])
  if (time === undefined) return []
  const place = isArray(where) && where[0] !== undefined ? { place: String(where[0]) } : {}
  return signers.flatMap((organisation) =>
    parties.flatMap((party): Attestation[] => {
      const common = {
        index,
        entry: entry.id,
        standing,
        source: {
          organisation,
          chain: organisation,
          ...(parties.includes(organisation) ? { side: organisation } : {}),
        },
        time,
        ...place,
        event: eventOf(opened),
        part: party,
        by: party,
      }
      const seconds = time.until - time.from
      const once = (subject: Subject): Attestation => ({ ...common, subject, unit: 'times', low: 1, best: 1, high: 1 })
      return [
        once('announcement'),
        ...(type === 'terms_agreed' || (isArray(accepted) && accepted.includes(party)) ? [once('agreement')] : []),
        once('window'),
        { ...common, subject: 'window', unit: 's', low: seconds, best: seconds, high: seconds },
      ]
    }),
  )
}

function watchAttested(seen: Seen): CompletenessStatement[] {
  const { watched } = seen.values
  const common = commonOf(seen)
  if (!isObject(watched) || common.place === undefined || seen.standing !== 'sound' || seen.disputedBy.length > 0)
    return []
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
        const subject = subjectNames.find((each) => each === gap.subject)
        if (subject === undefined) return [{ from, until }]
        return [{ from, until, most: { amount: Number(gap.most), subject, unit: unitOf(gap) } }]
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

function subjectOf(
  attests: NonNullable<NonNullable<ReturnType<typeof eventType>>['attests']>,
): Pick<Unseen, 'subject' | 'stage'> {
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
