// Where the tree and its entries are served (c2sp.org/tlog-tiles).

import { joined } from './bytes.ts'
import { LogFault } from './fault.ts'
import { type Hash, hashSize } from './hash.ts'

/** What lies under a path, such as `tile/0/x001/067`; nothing, if there is nothing. */
export type Reader = (path: string) => Promise<Uint8Array | undefined>

export const tileWidth = 256
export const maximumEntry = 65_535
export const checkpointPath = 'checkpoint'

export interface Tile {
  /** 0 to 63, or the entries themselves. */
  readonly level: number | 'entries'
  readonly index: number
  /** 1 to 256. */
  readonly width: number
}

export function tilePath({ level, index, width }: Tile): string {
  const groups: string[] = []
  let rest = index
  do {
    groups.unshift(`${groups.length === 0 ? '' : 'x'}${String(rest % 1000).padStart(3, '0')}`)
    rest = Math.floor(rest / 1000)
  } while (rest > 0)
  return `tile/${level}/${groups.join('/')}${width === tileWidth ? '' : `.p/${width}`}`
}

/** Nothing, if it is not the one way to write the path of a tile. */
export function parseTilePath(path: string): Tile | undefined {
  const [, level = '', groups = '', part] =
    /^tile\/(0|[1-9][0-9]?|entries)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path) ?? []
  const tile = {
    level: level === 'entries' ? ('entries' as const) : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: part === undefined ? tileWidth : Number(part),
  }
  return Number.isSafeInteger(tile.index) && tilePath(tile) === path && Number(level === 'entries' ? 0 : level) <= 63
    ? tile
    : undefined
}

/** How many hashes are at a level of a tree: of complete subtrees of 256^level entries. */
export function levelSize(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level)
}

/** The tile of that level and index as a tree of this size has it; nothing, if it has none. */
export function tileOf(level: number | 'entries', index: number, size: number): Tile | undefined {
  const width = Math.min(tileWidth, levelSize(level === 'entries' ? 0 : level, size) - index * tileWidth)
  return width > 0 ? { level, index, width } : undefined
}

/** All of a tree, entries first, then levels from the leaves up. */
export function* tilesOf(size: number): Generator<Tile> {
  for (const level of ['entries', ...levelsOf(size)] as const) {
    const count = levelSize(level === 'entries' ? 0 : level, size)
    for (let index = 0; index * tileWidth < count; index++)
      yield { level, index, width: Math.min(tileWidth, count - index * tileWidth) }
  }
}

export function levelsOf(size: number): number[] {
  const levels: number[] = []
  for (let level = 0; levelSize(level, size) > 0; level++) levels.push(level)
  return levels
}

export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return joined(
    entries.flatMap((entry) => {
      if (entry.length > maximumEntry) throw new LogFault('malformed', `an entry has ${entry.length} bytes`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]
    }),
  )
}

/** Exactly `width` entries and nothing after them, or refused. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const { entries, end } = firstOfBundle(bytes, width)
  if (end !== bytes.length) throw new LogFault('malformed', `the bundle holds more than ${width} entries`)
  return entries
}

function firstOfBundle(bytes: Uint8Array, width: number): { entries: Uint8Array[]; end: number } {
  const entries: Uint8Array[] = []
  let at = 0
  while (entries.length < width) {
    const [high, low] = [bytes[at], bytes[at + 1]]
    const end = at + 2 + (high ?? 0) * 256 + (low ?? 0)
    if (high === undefined || low === undefined || end > bytes.length)
      throw new LogFault('malformed', `the bundle holds fewer than ${width} entries`)
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return { entries, end: at }
}

export function decodeTile(bytes: Uint8Array, width: number): Hash[] {
  if (bytes.length !== width * hashSize) throw new LogFault('malformed', `the tile does not hold ${width} hashes`)
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * hashSize, (i + 1) * hashSize))
}

/**
 * The bytes of a tile. A partial one may be gone once the full one is there: then its beginning serves, as the
 * specification allows.
 */
export async function readTile(read: Reader, tile: Tile): Promise<Uint8Array | undefined> {
  const bytes = await read(tilePath(tile))
  if (bytes !== undefined || tile.width === tileWidth) return bytes
  const full = await read(tilePath({ ...tile, width: tileWidth }))
  if (full === undefined) return undefined
  if (tile.level !== 'entries')
    return full.length === tileWidth * hashSize ? full.subarray(0, tile.width * hashSize) : full
  decodeBundle(full, tileWidth)
  return full.subarray(0, firstOfBundle(full, tile.width).end)
}

/** A tile that must be there. */
export async function readHashes(read: Reader, tile: Tile): Promise<Hash[]> {
  return decodeTile(await existing(read, tile), tile.width)
}

export async function readEntries(read: Reader, tile: Tile): Promise<Uint8Array[]> {
  return decodeBundle(await existing(read, tile), tile.width)
}

async function existing(read: Reader, tile: Tile): Promise<Uint8Array> {
  const bytes = await readTile(read, tile)
  if (bytes === undefined) throw new LogFault('missing', `${tilePath(tile)} is missing`)
  return bytes
}
