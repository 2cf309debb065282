// How soon a phone can be used: its app opened anew with nothing in memory, without a network, its processor four times as slow
// (Chromium, TREVE_CHROMIUM or Debian's). --size: how many times (7).

import { planToJson, readPause } from '@treve/model'
import { answerPause } from '@treve/server/planning'
import { ask, comeIn, openCoordinated } from '../packages/web/test/coordinated.ts'
import { exampleBytes } from '../packages/web/test/fixtures/served.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

const { seed, json, size } = benchOptions()
const times = Number(size ?? 7)
const slower = 4
const goalSeconds = 2
const pin = '482916'
// Some days ahead, so that a device may be told of it.
const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
const bytes = new TextEncoder().encode(new TextDecoder().decode(exampleBytes('minimal')).replaceAll('2016-11-04', day))

const opened = await openCoordinated(new Map([['minimal', bytes]]))
const measured: Measured[] = []
try {
  const coordinator = (await opened.window()).page
  await comeIn(coordinator, opened.address, await opened.code('minimal'))
  await ask(coordinator, 'minimal', 'agree_plan', { version: 1, plan: planOf(bytes) })
  const context = await opened.browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true })
  const told = await coordinator.evaluate<{ readonly url: string }>(`(async () => {
    const body = JSON.stringify({ roles: ['field'], label: 'bus team one' })
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/api/v1/pauses/minimal/device-codes', { method: 'POST', headers, body })).json()
  })()`)
  const first = await context.newPage()
  await first.goto(told.url)
  await first.locator('input[type=password]').first().waitFor()
  for (const at of [0, 1]) await first.locator('input[type=password]').nth(at).fill(pin)
  await first.locator('form button.main').click()
  await first.locator('nav').waitFor()
  const { devices } = await coordinator.evaluate<{ readonly devices: readonly { readonly device: string }[] }>(
    `(async () => (await fetch('/api/v1/pauses/minimal/access')).json())()`,
  )
  await ask(coordinator, 'minimal', 'set_duty', { who: devices[0]?.device ?? '', vehicles: ['bus-001'] })
  await first.locator('nav button').nth(3).click()
  await first.locator('.send button').first().click()
  await first.locator('nav button').nth(0).click()
  await first.locator('section.next').waitFor()
  await first.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await first.waitForFunction('navigator.serviceWorker.controller !== null')
  const address = first.url()
  await first.close()
  await context.setOffline(true)

  const ready: number[] = []
  const next: number[] = []
  for (let time = 0; time < times; time++) {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    const since = performance.now()
    await page.goto(address, { waitUntil: 'commit' })
    await page.locator('input[type=password]').waitFor()
    await page.locator('input[type=password]').fill(pin)
    ready.push((performance.now() - since) / 1000)
    const asked = performance.now()
    await page.locator('form button.main').click()
    await page.locator('section.next').waitFor()
    next.push((performance.now() - asked) / 1000)
    await page.close()
  }
  await context.close()
  const note = (instance: string, value: number, best: number | null, unit: string) =>
    measured.push({
      instance,
      seconds_cpu: 0,
      value,
      best,
      gap_percent: null,
      feasible: best === null || value <= best,
      seed,
      unit,
    })
  note('opened to usable (its lock takes a PIN), median', middle(ready), goalSeconds, 's')
  note('  slowest', Math.max(...ready), null, 's')
  note('from the PIN to what comes next, median', middle(next), null, 's')
  note('  slowest', Math.max(...next), null, 's')
} finally {
  await opened.close()
}
const met = measured.filter(({ best }) => best !== null)
reportBench(
  `The phone, without a network, its processor ${slower} times as slow, ${times} times`,
  measured,
  json,
  `${met.filter(({ feasible }) => feasible).length} of ${met.length} goals met`,
)
process.exit(0)

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** With its turn-back times. */
function planOf(file: Uint8Array): string {
  const read = readPause(file)
  if (read.pause === undefined) throw new Error('the example is sound')
  const request = { seed: 1, seconds: 60, iterations: 1, reasonsSeconds: 1, replications: 200 }
  const answer = answerPause(read.pause, read, file, request)
  if (answer.kind !== 'plan') throw new Error('the example is planned')
  return planToJson(answer.plan, read.pause.time_zone)
}
