// A tree in memory, level by level of tiles: what a writer appends to and a verifier builds up from entries.

import { type Hash, leafHash, nodeHash } from './hash.ts'
import { foldOf, type Head, type Subtree, subtreesOf } from './merkle.ts'
import { levelSize, type Tile, tileWidth } from './tiles.ts'

/** 2^8: a tile holds the hashes of one level in eight. */
const levelsPerTile = 8

export class TreeHashes {
  /** By tile level: the hashes of complete subtrees of 256^level entries. */
  private readonly levels: Hash[][] = [[]]

  get size(): number {
    return this.levels[0]?.length ?? 0
  }

  append(entry: Uint8Array): void {
    this.appendLeaf(leafHash(entry))
  }

  appendLeaf(hash: Hash): void {
    let added = hash
    for (let level = 0; ; level++) {
      const hashes = this.levels[level] ?? []
      this.levels[level] = hashes
      hashes.push(added)
      if (hashes.length % tileWidth !== 0) return
      added = foldComplete(hashes.slice(-tileWidth))
    }
  }

  root(): Hash {
    return this.rootAt(this.size)
  }

  rootAt(size: number): Hash {
    return foldOf(subtreesOf({ from: 0, until: size }).map((subtree) => this.hashOf(subtree)))
  }

  head(): Head {
    return { size: this.size, root: this.root() }
  }

  /** The hash over a complete subtree. */
  hashOf({ level, index }: Subtree): Hash {
    const below = Math.floor(level / levelsPerTile)
    const width = 2 ** (level - below * levelsPerTile)
    const hashes = (this.levels[below] ?? []).slice(index * width, (index + 1) * width)
    if (hashes.length !== width) throw new RangeError(`no subtree ${level}, ${index} in a tree of ${this.size}`)
    return foldComplete(hashes)
  }

  /** The hashes of a tile, as a tree of at least that size has them. */
  tile({ level, index, width }: Tile): Hash[] {
    if (level === 'entries') throw new RangeError('a tree keeps no entries')
    const from = index * tileWidth
    const hashes = (this.levels[level] ?? []).slice(from, from + width)
    if (hashes.length !== width || levelSize(level, this.size) < from + width)
      throw new RangeError(`no tile ${level}, ${index} of ${width} in a tree of ${this.size}`)
    return hashes
  }
}

/** Over a power of two. */
export function foldComplete(hashes: readonly Hash[]): Hash {
  let row = hashes
  while (row.length > 1) {
    const next: Hash[] = []
    for (let at = 0; at + 1 < row.length; at += 2) {
      const [left, right] = [row[at], row[at + 1]]
      if (left !== undefined && right !== undefined) next.push(nodeHash(left, right))
    }
    row = next
  }
  const [root] = row
  if (root === undefined) throw new RangeError('nothing has no hash')
  return root
}
