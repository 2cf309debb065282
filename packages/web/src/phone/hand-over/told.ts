// What the two phones show each other, as bytes of a code: what is given, whole, and that it was received.

import {
  bytesOf,
  type Certificate,
  type Confirmed,
  formatVerifierKey,
  fromBase64Url,
  keyTypes,
  type Offered,
  parseVerifierKey,
  textOf,
  toBase64Url,
  verifierKeyOf,
} from '@treve/ledger/device'
import { finite, list, orNull, Unreadable, whole } from '../border.ts'
import type { MyDay } from '../day/my-day.ts'
import type { Line, Said } from '../reports/report.ts'
import { slotsOf } from '../reports/slots.ts'
import { codeOf, payloadIn } from './code.ts'

/** All that a hand-over says; each phone makes the same entry of it. */
export interface Given {
  /** Of the entry. */
  readonly id: string
  readonly said: Said
  /** Of the device of who gives. */
  readonly giver: string
  /** By the clock of the pause, as the giver knew it. */
  readonly happenedS: number
  readonly clockOffsetS: number | null
  readonly seen: { readonly size: number; readonly root: string } | null
  /** 32 bytes, base64url. */
  readonly seed: string
  /** The giver's one-use key, and its certificate by the organisation of both. */
  readonly vkey: string
  readonly certificate: string
}

const [idBytes, seedBytes, nameBytes, keyBytes, signatureBytes] = [16, 32, 16, 32, 64]

export function givenCode(given: Given): string {
  const { id, said, giver, happenedS, clockOffsetS, seen, seed, vkey, certificate } = given
  const { vehicle, trip, convoy, place, side, lines = [] } = said
  const rows = lines.map(({ consignment, item, category, unit, low, best, high }) =>
    low === best && best === high
      ? [consignment, item, category, unit, best]
      : [consignment, item, category, unit, low, best, high],
  )
  const told = [
    happenedS,
    clockOffsetS,
    giver,
    [vehicle, trip, convoy, place, side].map((each) => each ?? null),
    seen === null ? null : [seen.size, seen.root],
    rows,
  ]
  return codeOf(
    'G',
    joined([bytesIn(id), bytesIn(seed), ...keyParts(vkey), bytesIn(certificate), bytesOf(JSON.stringify(told))]),
  )
}

/** Undefined: it is no such code. */
export function givenIn(text: string): Given | undefined {
  const payload = payloadIn('G', text)
  if (payload === undefined) return undefined
  const taken = takingFrom(payload)
  const [id, seed, name, key, certificate] = [idBytes, seedBytes, nameBytes, keyBytes, signatureBytes].map(taken)
  const rest = textOf(payload.subarray(idBytes + seedBytes + nameBytes + keyBytes + signatureBytes))
  if (id === undefined || seed === undefined || certificate === undefined || rest === undefined) return undefined
  try {
    const told = list((each) => each)(JSON.parse(rest))
    const [happened, clock, giver, names, seen, rows] = told
    const [vehicle, trip, convoy, place, side] = list(orNull(word))(names)
    const seenParts = orNull(list((each) => each))(seen)
    const said: Said = {
      type: 'received',
      ...given({ vehicle, trip, convoy, place, side }),
      lines: list(lineIn)(rows),
    }
    return {
      id: toBase64Url(id),
      said,
      giver: word(giver),
      happenedS: whole(happened),
      clockOffsetS: orNull(finite)(clock),
      seen: seenParts === null ? null : { size: whole(seenParts[0]), root: word(seenParts[1]) },
      seed: toBase64Url(seed),
      vkey: keyOf(name, key),
      certificate: toBase64Url(certificate),
    }
  } catch (fault) {
    // JSON that is none, too.
    if (fault instanceof Unreadable || fault instanceof SyntaxError) return undefined
    throw fault
  }
}

