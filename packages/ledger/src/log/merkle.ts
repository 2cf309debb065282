// Roots and proofs of RFC 6962, section 2.1. Sizes are doubles, so no bit operators.

import { equalBytes } from './bytes.ts'
import { emptyRoot, type Hash, hashSize, nodeHash } from './hash.ts'

/** Entries from `from` to before `until`. */
export interface Range {
  readonly from: number
  readonly until: number
}

/** The complete subtree over the entries index × 2^level to before (index + 1) × 2^level. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

/** The largest power of two below `count`, which is 2 or more. */
function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

export function rootOf(hashes: readonly Hash[]): Hash {
  const root = (from: number, until: number): Hash => {
    if (until - from === 1) return hashAt(hashes, from)
    const middle = from + splitOf(until - from)
    return nodeHash(root(from, middle), root(middle, until))
  }
  return hashes.length === 0 ? emptyRoot : root(0, hashes.length)
}

/** Complete subtrees that make up a range, left to right. `from` must be aligned, as in all proofs. */
export function subtreesOf({ from, until }: Range): Subtree[] {
  const result: Subtree[] = []
  let at = from
  while (at < until) {
    let level = 0
    let count = 1
    while (count * 2 <= until - at) {
      count *= 2
      level += 1
    }
    if (at % count !== 0) throw new RangeError(`no subtree begins at entry ${at} and has ${count}`)
    result.push({ level, index: at / count })
    at += count
  }
  return result
}

/** Hashes of complete subtrees, left to right, to the hash over all of them. */
export function foldOf(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** What an inclusion proof holds the hashes of, from the leaf's sibling up. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (index < 0 || index >= size) throw new RangeError(`entry ${index} is not in a tree of ${size}`)
  const ranges: Range[] = []
  let [from, until] = [0, size]
  while (until - from > 1) {
    const middle = from + splitOf(until - from)
    if (index < middle) {
      ranges.push({ from: middle, until })
      until = middle
    } else {
      ranges.push({ from, until: middle })
      from = middle
    }
  }
  return ranges.reverse()
}

/** What a consistency proof holds the hashes of. Nothing from the empty tree, and nothing from a tree to itself. */
export function consistencyRanges(old: number, size: number): Range[] {
  if (old < 0 || old > size) throw new RangeError(`a tree of ${size} did not grow from ${old}`)
  if (old === 0 || old === size) return []
  const ranges: Range[] = []
  let [from, until] = [0, size]
  while (until !== old) {
    const middle = from + splitOf(until - from)
    if (old <= middle) {
      ranges.push({ from: middle, until })
      until = middle
    } else {
      ranges.push({ from, until: middle })
      from = middle
    }
  }
  if (from > 0) ranges.push({ from, until })
  return ranges.reverse()
}

/** The hashes of such ranges. */
export function proofOf(ranges: readonly Range[], hashOf: (subtree: Subtree) => Hash): Hash[] {
  return ranges.map((range) => foldOf(subtreesOf(range).map(hashOf)))
}

export function verifyInclusion(
  proof: readonly Hash[],
  { index, size, leaf, root }: { index: number; size: number; leaf: Hash; root: Hash },
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !allHashes([...proof, leaf, root])) return false
  const ranges = inclusionRanges(index, size)
  if (ranges.length !== proof.length) return false
  let hash = leaf
  for (const [i, range] of ranges.entries()) {
    const sibling = hashAt(proof, i)
    hash = range.from > index ? nodeHash(hash, sibling) : nodeHash(sibling, hash)
  }
  return equalBytes(hash, root)
}

export interface Head {
  readonly size: number
  readonly root: Hash
}

export function verifyConsistency(proof: readonly Hash[], old: Head, head: Head): boolean {
  if (!isCount(old.size) || !isCount(head.size) || old.size > head.size) return false
  if (!allHashes([...proof, old.root, head.root])) return false
  if (old.size === 0) return proof.length === 0 && equalBytes(old.root, emptyRoot) && isPossible(head)
  if (old.size === head.size) return proof.length === 0 && equalBytes(old.root, head.root)
  const ranges = consistencyRanges(old.size, head.size)
  if (ranges.length !== proof.length) return false
  // An old tree that is one complete subtree of the new one is its own beginning, and not in the proof.
  const isWithin = ranges[0]?.until === old.size
  let oldHash = isWithin ? hashAt(proof, 0) : old.root
  let hash = oldHash
  for (let i = isWithin ? 1 : 0; i < ranges.length; i++) {
    const sibling = hashAt(proof, i)
    if ((ranges[i]?.from ?? 0) >= old.size) hash = nodeHash(hash, sibling)
    else {
      oldHash = nodeHash(sibling, oldHash)
      hash = nodeHash(sibling, hash)
    }
  }
  return equalBytes(oldHash, old.root) && equalBytes(hash, head.root)
}

/** An empty tree has one root only. */
export function isPossible({ size, root }: Head): boolean {
  return size !== 0 || equalBytes(root, emptyRoot)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function allHashes(hashes: readonly Hash[]): boolean {
  return hashes.every((hash) => hash.length === hashSize)
}

function hashAt(hashes: readonly Hash[], index: number): Hash {
  const hash = hashes[index]
  if (hash === undefined) throw new RangeError(`no hash at ${index}`)
  return hash
}
