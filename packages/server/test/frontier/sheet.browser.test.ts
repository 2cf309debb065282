// The sheet for the room as a browser prints it: one A4 page in every language, and nothing asked of anybody.

import { AxeBuilder } from '@axe-core/playwright'
import { type Language, languages, type Pause } from '@treve/model'
import type { Frontier, FrontierOption } from '@treve/model/frontier'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sheetPage } from '../../src/frontier/index.ts'
import { frontierOf, pause } from './worked.ts'

let browser: Browser
let frontier: Frontier
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.TREVE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  frontier = await frontierOf()
})
afterAll(() => browser.close())

async function shown(language: Language, found: Frontier = frontier, of: Pause = pause) {
  const context = await browser.newContext({ viewport: { width: 794, height: 1123 } })
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.setContent(sheetPage(of, found, language))
  return { page, requests }
}

async function printedPages(page: Page): Promise<[number, number][]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ])
}

const a4 = [595, 842]

/** As much as a sheet ever has to hold: long names, every priority, every step, the most asks, several windows. */
function fullest(): { found: Frontier; of: Pause } {
  const long = (option: FrontierOption): FrontierOption => ({
    ...option,
    words: Object.fromEntries(
      languages.map((language) => [language, `${option.words[language]} – ${'Haut-Karabagh sud-ouest '.repeat(3)}`]),
    ) as FrontierOption['words'],
    levels: option.levels.map((level) => ({
      ...level,
      from: 28_952,
      to: 31_436,
      bound_from: 31_500,
      bound_to: 31_500,
    })),
    certainty: 'possible',
  })
  const by_priority = { life_critical: 28_060, medical: 28_140, dependent: 22_000, general: 29_300 }
  return {
    found: {
      ...frontier,
      partial: true,
      kept: { ...frontier.kept, is_of_terms: false },
      as_it_is: { ...frontier.as_it_is, slack_s: 6600 },
      wished: { ...frontier.wished, by_priority },
      options: frontier.options.map(long),
      pairs: frontier.pairs.map((pair) => ({ ...pair, ...long(pair) })),
    },
    of: {
      ...pause,
      terms: {
        ...pause.terms,
        windows: Array.from({ length: 8 }, (_, day) => {
          const [window] = pause.terms.windows
          if (window === undefined) throw new Error('the example has a window')
          const later = <T extends number>(instant: T) => (instant + 86_400 * day) as T
          return { ...window, id: `day-${day}`, open: later(window.open), close: later(window.close) }
        }),
      },
    },
  }
}

