// Of the processes on one database one leads: it holds the log. Three things together:
//
//   a lock of a session   falls with the leader's connection, and so with its process or its machine
//   a pulse               a leader that hangs keeps its connection; after some seconds without a pulse another cuts it off
//   a term                raised by whoever takes over; each write of the log asks that the term is still that of the writer,
//                         and holds it until it is committed. So a deposed leader that wakes up changes nothing
//
// The compare and swap of the log's own lock would hold without all this: it is what two roots for one size fail on.

import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Database, Queryable } from './database.ts'
import { StorageFault, storageFault } from './fault.ts'

/** What is written passes it: it refuses unless the term is still that of the writer, and holds it until the write is committed. */
export interface Fence {
  /** At the beginning of a transaction. */
  hold(client: Queryable): Promise<void>
  /** One statement by itself. Answers its rows. */
  write(database: Queryable, statement: Fenced, values: unknown[]): Promise<Record<string, unknown>[]>
}

/** One statement of several steps, each of which must take its rows by way of `fenced`. One way to the database, one commit. */
export interface Fenced {
  /** As `with` has them. */
  readonly steps: string
  /** A query. */
  readonly answer: string
}

export interface Term {
  readonly number: number
  readonly fence: Fence
  /** Aborted when it is known, or must be supposed, that another may lead. */
  readonly lost: AbortSignal
  /** Lets another take over at once. */
  end(): Promise<void>
}

export interface Pace {
  /** How often a leader gives its pulse, and others look. */
  readonly pulseMilliseconds: number
  /** So long without a pulse, and the leader is cut off. */
  readonly staleMilliseconds: number
}

export const usualPace: Pace = { pulseMilliseconds: 500, staleMilliseconds: 2500 }

const lock = 7_383_003

/** For what no leader is needed: a store that is only read, or a database that nobody else uses. */
export const unfenced: Fence = {
  hold: async () => {},
  write: writeBehind('select 1'),
}

/** Waits until this process leads; undefined if `stop` was sooner. */
export async function lead(database: Database, stop: AbortSignal, pace: Pace = usualPace): Promise<Term | undefined> {
  while (!stop.aborted) {
    try {
      const term = await tryToLead(database, pace)
      if (term !== undefined) return term
    } catch (cause) {
      if (!(storageFault(cause) instanceof StorageFault)) throw cause
      // Away: tried again, for as long as it takes.
    }
    await wait(pace.pulseMilliseconds, undefined, { signal: stop }).catch(() => undefined)
  }
  return undefined
}

async function tryToLead(database: Database, pace: Pace): Promise<Term | undefined> {
  const session = await database.session('leader')
  let isKept = false
  try {
    const { rows } = await session.query('select pg_try_advisory_lock($1) as is_ours, pg_backend_pid() as backend', [
      lock,
    ])
    if (rows[0]?.is_ours !== true) {
      await cutOffIfStale(session, pace)
      return undefined
    }
    // A peer that vanished with its machine is noticed within seconds. On a socket of this machine these do nothing.
    await session.query(
      'set tcp_keepalives_idle = 1; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 2; set tcp_user_timeout = 3000',
    )
    await session.query('update leader_pulse set at = clock_timestamp()')
    // What the last leader has begun and cannot end, because it hangs, would hold its term for ever.
    await session.query(
      `select pg_terminate_backend(pid) from pg_stat_activity, leadership
       where holder <> '' and holder <> $1 and application_name like 'treve ' || holder || ' %'`,
      [database.id],
    )
    const raised = await session.query(
      'update leadership set term = term + 1, holder = $1, backend = $2, since = clock_timestamp() returning term',
      [database.id, rows[0]?.backend],
    )
    isKept = true
    return termOf(session, Number(raised.rows[0]?.term), pace)
  } finally {
    if (!isKept) await session.end().catch(() => undefined)
  }
}

function termOf(session: Client, number: number, { pulseMilliseconds, staleMilliseconds }: Pace): Term {
  const lost = new AbortController()
  session.on('error', () => lost.abort())
  session.on('end', () => lost.abort())
  let lastPulse = performance.now()
  // One at a time: a connection that is slow to answer is not asked again meanwhile.
  let asking: Promise<void> | undefined
  const pulse = setInterval(() => {
    // Others may have thought so too.
    if (performance.now() - lastPulse > staleMilliseconds) lost.abort()
    if (asking !== undefined) return
    const sent = performance.now()
    asking = session.query('update leader_pulse set at = clock_timestamp()').then(
      () => {
        lastPulse = sent
        asking = undefined
      },
      () => lost.abort(),
    )
  }, pulseMilliseconds)
  const ended = () => clearInterval(pulse)
  lost.signal.addEventListener('abort', ended, { once: true })
  return {
    number,
    lost: lost.signal,
    fence: fenceOf(number),
    async end() {
      ended()
      const farewell = async () => {
        await asking
        if (!lost.signal.aborted) await session.query("update leadership set holder = '' where term = $1", [number])
        await session.end()
      }
      // A database that does not answer is not waited for: the session falls with its connection.
      await Promise.race([farewell().catch(() => undefined), wait(1000)])
      lost.abort()
    },
  }
}

function fenceOf(number: number): Fence {
  const term = `select 1 from leadership where term = ${number} for share`
  return {
    async hold(client) {
      const { rowCount } = await client.query(term)
      if (rowCount !== 1) throw deposed()
    },
    write: writeBehind(term),
  }
}

function writeBehind(fenced: string): Fence['write'] {
  return async (database, { steps, answer }, values) => {
    const { rows } = await database.query(
      `with fenced as materialized (${fenced}), ${steps}
       select is_held, answer.* from (select count(*) = 1 as is_held from fenced) as fence left join (${answer}) as answer on true`,
      values,
      'often',
    )
    if (rows[0]?.is_held !== true) throw deposed()
    return rows
  }
}

function deposed(): StorageFault {
  return new StorageFault('deposed', 'another process leads now: what was about to be written here is not written')
}

/** The leader's machine may be gone, or its process stopped: its session is ended, so that its lock falls. */
async function cutOffIfStale(session: Client, { staleMilliseconds }: Pace): Promise<void> {
  await session.query(
    `select pg_terminate_backend(locks.pid)
     from pg_locks as locks, leader_pulse as pulse
     where locks.locktype = 'advisory' and locks.classid = 0 and locks.objid = $1 and locks.objsubid = 1 and locks.granted
       and locks.database = (select oid from pg_database where datname = current_database())
       and pulse.at < clock_timestamp() - $2 * interval '1 millisecond'`,
    [lock, staleMilliseconds],
  )
}
