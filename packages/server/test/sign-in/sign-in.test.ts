// Signing in over HTTP: who is refused, first; then who comes in, and how it ends.

import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, installed, StreamRead } from '../api/made.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'
import { Authenticator, type Otherwise } from './authenticator.ts'
import { Device, origin, served } from './made.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z/, 'Z')
const link = (more = {}) => ({ party: 'north', until: inAnHour(), ask: 'Duty desk, line 4', ...more })

describe('a passkey', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const faults: [string, Otherwise][] = [
    ['forged: signed by another key', { key: other }],
    ['made for another site', { origin: 'https://treve.example' }],
    ['made for another name', { rpId: 'treve.example' }],
    ['of another kind', { type: 'webauthn.create' }],
    ['without the person being verified', { flags: 1 }],
    ['without anybody being present', { flags: 4 }],
    ['whose counter goes back', { counter: 2 }],
    ['whose counter stands still', { counter: 3 }],
    ['in the name of another', { userHandle: Buffer.from('f'.repeat(32)).toString('base64url') }],
  ]

  test('is refused in the same words, whatever is wrong with it, and known or not', async () => {
    const { coordinator, browser, clock } = await served(installation)
    const { passkey } = await coordinator()
    const window = browser()
    const challenge = async () => (await window.post('/api/v1/sign-in/passkey/begin')).body
    const send = async (answer: object) => {
      const told = await window.post('/api/v1/sign-in/passkey', answer)
      expect(told.headers.getSetCookie()).toEqual([])
      return [told.status, told.body]
    }
    passkey.counter = 2
    const good = passkey.get(await challenge())
    expect((await window.post('/api/v1/sign-in/passkey', good)).status).toBe(200)
    await window.post('/api/v1/sign-in/out')

    const refused = await send(new Authenticator(origin).get(await challenge()))
    expect(refused).toMatchObject([401, { code: 'sign_in_refused' }])
    for (const [what, otherwise] of faults)
      expect(await send(passkey.get(await challenge(), { counter: 9, ...otherwise })), what).toEqual(refused)
    expect(await send(good), 'replayed').toEqual(refused)
    expect(await send(passkey.get({ challenge: 'AAAA' })), 'a challenge that nobody made').toEqual(refused)
    const invited = await window.post('/api/v1/sign-in/passkeys/begin')
    expect(invited.status).toBe(401)
    const old = await challenge()
    clock.aheadS += 301
    expect(await send(passkey.get(old)), 'too late').toEqual(refused)
    // And after all that it still opens.
    const answer = await window.post('/api/v1/sign-in/passkey', passkey.get(await challenge()))
    expect(answer.status).toBe(200)
  })

  test('of one answer that is sent twice at once, one signs in', async () => {
    const { coordinator, browser } = await served(installation)
    const { passkey } = await coordinator()
    const challenge = (await browser().post('/api/v1/sign-in/passkey/begin')).body
    const answer = passkey.get(challenge)
    const both = await Promise.all([0, 1, 2].map(() => browser().post('/api/v1/sign-in/passkey', answer)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401, 401])
  })

  test('further ones are added, and removed but for the last', async () => {
    const { coordinator, browser } = await served(installation)
    const { browser: mine, passkey } = await coordinator()
    const second = new Authenticator(origin)
    const refused = await mine.post(`/api/v1/sign-in/passkeys/${passkey.id}/remove`)
    expect(refused).toMatchObject({ status: 409, body: { code: 'last_passkey' } })
    expect((await mine.post('/api/v1/sign-in/passkeys/nothing/remove')).status).toBe(404)
    const options = (await mine.post('/api/v1/sign-in/passkeys/begin')).body
    expect(options.excludeCredentials.map(({ id }: { id: string }) => id)).toEqual([passkey.id])
    const made = second.create(options)
    expect((await mine.post('/api/v1/sign-in/passkeys', { ...made, client_data: 'e30' })).status).toBe(401)
    expect((await mine.post('/api/v1/sign-in/passkeys', made)).status).toBe(200)
    expect((await mine.post('/api/v1/sign-in/passkeys', made)).status).toBe(401)
    expect((await mine.get('/api/v1/sign-in/passkeys')).body).toHaveLength(2)
    expect((await mine.post(`/api/v1/sign-in/passkeys/${passkey.id}/remove`)).status).toBe(200)
    const challenge = (await browser().post('/api/v1/sign-in/passkey/begin')).body
    expect((await browser().post('/api/v1/sign-in/passkey', passkey.get(challenge))).status).toBe(401)
    expect((await browser().post('/api/v1/sign-in/passkey', second.get(challenge))).status).toBe(200)
  })

  test('what is asked of the other kind of ceremony is not taken', async () => {
    const { coordinator, browser, signIn, pause } = await served(installation)
    const { passkey, browser: mine } = await coordinator()
    expect(await signIn.firstInvitation(pause)).toBeUndefined()
    const { challenge } = (await mine.post('/api/v1/sign-in/passkeys/begin')).body
    expect((await browser().post('/api/v1/sign-in/passkey', passkey.get({ challenge }))).status).toBe(401)
  })
})

