// Whoever moves on before all of a page has come leaves nothing behind: no fault, and nothing on the console.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, patienceMilliseconds } from './browser.ts'
import { type DayServer, openDay } from './day-server.ts'

let browser: Browser
let servers: Readonly<Record<'board' | 'desk', DayServer>>
beforeAll(async () => {
  browser = await launchBrowser()
  const restAfterMilliseconds = 400
  servers = {
    board: await openDay({ restAfterMilliseconds }),
    desk: await openDay({ role: 'desk', restAfterMilliseconds }),
  }
}, 120_000)
afterAll(async () => {
  await browser.close()
  await Promise.all(Object.values(servers).map((server) => server.close()))
})

it.each([
  ['board', ['board', 'paper', 'board', 'handover', 'board', 'cases', 'board', 'plan', 'back', 'paper']],
  ['desk', ['desk', 'life', 'desk', 'pauses', 'back', 'life']],
] as const)('from the %s and back, quicker than answers come', async (first, pages) => {
  const context = await browser.newContext()
  context.setDefaultTimeout(patienceMilliseconds)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  const begun = page.waitForRequest((request) => /day\/reports|my-day/.test(request.url()))
  await page.goto(`${servers[first].address}/?pause=minimal&page=${first}&lang=en`)
  await begun
  for (const name of pages.slice(1)) {
    if (name === 'back') await page.goBack()
    else await page.locator(`nav.pages a[href*="page=${name}"]`).click()
    await page.waitForTimeout(200)
  }
  // What was asked for last has come.
  await page.waitForTimeout(600)
  expect(faults).toEqual([])
  await context.close()
})
