// Who is nobody yet asks by a code, a key or a link: what they ask for is taken by the same intake as every command, is done once
// however often it is sent, is limited, is refused to whoever may not, and stands on the account.

import { randomUUID } from 'node:crypto'
import { StorageFault } from '@treve/server/storage'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Installation, installed } from '../api/made.ts'
import { removeFoldersAfterwards } from '../storage/made.ts'
import { Authenticator } from './authenticator.ts'
import { Device, origin, type Person, type Served, served } from './made.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

const field = { roles: ['field'], label: 'gate team north' }

async function typesOf({ pause }: Served): Promise<readonly string[]> {
  const { rows } = await installation.database.query(
    `select type from events join accounts on accounts.number = account where accounts.pause = $1 order by position`,
    [pause],
  )
  return rows.map(({ type }) => String(type))
}

const handOut = (by: Person, { pause }: Served, what: string, given: object, id?: string) =>
  by.browser.post(`/api/v1/pauses/${pause}/${what}`, given, id === undefined ? {} : { 'idempotency-key': id })

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z/, 'Z')

test('a device that asks again is told the same, and is enrolled once; with another key the code opens nothing', async () => {
  const at = await served(installation)
  const first = await at.coordinator()
  const { code } = (await handOut(first, at, 'device-codes', field)).body
  const device = new Device(at.browser())
  const answer = await device.enrol(code)
  expect(answer.status).toBe(200)
  const again = await Promise.all([0, 1, 2].map(() => device.enrol(code)))
  expect(again.map(({ body }) => [body.device, body.pause])).toEqual(
    again.map(() => [answer.body.device, answer.body.pause]),
  )
  expect(await new Device(at.browser()).enrol(code)).toMatchObject({ status: 403, body: { code: 'code_refused' } })
  expect((await typesOf(at)).filter((type) => type === 'device_enrolled')).toHaveLength(1)
  expect((await device.get('/api/v1/sign-in')).body).toMatchObject({ pauses: [{ roles: ['field'] }] })
  at.clock.aheadS += 601
  expect((await device.enrol(code)).status, 'after the time of the code').toBe(403)
})

test('the database goes away between a code and what it brings: who was first with it, and nobody else, has it when it is back', async () => {
  const at = await served(installation)
  const first = await at.coordinator()
  const away = () =>
    vi.spyOn(at.services.intake, 'receive').mockRejectedValueOnce(new StorageFault('away', 'for a moment'))
  const { code } = (await handOut(first, at, 'device-codes', field)).body
  const device = new Device(at.browser())
  away()
  expect(await device.enrol(code)).toMatchObject({ status: 503, body: { code: 'database_away' } })
  expect((await new Device(at.browser()).enrol(code)).status).toBe(403)
  expect((await device.enrol(code)).status).toBe(200)

  const invitation = (await handOut(first, at, 'invitations', { roles: ['planner'] })).body.code
  const [window, passkey] = [at.browser(), new Authenticator(origin)]
  const options = (await window.post('/api/v1/sign-in/invitation/begin', { code: invitation })).body
  away()
  const joined = await window.post('/api/v1/sign-in/invitation', { code: invitation, ...passkey.create(options) })
  expect(joined.status).toBe(503)
  // The passkey was kept with it: it signs in, and takes the same code up again.
  const challenge = (await window.post('/api/v1/sign-in/passkey/begin')).body
  expect((await window.post('/api/v1/sign-in/passkey', passkey.get(challenge))).status).toBe(200)
  expect((await window.get('/api/v1/sign-in')).body.pauses).toEqual([])
  const redeem = (who: typeof window) => who.post('/api/v1/sign-in/invitation/redeem', { code: invitation })
  expect((await redeem(first.browser)).body.code, 'by another').toBe('code_refused')
  expect([(await redeem(window)).status, (await redeem(window)).status]).toEqual([200, 200])
  expect((await window.get('/api/v1/sign-in')).body.pauses).toMatchObject([{ roles: ['planner'] }])
  expect((await typesOf(at)).filter((type) => type === 'role_granted')).toHaveLength(2)
})

test('what is taken, and not done in time, is told so; asked again with the same, it is done once', async () => {
  const at = await served(installation)
  const first = await at.coordinator()
  const { code } = (await handOut(first, at, 'device-codes', field)).body
  const device = new Device(at.browser())
  vi.spyOn(at.services.outcomes, 'of').mockResolvedValueOnce(undefined)
  expect(await device.enrol(code)).toMatchObject({ status: 503, body: { code: 'not_yet_done' } })
  expect((await device.enrol(code)).status).toBe(200)
  expect((await typesOf(at)).filter((type) => type === 'device_enrolled')).toHaveLength(1)
})

test('what is handed out is told again under the same id, to who asked for it alone; with another content it is refused or another', async () => {
  const at = await served(installation)
  const first = await at.coordinator()
  const second = await at.person(first, { roles: ['coordinator'] })
  const link = { party: 'north', until: inAnHour(), ask: 'Duty desk, line 4' }
  const id = randomUUID()
  const given = await handOut(first, at, 'links', link, id)
  expect(given.status).toBe(200)
  expect((await handOut(first, at, 'links', link, id)).body).toEqual(given.body)
  expect((await handOut(second, at, 'links', link, id)).body.url).not.toBe(given.body.url)
  expect((await handOut(first, at, 'links', link)).body.url).not.toBe(given.body.url)
  expect(await handOut(first, at, 'links', { ...link, party: 'south' }, id)).toMatchObject({
    status: 409,
    body: { code: 'client_id_taken' },
  })
  expect((await typesOf(at)).filter((type) => type === 'link_issued')).toHaveLength(3)

  for (const [what, input] of [
    ['invitations', { roles: ['planner'] }],
    ['device-codes', field],
  ] as const) {
    const one = (await handOut(first, at, what, input, id)).body
    expect((await handOut(first, at, what, input, id)).body).toEqual(one)
    expect((await handOut(second, at, what, input, id)).body.code).not.toBe(one.code)
    expect((await handOut(first, at, what, { ...input, roles: ['desk'] }, id)).body.code).not.toBe(one.code)
    expect((await handOut(first, at, what, input)).body.code).not.toBe(one.code)
    expect(await handOut(first, at, what, input, 'mine')).toMatchObject({ status: 400, body: { code: 'id_missing' } })
  }
  // Whoever reads the tables, with the key, cannot make the address again: what was drawn for it stands nowhere.
  for (const table of ['commands', 'one_time_codes', 'events']) {
    const { rows } = await installation.database.query(`select row_to_json(${table})::text as row from ${table}`)
    expect(rows.map(({ row }) => row).join(), table).not.toContain(id)
  }
})

test('it is limited like every command, and refused to whoever may not ask for it before anything is drawn', async () => {
  const at = await served(installation, { rates: { attempts: { burst: 8, perSecond: 0.01 } } })
  const first = await at.coordinator()
  const planner = await at.person(first, { roles: ['planner'] })
  const link = { party: 'north', until: inAnHour(), ask: 'Duty desk, line 4' }
  for (const [what, input] of [
    ['links', link],
    ['invitations', { roles: ['planner'] }],
    ['device-codes', field],
  ] as const)
    expect(await handOut(planner, at, what, input, randomUUID()), what).toMatchObject({
      status: 403,
      body: { code: 'not_allowed' },
    })
  const statuses: number[] = []
  for (let time = 0; time < 10; time++) statuses.push((await handOut(first, at, 'links', link)).status)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(1)
  expect((await typesOf(at)).filter((type) => type === 'link_issued')).toHaveLength(
    statuses.filter((status) => status === 200).length,
  )
})
