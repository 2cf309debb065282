// An entry: one line of canonical JSON as a signed note. Read strictly; written so that all of a class look alike.

import { parseInstant, utc } from '@treve/model'
import { bytesOf, equalBytes, textOf } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import {
  formatVerifierKey,
  isKeyName,
  keyTypes,
  type Note,
  type NoteSigner,
  parseNote,
  parseVerifierKey,
  signatureLine,
  type VerifierKey,
} from '../log/note.ts'
import { isBase64UrlOf, toBase64Url } from './base64url.ts'
import { canonicalJson, isArray, isObject, type Json, type JsonObject, parseCanonical } from './canonical.ts'
import type { AccountName } from './certificate.ts'
import { type ClassName, classes, isClassName } from './classes.ts'
import { eventType, slotsOf } from './events.ts'
import { digestOf, type Opening, saltBytes } from './opening.ts'
import { Refusal } from './refusal.ts'
import { record } from './shape.ts'
import { isPeriod, isSlotName, slotShapes } from './slots.ts'

export interface Entry extends AccountName {
  readonly id: string
  readonly class: ClassName
  /** By the sender's clock, rounded down to the beat. */
  readonly at: string
  /** Name of the key of the first signature. */
  readonly by: string
  readonly vkey: string
  readonly vkey2: string | undefined
  readonly clear: JsonObject
  /** Digests by slot. */
  readonly sealed: Readonly<Record<string, string>>
  /** The line that is signed. */
  readonly text: string
  readonly signatures: Note['signatures']
}

/** Bytes of a random source that was passed in. */
export type Random = (length: number) => Uint8Array

export interface Draft {
  readonly class: ClassName
  /** 22 letters; drawn if absent. */
  readonly id?: string
  readonly clear?: JsonObject
  /** Absent slots become digests of null. */
  readonly sealed?: Readonly<Record<string, Json>>
}

export interface Composed {
  readonly id: string
  readonly text: string
  readonly openings: readonly Opening[]
}

const keys = ['at', 'by', 'class', 'clear', 'id', 'log', 'mode', 'pad', 'pause', 'sealed', 'v', 'vkey'] as const
const atPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/

/** Its form; signatures, keys and references are judged by who knows the account. */
export function parseEntry(bytes: Uint8Array): Entry {
  const note = noteOf(bytes)
  if (!/^[^\n]+\n$/.test(note.text)) throw new Refusal('malformed', 'the text of an entry is one line')
  const text = note.text
  const value = parseCanonical(text.slice(0, -1))
  if (!isObject(value)) throw new Refusal('malformed', 'an entry is a JSON object')
  const expected = value.vkey2 === undefined ? keys : [...keys, 'vkey2']
  const found = Object.keys(value)
  for (const key of expected) if (!found.includes(key)) throw new Refusal('malformed', `the entry lacks “${key}”`)
  for (const key of found)
    if (!expected.some((each) => each === key)) throw new Refusal('malformed', `an entry has no “${key}”`)
  if (value.v !== 1) throw new Refusal('malformed', 'the entry is of a version not known here')
  const { class: className, clear, sealed, mode } = value
  if (!isClassName(className)) throw new Refusal('unknown_class', `there is no class ${JSON.stringify(className)}`)
  if (mode !== 'live' && mode !== 'exercise') throw new Refusal('malformed', 'mode is live or exercise')
  if (!isObject(clear) || !isObject(sealed)) throw new Refusal('malformed', 'clear and sealed are objects')
  const of = (key: string) => {
    const said = value[key]
    if (typeof said !== 'string') throw new Refusal('malformed', `“${key}” is a text`)
    return said
  }
  const entry: Entry = {
    log: of('log'),
    pause: of('pause'),
    mode,
    id: of('id'),
    class: className,
    at: of('at'),
    by: of('by'),
    vkey: of('vkey'),
    vkey2: value.vkey2 === undefined ? undefined : of('vkey2'),
    clear,
    sealed: digestsOf(className, sealed),
    text,
    signatures: note.signatures,
  }
  if (!isBase64UrlOf(entry.id, 16)) throw new Refusal('malformed', 'the id of an entry is 22 letters of base64url')
  // A day that no month has is read as one of the next.
  if (!atPattern.test(entry.at) || new Date(entry.at).getUTCDate() !== Number(entry.at.slice(8, 10)))
    throw new Refusal('malformed', '“at” is a time such as 2016-11-04T08:15Z')
  const { bytes: size } = classes[className]
  if (!/^0*$/.test(of('pad'))) throw new Refusal('malformed', 'the padding is noughts')
  if (bytes.length !== size)
    throw new Refusal('malformed', `an entry of class ${className} has ${size} bytes; this one has ${bytes.length}`)
  checkSigners(entry)
  checkClear(entry)
  return entry
}

