// What every test of pages does with one: opens it, looks whether it keeps to its width and asks nobody else, has axe read it.

import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { patienceMilliseconds } from './browser.ts'

export const sizes = { desktop: { width: 1280, height: 850 }, phone: { width: 390, height: 844 } } as const
export type Size = keyof typeof sizes

export interface Visit {
  readonly page: Page
  /** What the page did that it must not. */
  readonly faults: string[]
}

/** Of pages that are there once `there` is: how each test visits them. */
export function visits(
  opened: () => { readonly browser: Browser; readonly address: string },
  pathOf: (asked: string) => string,
  there: string,
) {
  return async (asked: string, size: Size = 'desktop', theme: 'light' | 'dark' = 'light'): Promise<Visit> => {
    const { browser, address } = opened()
    const context = await browser.newContext({ viewport: sizes[size], colorScheme: theme })
    context.setDefaultTimeout(patienceMilliseconds)
    const page = await context.newPage()
    const faults = faultsOf(page, address)
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    await page.goto(address + pathOf(asked))
    await page.waitForSelector(there)
    return { page, faults }
  }
}

/** Those that come from now on. */
export function faultsOf(page: Page, address: string): string[] {
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(address) && !url.startsWith('data:')) faults.push(`request to ${url}`)
  })
  return faults
}

export async function audit(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** By how much it is wider than it may be. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** What can be done on it and the Tab key does not come to, once around. */
export async function notReached(page: Page): Promise<readonly string[]> {
  const all = await page.evaluate(() => {
    const acting = [...document.querySelectorAll<HTMLElement>('a[href], button, select, input, textarea, summary')]
    const shown = acting.filter((each) => each.checkVisibility() && !(each as HTMLButtonElement).disabled)
    for (const [at, each] of shown.entries()) each.dataset.tab = String(at)
    ;(document.activeElement as HTMLElement | null)?.blur()
    return shown.map((each) => each.outerHTML.slice(0, 120))
  })
  const reached = new Set<string>()
  for (let presses = 0; presses < all.length * 4 && reached.size < all.length; presses++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.tab)
    if (at !== undefined) reached.add(at)
  }
  return all.filter((_, at) => !reached.has(String(at)))
}

/** Without the marks that isolate a value in a sentence. */
export function plain(text: string): string {
  return text.replaceAll(/[\u2066-\u2069]/g, '')
}

/** Something that can be done, opened as a reader opens it: the last of those of this name. */
export async function open(page: Page, title: string) {
  const act = page.locator('details.act', { has: page.locator('summary', { hasText: title }) }).last()
  await act.locator('> summary').click()
  return act
}

export async function goTo(page: Page, name: string): Promise<void> {
  await page.locator(`nav.pages a[href*="page=${name}"]`).click()
  await page.locator(`nav.pages a[href*="page=${name}"][aria-current="page"]`).waitFor()
}
