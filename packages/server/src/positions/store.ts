// Positions in the database: a table for each hour of each pause, so that writing stays quick, and purging a pause is the
// dropping of its tables, which leaves nothing behind.

import type { Database, Queryable } from '../storage/database.ts'
import { channels } from '../storage/listen.ts'
import { bitsOf, flagsIn, type Judged } from './judged.ts'

export interface StoredPosition {
  readonly account: number
  readonly vehicle: string
  readonly judged: Judged
}

/** In the transaction in which so many hours are destroyed. */
type AlsoDone = (client: Queryable, hours: number) => Promise<void>
const nothing: AlsoDone = async () => undefined

const hourMilliseconds = 3_600_000
/** One process at a time makes tables. */
const turn = 7_383_010

export class PositionStore {
  private readonly database: Database
  /** Tables that are known to be there: `account hour`. */
  private readonly made = new Set<string>()

  constructor(database: Database) {
    this.database = database
  }

  /** Durable when it returns. */
  async insert(rows: readonly StoredPosition[], receivedAt: number): Promise<void> {
    const accounts = new Set(rows.map(({ account }) => account))
    const hour = Math.floor(receivedAt / hourMilliseconds)
    await this.makeTables(accounts, hour)
    try {
      await this.insertRows(rows, receivedAt)
    } catch (fault) {
      if (!isWithoutTable(fault)) throw fault
      // Another process has purged the pause since.
      this.made.clear()
      await this.makeTables(accounts, hour)
      await this.insertRows(rows, receivedAt)
    }
  }

  private async insertRows(rows: readonly StoredPosition[], receivedAt: number): Promise<void> {
    const columns = rows.map(({ account, vehicle, judged }) => ({
      account,
      vehicle,
      at: judged.at,
      came_at: judged.cameAt,
      latitude: judged.latitude,
      longitude: judged.longitude,
      speed_mps: judged.speedMetresPerSecond,
      heading: judged.headingDegrees,
      accuracy_m: judged.accuracyMetres,
      altitude_m: judged.altitudeMetres,
      battery: judged.batteryPercent,
      flags: bitsOf(judged.flags),
    }))
    // One statement, and so one wait for the disk.
    await this.database.query(
      `with added as (
         insert into positions (account, received_at, vehicle, at, came_at, latitude, longitude, speed_mps, heading,
                                accuracy_m, altitude_m, battery, flags, process)
         select account, to_timestamp($2::float8 / 1000), vehicle, to_timestamp(at / 1000), to_timestamp(came_at / 1000),
                latitude, longitude, speed_mps, heading, accuracy_m, altitude_m, battery, flags, $3::text
         from json_to_recordset($1::json) as given (account int, vehicle text, at float8, came_at float8, latitude float8,
              longitude float8, speed_mps real, heading real, accuracy_m real, altitude_m real, battery real, flags smallint)
       )
       select pg_notify('${channels.positions}', $3::text)`,
      [JSON.stringify(columns), receivedAt, this.database.id],
    )
  }

  /** What other processes have taken since; `after` is what this answered before. */
  async ofOthers(
    after: string | undefined,
  ): Promise<{ readonly rows: readonly StoredPosition[]; readonly until: string }> {
    // All transactions below this one are over: what they wrote is seen, and none of them writes any more.
    const { rows: found } = await this.database.query(`select pg_snapshot_xmin(pg_current_snapshot())::text as until`)
    const until = String(found[0]?.until ?? '0')
    if (after === undefined) return { rows: [], until }
    const { rows } = await this.database.query(
      `select * from positions where received_at > now() - interval '2 minutes' and process <> $1
       and tx >= $2::xid8 and tx < $3::xid8 order by received_at, at`,
      [this.database.id, after, until],
    )
    return { rows: rows.map(storedIn), until }
  }

  /** The newest of each vehicle that can be so, of the last hours. */
  async newest(): Promise<readonly StoredPosition[]> {
    const { rows } = await this.database.query(
      `select distinct on (account, vehicle) * from positions
       where received_at > now() - interval '2 hours' and flags = 0 order by account, vehicle, at desc`,
    )
    return rows.map(storedIn)
  }

  /** What came within an hour of the pause’s clock, in order; each vehicle’s together. */
  async ofHour(account: number, from: number): Promise<readonly StoredPosition[]> {
    const { rows } = await this.database.query(
      `select * from positions where account = $1 and came_at >= to_timestamp($2::float8 / 1000)
       and came_at < to_timestamp($3::float8 / 1000) order by vehicle, at, came_at, latitude, longitude, flags`,
      [account, from, from + hourMilliseconds],
    )
    return rows.map(storedIn)
  }

