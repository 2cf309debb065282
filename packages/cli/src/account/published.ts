// The checkpoint published last from this machine, kept outside the account's folder: if an old copy of the folder is put
// back, lock and all, it is what tells. Witnesses tell it too, where there are any.

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import {
  keepCheckpoint,
  LogFault,
  noteVerifier,
  openCheckpoint,
  parseVerifierKey,
  readCheckpoint,
  textOf,
} from '@treve/ledger'

/** Of the log with that verifier key. */
function folderOf(log: string): string {
  const state = process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state')
  return join(state, 'treve', 'published', createHash('sha256').update(log).digest('hex').slice(0, 32))
}

/**
 * What cannot be read, or is no checkpoint of this log, is left out: whoever could spoil these files could remove them too,
 * and an account must stay usable where nothing can be kept outside its folder.
 */
export async function checkpointsPublished(log: string): Promise<readonly string[]> {
  const folder = folderOf(log)
  const names = await ifReadable(readdir(folder))
  const files = await Promise.all((names ?? []).sort().map((name) => ifReadable(readFile(join(folder, name)))))
  return files.flatMap((bytes) => {
    const note = bytes && textOf(bytes)
    return note !== undefined && isCheckpointOf(log, note) ? [note] : []
  })
}

async function ifReadable<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault) return undefined
    throw fault
  }
}

function isCheckpointOf(log: string, note: string): boolean {
  const key = parseVerifierKey(log)
  try {
    openCheckpoint(note, { origin: key.name, log: [noteVerifier(key)] })
    return true
  } catch (fault) {
    if (fault instanceof LogFault) return false
    throw fault
  }
}

/** A machine on which nothing can be kept outside the folder goes on without. */
export async function rememberPublished(log: string, checkpoint: string): Promise<void> {
  try {
    await keepCheckpoint(folderOf(log), readCheckpoint(checkpoint).size, new TextEncoder().encode(checkpoint), {
      onlyThis: true,
    })
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault)) throw fault
  }
}
