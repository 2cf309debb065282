// What nobody does alone, signed by two people who are not at one machine. An entry names both keys, so there are three steps:
// one is ready, the other signs first, the one who was ready signs second. Nothing is kept between them but the lasting key of
// each: its one-use key follows from it and from what is signed.

import { toBase64Url } from '../entry/base64url.ts'
import { canonicalJson, isObject, type Json, type JsonObject } from '../entry/canonical.ts'
import { type AccountName, type Certificate, certificateToVerify } from '../entry/certificate.ts'
import { parseEntry, type Random } from '../entry/entry.ts'
import type { Opening } from '../entry/opening.ts'
import { Refusal } from '../entry/refusal.ts'
import { bytesOf, fromBase64, joined, toBase64 } from '../log/bytes.ts'
import { ed25519Verifier, sha256 } from '../log/crypto.ts'
import { formatVerifierKey, noteSigner, type PrivateKey, parseVerifierKey } from '../log/note.ts'
import { type CertifiedKey, handedOver, offer, oneUseKey, receive, type Signed } from './voice.ts'

/** What is signed by two: it is public, and says nothing but what is in the clear. */
export interface ToSignByTwo {
  readonly account: AccountName
  readonly clear: JsonObject
  readonly beatSeconds: number
}

/** The lasting key of a person, and for which organisation they sign with it. */
export interface OwnKey {
  readonly key: PrivateKey
  readonly organisation: string
}

/** Whoever holds it can name that key beside theirs; it is no signature. */
export interface Ready {
  /** Verifier key of the one-use key. */
  readonly one_use: string
  readonly certificate: Certificate
}

/** The entry as the first has signed it. */
export interface Half {
  readonly text: string
  readonly openings: readonly Opening[]
  /** Base64. */
  readonly signature: string
}

const prefix = bytesOf('treve/one-use-key/v1\n')

function ownOneUseKey({ key, organisation }: OwnKey, { account, clear }: ToSignByTwo): CertifiedKey {
  const { log, pause, mode } = account
  let drawn = 0
  const following: Random = (length) => {
    drawn += 1
    const of = canonicalJson({ clear, drawn, log, mode, pause })
    return sha256(joined([prefix, key.seed, bytesOf(of)])).subarray(0, length)
  }
  return oneUseKey(following, account, { organisation, signer: noteSigner(key) })
}

export function ready(own: OwnKey, what: ToSignByTwo): Ready {
  const { signer, certificate } = ownOneUseKey(own, what)
  return { one_use: formatVerifierKey(signer.key), certificate: certificateIn(certificate) }
}

/** @throws Refusal `unknown_key` where the other's key is not theirs for this account, or is one's own */
export function signFirst(
  own: OwnKey,
  other: Ready,
  what: ToSignByTwo,
  { seconds, random }: { readonly seconds: number; readonly random: Random },
): Half {
  checkReady(other, what.account)
  if (other.certificate.key === formatVerifierKey(noteSigner(own.key).key))
    throw new Refusal('unknown_key', 'this needs two people: the other key is the same')
  const sender = ownOneUseKey(own, what)
  const { text, openings } = offer({ class: 'public', clear: what.clear }, what.account, {
    seconds,
    beatSeconds: what.beatSeconds,
    random,
    sender,
    receiver: { key: parseVerifierKey(other.one_use), certificate: { ...other.certificate } },
  })
  return { text, openings, signature: toBase64(sender.signer.sign(bytesOf(text))) }
}

/**
 * @throws Refusal where it says anything else than what is to be signed, names another key than one's own, or the first
 * signature or an opening does not hold: then nothing is signed
 */