describe('an invitation', () => {
  test('that is wrong, used or too old opens nothing, in the same words', async () => {
    const { coordinator, browser, pause, clock } = await served(installation)
    const { browser: mine } = await coordinator()
    const invite = async () =>
      (await mine.post(`/api/v1/pauses/${pause}/invitations`, { roles: ['planner'] })).body.code
    const begin = async (code: string) => {
      const { status, body } = await browser().post('/api/v1/sign-in/invitation/begin', { code })
      return [status, body]
    }
    const refused = await begin('0000-0000-0000-0000')
    expect(refused).toMatchObject([403, { code: 'code_refused' }])

    const used = await invite()
    expect(used).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    const options = (await browser().post('/api/v1/sign-in/invitation/begin', { code: used.toLowerCase() })).body
    // Of several who come with one code at once, one comes in.
    const begun = await Promise.all(
      [0, 1, 2].map(() => browser().post('/api/v1/sign-in/invitation/begin', { code: used })),
    )
    const all = await Promise.all(
      begun.map(({ body }) =>
        browser().post('/api/v1/sign-in/invitation', { code: used, ...new Authenticator(origin).create(body) }),
      ),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([200, 403, 403])
    expect(await begin(used)).toEqual(refused)
    const late = await browser().post('/api/v1/sign-in/invitation', {
      code: used,
      ...new Authenticator(origin).create(options),
    })
    expect([late.status, late.body]).toEqual(refused)
    const { rows } = await installation.database.query('select count(*) as n from passkeys')
    const before = Number(rows[0]?.n)

    const old = await invite()
    clock.aheadS += 86_401
    expect(await begin(old)).toEqual(refused)
    const { rows: after } = await installation.database.query('select count(*) as n from passkeys')
    expect(Number(after[0]?.n)).toBe(before)
  })

  test('is given out by a coordinator alone, and brings no more than may be granted', async () => {
    const { coordinator, person, browser, pause } = await served(installation)
    const first = await coordinator()
    const invite = (who: typeof first, invitation: object) =>
      who.browser.post(`/api/v1/pauses/${pause}/invitations`, invitation)
    const planner = await person(first, { roles: ['planner'], label: 'duty officer 2' })
    expect(await invite(planner, { roles: ['coordinator'] })).toMatchObject({
      status: 403,
      body: { code: 'not_allowed' },
    })
    expect((await browser().post(`/api/v1/pauses/${pause}/invitations`, { roles: ['planner'] })).status).toBe(401)
    expect(await first.browser.post('/api/v1/pauses/elsewhere/invitations', { roles: ['planner'] })).toMatchObject({
      status: 404,
      body: { code: 'pause_unknown' },
    })
    for (const [code, invitation] of [
      ['party_missing', { roles: ['liaison'] }],
      ['party_not_of_pause', { roles: ['liaison'], party: 'nowhere' }],
      ['liaison_alone', { roles: ['liaison', 'coordinator'], party: 'north' }],
    ] as const)
      expect(await invite(first, invitation)).toMatchObject({ status: 409, body: { code } })
    expect(await invite(first, { roles: ['king'] })).toMatchObject({ status: 422 })
    expect(await invite(first, { roles: ['planner'], token: 'x' })).toMatchObject({ status: 422 })
  })

  test('serves no more once who gave it out may not grant any more', async () => {
    const { coordinator, person, browser, pause } = await served(installation)
    const first = await coordinator()
    const second = await person(first, { roles: ['coordinator'] })
    const { code } = (await second.browser.post(`/api/v1/pauses/${pause}/invitations`, { roles: ['protection'] })).body
    const revoked = await first.browser.command(pause, 'revoke_role', { person: second.token, roles: ['coordinator'] })
    expect(revoked.status).toBe(200)
    const options = (await browser().post('/api/v1/sign-in/invitation/begin', { code })).body
    const window = browser()
    const answer = await window.post('/api/v1/sign-in/invitation', {
      code,
      ...new Authenticator(origin).create(options),
    })
    expect([answer.status, answer.body.code]).toEqual([403, 'code_refused'])
    expect(window.cookies.size).toBe(0)
    // And that coordinator is none with the very next request.
    expect((await second.browser.get(`/api/v1/pauses/${pause}/access`)).status).toBe(404)
  })

  test('the first is told on the console, once for all until it is used; a second pause is another matter', async () => {
    const { signIn, pause, browser, coordinator, person } = await served(installation)
    const before = await signIn.firstInvitation(pause)
    const mine = await coordinator()
    expect(await signIn.firstInvitation(pause)).toBeUndefined()
    expect((await browser().post('/api/v1/sign-in/invitation/begin', { code: before?.code })).status).toBe(403)
    const view = (await mine.browser.get(`/api/v1/pauses/${pause}/access`)).body
    expect(view.people).toMatchObject([{ person: mine.token, roles: ['coordinator'] }])

    // Who is signed in takes a further invitation up as who they are.
    const other = await person(mine, { roles: ['field'] })
    const { code } = (await mine.browser.post(`/api/v1/pauses/${pause}/invitations`, { roles: ['dispatcher'] })).body
    expect((await other.browser.post('/api/v1/sign-in/invitation/redeem', { code })).status).toBe(200)
    expect((await mine.browser.post('/api/v1/sign-in/invitation/redeem', { code })).status).toBe(403)
    expect((await other.browser.get('/api/v1/sign-in')).body.pauses).toMatchObject([
      { pause, roles: ['dispatcher', 'field'] },
    ])
  })
})

describe('a session', () => {
  test('stands in a cookie that no script reads and no other site sends, and nowhere else', async () => {
    const { coordinator, browser } = await served(installation)
    const { passkey, browser: mine } = await coordinator()
    const challenge = (await browser().post('/api/v1/sign-in/passkey/begin')).body
    const answer = await browser().post('/api/v1/sign-in/passkey', passkey.get(challenge))
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^treve-session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/)
    const secret = mine.cookies.get('treve-session') ?? ''
    const { rows } = await installation.database.query('select row_to_json(sessions)::text as row from sessions')
    const kept = rows.map(({ row }) => row).join()
    expect(kept).toContain('passkey')
    for (const form of [secret, Buffer.from(secret, 'base64url').toString('hex')]) expect(kept).not.toContain(form)
  })

  test('over TLS it is bound to the host and never sent without', async () => {
    const { coordinator } = await served(installation, { at: 'https://localhost:8443' })
    const { browser: mine } = await coordinator()
    expect([...mine.cookies.keys()]).toEqual(['__Host-treve-session'])
  })

  test('what another site’s page asks for is refused, and changes nothing', async () => {
    const { coordinator, pause } = await served(installation)
    const { browser: mine } = await coordinator()
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'same-origin', origin: 'https://treve.example' },
    ]) {
      for (const path of [
        `/api/v1/pauses/${pause}/invitations`,
        '/api/v1/sign-in/out',
        '/api/v1/sign-in/passkey/begin',
      ])
        expect(await mine.post(path, { roles: ['planner'] }, headers), path).toMatchObject({
          status: 403,
          body: { code: 'from_elsewhere' },
        })
    }
    expect((await mine.get('/api/v1/sign-in')).body.signed_in).not.toBeNull()
  })

  test('ends: signed out here, elsewhere, unused for a shift, after a day', async () => {
    const { coordinator, browser, clock } = await served(installation)
    const { passkey, browser: mine } = await coordinator()
    const again = async () => {
      const window = browser()
      const challenge = (await window.post('/api/v1/sign-in/passkey/begin')).body
      await window.post('/api/v1/sign-in/passkey', passkey.get(challenge))
      return window
    }
    const isIn = async (window: typeof mine) => (await window.get('/api/v1/sign-in')).body.signed_in !== null
    const [second, third, fourth] = [await again(), await again(), await again()]
    const kept = new Map(second.cookies)
    await second.post('/api/v1/sign-in/out')
    for (const [name, value] of kept) second.cookies.set(name, value)
    expect(await isIn(second), 'signed out, its cookie kept by somebody').toBe(false)

    const list = (await mine.get('/api/v1/sign-in/sessions')).body
    expect(list).toHaveLength(3)
    expect(list.filter((each: { is_this: boolean }) => each.is_this)).toHaveLength(1)
    const id = (await third.get('/api/v1/sign-in')).body.signed_in.session
    expect((await mine.post(`/api/v1/sign-in/sessions/${id}/end`)).status).toBe(200)
    expect((await mine.post(`/api/v1/sign-in/sessions/${id}/end`)).status).toBe(404)
    expect(await isIn(third)).toBe(false)
    await mine.post('/api/v1/sign-in/sessions/end-others')
    expect([await isIn(fourth), await isIn(mine)]).toEqual([false, true])

    clock.aheadS += 8 * 3600 - 60
    expect(await isIn(mine), 'used within a shift').toBe(true)
    clock.aheadS += 8 * 3600 + 1
    expect(await isIn(mine), 'not used for a shift').toBe(false)
    const day = await again()
    for (let hour = 0; hour < 24; hour += 4) {
      expect(await isIn(day), `after ${hour} h`).toBe(true)
      clock.aheadS += 4 * 3600
    }
    expect(await isIn(day), 'after a day').toBe(false)
  })

  test('is not kept up by a page that stands open', async () => {
    const { coordinator, person, services, pause, clock } = await served(installation)
    const { browser: mine } = await person(await coordinator(), { roles: ['field'] })
    const stream = new StreamRead(await mine.raw(`/api/v1/events?pause=${pause}`))
    await eventually(() => expect(stream.frames).not.toEqual([]))
    clock.aheadS += 8 * 3600 - 120
    // What pages ask for by themselves; and a stream that broke off is opened again by the browser.
    expect((await mine.get('/api/v1/pauses')).body).toMatchObject([{ id: pause }])
    const again = new StreamRead(await mine.raw(`/api/v1/events?pause=${pause}`))
    await eventually(() => expect(again.frames).not.toEqual([]))
    await new Promise((done) => setTimeout(done, 5500))
    expect(services.streams.count).toBe(2)
    clock.aheadS += 300
    expect((await mine.get('/api/v1/sign-in')).body.signed_in).toBeNull()
    await eventually(() => expect([stream.isOver, again.isOver]).toEqual([true, true]))
    expect(stream.text).toContain('signed_out')
  })

  test('of another is not ended, nor seen', async () => {
    const { coordinator, person } = await served(installation)
    const first = await coordinator()
    const second = await person(first, { roles: ['planner'] })
    const id = (await first.browser.get('/api/v1/sign-in')).body.signed_in.session
    expect((await second.browser.post(`/api/v1/sign-in/sessions/${id}/end`)).status).toBe(404)
    expect((await second.browser.get('/api/v1/sign-in/sessions')).body).toHaveLength(1)
    const { passkey } = first
    expect((await second.browser.post(`/api/v1/sign-in/passkeys/${passkey.id}/remove`)).status).toBe(404)
  })
})