  /** Whole hours, by the clock of the pause, in which something came since an instant. */
  async hoursSince(account: number, since: number): Promise<readonly number[]> {
    const { rows } = await this.database.query(
      `select distinct floor(extract(epoch from came_at) / 3600)::float8 as hour from positions
       where account = $1 and came_at >= to_timestamp($2::float8 / 1000)`,
      [account, since],
    )
    return rows.map(({ hour }) => Number(hour) * hourMilliseconds)
  }

  /** All that is there of a pause. Answers of how many hours there was something. */
  async purge(account: number, also: AlsoDone = nothing): Promise<number> {
    const name = tableOf(account)
    return this.database.inTransaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [turn])
      const { rows } = await client.query('select to_regclass($1) is not null as is_there', [name])
      if (rows[0]?.is_there !== true) return 0
      const hours = await this.hourlies(client, account)
      await client.query(`drop table ${name}`)
      for (const key of [...this.made]) if (key.startsWith(`${account} `)) this.made.delete(key)
      await also(client, hours.length)
      return hours.length
    })
  }

  /** Tables of whole hours that came before, by the clock of the server: milliseconds since 1970. Answers how many. */
  async purgeBefore(account: number, before: number, also: AlsoDone = nothing): Promise<number> {
    return this.database.inTransaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [turn])
      const last = hourlyOf(account, Math.floor(before / hourMilliseconds) - 1)
      const old = (await this.hourlies(client, account)).filter((name) => name <= last)
      for (const name of old) await client.query(`drop table ${name}`)
      if (old.length > 0) this.made.clear()
      await also(client, old.length)
      return old.length
    })
  }

  private async hourlies(client: Queryable, account: number): Promise<readonly string[]> {
    const { rows } = await client.query(
      `select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
       where inhparent = to_regclass($1) order by relname`,
      [tableOf(account)],
    )
    return rows.map(({ relname }) => String(relname))
  }

  /** Of this hour and the next, so that nobody waits when one begins. */
  private async makeTables(accounts: ReadonlySet<number>, hour: number): Promise<void> {
    const missing = [...accounts].flatMap((account) =>
      [hour, hour + 1].filter((each) => !this.made.has(`${account} ${each}`)).map((each) => ({ account, hour: each })),
    )
    if (missing.length === 0) return
    await this.database.inTransaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [turn])
      for (const each of missing) await makeTable(client, each)
    })
    for (const each of missing) this.made.add(`${each.account} ${each.hour}`)
  }
}

/** No partition takes the row (check_violation). */
function isWithoutTable(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === '23514'
}

function tableOf(account: number): string {
  if (!Number.isSafeInteger(account)) throw new RangeError(`${account} is no number of an account`)
  return `positions_${account}`
}

function hourlyOf(account: number, hour: number): string {
  return `${tableOf(account)}_${iso(hour).slice(0, 13).replace(/\D/g, '')}`
}

function iso(hours: number): string {
  return new Date(hours * hourMilliseconds).toISOString()
}

async function makeTable(client: Queryable, { account, hour }: { account: number; hour: number }): Promise<void> {
  const name = tableOf(account)
  const hourly = hourlyOf(account, hour)
  await client.query(
    `create table if not exists ${name} partition of positions for values in (${account}) partition by range (received_at)`,
  )
  const { rows } = await client.query('select to_regclass($1) is not null as is_there', [hourly])
  if (rows[0]?.is_there === true) return
  await client.query(
    `create table ${hourly} partition of ${name} for values from ('${iso(hour)}') to ('${iso(hour + 1)}')`,
  )
  await client.query(`create index on ${hourly} (tx)`)
  await client.query(`create index on ${hourly} (vehicle, at)`)
}

function storedIn(row: Readonly<Record<string, unknown>>): StoredPosition {
  const number = (name: string) => (typeof row[name] === 'number' ? (row[name] as number) : undefined)
  const time = (name: string) => (row[name] instanceof Date ? (row[name] as Date).getTime() : 0)
  const known = {
    speedMetresPerSecond: number('speed_mps'),
    headingDegrees: number('heading'),
    accuracyMetres: number('accuracy_m'),
    altitudeMetres: number('altitude_m'),
    batteryPercent: number('battery'),
  }
  return {
    account: Number(row.account),
    vehicle: String(row.vehicle),
    judged: {
      at: time('at'),
      cameAt: time('came_at'),
      latitude: Number(row.latitude),
      longitude: Number(row.longitude),
      flags: flagsIn(Number(row.flags)),
      ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    },
  }
}
