// A departure moved on the board's timetable: by a mouse, by a finger at its handle, by keys, by buttons; what stands against it
// is seen at once, and what is dropped is sent once.

import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type DayServer, openDay } from './day-server.ts'
import { hour } from './fixtures/day.ts'

let browser: Browser
let server: DayServer
beforeAll(async () => {
  browser = await launchBrowser()
  // Its last round is to depart at 09:43:20: it is not promised yet.
  server = await openDay({ at: hour('09:05') })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await server.close()
})

const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '')
const lastRound = '[data-trip="bus-001-t3"]'

async function board(language = 'en', { hasTouch = false } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    hasTouch,
  })
  onTestFinished(() => context.close())
  const tab = await context.newPage()
  const faults: string[] = []
  tab.on('pageerror', (fault) => faults.push(fault.message))
  await tab.goto(`${server.address}/?pause=minimal&page=board&lang=${language}`)
  await tab.locator(`${lastRound}.can-move`).waitFor()
  const from = server.asked.length
  const sent = () => server.asked.slice(from)
  return { tab, faults, sent }
}

/** Where its line begins, and pixels that a minute takes. */
async function lineOf(tab: Page) {
  const line = tab.locator(`${lastRound} path.touch`).first()
  await line.scrollIntoViewIfNeeded()
  // In at 09:48:20, at the outside mouth, and on the corridor for six minutes.
  return line.evaluate((path) => {
    const [fromX = 0, fromY = 0, untilX = 0] = (path.getAttribute('d') ?? '').match(/[\d.]+/g)?.map(Number) ?? []
    const to = (path as SVGPathElement).getScreenCTM()
    if (to === null) throw new Error('it is drawn')
    return { x: to.a * fromX + to.e, y: to.d * fromY + to.f, perMinute: (to.a * (untilX - fromX)) / 6 }
  })
}

const panel = (tab: Page) => tab.locator('.move-panel')
const says = (tab: Page, what: RegExp) =>
  expect.poll(async () => plain(await panel(tab).innerText()), { timeout: 20_000 }).toMatch(what)
const step = (tab: Page, index: 0 | 1 | 2 | 3) => panel(tab).locator('.move-steps button').nth(index)

it('by a mouse: conflicts show while it is dragged, the checker’s refusal in words, then what is proposed', async () => {
  const { tab, faults, sent } = await board()
  const { x, y, perMinute } = await lineOf(tab)
  const minutes = async (count: number) => tab.mouse.move(x + 3 * perMinute + count * perMinute, y + 48, { steps: 4 })
  await minutes(0)
  await tab.mouse.down()
  await minutes(5)
  const said = panel(tab)
  // While it is held.
  await says(tab, /5 min later\s[\s\S]*While it is here:\s+10:17 truck-001-t1: no lane of the gate is free/)
  expect(await tab.locator('[data-trip="truck-001-t1"]').getAttribute('class')).toContain('is-met')
  expect(await tab.locator('.trip.is-moving').getAttribute('class')).toContain('is-met')
  await minutes(15)
  await says(tab, /Departs 09:58 15 min later[\s\S]*Nothing was found against it here; the checker has the last word\./)
  await minutes(5)
  await said.getByText('While it is here:').waitFor()
  expect(sent()).toEqual([])
  await tab.mouse.up()
  await said.getByText('Not proposed. The checker finds:').waitFor()
  expect(plain(await said.locator('.refused').innerText())).toMatch(
    /10:17 truck-001-t1: no lane of the gate is free\s+another rule of plans is broken \(clinic has 4 beds\)/,
  )
  // Held again where it lies now, and dropped elsewhere.
  await tab.mouse.move(x + 3 * perMinute + 5 * perMinute, y + 48)
  await tab.mouse.down()
  await minutes(15)
  await tab.mouse.up()
  await said.getByRole('link', { name: 'It is proposed: see the new plan, as a difference.' }).waitFor()
  expect(sent()).toEqual([
    { kind: 'shift', input: { trip: 'bus-001-t3', seconds: 300 } },
    { kind: 'shift', input: { trip: 'bus-001-t3', seconds: 900 } },
  ])
  expect(plain(await tab.locator('.replan').innerText())).toContain(
    'The plan in force with bus-001-t3 moved, 15 min later.',
  )
  await tab.locator('.replan').getByRole('button', { name: 'Agree to it' }).waitFor()
  expect(faults).toEqual([])
})