/**
 * Of bytes that were judged when they came and are the same still, as their hash tells: nothing is judged again.
 * @throws LogFault `damaged` where they are none
 */
export function recalledEntry(bytes: Uint8Array): Entry {
  const whole = textOf(bytes) ?? ''
  const text = whole.slice(0, whole.indexOf('\n') + 1)
  try {
    const { log, pause, mode, id, class: className, at, by, vkey, vkey2, clear, sealed } = JSON.parse(text) as Entry
    return {
      ...{ log, pause, mode, id, class: className, at, by, vkey, vkey2, clear, sealed, text },
      get signatures() {
        return parseNote(whole).signatures
      },
    }
  } catch (cause) {
    throw new LogFault('damaged', 'an entry of the log cannot be read', { cause })
  }
}

/** The text of an entry that is still to be signed, and the openings of all its slots. */
export function composeEntry(
  draft: Draft,
  account: AccountName,
  { at, first, second, random }: { at: string; first: VerifierKey; second?: VerifierKey | undefined; random: Random },
): Composed {
  const kind = classes[draft.class]
  if (!kind.signatures.includes(second === undefined ? 1 : 2))
    throw new Refusal('malformed', `an entry of class ${draft.class} has ${kind.signatures.join(' or ')} signatures`)
  const id = draft.id ?? toBase64Url(random(16))
  if (!isBase64UrlOf(id, 16)) throw new Refusal('bad_value', 'the id of an entry is 22 letters of base64url, 16 bytes')
  const { clear, sealed: values } = sealedType(draft, account.mode)
  checkClear({ class: draft.class, mode: account.mode, clear })
  checkValues(draft.class, clear, values)
  const openings = kind.slots.map((slot): Opening => {
    return { id, slot, salt: toBase64Url(random(saltBytes)), value: values[slot] ?? null }
  })
  const sealed = Object.fromEntries(openings.map((opening) => [opening.slot, digestOf(opening)]))
  const { log, mode, pause } = account
  const value = {
    v: 1,
    log,
    mode,
    pause,
    id,
    class: draft.class,
    at,
    by: first.name,
    vkey: formatVerifierKey(first),
    ...(second === undefined ? {} : { vkey2: formatVerifierKey(second) }),
    clear,
    sealed,
    pad: '',
  }
  const bare = bytesOf(canonicalJson(value)).length + 1
  const lines = [first, ...(second === undefined ? [] : [second])].map(
    ({ name, id: keyId }) => bytesOf(signatureLine({ name, id: keyId, signature: new Uint8Array(64) })).length,
  )
  const free = kind.bytes - bare - 1 - lines.reduce((sum, length) => sum + length, 0)
  if (free < 0)
    throw new Refusal(
      'too_large',
      `the entry is ${-free} bytes over the ${kind.bytes} of its class: shorten what is in the clear, or seal it`,
    )
  return { id, text: `${canonicalJson({ ...value, pad: '0'.repeat(free) })}\n`, openings }
}

