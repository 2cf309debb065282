// A phone in a real browser before a real server: enrolled by its QR code, without a network for a while, and in the end all
// that was reported is on the account, once.

import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import { planToJson, readPause } from '@treve/model'
import { answerPause } from '@treve/server/planning'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Coordinated, comeIn, openCoordinated } from './coordinated.ts'
import { ahead } from './told.ts'

const pin = '482916'
const { bytes } = ahead()
let opened: Coordinated
let coordinator: Page
beforeAll(async () => {
  opened = await openCoordinated(new Map([['minimal', bytes]]))
  coordinator = (await opened.window()).page
  await comeIn(coordinator, opened.address, await opened.code('minimal'))
  await ask(coordinator, 'minimal', 'agree_plan', { version: 1, plan: planOf(bytes) })
}, 120_000)
afterAll(() => opened.close())

/** With its turn-back times. */
function planOf(file: Uint8Array): string {
  const read = readPause(file)
  if (read.pause === undefined) throw new Error('the example is sound')
  const answer = answerPause(read.pause, read, file, {
    seed: 1,
    seconds: 60,
    iterations: 1,
    reasonsSeconds: 1,
    replications: 200,
  })
  if (answer.kind !== 'plan') throw new Error('the example is planned')
  return planToJson(answer.plan, read.pause.time_zone)
}

/** What the coordinator sees, as their page asks for it. */
// biome-ignore lint/suspicious/noExplicitAny: whatever is shown; each test says what it expects
async function seen(path: string): Promise<any> {
  return coordinator.evaluate(async (at) => (await fetch(at)).json(), `/api/v1/pauses/minimal/${path}`)
}

async function newCode(label: string): Promise<string> {
  const told = await coordinator.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/v1/pauses/minimal/device-codes', { method: 'POST', headers, body })).json()
    },
    JSON.stringify({ roles: ['field'], label }),
  )
  return String(told.url)
}

interface Carried {
  readonly context: BrowserContext
  readonly page: Page
  readonly device: string
  readonly hosts: Set<string>
}

/** Enrolled as its bearer does it, and given a vehicle of the plan. */
async function enrolled(label: string, language = 'en'): Promise<Carried> {
  const context = await opened.browser.newContext({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    locale: language,
  })
  const page = await context.newPage()
  const hosts = new Set<string>()
  context.on('request', (request) => hosts.add(new URL(request.url()).host))
  await page.goto(await newCode(label))
  await page.locator('input[type=password]').first().waitFor()
  expect(new URL(page.url()).hash).toBe('')
  for (const at of [0, 1]) await page.locator('input[type=password]').nth(at).fill(pin)
  await page.locator('form button.main').click()
  await page.locator('nav').waitFor()
  const { devices } = await seen('access')
  const { device } = devices.find((each: { label: string }) => each.label === label)
  await ask(coordinator, 'minimal', 'set_duty', { who: device, vehicles: ['bus-001'] })
  await page.locator('nav button').nth(3).click()
  await page.locator('.send button').first().click()
  await page.locator('nav button').nth(0).click()
  await page.locator('section.next').waitFor()
  return { context, page, device, hosts }
}

async function unlock(page: Page) {
  await page.locator('input[type=password]').fill(pin)
  await page.locator('form button.main').click()
  await page.locator('nav').waitFor()
}

const states = (page: Page) => page.locator('.rows .state').allInnerTexts()

async function openTab(page: Page, name: string) {
  await page.getByRole('navigation').getByRole('button', { name }).click()
}

