// Whoever leads dates the log by its own clock. One that was an hour ahead has its entries wait for that hour before they are
// under a checkpoint, and its successor too: so who is far from the clock of the database, which all share, does not begin to lead.

import type { Database } from './database.ts'

/** Seconds by which a clock is ahead of that of the database. */
export async function secondsAhead(database: Database, now: () => number): Promise<number> {
  const before = now()
  const { rows } = await database.query('select extract(epoch from clock_timestamp())::float8 as now')
  return (before + now()) / 2 - Number(rows[0]?.now)
}

export function clockOffText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60)
  return `the clock of this machine is ${minutes} min ${seconds > 0 ? 'ahead of' : 'behind'} that of the database: it does not lead until they agree. Set right whichever is wrong; what was asked for waits, or is done by another process`
}
