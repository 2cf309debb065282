// A report as the slots of a `field` entry.

import { attachmentDigest, fromBase64Url, type Json, type JsonObject } from '@treve/ledger/device'
import { instantText } from '../day/instants.ts'
import type { MyDay } from '../day/my-day.ts'
import type { Photo, Range, Report, Said, Slots } from './report.ts'

/** What stands before and after this entry, of this phone. */
export interface Chain {
  /** Of the next entry. */
  readonly seq: number
  /** Leaf hash of the last one, base64url. */
  readonly prev_own: string | null
  readonly seen: { readonly size: number; readonly root: string } | null
}

export function slotsOf(
  { id, said, happenedS, clockOffsetS, photo }: Pick<Report, 'id' | 'said' | 'happenedS' | 'clockOffsetS' | 'photo'>,
  { pause, device }: Pick<MyDay, 'pause' | 'device'>,
  chain: Chain,
  bytesOfPhoto: readonly Uint8Array[],
): Slots {
  const at = instantText(happenedS, pause.time_zone)
  const tokens = definedOnly({
    vehicle: said.vehicle,
    trip: said.trip,
    corridor: said.corridor,
    gate: said.gate,
    convoy: said.convoy,
  })
  return definedOnly({
    type: said.type,
    source: definedOnly({ organisation: device.organisation, chain: device.device, side: said.side }),
    time: definedOnly({
      from: at,
      until: at,
      zone: pause.time_zone,
      clock_offset_s: clockOffsetS === null ? undefined : clockOffsetS,
    }),
    place: said.place === undefined ? undefined : definedOnly({ place: said.place, side: said.side }),
    tokens: Object.keys(tokens).length === 0 ? undefined : tokens,
    people: said.people === undefined ? undefined : [range(said.people)],
    lines: said.lines?.map(({ consignment, item, category, unit, ...amount }) =>
      definedOnly({ consignment, item, category: category ?? undefined, unit, ...range(amount), reason: said.reason }),
    ),
    counts: countsOf(said),
    text: said.note === undefined ? undefined : { language: said.note.language, text: said.note.text },
    references: said.corrects === undefined ? undefined : { corrects: said.corrects },
    attachments: photo === null ? undefined : rowsOf(id, photo, pause.time_zone, clockOffsetS, bytesOfPhoto),
    seq: chain.seq,
    prev_own: chain.prev_own ?? undefined,
    seen: chain.seen === null ? undefined : { size: chain.seen.size, root: chain.seen.root },
  })
}

const unitOf = { waiting: 'people', queue: 'vehicles' } as const

function countsOf({ type, counted, count, incident, wounded, dead }: Said): Json | undefined {
  if (counted !== undefined && count !== undefined)
    return [{ subject: counted, unit: unitOf[counted], ...range(count) }]
  if (type !== 'incident') return undefined
  const one = { low: 1, best: 1, high: 1 }
  return [
    { subject: 'incident', detail: incident ?? 'other', unit: 'times', ...one },
    ...casualties('wounded', wounded),
    ...casualties('dead', dead),
  ]
}

/** Unknown is not nought: who was not counted is not told of. */
function casualties(detail: string, count: Range | undefined): readonly JsonObject[] {
  return count === undefined ? [] : [{ subject: 'casualties', detail, unit: 'people', ...range(count) }]
}

/** The original, and the copy that names it. */
function rowsOf(
  id: string,
  { files, takenS }: Photo,
  zone: string,
  clockOffsetS: number | null,
  bytes: readonly Uint8Array[],
): Json {
  const digests = files.map(({ salt }, index) =>
    attachmentDigest(bytes[index] ?? new Uint8Array(), {
      id,
      index,
      salt: fromBase64Url(salt) ?? new Uint8Array(),
    }),
  )
  return files.map((file, index) =>
    definedOnly({
      digest: digests[index],
      bytes: file.bytes,
      media: file.media,
      ...(index === 0
        ? { taken_at: instantText(takenS, zone), clock_offset_s: clockOffsetS ?? undefined }
        : { copy_of: digests[0] }),
    }),
  )
}

const range = ({ low, best, high }: Range): JsonObject => ({ low, best, high })

function definedOnly(values: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}
