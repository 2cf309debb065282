// RFC 4648, section 5, without padding.

import { fromBase64, toBase64 } from '../log/bytes.ts'

export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
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
