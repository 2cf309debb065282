// Servers side by side on one PostgreSQL, loaded by HTTP from another process on the same machine: commands at 300 a second
// until they are on the account, 200 readers of the stream, a leader killed, a restart on what a day leaves behind.
// --seconds: of sending (10). --size: entries on the account at the restart (20,000). --instances: sending, killing, start
// (all of them).

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createAccount, type Database, openDatabase } from '@treve/server/storage'
import { StreamRead } from '../packages/server/test/api/made.ts'
import { notice, settingsOf } from '../packages/server/test/storage/made.ts'
import { type Member, startMember } from '../packages/server/test/storage/members.ts'
import { cpuIn, cpuOf, ownCpu } from './cpu.ts'
import { fillAccount } from './filled.ts'
import { benchOptions, type Measured, percentile, reportBench } from './report.ts'

const { seed, json, seconds = 10, size, instances = ['sending', 'killing', 'start'] } = benchOptions()
const entries = Number(size ?? 20_000)
const [rate, readers] = [300, 200]
const measured: Measured[] = []
const root = mkdtempSync(join(tmpdir(), 'treve-bench-'))
const choice = { folder: join(root, 'database') }
const keysFolder = join(root, 'keys')
const pause = 'exercise-day'
const script = fileURLToPath(new URL('../packages/server/test/api/server.ts', import.meta.url))
const start = () => startMember({ choice, keysFolder, script, shows: 20 })

function note(instance: string, value: number, unit: string, best: number | null, cpu: number | null = null): void {
  const feasible = best === null || value <= best
  measured.push({ instance, seconds_cpu: cpu, value, best, gap_percent: null, feasible, seed, unit })
}

/** Not by `fetch`: on few cores what sends must not need as much as what is measured. */
const agent = new Agent({ keepAlive: true })

const addressOf = (member: Member | undefined) => `http://127.0.0.1:${member?.after('ready').at(-1)}`

function leaderOf(members: readonly Member[]): Member | undefined {
  return members
    .flatMap((each) => each.after('leads').map((term) => ({ each, term: Number(term) })))
    .sort((a, b) => b.term - a.term)[0]?.each
}

async function send(member: Member | undefined, id: string, words: string): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(
      `${addressOf(member)}/api/v1/pauses/${pause}/commands/log_conversation`,
      {
        method: 'POST',
        headers: { authorization: 'Bearer coordinator', 'content-type': 'application/json', 'idempotency-key': id },
        agent,
        signal: AbortSignal.timeout(20_000),
      },
      (answer) => {
        answer.on('error', () => resolve(0))
        answer.on('end', () => resolve(answer.statusCode ?? 0))
        answer.resume()
      },
    )
    asked.on('error', () => resolve(0))
    asked.end(JSON.stringify({ text: words, entries: 1 }))
  })
}

async function reading(member: Member | undefined, reader: number): Promise<StreamRead> {
  return new StreamRead(
    await fetch(`${addressOf(member)}/api/v1/events?pause=${pause}`, {
      headers: { authorization: `Bearer coordinator:${reader}` },
    }),
  )
}

interface Work {
  readonly leader: number
  readonly others: number
  readonly database: number
  readonly own: number
  readonly commits: number
  readonly syncs: number
}

/** CPU seconds, and what the database has done, all since they began. */
async function work(members: readonly Member[], database: Database): Promise<Work> {
  const leader = leaderOf(members)
  const { rows } = await database.query(
    `select (select xact_commit from pg_stat_database where datname = current_database())::int as commits,
            (select sum(fsyncs) from pg_stat_io where object = 'wal')::int as syncs`,
  )
  return {
    leader: cpuOf(leader?.child.pid),
    others: members.reduce((sum, each) => (each === leader ? sum : sum + cpuOf(each.child.pid)), 0),
    database: cpuIn(join(choice.folder, 'cluster')),
    own: ownCpu(),
    commits: Number(rows[0]?.commits),
    syncs: Number(rows[0]?.syncs),
  }
}

