// Files that are whole or not there, and are still there after the power went: the bytes are synced, the name is given
// at once, and the folder that holds the name is synced too.

import { constants } from 'node:fs'
import { link, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Names of files that are being written: left over from a crash they mean nothing. */
const unfinished = '.part'
let written = 0

/** Under the name, whatever was there before. */
export async function writeDurably(path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const part = await writePart(path, bytes, mode)
  await rename(part, path)
  await syncFolder(dirname(path))
}

/** All of them; folders are synced once each. */
export async function writeAllDurably(files: readonly { path: string; bytes: Uint8Array }[]): Promise<void> {
  const parts = await Promise.all(
    files.map(async ({ path, bytes }) => ({ path, part: await writePart(path, bytes, 0o644) })),
  )
  for (const { path, part } of parts) await rename(part, path)
  await Promise.all([...new Set(files.map(({ path }) => dirname(path)))].map(syncFolder))
}

/** Only if nothing has the name: false, if something has. */
export async function createDurably(path: string, bytes: Uint8Array, mode = 0o600): Promise<boolean> {
  const part = await writePart(path, bytes, mode)
  try {
    await link(part, path)
  } catch (fault) {
    if (isCode(fault, 'EEXIST')) return false
    throw fault
  } finally {
    await unlink(part)
  }
  await syncFolder(dirname(path))
  return true
}

/** With the folders above it that were not there; each is synced into the one that holds it. */
export async function makeFolder(path: string, mode = 0o755): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode })
  if (first === undefined) return
  for (let folder = path; ; folder = dirname(folder)) {
    await syncFolder(dirname(folder))
    if (folder === first || dirname(folder) === folder) return
  }
}

/** Overwritten where it stands, then synced: for what must not be found any more. */
export async function overwriteDurably(path: string, at: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, constants.O_RDWR)
  try {
    await file.write(bytes, 0, bytes.length, at)
    await file.sync()
  } finally {
    await file.close()
  }
}

export async function appendDurably(path: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  const file = await open(path, 'a', mode)
  try {
    await file.appendFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (fault) {
    if (isCode(fault, 'ENOENT') || isCode(fault, 'ENOTDIR') || isCode(fault, 'EISDIR')) return undefined
    throw fault
  }
}

/** Sorted; without what was being written when somebody stopped. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.endsWith(unfinished)).sort()
  } catch (fault) {
    if (isCode(fault, 'ENOENT')) return []
    throw fault
  }
}

export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (name.endsWith(unfinished)) await unlink(join(folder, name))
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

export function isCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === code
}

async function writePart(path: string, bytes: Uint8Array, mode: number): Promise<string> {
  written += 1
  const part = `${path}.${process.pid}-${written}${unfinished}`
  const file = await open(part, 'w', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  return part
}
