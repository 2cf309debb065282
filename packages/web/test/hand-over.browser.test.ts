// Two phones in two browsers, both without a network: one shows a code, the other reads its picture, signs, and shows one back.
// In the end there is one entry on the account, signed by both, as the ledger's own verifier finds it.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import { type Opening, parseVerifierKey, verifyEntries, verifyLog } from '@treve/ledger'
import { planToJson, readPause } from '@treve/model'
import { answerPause } from '@treve/server/planning'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Coordinated, comeIn, inviteTo, openCoordinated } from './coordinated.ts'
import { ahead } from './told.ts'

const pin = '482916'
const { bytes } = ahead()
let opened: Coordinated
let coordinator: Page
let auditor: Page
beforeAll(async () => {
  opened = await openCoordinated(new Map([['minimal', bytes]]))
  coordinator = (await opened.window()).page
  await comeIn(coordinator, opened.address, await opened.code('minimal'))
  await ask(coordinator, 'minimal', 'agree_plan', { version: 1, plan: planOf(bytes) })
  auditor = (await opened.window()).page
  const code = await inviteTo(coordinator, 'minimal', { roles: ['auditor'], label: 'auditor' })
  await comeIn(auditor, opened.address, code)
}, 180_000)
afterAll(() => opened.close())

function planOf(file: Uint8Array): string {
  const read = readPause(file)
  if (read.pause === undefined) throw new Error('the example is sound')
  const effort = { seed: 1, seconds: 60, iterations: 1, reasonsSeconds: 1, replications: 200 }
  const answer = answerPause(read.pause, read, file, effort)
  if (answer.kind !== 'plan') throw new Error('the example is planned')
  return planToJson(answer.plan, read.pause.time_zone)
}

// biome-ignore lint/suspicious/noExplicitAny: whatever is shown; each test says what it expects
async function seen(path: string): Promise<any> {
  return coordinator.evaluate(async (at) => (await fetch(at)).json(), `/api/v1/pauses/minimal/${path}`)
}

interface Carried {
  readonly context: BrowserContext
  readonly page: Page
  readonly device: string
}

async function enrolled(label: string, role: string, duty: object, language: string): Promise<Carried> {
  const context = await opened.browser.newContext({
    viewport: { width: 390, height: 800 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: language,
  })
  const page = await context.newPage()
  const told = await coordinator.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/v1/pauses/minimal/device-codes', { method: 'POST', headers, body })).json()
    },
    JSON.stringify({ roles: [role], label }),
  )
  await page.goto(String(told.url))
  await page.locator('input[type=password]').first().waitFor()
  for (const at of [0, 1]) await page.locator('input[type=password]').nth(at).fill(pin)
  await page.locator('form button.main').click()
  await page.locator('nav').waitFor()
  const { devices } = await seen('access')
  const { device } = devices.find((each: { label: string }) => each.label === label)
  await ask(coordinator, 'minimal', 'set_duty', { who: device, ...duty })
  await page.locator('nav button').nth(3).click()
  await page.locator('.send button').first().click()
  await page.waitForFunction(() =>
    /[1-9١-٩]/.test([...document.querySelectorAll('.facts dd')].at(-1)?.textContent ?? ''),
  )
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  // What reads pictures comes after what the pages need.
  await page.waitForFunction(async () => {
    const names = await caches.keys()
    const kept = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    )
    return kept.flat().some((url) => url.includes('/read-picture'))
  })
  return { context, page, device }
}

const tab = (page: Page, at: number) => page.locator('nav button').nth(at).click()

/** A picture of what one phone shows, given to the other as its camera would. */
async function pictureOf(from: Page, to: Page): Promise<void> {
  const buffer = await from.locator('.code .qr').screenshot()
  await to.locator('.code input[type=file]').first().setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer })
}

