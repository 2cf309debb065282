// The two primitives of the log. The only file of it that asks the platform for cryptography.

import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto'
import { joined, toHex } from './bytes.ts'

export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'buffer')
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength)
}

// DER before the raw key (RFC 8410).
const pkcs8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20)
const spki = Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0)

export interface Ed25519Signer {
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

/** From the 32 bytes of RFC 8032's private key. */
export function ed25519Signer(seed: Uint8Array): Ed25519Signer {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes')
  const key = createPrivateKey({ key: Buffer.from(joined([pkcs8, seed])), format: 'der', type: 'pkcs8' })
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: Uint8Array.from(der.subarray(spki.length)),
    sign: (message) => Uint8Array.from(sign(null, message, key)),
  }
}

export type Ed25519Verifier = (message: Uint8Array, signature: Uint8Array) => boolean

export function ed25519Verifier(publicKey: Uint8Array): Ed25519Verifier {
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes')
  const key = createPublicKey({ key: Buffer.from(joined([spki, publicKey])), format: 'der', type: 'spki' })
  return (message, signature) => signature.length === 64 && verify(null, message, key, signature)
}

export interface SignatureToVerify {
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

const { subtle } = globalThis.crypto

/** Many at once, on all cores that the platform gives; what is no key or signature does not hold. */
export async function verifySignatures(items: readonly SignatureToVerify[]): Promise<boolean[]> {
  return Promise.all(
    items.map(async ({ publicKey, message, signature }) => {
      if (publicKey.length !== 32 || signature.length !== 64) return false
      return subtle.verify('Ed25519', await platformKey(publicKey), signature.slice(), message.slice())
    }),
  )
}

type PlatformKey = Awaited<ReturnType<typeof subtle.importKey>>

/** To read a key costs a third of a verification, and an organisation certifies thousands with one: those used last are kept. */
const keysAtHand = new Map<string, Promise<PlatformKey>>()
const mostKeysAtHand = 256

function platformKey(publicKey: Uint8Array): Promise<PlatformKey> {
  const name = toHex(publicKey)
  const known = keysAtHand.get(name)
  if (known !== undefined) {
    keysAtHand.delete(name)
    keysAtHand.set(name, known)
    return known
  }
  const key = subtle.importKey('raw', publicKey.slice(), 'Ed25519', false, ['verify'])
  keysAtHand.set(name, key)
  for (const oldest of keysAtHand.keys()) {
    if (keysAtHand.size <= mostKeysAtHand) break
    keysAtHand.delete(oldest)
  }
  return key
}
