// A real browser before a real server with the built pages.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createApp, startServer } from '@treve/server'
import { Frontiers } from '@treve/server/frontier'
import { SureNow } from '@treve/server/now'
import { type Browser, chromium } from 'playwright-core'
import { exampleBytes, servedAleppo, servedExamples, servedWishes } from './fixtures/served.ts'

export interface Opened {
  readonly browser: Browser
  readonly address: string
  /** Where all are, of the minimal example. */
  tell(state: string): void
  close(): Promise<void>
}

export async function openBrowser({ isWithAleppo = true } = {}): Promise<Opened> {
  buildPages()
  const served = servedExamples()
  const frontiers = new Frontiers(
    new Map(
      [...served].map(([id, { pause, plan }]) => [id, { pause, plan, bytes: exampleBytes(id), files: new Map() }]),
    ),
    { seed: 1, seconds: 60, iterations: 40 },
  )
  served.set('wish', servedWishes())
  if (isWithAleppo) served.set('aleppo-2016-11-04-0900', servedAleppo())
  const minimal = served.get('minimal')
  if (minimal === undefined) throw new Error('the minimal example is served')
  const sureNow = new SureNow(minimal, { seed: 1, replications: 200 })
  const started = await startServer({
    app: createApp(served, undefined, frontiers, undefined, new Map([['minimal', sureNow]])),
    port: 0,
  })
  if (!started.ok) throw new Error(started.text)
  const browser = await launchBrowser()
  return {
    browser,
    address: `http://localhost:${started.port}`,
    tell: (state) => sureNow.tell(new TextEncoder().encode(state)),
    async close() {
      await browser.close()
      await Promise.all([started.close(), frontiers.close(), sureNow.close()])
    },
  }
}

/** Where they are not built yet, or what they are made of has changed since. */
export function buildPages(): void {
  const web = fileURLToPath(new URL('..', import.meta.url))
  const built = `${web}dist`
  if (isBuilt(built)) return
  // Beside them, and then in their place: another test may be about to read them.
  const made = fileURLToPath(new URL(`../../../node_modules/.pages-of-${process.pid}`, import.meta.url))
  const vite = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', made], {
    cwd: web,
    encoding: 'utf8',
    // As they are served: what runs the tests would have them built for developers, half as large again.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) throw new Error(`the pages could not be built: ${stderr}`)
  const old = `${made}-old`
  if (existsSync(built)) renameSync(built, old)
  renameSync(made, built)
  rmSync(old, { recursive: true, force: true })
}

/** As scripts/ensure.mjs has it for `npm start` and `npm test`. */
export function isBuilt(built: string, sources: readonly string[] = pageSources): boolean {
  const page = statSync(`${built}/index.html`, { throwIfNoEntry: false })
  return page !== undefined && sources.every((source) => newestChange(source) <= page.mtimeMs)
}

const pageSources = ['../src', '../public', '../index.html', '../phone.html', '../vite.config.ts', '../package.json']
  .concat('../../model/src', '../../ledger/src', '../../../package-lock.json')
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))

function newestChange(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(`${path}/${name}`)), 0)
}

/** A machine may be busy with other tests: how fast it is is no finding of theirs. */
export const patienceMilliseconds = 120_000

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.TREVE_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
