// How values of sealed slots, and bytes of attachments, are encrypted, wherever they are kept: each under a key of its own,
// used once, so that destroying the key destroys the value in every copy.

import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import type { Json } from '../entry/canonical.ts'
import { type Attachment, type Opening, saltBytes } from '../entry/opening.ts'
import { bytesOf, fromBase64, joined, textOf, toBase64 } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'

export const keyBytes = 32
const tagBytes = 16
/** A nonce of noughts is right where each key seals one value only. */
const nonce = new Uint8Array(12)

/** What is sealed of an entry: slot by slot, in the order of its keys. */
export type SealedSlots = readonly (readonly [slot: string, ciphertext: string])[]

/** @param keys 32 bytes for each opening, in their order */
export function sealOpenings(openings: readonly Opening[], keys: Uint8Array): SealedSlots {
  return openings.map((opening, at) => [opening.slot, seal(opening, keys.subarray(at * keyBytes, (at + 1) * keyBytes))])
}

/** Those whose key is there: one of noughts is that of a value that was erased. @throws LogFault `damaged` */
export function openSealed(id: string, sealed: SealedSlots, keys: Uint8Array): Opening[] {
  return sealed.flatMap(([slot, ciphertext], at) => {
    const key = keys.subarray(at * keyBytes, (at + 1) * keyBytes)
    return isKey(key) ? [unseal(id, slot, ciphertext, key)] : []
  })
}

export function isKey(bytes: Uint8Array | undefined): bytes is Uint8Array {
  return bytes?.length === keyBytes && bytes.some((byte) => byte !== 0)
}

function seal({ salt, value }: Opening, key: Uint8Array): string {
  return toBase64(encrypted(bytesOf(JSON.stringify([salt, value])), key))
}

function unseal(id: string, slot: string, ciphertext: string, key: Uint8Array): Opening {
  const what = `what is sealed in slot ${slot} of entry ${id}`
  const text = decrypted(fromBase64(ciphertext) ?? new Uint8Array(), key, what)
  const [salt, value] = JSON.parse(textOf(text) ?? '') as [string, Json]
  return { id, slot, salt, value }
}

/** Salt and bytes under one key, bound to their place: what is put in the place of another does not open. */
export function sealAttachment({ id, index, salt, bytes }: Attachment, key: Uint8Array): Uint8Array {
  return encrypted(joined([salt, bytes]), key, placeOf(id, index))
}

/** @throws LogFault `damaged` */
export function openAttachment(
  sealed: Uint8Array,
  { id, index }: Pick<Attachment, 'id' | 'index'>,
  key: Uint8Array,
): Attachment {
  const opened = decrypted(sealed, key, `attachment ${index} of entry ${id}`, placeOf(id, index))
  return { id, index, salt: opened.subarray(0, saltBytes), bytes: opened.subarray(saltBytes) }
}

function placeOf(id: string, index: number): Uint8Array {
  return bytesOf(`${id} ${index}`)
}

function encrypted(bytes: Uint8Array, key: Uint8Array, bound: Uint8Array = new Uint8Array()): Uint8Array {
  // A key object: given bare bytes, the platform takes three times as long to find out what they are.
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce)
  cipher.setAAD(bound)
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function decrypted(bytes: Uint8Array, key: Uint8Array, what: string, bound: Uint8Array = new Uint8Array()): Uint8Array {
  const damaged = (cause?: unknown) =>
    new LogFault('damaged', `${what} cannot be opened: its file was altered`, { cause })
  if (bytes.length < tagBytes) throw damaged()
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce)
  decipher.setAAD(bound)
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()])
  } catch (cause) {
    throw damaged(cause)
  }
}
