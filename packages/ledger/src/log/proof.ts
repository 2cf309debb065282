// A receipt that can be checked offline (c2sp.org/tlog-proof): a checkpoint, an index, and the way between them.

import { decimalOf, fromBase64, toBase64 } from './bytes.ts'
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import { LogFault } from './fault.ts'
import { type Hash, hashSize, leafHash } from './hash.ts'
import { verifyInclusion } from './merkle.ts'
import { type NoteVerifier, noteVerifier, type VerifierKey } from './note.ts'
import type { Policy } from './policy.ts'

export interface ProofFile {
  readonly index: number
  /** From the leaf's sibling up. */
  readonly hashes: readonly Hash[]
  /** As the log published it, cosignatures and all. */
  readonly checkpoint: string
  /** Not authenticated by anything: never to be trusted for what it says. */
  readonly extra?: Uint8Array
}

const header = 'c2sp.org/tlog-proof@v1'

export function formatProof({ index, hashes, checkpoint, extra }: ProofFile): string {
  const lines = [
    header,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
    '',
  ]
  return `${lines.join('\n')}\n${checkpoint}`
}

export function parseProof(text: string): ProofFile {
  const end = text.indexOf('\n\n')
  const [first, ...lines] = text.slice(0, end < 0 ? 0 : end).split('\n')
  if (first !== header) throw new LogFault('malformed', `a proof begins with ${header}`)
  const extra = lines[0]?.startsWith('extra ') === true ? fromBase64(lines.shift()?.slice(6) ?? '') : undefined
  const [, digits = ''] = /^index ([0-9]+)$/.exec(lines.shift() ?? '') ?? []
  const index = decimalOf(digits)
  if (index === undefined) throw new LogFault('malformed', 'the proof names no index')
  const hashes = lines.map((line) => {
    const hash = fromBase64(line)
    if (hash?.length !== hashSize) throw new LogFault('malformed', 'a line of the proof is no hash')
    return hash
  })
  const proof = { index, hashes, checkpoint: text.slice(end + 2), ...(extra === undefined ? {} : { extra }) }
  if (formatProof(proof) !== text) throw new LogFault('malformed', 'the proof is not written as it must be')
  return proof
}

/** That the entry is in the log, as its checkpoint and the policy have it. Needs nothing but what is given here. */
export function verifyProof(
  proof: ProofFile,
  entry: Uint8Array,
  { log, policy }: { readonly log: VerifierKey; readonly policy?: Policy },
): OpenedCheckpoint {
  const verifiers: NoteVerifier[] = [noteVerifier(log)]
  const checkpoint = openCheckpoint(proof.checkpoint, {
    origin: log.name,
    log: verifiers,
    ...(policy === undefined ? {} : { others: policy.witnesses.map(({ verifier }) => verifier) }),
  })
  if (policy !== undefined && !policy.isMetBy(checkpoint.note.verified))
    throw new LogFault('unwitnessed', 'the checkpoint of the proof has not the cosignatures that the policy asks for')
  const { size, root } = checkpoint
  const { index, hashes } = proof
  if (!verifyInclusion(hashes, { index, size, leaf: leafHash(entry), root }))
    throw new LogFault('damaged', `the proof does not lead from the entry at ${index} to the root of ${size} entries`)
  return checkpoint
}