export function signSecond(own: OwnKey, half: Half, what: ToSignByTwo): Signed {
  const mine = ownOneUseKey(own, what)
  const first = fromBase64(half.signature) ?? new Uint8Array()
  const { name, id } = mine.signer
  // Of its form and keys; what stands for the second signature is put there once all was looked at.
  const entry = parseEntry(
    handedOver(half, { ...firstOf(half.text), sign: () => first }, { name, id }, new Uint8Array(64)),
  )
  const { log, pause, mode } = what.account
  const isOfIt =
    entry.class === 'public' &&
    entry.log === log &&
    entry.pause === pause &&
    entry.mode === mode &&
    canonicalJson(entry.clear) === canonicalJson(what.clear)
  if (!isOfIt) throw new Refusal('malformed', 'what the first has signed is not what is to be signed')
  if (entry.vkey2 !== formatVerifierKey(mine.signer.key))
    throw new Refusal('unknown_key', 'what the first has signed names another key beside theirs than this one')
  if (!ed25519Verifier(parseVerifierKey(entry.vkey).publicKey)(bytesOf(half.text), first))
    throw new Refusal('bad_signature', 'the first signature does not hold')
  const signature = receive(half, mine.signer, ({ key_cert: theirs = null, key_cert2: ours = null }) => {
    checkReady({ one_use: entry.vkey, certificate: certificateIn(theirs) }, what.account)
    return canonicalJson(ours) === canonicalJson(mine.certificate)
  })
  if (signature === undefined)
    throw new Refusal('unknown_key', 'what the first has signed holds another certificate of one’s own key')
  const bytes = handedOver(half, { ...firstOf(half.text), sign: () => first }, { name, id }, signature)
  return { id: entry.id, bytes, openings: half.openings }
}

function firstOf(text: string): { readonly name: string; readonly id: string } {
  const { name, id } = parseVerifierKey(String(objectIn(text)?.vkey))
  return { name, id }
}

function checkReady({ one_use: vkey, certificate }: Ready, account: AccountName): void {
  const { publicKey, message, signature } = certificateToVerify(vkey, account, certificate)
  if (publicKey.length !== 32 || !ed25519Verifier(publicKey)(message, signature))
    throw new Refusal('unknown_key', 'the other’s key is not certified by theirs for this account')
}

function certificateIn(value: Json): Certificate {
  const { organisation = '', key = '', signature = '' } = isObject(value) ? value : {}
  return { organisation: String(organisation), key: String(key), signature: String(signature) }
}

/** What one of two does next. */
export type Step =
  | { readonly ready: Ready }
  | { readonly half: Half }
  /** By both. */
  | { readonly signed: Signed }

/** By what is there of others: what one has signed for this key is signed second; whoever is ready is signed with; else one is ready. */
export function nextStep(
  own: OwnKey,
  others: readonly { readonly ready?: Ready | undefined; readonly half?: Half | undefined }[],
  what: ToSignByTwo,
  world: { readonly seconds: number; readonly random: Random },
): Step {
  const mine = ready(own, what)
  const forMe = others.find(({ half }) => half !== undefined && objectIn(half.text)?.vkey2 === mine.one_use)?.half
  if (forMe !== undefined) return { signed: signSecond(own, forMe, what) }
  const other = others.find((each) => each.ready !== undefined)?.ready
  return other === undefined ? { ready: mine } : { half: signFirst(own, other, what, world) }
}

/** Undefined for anything else: it came from another. */
export function readyIn(text: string): Ready | undefined {
  const told = objectIn(text)
  if (typeof told?.one_use !== 'string' || !isObject(told.certificate ?? null)) return undefined
  return { one_use: told.one_use, certificate: certificateIn(told.certificate ?? null) }
}

export function halfIn(text: string): Half | undefined {
  const told = objectIn(text)
  if (typeof told?.text !== 'string' || typeof told.signature !== 'string' || !Array.isArray(told.openings))
    return undefined
  const openings = told.openings.flatMap((each: unknown) => {
    const { id, slot, salt, value = null } = (each ?? {}) as Record<string, Json>
    return typeof id === 'string' && typeof slot === 'string' && typeof salt === 'string'
      ? [{ id, slot, salt, value }]
      : []
  })
  return { text: told.text, openings, signature: told.signature }
}

/** As it is handed in. */
export function signedText({ bytes, openings }: Signed): string {
  return JSON.stringify({ bytes: toBase64(bytes), openings })
}

/** By which it is told apart from any other, and read out between two people. */
export function digestOfText(text: string): string {
  return toBase64Url(sha256(bytesOf(text)))
}

function objectIn(text: string): { readonly [key: string]: Json } | undefined {
  try {
    const told = JSON.parse(text) as Json
    return isObject(told) ? told : undefined
  } catch {
    return undefined
  }
}
