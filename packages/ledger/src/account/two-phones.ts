// A hand-over signed by two phones that see each other and no network. What the giver shows is little enough for a code: of it
// each of the two makes the same entry, letter by letter. The receiver signs it second and shows its key back; the giver, who
// holds that signature against the entry, signs first and hands it in.

import { fromBase64Url, toBase64Url } from '../entry/base64url.ts'
import type { Json } from '../entry/canonical.ts'
import { type AccountName, type Certificate, certificateToVerify, publicKeyOf } from '../entry/certificate.ts'
import { checkValues, type Random } from '../entry/entry.ts'
import { Refusal } from '../entry/refusal.ts'
import { bytesOf, joined } from '../log/bytes.ts'
import { ed25519Verifier, sha256 } from '../log/crypto.ts'
import { formatVerifierKey, parseVerifierKey } from '../log/note.ts'
import { type HandOver, handedOver, offer, receive, type Signed, type Signer } from './voice.ts'

/** For which account, and in which beat its entries are sealed. */
export interface OfAccount {
  readonly name: AccountName
  readonly beatSeconds: number
  /** Keys of organisations that this phone knows to certify for the account: its own, at the least. */
  readonly certifiers: readonly string[]
}

export interface OneUse {
  readonly vkey: string
  readonly certificate: Certificate
}

export interface OwnOneUse {
  readonly signer: Signer
  readonly certificate: Certificate
}

/** What the giver shows. It holds all that is sealed: it is for who stands before them, and for nobody else. */
export interface Offered {
  readonly id: string
  /** By the giver's clock. */
  readonly seconds: number
  /** 32 random bytes, base64url: all salts of the entry follow from them. */
  readonly seed: string
  readonly giver: OneUse
  /** By slot, without the two certificates and who receives. */
  readonly sealed: Readonly<Record<string, Json>>
}

/** What the receiver shows back: that it has received this, and nothing else. */
export interface Confirmed extends OneUse {
  /** Its device, by the token that it reports under. */
  readonly receiver: string
  /** Base64url. */
  readonly signature: string
}

const seedBytes = 32
const prefix = bytesOf('treve/hand-over/v1\n')

function saltsFrom(seed: string): Random {
  const bytes = fromBase64Url(seed)
  if (bytes?.length !== seedBytes) throw new Refusal('malformed', 'the seed of a hand-over is 32 bytes')
  let drawn = 0
  return (length) => {
    drawn += 1
    return sha256(joined([prefix, bytes, bytesOf(String(drawn))])).subarray(0, length)
  }
}

/** The entry as both make it of what was offered. */
function entryOf(
  { id, seconds, seed, giver, sealed }: Offered,
  account: OfAccount,
  { receiver, vkey, certificate }: Omit<Confirmed, 'signature'>,
): HandOver {
  const { name, beatSeconds } = account
  checkCertified(giver, account, 'giver')
  checkCertified({ vkey, certificate }, account, 'receiver')
  if (vkey === giver.vkey) throw new Refusal('malformed', 'a hand-over is signed by two keys, and these are one')
  const { source } = sealed
  if (typeof source !== 'object' || source === null || Array.isArray(source))
    throw new Refusal('missing_slot', 'a hand-over says whose word it is')
  return offer({ class: 'field', id, sealed: { ...sealed, source: { ...source, receiver } } }, name, {
    seconds,
    beatSeconds,
    random: saltsFrom(seed),
    sender: { signer: unsigning(giver.vkey), certificate: { ...giver.certificate } },
    receiver: { key: parseVerifierKey(vkey), certificate: { ...certificate } },
  })
}

/** Names the key, and signs nothing: the giver signs when the receiver has. */
function unsigning(vkey: string): Signer {
  const key = parseVerifierKey(vkey)
  return {
    name: key.name,
    id: key.id,
    key,
    sign: () => {
      throw new Error('the giver signs last')
    },
  }
}

function checkCertified({ vkey, certificate }: OneUse, { name, certifiers }: OfAccount, whose: 'giver' | 'receiver') {
  if (publicKeyOf(vkey) === undefined) throw new Refusal('malformed', `the key of the ${whose} is no key`)
  const { publicKey, message, signature } = certificateToVerify(vkey, name, certificate)
  const isKnown = certifiers.includes(certificate.key) && publicKey.length === 32
  if (!isKnown || !ed25519Verifier(publicKey)(message, signature))
    throw new Refusal('unknown_key', `the key of the ${whose} is not certified for this account`)
}

/**
 * Whether what was offered can be signed here at all; undefined: it can.
 * Looked at before anybody is asked, so that nobody is asked for nothing.
 */
export function offeredFault({ giver, sealed }: Offered, account: OfAccount): Refusal | undefined {
  try {
    checkCertified(giver, account, 'giver')
    if (sealed.type !== 'received') throw new Refusal('bad_value', 'what two sign is that goods were received')
    checkValues('field', {}, { ...sealed, key_cert: { ...giver.certificate }, key_cert2: { ...giver.certificate } })
    return undefined
  } catch (fault) {
    if (fault instanceof Refusal) return fault
    throw fault
  }
}

/**
 * The receiver's signature, over the whole entry that follows from what was offered.
 * @throws Refusal where what was offered makes no entry of this account
 */
export function confirmed(
  offered: Offered,
  account: OfAccount,
  { receiver, key }: { readonly receiver: string; readonly key: OwnOneUse },
): Confirmed {
  const own = { receiver, vkey: formatVerifierKey(key.signer.key), certificate: key.certificate }
  const signature = receive(entryOf(offered, account, own), key.signer, () => true)
  if (signature === undefined) throw new Error('it was agreed to')
  return { ...own, signature: toBase64Url(signature) }
}

/**
 * Signed by both, to be handed in.
 * @throws Refusal `bad_signature` where the receiver signed anything else, `unknown_key` where its key is not certified,
 * `bad_value` or `malformed` where it is the giver itself
 */
export function completed(offered: Offered, account: OfAccount, giver: Signer, answer: Confirmed): Signed {
  const entry = entryOf(offered, account, answer)
  const { name, id, publicKey } = parseVerifierKey(answer.vkey)
  const signature = fromBase64Url(answer.signature) ?? new Uint8Array()
  if (!ed25519Verifier(publicKey)(bytesOf(entry.text), signature))
    throw new Refusal('bad_signature', 'what the receiver signed is not what is handed over here')
  const bytes = handedOver(entry, giver, { name, id }, signature)
  return { id: offered.id, bytes, openings: entry.openings }
}
