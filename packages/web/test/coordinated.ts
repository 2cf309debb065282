// A real server on which pauses are coordinated, and people signed in to it by passkeys of their own browsers.

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPause } from '@treve/model'
import { createApp, startServer } from '@treve/server'
import { startCoordination } from '@treve/server/coordinated'
import { Frontiers } from '@treve/server/frontier'
import { openDatabase } from '@treve/server/storage'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildPages, launchBrowser, patienceMilliseconds } from './browser.ts'
import { servedExamples } from './fixtures/served.ts'

export interface Coordinated {
  readonly browser: Browser
  readonly address: string
  /** By which the first coordinator of a pause comes in. */
  readonly code: (pause: string) => Promise<string>
  /** A window of its own, with a passkey of its own, that nobody is signed in to yet. */
  window(more?: Parameters<Browser['newContext']>[0]): Promise<{ context: BrowserContext; page: Page }>
  close(): Promise<void>
}

export async function openCoordinated(
  pauses: ReadonlyMap<string, Uint8Array>,
  { port }: { port?: number } = {},
): Promise<Coordinated> {
  buildPages()
  const folder = await mkdtemp(join(tmpdir(), 'treve-pages-'))
  const database = await openDatabase({ folder: join(folder, 'database') })
  const at = port ?? (await freePort())
  const address = `http://localhost:${at}`
  const coordination = await startCoordination({
    database,
    keysFolder: join(folder, 'keys'),
    origin: address,
    organisation: 'Relief Coordination',
    tell: () => undefined,
  })
  const frontiers = new Frontiers(new Map())
  const app = createApp(servedExamples(), undefined, frontiers, coordination.app)
  const started = await startServer({ app, port: at })
  if (!started.ok) throw new Error(started.text)
  for (const [name, bytes] of pauses) {
    const { pause } = readPause(bytes)
    if (pause === undefined) throw new Error(`${name} is sound`)
    const outcome = await coordination.begin({ pause, bytes, files: new Map() })
    if (typeof outcome === 'object' && outcome.state === 'refused') throw new Error(`${name}: ${outcome.text}`)
  }
  const browser = await launchBrowser()
  return {
    browser,
    address,
    async code(pause) {
      const code = await coordination.firstInvitation(pause)
      if (code === undefined) throw new Error(`${pause} has a coordinator`)
      return code
    },
    async window(more = {}) {
      const context = await browser.newContext(more)
      context.setDefaultTimeout(patienceMilliseconds)
      const page = await context.newPage()
      const devtools = await context.newCDPSession(page)
      await devtools.send('WebAuthn.enable')
      await devtools.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          transport: 'internal',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      })
      return { context, page }
    },
    async close() {
      await browser.close()
      await Promise.all([started.close(), frontiers.close()])
      await coordination.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** By the page itself: the code is typed, the passkey made. */
export async function comeIn(page: Page, address: string, code: string, language = 'en'): Promise<void> {
  await page.goto(`${address}/?lang=${language}`)
  await page.locator('.sign-in form input').fill(code)
  await page.locator('.sign-in form button').click()
  await page.locator('.coordination').first().waitFor()
}

/** As the page's own scripts ask; fails where it is refused. */
export async function ask(page: Page, pause: string, kind: string, input: object): Promise<void> {
  const told = await page.evaluate(
    async ([path, body]) => {
      const answer = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body,
      })
      return { status: answer.status, text: await answer.text() }
    },
    [`/api/v1/pauses/${pause}/commands/${kind}`, JSON.stringify(input)] as const,
  )
  if (told.status !== 200) throw new Error(`${kind}: ${told.status} ${told.text}`)
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const free = createServer().listen(0, '127.0.0.1', () => {
      const address = free.address()
      free.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

/** The code by which another person comes in, with these roles. */
export async function inviteTo(
  page: Page,
  pause: string,
  given: { readonly roles: readonly string[]; readonly label: string; readonly party?: string },
): Promise<string> {
  return page.evaluate(
    async ([path, body]) => {
      const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      const told = (await answer.json()) as { code?: string; detail?: string }
      if (!answer.ok || told.code === undefined) throw new Error(`${answer.status} ${told.detail}`)
      return told.code
    },
    [`/api/v1/pauses/${pause}/invitations`, JSON.stringify(given)] as const,
  )
}
