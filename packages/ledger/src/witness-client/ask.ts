// Asks witnesses to cosign a checkpoint (c2sp.org/tlog-witness). A witness that is slow, refuses, lies or answers garbage
// delays nothing but itself: the checkpoint is published once enough others have cosigned.

import { decimalOf, textOf } from '../log/bytes.ts'
import { readCheckpoint } from '../log/checkpoint.ts'
import { cosignedAt } from '../log/cosignature.ts'
import { LogFault } from '../log/fault.ts'
import { type NoteSignature, parseSignatureLines, signatureLine, verifiedOf } from '../log/note.ts'
import type { Policy, PolicyWitness } from '../log/policy.ts'
import { proveConsistency } from '../log/prove.ts'
import type { Reader } from '../log/tiles.ts'
import { formatAddCheckpoint } from '../log/witness.ts'

export interface WitnessResponse {
  readonly status: number
  readonly contentType: string
  readonly body: Uint8Array
}

/** One HTTP POST, with a time limit and a limit of size of its own. Rejects where there is no answer. */
export type Post = (url: string, body: string) => Promise<WitnessResponse>

export type WitnessState =
  | { readonly state: 'not_asked' }
  | { readonly state: 'cosigned'; readonly size: number; readonly timeSeconds: number }
  | { readonly state: 'failed'; readonly why: string }

export interface Witnesses {
  /** The checkpoint with the cosignatures that hold. @throws LogFault `unwitnessed`, or `contradiction` */
  cosign(checkpoint: string, read: Reader): Promise<string>
  readonly states: ReadonlyMap<string, WitnessState>
}

/** Cosignatures may be ahead of our clock by this much. */
const toleranceSeconds = 300

export function witnessesOf(policy: Policy, { post, now }: { post: Post; now: () => number }): Witnesses {
  const states = new Map<string, WitnessState>(policy.witnesses.map(({ name }) => [name, { state: 'not_asked' }]))
  /** What each has said that it holds. */
  const sizes = new Map<string, number>()
  /** Kept, so that a witness that cosigned is not needed a second time for the same checkpoint. */
  let held: { readonly checkpoint: string; readonly signatures: Map<string, NoteSignature> } | undefined

  async function cosign(checkpoint: string, read: Reader): Promise<string> {
    if (held?.checkpoint !== checkpoint) held = { checkpoint, signatures: new Map() }
    const { signatures } = held
    const contradicted = new Map<PolicyWitness, LogFault>()
    await Promise.all(
      policy.witnesses.map(async (witness) => {
        if (signatures.has(witness.name) || witness.url === undefined) return
        try {
          const signature = await askOne(witness, checkpoint, read)
          signatures.set(witness.name, signature)
          const { size } = readCheckpoint(checkpoint)
          states.set(witness.name, { state: 'cosigned', size, timeSeconds: cosignedAt(signature.signature) ?? 0 })
        } catch (fault) {
          if (fault instanceof LogFault && fault.kind === 'contradiction') contradicted.set(witness, fault)
          states.set(witness.name, { state: 'failed', why: fault instanceof Error ? fault.message : String(fault) })
        }
      }),
    )
    if (policy.isMetBy([...signatures.values()]))
      return checkpoint + [...signatures.values()].map(signatureLine).join('')
    // So many as may publish it may also stop it: fewer may lie.
    const saying = [...contradicted.keys()].map(({ key: { name, id } }) => ({ name, id, signature: new Uint8Array() }))
    const [contradiction] = contradicted.values()
    if (contradiction !== undefined && policy.isMetBy(saying)) throw contradiction
    const failed = [...states].flatMap(([name, each]) => (each.state === 'failed' ? [`${name}: ${each.why}`] : []))
    throw new LogFault(
      'unwitnessed',
      `not enough witnesses have cosigned; the checkpoint waits, nothing is lost. ${failed.join('; ')}`,
    )
  }

  async function askOne(witness: PolicyWitness, checkpoint: string, read: Reader): Promise<NoteSignature> {
    const { size, origin } = readCheckpoint(checkpoint)
    // The second time with the size that it answered the first time.
    for (let attempt = 0; ; attempt++) {
      const old = sizes.get(witness.name) ?? 0
      const proof = old === 0 || old === size ? [] : await proveConsistency(read, old, size)
      const { status, contentType, body } = await post(
        `${witness.url}/add-checkpoint`,
        formatAddCheckpoint(old, proof, checkpoint),
      )
      const text = textOf(body)
      if (status === 200 && text !== undefined) {
        const signature = signatureOf(text, witness, checkpoint)
        sizes.set(witness.name, size)
        return signature
      }
      if (status === 409 && contentType.startsWith('text/x.tlog.size')) {
        const theirs = decimalOf((text ?? '').replace(/\n$/, ''))
        if (theirs === undefined) throw new LogFault('malformed', 'it answered with no size')
        if (theirs > size)
          throw new LogFault(
            'contradiction',
            `the witness ${witness.name} has seen ${theirs} entries of ${origin}; this log has ${size}: it is an old copy, or another writes under its name`,
          )
        if (attempt === 0 && theirs !== old) {
          sizes.set(witness.name, theirs)
          continue
        }
        throw new LogFault(
          'contradiction',
          `the witness ${witness.name} has seen another root for ${theirs} entries of ${origin}`,
        )
      }
      throw new LogFault(
        'unwitnessed',
        `it answered ${status}${text === undefined ? '' : ` ${text.slice(0, 200).trim()}`}`,
      )
    }
  }

  function signatureOf(lines: string, witness: PolicyWitness, checkpoint: string): NoteSignature {
    const text = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1)
    const [signature] = verifiedOf({ text, signatures: parseSignatureLines(lines) }, [witness.verifier])
    if (signature === undefined) throw new LogFault('signature', 'it answered with signatures of others only')
    if ((cosignedAt(signature.signature) ?? 0) > now() + toleranceSeconds)
      throw new LogFault('signature', 'its cosignature is from the future: its clock, or ours, is wrong')
    return signature
  }

  return { cosign, states }
}
