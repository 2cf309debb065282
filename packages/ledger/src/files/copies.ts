// What is served, read from a folder and written to another.

import { join } from 'node:path'
import { bytesOf } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import { checkpointPath, type Reader, readTile, tilePath, tilesOf } from '../log/tiles.ts'
import { makeFolder, readIfThere, writeAllDurably, writeDurably } from './durable.ts'
import { servedPath } from './store.ts'

/** Of a folder that holds `checkpoint` and `tile/`. */
export function readFolder(folder: string): Reader {
  return async (path) => readIfThere(servedPath(folder, path))
}

/** The checkpoint comes last: whoever reads meanwhile sees the old log, whole, or the new. Answers how many files. */
export async function copyServed(
  read: Reader,
  size: number,
  to: string,
  { tiles, entries, vkey }: { readonly tiles: boolean; readonly entries: boolean; readonly vkey: string },
): Promise<number> {
  await makeFolder(to)
  let count = 2
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
