// Ed25519 cosignatures of witnesses (c2sp.org/tlog-cosignature, v1): time, and a signature over it and the checkpoint.

import { bytesOf, joined } from './bytes.ts'
import { ed25519Signer, ed25519Verifier } from './crypto.ts'
import { LogFault } from './fault.ts'
import {
  keyTypes,
  type NoteSignature,
  type NoteVerifier,
  type PrivateKey,
  type VerifierKey,
  verifierKeyOf,
} from './note.ts'

export interface Cosigner {
  readonly key: VerifierKey
  /** `time` in seconds since 1970. */
  cosign(text: string, time: number): NoteSignature
}

export function cosigner({ name, type, seed }: PrivateKey): Cosigner {
  if (type !== keyTypes.cosignature) throw new LogFault('malformed', `${name} does not cosign`)
  const { publicKey, sign } = ed25519Signer(seed)
  const key = verifierKeyOf(name, type, publicKey)
  return {
    key,
    cosign(text, time) {
      if (!Number.isSafeInteger(time) || time <= 0) throw new RangeError('a cosignature has a time')
      const stamp = new Uint8Array(8)
      new DataView(stamp.buffer).setBigUint64(0, BigInt(time))
      return { name, id: key.id, signature: joined([stamp, sign(messageOf(bytesOf(text), time))]) }
    },
  }
}

export function cosignatureVerifier(key: VerifierKey): NoteVerifier {
  if (key.type !== keyTypes.cosignature) throw new LogFault('malformed', `${key.name} does not cosign`)
  const verify = ed25519Verifier(key.publicKey)
  return {
    name: key.name,
    id: key.id,
    verify(text, signature) {
      const time = cosignedAt(signature)
      return time !== undefined && verify(messageOf(text, time), signature.subarray(8))
    },
  }
}

/** Seconds since 1970; nothing, if the bytes are no cosignature. */
export function cosignedAt(signature: Uint8Array): number | undefined {
  if (signature.length !== 72) return undefined
  const time = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0)
  return time > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(time)
}

function messageOf(text: Uint8Array, time: number): Uint8Array {
  return joined([bytesOf(`cosignature/v1\ntime ${time}\n`), text])
}
