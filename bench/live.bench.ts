// The live day under load, from another process on the same machine: positions of 500 vehicles by the protocol of trackers, the
// live state, how sure it is and alarms beside it, and a reader of the stream. --seconds: of each load (60).

import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type LoadSetup, load } from '../packages/server/test/live/load.ts'
import { startMember } from '../packages/server/test/storage/members.ts'
import { aleppoLike } from './pauses/aleppo-like.ts'
import { benchOptions, type Measured, percentile, reportBench } from './report.ts'

const { seed, json, seconds = 60 } = benchOptions()
const measured: Measured[] = []
function note(instance: string, value: number, unit: string, best: number | null, isMet?: boolean): void {
  const feasible = isMet ?? (best === null || value <= best)
  measured.push({ instance, seconds_cpu: null, value, best, gap_percent: null, feasible, seed, unit })
}

const script = fileURLToPath(new URL('../packages/server/test/live/server.ts', import.meta.url))
const server = startMember({ choice: { folder: '' }, keysFolder: '', script, ...{ seed } })
await server.says('ready', 900)
const [ready = ''] = server.after('ready')
const [port = '', pause = ''] = ready.split(' ')
const vehicles = JSON.parse(server.after('vehicles')[0] ?? '[]') as string[]
const places = new Map(aleppoLike('large', 'demand', seed).places.map(({ id, at }) => [id, at]))
const lines = aleppoLike('large', 'demand', seed).corridors.flatMap(
  ({ outside, inside }): LoadSetup['lines'][number][] => {
    const [from, to] = [places.get(outside), places.get(inside)]
    return from === undefined || to === undefined ? [] : [[from, to]]
  },
)
const setup: LoadSetup = { port: Number(port), pause, vehicles, lines }

/** From a report to an answer that knows of it. */
async function freshness(stop: AbortSignal): Promise<number[]> {
  const took: number[] = []
  const address = `http://127.0.0.1:${port}/api/v1/pauses/${pause}`
  const headers = { authorization: 'Bearer coordinator' }
  while (!stop.aborted) {
    const vehicle = vehicles[took.length % vehicles.length]
    const answer = await fetch(`${address}/commands/report`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ what: 'departed', vehicle }),
    })
    const body = await answer.text()
    if (answer.status !== 200) throw new Error(`a report was answered ${answer.status}: ${body.slice(0, 200)}`)
    const [at, since] = [Date.now(), performance.now()]
    for (let isFresh = false; !isFresh && !stop.aborted; ) {
      const now = (await (await fetch(`${address}/now`, { headers })).json()) as { answer: { told_at: string } | null }
      isFresh = now.answer !== null && Date.parse(now.answer.told_at) >= at - 100
      if (isFresh) took.push(performance.now() - since)
      else await wait(50)
    }
    await wait(3000)
  }
  return took
}

/** So far: of the process, and of its main thread. Whatever else the machine does, these are its own. */
function cpuOf(pid: number | undefined): [number, number] {
  const seconds = (path: string) => {
    const fields = readFileSync(path, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  }
  return [seconds(`/proc/${pid}/stat`), seconds(`/proc/${pid}/task/${pid}/stat`)]
}

async function stage(rate: number, most: number | null): Promise<number> {
  const stop = new AbortController()
  const fresh = rate <= 500 ? freshness(stop.signal) : Promise.resolve([])
  const [processBefore, threadBefore] = cpuOf(server.child.pid)
  const found = await load(setup, rate, seconds)
  const [processAfter, threadAfter] = cpuOf(server.child.pid)
  stop.abort()
  const took = await fresh
  const name = `${rate} positions/s for ${seconds} s`
  note(`${name}: sent`, found.sent / found.wallSeconds, '/s', null)
  note('  not taken', found.sent - found.taken, '', 0)
  note('  answered (durable), p50', percentile(found.answered, 0.5), 'ms', null)
  note('  answered (durable), p99', percentile(found.answered, 0.99), 'ms', null)
  const perThousand = (cpu: number) => (cpu / found.sent) * 1000
  note('  main thread of the server, for 1,000 positions', perThousand(threadAfter - threadBefore), 'CPU-s', null)
  note('  server with all its threads', (processAfter - processBefore) / found.wallSeconds, 'CPU-s/s', null)
  for (const [status, count] of found.statuses) if (status !== 200) note(`  answered ${status}`, count, '', null)
  note('  shown on the stream', found.shown.length, '', null)
  note('  from sending to the stream, p50', percentile(found.shown, 0.5), 'ms', null)
  note('  from sending to the stream, p99', percentile(found.shown, 0.99), 'ms', most)
  if (took.length > 0) {
    note('  from a report to how sure it is by then, p50', percentile(took, 0.5), 'ms', 2000)
    note('  from a report to how sure it is by then, worst', Math.max(...took), 'ms', 2000)
  }
  return found.taken
}

const taken = (await stage(500, 500)) + (await stage(5000, null))
const memory = server.after('memory').map((line) => Number(line.split(' ')[0]))
await server.end('SIGTERM')
const stored = Number(server.after('stored')[0] ?? 0)
note('taken, and not on the disk afterwards', taken - stored, '', 0, taken <= stored)
note('memory of the server, most', Math.max(...memory), 'MB', null)
const p99 = measured.find(({ instance }) => instance.includes('stream, p99'))?.value ?? 0
reportBench(
  `The live day, ${vehicles.length} vehicles`,
  measured,
  json,
  `p99 from position to stream ${p99.toFixed(0)} ms`,
)
