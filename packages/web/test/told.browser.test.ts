// Pages of what is told to whom, in a real browser before a real server: what is asked on a page is on the account, and shown.

import type { BrowserContext, Page } from 'playwright-core'
import encodeQR from 'qr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Coordinated, comeIn, openCoordinated } from './coordinated.ts'
import { ahead, announced, linkFor, told } from './told.ts'
import { audit, notReached, open, plain, sizes, tooWide } from './visit.ts'

const { bytes, at } = ahead()
let opened: Coordinated
let coordinator: Page
let context: BrowserContext
beforeAll(async () => {
  opened = await openCoordinated(new Map([['minimal', bytes]]))
  const window = await opened.window({ viewport: sizes.desktop })
  context = window.context
  coordinator = window.page
  await comeIn(coordinator, opened.address, await opened.code('minimal'))
}, 120_000)
afterAll(() => opened.close())

async function openPage(page: Page, name: string, language = 'en') {
  await page.goto(`${opened.address}/?page=${name}&lang=${language}`)
  await page.locator('#answer h2').first().waitFor()
}

describe('a notification', () => {
  it('is shown word for word with whom it goes to before it is sent, and is sent as it was shown', async () => {
    await announced(coordinator)
    await openPage(coordinator, 'notices')
    const act = await open(coordinator, 'Notify the parties of movements')
    await act.getByLabel('From (local time)').fill(at('08:00'))
    await act.getByLabel('Until (local time)').fill(at('11:00'))
    await act.getByLabel('Buses', { exact: true }).fill('2')
    await act.getByRole('button', { name: 'See what will be sent' }).click()
    const preview = act.locator('.confirm')
    await preview.waitFor()
    const words = await preview.innerText()
    expect(words).toContain('North')
    expect(words).toContain('South')
    expect(words).not.toContain('Relief team')
    expect(words).toContain('is no permission')
    expect(words).toContain('Bus 2')
    await preview.getByRole('button', { name: 'Send to all of them' }).click()
    await coordinator.getByRole('heading', { name: /^Notification 1/ }).waitFor()
    expect(await coordinator.locator('.told-to > li').count()).toBe(2)
    expect(await coordinator.locator('.told-to').innerText()).toContain('no word that it was received')
  })

  it('stays among what is to be told, with its words, until somebody records that they told it', async () => {
    await openPage(coordinator, 'notices')
    const due = coordinator.locator('section', { has: coordinator.locator('#to-tell') }).locator('.card')
    const south = due.filter({ hasText: 'South' })
    await south.waitFor()
    expect(await south.innerText()).toContain('No contact of this party is set.')
    await south.getByText('Record that it was told').first().click()
    await south.getByLabel('Own function').fill('duty desk')
    await south.getByLabel('With whom').fill('liaison office')
    await south.getByLabel('By which channel').selectOption('radio')
    await south.getByRole('button', { name: 'Record that it was told' }).click()
    await south.waitFor({ state: 'detached' })
    expect(await due.filter({ hasText: 'North' }).count()).toBe(1)
  })

  it('is refused before it is sent where it cannot be, in the reader’s words', async () => {
    await openPage(coordinator, 'notices', 'ar')
    const act = await open(coordinator, 'إخطار الأطراف بتحركات')
    await act.getByLabel('حتى (بالتوقيت المحلي)').fill(at('23:00'))
    await act.getByRole('button', { name: 'عرض ما سيُرسل' }).click()
    await act.getByText('تحرك ليس ضمن نافذة زمنية من الشروط السارية.').waitFor()
    expect(await act.locator('.confirm').count()).toBe(0)
  })

  it('comes as a page to print, as text, in short, and as CAP; the log as a table; all of them to nobody else', async () => {
    const forms = { page: 'text/html', text: 'text/plain', short: 'text/plain', cap: 'application/cap+xml' }
    for (const [form, media] of Object.entries(forms)) {
      const path = `${opened.address}/pauses/minimal/notifications/1/north/${form}/ar`
      const answer = await context.request.get(path)
      expect([form, answer.status(), answer.headers()['content-type']]).toEqual([form, 200, `${media}; charset=utf-8`])
      const stranger = await fetch(path)
      expect([form, stranger.status]).toEqual([form, 401])
    }
    const missing = await context.request.get(`${opened.address}/pauses/minimal/notifications/9/north/page/ar`)
    expect(missing.status()).toBe(404)
    const table = await context.request.get(`${opened.address}/pauses/minimal/conversation.csv`)
    expect([table.status(), table.headers()['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
  })
})

describe('the page behind a link', () => {
  it('shows a party what it was told, in Arabic on a phone; receipt is called receipt, and is on the account', async () => {
    const url = await linkFor(coordinator, 'north', at)
    const { page } = await opened.window({ viewport: sizes.phone, locale: 'ar' })
    await page.goto(url)
    await page.locator('#open').click()
    await page.waitForURL((address) => address.pathname === '/')
    await page.goto(`${opened.address}/?lang=ar`)
    await page.getByText('استلمناه').waitFor()
    const text = await page.locator('main').innerText()
    expect(text).toContain('ليس إذنًا ولا موافقة ولا ضمانًا')
    expect(text).toContain('coordination desk, 100')
    expect(text).not.toContain('الجنوب')
    const other = await page.request.get(`${opened.address}/pauses/minimal/notifications/1/south/text/ar`)
    expect(other.status()).toBe(404)
    await page.getByRole('button', { name: 'استلمناه' }).click()
    await page.getByText('تم الاستلام').waitFor()
    await openPage(coordinator, 'notices')
    await coordinator.locator('.told-to > li', { hasText: 'North' }).getByText('on its own page').waitFor()
    const report = await open(page, 'الإبلاغ عن الحال')
    await report.getByLabel('عن ماذا').selectOption('troops whole')
    await report.getByLabel('الحال').selectOption('met')
    await report.getByLabel(/يسري حتى/).fill(at('12:00'))
    await report.getByRole('button').click()
    await page.locator('.words-said').getByText('الشمال').waitFor()
    await checked(page, 'liaison', 'ar')
    await page.context().close()
  })
})

describe('a corridor', () => {
  it('is not opened while something stands in the way, and each of it is named', async () => {
    await openPage(coordinator, 'withdrawal')
    const act = await open(coordinator, 'Open the corridor')
    await act.getByLabel('For which use').selectOption('civilians')
    await act.getByRole('button', { name: 'Open the corridor' }).click()
    await act.getByText('The pause is not under way').waitFor()
    expect(await act.innerText()).toContain('A condition is not known to be met: Clear of mines')
  })
})

describe('a secret', () => {
  it('is shown once: a code of a device with its picture', async () => {
    await openPage(coordinator, 'access')
    const act = await open(coordinator, 'Enrol a device')
    await act.getByLabel('Function').fill('gate team north')
    await act.getByLabel('field team').check()
    await act.getByRole('button', { name: 'Enrol a device' }).click()
    const secret = act.locator('.secret')
    await secret.waitFor()
    expect(await secret.locator('.secret-text').innerText()).toMatch(/^[0-9A-Z]{4,}(-[0-9A-Z]{4,})+$/)
    expect(await secret.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await secret.getByRole('button', { name: /hide it/ }).click()
    expect(await act.locator('.secret').count()).toBe(0)
  })
})

describe('the keyboard alone', () => {
  it('comes to everything that can be done', async () => {
    await openPage(coordinator, 'conversation')
    for (const summary of await coordinator.locator('#answer summary').all()) await summary.press('Enter')
    expect(await coordinator.locator('#answer details[open] button').count()).toBeGreaterThan(2)
    expect(await notReached(coordinator)).toEqual([])
  })
})

describe('on paper', () => {
  it('each page says as of when, of which version and how far the account had come, and its code holds just that', async () => {
    for (const name of ['life', 'go', 'withdrawal', 'messages', 'board']) {
      await openPage(coordinator, name)
      const foot = coordinator.locator('.printed')
      const code = foot.locator('svg.qr path')
      await code.waitFor({ state: 'attached' })
      const words = plain((await foot.textContent()) ?? '')
      const said = /As of .* Version (\S+)\.\s*Account: (\d+) entries, digest (\S{44})/.exec(words)
      expect([name, said === null ? words : 'said']).toEqual([name, 'said'])
      const [, version = '', entries = '', root = ''] = said ?? []
      const part = { go: 'approvals', board: 'day' }[name] ?? name
      const text = `${opened.address}/account/minimal/checkpoint#${entries}:${root}:${part}:${version}`
      const rows = encodeQR(text, 'raw', { ecc: 'medium' })
      const dark = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
      expect([name, await code.getAttribute('d')]).toEqual([name, dark])
    }
  })
})

describe('every page', () => {
  const names = ['notices', 'withdrawal', 'conversation', 'messages', 'publishing', 'access']
  it.each([
    ['en', 1280],
    ['ar', 390],
  ] as const)(
    'in %s at %d px stays within its width, and axe finds nothing, with all that can be done open',
    async (language, width) => {
      // What the other tests have not told: a draft, a contact, a conversation, an update.
      if (language === 'en') await told(coordinator, at, { isAnnounced: true })
      await coordinator.setViewportSize({ width, height: 900 })
      for (const name of names) {
        await openPage(coordinator, name, language)
        await checked(coordinator, name, language)
      }
    },
  )
})

async function checked(page: Page, name: string, language: string) {
  for (const details of await page.locator('#answer details').all())
    await details.evaluate((each: HTMLDetailsElement) => {
      each.open = true
    })
  expect([name, language, await tooWide(page)]).toEqual([name, language, 0])
  expect(await page.getAttribute('html', 'dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
  expect([name, await audit(page)]).toEqual([name, []])
}
