// Sealed values in PostgreSQL. As in files each value is encrypted under a key of its own, and the keys stand apart.
//
// To delete a row destroys nothing: PostgreSQL keeps the old one in its table until it is vacuumed, and in its write-ahead
// log. So erasing here is to overwrite the key and to mark that remains are to be destroyed, in one transaction; whoever
// leads then writes the tables of keys anew, and lets go of the log written before (./destroy.ts). What a server archives or copies besides is for who runs it: docs/guides/server.md.

import {
  type Attachment,
  attachmentsSlot,
  isArray,
  isKey,
  type Json,
  keyBytes,
  type Opening,
  openAttachment,
  openSealed,
  type Random,
  Refusal,
  type SealedSlots,
  type SealedStore,
  sealAttachment,
  sealOpenings,
} from '@treve/ledger'
import type { Database, Queryable } from './database.ts'
import type { Fence, Fenced } from './leadership.ts'

export interface SealedStoreSetup {
  readonly database: Database
  readonly account: number
  readonly fence: Fence
  readonly random: Random
}

export function sealedStore({ database, account, fence, random }: SealedStoreSetup): SealedStore {
  async function read(text: string, parameters: unknown[]): Promise<Record<string, unknown>[]> {
    return (await database.query(text, parameters)).rows
  }

  return {
    async put(openings) {
      const rows = byEntry(openings).map(({ id, openings: own }) => {
        const keys = random(own.length * keyBytes)
        return { id, keys: Buffer.from(keys), sealed: JSON.stringify(sealOpenings(own, keys)) }
      })
      if (rows.length === 0) return
      const ids = rows.map(({ id }) => id)
      await fence.write(database, putting, [
        account,
        ids,
        rows.map(({ keys }) => keys),
        rows.map(({ sealed }) => sealed),
      ])
    },

    async putAttachment(attachment) {
      const { id, index } = attachment
      const key = random(keyBytes)
      const isNew = await database.inTransaction(async (client) => {
        await fence.hold(client)
        const { rowCount } = await client.query(
          'insert into sealed_attachment_keys (account, id, position, key) values ($1, $2, $3, $4) on conflict do nothing',
          [account, id, index, Buffer.from(key)],
        )
        if (rowCount === 1)
          await client.query('insert into sealed_attachments (account, id, position, bytes) values ($1, $2, $3, $4)', [
            account,
            id,
            index,
            Buffer.from(sealAttachment(attachment, key)),
          ])
        return rowCount === 1
      })
      if (isNew) return
      // A leader may have died between this and the entry: whoever took over brings the same.
      const known = await this.attachment(id, index)
      const isSame = (['salt', 'bytes'] as const).every(
        (part) => known !== undefined && Buffer.from(known[part]).equals(attachment[part]),
      )
      if (!isSame)
        throw new Refusal(
          'id_taken',
          `attachments of another entry ${id} are kept here: give this one an id of its own`,
        )
    },

    async attachment(id, index) {
      const [row] = await read(
        `select key, bytes from sealed_attachment_keys join sealed_attachments using (account, id, position)
         where account = $1 and id = $2 and position = $3`,
        [account, id, index],
      )
      return attachmentIn(row, id, index)
    },

    async of(id) {
      const [row] = await read(
        'select id, sealed, keys from sealed_values join sealed_keys using (account, id) where account = $1 and id = $2',
        [account, id],
      )
      return openingsIn(row)
    },

    async *all() {
      for (let after = ''; ; ) {
        const rows = await read(
          `select id, sealed, keys from sealed_values join sealed_keys using (account, id)
           where account = $1 and id > $2 order by id limit 500`,
          [account, after],
        )
        for (const row of rows) yield* openingsIn(row)
        const last = rows.at(-1)
        if (last === undefined) return
        after = String(last.id)
      }
    },

    async erase(id, slot) {
      await database.inTransaction(async (client) => {
        await fence.hold(client)
        const { rows } = await client.query(
          'select sealed, keys from sealed_values join sealed_keys using (account, id) where account = $1 and id = $2',
          [account, id],
        )
        const slots = slotsIn(rows[0]?.sealed)
        const keys = rows[0]?.keys
        let isChanged = false
        if (Buffer.isBuffer(keys))
          for (const [at, [each]] of slots.entries())
            if (each === slot && isKey(keys.subarray(at * keyBytes, (at + 1) * keyBytes))) {
              keys.fill(0, at * keyBytes, (at + 1) * keyBytes)
              isChanged = true
            }
        if (isChanged) await mark(client)
        if (isChanged)
          await client.query('update sealed_keys set keys = $3 where account = $1 and id = $2', [account, id, keys])
        if (slot !== attachmentsSlot) return
        const { rowCount } = await client.query('delete from sealed_attachment_keys where account = $1 and id = $2', [
          account,
          id,
        ])
        await client.query('delete from sealed_attachments where account = $1 and id = $2', [account, id])
        if ((rowCount ?? 0) > 0) await mark(client)
      })
    },

    async keepOnly(ids) {
      const rows = await read(
        `select id from sealed_keys where account = $1 union select id from sealed_attachment_keys where account = $1`,
        [account],
      )
      const others = rows.map(({ id }) => String(id)).filter((id) => !ids.has(id))
      if (others.length === 0) return 0
      await database.inTransaction(async (client) => {
        await fence.hold(client)
        for (const table of ['sealed_keys', 'sealed_values', 'sealed_attachment_keys', 'sealed_attachments'])
          await client.query(`delete from ${table} where account = $1 and id = any($2)`, [account, others])
        await mark(client)
      })
      return others.length
    },
  }
}