it('by keys alone: chosen, moved, undone, moved again, proposed; what is promised does not move', async () => {
  const { tab, sent } = await board()
  await tab.locator(lastRound).focus()
  await tab.keyboard.press('Enter')
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowLeft', 'ArrowLeft']) await tab.keyboard.press(key)
  await says(tab, /Departs 09:52 9 min later/)
  await tab.keyboard.press('Escape')
  expect(await tab.locator('.trip.is-moving').count()).toBe(0)
  expect(plain(await panel(tab).innerText())).toContain('Departs 09:43')
  // Arrows choose lines again.
  await tab.keyboard.press('ArrowLeft')
  expect(await tab.locator(`${lastRound}.is-chosen`).count()).toBe(0)
  await tab.locator(lastRound).focus()
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('ArrowDown')
  await panel(tab)
    .getByText(/too soon|the vehicle is on another trip/)
    .first()
    .waitFor()
  for (let count = 0; count < 4; count++) await tab.keyboard.press('ArrowUp')
  expect(sent()).toEqual([])
  await tab.keyboard.press('Enter')
  await expect.poll(sent, { timeout: 20_000 }).toEqual([{ kind: 'shift', input: { trip: 'bus-001-t3', seconds: 900 } }])
  await tab.locator('[data-trip="bus-001-t1"]').focus()
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('ArrowUp')
  expect(plain(await panel(tab).innerText())).toContain('orders that begin within 20 min are not changed any more')
  expect(await tab.locator('.trip.is-moving .touch').count()).toBeLessThanOrEqual(2)
  expect(sent()).toHaveLength(1)
})

it('by a finger at its handle and by buttons; a finger on the line scrolls', async () => {
  const { tab, sent } = await board('en', { hasTouch: true })
  const { perMinute } = await lineOf(tab)
  await tab.locator(lastRound).focus()
  const touch = await tab.context().newCDPSession(tab)
  const finger = async (fromX: number, atY: number, by: number) => {
    const points = (at: number) => [{ x: at, y: atY }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(fromX) })
    for (let step = 1; step <= 5; step++)
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(fromX + (by * step) / 5) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  await says(tab, /Departs 09:43/)
  const gripNow = async () => {
    const box = await tab.locator('.move-handle .grip').boundingBox()
    if (box === null) throw new Error('there is a handle')
    return box
  }
  let grip = await gripNow()
  // Nothing on the page moves any more.
  await expect
    .poll(
      async () => {
        const before = grip
        await tab.waitForTimeout(300)
        grip = await gripNow()
        return grip.y - before.y
      },
      { timeout: 20_000 },
    )
    .toBe(0)
  expect(Math.min(grip.width, grip.height)).toBeGreaterThanOrEqual(44)
  await finger(grip.x + grip.width / 2, grip.y + grip.height / 2, 15 * perMinute)
  await expect.poll(() => sent().length, { timeout: 20_000 }).toBe(1)
  expect(sent()).toEqual([{ kind: 'shift', input: { trip: 'bus-001-t3', seconds: 900 } }])
  server.refused.set('shift', { code: 'outside_notified', detail: 'in English' })
  onTestFinished(() => void server.refused.delete('shift'))
  await step(tab, 3).click()
  await step(tab, 2).click()
  await panel(tab).getByRole('button', { name: 'Propose it' }).click()
  await panel(tab).getByText('It is outside what the parties were told').waitFor()
  expect(sent().at(-1)).toEqual({ kind: 'shift', input: { trip: 'bus-001-t3', seconds: 1260 } })
  await panel(tab).getByRole('button', { name: 'Undo' }).click()
  expect(await tab.locator('.trip.is-moving').count()).toBe(0)
  const before = sent().length
  const line = await lineOf(tab)
  await finger(line.x + 3 * line.perMinute, line.y + 48, 15 * line.perMinute)
  expect(await tab.locator('.trip.is-moving').count()).toBe(0)
  expect(sent()).toHaveLength(before)
})

it('in Arabic: time still runs from left to right, right is later, and nothing is at fault; on paper nothing is moved', async () => {
  const { tab, faults, sent } = await board('ar')
  expect(await tab.locator('html').getAttribute('dir')).toBe('rtl')
  const { x, y, perMinute } = await lineOf(tab)
  await tab.mouse.move(x + 3 * perMinute, y + 48)
  await tab.mouse.down()
  await tab.mouse.move(x + 18 * perMinute, y + 48, { steps: 4 })
  await tab.mouse.up()
  await expect.poll(sent, { timeout: 20_000 }).toEqual([{ kind: 'shift', input: { trip: 'bus-001-t3', seconds: 900 } }])
  const steps = panel(tab).locator('.move-steps button')
  expect(await steps.count()).toBe(4)
  const lefts = await steps.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().x))
  expect(lefts).toEqual(lefts.toSorted((a, b) => a - b))
  expect(plain(await steps.first().innerText())).toContain('أبكر')
  expect(plain(await steps.last().innerText())).toContain('متأخر')
  await tab.locator(lastRound).focus()
  for (const key of ['Enter', 'ArrowRight']) await tab.keyboard.press(key)
  const axe = await new AxeBuilder({ page: tab }).include('[aria-labelledby=timetable]').analyze()
  expect(axe.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await tab.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await tab.locator('.trip.is-moving').count()).toBe(0)
  await tab.emulateMedia({ media: 'print' })
  expect(await panel(tab).isVisible()).toBe(false)
  expect(await tab.locator('.move-handle').isVisible()).toBe(false)
  expect(faults).toEqual([])
})