/** By what is said of whom: the same on both phones, for the same organisation and pause. */
export function offeredOf(given: Given, { pause, device }: Pick<MyDay, 'pause' | 'device'>, by: Certifier): Offered {
  const { id, said, giver, happenedS, clockOffsetS, seen, seed, vkey, certificate } = given
  // Where it stands among the giver's own entries is not said: others may be made before it is signed.
  const {
    seq: _seq,
    prev_own: _before,
    ...sealed
  } = slotsOf(
    { id, said, happenedS, clockOffsetS, photo: null },
    { pause, device: { ...device, device: giver } },
    { seq: 0, prev_own: null, seen },
    [],
  )
  return { id, seconds: happenedS, seed, giver: { vkey, certificate: certificateOf(certificate, by) }, sealed }
}

/** Of whom the certificates are that both hold. */
export type Certifier = Pick<Certificate, 'organisation' | 'key'>

export function receivedCode(of: string, { receiver, vkey, certificate, signature }: Confirmed): string {
  return codeOf(
    'R',
    joined([
      bytesIn(of),
      ...keyParts(vkey),
      bytesIn(base64UrlOf(certificate.signature)),
      bytesIn(signature),
      bytesOf(receiver),
    ]),
  )
}

export function receivedIn(
  text: string,
  by: Certifier,
): { readonly of: string; readonly answer: Confirmed } | undefined {
  const payload = payloadIn('R', text)
  if (payload === undefined) return undefined
  const taken = takingFrom(payload)
  const [of, name, key, certificate, signature] = [idBytes, nameBytes, keyBytes, signatureBytes, signatureBytes].map(
    taken,
  )
  const receiver = textOf(payload.subarray(idBytes + nameBytes + keyBytes + 2 * signatureBytes))
  if (of === undefined || certificate === undefined || signature === undefined || !receiver) return undefined
  return {
    of: toBase64Url(of),
    answer: {
      receiver,
      vkey: keyOf(name, key),
      certificate: certificateOf(toBase64Url(certificate), by),
      signature: toBase64Url(signature),
    },
  }
}

const word = (value: unknown): string => {
  if (typeof value === 'string' && value !== '' && value.length <= 80) return value
  throw new Unreadable('a name is expected')
}

function lineIn(value: unknown): Line {
  const [consignment, item, category, unit, ...amounts] = list((each) => each)(value)
  const [low, best = low, high = low] = amounts.map((each) => whole(each))
  if (low === undefined || best === undefined || high === undefined) throw new Unreadable('an amount is expected')
  return {
    consignment: word(consignment),
    item: word(item),
    category: orNull(word)(category),
    unit: word(unit),
    low,
    best,
    high,
  }
}

function given(names: Readonly<Record<string, string | null | undefined>>): Partial<Said> {
  return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== null && name !== undefined))
}

function certificateOf(signature: string, { organisation, key }: Certifier): Certificate {
  return { organisation, key, signature: base64Of(signature) }
}

function keyParts(vkey: string): readonly Uint8Array[] {
  const { name, publicKey } = parseVerifierKey(vkey)
  return [bytesIn(name), publicKey]
}

function keyOf(name: Uint8Array | undefined, key: Uint8Array | undefined): string {
  if (name === undefined || key === undefined) return ''
  return formatVerifierKey(verifierKeyOf(toBase64Url(name), keyTypes.ed25519, key))
}

/** In order; undefined where it has come to an end. */
function takingFrom(bytes: Uint8Array): (length: number) => Uint8Array | undefined {
  let at = 0
  return (length) => {
    const part = bytes.subarray(at, at + length)
    at += length
    return part.length === length ? part : undefined
  }
}

function bytesIn(base64Url: string): Uint8Array {
  const bytes = fromBase64Url(base64Url)
  if (bytes === undefined) throw new RangeError('it is no base64url')
  return bytes
}

/** Certificates are in base64, and everything else here in base64url. */
export function base64UrlOf(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function base64Of(base64Url: string): string {
  const plain = base64Url.replaceAll('-', '+').replaceAll('_', '/')
  return plain.padEnd(Math.ceil(plain.length / 4) * 4, '=')
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
