// By what two who change the same thing are told apart: of a view as its reader has it, and of nothing that the reader
// does not see. A number that counts what happened would tell how much there is.

import { createHash } from 'node:crypto'
import type { JsonObject } from './event.ts'

export function versionOf(view: JsonObject | undefined): string {
  return versionOfText(JSON.stringify(view ?? null))
}

export function versionOfText(json: string): string {
  return createHash('sha256').update(json).digest('base64url').slice(0, 22)
}
