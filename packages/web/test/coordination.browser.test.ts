// A coordinator at work in a real browser, before a real server: signs in, drafts, announces, records, decides, breaks off.

import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Coordinated, comeIn, openCoordinated } from './coordinated.ts'
import { ahead } from './told.ts'
import { audit, faultsOf, goTo, sizes, tooWide } from './visit.ts'

/** On a day that is still to come: what is said of windows depends on it. */
const { bytes, at } = ahead()
const file = new TextDecoder().decode(bytes)
const changed = file.replace('T12:00 } ]', 'T11:00 } ]')
const pause = 'minimal'

let opened: Coordinated
let context: BrowserContext
let page: Page
let faults: string[] = []
beforeAll(async () => {
  opened = await openCoordinated(new Map([[pause, bytes]]))
  ;({ context, page } = await opened.window({ viewport: sizes.desktop }))
  faults = faultsOf(page, opened.address)
})
afterAll(() => opened?.close())

async function sound(of: Page): Promise<void> {
  expect(await audit(of)).toEqual([])
  expect(await tooWide(of)).toBe(0)
}

function act(title: string) {
  return page.locator('details.act', { has: page.locator('summary', { hasText: title }) })
}

test('a stranger is asked to sign in, and told what is wrong with a code', async () => {
  await page.goto(`${opened.address}/?lang=ar`)
  await page.locator('.sign-in').waitFor()
  expect(await page.getAttribute('html', 'dir')).toBe('rtl')
  await sound(page)
  await page.goto(`${opened.address}/?lang=en`)
  await page.locator('.sign-in form input').fill('AAAA-AAAA-AAAA')
  await page.locator('.sign-in form button').click()
  await page.getByText('This code opens nothing').waitFor()
  expect(await page.locator('.sign-in form input').inputValue()).toBe('AAAA-AAAA-AAAA')
})

test('with the first code a passkey is made, and the coordinator is in', async () => {
  await comeIn(page, opened.address, await opened.code(pause))
  await page.locator('.steps [aria-current="step"]').waitFor()
  expect(await page.locator('.steps [aria-current="step"]').innerText()).toContain('Draft')
  expect(await page.locator('.exercise').first().innerText()).toBe('EXERCISE')
  await sound(page)
})

test('a file with an error is not sent, and the line is told; mended, it is a version with its differences', async () => {
  await goTo(page, 'terms')
  const draft = act('Draft a version')
  await draft.locator('summary').click()
  await draft.locator('textarea').fill(changed.replace('T08:00, close', 'T08:0x, close'))
  await draft.locator('button.main').click()
  await draft.getByText(/Line \D*31/).waitFor()
  await draft.locator('textarea').fill(changed)
  await draft.locator('button.main').click()
  await page.locator('summary', { hasText: /version .2., draft/ }).waitFor()
  const differences = page.locator('table.differences')
  expect(await differences.locator('caption').allInnerTexts()).toEqual(['Times'])
  expect(await differences.innerText()).toContain(at('12:00'))
  expect(await differences.innerText()).toContain(at('11:00'))
})

test('what is announced by some is not called agreed', async () => {
  const announce = act('Announce a version')
  await announce.locator('summary').click()
  await announce.getByLabel('South').first().check()
  await announce.locator('textarea').fill('A pause on the bridge, four hours.')
  await announce.locator('button.main').click()
  // Once more, with what exactly will happen.
  expect(await announce.locator('.confirm').innerText()).toContain('South')
  await announce.locator('button.main').click()
  await page.locator('.standing-now .state', { hasText: 'announced, not agreed' }).waitFor()
  expect(await page.getByText('Not agreed. What is announced by some is not agreed by all.').count()).toBe(1)
  await sound(page)
})

test('go says what is missing; an approval that is recorded is seen at once, with its evidence', async () => {
  await goTo(page, 'go')
  expect(await page.locator('.verdict h2').innerText()).toContain('NO GO')
  const before = await page.locator('.board .cell.is-not').count()
  expect(before).toBe(16)
  const record = act('Record an approval')
  await record.locator('summary').click()
  await record.getByLabel('Safety of staff').check()
  await record.getByLabel('Party').selectOption('north')
  await record.getByLabel('How firmly').selectOption('written_unconditional')
  await record.locator('button.main').click()
  // In writing, and nothing in hand.
  await record.getByText('say on what it rests').waitFor()
  await record.getByLabel('On what it rests').fill('Letter of today, in the safe')
  await record.locator('button.main').click()
  await page.locator('.board .cell.is').waitFor()
  expect(await page.locator('.board .cell.is-not').count()).toBe(15)
  await page.locator('.board .cell.is summary').click()
  expect(await page.locator('.board .cell.is').innerText()).toContain('Letter of today, in the safe')
  await sound(page)
})

test('go is refused while something is missing, in words, and what was typed stays', async () => {
  await ask(page, pause, 'name_owner', { function: 'head_of_operations' })
  await page.getByText('head_of_operations').first().waitFor()
  const decide = act('Decide: go')
  await decide.locator('summary').click()
  await decide.locator('textarea').fill('All are ready')
  await decide.locator('button.main').click()
  await decide.locator('button.main').click()
  await decide.getByText('Something is missing for that').waitFor()
  expect(await decide.locator('textarea').inputValue()).toBe('All are ready')
})

test('breaking off says exactly what happens; what was not given is shown as not given', async () => {
  await goTo(page, 'life')
  const abort = act('Break off')
  await abort.locator('summary').click()
  await abort.getByLabel('Channel').selectOption('radio')
  await abort.locator('button.main').click()
  const confirm = await abort.locator('.confirm').innerText()
  expect(confirm).toContain('The one approval that stands lapses.')
  expect(confirm).toContain('\u2068North, South\u2069')
  expect(confirm).toContain('Ordered by, Reason')
  await abort.locator('button.main').click()
  await page.locator('.steps .aborted[aria-current="step"]').waitFor()
  const told = page.locator('section[aria-labelledby="stopped"]')
  expect(await told.locator('.not-given').count()).toBe(2)
  expect(await told.innerText()).toContain('radio')
  await sound(page)
})

test.each(['en', 'ar'])(
  'on a phone in %s each page stays within its width, and axe finds nothing',
  async (language) => {
    const phone = await opened.browser.newContext({
      viewport: sizes.phone,
      storageState: await context.storageState(),
    })
    const small = await phone.newPage()
    await small.goto(`${opened.address}/?lang=${language}`)
    await small.locator('.steps').waitFor()
    for (const name of ['life', 'terms', 'go']) {
      await goTo(small, name)
      for (const each of await small.locator('main summary').all()) await each.click()
      await sound(small)
    }
    expect(await small.locator('.board').count()).toBe(0)
    await small.goto(`${opened.address}/?lang=${language}&page=pauses`)
    await small.locator('.pause-list .state').waitFor()
    await sound(small)
    await phone.close()
  },
)

test('signing out ends it here, in every window; one’s own sessions are told', async () => {
  await page.locator('header a[href*="page=mine"]').click()
  await page.getByText('By passkey, since').waitFor()
  await sound(page)
  const other = await context.newPage()
  await other.goto(`${opened.address}/?lang=en&page=life`)
  await other.locator('.steps').waitFor()
  await page.getByRole('button', { name: 'Sign out here' }).click()
  await page.locator('.sign-in form').waitFor()
  await other.getByText('The line was ended').waitFor({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.locator('.coordination').first().waitFor()
  expect(faults).toEqual([])
})
