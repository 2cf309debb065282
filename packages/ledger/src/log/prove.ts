// Proofs made from tiles alone, so that whoever holds a copy of what is served can make them.

import type { Hash } from './hash.ts'
import { consistencyRanges, foldOf, inclusionRanges, proofOf, type Range, type Subtree, subtreesOf } from './merkle.ts'
import { type Reader, readHashes, tileOf, tilePath, tileWidth } from './tiles.ts'
import { foldComplete } from './tree.ts'

/** That entry `index` is in the tree of that size. */
export async function proveInclusion(read: Reader, index: number, size: number): Promise<Hash[]> {
  return proof(read, inclusionRanges(index, size), size)
}

/** That the tree of `old` entries is the beginning of that of `size`. */
export async function proveConsistency(read: Reader, old: number, size: number): Promise<Hash[]> {
  return proof(read, consistencyRanges(old, size), size)
}

/** The root of a tree of that size, from its tiles. */
export async function rootFromTiles(read: Reader, size: number): Promise<Hash> {
  const subtrees = subtreesOf({ from: 0, until: size })
  const hashes = await hashesOf(read, subtrees, size)
  return foldOf(subtrees.map((subtree) => hashOf(hashes, subtree)))
}

async function proof(read: Reader, ranges: readonly Range[], size: number): Promise<Hash[]> {
  const hashes = await hashesOf(read, ranges.flatMap(subtreesOf), size)
  return proofOf(ranges, (subtree) => hashOf(hashes, subtree))
}

const keyOf = ({ level, index }: Subtree) => `${level} ${index}`

async function hashesOf(read: Reader, subtrees: readonly Subtree[], size: number): Promise<ReadonlyMap<string, Hash>> {
  const tiles = new Map<string, Promise<Hash[]>>()
  const hashes = new Map<string, Hash>()
  for (const subtree of subtrees) {
    const level = Math.floor(subtree.level / 8)
    const width = 2 ** (subtree.level - level * 8)
    const first = subtree.index * width
    const tile = tileOf(level, Math.floor(first / tileWidth), size)
    if (tile === undefined) throw new RangeError(`no subtree ${keyOf(subtree)} in a tree of ${size}`)
    const path = tilePath(tile)
    const known = tiles.get(path) ?? readHashes(read, tile)
    tiles.set(path, known)
    const row = (await known).slice(first % tileWidth, (first % tileWidth) + width)
    hashes.set(keyOf(subtree), foldComplete(row))
  }
  return hashes
}

function hashOf(hashes: ReadonlyMap<string, Hash>, subtree: Subtree): Hash {
  const hash = hashes.get(keyOf(subtree))
  if (hash === undefined) throw new RangeError(`the hash of ${keyOf(subtree)} was not read`)
  return hash
}
