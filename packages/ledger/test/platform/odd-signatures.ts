// Signatures over which implementations of Ed25519 part company: keys and nonces of small order or with a part of small
// order, numbers above the prime or the order, other spellings (Chalkias, Garillot, Nikolaenko: Taming the many EdDSAs,
// 2020). Nobody can make them but on purpose.

import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { bytesOf, joined } from '../../src/log/bytes.ts'
import type { SignatureToVerify } from '../../src/log/crypto.ts'

const { Point } = ed25519

export interface OddSignature extends SignatureToVerify {
  readonly name: string
  /** By R = S·B − k·A to the byte, with points in one spelling and none of small order. */
  readonly holds: boolean
}

const secret = ed25519.utils.getExtendedPublicKey(new Uint8Array(32).fill(7)).scalar
const honest = Point.BASE.multiply(secret)
const nonce = 123_456_789n
const order = Point.Fn.ORDER
const smallPoints = ED25519_TORSION_SUBGROUP.map((hex) => Point.fromHex(hex))

function challenge(r: Uint8Array, key: Uint8Array, message: Uint8Array): bigint {
  return Point.Fn.create(bytesToNumberLE(sha512(joined([r, key, message]))))
}

/** A message whose challenge is a multiple of 8, or odd: times that, what is of small order goes away, or stays. */
function messageFor(r: Uint8Array, key: Uint8Array, parity: 'multiple of 8' | 'odd'): Uint8Array {
  for (let count = 0; ; count++) {
    const message = bytesOf(`message ${count}`)
    const k = challenge(r, key, message)
    if (parity === 'odd' ? k % 2n === 1n : k % 8n === 0n) return message
  }
}

function signed(
  name: string,
  holds: boolean,
  {
    key,
    r,
    parity = 'multiple of 8',
    s,
  }: {
    readonly key: Uint8Array
    readonly r: Uint8Array
    readonly parity?: 'multiple of 8' | 'odd'
    readonly s: (k: bigint) => bigint
  },
): OddSignature {
  const message = messageFor(r, key, parity)
  const signature = joined([r, numberToBytesLE(s(challenge(r, key, message)), 32)])
  return { name, holds, publicKey: key, message, signature }
}

/** y, with the sign of x above it, whatever their size. */
function written(y: bigint, isNegative: boolean): Uint8Array {
  return numberToBytesLE(y + (isNegative ? 2n ** 255n : 0n), 32)
}

export function oddSignatures(): OddSignature[] {
  const [key, r] = [honest.toBytes(), Point.BASE.multiply(nonce).toBytes()]
  const honestly = (k: bigint) => Point.Fn.create(nonce + k * secret)
  const prime = Point.Fp.ORDER
  const otherSpellings = [
    ...[prime, prime + 1n].flatMap((y) => [written(y, false), written(y, true)]),
    written(1n, true),
    written(prime - 1n, true),
  ]
  return [
    signed('an honest one', true, { key, r, s: honestly }),
    signed('S above the order', false, { key, r, s: (k) => honestly(k) + order }),
    signed('a key that is no point', false, { key: written(2n, false), r, s: honestly }),
    ...smallPoints.flatMap((small, at) => {
      const mixed = honest.add(small).toBytes()
      const mixedNonce = Point.fromBytes(r).add(small).toBytes()
      return [
        signed(`key of small order ${at}`, false, { key: small.toBytes(), r, s: () => nonce }),
        signed(`R of small order ${at}`, false, { key, r: small.toBytes(), s: (k) => Point.Fn.create(k * secret) }),
        signed(`both of small order ${at}`, false, { key: small.toBytes(), r: Point.ZERO.toBytes(), s: () => 0n }),
        signed(`key with a part of small order ${at}, gone`, true, { key: mixed, r, s: honestly }),
        signed(`key with a part of small order ${at}, left`, small.is0(), {
          key: mixed,
          r,
          parity: 'odd',
          s: honestly,
        }),
        signed(`R with a part of small order ${at}`, small.is0(), { key, r: mixedNonce, s: honestly }),
      ]
    }),
    ...otherSpellings.flatMap((bytes, at) => [
      signed(`key in another spelling ${at}`, false, { key: bytes, r, s: () => nonce }),
      signed(`R in another spelling ${at}`, false, { key, r: bytes, s: (k) => Point.Fn.create(k * secret) }),
    ]),
  ]
}
