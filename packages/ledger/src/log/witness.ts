// A witness (c2sp.org/tlog-witness): it cosigns a checkpoint only if the log has grown out of the last one it cosigned.
// HTTP is left to who serves it; answers are its status codes and bodies.

import { decimalOf, fromBase64, textOf, toBase64 } from './bytes.ts'
import { type OpenedCheckpoint, openCheckpoint, readCheckpoint } from './checkpoint.ts'
import type { Cosigner } from './cosignature.ts'
import { LogFault } from './fault.ts'
import { type Hash, hashSize } from './hash.ts'
import { type Head, verifyConsistency } from './merkle.ts'
import { noteVerifier, signatureLine, type VerifierKey } from './note.ts'

/** Where a witness keeps, for each origin, the last checkpoint it cosigned. */
export interface WitnessStore {
  latest(origin: string): Promise<Head | undefined>
  /** Durable when it returns. False, and nothing stored, if another was stored since `before` was read. */
  replace(origin: string, before: Head | undefined, next: Head): Promise<boolean>
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422
  readonly contentType: string
  readonly body: string
}

export interface Witness {
  readonly cosigner: Cosigner
  readonly logs: readonly VerifierKey[]
  readonly store: WitnessStore
  /** Seconds since 1970. */
  readonly now: () => number
}

const mostProofLines = 63
const plain = 'text/plain; charset=utf-8'

export async function addCheckpoint(witness: Witness, body: Uint8Array): Promise<WitnessAnswer> {
  const request = parseAddCheckpoint(body)
  if (request === undefined) return refused(400, 'the body is not: old size, hashes, an empty line, a checkpoint')
  const { origin } = request
  const keys = witness.logs.filter(({ name }) => name === origin)
  if (keys.length === 0) return refused(404, 'this log is not known here')
  let checkpoint: OpenedCheckpoint
  try {
    checkpoint = openCheckpoint(request.checkpoint, { origin, log: keys.map(noteVerifier) })
  } catch (error) {
    if (error instanceof LogFault) return refused(403, 'the checkpoint is not signed by a known key of its log')
    throw error
  }
  if (request.old > checkpoint.size) return refused(400, 'the old size is greater than that of the checkpoint')
  const before = await witness.store.latest(origin)
  if (request.old !== (before?.size ?? 0)) return conflict(before)
  // Same size, another root: two histories. The size is told; nothing is cosigned.
  if (before !== undefined && before.size === checkpoint.size && toBase64(before.root) !== toBase64(checkpoint.root))
    return conflict(before)
  if (!isGrown(request.proof, before, checkpoint)) return refused(422, 'the proof does not lead from the old size here')
  const { size, root } = checkpoint
  if (!(await witness.store.replace(origin, before, { size, root })))
    return conflict(await witness.store.latest(origin))
  const line = signatureLine(witness.cosigner.cosign(checkpoint.note.text, witness.now()))
  return { status: 200, contentType: plain, body: line }
}

export function formatAddCheckpoint(old: number, proof: readonly Hash[], checkpoint: string): string {
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`
}

function isGrown(proof: readonly Hash[], before: Head | undefined, next: Head): boolean {
  // From nothing everything follows, and needs no proof.
  return before === undefined || before.size === 0 ? proof.length === 0 : verifyConsistency(proof, before, next)
}

function parseAddCheckpoint(body: Uint8Array) {
  const text = textOf(body)
  const end = text?.indexOf('\n\n') ?? -1
  if (text === undefined || end < 0) return undefined
  const [first = '', ...lines] = text.slice(0, end).split('\n')
  const old = first.startsWith('old ') ? decimalOf(first.slice(4)) : undefined
  const proof = lines.flatMap((line) => {
    const hash = fromBase64(line)
    return hash?.length === hashSize ? [hash] : []
  })
  const checkpoint = text.slice(end + 2)
  if (old === undefined || proof.length !== lines.length || proof.length > mostProofLines) return undefined
  try {
    return { old, proof, checkpoint, origin: readCheckpoint(checkpoint).origin }
  } catch {
    return undefined
  }
}

function refused(status: 400 | 403 | 404 | 422, why: string): WitnessAnswer {
  return { status, contentType: plain, body: `${why}\n` }
}

function conflict(before: Head | undefined): WitnessAnswer {
  return { status: 409, contentType: 'text/x.tlog.size', body: `${before?.size ?? 0}\n` }
}
