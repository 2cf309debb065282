// Vehicles that move on the map of the board, in Chromium (TREVE_CHROMIUM, or Debian's), drawn without a graphics card. --size:
// how many (500). --seconds: for how long it is watched (10). Positions are told four times a second, all of them anew.

import { launchBrowser } from '../packages/web/test/browser.ts'
import { openDay } from '../packages/web/test/day-server.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

const { seed, json, size, seconds } = benchOptions()
const count = Number(size ?? 500)
const watched = seconds ?? 10
const goal = 30
const measured: Measured[] = []
const server = await openDay({ vehicles: count, everyMilliseconds: 250 })
const browser = await launchBrowser()

try {
  for (const [name, viewport, page] of [
    ['board, 1440 × 900', { width: 1440, height: 900 }, 'board'],
    ['wall screen, 1920 × 1080', { width: 1920, height: 1080 }, 'wall'],
  ] as const) {
    const context = await browser.newContext({ viewport })
    const tab = await context.newPage()
    await tab.goto(`${server.address}/?pause=minimal&page=${page}&lang=en`)
    await tab.locator('.vehicle-layer').waitFor()
    await tab.locator('.vehicle-layer').scrollIntoViewIfNeeded()
    await tab.waitForTimeout(2000)
    const devtools = await context.newCDPSession(tab)
    await devtools.send('Performance.enable')
    const busy = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics')
      return metrics.find(({ name: metric }) => metric === 'TaskDuration')?.value ?? 0
    }
    const before = await busy()
    // The layer draws in each frame that the browser gives: what is counted are those frames.
    const intervals = await tab.evaluate<number[]>(`(async () => {
      const found = []
      const until = performance.now() + ${watched * 1000}
      let last = performance.now()
      while (last < until) {
        const now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())))
        found.push(now - last)
        last = now
      }
      return found
    })()`)
    const cpu = (await busy()) - before
    const total = intervals.reduce((sum, each) => sum + each, 0)
    const sorted = intervals.toSorted((a, b) => a - b)
    const rate = (intervals.length / total) * 1000
    const slowest = sorted[Math.floor(sorted.length * 0.99)] ?? 0
    const note = (instance: string, value: number, best: number | null, unit: string, isMet: boolean) =>
      measured.push({ instance, seconds_cpu: cpu, value, best, gap_percent: null, feasible: isMet, seed, unit })
    note(`${count} vehicles, ${name}: frames a second`, rate, goal, '/s', rate >= goal)
    note('  one frame in a hundred takes longer than', slowest, null, 'ms', true)
    note('  share of one processor', (cpu * 1000 * 100) / total, null, '%', true)
    await context.close()
  }
} finally {
  await browser.close()
  await server.close()
}
const met = measured.filter(({ best }) => best !== null)
reportBench(
  `The board (Chromium ${browser.version()})`,
  measured,
  json,
  `${met.filter(({ feasible }) => feasible).length} of ${met.length} goals met: at least ${goal} frames a second`,
)
process.exit(0)
