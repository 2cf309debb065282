// Finds what is missing or damaged among what is stored, and what of it another copy can mend. Nothing is believed but the
// signed root: from it down, each tile is what the one above says it is, whoever it was read from.

import { equalBytes, joined } from './bytes.ts'
import { LogFault } from './fault.ts'
import { type Hash, leafHash } from './hash.ts'
import { foldOf, type Head, subtreesOf } from './merkle.ts'
import {
  decodeBundle,
  decodeTile,
  levelsOf,
  parseTilePath,
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
  /** What must stand there; undefined where no copy has it, and the entries do not make it. */
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
  // What is above the entries can be made anew from them; it is asked for only where no copy has it.
  const derived = copies.map((read) => derivedFrom(read, head.size))
  const settle = async (tile: Tile, isRight: (hashes: readonly Hash[]) => boolean) => {
    const path = tilePath(tile)
    for (const [number, read] of [...copies, ...derived].entries()) {
      const found = await readAs(read, tile)
      if (found === undefined || !isRight(found.hashes)) continue
      known.set(path, found.hashes)
      if (number > 0) damages.push({ path, kind: await kindOf(copies[0], tile), mend: found.bytes })
      return
    }
    damages.push({ path, kind: await kindOf(copies[0], tile), mend: undefined })
  }
  const edge = (await edgeOf(head, copies)) ?? (await edgeOf(head, [...copies, ...derived]))
  // Without a way to the root nothing is sure; what fits what lies under it is not called damaged.
  const isConsistent = async (tile: Tile, hashes: readonly Hash[]) => {
    const below = await Promise.all(derived.map((read) => readAs(read, tile)))
    return below.some((each) => each !== undefined && isEqual(each.hashes, hashes))
  }
  const levels = levelsOf(head.size)
  for (const level of levels.toReversed()) {
    for (let index = 0; ; index++) {
      const tile = tileOf(level, index, head.size)
      if (tile === undefined) break
      // The last tiles of the levels have none above them: all of them together make the root.
      const atEdge = edge?.get(tilePath(tile))
      const above = hashAbove(known, level, index, head.size)
      if (edge === undefined && above === undefined) {
        const own = await readAs(copies[0], tile)
        if (own !== undefined && (await isConsistent(tile, own.hashes))) {
          known.set(tilePath(tile), own.hashes)
          continue
        }
      }
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

/** The tiles of a tree, made from the entries that a copy has. */
function derivedFrom(read: Reader, size: number): Reader {
  const hashesOf = async (level: number, index: number): Promise<readonly Hash[] | undefined> => {
    const tile = tileOf(level, index, size)
    if (tile === undefined) return undefined
    if (level === 0) return (await readAs(read, { ...tile, level: 'entries' }))?.hashes
    const hashes: Hash[] = []
    for (let at = 0; at < tile.width; at++) {
      const below = await hashesOf(level - 1, index * tileWidth + at)
      if (below === undefined) return undefined
      hashes.push(foldComplete([...below]))
    }
    return hashes
  }
  return async (path) => {
    const tile = parseTilePath(path)
    if (tile === undefined || tile.level === 'entries') return undefined
    const hashes = await hashesOf(tile.level, tile.index)
    return hashes?.length === tile.width ? joined(hashes) : undefined
  }
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
