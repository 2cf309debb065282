// The primitives where there is no Node: in a browser. Its own cryptography answers only later, so these are JavaScript.

import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE } from '@noble/curves/utils.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { equalBytes, joined } from '../log/bytes.ts'
import type { Primitives } from './primitives.ts'

const { Point } = ed25519

export const primitives: Primitives = {
  sha256,

  ed25519Signer: (seed) => ({
    publicKey: ed25519.getPublicKey(seed),
    sign: (message) => ed25519.sign(message, seed),
  }),

  // Not the library's `verify`, which multiplies by the cofactor: it lets signatures hold that Node and browsers refuse.
  ed25519Verifier(publicKey) {
    const key = pointOf(publicKey)
    if (key === undefined) return () => false
    return (message, signature) => {
      const [r, s] = [signature.subarray(0, 32), bytesToNumberLE(signature.subarray(32))]
      if (s >= Point.Fn.ORDER) return false
      const k = Point.Fn.create(bytesToNumberLE(sha512(joined([r, publicKey, message]))))
      return equalBytes(Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(k)).toBytes(), r)
    }
  },
}

/** Nothing, if there is no such point on the curve. */
function pointOf(bytes: Uint8Array): InstanceType<typeof Point> | undefined {
  try {
    return Point.fromBytes(bytes)
  } catch {
    return undefined
  }
}
