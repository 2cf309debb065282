// The right edge of the tree: what a writer must hold of a log of any size to append to it. Of each level of tiles the
// hashes of its last, incomplete tile; and the entries of the last bundle.

import { equalBytes } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import { emptyRoot, type Hash, leafHash } from '../log/hash.ts'
import { foldOf, type Head } from '../log/merkle.ts'
import { levelsOf, type Reader, readEntries, readHashes, type Tile, tileOf, tileWidth } from '../log/tiles.ts'
import { foldComplete } from '../log/tree.ts'

/** A tile, and what it holds: hashes, or entries. */
export interface Filled {
  readonly tile: Tile
  readonly parts: readonly Uint8Array[]
}

export class Edge {
  size = 0
  /** Of the last bundle, fewer than 256. */
  private entries: Uint8Array[] = []
  private levels: Hash[][] = []

  copy(): Edge {
    const copy = new Edge()
    copy.size = this.size
    copy.entries = [...this.entries]
    copy.levels = this.levels.map((hashes) => [...hashes])
    return copy
  }

  /** Answers the tiles that are full now. */
  append(entry: Uint8Array): Filled[] {
    const full: Filled[] = []
    const index = this.size
    this.size += 1
    this.entries.push(entry)
    if (this.entries.length === tileWidth) {
      full.push({
        tile: { level: 'entries', index: Math.floor(index / tileWidth), width: tileWidth },
        parts: this.entries,
      })
      this.entries = []
    }
    let added = leafHash(entry)
    for (let level = 0, at = index; ; level++) {
      const hashes = this.levels[level] ?? []
      this.levels[level] = hashes
      hashes.push(added)
      if (hashes.length < tileWidth) return full
      at = Math.floor(at / tileWidth)
      full.push({ tile: { level, index: at, width: tileWidth }, parts: hashes })
      this.levels[level] = []
      added = foldComplete(hashes)
    }
  }

  /** The tiles that are not full, as a log of this size serves them. */
  partial(): Filled[] {
    const filled: Filled[] = []
    if (this.entries.length > 0)
      filled.push({
        tile: { level: 'entries', index: Math.floor(this.size / tileWidth), width: this.entries.length },
        parts: [...this.entries],
      })
    for (const [level, hashes] of this.levels.entries())
      if (hashes.length > 0)
        filled.push({
          tile: { level, index: Math.floor(this.size / tileWidth ** (level + 1)), width: hashes.length },
          parts: [...hashes],
        })
    return filled
  }

  restore(size: number, entries: readonly Uint8Array[], levels: readonly (readonly Hash[])[]): void {
    this.size = size
    this.entries = [...entries]
    this.levels = levels.map((hashes) => [...hashes])
  }

  head(): Head {
    if (this.size === 0) return { size: 0, root: emptyRoot }
    const subtrees: Hash[] = []
    for (const hashes of this.levels.toReversed()) {
      // The largest complete subtrees of the tile, left to right: by the bits of how many it holds.
      for (let width = tileWidth / 2, at = 0; width >= 1; width /= 2) {
        if ((hashes.length & width) === 0) continue
        subtrees.push(foldComplete(hashes.slice(at, at + width)))
        at += width
      }
    }
    return { size: this.size, root: foldOf(subtrees) }
  }
}

/**
 * The edge of the tree as its tiles have it, if they hash to its root and the last entries to the last hashes.
 * @throws LogFault `missing` or `damaged`
 */
export async function readEdge(read: Reader, head: Head): Promise<Edge> {
  const edge = new Edge()
  const levels = await Promise.all(
    levelsOf(head.size).map(async (level) => {
      const width = Math.floor(head.size / tileWidth ** level) % tileWidth
      const tile = tileOf(level, Math.floor(head.size / tileWidth ** (level + 1)), head.size)
      return width === 0 || tile === undefined ? [] : readHashes(read, tile)
    }),
  )
  const bundle = tileOf('entries', Math.floor(head.size / tileWidth), head.size)
  const entries = bundle === undefined ? [] : await readEntries(read, bundle)
  edge.restore(head.size, entries, levels)
  if (!equalBytes(edge.head().root, head.root))
    throw new LogFault(
      'damaged',
      `the tiles at the right edge do not hash to the root that was signed for ${head.size} entries: run treve account fsck`,
    )
  const last = levels[0] ?? []
  if (entries.some((entry, at) => !equalBytes(leafHash(entry), last[at] ?? new Uint8Array())))
    throw new LogFault('damaged', 'the last bundle of entries does not hash to its tile: run treve account fsck')
  return edge
}
