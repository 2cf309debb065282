// Composes entries as a sender does: one-use keys drawn for each, certified by the organisation.

import { toBase64Url } from '../entry/base64url.ts'
import { isObject, type Json, parseCanonical } from '../entry/canonical.ts'
import { type AccountName, certify } from '../entry/certificate.ts'
import { classes } from '../entry/classes.ts'
import { composeEntry, type Draft, formatAt, type Random, signEntry } from '../entry/entry.ts'
import { needsTwoPeople } from '../entry/events.ts'
import { checkOpening, type Opening } from '../entry/opening.ts'
import { Refusal } from '../entry/refusal.ts'
import { bytesOf } from '../log/bytes.ts'
import { formatVerifierKey, keyTypes, type NoteSigner, noteSigner, type VerifierKey } from '../log/note.ts'

export type Signer = NoteSigner & { readonly key: VerifierKey }

export interface Signed {
  readonly id: string
  readonly bytes: Uint8Array
  readonly openings: readonly Opening[]
}

export interface Organisation {
  readonly organisation: string
  readonly signer: Signer
}

/** Pre-made and certified, such as a device takes for a day offline; or made when they are needed. */
export interface CertifiedKey {
  readonly signer: Signer
  readonly certificate: Json
}

export function oneUseKey(random: Random, account: AccountName, organisation: Organisation): CertifiedKey {
  const signer = noteSigner({ name: toBase64Url(random(16)), type: keyTypes.ed25519, seed: random(32) })
  return { signer, certificate: { ...certify(formatVerifierKey(signer.key), account, organisation) } }
}

/** Of whatever class; `key` entries are signed by the lasting keys that are given. */
export function sign(
  draft: Draft,
  account: AccountName,
  {
    seconds,
    beatSeconds,
    random,
    next,
    lasting = [],
  }: {
    readonly seconds: number
    readonly beatSeconds: number
    readonly random: Random
    /** The next one-use key; undefined where a stock has run dry. */
    readonly next: () => CertifiedKey | undefined
    readonly lasting?: readonly Signer[]
  },
): Signed | undefined {
  const at = formatAt(seconds, beatSeconds)
  if (draft.class === 'key') {
    const [first, second] = lasting
    if (first === undefined) return undefined
    const { id, text, openings } = composeEntry(draft, account, { at, first: first.key, second: second?.key, random })
    return { id, bytes: signEntry(text, lasting), openings }
  }
  const type = draft.sealed?.type ?? draft.clear?.type
  const count = needsTwoPeople(draft.class, type) ? 2 : (classes[draft.class].signatures[0] ?? 1)
  const [first, second] = [next(), count === 2 ? next() : undefined]
  if (first === undefined || (count === 2 && second === undefined)) return undefined
  const isFiller = type === 'filler'
  const certificates: Record<string, Json> = isFiller
    ? {}
    : { key_cert: first.certificate, ...(second === undefined ? {} : { key_cert2: second.certificate }) }
  const { id, text, openings } = composeEntry({ ...draft, sealed: { ...certificates, ...draft.sealed } }, account, {
    at,
    first: first.signer.key,
    second: second?.signer.key,
    random,
  })
  return { id, bytes: signEntry(text, [first.signer, ...(second === undefined ? [] : [second.signer])]), openings }
}

/** What the sender hands to the receiver, who is to sign second. */
export interface HandOver {
  /** The line of the entry, that both sign. */
  readonly text: string
  readonly openings: readonly Opening[]
}

/** The first half of a hand-over: composed for the two keys, signed by nobody yet. */
export function offer(
  draft: Draft,
  account: AccountName,
  {
    seconds,
    beatSeconds,
    random,
    sender,
    receiver,
  }: {
    readonly seconds: number
    readonly beatSeconds: number
    readonly random: Random
    readonly sender: CertifiedKey
    readonly receiver: { readonly key: VerifierKey; readonly certificate: Json }
  },
): HandOver & { readonly id: string } {
  return composeEntry(
    { ...draft, sealed: { key_cert: sender.certificate, key_cert2: receiver.certificate, ...draft.sealed } },
    account,
    { at: formatAt(seconds, beatSeconds), first: sender.signer.key, second: receiver.key, random },
  )
}

/**
 * The receiver's signature, made only if every digest of the entry is that of a value the receiver has seen, and `agrees`
 * with. Who does not agree signs nothing here, and says so by an entry of its own (`disputed`).
 * @throws Refusal `opening_mismatch`, or `missing_slot` where a slot was not shown
 */
export function receive(
  { text, openings }: HandOver,
  signer: NoteSigner,
  agrees: (values: Readonly<Record<string, Json>>) => boolean,
): Uint8Array | undefined {
  const line = parseCanonical(text.replace(/\n$/, ''))
  const sealed = isObject(line) && isObject(line.sealed) ? line.sealed : {}
  const id = isObject(line) ? String(line.id) : ''
  const values: Record<string, Json> = {}
  for (const opening of openings) {
    const digest = sealed[opening.slot]
    if (opening.id !== id) throw new Refusal('opening_mismatch', `an opening is of entry ${opening.id}, not of ${id}`)
    checkOpening(opening, typeof digest === 'string' ? digest : undefined)
    values[opening.slot] = opening.value
  }
  for (const slot of Object.keys(sealed))
    if (!(slot in values))
      throw new Refusal('missing_slot', `slot “${slot}” was not shown: what is signed must have been seen`)
  return agrees(values) ? signer.sign(bytesOf(text)) : undefined
}

/** Both signatures, in the order that the entry names the keys. */
export function handedOver(
  { text }: HandOver,
  sender: NoteSigner,
  receiver: Pick<NoteSigner, 'name' | 'id'>,
  signature: Uint8Array,
): Uint8Array {
  return signEntry(text, [sender, { ...receiver, sign: () => signature }])
}
