// Clear now? in a browser: refreshed as the state changes, with what is past first, what is unknown said, what is wrong kept apart.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Opened, openBrowser } from './browser.ts'
import { audit, plain, tooWide, visits } from './visit.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openBrowser({ isWithAleppo: false })
})
afterAll(() => opened.close())

const visit = visits(
  () => opened,
  (query) => `/?page=now&${query}`,
  '#now',
)

const at = (clock: string, vehicles = '[]') => `at: 2016-11-04T${clock}\nvehicles: ${vehicles}\n`
/** The bus has never left, and nobody says where the others are. */
const forgotten = at('11:00', '[ { id: bus-001, place: depot } ]')

describe('clear now?', () => {
  it('says that it is not known, of a pause of which nobody tells where all are', async () => {
    const { page, faults } = await visit('lang=en&pause=minimal-short')
    await page.waitForSelector('text=how sure it is now is not known')
    expect(await page.locator('.probability').count()).toBe(0)
    expect(await audit(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('shows each new state without a reload: who is past first, in words; what is not told of as not known', async () => {
    opened.tell(at('08:20'))
    const { page, faults } = await visit('lang=en&pause=minimal')
    await page.waitForSelector('text=As of')
    expect(plain(await page.locator('.age').innerText())).toContain('As of 08:20, 4 November 2016 (06:20 UTC).')
    const claim = plain(await page.locator('.claim').innerText())
    expect(claim).toMatch(/All clear by the close on [\d.]+% of simulated days; at least [\d.]+%/)
    expect(claim).toContain('it is not the chance of being safe')
    expect(await page.locator('tr.past').count()).toBe(0)
    opened.tell(forgotten)
    await page.waitForSelector('tr.past')
    const first = plain(await page.locator('.due tbody tr').first().innerText())
    expect(first).toMatch(/^bus-001\s+▲ PAST by \d+ min.*: too late to go in/)
    expect(plain(await page.locator('.claim').innerText())).toContain('where they are is not known')
    expect(await page.locator('.due').innerText()).toContain('1 vehicle is past its time.')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('says of a few days that they are few, and no longer once it is of all', async () => {
    opened.tell(at('08:20'))
    const { page } = await visit('lang=en&pause=minimal')
    await page.waitForSelector('.probability')
    expect(plain(await page.locator('.claim').innerText())).not.toContain('From the first')
    await page.route(/\/now$/, async (route) => {
      const answer = await route.fetch()
      const told = (await answer.json()) as { answer: { is_whole: boolean } }
      told.answer.is_whole = false
      await route.fulfill({ json: told })
    })
    await page.reload()
    await page.waitForSelector('.probability')
    expect(plain(await page.locator('.claim').innerText())).toContain('From the first 200 simulated days alone')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.context().close()
  })

  it('keeps the last answer beside what is wrong with the newest state, in the language of the reader', async () => {
    opened.tell(at('08:20'))
    const { page } = await visit('lang=fr&pause=minimal')
    await page.waitForSelector('.probability')
    opened.tell(at('08:30', '[ { id: bus-009, place: school } ]'))
    await page.waitForSelector('.trouble')
    const trouble = plain(await page.locator('.trouble').innerText())
    expect(trouble).toContain('Ligne 2')
    expect(trouble).toContain('bus-009')
    expect(await page.locator('.claim.old .probability').count()).toBe(1)
    expect(await audit(page)).toEqual([])
    opened.tell(at('08:31'))
    await page.waitForSelector('.claim:not(.old)')
    expect(await page.locator('.trouble').count()).toBe(0)
    await page.context().close()
  })

  it.each([
    ['en', 'ltr', 'desktop', 'light'],
    ['ar', 'rtl', 'desktop', 'dark'],
    ['ar', 'rtl', 'phone', 'light'],
    ['fr', 'ltr', 'phone', 'dark'],
    ['ru', 'ltr', 'phone', 'light'],
  ] as const)(
    'in %s (%s), on a %s, %s: within its width, and axe finds nothing',
    async (lang, direction, size, theme) => {
      opened.tell(forgotten)
      const { page, faults } = await visit(`lang=${lang}&pause=minimal`, size, theme)
      await page.waitForSelector('tr.past')
      expect(await page.getAttribute('html', 'dir')).toBe(direction)
      expect(await tooWide(page)).toBe(0)
      expect(await audit(page)).toEqual([])
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  it('says so where the server does not answer, keeps what it told, and goes on by itself', async () => {
    opened.tell(at('08:20'))
    const { page } = await visit('lang=en&pause=minimal')
    await page.waitForSelector('.probability')
    await page.route('**/now?*', (route) => route.abort())
    // The one that is under way is answered before that.
    opened.tell(at('08:21'))
    await page.waitForSelector('text=The server does not answer.')
    expect(await page.locator('.probability').count()).toBe(1)
    await page.unroute('**/now?*')
    await page.waitForSelector('text=The server does not answer.', { state: 'detached' })
    await page.context().close()
  })
})
