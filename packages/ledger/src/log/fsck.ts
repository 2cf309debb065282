// Finds what is missing or damaged among what is stored, and what of it another copy can mend. Nothing is believed but the
// signed root: from it down, each tile is what the one above says it is, whoever it was read from.

import { equalBytes } from './bytes.ts'
import { LogFault } from './fault.ts'
import { type Hash, leafHash } from './hash.ts'
import { foldOf, type Head, subtreesOf } from './merkle.ts'
import {
  decodeBundle,
  decodeTile,
  levelsOf,
  type Reader,
  readTile,
  type Tile,
  tileOf,
  tilePath,
  tileWidth,
} from './tiles.ts'
import { foldComplete } from './tree.ts'

export interface Damage {
  readonly path: string
  readonly kind: 'missing' | 'damaged'
  /** What must stand there; undefined where no copy has it. */
  readonly mend: Uint8Array | undefined
}

/** The tile read from somewhere, if it is what it must be. */
interface Found {
  readonly bytes: Uint8Array
  readonly hashes: readonly Hash[]
}

/**
 * @param head of a checkpoint whose signature was verified
 * @param copies the log's own first, then mirrors
 */
export async function fsck(head: Head, copies: readonly [own: Reader, ...mirrors: Reader[]]): Promise<Damage[]> {
  const damages: Damage[] = []
  const known = new Map<string, readonly Hash[]>()
  const settle = async (tile: Tile, isRight: (hashes: readonly Hash[]) => boolean) => {
    const path = tilePath(tile)
    for (const [number, read] of copies.entries()) {
      const found = await readAs(read, tile)
      if (found === undefined || !isRight(found.hashes)) continue
      known.set(path, found.hashes)
      if (number > 0) damages.push({ path, kind: await kindOf(copies[0], tile), mend: found.bytes })
      return
    }
    damages.push({ path, kind: await kindOf(copies[0], tile), mend: undefined })
  }
  const edge = await edgeOf(head, copies)
  const levels = levelsOf(head.size)
  for (const level of levels.toReversed()) {
    for (let index = 0; ; index++) {
      const tile = tileOf(level, index, head.size)
      if (tile === undefined) break
      // The last tiles of the levels have none above them: all of them together make the root.
      const atEdge = edge?.get(tilePath(tile))
      const above = hashAbove(known, level, index, head.size)
      await settle(tile, (hashes) => {
        if (tile.width < tileWidth) return atEdge !== undefined && isEqual(hashes, atEdge)
        return above !== undefined && equalBytes(foldComplete(hashes), above)
      })
    }
  }
  for (let index = 0; ; index++) {
    const tile = tileOf('entries', index, head.size)
    if (tile === undefined) break
    const leaves = known.get(tilePath({ ...tile, level: 0 }))
    await settle(tile, (hashes) => leaves !== undefined && isEqual(hashes, leaves))
  }
  return damages
}

function isEqual(some: readonly Hash[], others: readonly Hash[]): boolean {
  return some.length === others.length && some.every((hash, at) => equalBytes(hash, others[at] ?? new Uint8Array()))
}

/** The hash that the tile above holds of a full one. */
function hashAbove(
  known: ReadonlyMap<string, readonly Hash[]>,
  level: number,
  index: number,
  size: number,
): Hash | undefined {
  const above = tileOf(level + 1, Math.floor(index / tileWidth), size)
  return above && known.get(tilePath(above))?.[index % tileWidth]
}

/** The last tile of each level, from whichever copies together hash to the root. */
async function edgeOf(
  head: Head,
  copies: readonly Reader[],
): Promise<ReadonlyMap<string, readonly Hash[]> | undefined> {
  const tiles = levelsOf(head.size).flatMap((level) => {
    const width = Math.floor(head.size / tileWidth ** level) % tileWidth
    return width === 0 ? [] : [{ level, index: Math.floor(head.size / tileWidth ** (level + 1)), width }]
  })
  const choices = await Promise.all(
    tiles.map(async (tile) => {
      const found = await Promise.all(copies.map((read) => readAs(read, tile)))
      return found.flatMap((each) => (each === undefined ? [] : [each.hashes]))
    }),
  )
  for (const chosen of combinations(choices)) {
    const byLevel = new Map(tiles.map((tile, at) => [tile.level, chosen[at] ?? []]))
    const hashes = subtreesOf({ from: 0, until: head.size }).map(({ level, index }) => {
      const below = Math.floor(level / 8)
      const width = 2 ** (level - below * 8)
      const first = (index * width) % tileWidth
      return foldComplete((byLevel.get(below) ?? []).slice(first, first + width))
    })
    if (equalBytes(foldOf(hashes), head.root))
      return new Map(tiles.map((tile, at) => [tilePath(tile), chosen[at] ?? []]))
  }
  return undefined
}

function* combinations<T>(choices: readonly (readonly T[])[]): Generator<T[]> {
  const [first, ...rest] = choices
  if (first === undefined) yield []
  else for (const each of first) for (const others of combinations(rest)) yield [each, ...others]
}

async function readAs(read: Reader, tile: Tile): Promise<Found | undefined> {
  try {
    const bytes = await readTile(read, tile)
    if (bytes === undefined) return undefined
    const hashes =
      tile.level === 'entries' ? decodeBundle(bytes, tile.width).map(leafHash) : decodeTile(bytes, tile.width)
    return { bytes, hashes }
  } catch (error) {
    if (error instanceof LogFault) return undefined
    throw error
  }
}

async function kindOf(read: Reader, tile: Tile): Promise<Damage['kind']> {
  return (await read(tilePath(tile))) === undefined ? 'missing' : 'damaged'
}
