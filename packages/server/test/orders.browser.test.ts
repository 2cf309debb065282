// Order sheets as a browser prints them: one A4 page a vehicle for the example, and nothing asked of anybody.

import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Language, languages, type Pause, type Plan, readPause } from '@treve/model'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ordersOf, ordersPage } from '../src/orders/index.ts'
import { answerPause } from '../src/planning/index.ts'
import { nightPause, nightPlan } from './ordered.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.TREVE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
})
afterAll(() => browser.close())

function plannedExample(): { pause: Pause; plan: Plan } {
  const bytes = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url))
  const read = readPause(bytes)
  if (read.pause === undefined) throw new Error('the example cannot be read')
  const answer = answerPause(read.pause, read, bytes, { seed: 1, seconds: 0, iterations: 50 })
  if (answer.kind !== 'plan') throw new Error(`the example is not planned: ${answer.kind}`)
  return { pause: read.pause, plan: answer.plan }
}

/** The page, shown from a string, and what it asked for. */
async function shown(pause: Pause, plan: Pick<Plan, 'trips'>, language: Language) {
  const context = await browser.newContext({ viewport: { width: 794, height: 1123 } })
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  const hashes = { inputSha256: 'a'.repeat(64), planSha256: 'b'.repeat(64) }
  await page.setContent(ordersPage(ordersOf(pause, plan, { language, ...hashes })))
  return { page, requests }
}

/** Width and height of each page in points. */
async function printedPages(page: Page): Promise<[number, number][]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ])
}

const a4 = [595, 842]

describe('order sheets', () => {
  const { pause, plan } = plannedExample()
  const moving = new Set(plan.trips.map(({ vehicle }) => vehicle)).size

  test.each(languages)('of the example print one A4 page a vehicle in %s', async (language) => {
    const { page, requests } = await shown(pause, plan, language)
    expect(moving).toBe(3)
    expect(await printedPages(page)).toEqual(Array.from({ length: moving }, () => a4))
    expect(requests).toEqual([])
    await page.context().close()
  })

  test.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
  ] as const)('in %s run %s, and time from left to right', async (language, direction) => {
    const { page } = await shown(nightPause, nightPlan, language)
    expect(await page.getAttribute('html', 'dir')).toBe(direction)
    const lefts = await page
      .locator('.window')
      .first()
      .locator('dd')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left))
    expect(lefts).toHaveLength(5)
    expect([...lefts].sort((a, b) => a - b)).toEqual(lefts)
    const [step, count] = await page
      .locator('.columns')
      .first()
      .locator('th')
      .evaluateAll((heads) => [heads[0], heads.at(-1)].map((head) => head?.getBoundingClientRect().left ?? 0))
    expect(Math.sign((count ?? 0) - (step ?? 0))).toBe(direction === 'ltr' ? 1 : -1)
    await page.context().close()
  })

  test.each(languages)('keep within the paper in %s, whatever the day', async (language) => {
    const { page } = await shown(nightPause, nightPlan, language)
    await page.emulateMedia({ media: 'print' })
    const tooWide = await page
      .locator('.sheet, .sheet *')
      .evaluateAll((parts) =>
        parts
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
          .map((part) => part.outerHTML),
      )
    expect(tooWide).toEqual([])
    await page.context().close()
  })

  test('are read by machines too: axe finds nothing', async () => {
    const { page } = await shown(nightPause, nightPlan, 'ar')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await page.context().close()
  })

  test('of many trips go on to further pages, each trip under its own head', async () => {
    const [first] = nightPlan.trips
    if (first === undefined) throw new Error('there is no trip')
    const trips = Array.from({ length: 8 }, (_, index) => ({ ...first, id: `${first.vehicle}-t${index + 1}` }))
    const { page } = await shown(nightPause, { trips }, 'en')
    const pages = await printedPages(page)
    expect(pages.length).toBeGreaterThan(2)
    expect(await page.locator('.trip .head').count()).toBe(8)
    await page.context().close()
  })
})
