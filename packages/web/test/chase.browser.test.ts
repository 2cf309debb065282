// What does not come back from a party is asked for again and taken further by hand; that a form was handed over is recorded with
// the digest of its bytes. None of it is a receipt, none of it is seen by another party, and none of it goes on after the end.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Coordinated } from './coordinated.ts'
import { ahead, liaisonOf, type Notified, openNotified } from './told.ts'
import { audit, goTo, plain, tooWide } from './visit.ts'

const days = ahead()
const pause = 'minimal'
let notified: Notified
let opened: Coordinated
let page: Page
let south: Page
beforeAll(async () => {
  notified = await openNotified(days)
  ;({ opened, page } = notified)
  south = (await liaisonOf(notified, 'south', days.at)).liaison
  await goTo(page, 'notices')
}, 180_000)
afterAll(() => opened?.close())

const party = (name: string) => page.locator('.told-to > li', { hasText: name })

/** What is under North to be done, opened as it is. */
async function act(name: string, title: string) {
  const found = party(name).locator('details.act', { has: page.locator('summary', { hasText: title }) })
  await found.evaluate((each: HTMLDetailsElement) => {
    each.open = true
  })
  return found
}

async function by(name: string, title: string, channel: string) {
  const found = await act(name, title)
  await found.getByLabel('By which channel').selectOption(channel)
  await found.getByRole('button', { name: title }).click()
  return found
}

const contact = (id: string, order: number) =>
  ask(page, pause, 'set_contact', {
    id,
    of: 'party',
    party: 'north',
    order,
    function: `duty officer ${order}`,
    channels: [{ channel: 'radio', is_primary: true }],
  })

test('that it was asked for again is shown at that party, and is no receipt', async () => {
  await by('North', 'Record that it was asked for again', 'radio')
  await party('North').getByText('Asked again').waitFor()
  const text = plain(await party('North').innerText())
  expect(text).toContain('no word that it was received')
  expect(text).toMatch(/once, last/)
  await by('North', 'Record that it was asked for again', 'telephone')
  await party('North')
    .getByText(/2\u2069? times/)
    .waitFor()
  expect(await party('South').innerText()).not.toContain('Asked again')
  // Nor is the other party told that somebody was asked.
  expect(await south.locator('main').innerText()).not.toMatch(/North|asked again/i)
})

test('it is taken to the next contact where there is one, and refused where nobody is further in line', async () => {
  await contact('north-one', 1)
  const alone = await by('North', 'Take it to the next contact', 'radio')
  await alone.getByText('Nobody further is in line at this party').waitFor()
  expect(await party('North').innerText()).not.toContain('Taken to the next contact\n')
  await contact('north-two', 2)
  await by('North', 'Take it to the next contact', 'radio')
  await party('North').locator('dt', { hasText: 'Taken to the next contact' }).waitFor()
  expect(await party('North').innerText()).toContain('no word that it was received')
})

test('a CAP message is saved, sent by a person, and recorded with the digest of the very bytes: at its party alone', async () => {
  const handing = await act('North', 'Hand over a form, and record it')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    handing.getByRole('button', { name: 'Save the form' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('minimal.1.north.cap.xml')
  const saved = await readFile(await download.path())
  expect(saved.toString()).toContain('<addresses>north</addresses>')
  const digest = createHash('sha256').update(saved).digest('hex')
  await handing.getByText(digest).waitFor()
  await handing.getByLabel('Own function').fill('duty desk')
  await handing.getByLabel('With whom').fill('alerting desk')
  await handing.getByLabel('By which channel').selectOption('cap')
  await handing.getByRole('button', { name: 'Record that it was handed over' }).click()
  await party('North').locator('dd', { hasText: digest }).waitFor()
  const text = plain(await party('North').innerText())
  expect(text).toContain('by duty desk to alerting desk')
  expect(text).toContain('no word that it was received')
  expect(await party('South').innerText()).toContain('nobody has recorded it')
  expect(await south.locator('main').innerText()).not.toContain(digest)
  // Of the same bytes, whoever fetches it.
  const again = await page.evaluate(async () => {
    const answer = await fetch('/pauses/minimal/notifications/1/north/cap/en')
    return { text: await answer.text(), as: answer.headers.get('content-disposition') }
  })
  expect(again).toEqual({ text: saved.toString(), as: 'attachment; filename="minimal.1.north.cap.xml"' })
})

test('the form is read by axe, and keeps to its width in Arabic', async () => {
  await page.goto(`${opened.address}/?page=notices&lang=ar`)
  await page.locator('.told-to').waitFor()
  for (const details of await page.locator('.told-to details').all())
    await details.evaluate((each: HTMLDetailsElement) => {
      each.open = true
    })
  expect(await tooWide(page)).toBe(0)
  expect(await audit(page)).toEqual([])
  await page.goto(`${opened.address}/?page=notices&lang=en`)
  await page.locator('.told-to').waitFor()
})

test('once the pause is broken off nobody is asked for its movements; for what takes them back, they are', async () => {
  await ask(page, pause, 'abort', { channel: 'radio' })
  for (const title of ['Record that it was asked for again', 'Take it to the next contact']) {
    const refused = await by('South', title, 'radio')
    await refused.getByText('nobody is asked for the receipt of its movements').waitFor()
  }
  expect(await party('South').innerText()).not.toContain('Asked again')
  await ask(page, pause, 'cancel_notification', { notification: 1, reason: 'pause_ended' })
  await page.getByRole('heading', { name: /2/ }).first().waitFor()
  await by('South', 'Record that it was asked for again', 'radio')
  await party('South').getByText('Asked again').first().waitFor()
  expect(notified.faults).toEqual([])
})
