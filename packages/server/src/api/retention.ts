// What is kept beside the account is destroyed when its time is over, whoever is at the server; and what was destroyed, how much and
// by which rule, is on the account of the pause. By age alone: so what a backup brings back is destroyed again once servers go on.

import { randomUUID } from 'node:crypto'
import { formatInstant, type Instant } from '@treve/model'
import { draftOf } from '../coordination/index.ts'
import type { Queryable } from '../storage/database.ts'
import { type Database, receive, StorageFault } from '../storage/index.ts'
import { daySeconds, purgeRules, takeTallies, tally } from '../storage/purged.ts'
import { purgeUploads } from '../storage/uploads.ts'
import type { LivePause, LivePauses } from './live.ts'

export interface RetentionSetup {
  readonly database: Database
  readonly live: LivePauses
  /** Of a pause: seconds since 1970. */
  readonly nowIn: (pause: LivePause) => number
  /** Of the server: seconds since 1970. */
  readonly now: () => number
}

const everyMilliseconds = 600_000
/** Commands that were decided, with what came of each: so long the same can be sent again, and is not done twice. */
const commandsKeptSeconds = 90 * daySeconds

export class Retention {
  private readonly setup: RetentionSetup
  private readonly timer: NodeJS.Timeout
  private going: Promise<void> | undefined

  constructor(setup: RetentionSetup) {
    this.setup = setup
    this.timer = setInterval(() => this.tick(), everyMilliseconds)
    this.timer.unref()
    this.tick()
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.going
  }

  private tick(): void {
    this.going ??= this.purge()
      .catch((fault: unknown) => {
        if (!(fault instanceof StorageFault)) process.stderr.write(`treve: retention: ${String(fault)}\n`)
      })
      .finally(() => {
        this.going = undefined
      })
  }

  /** What is over by now; and what was destroyed on days that are over goes on the account. */
  async purge(): Promise<void> {
    for (const pause of this.setup.live.all) await this.purgePause(pause)
  }

  private async purgePause(pause: LivePause): Promise<void> {
    const nowSeconds = this.setup.now()
    await this.setup.database.inTransaction(async (client) => {
      await purgeUploads(client, { account: pause.account, pause: pause.id, nowSeconds })
      const { rows } = await client.query(
        `delete from commands where account = $1 and state <> 'waiting' and decided_at < to_timestamp($2)
         returning asked_by is not null as is_asked`,
        [pause.account, nowSeconds - commandsKeptSeconds],
      )
      // What servers say by themselves, this too, is on the account with the time at which they said it.
      await tally(client, pause.id, { kind: 'commands', count: rows.filter((row) => row.is_asked === true).length })
      await this.say(client, pause)
    })
  }

  /** Taken out and handed over in one: none is lost, none told twice. */
  private async say(client: Queryable, pause: LivePause): Promise<void> {
    const purged = await takeTallies(client, pause.id, this.setup.now())
    if (purged.length === 0) return
    const now = Math.floor(this.setup.nowIn(pause)) as Instant
    const rows = purged.map(({ kind, count, day }) => ({ kind, count, day, rule: purgeRules[kind] }))
    const { zone, organisation } = pause
    const draft = draftOf(
      { type: 'data_purged', details: { purged: rows, at: formatInstant(now, zone) } },
      { now, zone, organisation, chain: 'server' },
    )
    const taken = await receive(client, { clientId: randomUUID(), pause: pause.id, content: { kind: 'draft', draft } })
    if ('refused' in taken) throw new StorageFault('unusable', `what was purged was not taken: ${taken.text}`)
  }
}