export function signEntry(text: string, signers: readonly NoteSigner[]): Uint8Array {
  const bytes = bytesOf(text)
  return bytesOf(`${text}\n${signers.map((each) => signatureLine({ ...each, signature: each.sign(bytes) })).join('')}`)
}

/** `2016-11-04T08:15Z`; to the second where the beat is no whole number of minutes. */
export function formatAt(seconds: number, beatSeconds: number): string {
  const iso = new Date(Math.floor(seconds / beatSeconds) * beatSeconds * 1000).toISOString()
  return beatSeconds % 60 === 0 ? `${iso.slice(0, 16)}Z` : `${iso.slice(0, 19)}Z`
}

/** What a type may say, held against what the draft says. `type` is known here, sealed or not. */
export function checkValues(className: ClassName, clear: JsonObject, values: Readonly<Record<string, Json>>): void {
  const name = values.type ?? clear.type
  const type = typeof name === 'string' ? eventType(name) : undefined
  if (type === undefined || type.class !== className)
    throw new Refusal(
      'unknown_type',
      `there is no type ${JSON.stringify(name ?? null)} of class ${className}: see docs/formats/account.md`,
    )
  const { fills, mayFill } = slotsOf(type)
  for (const slot of Object.keys(values)) {
    if (!isSlotName(slot) || !classes[className].slots.includes(slot))
      throw new Refusal(
        'unknown_slot',
        `class ${className} has no slot “${slot}”: it has ${classes[className].slots.join(', ')}`,
      )
    const value = values[slot] ?? null
    if (value === null) continue
    if (slot !== 'type' && !fills.includes(slot) && !mayFill.includes(slot))
      throw new Refusal(
        'unknown_slot',
        `${name} does not fill the slot “${slot}”: it fills ${[...fills, ...mayFill].join(', ')}`,
      )
    const fault = slotShapes[slot].fault(value)
    if (fault !== undefined) throw new Refusal('bad_value', `${slot}: ${fault}`)
  }
  const { survey, counts, source } = values
  if (isObject(source) && source.receiver !== undefined) {
    if (name !== 'received') throw new Refusal('bad_value', 'source: a receiver signs what was received, and no more')
    if (source.receiver === source.chain)
      throw new Refusal('bad_value', 'source: a hand-over is signed by two; the receiver is the one who gives')
  }
  const asked = isObject(survey) ? Number(survey.asked) : Number.POSITIVE_INFINITY
  if (isArray(counts) && counts.some((row) => isObject(row) && Number(row.high) > asked))
    throw new Refusal('bad_value', `counts: more answered than the ${asked} who were asked`)
  const { time, watched } = values
  if (isObject(time) && isObject(watched) && isArray(watched.gaps) && !watched.gaps.every((gap) => isWithin(gap, time)))
    throw new Refusal('bad_value', 'watched: a gap lies outside the time that was watched')
  // The filler says nothing, and a type in the clear is not sealed too.
  for (const slot of fills)
    if (slot !== 'type' && name !== 'filler' && (values[slot] ?? null) === null)
      throw new Refusal('missing_slot', `${name} must fill the slot “${slot}”`)
}

function isWithin(gap: Json, time: JsonObject): boolean {
  const of = (value: Json | undefined) => Number(parseInstant(String(value), utc))
  return isObject(gap) && of(gap.from) >= of(time.from) && of(gap.until) <= of(time.until)
}

/** In a live pause the type of a field entry is sealed, and nothing of it is in the clear. */
function sealedType(
  draft: Draft,
  mode: AccountName['mode'],
): { clear: JsonObject; sealed: Readonly<Record<string, Json>> } {
  const { clear = {}, sealed = {} } = draft
  if (draft.class !== 'field' || mode !== 'live') return { clear, sealed }
  const { type = null, ...rest } = clear
  if (Object.keys(rest).length > 0)
    throw new Refusal(
      'not_sealed',
      `in a live pause a field entry says nothing in the clear: seal ${Object.keys(rest).join(', ')}`,
    )
  return { clear: {}, sealed: type === null ? sealed : { ...sealed, type } }
}

