// Who looked at what is sensitive. It is noted before it is shown; what was noted in a minute is one entry of the account,
// with how often each reader looked at what, so that reading does not drown what happened.

import { randomUUID } from 'node:crypto'
import { type Instant, isTimeZone, utc } from '@treve/model'
import { draftOf, type JsonObject } from '../coordination/index.ts'
import { type Actor, isReadRecorded, type Subject } from '../policy/index.ts'
import { type Database, receive, StorageFault } from '../storage/index.ts'

/** In one entry; more readers than that in a minute are told in several. */
const mostRows = 500
/** One who was slow to commit still falls into the minute that they had begun in. */
const settleS = 10

export class Reads {
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  /** Returns once it is on the disk: what is not noted is not shown. */
  async note(pause: string, reader: Actor, subject: Subject): Promise<void> {
    if (!isReadRecorded(reader, subject)) return
    await this.database.query(
      `insert into reads (pause, minute, reader, kind, subject, times)
       values ($1, date_trunc('minute', clock_timestamp()), $2, $3, $4, 1)
       on conflict (pause, minute, reader, kind, subject) do update set times = reads.times + 1`,
      [pause, reader.token, reader.kind, subject],
    )
  }

  /** Has whoever leads enter the minutes that are over. Taken out and handed over in one: none is lost, none told twice. */
  async enter(): Promise<number> {
    const { rows: over } = await this.database.query(
      `select distinct pause, minute, extract(epoch from minute)::float8 as minute_s from reads
       where minute + interval '1 minute' + $1 * interval '1 second' < clock_timestamp() order by minute`,
      [settleS],
    )
    let entries = 0
    for (const { pause, minute, minute_s: minuteS } of over)
      entries += await this.enterMinute(String(pause), minute, Number(minuteS) as Instant)
    return entries
  }

  private async enterMinute(pause: string, minute: unknown, from: Instant): Promise<number> {
    return this.database.inTransaction(async (client) => {
      const { rows: accounts } = await client.query('select zone, organisation from accounts where pause = $1', [pause])
      const { rows } = await client.query(
        'delete from reads where pause = $1 and minute = $2 returning reader, kind, subject, times',
        [pause, minute],
      )
      const [account] = accounts
      if (account === undefined || rows.length === 0) return 0
      const zone = String(account.zone)
      const reads = rows
        .map(({ reader, kind, subject, times }): JsonObject => ({ reader, kind, subject, times: Number(times) }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      let entries = 0
      for (let at = 0; at < reads.length; at += mostRows, entries++) {
        const until = (from + 60) as Instant
        const draft = draftOf(
          { type: 'data_read', details: { reads: reads.slice(at, at + mostRows) }, happened: { from, until } },
          {
            now: until,
            zone: isTimeZone(zone) ? zone : utc,
            organisation: String(account.organisation),
            chain: 'server',
          },
        )
        const taken = await receive(client, { clientId: randomUUID(), pause, content: { kind: 'draft', draft } })
        if ('refused' in taken) throw new StorageFault('unusable', `reads were not taken: ${taken.text}`)
      }
      return entries
    })
  }
}
