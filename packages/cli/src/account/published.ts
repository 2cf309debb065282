// The checkpoint published last from this machine, kept outside the account's folder: if an old copy of the folder is put
// back, lock and all, it is what tells. Witnesses tell it too, where there are any.

import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { keepCheckpoint, keptCheckpoints, readCheckpoint } from '@treve/ledger'

/** Of the log with that verifier key. */
function folderOf(log: string): string {
  const state = process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state')
  return join(state, 'treve', 'published', createHash('sha256').update(log).digest('hex').slice(0, 32))
}

export async function checkpointsPublished(log: string): Promise<readonly string[]> {
  return keptCheckpoints(folderOf(log))
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
