// Sign-in by an organisation’s OpenID Connect, against one that runs here: what is forged or replayed first.

import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openIdSettings } from '@treve/server/sign-in'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Installation, installed } from '../api/made.ts'
import { removeFoldersAfterwards } from '../storage/made.ts'
import { origin, served } from './made.ts'
import { type Misbehaviour, Provider } from './provider.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

async function withProvider() {
  const provider = new Provider()
  await provider.start()
  onTestFinished(() => provider.stop())
  const { issuer, clientId, clientSecret } = provider
  const made = await served(installation, { openId: { issuer, clientId, clientSecret } })
  return { provider, ...made }
}

type Window = ReturnType<Awaited<ReturnType<typeof withProvider>>['browser']>

async function begin(window: Window): Promise<string> {
  const answer = await window.raw('/api/v1/sign-in/open-id/begin', { headers: { 'sec-fetch-site': 'same-origin' } })
  expect(answer.status).toBe(302)
  return answer.headers.get('location') ?? ''
}

/** The browser comes back from another site. */
async function comeBack(window: Window, to: URL): Promise<number> {
  const answer = await window.raw(`${to.pathname}${to.search}`, { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(answer.headers.get('content-type')).toContain('text/html')
  return answer.status
}

const isIn = async (window: Window) => (await window.get('/api/v1/sign-in')).body.signed_in !== null

describe('is not signed in', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const strange = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const faults: [string, () => Misbehaviour][] = [
    ['signed by another key', () => ({ key: strange })],
    ['not signed', () => ({ algorithm: 'none' })],
    ['of another issuer', () => ({ claims: { iss: 'https://elsewhere.example' } })],
    ['for another client', () => ({ claims: { aud: 'other' } })],
    ['with another nonce', () => ({ claims: { nonce: 'other' } })],
    ['with no nonce', () => ({ claims: { nonce: undefined } })],
    ['that is over', () => ({ claims: { exp: now() - 3600, iat: now() - 7200 } })],
    ['of nobody', () => ({ claims: { sub: undefined } })],
  ]
  test.each(faults)('by an ID token %s', async (_, misbehaves) => {
    const { provider, browser } = await withProvider()
    const window = browser()
    provider.misbehaves = misbehaves()
    expect(await comeBack(window, provider.agree(await begin(window)))).toBe(401)
    expect(await isIn(window)).toBe(false)
    provider.misbehaves = {}
    expect(await comeBack(window, provider.agree(await begin(window)))).toBe(200)
    expect(await isIn(window)).toBe(true)
  })

  test('by what was used, is of another browser, another journey, or too late', async () => {
    const { provider, browser, clock } = await withProvider()
    const window = browser()
    const goTo = await begin(window)
    const kept = new Map(window.cookies)
    const back = provider.agree(goTo)
    const stranger = browser()
    expect(await comeBack(stranger, back), 'without the cookie of who began').toBe(401)
    await begin(stranger)
    expect(await comeBack(stranger, back), 'with that of another journey').toBe(401)
    expect(await comeBack(window, back)).toBe(200)
    expect(await isIn(window)).toBe(true)

    // Its cookies kept and sent again, with the old code and with a new one for the same state.
    for (const again of [back, provider.agree(goTo)]) {
      const replayed = browser()
      for (const [name, value] of kept) replayed.cookies.set(name, value)
      expect(await comeBack(replayed, again), 'replayed').toBe(401)
      expect(await isIn(replayed)).toBe(false)
    }

    const late = browser()
    const lateBack = provider.agree(await begin(late))
    clock.aheadS += 601
    expect(await comeBack(late, lateBack)).toBe(401)

    const tampered = browser()
    const goOn = provider.agree(await begin(tampered))
    const [[name, value] = ['', '']] = [...tampered.cookies]
    tampered.cookies.set(name, `${value.slice(0, -2)}AA`)
    expect(await comeBack(tampered, goOn)).toBe(401)
  })

  test('by a refusal of the provider, and by what has no state', async () => {
    const { provider, browser } = await withProvider()
    const window = browser()
    const back = provider.agree(await begin(window))
    const refused = new URL(back)
    refused.search = `?error=access_denied&state=${back.searchParams.get('state')}`
    expect(await comeBack(window, refused)).toBe(401)
    await begin(window)
    const without = new URL(back)
    without.searchParams.delete('state')
    expect(await comeBack(window, without)).toBe(401)
  })

  test('where nobody is named', async () => {
    const { browser } = await served(installation)
    expect(await browser().get('/api/v1/sign-in/open-id/begin')).toMatchObject({
      status: 404,
      body: { code: 'open_id_off' },
    })
    expect(await comeBack(browser(), new URL(`${origin}/api/v1/sign-in/open-id/return?code=1&state=2`))).toBe(401)
  })

  test('where who is named does not answer', async () => {
    const { provider, browser } = await withProvider()
    await provider.stop()
    expect(await browser().get('/api/v1/sign-in/open-id/begin')).toMatchObject({
      status: 502,
      body: { code: 'open_id_away' },
    })
  })
})

describe('is signed in', () => {
  test('as the same person each time, who holds nothing until invited, and of whom nothing is kept', async () => {
    const { provider, browser, coordinator, pause } = await withProvider()
    const first = await coordinator()
    const window = browser()
    const goTo = await begin(window)
    expect(new URL(goTo).searchParams.get('scope')).toBe('openid')
    expect(new URL(goTo).searchParams.get('code_challenge_method')).toBe('S256')
    expect(await comeBack(window, provider.agree(goTo))).toBe(200)
    const who = async (of: Window) => (await of.get('/api/v1/sign-in')).body
    const { signed_in: person, pauses } = await who(window)
    expect(person).toMatchObject({ kind: 'person', method: 'open_id', token: expect.stringMatching(/^[0-9a-f]{32}$/) })
    expect(pauses).toEqual([])
    expect((await window.get(`/api/v1/pauses/${pause}/access`)).status).toBe(404)

    const { code } = (await first.browser.post(`/api/v1/pauses/${pause}/invitations`, { roles: ['planner'] })).body
    expect((await window.post('/api/v1/sign-in/invitation/redeem', { code })).status).toBe(200)
    const second = browser()
    await comeBack(second, provider.agree(await begin(second)))
    expect(await who(second)).toMatchObject({
      signed_in: { token: person.token },
      pauses: [{ pause, roles: ['planner'] }],
    })
    provider.subject = 'another.person@organisation.example'
    const third = browser()
    await comeBack(third, provider.agree(await begin(third)))
    expect((await who(third)).signed_in.token).not.toBe(person.token)

    const { rows } = await installation.database.query(
      `select (select string_agg(s::text, '') from sessions s) || (select string_agg(e::text, '') from events e) ||
              (select string_agg(u::text, '') from used_once u) as everything`,
    )
    const everything = String(rows[0]?.everything)
    expect(everything).toContain(person.token)
    expect(everything).not.toMatch(/organisation\.example|A Person/)
  })
})

describe('the environment names it whole, or not at all', () => {
  test('and says what is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'treve-open-id-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const secret = join(folder, 'secret')
    await writeFile(secret, 'kept\n')
    const all = {
      TREVE_OPENID_ISSUER: 'https://issuer.example',
      TREVE_OPENID_CLIENT_ID: 'treve',
      TREVE_OPENID_SECRET_FILE: secret,
    }
    expect(await openIdSettings({})).toBeUndefined()
    expect(await openIdSettings(all)).toEqual({
      issuer: 'https://issuer.example',
      clientId: 'treve',
      clientSecret: 'kept',
    })
    const { TREVE_OPENID_CLIENT_ID: _, ...less } = all
    expect(await openIdSettings(less)).toMatch(/needs .*TREVE_OPENID_CLIENT_ID/)
    for (const issuer of ['http://issuer.example', 'issuer.example', ''])
      expect(await openIdSettings({ ...all, TREVE_OPENID_ISSUER: issuer })).toMatch(/https:/)
    expect(await openIdSettings({ ...all, TREVE_OPENID_SECRET_FILE: join(folder, 'none') })).toMatch(/cannot be read/)
    await writeFile(secret, '\n')
    expect(await openIdSettings(all)).toMatch(/is empty/)
  })
})
