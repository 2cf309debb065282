// A small pause from its terms to its end, by two people in a real browser: a coordinator, and the liaison of a party behind
// its link. Each step is asked for by its form, and seen by whom it concerns.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Coordinated, comeIn, openCoordinated } from './coordinated.ts'
import { ahead } from './told.ts'
import { faultsOf, goTo, open, sizes } from './visit.ts'

const { bytes, at } = ahead()
const pause = 'minimal'
let opened: Coordinated
let page: Page
let liaison: Page
let faults: string[]
beforeAll(async () => {
  opened = await openCoordinated(new Map([[pause, bytes]]))
  const window = await opened.window({ viewport: sizes.desktop })
  page = window.page
  faults = faultsOf(page, opened.address)
  await comeIn(page, opened.address, await opened.code(pause))
}, 120_000)
afterAll(() => opened?.close())

/** Pressed, and pressed again where it says first what exactly will happen. */
async function press(act: Awaited<ReturnType<typeof open>>, name: string, { isAskedOnce = false } = {}) {
  await act.getByRole('button', { name, exact: true }).first().click()
  if (isAskedOnce) await act.getByRole('button', { name: 'Yes, do it' }).first().click()
}

test('terms: a draft asks what the version before asked, and what is wanted otherwise', async () => {
  await goTo(page, 'terms')
  const draft = await open(page, 'Draft a version')
  const file = { name: 'pause.yaml', mimeType: 'text/yaml', buffer: Buffer.from(bytes) }
  await draft.getByLabel('Choose a file').setInputFiles(file)
  await draft.getByLabel('Lead time, hours').fill('1')
  await draft.getByRole('group', { name: 'Who must approve, and is told' }).getByLabel('North').check()
  await press(draft, 'Draft a version')
  await page.locator('summary', { hasText: /version .2., draft/ }).waitFor()
  const announce = await open(page, 'Announce a version')
  // Nobody chose: it is the one that has come since the page was opened.
  expect(await announce.getByLabel('Version').inputValue()).toBe('2')
  await announce.getByLabel('South').first().check()
  await announce.locator('textarea').fill('A pause on the bridge, four hours.')
  await press(announce, 'Announce a version', { isAskedOnce: true })
  await page.locator('.standing-now .state', { hasText: 'announced, not agreed' }).waitFor()
  // Begun from what version 2 asks for: silent, the next one changes nothing.
  await page.reload()
  const next = await open(page, 'Draft a version')
  expect(await next.getByLabel('Lead time, hours').inputValue()).toBe('1')
  expect(await next.getByRole('group', { name: 'Who must approve, and is told' }).getByLabel('North').isChecked()).toBe(
    true,
  )
})

test('approvals: what is in writing rests on something, and what is missing grows less', async () => {
  await goTo(page, 'go')
  expect(await page.locator('.board .cell.is-not').count()).toBe(8)
  const record = await open(page, 'Record an approval')
  // One letter approves all of it.
  const boxes = record.getByRole('group', { name: 'Which elements' }).getByRole('checkbox')
  expect(await boxes.count()).toBe(8)
  for (const box of await boxes.all()) await box.check()
  await record.getByLabel('Party').selectOption('north')
  await record.getByLabel('How firmly').selectOption('written_unconditional')
  await record.getByLabel('On what it rests').fill('Letter of today, in the safe')
  await record.getByLabel('Channel').selectOption('letter')
  await press(record, 'Record an approval')
  await page.waitForFunction(() => document.querySelectorAll('.board .cell.is').length === 8)
  const name = await open(page, 'Name who decides')
  await name.getByLabel('Function').fill('head_of_operations')
  await press(name, 'Name who decides')
  await page.locator('.verdict').getByText('head_of_operations').waitFor()
  expect(await page.locator('.verdict h2').innerText()).toContain('NO GO')
})

test('told: also to who need not be, in the same words; the liaison says that it was received, which permits nothing', async () => {
  await goTo(page, 'notices')
  const notify = await open(page, 'Notify the parties of movements')
  await notify.getByLabel('From (local time)').fill(at('08:00'))
  await notify.getByLabel('Until (local time)').fill(at('11:00'))
  await notify.getByLabel('Buses', { exact: true }).fill('1')
  await notify.getByRole('group', { name: 'Told beside those who must be' }).getByLabel('South').check()
  await notify.getByRole('button', { name: 'See what will be sent' }).click()
  const preview = notify.locator('.confirm')
  await preview.waitFor()
  expect(await preview.locator('li').allInnerTexts()).toEqual(['North', 'South'])
  await preview.getByRole('button', { name: 'Send to all of them' }).click()
  await page.getByRole('heading', { name: /^Notification 1/ }).waitFor()

  await goTo(page, 'access')
  const link = await open(page, 'Issue a link')
  await link.getByLabel('Party').selectOption('north')
  await link.getByLabel('Ends by itself').fill(at('23:00'))
  await link.getByLabel(/Whom to ask/).fill('coordination desk, 100')
  await press(link, 'Issue a link')
  const url = await link.locator('.secret-text').innerText()
  ;({ page: liaison } = await opened.window({ viewport: sizes.phone, locale: 'en' }))
  await liaison.goto(url)
  await liaison.locator('#open').click()
  const acknowledge = liaison.locator('.acknowledge')
  await acknowledge.waitFor()
  expect(await acknowledge.innerText()).toMatch(/no permission|not permission|neither permission/i)
  await acknowledge.getByRole('button').click()
  await liaison.getByText('received', { exact: false }).first().waitFor()
  await goTo(page, 'notices')
  await page.locator('.told-to > li', { hasText: 'North' }).getByText('on its own page').waitFor()
  await goTo(page, 'go')
  expect(await page.locator('.verdict').innerText()).not.toMatch(/permi|approved by/i)
})

