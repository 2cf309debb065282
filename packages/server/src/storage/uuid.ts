// Ids of commands, of the same occasion the same: whichever process is first, and however often it is sent, it is done once.

import { createHash } from 'node:crypto'

export function uuidOf(occasion: string): string {
  const hex = createHash('sha256').update(occasion).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return parts.join('-')
}
