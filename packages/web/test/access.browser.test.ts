// What was given is taken back: a link, a role, a device. It ends at once, wherever it is open, and nothing of it comes back by
// itself; what others were given stays.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Coordinated, comeIn, inviteTo } from './coordinated.ts'
import { ahead, liaisonOf, type Notified, openNotified } from './told.ts'
import { goTo, sizes } from './visit.ts'

const days = ahead()
const { at } = days
const pause = 'minimal'
let notified: Notified
let opened: Coordinated
let page: Page
beforeAll(async () => {
  notified = await openNotified(days)
  ;({ opened, page } = notified)
}, 180_000)
afterAll(() => opened?.close())

const section = (id: string) => page.locator('section', { has: page.locator(`#${id}`) })

/** By the form in its row, which asks once. */
async function takeBack(row: ReturnType<Page['locator']>, title: string) {
  const act = row.locator('details.act', { has: page.locator('summary', { hasText: title }) })
  await act.evaluate((each: HTMLDetailsElement) => {
    each.open = true
  })
  await act.getByRole('button', { name: title, exact: true }).click()
  await act.getByText('It ends at once').waitFor()
  await act.getByRole('button', { name: 'Yes, do it' }).click()
}

/** As the page’s own scripts ask: what it is answered. */
const statusOf = (of: Page, path: string, body?: object) =>
  of.evaluate(
    async ([to, text]) => {
      const sent =
        text === undefined
          ? {}
          : {
              method: 'POST',
              headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
              body: text,
            }
      return (await fetch(to, sent)).status
    },
    [path, body === undefined ? undefined : JSON.stringify(body)] as const,
  )

const command = (kind: string) => `/api/v1/pauses/${pause}/commands/${kind}`

test('a link: its open page closes at once and shows nothing more; the other party’s stays', async () => {
  const liaisons: Page[] = []
  const urls: string[] = []
  for (const party of ['north', 'south']) {
    const { url, liaison } = await liaisonOf(notified, party, at)
    liaisons.push(liaison)
    urls.push(url)
  }
  const [north, south] = liaisons
  if (north === undefined || south === undefined) throw new Error('both have opened theirs')
  await goTo(page, 'access')
  await takeBack(section('links').locator('li', { hasText: 'North' }), 'Revoke')
  await section('links').locator('li', { hasText: 'North' }).locator('.state.stop').waitFor()
  await north.getByText('This link has ended').waitFor()
  expect(await north.locator('main').innerText()).not.toMatch(/Notification 1|Bridge/)
  // For a new one it says whom to ask, and keeps nothing open behind.
  expect(await north.locator('main').innerText()).toContain('coordination desk, 100')
  expect(await statusOf(north, `/pauses/${pause}/notifications/1/north/text/en`)).toBe(401)
  expect(await statusOf(north, command('acknowledge'), { number: 1, party: 'north', channel: 'link' })).toBe(401)
  // Nor does the address let anybody in again.
  const { page: again } = await opened.window({ viewport: sizes.phone, locale: 'en' })
  await again.goto(urls[0] ?? '')
  const button = again.locator('#open')
  if (await button.count()) await button.click()
  await again.getByText('This link was closed').waitFor()
  expect(await again.locator('.acknowledge').count()).toBe(0)
  expect(await south.locator('.acknowledge').count()).toBe(1)
  expect(await statusOf(south, `/pauses/${pause}/notifications/1/south/text/en`)).toBe(200)
  await goTo(page, 'notices')
  expect(await page.locator('.told-to > li', { hasText: 'North' }).innerText()).toContain(
    'no word that it was received',
  )
})

test('a role: who held it is out at once, in whatever they had open; what they had sent stays', async () => {
  const { page: dispatcher } = await opened.window({ viewport: sizes.desktop })
  await comeIn(dispatcher, opened.address, await inviteTo(page, pause, { roles: ['dispatcher'], label: 'night desk' }))
  await goTo(dispatcher, 'notices')
  expect(await statusOf(dispatcher, command('chase'), { number: 1, party: 'north', channel: 'radio' })).toBe(200)
  await goTo(page, 'access')
  await takeBack(section('people').locator('li', { hasText: 'night desk' }), 'Take roles')
  await section('people').locator('li', { hasText: 'night desk' }).waitFor({ state: 'detached' })
  await dispatcher.locator('.told-to').waitFor({ state: 'detached' })
  expect(await dispatcher.locator('body').innerText()).not.toMatch(/Notification 1/)
  for (const [path, body] of [
    [command('chase'), { number: 1, party: 'north', channel: 'radio' }],
    [command('stop_publishing'), {}],
    [`/api/v1/pauses/${pause}/notices`, undefined],
  ] as const)
    expect([path, (await statusOf(dispatcher, path, body)) >= 400]).toEqual([path, true])
  await dispatcher.reload()
  await dispatcher.waitForLoadState('networkidle')
  expect(await dispatcher.locator('.told-to').count()).toBe(0)
  await goTo(page, 'notices')
  await page.locator('.told-to > li', { hasText: 'North' }).getByText('Asked again').waitFor()
})

test('a device: it is shown as revoked, wipes itself, and is not given back by its old code', async () => {
  const url = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ roles: ['field'], label: 'gate team north' })
    const answer = await fetch('/api/v1/pauses/minimal/device-codes', { method: 'POST', headers, body })
    return String(((await answer.json()) as { url?: string }).url)
  })
  const context = await opened.browser.newContext({ viewport: sizes.phone, isMobile: true, hasTouch: true })
  const phone = await context.newPage()
  await phone.goto(url)
  for (const place of [0, 1]) await phone.locator('input[type=password]').nth(place).fill('482916')
  await phone.locator('form button.main').click()
  await phone.locator('nav').waitFor()
  await goTo(page, 'access')
  const row = section('devices').locator('li', { hasText: 'gate team north' })
  await takeBack(row, 'Revoke')
  await row.locator('.state.stop').waitFor()
  expect(await row.locator('details.act').count()).toBe(0)
  // By itself, as soon as it hears of it.
  await phone
    .getByText(/wiped itself|This phone is wiped/)
    .first()
    .waitFor({ timeout: 90_000 })
  expect(await phone.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  // The code was good once.
  const other = await (await opened.browser.newContext()).newPage()
  await other.goto(url)
  await other.locator('input[type=password]').first().waitFor()
  for (const place of [0, 1]) await other.locator('input[type=password]').nth(place).fill('482916')
  await other.locator('form button.main').click()
  await other.locator('[role=alert], .refused').first().waitFor()
  expect(await other.locator('nav').count()).toBe(0)
  await context.close()
  expect(notified.faults).toEqual([])
})