test('withdrawal: a party reports, others verify; the two are told apart', async () => {
  const report = await open(liaison, 'Report what is so')
  await report.getByLabel('Of what').selectOption('troops whole')
  await report.getByLabel('What is so').selectOption('met')
  await report.getByLabel(/Holds until/).fill(at('12:00'))
  await report.getByRole('button').click()
  await liaison.locator('.words-said').first().waitFor()
  await goTo(page, 'withdrawal')
  expect(await page.locator('.conditions .state.fine').count()).toBe(0)
  for (const kind of ['troops', 'mines']) {
    const verify = page.locator('details.act', {
      has: page.locator('summary', { hasText: 'Record what others have seen' }),
    })
    await verify.evaluate((each: HTMLDetailsElement) => {
      each.open = true
    })
    await verify.getByLabel('Of what').selectOption(`${kind} whole`)
    await verify.getByLabel('What is so').selectOption('met')
    await verify.getByLabel(/Holds until/).fill(at('12:00'))
    await verify.locator('button.main').click()
    await page
      .locator('.conditions > li', { hasText: kind === 'troops' ? 'Troops withdrawn' : 'Clear of mines' })
      .locator('.state.fine')
      .waitFor()
  }
})

test('a contact is changed with all that it has; seats are called in as many places as there are', async () => {
  await ask(page, pause, 'set_contact', {
    id: 'north-duty',
    of: 'party',
    party: 'north',
    function: 'duty officer',
    channels: [{ channel: 'telephone', number: '100 200', is_primary: true }, { channel: 'radio' }, { channel: 'cap' }],
    stop: { word: 'amber', by: ['duty officer', 'deputy'] },
    cap_sender: 'north.example',
  })
  await goTo(page, 'conversation')
  const change = await open(page, 'Change this contact')
  await change.getByLabel('Function', { exact: true }).fill('duty officer, north bank')
  await press(change, 'Change this contact')
  await page.getByRole('heading', { name: 'duty officer, north bank' }).waitFor()
  await change.getByText('Done, and on the account.').waitFor()
  expect(await change.getByLabel('Sender of its CAP messages').inputValue()).toBe('north.example')
  expect(await change.getByLabel('Functions that may say it').inputValue()).toBe('duty officer, deputy')
  const channels = change.getByRole('group', { name: 'Channels' })
  expect(
    await channels.locator('select').evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value)),
  ).toEqual(['telephone', 'radio', 'cap'])

  await goTo(page, 'messages')
  const draft = await open(page, 'Draft a message')
  await draft.getByLabel('Id of the message').fill('call-1')
  await draft.getByLabel('What it is').selectOption('call_forward')
  for (const language of ['English', 'Arabic']) await draft.getByLabel(`In ${language}`).fill('Seats at the school.')
  // Chosen by what it is called, and a district beside it.
  await draft.getByRole('group', { name: 'Places it is for' }).getByLabel('School').check()
  await draft.getByLabel('Districts or other places').fill('centre')
  await draft.getByLabel(/^Holds until/).fill(at('12:00'))
  await draft.getByRole('button', { name: 'Add a place and time' }).click()
  const seats = draft.getByRole('group', { name: 'Seats that are called' })
  for (const row of [0, 1]) {
    await seats.getByLabel('Pick-up place').nth(row).selectOption({ label: 'School' })
    await seats
      .getByLabel('From')
      .nth(row)
      .fill(at(row === 0 ? '08:00' : '09:00'))
    await seats
      .getByLabel('Until')
      .nth(row)
      .fill(at(row === 0 ? '09:00' : '10:00'))
    await seats.getByLabel('Seats this message calls for').nth(row).fill('48')
    await seats.getByLabel('Seats planned there then').nth(row).fill('48')
  }
  await press(draft, 'Draft a message')
  // It was read, and there is no plan whose seats they would be; what was typed is there still, also after a reload.
  await draft.getByText('No plan is agreed').waitFor()
  await page.reload()
  const again = await open(page, 'Draft a message')
  expect(await again.getByLabel('Pick-up place').count()).toBe(2)
})

