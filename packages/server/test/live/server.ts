// A whole server process with a pause of 500 vehicles under way, for whoever loads it from another process. It says its port,
// how much memory it holds, and at the end how many positions are on the disk.

import { mkdtempSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planToJson } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '@treve/planner'
import { startServer } from '@treve/server'
import { openDatabase } from '@treve/server/storage'
import { aleppoLike, aleppoLikeBytes } from '../../../../bench/pauses/aleppo-like.ts'
import { sha256 } from '../../src/planning/index.ts'
import { trackerOf, underWay } from './made.ts'

const { seed = 1 } = JSON.parse(process.argv[2] ?? '{}') as { seed?: number }
const say = (line: string) => writeSync(1, `${line}\n`)
const root = mkdtempSync(join(tmpdir(), 'treve-live-'))
const bytes = aleppoLikeBytes('large', 'demand', seed)
const pause = aleppoLike('large', 'demand', seed)
const begunAt = performance.now()
const plan = planPause(pause, travelTimesOf(pause), {
  seed: 1,
  isBoundQuick: true,
  mustStop: () => (performance.now() - begunAt > 10_000 ? 'time' : undefined),
  mayExplain: () => false,
  cpuSeconds: () => process.cpuUsage().user / 1e6,
  inputSha256: sha256(bytes),
  files: {},
})
const vehicles = [...new Set(plan.trips.map(({ vehicle }) => vehicle))]
const bound = new Map(vehicles.map((vehicle) => [trackerOf(vehicle, 1), { vehicle, protocol: 'osmand' as const }]))
const database = await openDatabase({ folder: join(root, 'database') })
const open = pause.terms.windows[0]?.open ?? 0
const day = await underWay(
  { database, keysFolder: join(root, 'keys') },
  {
    from: open + 3600,
    bytes: { pause: bytes, plan: new TextEncoder().encode(planToJson(plan, pause.time_zone)) },
    vehicles: [],
    boundIn: () => bound,
  },
)
const started = await startServer({ app: day.app, port: 0 })
if (!started.ok) throw new Error(started.text)
const memory = setInterval(() => {
  const { rss, heapUsed } = process.memoryUsage()
  say(`memory ${Math.round(rss / 1e6)} ${Math.round(heapUsed / 1e6)}`)
}, 5000)
say(`vehicles ${JSON.stringify(vehicles)}`)
say(`ready ${started.port} ${day.pause}`)

process.on('SIGTERM', async () => {
  clearInterval(memory)
  await started.close()
  await day.close()
  const { rows } = await database.query('select count(*) as n from positions')
  say(`stored ${Number(rows[0]?.n)}`)
  await database.close()
  rmSync(root, { recursive: true, force: true })
  say('closed')
  process.exit(0)
})
