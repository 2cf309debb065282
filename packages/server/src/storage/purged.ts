// How long what is kept beside the account is kept, and the tally of what was destroyed because that was over. The tally is written
// in the transaction that destroys; day by day it goes on the account of the pause, and is gone from here in the one that hands it over.

import type { Queryable } from './database.ts'

export const daySeconds = 86_400

/** By kind: its rule, as the account and docs/retention.md name it. */
export const purgeRules = {
  positions: '48 hours after the last window closed',
  positions_before_terms: '48 hours after they came, no terms being in force',
  uploads: '7 days after they came, no entry having named them',
  commands: '90 days after they were decided',
  codes: 'not used by the end of their time',
  link_sessions: 'at their end, or not used for 2 hours',
} as const
export type PurgedKind = keyof typeof purgeRules

export interface Purged {
  readonly kind: PurgedKind
  readonly count: number
}

export async function tally(client: Queryable, pause: string, { kind, count }: Purged): Promise<void> {
  if (count === 0) return
  await client.query(
    `insert into purged (pause, kind, day, count) values ($1, $2, (now() at time zone 'UTC')::date, $3)
     on conflict (pause, kind, day) do update set count = purged.count + excluded.count`,
    [pause, kind, count],
  )
}

/** Of days that are over: taken out, to be said in the same transaction. */
export async function takeTallies(
  client: Queryable,
  pause: string,
  nowSeconds: number,
): Promise<readonly (Purged & { readonly day: string })[]> {
  const { rows } = await client.query(
    `delete from purged where pause = $1 and day < (to_timestamp($2) at time zone 'UTC')::date
     returning kind, count, to_char(day, 'YYYY-MM-DD') as day`,
    [pause, nowSeconds],
  )
  return rows
    .flatMap(({ kind, count, day }) => (isKind(kind) ? [{ kind, count: Number(count), day: String(day) }] : []))
    .sort((a, b) => (`${a.day} ${a.kind}` < `${b.day} ${b.kind}` ? -1 : 1))
}

function isKind(kind: unknown): kind is PurgedKind {
  return typeof kind === 'string' && Object.hasOwn(purgeRules, kind)
}
