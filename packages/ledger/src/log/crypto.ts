// The two primitives of the log, SHA-256 and Ed25519, the same on every platform.

import { primitives } from '#platform-crypto'
import { isPlainPoint } from '../platform/points.ts'
import type { Ed25519Signer, Ed25519Verifier } from '../platform/primitives.ts'
import { toHex } from './bytes.ts'

export const { sha256 } = primitives

/** From the 32 bytes of RFC 8032's private key. */
export function ed25519Signer(seed: Uint8Array): Ed25519Signer {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes')
  return primitives.ed25519Signer(seed)
}

export function ed25519Verifier(publicKey: Uint8Array): Ed25519Verifier {
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes')
  const verify = primitives.ed25519Verifier(publicKey)
  return (message, signature) => mayHold(publicKey, signature) && verify(message, signature)
}

export interface SignatureToVerify {
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

/** Many at once, on all cores that the platform gives; what is no key or signature does not hold. */
export async function verifySignatures(items: readonly SignatureToVerify[]): Promise<boolean[]> {
  const subtle = await subtleWithEd25519()
  return Promise.all(
    items.map(async ({ publicKey, message, signature }) => {
      if (!mayHold(publicKey, signature)) return false
      if (subtle === undefined) return primitives.ed25519Verifier(publicKey)(message, signature)
      const key = await platformKey(subtle, publicKey)
      return key !== undefined && subtle.verify('Ed25519', key, signature.slice(), message.slice())
    }),
  )
}

/** By its form alone. What is left out here platforms judge differently. */
function mayHold(publicKey: Uint8Array, signature: Uint8Array): boolean {
  return (
    publicKey.length === 32 &&
    signature.length === 64 &&
    isPlainPoint(publicKey) &&
    isPlainPoint(signature.subarray(0, 32))
  )
}

type Subtle = typeof globalThis.crypto.subtle
type PlatformKey = Awaited<ReturnType<Subtle['importKey']>>

let found: Promise<Subtle | undefined> | undefined

/** Nothing in browsers that are too old for Ed25519, nor on a page that came by plain HTTP. */
function subtleWithEd25519(): Promise<Subtle | undefined> {
  found ??= (async () => {
    const subtle: Subtle | undefined = globalThis.crypto.subtle
    const { publicKey } = primitives.ed25519Signer(new Uint8Array(32))
    const key = await subtle?.importKey('raw', publicKey.slice(), 'Ed25519', false, ['verify']).catch(() => undefined)
    return key === undefined ? undefined : subtle
  })()
  return found
}

/** To read a key costs a third of a verification, and an organisation certifies thousands with one: those used last are kept. */
const keysAtHand = new Map<string, Promise<PlatformKey | undefined>>()
const mostKeysAtHand = 256

/** Nothing, where the platform sees at once that there is no such point on the curve. */
function platformKey(subtle: Subtle, publicKey: Uint8Array): Promise<PlatformKey | undefined> {
  const name = toHex(publicKey)
  const known = keysAtHand.get(name)
  if (known !== undefined) {
    keysAtHand.delete(name)
    keysAtHand.set(name, known)
    return known
  }
  const key = subtle.importKey('raw', publicKey.slice(), 'Ed25519', false, ['verify']).catch(() => undefined)
  keysAtHand.set(name, key)
  for (const oldest of keysAtHand.keys()) {
    if (keysAtHand.size <= mostKeysAtHand) break
    keysAtHand.delete(oldest)
  }
  return key
}
