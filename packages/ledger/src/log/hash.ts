// Hashes of RFC 6962, section 2.1.

import { sha256 } from './crypto.ts'

/** 32 bytes. */
export type Hash = Uint8Array

export const hashSize = 32

export const emptyRoot: Hash = sha256(new Uint8Array(0))

export function leafHash(entry: Uint8Array): Hash {
  const prefixed = new Uint8Array(1 + entry.length)
  prefixed.set(entry, 1)
  return sha256(prefixed)
}

// Written over by each call: allocating it anew doubles the time of an audit.
const pair = new Uint8Array(1 + 2 * hashSize)
pair[0] = 1

export function nodeHash(left: Hash, right: Hash): Hash {
  if (left.length !== hashSize || right.length !== hashSize) throw new RangeError('a hash has 32 bytes')
  pair.set(left, 1)
  pair.set(right, 1 + hashSize)
  return sha256(pair)
}
