// Files and folders that are on the disk, and not only with the system, when this returns.

import { open } from 'node:fs/promises'

/** Of a new file, for whoever runs us alone. */
export async function writeSynced(path: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const each of lines) await file.appendFile(each)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Its entries: that a file was made in it, renamed or removed. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
