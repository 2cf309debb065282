// Bytes as letters that a QR code holds small and that can be pasted: base 32, by letters that are not mistaken for each other,
// with a check of what came through.

import { bytesOf, sha256 } from '@treve/ledger/device'

/** `G`: what is given; `R`: that it was received. */
export type CodeKind = 'G' | 'R'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const start = 'TREVE1'
const checkBytes = 4
/** More is no hand-over, whatever it is. */
const mostLetters = 4200

export function codeOf(kind: CodeKind, payload: Uint8Array<ArrayBuffer> | Uint8Array): string {
  const whole = new Uint8Array(payload.length + checkBytes)
  whole.set(payload)
  whole.set(checkOf(kind, payload), payload.length)
  return `${start}${kind}${base32(whole)}`
}

/** Undefined: it is none of these, or did not come through whole. */
export function payloadIn(kind: CodeKind, text: string): Uint8Array | undefined {
  const drawn = text.toUpperCase().replace(/[\s-]/g, '')
  if (!drawn.startsWith(start + kind) || drawn.length > mostLetters) return undefined
  const whole = fromBase32(drawn.slice(start.length + 1))
  if (whole === undefined || whole.length <= checkBytes) return undefined
  const payload = whole.subarray(0, whole.length - checkBytes)
  const check = checkOf(kind, payload)
  return check.every((byte, at) => byte === whole[payload.length + at]) ? payload : undefined
}

function checkOf(kind: CodeKind, payload: Uint8Array): Uint8Array {
  const named = bytesOf(`${start}${kind}`)
  const all = new Uint8Array(named.length + payload.length)
  all.set(named)
  all.set(payload, named.length)
  return sha256(all).subarray(0, checkBytes)
}

function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    for (; bits >= 5; bits -= 5) text += letters[(held >> (bits - 5)) & 31]
    held &= 0xff
  }
  return bits === 0 ? text : text + letters[(held << (5 - bits)) & 31]
}

function fromBase32(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let at = 0
  let bits = 0
  let held = 0
  for (const letter of text) {
    const value = letters.indexOf(letter)
    if (value < 0) return undefined
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (held >> bits) & 0xff
    at += 1
  }
  return bytes
}
