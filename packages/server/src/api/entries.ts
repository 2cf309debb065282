// Entries that devices have signed where something was seen. They come late, out of order, twice, and from several about one
// thing: all is kept that is signed, whole, and theirs to say. What cannot be kept is refused with the reason, and stays with
// the device.

import { type Entry, fromBase64Url, isObject, type Json, type JsonObject, parseEntry, Refusal } from '@treve/ledger'
import { type Instant, inWords } from '@treve/model'
import { integer, list, object, optional, required, type TypeOf, text } from '@treve/model/schema'
import {
  type Day,
  isReportType,
  mayDispute,
  reporterFault,
  signedFault,
  whoseReport,
} from '../coordination/day/index.ts'
import { readInput } from '../coordination/index.ts'
import type { Actor } from '../policy/index.ts'
import { devicesOfKeys } from '../storage/certificates.ts'
import { type Outcome, receiptOf } from '../storage/index.ts'
import { hasUpload } from '../storage/uploads.ts'
import { uuidOf } from '../storage/uuid.ts'
import { readInputOf } from './commands.ts'
import { deviceOf, type OfDevice } from './device-only.ts'
import { jsonValue } from './json-value.ts'
import { tooMany } from './limits.ts'
import type { LivePause } from './live.ts'
import { jsonAnswer, type Operation, pauseParameter } from './operation.ts'

const high = (doc: string) => ({ sensitivity: 'high' as const, doc })

const mostEntriesAtOnce = 50
const mostBytes = 1024 * 1024

const entryType = object({
  bytes: required(text(4000), high('The entry, base64url.')),
  openings: required(
    list(
      object({
        id: required(text(22), high('Of the entry.')),
        slot: required(text(40), high('Slot.')),
        salt: required(text(43), high('Its salt, base64url.')),
        value: required(jsonValue(), high('What it holds.')),
      }),
      { min: 1, max: 40 },
    ),
    high('Of all its slots.'),
  ),
  attachments: optional(
    list(
      object({
        index: required(integer(0, 19), high('Row of the slot.')),
        salt: required(text(43), high('Its salt, base64url.')),
        sha256: required(text(64), high('Of the bytes that were sent ahead, hexadecimal.')),
      }),
      { max: 20 },
    ),
    high('Photographs that it names.'),
  ),
})
type Sent = TypeOf<typeof entryType>

const inOrder = high('In the order in which they were made.')
const input = object({ entries: required(list(entryType, { min: 1, max: mostEntriesAtOnce }), inOrder) })
/** Each is read by itself: one that cannot be read is refused, and those beside it are taken. */
const batch = object({ entries: required(list(jsonValue(), { min: 1, max: mostEntriesAtOnce }), inOrder) })

const stateSchema = {
  type: 'object',
  required: ['entries'],
  properties: {
    entries: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'state'],
        properties: {
          id: { type: ['string', 'null'] },
          state: { enum: ['done', 'waiting', 'refused'] },
          code: { type: 'string' },
          text: { type: 'string' },
        },
      },
    },
  },
}

export const entryOperation: Operation = {
  id: 'sendEntries',
  method: 'post',
  path: '/api/v1/pauses/{pause}/entries',
  summary: 'Takes entries that a device has signed. Sent again, each is the same; what is refused says why.',
  parameters: [pauseParameter],
  input: { type: input, mostBytes },
  answers: { 200: jsonAnswer('What became of each, in the same order.', stateSchema) },
  who: { sees: 'own_day' },
  async answer(asking) {
    const { context, actor } = asking
    const of = deviceOf(asking)
    if (of instanceof Response) return of
    const read = await readInputOf(context, batch, of.pause.zone, mostBytes)
    if ('refused' in read) return read.refused
    const often = tooMany(context, of.services, 'entries', of.device, read.input.entries.length)
    if (often !== undefined) return often
    const by: Actor = { token: of.device, kind: 'device', roles: actor?.roles ?? [] }
    // One after another into the table, so that they are carried out in this order.
    const taken: Taken[] = []
    for (const each of read.input.entries) taken.push(await take(each, by, of, taken))
    const entries = await Promise.all(taken.map((each) => told(each, of)))
    const last = Math.max(-1, ...entries.map(({ position }) => position ?? -1))
    if (last >= 0) await of.services.live.reach(of.pause.id, last)
    return context.json({ entries: entries.map(({ position: _counts, ...each }) => each) })
  },
}

type Taken =
  | { readonly id: string | null; readonly refused: { readonly code: string; readonly text: string } }
  | { readonly id: string; readonly number: number; readonly outcome: Outcome | undefined }

