// RFC 4648, section 5, without padding.

import { bytesOf, fromBase64, textOfAscii } from '../log/bytes.ts'

export function toBase64Url(bytes: Uint8Array): string {
  return textOfAscii(base64UrlLetters(bytes))
}

const alphabet = bytesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')

/** The ASCII of it, behind `before`: what is hashed, without a text between. */
export function base64UrlLetters(bytes: Uint8Array, before: Uint8Array = new Uint8Array()): Uint8Array {
  const letters = new Uint8Array(before.length + Math.ceil((bytes.length * 4) / 3))
  letters.set(before)
  let to = before.length
  let bits = 0
  let count = 0
  for (const byte of bytes) {
    bits = (bits << 8) | byte
    for (count += 8; count >= 6; count -= 6) letters[to++] = alphabet[(bits >> (count - 6)) & 63] ?? 0
    bits &= 63
  }
  if (count > 0) letters[to] = alphabet[(bits << (6 - count)) & 63] ?? 0
  return letters
}

/** Nothing, if it is not what `toBase64Url` would have written. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined
  const padded = text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4)
  return fromBase64(padded)
}

const formOf = new Map<number, RegExp>()

/** So many bytes in this form, and in no other spelling. */
export function isBase64UrlOf(text: string, length: number): boolean {
  let form = formOf.get(length)
  if (form === undefined) {
    const letters = Math.floor((length * 4) / 3)
    // The last letter of 1 or 2 odd bytes has noughts for the bits that it does not need.
    const last = { 0: '', 1: '[AQgw]', 2: '[AEIMQUYcgkosw048]' }[length % 3] ?? ''
    form = new RegExp(`^[A-Za-z0-9_-]{${letters}}${last}$`)
    formOf.set(length, form)
  }
  return form.test(text)
}
