// The live day for long: ten minutes of 500 positions a second, and an hour at which memory stays where it is. Figures are
// printed, and are no condition; what is one: nothing is lost, and nothing grows. `TREVE_LONG_MINUTES=1` tries in a minute each whether
// it would run; how memory grows is then not judged, for there is no hour to judge it by.

import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { aleppoLike } from '../../../../bench/pauses/aleppo-like.ts'
import { percentile } from '../../../../bench/report.ts'
import { startMember } from '../storage/members.ts'
import { type LoadSetup, load } from './load.ts'

const hour = 3_600_000
const shortened = process.env.TREVE_LONG_MINUTES
const minutes = (usual: number) => (shortened === undefined ? usual : Math.min(usual, Number(shortened)))
const script = fileURLToPath(new URL('./server.ts', import.meta.url))

async function serving() {
  const server = startMember({ choice: { folder: '' }, keysFolder: '', script })
  onTestFinished(async () => {
    await server.end('SIGKILL')
  })
  await server.says('ready', 600)
  const [port = '', pause = ''] = (server.after('ready')[0] ?? '').split(' ')
  const vehicles = JSON.parse(server.after('vehicles')[0] ?? '[]') as string[]
  const { places, corridors } = aleppoLike('large', 'demand', 1)
  const at = new Map(places.map((place) => [place.id, place.at]))
  const lines = corridors.flatMap(({ outside, inside }): LoadSetup['lines'][number][] => {
    const [from, to] = [at.get(outside), at.get(inside)]
    return from === undefined || to === undefined ? [] : [[from, to]]
  })
  const heapMegabytes = () => server.after('memory').map((line) => Number(line.split(' ')[1]))
  return { server, setup: { port: Number(port), pause, vehicles, lines }, heapMegabytes }
}

test(
  'ten minutes of 500 positions a second: each that was answered is on the disk',
  async () => {
    const { server, setup } = await serving()
    const found = await load(setup, 500, minutes(10) * 60)
    expect(found.taken).toBe(found.sent)
    await server.end('SIGTERM')
    expect(Number(server.after('stored')[0])).toBe(found.taken)
    const [p50, p99] = [percentile(found.shown, 0.5), percentile(found.shown, 0.99)]
    console.log(
      `500 positions/s for ${minutes(10)} min: to the stream p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
    )
  },
  hour,
)

test(
  'an hour at 100 positions a second: memory is what it was',
  async () => {
    const { setup, heapMegabytes } = await serving()
    await load(setup, 100, (minutes(60) / 6) * 60)
    const begun = heapMegabytes().length
    await load(setup, 100, (minutes(60) * 5 * 60) / 6)
    const all = heapMegabytes()
    // The least of some minutes: what is left once it was collected.
    const least = (from: number, until: number) => Math.min(...all.slice(from, until))
    const [first, last] = [least(Math.max(0, begun - 60), begun), least(Math.max(begun, all.length - 60), all.length)]
    console.log(`${minutes(60)} min: ${first} MB of heap after a sixth of it, ${last} MB at the end`)
    expect(Number.isFinite(first) && Number.isFinite(last)).toBe(true)
    if (shortened === undefined) expect(last).toBeLessThan(first * 1.5 + 20)
  },
  2 * hour,
)