function noteOf(bytes: Uint8Array): Note {
  if (bytes.length > 8192) throw new Refusal('malformed', 'it is longer than any entry may be')
  const text = textOf(bytes)
  if (text === undefined) throw new Refusal('malformed', 'it is not UTF-8')
  try {
    return parseNote(text)
  } catch (fault) {
    if (fault instanceof LogFault) throw new Refusal('malformed', fault.message)
    throw fault
  }
}

function digestsOf(className: ClassName, sealed: JsonObject): Record<string, string> {
  const { slots } = classes[className]
  for (const slot of Object.keys(sealed))
    if (!slots.some((each) => each === slot))
      throw new Refusal('unknown_slot', `class ${className} has no slot “${slot}”`)
  const digests: Record<string, string> = {}
  for (const slot of slots) {
    const value = sealed[slot]
    if (value === undefined) throw new Refusal('missing_slot', `the entry lacks the slot “${slot}”`)
    if (typeof value !== 'string' || !isBase64UrlOf(value, 32))
      throw new Refusal('malformed', `slot “${slot}” is no digest`)
    digests[slot] = value
  }
  return digests
}

/** One line of each key that the entry names, in order, and no other. */
function checkSigners({ class: className, by, vkey, vkey2, signatures, log }: Entry): void {
  const named = [vkey, ...(vkey2 === undefined ? [] : [vkey2])].map((written) => {
    try {
      return parseVerifierKey(written)
    } catch (fault) {
      if (fault instanceof LogFault) throw new Refusal('malformed', fault.message)
      throw fault
    }
  })
  if (!classes[className].signatures.some((count) => count === named.length))
    throw new Refusal(
      'bad_signature',
      `an entry of class ${className} names ${classes[className].signatures.join(' or ')} keys`,
    )
  if (named[0]?.name !== by) throw new Refusal('malformed', '“by” is not the name of “vkey”')
  if (named.some(({ type }) => type !== keyTypes.ed25519))
    throw new Refusal('malformed', 'a key that signs entries is no key of a witness')
  if (
    named[0]?.name === named[1]?.name ||
    (named[1] && equalBytes(named[0]?.publicKey ?? new Uint8Array(), named[1].publicKey))
  )
    throw new Refusal('malformed', 'the two keys are one')
  if (named.some(({ name }) => !isKeyName(name) || name === log))
    throw new Refusal('malformed', 'no key that signs entries is named as the log is')
  if (signatures.length !== named.length)
    throw new Refusal('bad_signature', `${named.length} lines of signatures are expected, not ${signatures.length}`)
  for (const [at, key] of named.entries()) {
    const line = signatures[at]
    if (line?.name !== key.name || line.id !== key.id || line.signature.length !== 64)
      throw new Refusal('bad_signature', `line ${at + 1} of the signatures is not of ${key.name}`)
  }
}

function checkClear({ class: className, mode, clear }: Pick<Entry, 'class' | 'mode' | 'clear'>): void {
  if (className === 'field' && mode === 'live') {
    if (Object.keys(clear).length > 0)
      throw new Refusal('not_sealed', 'in a live pause a field entry says nothing in the clear')
    return
  }
  const { type: name = null, ...rest } = clear
  if (className === 'field' && name === null && Object.keys(rest).length === 0) return
  const type = typeof name === 'string' ? eventType(name) : undefined
  if (type === undefined || type.class !== className)
    throw new Refusal('unknown_type', `there is no type ${JSON.stringify(name)} of class ${className}`)
  const fault = record(type.clear ?? {}, (value) => ('until' in value ? isPeriod(value) : undefined)).fault(rest)
  if (fault !== undefined) throw new Refusal('bad_value', `${String(name)}: ${fault}`)
}