test('go is decided by who was named; an order within what was told goes out, another only by decision with a reason', async () => {
  await goTo(page, 'go')
  await page.locator('.verdict.could-go').waitFor()
  const decide = await open(page, 'Decide: go')
  await press(decide, 'Decide: go', { isAskedOnce: true })
  await page.locator('.verdict.go strong', { hasText: 'go' }).waitFor()

  await goTo(page, 'notices')
  const issue = await open(page, 'Issue an order')
  await issue.getByLabel('Id of the order').fill('trip-1')
  await issue.getByRole('button', { name: 'Add a vehicle' }).click()
  await issue.getByLabel('Vehicle', { exact: true }).fill('bus-001')
  await issue.getByLabel('Until (local time)').fill(at('11:30'))
  await press(issue, 'Issue the order', { isAskedOnce: true })
  const passing = issue.locator('.notice-box.stop')
  await passing.getByRole('heading', { name: 'It departs from what the parties were told' }).waitFor()
  expect(await issue.locator('.told.refused').first().innerText()).toContain('11:30')
  await passing.getByLabel('Why it passes all the same').fill('A bridge lane is shut until ten')
  await passing.getByRole('button', { name: 'Let this order pass' }).click()
  await passing.getByRole('button', { name: 'Yes, do it' }).click()
  await passing.getByText('Done, and on the account.').waitFor()
  await issue.locator('form').first().getByRole('button', { name: 'Yes, do it' }).click()
  const orders = page.locator('.orders')
  await orders.getByText('let pass by decision').waitFor()
  expect(await orders.innerText()).toContain('bus-001')

  const recall = await open(page, 'Recall vehicles to the nearest safe point')
  await recall.getByLabel('Which vehicles').fill('bus-001')
  await recall.getByLabel('Why').fill('Shots were heard')
  await press(recall, 'Recall vehicles to the nearest safe point', { isAskedOnce: true })
  await orders.getByText('called back').waitFor()
  // Orders are of those who drive: the party sees what it was told, and nothing of them.
  expect(await liaison.locator('main').innerText()).not.toContain('bus-001')
})

test('broken off while the line is down: it goes on by itself, also from another page and after a reload, and is done once', async () => {
  const ids: (string | undefined)[] = []
  let isDown = true
  await page.route('**/commands/abort', (route) => {
    ids.push(route.request().headers()['idempotency-key'])
    return isDown ? route.abort() : route.continue()
  })
  await goTo(page, 'life')
  const abort = await open(page, 'Break off')
  await abort.getByLabel('Channel').selectOption('radio')
  await press(abort, 'Break off', { isAskedOnce: true })
  await page.getByText(/“.?Break off.?” has not arrived yet/).waitFor()
  await goTo(page, 'go')
  await page.getByText(/“.?Break off.?” has not arrived yet/).waitFor()
  await page.reload()
  await page.getByText(/“.?Break off.?” has not arrived yet/).waitFor()
  isDown = false
  await page.locator('.standing-now .state.stop').waitFor()
  expect(ids.length).toBeGreaterThanOrEqual(3)
  expect(new Set(ids).size).toBe(1)
  expect(
    await page.evaluate(() => Object.keys(sessionStorage).filter((key) => /:abort:.*:sending$/.test(key))),
  ).toEqual([])
  // Refused while the reader was elsewhere, it is said there.
  let isAway = true
  await page.route('**/commands/resume', (route) => (isAway ? route.abort() : route.continue()))
  await goTo(page, 'life')
  await press(await open(page, 'Resume'), 'Resume', { isAskedOnce: true })
  await goTo(page, 'go')
  await page.getByText(/has not arrived yet/).waitFor()
  isAway = false
  await page.getByText(/“.?Resume.?” was refused/).waitFor()
  await page.getByRole('button', { name: 'Seen' }).click()
  expect(await page.getByText(/“.?Resume.?” was refused/).count()).toBe(0)
  // The party sees at once that it is broken off.
  await liaison.locator('.standing-now .state.stop').waitFor()
  expect(faults).toEqual([])
})

test('who signs out leaves nothing of what was typed', async () => {
  await goTo(page, 'life')
  const close = await open(page, 'Close')
  await close.getByLabel(/not known to be clear/).fill('bus-001')
  const kept = () => page.evaluate(() => Object.values(sessionStorage).join())
  expect(await kept()).toContain('bus-001')
  await page.locator('header a[href*="page=mine"]').click()
  await page.getByRole('button', { name: 'Sign out here' }).click()
  await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor()
  expect(await kept()).not.toContain('bus-001')
})
