// Bytes as text and back. Strict: what would not come back the same is refused.

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Nothing, if the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** Of bytes that are known to be ASCII. */
export function textOfAscii(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** Two letters at a time. */
const pairs = Array.from({ length: 4096 }, (_, bits) => `${alphabet[bits >> 6]}${alphabet[bits & 63]}`)
const notOne = 255
const values = new Uint8Array(128).fill(notOne)
for (const [value, letter] of [...alphabet].entries()) values[letter.charCodeAt(0)] = value

/** RFC 4648, section 4. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  const whole = bytes.length - (bytes.length % 3)
  for (let at = 0; at < whole; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += `${pairs[bits >> 12]}${pairs[bits & 4095]}`
  }
  if (bytes.length - whole === 1) return `${text}${pairs[(bytes[whole] ?? 0) << 4]}==`
  if (bytes.length - whole === 2) {
    const bits = ((bytes[whole] ?? 0) << 10) | ((bytes[whole + 1] ?? 0) << 2)
    return `${text}${pairs[bits >> 6]}${alphabet[bits & 63]}=`
  }
  return text
}

/** Nothing, if it is not what `toBase64` would have written. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  const letters = text.length - padding
  let bits = 0
  let count = 0
  let to = 0
  for (let at = 0; at < letters; at++) {
    const code = text.charCodeAt(at)
    const value = code < 128 ? (values[code] ?? notOne) : notOne
    if (value === notOne) return undefined
    bits = (bits << 6) | value
    count += 6
    if (count < 8) continue
    count -= 8
    bytes[to++] = (bits >> count) & 255
    bits &= (1 << count) - 1
  }
  // What is left over of the last letter is noughts, or the text has another spelling.
  return bits === 0 ? bytes : undefined
}

const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexadecimal[byte]
  return text
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    result.set(part, at)
    at += part.length
  }
  return result
}

/** An ASCII decimal without leading zeroes, within the whole numbers that a double holds exactly. */
export function decimalOf(text: string): number | undefined {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : undefined
}
