// Photographs that a device sends ahead of the entry that names them. Each is kept under a key of its own, and gone once its
// entry is on the account, or after some days in which none came. Another entry of the same device may name the same photograph: its
// bytes are then those that were sealed with the first, for as long as they are not erased there.

import { randomBytes } from 'node:crypto'
import { type Attachment, fromBase64Url, keyBytes, openAttachment, saltBytes, sealAttachment } from '@treve/ledger'
import type { Sent } from './commands.ts'
import type { Database, Queryable } from './database.ts'
import { unfenced } from './leadership.ts'
import { tally } from './purged.ts'
import { sealedStore } from './sealed-store.ts'

export interface Upload {
  readonly account: number
  readonly device: string
  /** Hexadecimal. */
  readonly sha256: string
}

const noSalt = new Uint8Array(saltBytes)
/** An entry that is signed in the field may come much later. */
const keptDays = 7
/** Of one device, so that a lost one does not fill the disk. */
export const mostUploads = 200

/** The same again is the same. False where the device has sent too many that no entry has named. */
export async function keepUpload(
  database: Database,
  { account, device, sha256 }: Upload,
  { media, bytes }: { readonly media: string; readonly bytes: Uint8Array },
): Promise<boolean> {
  const key = Uint8Array.from(randomBytes(keyBytes))
  const sealed = sealAttachment({ id: sha256, index: 0, salt: noSalt, bytes }, key)
  return database.inTransaction(async (client) => {
    if (await hasUpload(client, { account, device, sha256 })) return true
    const { rowCount } = await client.query(
      `insert into uploads (account, device, sha256, media, length, sealed)
       select $1, $2, $3, $4, $5, $6
       where (select count(*) from uploads where account = $1 and device = $2) < $7
         or exists (select from uploads where account = $1 and device = $2 and sha256 = $3)
       on conflict do nothing`,
      [account, device, sha256, media, bytes.length, Buffer.from(sealed), mostUploads],
    )
    if (rowCount === 1) {
      await client.query('insert into upload_keys (account, device, sha256, key) values ($1, $2, $3, $4)', [
        account,
        device,
        sha256,
        Buffer.from(key),
      ])
      return true
    }
    return hasUpload(client, { account, device, sha256 })
  })
}

export async function hasUpload(client: Queryable, { account, device, sha256 }: Upload): Promise<boolean> {
  const { rows } = await client.query(
    `select from uploads where account = $1 and device = $2 and sha256 = $3
     union all
     select from uploads_taken as taken join sealed_attachment_keys as keys
       on keys.account = taken.account and keys.id = taken.entry_id and keys.position = taken.position
     where taken.account = $1 and taken.device = $2 and taken.sha256 = $3`,
    [account, device, sha256],
  )
  return rows.length > 0
}

/** As attachments of an entry. What did not come is left out. */
export async function uploadsOf(
  database: Database,
  { account, device, id, sent }: { account: number; device: string; id: string; sent: readonly Sent[] },
): Promise<readonly Attachment[]> {
  const { rows } = await database.query(
    `select sha256, sealed, key from uploads join upload_keys using (account, device, sha256)
     where account = $1 and device = $2 and sha256 = any($3)`,
    [account, device, sent.map(({ sha256 }) => sha256)],
  )
  const found = await Promise.all(
    sent.map(async ({ index, salt, sha256 }): Promise<readonly Attachment[]> => {
      const row = rows.find((each) => each.sha256 === sha256)
      const bytes =
        row !== undefined && Buffer.isBuffer(row.sealed) && Buffer.isBuffer(row.key)
          ? openAttachment(Uint8Array.from(row.sealed), { id: sha256, index: 0 }, Uint8Array.from(row.key)).bytes
          : await bytesTaken(database, { account, device, sha256 })
      const bytesOfSalt = fromBase64Url(salt)
      return bytes === undefined || bytesOfSalt === undefined ? [] : [{ id, index, salt: bytesOfSalt, bytes }]
    }),
  )
  return found.flat()
}

/** As they are sealed with the entry that named them before. */
async function bytesTaken(database: Database, { account, device, sha256 }: Upload): Promise<Uint8Array | undefined> {
  const { rows } = await database.query(
    'select entry_id, position from uploads_taken where account = $1 and device = $2 and sha256 = $3',
    [account, device, sha256],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const store = sealedStore({ database, account, fence: unfenced, random: randomBytes })
  return (await store.attachment(String(row.entry_id), Number(row.position)))?.bytes
}

/** They are sealed with their entry now. */
export async function dropUploads(
  client: Queryable,
  { account, device, id, sent }: { account: number; device: string; id: string; sent: readonly Sent[] },
): Promise<void> {
  await client.query(
    `with gone as (
       delete from uploads where account = $1 and device = $2 and sha256 = any($4::text[]) returning sha256
     )
     insert into uploads_taken (account, device, sha256, entry_id, position)
     select distinct on (sha256) $1::int, $2, sha256, $3, position
     from gone join unnest($4::text[], $5::int[]) as given (sha256, position) using (sha256)
     on conflict (account, device, sha256) do update
       set entry_id = excluded.entry_id, position = excluded.position, taken_at = excluded.taken_at`,
    [account, device, id, sent.map(({ sha256 }) => sha256), sent.map(({ index }) => index)],
  )
}

/** Those that no entry named within their time. */
export async function purgeUploads(
  client: Queryable,
  { account, pause, nowSeconds }: { readonly account: number; readonly pause: string; readonly nowSeconds: number },
): Promise<void> {
  const before = nowSeconds - keptDays * 86_400
  const { rowCount } = await client.query('delete from uploads where account = $1 and uploaded_at < to_timestamp($2)', [
    account,
    before,
  ])
  await client.query('delete from uploads_taken where account = $1 and taken_at < to_timestamp($2)', [account, before])
  await tally(client, pause, { kind: 'uploads', count: rowCount ?? 0 })
  if ((rowCount ?? 0) > 0) await client.query('insert into remains (since) values (now())')
}
