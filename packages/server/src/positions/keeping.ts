// What is done with positions as time goes on: a digest of each hour and vehicle goes on the account, by which a trace that is
// kept elsewhere can be told to be the one that came; and when the rule says so, all positions of a pause are destroyed.

import { createHash } from 'node:crypto'
import type { Draft, Json } from '@treve/ledger'
import type { Instant } from '@treve/model'
import type { LivePause, LivePauses } from '../api/live.ts'
import { draftOf } from '../coordination/said.ts'
import type { Queryable } from '../storage/database.ts'
import { type Database, type Intake, StorageFault } from '../storage/index.ts'
import { type PurgedKind, tally } from '../storage/purged.ts'
import { uuidOf } from '../storage/uuid.ts'
import { bitsOf } from './judged.ts'
import type { Positions } from './positions.ts'
import { areOver, endOf, keptSeconds } from './retention.ts'
import type { StoredPosition } from './store.ts'

export interface KeepingSetup {
  readonly database: Database
  readonly intake: Pick<Intake, 'receive'>
  readonly live: LivePauses
  readonly positions: Positions
  /** Of a pause: seconds since 1970. */
  readonly nowIn: (pause: LivePause) => number
  /** Of the server: seconds since 1970. */
  readonly now: () => number
}

const hourMilliseconds = 3_600_000
/** What came within an hour is written by then. */
const settledMilliseconds = 60_000
const tickMilliseconds = 10_000

export class Keeping {
  private readonly setup: KeepingSetup
  /** Of a pause: the hours that are on the account, or on their way to it. */
  private readonly digested = new Map<string, Set<number>>()
  private readonly timer: NodeJS.Timeout
  private going: Promise<void> | undefined

  constructor(setup: KeepingSetup) {
    this.setup = setup
    this.timer = setInterval(() => this.tick(), tickMilliseconds)
    this.timer.unref()
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.going
  }

  private tick(): void {
    this.going ??= this.keepAll()
      .catch((fault: unknown) => {
        if (!(fault instanceof StorageFault)) process.stderr.write(`treve: positions: ${String(fault)}\n`)
      })
      .finally(() => {
        this.going = undefined
      })
  }

  private async keepAll(): Promise<void> {
    for (const pause of this.setup.live.all) {
      await this.digest(pause)
      await this.purge(pause)
    }
  }

  /** Hours that are over. The same command for the same hour: whoever is first has it entered, and nobody twice. */
  async digest(pause: LivePause): Promise<void> {
    const { database, intake, positions, nowIn } = this.setup
    // Before they are destroyed, also of the hour that is not over: nothing more is taken of it.
    const isLast = areOver(pause.state.terms, nowIn(pause))
    const until = isLast ? Number.POSITIVE_INFINITY : nowIn(pause) * 1000 - settledMilliseconds
    const known = this.digested.get(pause.id) ?? new Set()
    this.digested.set(pause.id, known)
    const since = Math.max(0, ...[...known].map((hour) => hour + hourMilliseconds))
    const hours = await positions.store.hoursSince(pause.account, since)
    const over = hours.filter((hour) => !known.has(hour) && hour + hourMilliseconds <= until).sort((a, b) => a - b)
    if (over.length === 0) return
    const organisation = await organisationOf(database, pause.account)
    for (const hour of over) {
      const rows = await positions.store.ofHour(pause.account, hour)
      for (const [vehicle, own] of Map.groupBy(rows, (row) => row.vehicle)) {
        const draft = digestDraft(
          { pause, vehicle, hour, until: Math.min(hour + hourMilliseconds, nowIn(pause) * 1000), organisation },
          own,
        )
        await intake.receive({
          clientId: uuidOf(`treve/positions-digest/v1\n${pause.id}\n${vehicle}\n${hour}`),
          pause: pause.id,
          content: { kind: 'draft', draft },
        })
      }
      known.add(hour)
    }
  }

  /** What is kept no longer. */
  async purge(pause: LivePause): Promise<void> {
    const { positions, nowIn, now } = this.setup
    const end = endOf(pause.state.terms)
    if (end !== undefined && nowIn(pause) < end) return
    const counted = (kind: PurgedKind) => (client: Queryable, count: number) => tally(client, pause.id, { kind, count })
    if (end === undefined) {
      await positions.store.purgeBefore(pause.account, (now() - keptSeconds) * 1000, counted('positions_before_terms'))
      return
    }
    positions.tracks.forget(pause.id)
    await positions.store.purge(pause.account, counted('positions'))
  }
}

/** One line a position, as docs/formats/trackers.md says. */
export function digestText(rows: readonly StoredPosition[]): string {
  return rows
    .map(({ judged }) => {
      const { at, cameAt, latitude, longitude, flags } = judged
      return `${at},${cameAt},${latitude},${longitude},${bitsOf(flags)}\n`
    })
    .join('')
}

interface DigestOf {
  readonly pause: LivePause
  readonly vehicle: string
  readonly hour: number
  /** Its end, where it is over: milliseconds since 1970. */
  readonly until: number
  readonly organisation: string
}

function digestDraft(of: DigestOf, rows: readonly StoredPosition[]): Draft {
  const { pause, vehicle, hour, organisation } = of
  const bytes = Buffer.from(digestText(rows))
  const from = (hour / 1000) as Instant
  const until = Math.floor(of.until / 1000) as Instant
  const said = { type: 'positions_digest', tokens: { vehicle }, happened: { from, until } } as const
  const draft = draftOf(said, { now: until, zone: pause.zone, organisation, chain: 'server' })
  // Its digest alone: the positions themselves are destroyed when the rule says so.
  const row: Json = {
    digest: createHash('sha256').update(bytes).digest('base64url'),
    bytes: bytes.length,
    media: 'text/csv',
  }
  return { ...draft, sealed: { ...draft.sealed, attachments: [row] } }
}

async function organisationOf(database: Database, account: number): Promise<string> {
  const { rows } = await database.query('select organisation from accounts where number = $1', [account])
  return String(rows[0]?.organisation ?? '')
}
