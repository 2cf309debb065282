import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Opened, openBrowser, patienceMilliseconds } from './browser.ts'
import { audit, tooWide, visits } from './visit.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openBrowser()
  // Aleppo is planned for it: what a machine that is busy takes for that is no finding.
}, 3 * patienceMilliseconds)
afterAll(() => opened.close())

const visit = visits(
  () => opened,
  (path) => path,
  '#answer',
)

describe.each([
  ['en', 'ltr', 'desktop', 'light'],
  ['ar', 'rtl', 'desktop', 'dark'],
  ['fr', 'ltr', 'phone', 'light'],
  ['ar', 'rtl', 'phone', 'light'],
  ['ru', 'ltr', 'phone', 'dark'],
  ['en', 'ltr', 'phone', 'dark'],
] as const)('the page in %s (%s), on a %s, %s', (language, direction, size, theme) => {
  it('is whole, stays within its width, asks nobody else, and axe finds nothing', async () => {
    const { page, faults } = await visit(`/?lang=${language}&pause=minimal-short`, size, theme)
    expect(await page.getAttribute('html', 'lang')).toBe(language)
    expect(await page.getAttribute('html', 'dir')).toBe(direction)
    expect(await tooWide(page)).toBe(0)
    for (const id of [
      'answer',
      'sure',
      'people',
      'unserved',
      'bottlenecks',
      'levels',
      'timetable',
      'out-so-far',
      'under-way',
      'map',
      'questions',
    ]) {
      expect([id, await page.locator(`h2#${id}`).count()]).toEqual([id, 1])
    }
    expect(await audit(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('the page of Aleppo, in Arabic on a phone', () => {
  it('stays within its width, axe finds nothing, and the map tells the state of each corridor', async () => {
    const { page, faults } = await visit('/?lang=ar&pause=aleppo-2016-11-04-0900', 'phone', 'dark')
    expect(await tooWide(page)).toBe(0)
    expect(await page.locator('.map-drawing .map-corridor.used').count()).toBe(8)
    expect(await audit(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
    // Axe takes its time over thousands of lines of passages.
  }, 300_000)
})

describe('who chose to stay or was not asked', () => {
  it.each([
    ['en', 'They chose to stay', 'desktop'],
    ['ar', 'اختاروا البقاء', 'phone'],
  ] as const)(
    'stands apart in %s, beside a plan in which all who wish to leave are out',
    async (language, says, size) => {
      const { page, faults } = await visit(`/?lang=${language}&pause=wish`, size)
      const rows = await page.locator('section[aria-labelledby=apart] tbody tr').allInnerTexts()
      expect(rows).toHaveLength(2)
      expect(rows[0]).toContain('families-home')
      expect(rows[0]).toContain('25')
      expect(rows[0]).toContain(says)
      expect(await page.locator('section[aria-labelledby=unserved] table').count()).toBe(0)
      expect(await audit(page)).toEqual([])
      expect(faults).toEqual([])
      await page.context().close()
    },
  )
})

describe('the page', () => {
  it('tells the answer that was worked out by hand', async () => {
    const { page } = await visit('/?lang=en&pause=minimal-short')
    const answer = (await page.locator('section.answer').innerText()).replace(/[\u2068\u2069]/g, '')
    expect(answer).toContain(
      '100 of 106 who wish to leave; no plan, even one without priorities, brings out more than 100.',
    )
    expect(answer).toContain('5.4 t of 8 t')
    expect(answer).toMatch(/All clear by the close on [\d.]+% of simulated days; at least [\d.]+%/)
    expect(answer).toContain('it is not the chance of being safe')
    expect(answer).toContain('Those who stay remain protected.')
    expect(await page.locator('.exercise').innerText()).toBe('EXERCISE')
    await page.context().close()
  })

  it('changes the language in place, and keeps it', async () => {
    const { page } = await visit('/?lang=en&pause=minimal')
    await page.getByLabel('Language').selectOption('ar')
    expect(await page.getAttribute('html', 'dir')).toBe('rtl')
    expect(await page.locator('h1').innerText()).toBe('جسر واحد وحافلة واحدة')
    await page.goto(`${opened.address}/`)
    await page.waitForSelector('#answer')
    expect(await page.getAttribute('html', 'lang')).toBe('ar')
    await page.context().close()
  })

  it('changes the pause', async () => {
    const { page } = await visit('/?lang=en&pause=minimal')
    await page.getByRole('combobox', { name: 'Pause' }).selectOption('minimal-short')
    await page.getByRole('heading', { level: 1, name: 'One bridge and two hours' }).waitFor()
    expect(page.url()).toContain('pause=minimal-short')
    await page.context().close()
  })

  it('lets time run from left to right in Arabic too', async () => {
    const { page } = await visit('/?lang=ar&pause=minimal-short')
    const hours = await page.locator('.corridor .time-axis text:not(.faint)').evaluateAll((labels) =>
      labels.map((label) => ({
        text: (label.textContent ?? '').replace(/[\u2068\u2069]/g, ''),
        x: label.getBoundingClientRect().x,
      })),
    )
    expect(hours.length).toBeGreaterThan(4)
    expect([...hours].sort((a, b) => a.x - b.x).map(({ text }) => text)).toEqual(hours.map(({ text }) => text).sort())
    await page.context().close()
  })

  it('tells each trip to the arrow keys', async () => {
    const { page } = await visit('/?lang=en&pause=minimal-short')
    const lines = page.locator('.corridor [data-trip]')
    expect(await page.locator('.corridor [data-trip][tabindex="0"]').count()).toBe(1)
    await lines.first().focus()
    const first = await page.locator('.chosen').innerText()
    await page.keyboard.press('ArrowRight')
    const second = await page.locator('.chosen').innerText()
    expect(second).not.toBe(first)
    expect(second).toMatch(/\d\d:\d\d–\d\d:\d\d/)
    await page.keyboard.press('End')
    expect(await lines.last().getAttribute('aria-pressed')).toBe('true')
    await page.context().close()
  })

  it('can be gone through by the Tab key alone, from the skip link to the questions', async () => {
    const { page } = await visit('/?lang=en&pause=minimal-short')
    const seen: string[] = []
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab')
      const name = await page.evaluate(() => document.activeElement?.textContent ?? '')
      seen.push(name.replace(/[\u2068\u2069]/g, ''))
      if (name.includes('Relief team')) break
    }
    expect(seen[0]).toBe('Skip to the answer')
    expect(seen.at(-1)).toContain('Page for Relief team')
    await page.context().close()
  })

  it('shows the map as a list of the same sites', async () => {
    const { page } = await visit('/?lang=en&pause=minimal-short')
    const labels = await page.locator('.map-site').count()
    await page.getByRole('button', { name: 'List' }).click()
    const rows = await page.locator('section:has(#map) table').first().locator('tbody tr').count()
    expect(rows).toBe(labels)
    expect(await page.locator('section:has(#map) table').first().innerText()).toContain('106 wait')
    await page.context().close()
  })

  it('says so, and lets one try again, where the server is gone', async () => {
    const { page } = await visit('/?lang=en&pause=minimal')
    await page.route('**/api/v1/pauses/minimal-short/plan', (route) => route.abort())
    await page.getByRole('combobox', { name: 'Pause' }).selectOption('minimal-short')
    await page.getByRole('alert').waitFor()
    await page.unroute('**/api/v1/pauses/minimal-short/plan')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { level: 1, name: 'One bridge and two hours' }).waitFor()
    await page.context().close()
  })
})

describe('the questions to a party', () => {
  it.each(['en', 'fr', 'ar', 'ru'])('print on one A4 page in %s', async (language) => {
    const { page } = await visit('/?lang=en&pause=minimal')
    const answer = await page.goto(`${opened.address}/pauses/minimal/questions/north/${language}`)
    expect(answer?.status()).toBe(200)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBe(1)
    await page.context().close()
  })
})
