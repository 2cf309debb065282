// What a sealed slot holds, told to whoever may know. Counts are guessable: a digest is never of a bare value, but of
// 256 random bits with it, bound to the entry and the slot.

import { bytesOf, joined } from '../log/bytes.ts'
import { sha256 } from '../log/crypto.ts'
import { base64UrlLetters, fromBase64Url, isBase64UrlOf, toBase64Url } from './base64url.ts'
import { canonicalJson, type Json } from './canonical.ts'
import { Refusal } from './refusal.ts'

export interface Opening {
  /** Of the entry. */
  readonly id: string
  readonly slot: string
  /** 32 bytes, base64url. */
  readonly salt: string
  readonly value: Json
}

export const saltBytes = 32
const prefix = bytesOf('treve/opening/v1\n')

/** SHA-256("treve/opening/v1\n" ‖ base64url(JSON [salt, id, slot, value])), base64url. */
export function digestOf({ id, slot, salt, value }: Opening): string {
  return toBase64Url(sha256(base64UrlLetters(bytesOf(canonicalJson([salt, id, slot, value])), prefix)))
}

/** Refuses an opening that is not of that digest. */
export function checkOpening(opening: Opening, sealed: string | undefined): void {
  const { id, slot, salt } = opening
  if (!isBase64UrlOf(salt, saltBytes))
    throw new Refusal('opening_mismatch', `the salt for ${slot} of ${id} is not 32 bytes`)
  if (sealed === undefined) throw new Refusal('opening_mismatch', `entry ${id} has no slot ${slot}`)
  if (digestOf(opening) !== sealed)
    throw new Refusal(
      'opening_mismatch',
      `the opening does not fit slot ${slot} of entry ${id}: it is of another entry or slot, or altered`,
    )
}

/** Bytes that belong to an entry, with what their digest in its slot `attachments` is made with. */
export interface Attachment {
  /** Of the entry. */
  readonly id: string
  /** Its row in the slot. */
  readonly index: number
  /** 32 bytes. */
  readonly salt: Uint8Array
  readonly bytes: Uint8Array
}

/** The slot whose erasure reaches the bytes of attachments too. */
export const attachmentsSlot = 'attachments'

const attachmentPrefix = bytesOf('treve/attachment/v1\n')

/** SHA-256("treve/attachment/v1\n" ‖ salt[32] ‖ id[16] ‖ uint32 index ‖ SHA-256(bytes)), base64url. */
export function attachmentDigest(
  bytes: Uint8Array,
  { id, index, salt }: { readonly id: string; readonly index: number; readonly salt: Uint8Array },
): string {
  const idBytes = fromBase64Url(id)
  if (
    idBytes?.length !== 16 ||
    salt.length !== saltBytes ||
    !Number.isInteger(index) ||
    index < 0 ||
    index > 0xffffffff
  )
    throw new RangeError('an attachment is of an entry, has an index and a salt of 32 bytes')
  const number = new Uint8Array(4)
  new DataView(number.buffer).setUint32(0, index)
  return toBase64Url(sha256(joined([attachmentPrefix, salt, idBytes, number, sha256(bytes)])))
}

/** Refuses bytes that are not those of the attachment, or that belong to another entry or place in it. */
export function checkAttachment(
  bytes: Uint8Array,
  of: { readonly id: string; readonly index: number; readonly salt: Uint8Array },
  sealed: string,
): void {
  if (of.salt.length !== saltBytes)
    throw new Refusal('opening_mismatch', `the salt of attachment ${of.index} of ${of.id} is not 32 bytes`)
  if (attachmentDigest(bytes, of) !== sealed)
    throw new Refusal(
      'opening_mismatch',
      `these bytes are not attachment ${of.index} of entry ${of.id}: they are of another, or altered`,
    )
}
