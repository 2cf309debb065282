// An account is opened to the public by two people, each in a browser of their own with a key that no server ever has; and by
// nothing that one of them does alone, nor while publishing is stopped.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { formatPrivateKey, keyTypes } from '@treve/ledger/device'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Coordinated, comeIn, inviteTo, openCoordinated } from './coordinated.ts'
import { exampleBytes } from './fixtures/served.ts'
import { audit, faultsOf, goTo, open, plain, sizes, tooWide } from './visit.ts'

const pause = 'minimal'
let opened: Coordinated
let first: Page
let second: Page
let faults: string[]
/** All that both browsers have sent. */
const sent: string[] = []
const keyFiles: { [name: string]: string } = {}

beforeAll(async () => {
  // Its day was in 2016: the last window has closed, and the delay has passed.
  opened = await openCoordinated(new Map([[pause, exampleBytes(pause)]]))
  const here = await opened.window({ viewport: sizes.desktop })
  first = here.page
  faults = faultsOf(first, opened.address)
  await comeIn(first, opened.address, await opened.code(pause))
  const there = await opened.window({ viewport: sizes.phone })
  second = there.page
  await comeIn(
    second,
    opened.address,
    await inviteTo(first, pause, { roles: ['protection'], label: 'protection desk' }),
  )
  for (const page of [first, second])
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await ask(first, pause, 'announce_terms', { version: 1, by: ['south'], text: 'as announced' })
  await ask(first, pause, 'close', {})
}, 180_000)
afterAll(() => opened?.close())

const isOpen = async () => (await fetch(`${opened.address}/account/${pause}/tile/entries/000.p/1`)).status !== 401

