// What people signed in with, and has had its time. What is of a pause is counted for its account; sessions of people and nonces are of
// none.

import type { Database } from '../storage/database.ts'
import { type PurgedKind, tally } from '../storage/purged.ts'
import { longestIdleS } from './sessions.ts'

export async function purgeSignIn(database: Database, nowSeconds: number): Promise<void> {
  await database.inTransaction(async (client) => {
    await client.query('delete from used_once where ends_at <= to_timestamp($1)', [nowSeconds])
    const { rows: sessions } = await client.query(
      `delete from sessions where ends_at <= to_timestamp($1) or used_at <= to_timestamp($2) returning pause`,
      [nowSeconds, nowSeconds - longestIdleS],
    )
    const { rows: codes } = await client.query(
      'delete from one_time_codes where ends_at <= to_timestamp($1) returning pause, used_by is null as is_unused',
      [nowSeconds],
    )
    for (const [kind, rows] of [
      ['link_sessions', sessions] as const,
      ['codes', codes.filter((code) => code.is_unused === true)] as const,
    ])
      for (const [pause, count] of byPause(rows)) await tally(client, pause, { kind: kind satisfies PurgedKind, count })
  })
}

function byPause(rows: readonly Record<string, unknown>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { pause } of rows) if (typeof pause === 'string') counts.set(pause, (counts.get(pause) ?? 0) + 1)
  return counts
}
