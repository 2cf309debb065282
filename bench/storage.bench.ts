// What servers keep: commands durable and decided at 300 a second, a leader killed, a restart on what a day leaves behind.
// --seconds: of sending (10). --size: entries on the account at the restart (20,000).

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createAccount, type Database, keep, openDatabase, openOutcomes, receive } from '@treve/server/storage'
import { command, settingsOf } from '../packages/server/test/storage/made.ts'
import { type Member, startMember } from '../packages/server/test/storage/members.ts'
import { cpuOf, ownCpu } from './cpu.ts'
import { fillAccount } from './filled.ts'
import { benchOptions, type Measured, percentile, reportBench } from './report.ts'

const { seed, json, seconds = 10, size } = benchOptions()
const entries = Number(size ?? 20_000)
const rate = 300
const measured: Measured[] = []
const root = mkdtempSync(join(tmpdir(), 'treve-bench-'))
const choice = { folder: join(root, 'database') }
const keysFolder = join(root, 'keys')
const now = () => Date.now() / 1000

function note(instance: string, value: number, unit: string, best: number | null, cpu: number | null = null): void {
  measured.push({
    instance,
    seconds_cpu: cpu,
    value,
    best,
    gap_percent: null,
    feasible: best === null || value <= best,
    seed,
    unit,
  })
}

/** At an even rate, however long the answers take. Another process leads. */
async function sending(database: Database): Promise<void> {
  const outcomes = await openOutcomes(database)
  const [taken, done]: [number[], number[]] = [[], []]
  const start = performance.now()
  await Promise.all(
    Array.from({ length: rate * seconds }, async (_, at) => {
      await new Promise((resolve) => setTimeout(resolve, (at * 1000) / rate))
      const before = performance.now()
      const answer = await receive(database, command(`e${at}`))
      if ('refused' in answer) throw new Error(answer.text)
      taken.push(performance.now() - before)
      const outcome = await outcomes.of(answer.number, { milliseconds: 60_000 })
      if (outcome?.state !== 'done') throw new Error(JSON.stringify(outcome))
      done.push(performance.now() - before)
    }),
  )
  note(`commands sent at ${rate}/s, done`, (rate * seconds) / ((performance.now() - start) / 1000), '/s', null)
  note('  acknowledged, median', percentile(taken, 0.5), 'ms', null)
  note('  acknowledged, p99', percentile(taken, 0.99), 'ms', 250)
  note('  on the account, median', percentile(done, 0.5), 'ms', null)
  note('  on the account, p99', percentile(done, 0.99), 'ms', null)
  await outcomes.close()
}

async function killing(): Promise<void> {
  const times: number[] = []
  const members: Member[] = [startMember({ choice, keysFolder }), startMember({ choice, keysFolder })]
  for (let kill = 0; kill < 3; kill++) {
    for (const each of members) await each.says('open')
    while (!members.some((each) => each.after('leads').length > 0))
      await new Promise((resolve) => setTimeout(resolve, 20))
    const leader = members.findIndex((each) => each.after('leads').length > 0)
    const [killed] = members.splice(leader, 1)
    const from = performance.now()
    await killed?.end('SIGKILL')
    await members[0]?.says('leads')
    times.push((members[0]?.lines.find(({ text }) => text.startsWith('leads'))?.at ?? Number.NaN) - from)
    members.push(startMember({ choice, keysFolder }))
  }
  for (const each of members) await each.end('SIGTERM')
  note('a killed leader: another leads, longest of 3', Math.max(...times) / 1000, 's', 5)
}

async function ready(): Promise<{ wall: number; cpu: number }> {
  const [start, cpu] = [performance.now(), ownCpu()]
  const database = await openDatabase(choice)
  const stop = new AbortController()
  let isReady = () => {}
  const leading = new Promise<void>((resolve) => {
    isReady = resolve
  })
  const kept = keep(database, { now, keysFolder, onLeading: () => isReady() }, stop.signal)
  await leading
  const measuredHere = { wall: (performance.now() - start) / 1000, cpu: ownCpu() - cpu }
  stop.abort()
  await kept
  await database.close()
  return measuredHere
}

try {
  const database = await openDatabase(choice)
  await createAccount(database, keysFolder, settingsOf())
  const leader = startMember({ choice, keysFolder })
  await leader.says('leads')
  const before = [ownCpu(), cpuOf(leader.child.pid)] as const
  await sending(database)
  note('  CPU of the sender', ownCpu() - before[0], 's', null)
  note('  CPU of the leader', cpuOf(leader.child.pid) - before[1], 's', null)
  await leader.end('SIGTERM')
  await killing()
  await fillAccount(database, keysFolder, entries)
  await database.close()
  // Once for what is new to be computed, then as on any other day.
  await ready()
  const { wall, cpu } = await ready()
  note(`started to leading, PostgreSQL too, ${entries} entries on the account`, wall, 's', 5, cpu)
} finally {
  rmSync(root, { recursive: true, force: true })
}
const met = measured.filter(({ best }) => best !== null)
reportBench(
  'What servers keep',
  measured,
  json,
  `${met.filter(({ feasible }) => feasible).length} of ${met.length} goals met`,
)