async function take(came: Json, by: Actor, of: OfDevice, before: readonly Taken[]): Promise<Taken> {
  const { services, pause, device } = of
  const read = readInput(entryType, JSON.stringify(came), pause.zone)
  if ('problems' in read) {
    const [first] = inWords(read.problems.slice(0, 1), read.text, 'en')
    const text = first === undefined ? 'It cannot be read.' : `${first.path}: ${first.text}`
    return { id: null, refused: { code: 'malformed', text } }
  }
  const sent = read.input
  const bytes = fromBase64Url(sent.bytes)
  const entry = bytes === undefined ? undefined : parsed(bytes)
  if (bytes === undefined || entry === undefined || entry instanceof Refusal)
    return {
      id: null,
      refused: { code: 'malformed', text: entry instanceof Refusal ? entry.message : 'These bytes are no entry.' },
    }
  const { id } = entry
  // Other bytes under the same id are another command, which the account refuses and records.
  const clientId = uuidOf(`treve/entry/v1\n${pause.id}\n${sent.bytes}`)
  const refused = cannotBeTaken(entry, sent, by, of, before) ?? (await handOverFault(entry, sent, of))
  // What was taken once stays taken, whatever has become of roles and devices since: the answer to it was lost.
  const isTaken = async () =>
    (await receiptOf(services.database, { clientId, pause: pause.id, askedBy: by.token })) !== undefined
  if (refused !== undefined && !(await isTaken())) return { id, refused }
  if (await isWithoutBytes(sent, clientId, of))
    return {
      id,
      refused: { code: 'attachment_missing', text: 'A photograph that it brings is not here: send it first.' },
    }
  const receipt = await services.intake.receive({
    clientId,
    pause: pause.id,
    content: {
      kind: 'entry',
      bytes: Buffer.from(bytes).toString('base64'),
      openings: sent.openings,
      device,
      ...(sent.attachments === undefined || sent.attachments.length === 0 ? {} : { attachments: sent.attachments }),
    },
  })
  if ('refused' in receipt) return { id, refused: { code: 'malformed', text: receipt.text } }
  services.counts.taken += 1
  return { id, number: receipt.number, outcome: receipt.outcome }
}

/**
 * What two devices sign: each with a key of its own, and the second by whoever may say by itself that it received this here.
 * Nobody signs beside another without being named.
 */
async function handOverFault(
  { vkey, vkey2 }: Entry,
  sent: Sent,
  { services: { database }, pause, device }: OfDevice,
): Promise<{ readonly code: string; readonly text: string } | undefined> {
  if (vkey2 === undefined) return undefined
  const values = valuesOf(sent)
  const receiver = textIn(objectIn(values.source).receiver)
  const devices = await devicesOfKeys(database, pause.account, [vkey, vkey2])
  const [first, second] = [devices.get(vkey), devices.get(vkey2)]
  return receiver === undefined
    ? second === undefined || second === device
      ? undefined
      : { code: 'receiver_unnamed', text: 'Another device has signed second, and is not named as the receiver.' }
    : receiver === device || second === device
      ? { code: 'receiver_is_giver', text: 'One device has signed twice: a hand-over is signed by two.' }
      : first !== device || second !== receiver
        ? { code: 'receiver_key_of_others', text: 'The keys are not those of the two who are named.' }
        : receiverFault(receiver, String(values.type), values, pause)
}

/** Who receives may say so alone, too: their signature says no more than that, and for nobody else. */
function receiverFault(
  receiver: string,
  type: string,
  values: JsonObject,
  { state: { access, day } }: LivePause,
): { readonly code: string; readonly text: string } | undefined {
  const known = access.devices.get(receiver)
  if (known === undefined)
    return { code: 'receiver_unknown', text: 'The device of the receiver has no role in this pause.' }
  if (known.revoked !== undefined)
    return { code: 'receiver_revoked', text: 'The device of the receiver was revoked: it confirms nothing any more.' }
  const actor: Actor = { token: receiver, kind: 'device', roles: known.roles }
  return reporterFault(day, actor, subjectOf(type, values)) === undefined
    ? undefined
    : { code: 'receiver_not_own', text: 'It is about no vehicle or place of the receiver’s: its duty can be set.' }
}

/** An entry that was taken is taken for good: without its photographs nobody would ask for them again. */
async function isWithoutBytes(
  { attachments = [] }: Sent,
  clientId: string,
  { services: { database }, pause, device }: OfDevice,
): Promise<boolean> {
  for (const { sha256 } of attachments)
    if (!(await hasUpload(database, { account: pause.account, device, sha256 })))
      // It came before: they are with it by now.
      return (await receiptOf(database, { clientId, pause: pause.id, askedBy: device })) === undefined
  return false
}