describe('a day without a network', () => {
  let phone: Carried
  beforeAll(async () => {
    phone = await enrolled('bus team one')
  })
  afterAll(() => phone.context.close())

  it('shows whose it is, what comes next, and until when it can turn back', async () => {
    const { page } = phone
    const words = await page.locator('.phone').innerText()
    expect(words).toContain('Relief Coordination')
    expect(words).toContain('bus team one')
    expect(words).toContain('Next for')
    expect(await page.locator('.deadlines li').count()).toBeGreaterThan(0)
    expect(await page.locator('.route .stop').count()).toBeGreaterThan(1)
  })

  it('keeps what is reported over a restart, and sends it once when there is a network', async () => {
    const { page, context } = phone
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await openTab(page, 'Phone')
    await page.getByText(/^for .*[1-9].* reports$/).waitFor()
    await context.setOffline(true)
    await openTab(page, 'Report')
    await page.getByRole('button', { name: 'Here now' }).click()
    await page.locator('.filling button.main').click()
    await page.getByText('Kept on this phone').waitFor()
    await openTab(page, 'Report')
    await page.getByRole('button', { name: 'Boarded' }).click()
    await page.locator('.stepper input').fill('٣٧')
    await page.locator('.filling button.main').click()
    await page.getByText('Kept on this phone').waitFor()
    await openTab(page, 'Sent')
    expect(await states(page)).toEqual(['Waits to be sent.', 'Waits to be sent.'])

    await page.reload()
    await page.getByRole('heading', { name: 'Locked' }).waitFor()
    expect(await page.locator('body').innerText()).not.toContain('bus-001')
    await page.locator('input[type=password]').fill('000000')
    await page.locator('form button.main').click()
    await page.getByText('Not this PIN.').waitFor()
    await unlock(page)
    await page.getByText('No network').waitFor()
    await page.locator('section.next').waitFor()
    await openTab(page, 'Sent')
    expect(await states(page)).toEqual(['Waits to be sent.', 'Waits to be sent.'])

    await context.setOffline(false)
    await page.waitForFunction(
      () => [...document.querySelectorAll('.rows .state')].every(({ textContent }) => textContent?.includes('proved')),
      undefined,
      { timeout: 60_000 },
    )
    const { reports } = await seen('day/reports')
    expect(reports.map(({ type }: { type: string }) => type)).toEqual(['came', 'people_boarded'])
    expect(reports[1].people).toEqual([{ low: 37, best: 37, high: 37 }])
    const { loads } = await seen('day')
    expect(loads).toMatchObject([{ vehicle: 'bus-001', boarded: { low: 37, best: 37, high: 37 } }])
  })

  it('sends the photo of a paper with its copy, and refuses what is too large or no photo, with the reason', async () => {
    const { page } = phone
    const icon = readFileSync(fileURLToPath(new URL('../public/phone/icon-512.png', import.meta.url)))
    await openTab(page, 'Report')
    await page.getByRole('button', { name: 'Here now' }).click()
    const give = (name: string, buffer: Buffer) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer })
    const folder = mkdtempSync(join(tmpdir(), 'treve-photo-'))
    for (const bytes of [10_000_001, 50_000_000]) {
      await give('notes.png', Buffer.from('<svg onload="x"/>'))
      await page.getByText('no JPEG, PNG or WebP').waitFor()
      const file = join(folder, `${bytes}.png`)
      writeFileSync(file, '')
      truncateSync(file, bytes)
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByText('more than 10 MB').waitFor()
    }
    rmSync(folder, { recursive: true })
    await give('notes.png', Buffer.from('<svg onload="x"/>'))
    await page.getByText('no JPEG, PNG or WebP').waitFor()
    await give('broken.png', icon.subarray(0, 60))
    await page.getByText('cannot be read').waitFor()
    await give('waybill.png', icon)
    await page.getByText('Photo kept').waitFor()
    await page.locator('.filling button.main').click()
    await openTab(page, 'Sent')
    const first = page.locator('.rows li').first()
    await first.getByText('With a photo').waitFor()
    await first.getByText('proved to be on the account').waitFor({ timeout: 60_000 })
  })

  it('is good for who uses a reader, in English and in Arabic, in the sun and in the dark', async () => {
    const { page } = phone
    for (const language of ['en', 'ar']) {
      await page.locator('nav button').nth(3).click()
      await page.locator(`.look button[lang=${language}]`).click()
      await page
        .locator('.look .choices')
        .last()
        .locator('button')
        .nth(language === 'en' ? 1 : 2)
        .click()
      for (const tab of [0, 1, 2, 3]) {
        await page.locator('nav button').nth(tab).click()
        if (tab === 1) await page.locator('.kinds.people button').first().click()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect([language, tab, violations.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([language, tab, []])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect([language, tab, wide <= 0]).toEqual([language, tab, true])
      }
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === 'ar' ? 'rtl' : 'ltr')
    }
  })

  it('changes its PIN where it is, by whoever knows the one there is, and loses nothing', async () => {
    const { page, context } = phone
    await context.setOffline(true)
    await page.locator('nav button').nth(3).click()
    await page.locator('.look button[lang=en]').click()
    const form = page.locator('.change-pin')
    await form.locator('summary').click()
    const change = async (from: string, to: string) => {
      for (const [at, typed] of [from, to, to].entries()) await form.locator('input').nth(at).fill(typed)
      await form.locator('button').click()
    }
    await change('000000', '135790')
    await form.getByText('Not this PIN.').waitFor()
    await change(pin, '135790')
    await form.getByText('From now on the new PIN unlocks this phone.').waitFor()
    await page.getByRole('button', { name: 'Lock now' }).click()
    await page.locator('input[type=password]').fill(pin)
    await page.locator('form button.main').click()
    await page.getByText('Not this PIN.').waitFor()
    await page.locator('input[type=password]').fill('135790')
    await page.locator('form button.main').click()
    await page.locator('section.next').waitFor()
    await context.setOffline(false)
    // Its own key is the one it was enrolled with: the server knows it.
    await page.locator('nav button').nth(3).click()
    const answered = page.waitForResponse((response) => response.url().includes('/my-day'))
    await page.locator('.send button').first().click()
    expect([200, 304]).toContain((await answered).status())
  })

  it('holds nothing that can be read without the PIN, and asks nobody but its own server', async () => {
    const { page, hosts } = phone
    const kept = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('treve-phone')
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      const all: string[] = []
      for (const store of ['records', 'photos']) {
        const values = await new Promise<unknown[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll()
          request.onsuccess = () => resolve(request.result)
        })
        for (const value of values) all.push(new TextDecoder('latin1').decode(value as Uint8Array))
      }
      database.close()
      return all
    })
    expect(kept.length).toBeGreaterThan(100)
    for (const word of ['bus-001', 'people_boarded', 'Relief', 'seed', 'minimal'])
      expect(kept.filter((text) => text.includes(word))).toEqual([])
    expect([...hosts]).toEqual([new URL(opened.address).host])
  })

  it('is wiped by one action that asks once: nothing is left of it in the browser', async () => {
    const { page } = phone
    await page.locator('nav button').nth(3).click()
    await page.locator('.look button[lang=en]').click()
    await page.getByRole('button', { name: 'Wipe everything' }).click()
    await page.getByRole('button', { name: 'Yes, wipe now' }).click()
    await page.getByRole('heading', { name: 'This phone is wiped.' }).waitFor()
    const left = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      own: Object.keys(localStorage).filter((key) => key.startsWith('treve.')),
    }))
    expect(left).toEqual({ databases: [], caches: [], workers: 0, own: [] })
  })
})

