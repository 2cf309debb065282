// The schema, step by step. A step that was released is never changed: what is to be different is a new step.

import { type Database, type Queryable, schema } from './database.ts'
import { StorageFault } from './fault.ts'
import { first } from './schema/0001-first.ts'
import { decided } from './schema/0002-decided.ts'
import { signIn } from './schema/0003-sign-in.ts'
import { exerciseClock } from './schema/0004-exercise-clock.ts'
import { positions } from './schema/0005-positions.ts'
import { rehearsal } from './schema/0006-rehearsal.ts'
import { devices } from './schema/0007-devices.ts'
import { purged } from './schema/0008-purged.ts'
import { codeUsed } from './schema/0009-code-used.ts'

export const steps: readonly string[] = [
  first,
  decided,
  signIn,
  exerciseClock,
  positions,
  rehearsal,
  devices,
  purged,
  codeUsed,
]

/** One process at a time; the others wait and find it done. */
const turn = 7_383_002

export async function migrate(database: Database, target = steps): Promise<void> {
  await database.inTransaction(async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [turn])
    await client.query(`create schema if not exists ${schema}`)
    await client.query(
      'create table if not exists steps (number int primary key, done_at timestamptz not null default now())',
    )
    const done = await stepsDone(client)
    if (done > target.length)
      throw new StorageFault(
        'unusable',
        `the database has been used by a newer Treve (its schema is at step ${done}; this Treve knows ${target.length}): use that one, or restore a backup from before`,
      )
    for (const [at, step] of target.entries()) {
      if (at < done) continue
      await client.query(step)
      await client.query('insert into steps (number) values ($1)', [at + 1])
    }
  })
}

export async function stepsDone(client: Queryable): Promise<number> {
  const { rows } = await client.query('select coalesce(max(number), 0) as done from steps')
  return Number(rows[0]?.done ?? 0)
}