/** At an even rate, however long the answers take, at all of them in turn. */
async function sending(members: readonly Member[], database: Database): Promise<void> {
  const streams = await Promise.all(
    Array.from({ length: readers }, (_, at) => reading(members[at % members.length], at)),
  )
  const before = await work(members, database)
  const begun = performance.now()
  const [took, doneAt, statuses] = [[] as number[], new Map<string, number>(), new Map<number, number>()]
  await Promise.all(
    Array.from({ length: rate * seconds }, async (_, at) => {
      await wait((at * 1000) / rate)
      const sentAt = performance.now()
      const status = await send(members[at % members.length], randomUUID(), `n${at}`)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      took.push(performance.now() - sentAt)
      doneAt.set(`n${at}`, performance.now())
    }),
  )
  const wall = (performance.now() - begun) / 1000
  await drained(database)
  await wait(1500)
  const after = await work(members, database)
  const lags: number[] = []
  let most = 0
  for (const { frames } of streams) {
    for (const [at, { at: time, views }] of frames.entries()) {
      most = Math.max(most, frames.slice(at, at + 8).filter((other) => other.at - time < 990).length)
      const shown = (views.conversation?.view.notes ?? []) as { text: string }[]
      const last = doneAt.get(shown.at(-1)?.text ?? '')
      if (last !== undefined) lags.push(Math.max(0, time - last))
    }
  }
  for (const each of streams) await each.close()
  const of = (status: number) => statuses.get(status) ?? 0
  note(`commands a second that were answered, of ${rate} asked for`, took.length / wall, '', null)
  note('  answered, p50', percentile(took, 0.5), 'ms', null)
  note('  answered, p99', percentile(took, 0.99), 'ms', 250)
  note('  answered “taken, and waits” after 3 s', of(202), '', null)
  note('  not taken', took.length - of(200) - of(202), '', 0)
  note(`${readers} readers: from the answer to the frame that shows it, p99`, percentile(lags, 0.99), 'ms', null)
  note('  frames in any second, most', most, '', 4)
  const each = (which: keyof Work) => (after[which] - before[which]) / took.length
  note('  CPU for each command: of the server that leads', each('leader') * 1000, 'ms', null)
  note('  of the two others together', each('others') * 1000, 'ms', null)
  note('  of PostgreSQL', each('database') * 1000, 'ms', null)
  note('  of who sends and reads', each('own') * 1000, 'ms', null)
  note('  commits for each command', each('commits'), '', null)
  note('  waits of PostgreSQL for the disk', each('syncs'), '', null)
}

/** Until nothing waits: answers that came with “waiting” were promises. */
async function drained(database: Database): Promise<void> {
  for (;;) {
    const { rows } = await database.query(`select count(*) as waiting from commands where state = 'waiting'`)
    if (rows[0]?.waiting === 0) return
    await wait(100)
  }
}

/** Seconds until the first command was carried out afterwards. */
async function untilDecided(database: Database, from: Date): Promise<number> {
  for (;;) {
    const { rows } = await database.query('select min(decided_at) as first from commands where decided_at > $1', [from])
    const first: unknown = rows[0]?.first
    if (first instanceof Date) return (first.getTime() - from.getTime()) / 1000
    await wait(50)
  }
}

async function killing(members: Member[], database: Database): Promise<void> {
  const gaps: number[] = []
  let lost = 0
  for (let kill = 0; kill < 3; kill++) {
    const stop = new AbortController()
    const acknowledged: string[] = []
    const senders = Array.from({ length: 8 }, async (_, at) => {
      while (!stop.signal.aborted) {
        const id = randomUUID()
        for (let time = 0; !stop.signal.aborted; time++) {
          const status = await send(members[(at + time) % members.length], id, id)
          if (status !== 200 && status !== 202) {
            await wait(20)
            continue
          }
          acknowledged.push(id)
          break
        }
      }
    })
    await wait(1500)
    const leader = leaderOf(members)
    if (leader === undefined) throw new Error('nobody leads')
    members.splice(members.indexOf(leader), 1)
    await leader.end('SIGKILL')
    gaps.push(await untilDecided(database, new Date()))
    await wait(1000)
    stop.abort()
    await Promise.all(senders)
    await drained(database)
    const { rows } = await database.query(
      `select opened->'notice'->>'details' as details from events where type = 'conversation_logged'`,
    )
    const there = new Map<string, number>()
    for (const { details } of rows) {
      const { text } = JSON.parse(String(details)) as { text: string }
      there.set(text, (there.get(text) ?? 0) + 1)
    }
    lost += acknowledged.filter((id) => there.get(id) !== 1).length
    const next = start()
    await next.says('ready')
    members.push(next)
  }
  note('a leader killed under load: the log goes on, longest of 3', Math.max(...gaps), 's', 5)
  note('  acknowledged commands lost or doubled', lost, '', 0)
}

async function starting(database: Database): Promise<void> {
  // Most of what a day leaves behind: who looked at what.
  await fillAccount(database, keysFolder, entries, (each) => ({ ...notice(each), clear: { type: 'data_read' } }))
  // Once for what is new to be computed, then as on any other day.
  for (const time of ['first', 'again']) {
    const from = performance.now()
    const member = start()
    await member.says('ready')
    await member.says('leads')
    const wall = (performance.now() - from) / 1000
    const cpu = cpuOf(member.child.pid)
    await member.end('SIGTERM')
    if (time === 'first') continue
    note(`started to ready and leading, ${entries} entries on the account`, wall, 's', 5, cpu)
    note('  CPU of it', cpu, 's', null)
  }
}

try {
  const database = await openDatabase(choice)
  await createAccount(database, keysFolder, settingsOf(pause))
  const members = [start(), start(), start()]
  for (const each of members) await each.says('ready')
  while (!members.some((each) => each.after('leads').length > 0)) await wait(20)
  if (instances.includes('sending')) await sending(members, database)
  await drained(database)
  if (instances.includes('killing')) await killing(members, database)
  for (const each of members) await each.end('SIGTERM')
  if (instances.includes('start')) await starting(database)
  agent.destroy()
  await database.close()
} finally {
  rmSync(root, { recursive: true, force: true })
}
const met = measured.filter(({ best }) => best !== null)
reportBench(
  'Servers side by side',
  measured,
  json,
  `${met.filter(({ feasible }) => feasible).length} of ${met.length} goals met`,
)
