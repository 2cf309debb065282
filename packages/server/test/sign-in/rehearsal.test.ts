// In a rehearsal an invitation lets in by itself. That opens nothing real, whatever stands on the same database.

import { createApp } from '@treve/server'
import { startCoordination } from '@treve/server/coordinated'
import { openSignIn, pausesOf } from '@treve/server/sign-in'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Installation, installed } from '../api/made.ts'
import { eventually, newPause, removeFoldersAfterwards, settingsOf } from '../storage/made.ts'
import { Browser, origin, type Served, served } from './made.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

const byItself = '/api/v1/sign-in/invitation/rehearsal'

/** Another server on the same database, which was not begun for a rehearsal. */
async function elsewhere({ services }: Served): Promise<Browser> {
  const signIn = await openSignIn({
    ...installation,
    pauses: pausesOf(() => services),
    origin,
    everyMilliseconds: 3_600_000,
  })
  onTestFinished(() => signIn.close())
  const app = createApp(new Map(), new Map(), undefined, {
    services: { ...services, signIn },
    signIn: signIn.operations,
  })
  return new Browser(app, '192.0.2.9', origin)
}

test('an invitation lets in by itself in a rehearsal alone, and its session is none elsewhere', async () => {
  const at = await served(installation, { isRehearsal: true })
  const there = await elsewhere(at)
  const { code } = (await at.signIn.firstInvitation(at.pause)) ?? {}
  const refused = await there.post(byItself, { code })
  expect([refused.status, refused.body.code]).toEqual([404, 'not_rehearsal'])

  const window = at.browser()
  expect((await window.post(byItself, { code })).status).toBe(200)
  const path = `/api/v1/pauses/${at.pause}/access`
  expect((await window.get(path)).status).toBe(200)

  for (const [name, value] of window.cookies) there.cookies.set(name, value)
  expect((await there.get('/api/v1/sign-in')).body).toMatchObject({ signed_in: null })
  expect((await there.get(path)).status).toBe(401)
})

test('no invitation to a real pause lets in by itself, nor does who came in so hold anything in one', async () => {
  const { services, signIn, pause, browser } = await served(installation, { isRehearsal: true })
  await newPause(installation.database, installation.keysFolder, settingsOf('real', { mode: 'live' }))
  await eventually(() => expect(services.live.of('real')?.state).toBeDefined())
  const real = await signIn.firstInvitation('real')
  const refused = await browser().post(byItself, { code: real?.code })
  expect([refused.status, refused.body.code]).toEqual([404, 'not_rehearsal'])

  const window = browser()
  const first = await signIn.firstInvitation(pause)
  expect((await window.post(byItself, { code: first?.code })).status).toBe(200)
  await window.post('/api/v1/sign-in/invitation/redeem', { code: real?.code })
  expect((await window.get('/api/v1/pauses/real/access')).status).toBe(404)

  const rehearsed = startCoordination({
    ...installation,
    origin,
    organisation: 'Relief Coordination',
    isRehearsal: true,
    tell: () => undefined,
  })
  await expect(rehearsed).rejects.toThrow(/no exercise/)
})
