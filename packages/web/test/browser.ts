// A real browser before a real server with the built pages.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createApp, startServer } from '@treve/server'
import { Frontiers } from '@treve/server/frontier'
import { type Browser, chromium } from 'playwright-core'
import { exampleBytes, servedAleppo, servedExamples } from './fixtures/served.ts'

export interface Opened {
  readonly browser: Browser
  readonly address: string
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
  if (isWithAleppo) served.set('aleppo-2016-11-04-0900', servedAleppo())
  const started = await startServer({
    app: createApp(served, undefined, frontiers),
    port: 0,
  })
  if (!started.ok) throw new Error(started.text)
  const browser = await launchBrowser()
  return {
    browser,
    address: `http://localhost:${started.port}`,
    async close() {
      await browser.close()
      await Promise.all([started.close(), frontiers.close()])
    },
  }
}

/** Where they are not built yet. */
export function buildPages(): void {
  const web = fileURLToPath(new URL('..', import.meta.url))
  if (existsSync(`${web}dist/index.html`)) return
  const vite = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: web,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the pages could not be built: ${stderr}`)
}

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
