// Photographs that a device sends ahead of the entry that names them. Each is kept under a key of its own, and gone once its
// entry is on the account, or after some days in which none came.

import { randomBytes } from 'node:crypto'
import { type Attachment, fromBase64Url, keyBytes, openAttachment, saltBytes, sealAttachment } from '@treve/ledger'
import type { Sent } from './commands.ts'
import type { Database, Queryable } from './database.ts'

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
    await purge(client)
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
  const { rows } = await client.query('select from uploads where account = $1 and device = $2 and sha256 = $3', [
    account,
    device,
    sha256,
  ])
  return rows.length > 0
}

/** As attachments of an entry. What did not come is left out. */
export async function uploadsOf(
  database: Queryable,
  { account, device, id, sent }: { account: number; device: string; id: string; sent: readonly Sent[] },
): Promise<readonly Attachment[]> {
  const { rows } = await database.query(
    `select sha256, sealed, key from uploads join upload_keys using (account, device, sha256)
     where account = $1 and device = $2 and sha256 = any($3)`,
    [account, device, sent.map(({ sha256 }) => sha256)],
  )
  return sent.flatMap(({ index, salt, sha256 }) => {
    const row = rows.find((each) => each.sha256 === sha256)
    const bytesOfSalt = fromBase64Url(salt)
    if (row === undefined || bytesOfSalt === undefined || !Buffer.isBuffer(row.sealed) || !Buffer.isBuffer(row.key))
      return []
    const { bytes } = openAttachment(Uint8Array.from(row.sealed), { id: sha256, index: 0 }, Uint8Array.from(row.key))
    return [{ id, index, salt: bytesOfSalt, bytes }]
  })
}

/** They are sealed with their entry now. */
export async function dropUploads(
  client: Queryable,
  { account, device, sent }: { account: number; device: string; sent: readonly Sent[] },
): Promise<void> {
  await client.query('delete from uploads where account = $1 and device = $2 and sha256 = any($3)', [
    account,
    device,
    sent.map(({ sha256 }) => sha256),
  ])
}

async function purge(client: Queryable): Promise<void> {
  await client.query(`delete from uploads where uploaded_at < now() - make_interval(days => ${keptDays})`)
}