describe('a phone that was lost', () => {
  it('wipes itself when the server says that it was revoked', async () => {
    const { page, context, device } = await enrolled('bus team two', 'ar')
    await ask(coordinator, 'minimal', 'revoke_device', { device, reason: 'lost' })
    await page.locator('nav button').nth(3).click()
    await page.locator('.send button').first().click()
    await page.getByRole('heading', { name: 'مُسح هذا الهاتف.' }).waitFor()
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
    await context.close()
  })

  it('keeps what it could not say, and says so', async () => {
    const { page, context, device } = await enrolled('bus team three')
    await context.setOffline(true)
    await openTab(page, 'Report')
    await page.getByRole('button', { name: 'Broken down' }).click()
    await page.locator('.filling button.main').click()
    await page.getByText('Kept on this phone').waitFor()
    await ask(coordinator, 'minimal', 'revoke_device', { device, reason: 'lost' })
    await context.setOffline(false)
    await page.getByRole('heading', { name: 'The coordination revoked this phone.' }).waitFor({ timeout: 60_000 })
    expect(await page.locator('.rows li').count()).toBe(1)
    await context.close()
  })
})

it('what a phone loads once is no more than 350 kB, fonts and all', () => {
  const dist = (path: string) => fileURLToPath(new URL(`../dist${path}`, import.meta.url))
  const worker = readFileSync(dist('/phone/service-worker.js'), 'utf8')
  const files = JSON.parse(/\["\/assets\/[^\]]*\]/.exec(worker)?.[0] ?? '[]') as string[]
  expect(files.length).toBeGreaterThan(10)
  const size = (path: string) => {
    const content = readFileSync(dist(path === '/phone/' ? '/phone.html' : path))
    return /\.(woff2|png)$/.test(path) ? content.length : gzipSync(content, { level: 9 }).length
  }
  expect(files.reduce((sum, path) => sum + size(path), 0)).toBeLessThanOrEqual(350_000)
})
