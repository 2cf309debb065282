// “Play the day”, pressed in a real browser before a real `treve serve --play`: a rehearsal beside it, orders out, vehicles
// followed on the board, and at the end nobody inside and as many out as arrived.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DayView, ReportView } from '../src/board/day.ts'
import { buildPages, launchBrowser, patienceMilliseconds } from './browser.ts'
import { audit, faultsOf, plain } from './visit.ts'

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const pause = 'minimal-short'
const longMilliseconds = 400_000

let browser: Browser
let served: ChildProcess
let address = ''
let folder = ''
beforeAll(async () => {
  buildPages()
  folder = mkdtempSync(join(tmpdir(), 'treve-play-'))
  const asked = ['--play', '--seconds', '0.5', '--port', '0', '--data', folder, '--json']
  served = spawn(
    process.execPath,
    [at('packages/cli/bin/treve.mjs'), 'serve', at(`examples/${pause}/pause.yaml`), ...asked],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  address = await new Promise((resolve, reject) => {
    let text = ''
    served.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) resolve((JSON.parse(text) as { address: string }).address)
    })
    served.once('exit', (code) => reject(new Error(`treve serve ended: ${code}`)))
  })
  browser = await launchBrowser()
}, longMilliseconds)
afterAll(async () => {
  await browser?.close()
  const ended = new Promise((resolve) => served.once('exit', resolve))
  served.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 })
}, patienceMilliseconds)

const said = async (page: Page) => plain(await page.locator('.play-day [role=status]').innerText())

it(
  'begins a rehearsal, gives orders, is followed on the board, and ends with nobody inside and all who arrived told out',
  async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    context.setDefaultTimeout(longMilliseconds)
    const page = await context.newPage()
    const faults = faultsOf(page, address)
    await page.goto(`${address}/?pause=${pause}`)
    await page.getByRole('button', { name: 'Play the day' }).click()
    const link = page.getByRole('link', { name: 'Open the board' })
    const rehearsal = new URL((await link.getAttribute('href')) ?? '').origin
    const [board] = await Promise.all([context.waitForEvent('page'), link.click()])
    const faultsOfBoard = faultsOf(board, rehearsal)
    board.on('console', (message) => {
      // Asked in the moment in which the day begins or is closed, there is nothing to be planned anew.
      if (message.type() === 'error' && !/\/replan$/.test(message.location().url))
        faultsOfBoard.push(`${message.text()} ${message.location().url}`)
    })
    await board.getByRole('button', { name: 'Come in' }).click()
    await board.locator('.day-board').waitFor()
    const day = async (): Promise<DayView> =>
      (await context.request.get(`${rehearsal}/api/v1/pauses/${pause}/day`)).json()

    await expect.poll(() => said(page), { timeout: longMilliseconds }).toMatch(/^Being played: \d+ seconds/)
    expect((await day()).orders.length).toBeGreaterThan(0)
    // Vehicles move: somebody is inside, and they are drawn over the map.
    await expect
      .poll(async () => (await day()).under_way.vehicles_inside?.high ?? 0, { timeout: longMilliseconds })
      .toBeGreaterThan(0)
    await board.locator('canvas.vehicle-layer').waitFor({ state: 'attached' })
    expect(await audit(board)).toEqual([])

    await expect
      .poll(() => said(page), { timeout: longMilliseconds, interval: 1000 })
      .toMatch(/^It was played to its end/)
    const end = await day()
    expect(end.under_way.vehicles_inside).toEqual({ low: 0, high: 0 })
    const still = end.vehicles
      .map(({ id, phase }) => [id, phase])
      .filter(([, phase]) => phase !== 'done' && phase !== 'out' && phase !== 'before')
    expect(still).toEqual([])
    // Nothing fell silent because it was played, nobody was seen inside who was said to be out.
    expect(
      end.alarms.filter(({ kind }) => ['silent', 'seen_inside', 'off_corridor', 'impossible_position'].includes(kind)),
    ).toEqual([])
    const told = await context.request.get(`${rehearsal}/api/v1/pauses/${pause}/day/reports`)
    const { reports } = (await told.json()) as { reports: readonly ReportView[] }
    const arrived = reports
      .filter(({ type }) => type === 'people_arrived' || type === 'walked_out')
      .flatMap(({ people = [] }) => people.map(({ best }) => best))
      .reduce((sum, each) => sum + each, 0)
    expect(arrived).toBeGreaterThan(0)
    expect(end.out.people?.best).toBe(arrived)
    expect(plain(await board.locator('.figures').first().innerText())).toContain(String(arrived))
    await board.getByText('no vehicle is reported in the zone').waitFor()
    expect([...faults, ...faultsOfBoard]).toEqual([])
  },
  longMilliseconds,
)
