// The log in files: what is served under one folder, which any web server can serve; what is not, under another.
//
//   PUBLIC/checkpoint, PUBLIC/tile/…
//   OWN/lock/<generation>       the highest number counts; the two before it are kept
//   OWN/waiting/<first number>  entries that were acknowledged and are not in the tree yet

import { rm, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { joined } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import { checkpointPath, parseTilePath } from '../log/tiles.ts'
import type { Lock, LogStore, Resource, WaitingBatch } from '../store/store.ts'
import {
  createDurably,
  isCode,
  makeFolder,
  namesIn,
  readIfThere,
  removeUnfinished,
  syncFolder,
  writeAllDurably,
} from './durable.ts'

export interface FileStoreFolders {
  readonly served: string
  readonly own: string
}

/** For the one who writes: to be opened while the folder is held. */
export async function openFileStore({ served, own }: FileStoreFolders): Promise<LogStore> {
  const locks = join(own, 'lock')
  const waitingFolder = join(own, 'waiting')
  for (const folder of [served, locks, waitingFolder]) await makeFolder(folder)
  for (const folder of [served, locks, waitingFolder]) await removeUnfinished(folder)
  const made = new Set<string>()

  const highest = async () => Number((await namesIn(locks)).at(-1) ?? 0)

  async function replaceLock(before: Lock | undefined, record: Uint8Array): Promise<Lock | undefined> {
    const generation = (before?.generation ?? 0) + 1
    if ((await highest()) !== generation - 1) return undefined
    const path = join(locks, numbered(generation))
    // A link is made by one of all who try. Whoever was so slow that others went on and tidied up sees the higher number.
    if (!(await createDurably(path, record))) return undefined
    if ((await highest()) !== generation) {
      await unlink(path)
      return undefined
    }
    for (const name of await namesIn(locks)) if (Number(name) < generation - 2) await removed(join(locks, name))
    return { generation, record }
  }

  async function readLock(): Promise<Lock | undefined> {
    for (;;) {
      const generation = await highest()
      if (generation === 0) return undefined
      const record = await readIfThere(join(locks, numbered(generation)))
      if (record !== undefined) return { generation, record }
    }
  }

  async function write(resources: readonly Resource[]): Promise<void> {
    const files = resources.map(({ path, bytes }) => ({ path: servedPath(served, path), bytes }))
    for (const { path } of files) {
      const folder = dirname(path)
      if (made.has(folder)) continue
      await makeFolder(folder)
      made.add(folder)
    }
    await writeAllDurably(files)
  }

  return {
    read: async (path) => readIfThere(servedPath(served, path)),
    write,
    async dropPartials(path) {
      await rm(`${servedPath(served, path)}.p`, { recursive: true, force: true })
    },
    readLock,
    replaceLock,
    async addWaiting(batch, generation) {
      if ((await highest()) !== (generation ?? 0)) return false
      const path = join(waitingFolder, numbered(batch.first))
      if (!(await createDurably(path, encodeWaiting(batch.entries)))) return false
      // Another writer may have gone on and dropped the batch of that number since.
      if ((await highest()) === (generation ?? 0)) return true
      await removed(path)
      return false
    },
    waiting: () => readWaiting(own),
    async dropWaiting(before) {
      let next: string | undefined
      for (const name of (await namesIn(waitingFolder)).toReversed()) {
        // A batch ends where the next begins at the latest; the last is read to know.
        const end = next === undefined ? Number(name) + (await countOf(join(waitingFolder, name))) : Number(next)
        if (end <= before) await removed(join(waitingFolder, name))
        next = name
      }
      await syncFolder(waitingFolder)
    },
  }
}

/** Batches that wait, in order; nothing is changed. */
export async function readWaiting(own: string): Promise<WaitingBatch[]> {
  const folder = join(own, 'waiting')
  const batches: WaitingBatch[] = []
  for (const name of await namesIn(folder)) {
    const bytes = await readIfThere(join(folder, name))
    if (bytes !== undefined) batches.push({ first: Number(name), entries: decodeWaiting(bytes, name) })
  }
  return batches
}

/** Only what a log serves has a place: no path leads out of the folder. */
export function servedPath(folder: string, path: string): string {
  if (path !== checkpointPath && parseTilePath(path) === undefined)
    throw new LogFault('malformed', `a log serves no ${JSON.stringify(path)}`)
  return join(folder, path)
}

function numbered(value: number): string {
  return String(value).padStart(16, '0')
}

function encodeWaiting(entries: readonly Uint8Array[]): Uint8Array {
  return joined(
    entries.flatMap((entry) => {
      const length = new Uint8Array(4)
      new DataView(length.buffer).setUint32(0, entry.length)
      return [length, entry]
    }),
  )
}

function decodeWaiting(bytes: Uint8Array, name: string): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 <= bytes.length ? at + 4 + view.getUint32(at) : Number.POSITIVE_INFINITY
    if (end > bytes.length) throw new LogFault('damaged', `waiting/${name} is cut short`)
    entries.push(bytes.subarray(at + 4, end))
    at = end
  }
  return entries
}

async function countOf(path: string): Promise<number> {
  const bytes = await readIfThere(path)
  return bytes === undefined ? 0 : decodeWaiting(bytes, path).length
}

async function removed(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (fault) {
    if (!isCode(fault, 'ENOENT')) throw fault
  }
}
