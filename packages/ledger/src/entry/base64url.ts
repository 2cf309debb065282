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

/** So many bytes in this form. */
export function isBase64UrlOf(text: string, length: number): boolean {
  return text.length === Math.ceil((length * 4) / 3) && fromBase64Url(text)?.length === length
}
