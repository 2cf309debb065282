// What was deleted or overwritten is gone only once no page of a table and no segment of the write-ahead log holds it.

import type { Database } from './database.ts'

/** Tables in which values that can be erased, or their keys, stand. */
const holding = [
  'sealed_keys',
  'sealed_attachment_keys',
  'sealed_attachments',
  'events',
  'commands',
  'uploads',
  'upload_keys',
] as const

/**
 * Writes these tables anew, without what is not in them any more, and moves the write-ahead log on past what was. The
 * embedded PostgreSQL removes the old segments then; a server keeps what its own settings say, and is left to who runs it.
 * False where it must wait: somebody, a backup, still looks at the tables as they were.
 */
export async function destroyRemains(database: Database): Promise<boolean> {
  const { rows } = await database.query(
    `select max(since)::text as latest,
            exists (
              select from pg_stat_activity
              where pid <> pg_backend_pid() and datname = current_database()
                and age(backend_xmin) >= (select min(age(xmin)) from remains)
            ) as is_watched,
            pg_has_role(current_user, 'pg_checkpoint', 'usage') as may_checkpoint,
            has_function_privilege('pg_switch_wal()', 'execute') as may_switch
     from remains`,
  )
  const { latest, is_watched: isWatched, may_checkpoint: mayCheckpoint, may_switch: maySwitch } = rows[0] ?? {}
  if (typeof latest !== 'string') return true
  if (isWatched === true) return false
  for (const table of holding) await database.query(`vacuum (full) ${table}`)
  if (maySwitch === true) await database.query('select pg_switch_wal()')
  // Twice: a segment goes once the checkpoint before the last lies behind it.
  if (mayCheckpoint === true) for (let time = 0; time < 2; time++) await database.query('checkpoint')
  await database.query('delete from remains where since <= $1::timestamptz', [latest])
  return true
}