const screenshot = async (page: Page, name: string) => {
  const folder = process.env.SCREENSHOTS
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

describe('two phones without a network', () => {
  let driver: Carried
  let desk: Carried
  beforeAll(async () => {
    driver = await enrolled('truck team', 'field', { vehicles: ['truck-001'] }, 'en')
    desk = await enrolled('bakery desk', 'desk', { places: ['bakery'] }, 'ar')
    for (const { context } of [driver, desk]) await context.setOffline(true)
  }, 180_000)
  afterAll(async () => {
    for (const { context } of [driver, desk]) await context.close()
  })

  const given = async (amount: string) => {
    const { page } = driver
    await tab(page, 1)
    await page.getByRole('button', { name: 'Aid handed over: both sign' }).click()
    await page.locator('.filling select').last().selectOption({ value: 'place bakery' })
    await page.locator('.lines input').first().fill(amount)
    await page.getByRole('button', { name: 'Show the code' }).click()
    await page.locator('.code .qr').waitFor()
  }

  it('sign one thing: shown to each in their own language, by two pictures', async () => {
    await given('120')
    await screenshot(driver.page, 'give')
    const { page } = desk
    await tab(page, 1)
    await page.getByRole('button', { name: 'توقيع على ما نستلمه' }).click()
    await pictureOf(driver.page, page)
    await page.getByRole('heading', { name: 'هذا ما توقّعون عليه: عُدّوا أولًا' }).waitFor()
    const shown = await page.locator('.handed').innerText()
    for (const word of ['sacks', 'flour', 'truck-001']) expect(shown).toContain(word)
    expect(shown).toMatch(/120|١٢٠/)
    await page.getByText('لا يسمح بشيء ولا يَعِد بشيء').waitFor()
    await screenshot(page, 'receive')
    for (const each of [driver.page, page]) {
      const { violations } = await new AxeBuilder({ page: each }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
      expect(await each.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
    await page.getByRole('button', { name: 'استلمنا هذا بالضبط' }).click()
    await page.locator('.code .qr').waitFor()
    await screenshot(page, 'received')
    // The wrong picture first: it is the driver's own.
    await pictureOf(driver.page, driver.page)
    await driver.page.getByText('This is no such code').waitFor()
    await pictureOf(page, driver.page)
    await driver.page.getByText('Kept on this phone').waitFor()
    await tab(driver.page, 2)
    const row = driver.page.locator('.rows li').first()
    await row.getByText('Signed by both.').waitFor()
    await row.getByText('Waits to be sent.').waitFor()
    await screenshot(driver.page, 'sent')
  })

  it('counted otherwise, sign nothing for each other: each tells its own, and the contradiction stands', async () => {
    await given('70')
    const { page } = desk
    await tab(page, 1)
    await page.getByRole('button', { name: 'توقيع على ما نستلمه' }).click()
    // As text, where no picture can be taken.
    const code = await driver.page.locator('.code textarea[readonly]').inputValue()
    await page.locator('.code details').first().locator('summary').click()
    await page.locator('.code textarea').fill(code.toLowerCase().replace(/(.{40})/g, '$1\n'))
    await page.locator('.code details button').click()
    await page.getByRole('button', { name: 'يختلف: إبلاغ عما عددناه' }).click()
    await page.locator('.lines input').first().fill('50')
    await page.locator('.filling button.main').click()
    await page.locator('.made').waitFor()
    await driver.page.getByRole('button', { name: 'Report it alone' }).click()
    await driver.page.getByRole('button', { name: 'Report it', exact: true }).click()
    await tab(driver.page, 2)
    await driver.page.locator('.rows li').first().getByText('Told by one side.').waitFor()
    expect(await driver.page.locator('.rows li').count()).toBe(2)
  })

  it('are one entry with two signatures on the account once there is a network, beside what each told alone', async () => {
    for (const { context } of [driver, desk]) await context.setOffline(false)
    for (const { page } of [driver, desk]) {
      await tab(page, 3)
      await page.locator('.send button').first().click()
      await tab(page, 2)
    }
    await driver.page.waitForFunction(
      () => [...document.querySelectorAll('.rows .state')].every(({ textContent }) => textContent?.includes('proved')),
      undefined,
      { timeout: 60_000 },
    )
    await desk.page.locator('.rows .state.proved').first().waitFor({ timeout: 60_000 })
    const { reports } = await seen('day/reports')
    const told = reports.map(
      ({ by, receiver, lines }: { by: { chain: string }; receiver: string | null; lines: { best: number }[] }) => [
        by.chain,
        receiver,
        lines[0]?.best,
      ],
    )
    expect(new Set(told.map(String))).toEqual(
      new Set(
        [
          [driver.device, desk.device, 120],
          [driver.device, null, 70],
          [desk.device, null, 50],
        ].map(String),
      ),
    )
    const { aid, contradictions } = await seen('day')
    expect(aid).toMatchObject([{ signed_by_both: { low: 120, best: 120, high: 120 } }])
    expect(contradictions).toMatchObject([{ what: 'received' }])

    const fetched = (path: string) =>
      auditor.evaluate(async (at) => {
        const answer = await fetch(at)
        return answer.ok ? [...new Uint8Array(await answer.arrayBuffer())] : undefined
      }, `/account/minimal/${path}`)
    const read = async (path: string) => {
      const found = await fetched(path)
      return found === undefined ? undefined : Uint8Array.from(found)
    }
    const text = async (path: string) => new TextDecoder().decode(await read(path))
    const log = parseVerifierKey((await text('vkey')).trim())
    const openings = (await text('openings'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Opening)
    const checkpoint = await verifyLog({ read, log })
    expect(checkpoint.faults).toEqual([])
    const { problems, entries } = await verifyEntries({ read, checkpoint, log, openings })
    expect(problems).toEqual([])
    const both = entries.filter(({ values }) => {
      const source = JSON.stringify(values.source ?? null)
      return values.type === 'received' && source.includes(driver.device) && source.includes(desk.device)
    })
    expect(both).toHaveLength(1)
    const [one] = both
    expect(one?.entry.signatures).toHaveLength(2)
    expect(one?.entry.vkey2).toBeDefined()
    expect(one?.values.lines).toMatchObject([{ item: 'sacks', best: 120 }])
  })
})

it('what reads pictures is small, and no part of what a phone must have', () => {
  const dist = (path: string) => fileURLToPath(new URL(`../dist${path}`, import.meta.url))
  // The lists stand wherever they are used.
  const lists = readFileSync(dist('/phone/service-worker.js'), 'utf8').match(/\["\/assets\/[^\]]*\]/g) ?? []
  const [later, ...others] = [...new Set(lists)]
    .map((list) => JSON.parse(list) as string[])
    .sort((one, other) => one.length - other.length)
  expect(others).toHaveLength(1)
  expect(later).toHaveLength(1)
  for (const path of later ?? []) {
    expect(path).toContain('read-picture')
    expect(others.flat()).not.toContain(path)
    expect(gzipSync(readFileSync(dist(path)), { level: 9 }).length).toBeLessThanOrEqual(16_000)
  }
})