/** Of each entry what one slot holds, if it is not erased; no other is decrypted. */
export async function openingsOfSlot(
  database: Queryable,
  { account, ids, slot }: { readonly account: number; readonly ids: readonly string[]; readonly slot: string },
): Promise<Opening[]> {
  const { rows } = await database.query(
    'select id, sealed, keys from sealed_values join sealed_keys using (account, id) where account = $1 and id = any($2)',
    [account, ids],
  )
  return rows.flatMap(({ id, sealed, keys }) => {
    const slots = slotsIn(sealed)
    const at = slots.findIndex(([each]) => each === slot)
    if (at < 0 || !Buffer.isBuffer(keys)) return []
    return openSealed(
      String(id),
      slots.slice(at, at + 1),
      Uint8Array.from(keys).subarray(at * keyBytes, (at + 1) * keyBytes),
    )
  })
}

/** What was put before for the same entry was never acknowledged: an entry that is known is not taken again. */
const putting: Fenced = {
  steps: `keyed as (
    insert into sealed_keys (account, id, keys) select $1, id, keys from fenced, unnest($2::text[], $3::bytea[]) as given (id, keys)
    on conflict (account, id) do update set keys = excluded.keys
  ), put as (
    insert into sealed_values (account, id, sealed)
    select $1, id, sealed from fenced, unnest($2::text[], $4::jsonb[]) as given (id, sealed)
    on conflict (account, id) do update set sealed = excluded.sealed
  )`,
  answer: 'select',
}

async function mark(client: Queryable): Promise<void> {
  await client.query('insert into remains (since) values (now())')
}

function byEntry(openings: readonly Opening[]): { id: string; openings: Opening[] }[] {
  const entries = new Map<string, Map<string, Opening>>()
  for (const opening of openings) {
    const slots = entries.get(opening.id) ?? new Map<string, Opening>()
    entries.set(opening.id, slots.set(opening.slot, opening))
  }
  return [...entries].map(([id, slots]) => ({ id, openings: [...slots.values()] }))
}

function openingsIn(row: Record<string, unknown> | undefined): Opening[] {
  return row === undefined || !Buffer.isBuffer(row.keys)
    ? []
    : openSealed(String(row.id), slotsIn(row.sealed), Uint8Array.from(row.keys))
}

function slotsIn(sealed: unknown): SealedSlots {
  const rows = isArray(sealed as Json) ? (sealed as Json[]) : []
  return rows.map((each) => (isArray(each) ? ([String(each[0]), String(each[1])] as const) : (['', ''] as const)))
}

function attachmentIn(row: Record<string, unknown> | undefined, id: string, index: number): Attachment | undefined {
  if (row === undefined || !Buffer.isBuffer(row.bytes) || !Buffer.isBuffer(row.key)) return undefined
  return isKey(row.key) ? openAttachment(Uint8Array.from(row.bytes), { id, index }, row.key) : undefined
}
