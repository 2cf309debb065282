// What is served, read from a folder and written to another.

import { join } from 'node:path'
import type { Opening } from '../entry/opening.ts'
import { bytesOf } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import { checkpointPath, type Reader, readTile, tilePath, tilesOf } from '../log/tiles.ts'
import { makeFolder, readIfThere, writeAllDurably, writeDurably } from './durable.ts'
import { servedPath } from './store.ts'

/** Of a folder that holds `checkpoint` and `tile/`. */
export function readFolder(folder: string): Reader {
  return async (path) => readIfThere(servedPath(folder, path))
}

/** A log as it was when this checkpoint was read, however it grows meanwhile. */
export function readerAt(read: Reader, checkpoint: Uint8Array): Reader {
  return async (path) => (path === checkpointPath ? checkpoint : read(path))
}

export interface Copied {
  readonly tiles: boolean
  readonly entries: boolean
  readonly vkey: string
  /** Opened with the release, one a line; undefined: none are given with the copy. */
  readonly openings: readonly Opening[] | undefined
}

/** Beside the log's own: openings that were released with it. */
export const openingsFile = 'openings.jsonl'

/** The checkpoint comes last: whoever reads meanwhile sees the old log, whole, or the new. Answers how many files. */
export async function copyServed(
  read: Reader,
  size: number,
  to: string,
  { tiles, entries, vkey, openings }: Copied,
): Promise<number> {
  await makeFolder(to)
  let count = 2
  if (openings !== undefined) {
    const lines = openings.map((each) => `${JSON.stringify(each)}\n`).join('')
    await writeDurably(join(to, openingsFile), bytesOf(lines))
    count += 1
  }
  for (const tile of tilesOf(size)) {
    if (tile.level === 'entries' ? !entries : !tiles) continue
    const bytes = await readTile(read, tile)
    if (bytes === undefined) throw new LogFault('missing', `${tilePath(tile)} is missing`)
    const path = servedPath(to, tilePath(tile))
    await makeFolder(join(path, '..'))
    await writeAllDurably([{ path, bytes }])
    count += 1
  }
  const note = await read(checkpointPath)
  if (note === undefined) throw new LogFault('missing', 'no checkpoint is published')
  await writeDurably(join(to, 'vkey'), bytesOf(`${vkey}\n`))
  await writeDurably(join(to, checkpointPath), note)
  return count
}
