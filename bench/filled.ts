// What a day leaves behind, on the one account of a database that no server leads.

import type { Draft } from '@treve/ledger'
import { type Database, storedAccounts } from '@treve/server/storage'
import { keysOf, openAccount } from '../packages/server/src/storage/accounts.ts'
import { lead } from '../packages/server/src/storage/leadership.ts'
import { notice } from '../packages/server/test/storage/made.ts'

/** @param draft of each entry; notices to a party, if absent */
export async function fillAccount(
  database: Database,
  keysFolder: string,
  entries: number,
  draft: (element: string) => Draft = notice,
): Promise<void> {
  const now = () => Date.now() / 1000
  const [stored] = await storedAccounts(database)
  const term = await lead(database, AbortSignal.timeout(30_000))
  const keys = stored && (await keysOf(keysFolder, stored))
  if (stored === undefined || keys === undefined || term === undefined) throw new Error('it cannot be filled')
  const account = await openAccount(database, stored, keys, term.fence, { now, keysFolder })
  for (let at = account.state.size; at < entries; at += 500) {
    await Promise.all(Array.from({ length: 500 }, (_, each) => account.say(draft(`f${at + each}`))))
    await account.beat()
  }
  await account.close()
  await term.end()
}