async function makeAndRegister(page: Page, name: string): Promise<void> {
  await goTo(page, 'publishing')
  const act = await open(page, 'A key of your own')
  await act.getByLabel('Name of the key').fill(name)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    act.getByRole('button', { name: 'Make a key and save it' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`${name}.key`)
  keyFiles[name] = await readFile(await download.path(), 'utf8')
  const shown = act.getByLabel('Its public half (verifier key)')
  await act.getByText(`Saved as`).waitFor()
  expect(await shown.inputValue()).toMatch(new RegExp(`^${name}\\+`))
  await act.getByLabel('Organisation for which you sign').fill('Relief Coordination')
  await act.getByRole('button', { name: 'Register the key' }).click()
  await act.getByText('Done, and on the account.').waitFor()
}

async function sign(page: Page, name: string) {
  const act = page.locator('details.act', { has: page.locator('summary', { hasText: 'Sign that it may be opened' }) })
  if ((await act.getAttribute('open')) === null) await act.locator('> summary').click()
  await act
    .getByLabel('The file of your key')
    .setInputFiles({ name: `${name}.key`, mimeType: 'text/plain', buffer: Buffer.from(keyFiles[name] ?? '') })
  await act.getByRole('button', { name: 'Sign that it may be opened' }).click()
  await act.getByRole('button', { name: 'Yes, do it' }).click()
  return act
}

test('what is opened, of which entries, and what stays closed by which rule is said before anybody signs', async () => {
  await goTo(first, 'publishing')
  const text = plain(await first.locator('section', { has: first.locator('#release') }).innerText())
  expect(text).toContain('nobody yet')
  expect(text).toMatch(/0 to \d+ by the last checkpoint/)
  for (const words of ['Only auditors are given it', 'Positions of vehicles', 'Who signed an entry'])
    expect(text).toContain(words)
  const shown: string[] = []
  for (const page of [first, second]) {
    await goTo(page, 'publishing')
    const act = await open(page, 'Sign that it may be opened')
    await act.getByText('not even the kind is told').click()
    await act.getByText('The account begins').waitFor()
    const words = plain(await act.innerText())
    expect(words).toMatch(/are fillers, .*: 0\. Nothing else\./)
    shown.push(/SHA-256 of that list, which both sign\s+([0-9a-f]{64})/.exec(words)?.[1] ?? '')
  }
  // Both are shown the same list; of an exercise, whose kinds stand in the clear, it is empty.
  const listed = await first.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/pauses/${id}/release/opened`)
    return { status: answer.status, text: await answer.text() }
  }, pause)
  expect(listed).toEqual({ status: 200, text: '' })
  expect(shown).toEqual(Array.from({ length: 2 }, () => createHash('sha256').update(listed.text).digest('hex')))
  expect(text).toMatch(/Digest of these entries\s+[A-Za-z0-9+/]{43}=/)
})

test('each makes a key, keeps it in a file, and registers its public half: nothing of the key is sent or kept', async () => {
  await makeAndRegister(first, 'coordination-1')
  await makeAndRegister(second, 'protection-1')
  for (const file of Object.values(keyFiles)) {
    expect(file).toMatch(/^PRIVATE\+KEY\+/)
    const secret = file.trim().split('+').slice(4).join('+')
    expect(sent.filter((each) => each.includes(secret) || each.includes(encodeURIComponent(secret)))).toEqual([])
    for (const page of [first, second])
      expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
        secret,
      )
  }
})

test('one of two opens nothing, however often; a key that is not registered, and what is no key, sign nothing', async () => {
  const act = await sign(first, 'coordination-1')
  await act.getByText('Done, and on the account.').waitFor()
  await first.getByText('one of two').waitFor()
  const again = await sign(first, 'coordination-1')
  await again.getByText('Another person than the first is needed.').waitFor()
  expect(await isOpen()).toBe(false)
  keyFiles.unknown = formatPrivateKey({ name: 'nobody-1', type: keyTypes.ed25519, seed: new Uint8Array(32).fill(7) })
  await (await sign(second, 'unknown')).getByText('This key is not registered in this pause').waitFor()
  keyFiles.none = 'no key'
  await (await sign(second, 'none')).getByText('This file is no key to sign with.').waitFor()
  keyFiles.other = (keyFiles['protection-1'] ?? '').replace('protection-1', 'protection-2')
  await (await sign(second, 'other')).getByText('This file is no key to sign with.').waitFor()
})

test('while publishing is stopped neither signs nor hands in', async () => {
  await ask(first, pause, 'stop_publishing', {})
  await (await sign(second, 'protection-1')).getByText('Publishing and notification are stopped').waitFor()
  await ask(first, pause, 'resume_publishing', {})
  await ask(second, pause, 'resume_publishing', {})
  // What the first had signed before the stop is gone with it: they sign anew, from the next beat on.
  await expect
    .poll(async () => plain(await first.locator('section', { has: first.locator('#release') }).innerText()))
    .toContain('nobody yet')
  await first.waitForTimeout(2000)
  await (await sign(first, 'coordination-1')).getByText('Done, and on the account.').waitFor()
})

test('the second signs, the first hands in what both have signed; only then is it open to everybody', async () => {
  await second.getByText('one of two').waitFor()
  await (await sign(second, 'protection-1')).getByText('Done, and on the account.').waitFor()
  await first.getByText('two of two').waitFor()
  await first.getByText('Both have signed here.').waitFor()
  await first.getByText('SHA-256 of what was signed first').waitFor()
  expect(await isOpen()).toBe(false)
  await sign(first, 'coordination-1')
  for (const page of [first, second]) await page.locator('.state.fine', { hasText: 'open to the public' }).waitFor()
  expect(await isOpen()).toBe(true)
  // And closed again by one, at once.
  await (await open(first, 'Stop everything')).getByRole('button', { name: 'Stop everything' }).click()
  await first.getByRole('button', { name: 'Yes, do it' }).click()
  await first.getByText('All publishing and notification are stopped').waitFor()
  expect(await isOpen()).toBe(false)
  expect(faults).toEqual([])
})

test.each(['en', 'fr', 'ar', 'ru'])('in %s it keeps to its width, and axe finds nothing', async (language) => {
  await second.goto(`${opened.address}/?page=publishing&lang=${language}`)
  await second.locator('#release').waitFor()
  for (const details of await second.locator('#answer details').all())
    await details.evaluate((each: HTMLDetailsElement) => {
      each.open = true
    })
  expect(await tooWide(second)).toBe(0)
  expect(await audit(second)).toEqual([])
})
