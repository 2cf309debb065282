// The computed tables made anew from the account and what is sealed behind it. Whoever does it leads for as long.

import { keysMissing, keysOf, type OpeningWorld, openAccount, storedAccounts } from './accounts.ts'
import type { Database } from './database.ts'
import { rebuildEvents } from './events.ts'
import { StorageFault } from './fault.ts'
import { lead } from './leadership.ts'

export interface Rebuilt {
  readonly pause: string
  readonly events: number
}

/** @param patience how long to wait for a server that leads to leave */
export async function rebuild(
  database: Database,
  world: OpeningWorld,
  patience: AbortSignal,
): Promise<readonly Rebuilt[]> {
  const term = await lead(database, patience)
  if (term === undefined)
    throw new StorageFault('unusable', 'a server leads on this database: stop the servers first, then rebuild')
  try {
    const rebuilt: Rebuilt[] = []
    for (const stored of await storedAccounts(database)) {
      const keys = await keysOf(world.keysFolder, stored)
      const { pause } = stored.settings
      if (keys === undefined) throw new StorageFault('unusable', keysMissing(world.keysFolder, pause))
      const account = await openAccount(database, stored, keys, term.fence, world)
      try {
        rebuilt.push({
          pause,
          events: await rebuildEvents({ database, number: stored.number, account, fence: term.fence }),
        })
      } finally {
        await account.close()
      }
    }
    return rebuilt
  } finally {
    await term.end()
  }
}
