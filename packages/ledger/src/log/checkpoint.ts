// Checkpoints (c2sp.org/tlog-checkpoint): a signed note of origin, size and root.

import { decimalOf, fromBase64, toBase64 } from './bytes.ts'
import { LogFault } from './fault.ts'
import { hashSize } from './hash.ts'
import { type Head, isPossible } from './merkle.ts'
import { type NoteSigner, type NoteVerifier, type OpenedNote, parseNote, signNote, verifiedOf } from './note.ts'

export interface Checkpoint extends Head {
  readonly origin: string
  /** Lines that others may have added; Treve writes none. */
  readonly extensions: readonly string[]
}

export function checkpointText({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

export function parseCheckpointText(text: string): Checkpoint {
  const [origin = '', sizeText = '', rootText = '', ...rest] = text.split('\n')
  const size = decimalOf(sizeText)
  const root = fromBase64(rootText)
  const extensions = rest.slice(0, -1)
  if (origin === '' || rest.at(-1) !== '' || extensions.includes(''))
    throw new LogFault('malformed', 'a checkpoint is three or more lines, none of them empty')
  if (size === undefined) throw new LogFault('malformed', 'the size of the checkpoint is no whole number')
  if (root?.length !== hashSize) throw new LogFault('malformed', 'the root of the checkpoint is no hash')
  return { origin, size, root, extensions }
}

/** Its form only; no signature is verified. */
export function readCheckpoint(note: string | Uint8Array): Checkpoint {
  return parseCheckpointText(parseNote(note).text)
}

export function signCheckpoint(checkpoint: Omit<Checkpoint, 'extensions'>, signer: NoteSigner): string {
  return signNote(checkpointText(checkpoint), [signer])
}

export interface OpenedCheckpoint extends Checkpoint {
  readonly note: OpenedNote
}

/** Signed by the log itself; further verifiers may know witnesses. A bad signature of any known key refuses it. */
export function openCheckpoint(
  note: string | Uint8Array,
  { origin, log, others = [] }: { origin: string; log: readonly NoteVerifier[]; others?: readonly NoteVerifier[] },
): OpenedCheckpoint {
  const parsed = parseNote(note)
  const checkpoint = parseCheckpointText(parsed.text)
  if (checkpoint.origin !== origin)
    throw new LogFault('signature', `the checkpoint is of ${checkpoint.origin}, not of ${origin}`)
  if (verifiedOf(parsed, log).length === 0) throw new LogFault('signature', 'the checkpoint is not signed by its log')
  if (!isPossible(checkpoint)) throw new LogFault('damaged', 'the checkpoint of an empty log has another root')
  return { ...checkpoint, note: { ...parsed, verified: verifiedOf(parsed, [...log, ...others]) } }
}
