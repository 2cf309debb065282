// In a real browser: a passkey of its own (virtual) authenticator, and the page that a liaison opens.

import { createServer } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { languages } from '@treve/model'
import { startServer } from '@treve/server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Installation, installed } from '../api/made.ts'
import { removeFoldersAfterwards } from '../storage/made.ts'
import { type Served, served } from './made.ts'

removeFoldersAfterwards()
let browser: Browser
let installation: Installation
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.TREVE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  installation = await installed()
})
afterAll(async () => {
  await browser?.close()
  await installation?.database.close()
})

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const free = createServer().listen(0, '127.0.0.1', () => {
      const address = free.address()
      free.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

async function listening(): Promise<Served & { readonly at: string }> {
  const port = await freePort()
  const at = `http://localhost:${port}`
  const made = await served(installation, { at })
  const started = await startServer({ app: made.app, port })
  if (!started.ok) throw new Error(started.text)
  onTestFinished(() => started.close())
  return { ...made, at }
}

async function window(at: string): Promise<Page> {
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(`${at}/l/none/none`)
  return page
}

/** As a page of ours asks. */
function post(page: Page, path: string, body: object = {}): Promise<{ status: number; body: unknown }> {
  return page.evaluate(
    async ([to, sent]) => {
      const answer = await fetch(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body: sent })
      return { status: answer.status, body: await answer.json() }
    },
    [path, JSON.stringify(body)] as const,
  )
}

const whoAmI = (page: Page) =>
  page.evaluate(async () => (await fetch('/api/v1/sign-in')).json()) as Promise<{
    signed_in: { kind: string } | null
    pauses?: unknown
  }>

/** Scripts of the page as text: what a page knows of passkeys is no part of what tests are compiled with. */
const creating = `async (given) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(given)
  const { id, response } = (await navigator.credentials.create({ publicKey })).toJSON()
  const { clientDataJSON, attestationObject, transports } = response
  return { id, client_data: clientDataJSON, attestation_object: attestationObject, transports }
}`
const getting = `async (given) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(given)
  const { id, response } = (await navigator.credentials.get({ publicKey })).toJSON()
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return {
    id, client_data: clientDataJSON, authenticator_data: authenticatorData, signature, user_handle: userHandle
  }
}`

async function join(page: Page, code: string): Promise<number> {
  const { body: options } = await post(page, '/api/v1/sign-in/invitation/begin', { code })
  const made = await page.evaluate<object>(`(${creating})(${JSON.stringify(options)})`)
  return (await post(page, '/api/v1/sign-in/invitation', { code, ...made })).status
}

async function signIn(page: Page): Promise<number> {
  const { body: options } = await post(page, '/api/v1/sign-in/passkey/begin')
  const answer = await page.evaluate<object>(`(${getting})(${JSON.stringify(options)})`)
  return (await post(page, '/api/v1/sign-in/passkey', answer)).status
}

test('a passkey that a browser makes takes an invitation up and signs in again; a copy of it does not', async () => {
  const { at, signIn: desk, pause } = await listening()
  const page = await window(at)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const invitation = await desk.firstInvitation(pause)
  expect(await join(page, invitation?.code ?? '')).toBe(200)
  expect(await whoAmI(page)).toMatchObject({
    signed_in: { kind: 'person' },
    pauses: [{ pause, roles: ['coordinator'] }],
  })
  expect(await page.evaluate('document.cookie')).toBe('')

  await post(page, '/api/v1/sign-in/out')
  expect((await whoAmI(page)).signed_in).toBeNull()
  expect(await signIn(page)).toBe(200)
  expect(await whoAmI(page)).toMatchObject({ pauses: [{ pause, roles: ['coordinator'] }] })
  await post(page, '/api/v1/sign-in/out')

  // The same authenticator, its counter put back as a copy of it would have it.
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId })
  const [kept] = credentials
  if (kept === undefined) throw new Error('there is a credential')
  expect(kept.signCount).toBeGreaterThan(1)
  await devtools.send('WebAuthn.removeCredential', { authenticatorId, credentialId: kept.credentialId })
  await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: { ...kept, signCount: 0 } })
  expect(await signIn(page)).toBe(401)
  expect((await whoAmI(page)).signed_in).toBeNull()
}, 120_000)

test('a liaison opens the link with one press; its secret goes nowhere but into that request', async () => {
  const { at, coordinator, pause } = await listening()
  const first = await coordinator()
  const until = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z/, 'Z')
  const { link, url } = (
    await first.browser.post(`/api/v1/pauses/${pause}/links`, { party: 'north', until, ask: 'Duty desk <4>' })
  ).body
  const secret = url.split('#')[1]
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) =>
    asked.push(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`),
  )
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  // Not even a picture of the page is asked for that there is not.
  expect(faults).toEqual([])
  // A program that looks at links by itself has opened nothing.
  expect((await whoAmI(page)).signed_in).toBeNull()
  await page.getByRole('button').click()
  await page.waitForURL(`${at}/`)
  expect(await whoAmI(page)).toMatchObject({
    signed_in: { kind: 'link', token: link },
    pauses: [{ pause, roles: ['liaison'], party: 'north' }],
  })
  expect(asked.length).toBeGreaterThan(4)
  for (const each of asked) expect(each).not.toContain(secret)
  for (const each of asked) expect(each).toContain(` ${at}/`)

  expect((await first.browser.command(pause, 'revoke_link', { link })).status).toBe(200)
  expect((await whoAmI(page)).pauses).toEqual([])
  for (const language of languages) {
    const [path, hash] = url.split('#')
    // From one to the other goes by the links of the page, which take the secret along.
    await page.goto(`${path}?language=${language}#${hash}`)
    expect(await page.getAttribute('html', 'dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
    await page.getByRole('button').click()
    await page.locator('#revoked').waitFor()
    expect(await page.locator('#revoked').innerText()).toContain('Duty desk <4>')
    expect(await page.locator('#expired').isVisible()).toBe(false)
    expect(await page.locator('nav a').first().getAttribute('href')).toContain(hash)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
  }
}, 120_000)