describe('the sheet for the room', () => {
  it.each(languages)('is one A4 page in %s, also with all that it may hold', async (language) => {
    const { page, requests } = await shown(language)
    expect(await printedPages(page)).toEqual([a4])
    expect(requests).toEqual([])
    await page.context().close()
    const { found, of } = fullest()
    const full = await shown(language, found, of)
    expect(await printedPages(full.page)).toEqual([a4])
    const wide = await full.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(wide).toBeLessThanOrEqual(0)
    await full.page.context().close()
  })

  it.each(languages)('is one A4 page in %s with few things asked and much said beside them', async (language) => {
    const brief = (option: FrontierOption): FrontierOption => ({
      ...option,
      words: { en: 'Two hours', fr: 'Deux heures', ar: 'ساعتان', ru: 'Два часа' },
      levels: option.levels.map((level) => ({
        ...level,
        from: 24_042,
        to: 29_200,
        bound_from: 29_300,
        bound_to: 29_300,
      })),
    })
    const by_priority = { life_critical: 60, medical: 140, dependent: 2_000, general: 29_300 }
    const found = {
      ...frontier,
      partial: true,
      wished: { ...frontier.wished, by_priority },
      options: frontier.options.map(brief),
      pairs: frontier.pairs.map((pair) => ({ ...pair, ...brief(pair) })),
    }
    const { page } = await shown(language, found)
    expect(await printedPages(page)).toEqual([a4])
    await page.context().close()
  })

  it('a loss of less than the last decimal is told, not shown as none', async () => {
    const [first] = frontier.options
    if (first === undefined) throw new Error('the example has options')
    const lost = { ...first.outcome, aid_g: frontier.as_it_is.aid_g - 20_000 }
    const { page } = await shown('en', {
      ...frontier,
      options: [...frontier.options.map((option) => ({ ...option, outcome: lost }))],
    })
    const text = (await page.locator('main').innerText()).replaceAll(/[\u2066-\u2069]/g, '')
    expect(text).toContain('\u22120.02\u00a0t')
    expect(text).not.toContain('\u22120\u00a0t')
    await page.context().close()
  })

  it.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
  ] as const)('in %s runs %s, and axe finds nothing', async (language, direction) => {
    const { page } = await shown(language)
    expect(await page.getAttribute('html', 'dir')).toBe(direction)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await page.context().close()
  })

  it('says what is asked, what it brings, how sure, and what happens without', async () => {
    const { page } = await shown('en')
    const text = (await page.locator('body').innerText()).replaceAll(/[\u2066-\u2069]/g, '').replaceAll('\u00a0', ' ')
    expect(text).toContain('Out, by the plan: 100 of 106 who wish to leave.')
    expect(text).toContain('6 of those who wish to leave would not get out in this pause. They stay protected.')
    expect(text).toContain('In, for those who stay: 5.4 t of 8 t.')
    // The least step that brings as much as the greatest.
    expect(text).toContain('Window closes 1 h later, at 11:00')
    expect(text).not.toContain('Window closes 3 h later')
    expect(text).toMatch(/\+2\s+4 \(≤\s4\)\s+→ 6 \(≤\s6\)/)
    expect(text).toMatch(/Closes later by\s+±0 out, \+1 t in/)
    expect(text).toContain('the sum of the two alone: +')
    expect(text).toContain('it is not the chance of being safe')
    expect(text).toContain('Those who stay remain protected')
    await page.context().close()
  })

  it('what nobody knows is not shown as none', async () => {
    const unsure: Frontier = {
      ...frontier,
      as_it_is: { ...frontier.as_it_is, clear_probability: null, simulated: null },
      options: frontier.options.map((option) => ({
        ...option,
        clear_probability: null,
        levels: option.levels.map((level) => ({ ...level, bound_to: null })),
      })),
    }
    const { page } = await shown('en', unsure)
    const text = await page.locator('body').innerText()
    expect(text).toContain('How sure it is was not simulated.')
    expect(await page.locator('.asks tbody td:last-child').allInnerTexts()).toEqual(
      Array.from({ length: await page.locator('.asks tbody tr').count() }, () => 'unknown'),
    )
    expect(text.replaceAll(/[\u2066-\u2069]/g, '').replaceAll('\u00a0', ' ')).toMatch(/4 \(≤\s4\)\s+→ 6 \(unknown\)/)
    await page.context().close()
  })

  it('days are told as a comparison: a difference where chance rarely makes one, and no limit', async () => {
    const [first] = frontier.options
    if (first === undefined) throw new Error('the example has options')
    const of = (only_changed: number, chance: number): FrontierOption => ({
      ...first,
      changes: [{ kind: 'corridor', corridor: `c${only_changed}` }],
      days: { only_changed, only_as_it_is: 1, chance },
    })
    const { page } = await shown('en', { ...frontier, options: [of(13, 0.002), of(4, 0.38)] })
    const cells = await page.locator('.asks tbody td:last-child').allInnerTexts()
    expect(cells.map((text) => text.replaceAll(/[\u2066-\u2069]/g, ''))).toEqual([
      expect.stringMatching(/^days: \+12\s+\d+ of 60$/),
      expect.stringMatching(/^no difference seen\s+\d+ of 60$/),
    ])
    expect(await page.locator('body').innerText()).not.toContain('at least')
    await page.context().close()
    const nobody = { ...frontier.as_it_is, moves_nobody: true, clear_probability: null }
    const empty = await shown('en', { ...frontier, as_it_is: nobody, options: [] })
    expect(await empty.page.locator('.without').innerText()).toContain('nobody moves: there is nothing to be sure of')
    await empty.page.context().close()
  })

  it('nothing gained: it says so', async () => {
    const { page } = await shown('en', { ...frontier, options: [], pairs: [] })
    expect(await page.locator('main').innerText()).toContain(
      'Nothing that was tried would bring out more people or bring in more aid.',
    )
    expect(await page.locator('.asks').count()).toBe(0)
    await page.context().close()
  })
})
