// The primitives by Node's own cryptography. The only file of the log that imports it.

import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto'
import { joined } from '../log/bytes.ts'
import type { Primitives } from './primitives.ts'

// DER before the raw key (RFC 8410).
const pkcs8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20)
const spki = Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0)

export const primitives: Primitives = {
  sha256(bytes) {
    const digest = hash('sha256', bytes, 'buffer')
    return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength)
  },

  ed25519Signer(seed) {
    const key = createPrivateKey({ key: Buffer.from(joined([pkcs8, seed])), format: 'der', type: 'pkcs8' })
    // A third of the time of a new key is in this; as DER it would be half.
    const { x = '' } = key.export({ format: 'jwk' })
    return {
      publicKey: Uint8Array.from(Buffer.from(x, 'base64url')),
      sign: (message) => Uint8Array.from(sign(null, message, key)),
    }
  },

  ed25519Verifier(publicKey) {
    const key = createPublicKey({ key: Buffer.from(joined([spki, publicKey])), format: 'der', type: 'spki' })
    return (message, signature) => verify(null, message, key, signature)
  },
}