describe('a device', () => {
  test('is enrolled by its code, once, with a key that it holds', async () => {
    const { coordinator, browser, pause, clock } = await served(installation)
    const first = await coordinator()
    const asked = { roles: ['field'], label: 'gate team north' }
    const issue = async () => (await first.browser.post(`/api/v1/pauses/${pause}/device-codes`, asked)).body
    const device = new Device(browser())
    const given = await issue()
    expect(given.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(given.url).toBe(`${origin}/phone/#${given.code.replace('-', '')}`)
    expect(given.qr_svg).toMatch(/^<svg/)

    const refused = await device.enrol('0000-0000')
    expect(refused).toMatchObject({ status: 403, body: { code: 'code_refused' } })
    // Another’s key, a signature of another code: the code is not used up by that.
    for (const more of [{ key: new Device(browser()).key }, { proofOf: '0000-0000' }, { key: 'short' }])
      expect((await device.enrol(given.code, more)).body).toEqual(refused.body)
    expect(await device.enrol(given.code)).toMatchObject({ status: 200, body: { pause } })
    expect((await new Device(browser()).enrol(given.code)).body).toEqual(refused.body)
    const second = await issue()
    expect(await device.enrol(second.code)).toMatchObject({ status: 409, body: { code: 'key_known' } })
    const late = await issue()
    clock.aheadS += 601
    expect((await new Device(browser()).enrol(late.code)).body).toEqual(refused.body)

    expect(
      await first.browser.post(`/api/v1/pauses/${pause}/device-codes`, { ...asked, roles: ['coordinator'] }),
    ).toMatchObject({ status: 422 })
    expect(
      await first.browser.post(`/api/v1/pauses/${pause}/device-codes`, { ...asked, person: 'f'.repeat(32) }),
    ).toMatchObject({ status: 409, body: { code: 'person_unknown' } })
  })

  test('signs each request: what is changed, replayed, of another or of another hour is refused', async () => {
    const { coordinator, device: enrolled, browser, pause } = await served(installation)
    const device = await enrolled(await coordinator())
    const path = `/api/v1/pauses/${pause}/life`
    const window = browser('192.0.2.9')
    const send = async (authorization: string, at = path) => {
      const { status, body } = await window.get(at, { authorization })
      return [status, body.code]
    }
    const no = [401, 'not_signed_in']
    const good = device.authorization('GET', path)
    expect(await send(good)).toEqual([200, undefined])
    expect(await send(good), 'replayed').toEqual(no)
    expect(await send(device.authorization('GET', path), `${path}?more`), 'for another path').toEqual(no)
    expect(await send(device.authorization('POST', path)), 'for another method').toEqual(no)
    expect(await send(device.authorization('GET', path, { body: 'x' })), 'for another body').toEqual(no)
    expect(await send(device.authorization('GET', path, { device: 'a'.repeat(32) })), 'of another').toEqual(no)
    const stranger = new Device(window)
    expect(await send(stranger.authorization('GET', path, { device: device.token })), 'forged').toEqual(no)
    expect(await send('Treve-Device nothing')).toEqual(no)
    expect(await send(`${device.authorization('GET', path).slice(0, -1)}!`)).toEqual(no)

    const who = '/api/v1/sign-in'
    const hour = Math.floor(Date.now() / 1000) - 3600
    const off = await device.get(who, { at: hour })
    expect(off).toMatchObject({ status: 401, body: { code: 'clock_off', yours: hour } })
    expect(Math.abs(off.body.server_time - Date.now() / 1000)).toBeLessThan(60)
    const ahead = await device.get(who, { at: hour + 7200 })
    expect(ahead.body.code).toBe('clock_off')
    expect((await device.get(who)).body).toMatchObject({ pauses: [{ pause, roles: ['field'] }] })
  })

  test('that is revoked is out with the next request, and so is its open stream', async () => {
    const { coordinator, device: enrolled, pause } = await served(installation)
    const first = await coordinator()
    const device = await enrolled(first)
    const path = `/api/v1/events?pause=${pause}`
    const stream = new StreamRead(
      await device.browser.raw(path, { headers: { authorization: device.authorization('GET', path) } }),
    )
    await eventually(() => expect(stream.text + JSON.stringify(stream.frames)).not.toBe('[]'))
    const revoked = await first.browser.command(pause, 'revoke_device', { device: device.token, reason: 'lost' })
    expect(revoked.status).toBe(200)
    expect((await device.get('/api/v1/sign-in')).body).toMatchObject({ status: 403, code: 'device_revoked' })
    await eventually(() => expect(stream.isOver).toBe(true))
    expect(stream.text).toContain('signed_out')
  })
})

describe('a link of a liaison', () => {
  const parts = (url: string) => {
    const [, pause = '', id = '', secret = ''] = /\/l\/([^/]+)\/([^#]+)#(.+)$/.exec(url) ?? []
    return { pause, link: id, secret }
  }

  test('opens nothing without its secret, and the same is said whatever is wrong', async () => {
    const { coordinator, browser, pause } = await served(installation)
    const first = await coordinator()
    const issued = (await first.browser.post(`/api/v1/pauses/${pause}/links`, link())).body
    expect(issued.url).toMatch(new RegExp(`^${origin}/l/${pause}/[0-9a-f]{32}#[\\w-]{43}$`))
    const good = parts(issued.url)
    const open = async (given: object) => {
      const window = browser()
      const { status, body } = await window.post('/api/v1/sign-in/link', given)
      expect(window.cookies.size).toBe(0)
      return [status, body]
    }
    const refused = await open({ ...good, secret: 'A'.repeat(43) })
    expect(refused).toMatchObject([404, { code: 'link_refused' }])
    expect(await open({ ...good, link: 'f'.repeat(32) })).toEqual(refused)
    expect(await open({ ...good, pause: 'elsewhere' })).toEqual(refused)
    expect(await open({ ...good, secret: good.secret.slice(1) })).toEqual(refused)
    const page = await browser().get(`/l/${pause}/${'f'.repeat(32)}`)
    const same = await browser().get(`/l/${pause}/${good.link}`)
    expect([page.status, page.body]).toEqual([same.status, same.body])

    for (const [code, input] of [
      ['party_not_of_pause', link({ party: 'nowhere' })],
      ['until_past', link({ until: '2016-11-04T08:00:00Z' })],
      ['until_too_far', link({ until: '2099-01-01T00:00:00Z' })],
    ] as const)
      expect(await first.browser.post(`/api/v1/pauses/${pause}/links`, input)).toMatchObject({
        status: 409,
        body: { code },
      })
  })

  test('makes a liaison of that party in that pause, and of nothing else, until it ends', async () => {
    const { coordinator, browser, pause, clock } = await served(installation)
    const first = await coordinator()
    const issued = (await first.browser.post(`/api/v1/pauses/${pause}/links`, link())).body
    const window = browser()
    const opened = await window.post('/api/v1/sign-in/link', parts(issued.url))
    expect(opened).toMatchObject({ status: 200, body: { go_to: '/' } })
    expect((await window.get('/api/v1/sign-in')).body).toMatchObject({
      signed_in: { kind: 'link', token: issued.link },
      pauses: [{ pause, roles: ['liaison'], party: 'north' }],
    })
    for (const path of ['access', 'approvals', 'conversation'])
      expect((await window.get(`/api/v1/pauses/${pause}/${path}`)).status, path).toBe(403)
    expect((await window.get('/api/v1/pauses/elsewhere/terms')).status).toBe(401)
    for (const path of ['/api/v1/sign-in/sessions', '/api/v1/sign-in/passkeys'])
      expect((await window.get(path)).status, path).toBe(401)
    expect((await window.command(pause, 'issue_link', {})).status).toBe(403)

    // Whoever opens it again opens the same; when its time is over, so is what was opened.
    const second = browser()
    expect((await second.post('/api/v1/sign-in/link', parts(issued.url))).status).toBe(200)
    clock.aheadS += 3601
    expect((await window.get('/api/v1/sign-in')).body.signed_in).toBeNull()
    expect(await browser().post('/api/v1/sign-in/link', parts(issued.url))).toMatchObject({
      status: 410,
      body: { code: 'link_over', state: 'expired', ask: 'Duty desk, line 4' },
    })
  })

  test('that is closed is closed at once: its page, its sessions, its stream', async () => {
    const { coordinator, browser, pause } = await served(installation)
    const first = await coordinator()
    const issued = (await first.browser.post(`/api/v1/pauses/${pause}/links`, link())).body
    const window = browser()
    await window.post('/api/v1/sign-in/link', parts(issued.url))
    const stream = new StreamRead(await window.raw(`/api/v1/events?pause=${pause}`))
    expect((await first.browser.command(pause, 'revoke_link', { link: issued.link })).status).toBe(200)
    expect((await window.get(`/api/v1/pauses/${pause}/terms`)).status).toBe(401)
    await eventually(() => expect(stream.isOver).toBe(true))
    expect(await browser().post('/api/v1/sign-in/link', parts(issued.url))).toMatchObject({
      status: 410,
      body: { state: 'revoked', ask: 'Duty desk, line 4' },
    })
  })
})

describe('what is asked too often', () => {
  const tight = { burst: 3, perSecond: 0.01 }

  test.each([
    ['codes', '/api/v1/sign-in/invitation/begin', { code: '0000-0000-0000-0000' }, 'guesses'],
    ['devices', '/api/v1/sign-in/devices', { code: '0000-0000', key: 'k', proof: 'p' }, 'guesses'],
    ['links', '/api/v1/sign-in/link', { pause: 'p', link: 'l', secret: 's' }, 'guesses'],
    ['passkeys', '/api/v1/sign-in/passkey/begin', {}, 'attempts'],
  ] as const)('%s: by address, before anything is looked at', async (_, path, body, which) => {
    const { browser } = await served(installation, { rates: { [which]: tight } })
    const statuses: number[] = []
    for (let time = 0; time < 5; time++) statuses.push((await browser('2001:db8:1:2::1').post(path, body)).status)
    expect(statuses.slice(3)).toEqual([429, 429])
    expect(statuses.slice(0, 3)).not.toContain(429)
    const other = await browser('2001:db8:1:2:ffff::9').post(path, body)
    expect([other.status, other.body.code]).toEqual([429, 'too_many_requests'])
    expect(Number(other.headers.get('retry-after'))).toBeGreaterThan(10)
    expect((await browser('2001:db8:1:3::1').post(path, body)).status).not.toBe(429)
  })

  test('behind a proxy on this machine, by the address that the proxy adds, and not by what was sent to it', async () => {
    const { browser } = await served(installation, { rates: { attempts: tight } })
    const ask = async (address: string, forwarded: string) =>
      (await browser(address).post('/api/v1/sign-in/passkey/begin', {}, { 'x-forwarded-for': forwarded })).status
    const all: number[] = []
    for (let time = 0; time < 4; time++) all.push(await ask('127.0.0.1', `203.0.113.${time}, 192.0.2.1`))
    expect(all).toEqual([200, 200, 200, 429])
    expect(await ask('127.0.0.1', '192.0.2.1, 192.0.2.2')).toBe(200)
    // From elsewhere the header is nobody’s word.
    const direct: number[] = []
    for (let time = 0; time < 4; time++) direct.push(await ask('198.51.100.7', `203.0.113.${time}`))
    expect(direct).toEqual([200, 200, 200, 429])
  })

  test('one code, link or passkey, from wherever it is tried', async () => {
    const { browser } = await served(installation, { rates: { ofOne: tight } })
    const statuses: number[] = []
    for (let host = 1; host < 6; host++)
      statuses.push(
        (await browser(`192.0.2.${host}`).post('/api/v1/sign-in/link', { pause: 'p', link: 'l', secret: 's' })).status,
      )
    expect(statuses).toEqual([404, 404, 404, 429, 429])
  })

  test('and what is too large is not read', async () => {
    const { browser } = await served(installation)
    expect(await browser().post('/api/v1/sign-in/link', { secret: 'x'.repeat(40_000) })).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    })
  })
})

test('what is kept of codes, links and readers opens nothing, and is gone when its time is over', async () => {
  const { coordinator, browser, pause, clock, signIn } = await served(installation)
  const first = await coordinator()
  const { code } = (await first.browser.post(`/api/v1/pauses/${pause}/invitations`, { roles: ['planner'] })).body
  const { url } = (await first.browser.post(`/api/v1/pauses/${pause}/links`, link())).body
  await browser().post('/api/v1/sign-in/invitation/begin', { code })
  const texts: string[] = []
  for (const table of ['passkeys', 'sessions', 'one_time_codes', 'used_once', 'commands', 'events']) {
    const { rows } = await installation.database.query(`select row_to_json(${table})::text as row from ${table}`)
    texts.push(...rows.map(({ row }) => String(row)))
  }
  const all = texts.join('\n')
  const secret = url.split('#')[1]
  for (const hidden of [code, code.replaceAll('-', ''), secret]) {
    expect(hidden.length).toBeGreaterThan(10)
    expect(all).not.toContain(hidden)
  }
  clock.aheadS += 2 * 86_400
  await signIn.purge()
  for (const table of ['sessions', 'one_time_codes', 'used_once']) {
    const { rows } = await installation.database.query(`select * from ${table}`)
    expect(rows, table).toEqual([])
  }
})
