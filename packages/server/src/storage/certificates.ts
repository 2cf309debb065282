// One-use keys of devices, certified by whoever leads: the key of the organisation is on that machine alone, and so other
// processes hand over through the database.

import { type Account, type Certificate, certify, type Organisation, parseVerifierKey } from '@treve/ledger'
import type { Database, Queryable } from './database.ts'
import type { Fence } from './leadership.ts'
import { uuidOf } from './uuid.ts'

export interface Certified {
  readonly vkey: string
  readonly certificate: Certificate
}

/** As many as a device asks for at once, and holds. */
export const mostKeysAtOnce = 200

/** The same keys of the same device are the same command, however often they are asked for. */
export function idOfCertifying(pause: string, device: string, keys: readonly string[]): string {
  return uuidOf(['treve/certify/v1', pause, device, ...keys].join('\n'))
}

export function isOneUseKey(vkey: string): boolean {
  try {
    return parseVerifierKey(vkey).type === 1 && /^[A-Za-z0-9_-]{22}\+/.test(vkey)
  } catch {
    return false
  }
}

interface Certifying {
  readonly account: Account
  readonly number: number
  readonly own: Organisation
  readonly device: string
  readonly keys: readonly string[]
}

/** As many as an entry of the account names. */
const mostRevokedAtOnce = 500

/** That the keys of a device that was revoked sign no more, whoever brings what they have signed. */
export async function revokeKeys(
  database: Database,
  fence: Fence,
  { account, number }: Pick<Certifying, 'account' | 'number'>,
): Promise<void> {
  for (;;) {
    const { rows } = await database.query(
      `select vkey from certified_keys
       where account = $1 and revoked_at is null and device in (
         select (opened->'notice'->>'details')::jsonb->>'device' from events
         where account = $1 and type = 'device_revoked' and opened->'notice'->>'details' is not null
       )
       order by vkey limit ${mostRevokedAtOnce}`,
      [number],
    )
    const keys = rows.map(({ vkey }) => String(vkey))
    if (keys.length === 0) return
    await account.say({ class: 'key', clear: { type: 'key_revoked', reason: 'lost' }, sealed: { keys } })
    await database.inTransaction(async (client) => {
      await fence.hold(client)
      await client.query(`update certified_keys set revoked_at = now() where account = $1 and vkey = any($2)`, [
        number,
        keys,
      ])
    })
  }
}

/** For which device each of these keys was certified; a key that nobody had certified is absent. */
export async function devicesOfKeys(
  database: Queryable,
  account: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await database.query(
    'select vkey, device from certified_keys where account = $1 and vkey = any($2)',
    [account, keys],
  )
  return new Map(rows.map(({ vkey, device }) => [String(vkey), String(device)]))
}

/** A key that is none, or is another device’s, is left out. */
export async function certifyKeys(
  client: Queryable,
  fence: Fence,
  { account, number, own, device, keys }: Certifying,
): Promise<readonly Certified[]> {
  await fence.hold(client)
  const free = [...new Set(keys)].filter(isOneUseKey)
  await client.query(
    `insert into certified_keys (account, vkey, device) select $1, each, $3 from unnest($2::text[]) as given (each)
     on conflict do nothing`,
    [number, free, device],
  )
  const { rows } = await client.query(
    'select vkey from certified_keys where account = $1 and device = $2 and vkey = any($3)',
    [number, device, free],
  )
  const granted = new Set(rows.map(({ vkey }) => String(vkey)))
  return free
    .filter((vkey) => granted.has(vkey))
    .map((vkey) => ({ vkey, certificate: certify(vkey, account.name, own) }))
}
