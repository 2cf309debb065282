// What to ask for, in a browser: begun, watched, stopped, read by eye, by keyboard and by a screen reader.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Opened, openBrowser } from './browser.ts'
import { audit, tooWide, visits } from './visit.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openBrowser({ isWithAleppo: false })
})
afterAll(() => opened.close())

const visit = visits(
  () => opened,
  (query) => `/?page=frontier&${query}`,
  '#answer',
)

async function workedOut(page: Page): Promise<void> {
  const begin = page.locator('.frontier-head .empty button')
  await page.locator('.frontier-head :is(.empty, .running, .sheet-link)').first().waitFor()
  if ((await begin.count()) > 0 && (await page.locator('#ranked').count()) === 0) await begin.click()
  await page.waitForSelector('#ranked', { timeout: 60_000 })
}

describe('what to ask for', () => {
  it('says that it is not worked out, tells how far it is, and shows what is done when it is stopped', async () => {
    const { page, faults } = await visit('lang=en&pause=minimal')
    await page.waitForSelector('text=It is not worked out yet.')
    expect(await audit(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Work it out' }).press('Enter')
    await page.waitForSelector('[role=status]')
    expect(await page.locator('progress').count()).toBe(1)
    expect(await audit(page)).toEqual([])
    await page.getByRole('button', { name: 'Stop, and show what is done' }).click()
    await page.waitForSelector('.frontier-head :is(.empty, .sheet-link)')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('ranks what was found, with what it was and what no plan exceeds beside every figure', async () => {
    const { page, faults } = await visit('lang=en&pause=minimal-short')
    await workedOut(page)
    const first = page.locator('#ranked ~ .table-scroller tbody tr').first()
    const text = (await first.innerText()).replaceAll(/[\u2066-\u2069]/g, '')
    expect(text).toMatch(/^1\s+Window closes/)
    expect(text).toMatch(/\+2\s+4 \(≤\s4\) to 6 \(≤\s6\)/)
    expect(text).toContain('Certain')
    expect(text).toContain('+2.6 t')
    const now = await page.locator('#as-it-is ~ p').allInnerTexts()
    expect(now.join(' ').replaceAll(/[\u2066-\u2069]/g, '')).toContain(
      '6 of those who wish to leave would not get out in this pause. They stay protected.',
    )
    const rows = await page.locator('#ranked ~ .table-scroller tbody tr').count()
    // A ring for each figure that is shown of each row, and one in the legend.
    expect(await page.locator('.ranges circle.as-it-is').count()).toBe(3 * rows)
    expect(await page.getByRole('img', { name: `Chart of ${rows} changes.` }).count()).toBe(1)
    const [sheet] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Sheet for the room' }).click(),
    ])
    await sheet.waitForLoadState()
    expect(await sheet.locator('h1').innerText()).toBe('What other terms would bring')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it.each([
    ['en', 'ltr', 'desktop', 'light'],
    ['ar', 'rtl', 'desktop', 'dark'],
    ['ar', 'rtl', 'phone', 'light'],
    ['fr', 'ltr', 'phone', 'dark'],
    ['ru', 'ltr', 'desktop', 'light'],
  ] as const)(
    'in %s (%s), on a %s, %s: within its width, and axe finds nothing',
    async (lang, direction, size, theme) => {
      const { page, faults } = await visit(`lang=${lang}&pause=minimal-short`, size, theme)
      await workedOut(page)
      expect(await page.getAttribute('html', 'dir')).toBe(direction)
      const wide = await tooWide(page)
      expect(wide).toBe(0)
      expect(await audit(page)).toEqual([])
      // In a chart more is to the right, whatever the language.
      const [ring, dot] = await Promise.all(
        ['circle.as-it-is', 'circle.changed'].map(async (kind) =>
          Number(await page.locator(`.ranges g g:has(circle.changed) ${kind}`).first().getAttribute('cx')),
        ),
      )
      expect(dot).toBeGreaterThan(ring ?? 0)
      if (process.env.SHOTS !== undefined)
        await page.screenshot({ path: `${process.env.SHOTS}/frontier-${lang}-${size}.png`, fullPage: true })
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  it('is reached from the answer by a link, and leads back', async () => {
    const { page } = await visit('lang=en&pause=minimal-short')
    await page.getByRole('link', { name: 'The answer', exact: true }).click()
    await page.waitForSelector('#levels')
    await page.getByRole('link', { name: 'What to ask for' }).click()
    await page.waitForSelector('#frontier')
    expect(await page.getByRole('link', { name: 'What to ask for' }).getAttribute('aria-current')).toBe('page')
    await page.context().close()
  })

  it('says so where the server does not answer, and tries again', async () => {
    const { page } = await visit('lang=en&pause=minimal-short')
    await page.waitForSelector('.frontier-head :is(.empty, .running, .sheet-link)')
    await page.route('**/frontier', (route) => route.abort())
    await page.reload()
    await page.waitForSelector('text=The server does not answer.')
    await page.unroute('**/frontier')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.waitForSelector('.frontier-head :is(.empty:not([role]), .running, .sheet-link)')
    await page.context().close()
  })

  it('prints without its buttons', async () => {
    const { page } = await visit('lang=en&pause=minimal-short')
    await workedOut(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.sheet-link').isVisible()).toBe(false)
    expect(await page.locator('.ranges').isVisible()).toBe(true)
    await page.context().close()
  })
})