function parsed(bytes: Uint8Array): Entry | Refusal {
  try {
    return parseEntry(bytes)
  } catch (fault) {
    if (fault instanceof Refusal) return fault
    throw fault
  }
}

/** What a device may not say, or not so. Whether it is signed and whole is judged by the account. */
function cannotBeTaken(
  entry: Entry,
  { openings }: Pick<Sent, 'openings'>,
  by: Actor,
  { services, pause }: OfDevice,
  before: readonly Taken[],
): { readonly code: string; readonly text: string } | undefined {
  const values = valuesOf({ openings })
  if (entry.pause !== pause.id || entry.log !== pause.origin)
    return { code: 'other_account', text: 'The entry is of another account: it is not taken here.' }
  const type = String(entry.clear.type ?? values.type ?? '')
  if (entry.class !== 'field' || !(isReportType(type) || type === 'taken_back' || type === 'disputed'))
    return { code: 'not_a_report', text: 'Devices report what was seen; this is said by those who run the pause.' }
  const source = objectIn(values.source)
  if (source.organisation !== pause.organisation || source.chain !== by.token)
    return { code: 'source_of_others', text: 'A device reports in its own name: its organisation, and its own token.' }
  const { day } = pause.state
  const references = objectIn(values.references)
  const corrects = textIn(references.corrects)
  if (type === 'taken_back' && corrects === undefined)
    return { code: 'report_unknown', text: 'It names no report as the one that it takes back (corrects).' }
  if (corrects !== undefined && !isOwnWord(day, by, corrects, before))
    return { code: 'report_of_others', text: 'It is no report of this device: it can be disputed, and both stand.' }
  const at = Math.floor(Date.parse(entry.at) / 1000) as Instant
  const fault =
    ofOthersFault(day, by, type, { references, values }) ??
    signedFault({ id: entry.id, type, at, opened: values }, Math.floor(services.nowIn(pause)) as Instant)
  return fault === undefined ? undefined : { code: fault.code, text: fault.detail }
}

/** What is not theirs to say. */
function ofOthersFault(
  day: Day,
  by: Actor,
  type: string,
  { references, values }: { readonly [Name in 'references' | 'values']: JsonObject },
): { readonly code: string; readonly detail: string } | undefined {
  if (type === 'disputed') return disputeFault(day, by, textIn(references.disputes) ?? '')
  if (type === 'taken_back') return undefined
  return reporterFault(day, by, subjectOf(type, values))
}

function subjectOf(type: string, values: JsonObject): Parameters<typeof reporterFault>[2] {
  const tokens = objectIn(values.tokens)
  return {
    what: type,
    vehicle: textIn(tokens.vehicle),
    trip: textIn(tokens.trip),
    load: textIn(tokens.load),
    corridor: textIn(tokens.corridor),
    gate: textIn(tokens.gate),
    convoy: textIn(tokens.convoy),
    place: textIn(objectIn(values.place).place),
  }
}

/** By slot. */
function valuesOf({ openings }: Pick<Sent, 'openings'>): JsonObject {
  return Object.fromEntries(openings.map(({ slot, value }) => [slot, value]))
}

/** Of an entry that comes with it nothing is known here yet: it is this device’s own, unless another has that id. */
function isOwnWord(day: Day, by: Actor, entry: string, before: readonly Taken[]): boolean {
  const whose = whoseReport(day, by, entry)
  return whose === 'not_known' ? before.some((each) => each.id === entry && !('refused' in each)) : whose === 'own'
}

function disputeFault(
  day: Day,
  by: Actor,
  entry: string,
): { readonly code: string; readonly detail: string } | undefined {
  const may = mayDispute(day, by, entry)
  if (may === undefined) return { code: 'report_unknown', detail: 'There is no such report of the day.' }
  return may ? undefined : { code: 'not_own', detail: 'It is about no vehicle, gate or place of yours.' }
}

function objectIn(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

interface Told {
  readonly id: string | null
  readonly state: 'done' | 'waiting' | 'refused'
  readonly code?: string
  readonly text?: string
  readonly position?: number
}

async function told(taken: Taken, { services }: OfDevice): Promise<Told> {
  const { id } = taken
  if ('refused' in taken) return { id, state: 'refused', ...taken.refused }
  const within = { milliseconds: services.outcomeMilliseconds }
  const outcome = taken.outcome ?? (await services.outcomes.of(taken.number, within))
  if (outcome === undefined) return { id, state: 'waiting' }
  if (outcome.state === 'refused') return { id, state: 'refused', code: outcome.code, text: outcome.text }
  return { id, state: 'done', ...(outcome.position === undefined ? {} : { position: outcome.position }) }
}
