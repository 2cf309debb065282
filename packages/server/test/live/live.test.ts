// The live day on a server: how sure it is, alarms from positions, planning anew.

import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { isOpen } from '../../src/coordination/day/index.ts'
import { digestText, Keeping } from '../../src/positions/keeping.ts'
import { type Installation, installed } from '../api/made.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'
import { at, trackerOf, underWay } from './made.ts'

let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(async () => installation.database.close())
removeFoldersAfterwards()

async function begun(given: Parameters<typeof underWay>[1] = {}) {
  const day = await underWay(installation, given)
  onTestFinished(() => day.close())
  const json = async (path: string, bearer = 'coordinator') => {
    const answer = await day.ask(bearer, `/api/v1/pauses/${day.pause}/${path}`)
    expect(answer.status, path).toBe(200)
    // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects in it
    return (await answer.json()) as any
  }
  const open = () =>
    [...(day.services.live.of(day.pause)?.state.day.alarms.values() ?? [])]
      .filter(isOpen)
      .map(({ kind, key }) => `${kind} ${key}`)
  return { ...day, json, open }
}

describe('how sure it is now', () => {
  it('is answered for a pause under way from positions, with when each is expected', async () => {
    const { fix, json } = await begun({ from: '08:20' })
    await fix('bus-001', 37.16, 36.2)
    const now = await eventually(async () => {
      const seen = await json('now')
      expect(seen.answer?.assurance.at).toMatch(/^2016-11-04T08:2/)
      expect(seen.vehicles.find((each: { by: string }) => each.by === 'position')).toBeDefined()
      return seen
    }, 60)
    expect(now).toMatchObject({ is_watched: true, trouble: null })
    expect(now.vehicles).toContainEqual(
      expect.objectContaining({ vehicle: 'bus-001', trip: 'bus-001-t1', by: 'position', late_s: 0 }),
    )
  })

  it('tells a desk when each is expected there and as of when, and nobody there where it is', async () => {
    const { ask, pause, fix, json } = await begun({ from: '08:40' })
    const command = async (kind: string, input: object) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
      const path = `/api/v1/pauses/${pause}/commands/${kind}`
      const answer = await ask('coordinator', path, { method: 'POST', headers, body: JSON.stringify(input) })
      expect(answer.status, await answer.text()).toBe(200)
    }
    await command('grant_role', { person: 'desk', roles: ['desk'] })
    await command('set_duty', { who: 'desk', places: ['reception'] })
    const first = (await json('my-day', 'desk')).arrivals.find((each: { trip: string }) => each.trip === 'bus-001-t1')
    // Nothing is told of it: it is planned, and not estimated.
    expect(first).toMatchObject({ place: 'reception', eta: null, eta_as_of: null })
    // Planned out by 08:39:20, it is at the inside mouth still.
    await fix('bus-001', 37.13, 36.2)
    const estimated = await eventually(async () => {
      const { arrivals } = await json('my-day', 'desk')
      const [one] = arrivals.filter(({ eta }: { eta: string | null }) => eta !== null)
      expect(one).toBeDefined()
      return one
    }, 60)
    expect(estimated).toMatchObject({ vehicle: 'bus-001', place: 'reception', eta_by: 'position' })
    expect(estimated.eta).toMatch(/^2016-11-04T\d\d:\d\d:00/)
    expect(Date.parse(estimated.eta)).toBeGreaterThanOrEqual(Date.parse(estimated.eta_as_of))
    expect(JSON.stringify(await json('my-day', 'desk'))).not.toMatch(/37\.13/)
  })

  it('is nothing to whom plans are not shown', async () => {
    const { ask, pause } = await begun()
    for (const path of ['now', 'replan', 'replan/plan'])
      for (const bearer of ['liaison', 'field', 'desk', 'donor'])
        expect((await ask(bearer, `/api/v1/pauses/${pause}/${path}`)).status).toBe(403)
  })
})

describe('alarms from positions', () => {
  it('a bus off its corridor: raised once, settled when it is back, whatever the drift between', async () => {
    const { fix, open, now } = await begun({ from: '08:00', speed: 30 })
    await fix('bus-001', 37.12, 36.2)
    await fix('bus-001', 37.13, 36.2, { timestamp: Math.floor(now()) })
    const from = Math.floor(now())
    // No quicker than a bus can be: 22 m a second.
    const fixAt = async (seconds: number, longitude: number, latitude: number) => {
      await eventually(() => expect(now()).toBeGreaterThan(from + seconds), 30)
      await fix('bus-001', longitude, latitude, { timestamp: from + seconds })
    }
    for (const [index, seconds] of [30, 45, 61, 75, 90].entries()) await fixAt(seconds, 37.13 + index * 1e-4, 36.206)
    await eventually(() => expect(open()).toContain('off_corridor bus-001'), 30)
    for (const seconds of [150, 180, 220]) await fixAt(seconds, 37.133, 36.2)
    await eventually(() => expect(open()).not.toContain('off_corridor bus-001'), 30)
  })

  it('a tracker that has gone silent under way, and speaks again', async () => {
    const { fix, open, now } = await begun({ from: '08:05', speed: 60 })
    await fix('bus-001', 37.13, 36.2)
    await eventually(() => expect(open()).toContain('silent bus-001'), 40)
    let longitude = 37.135
    await eventually(async () => {
      longitude += 1e-5
      await fix('bus-001', longitude, 36.2, { timestamp: Math.floor(now()) })
      expect(open()).not.toContain('silent bus-001')
    }, 30)
  })

  it('positions that cannot be so are flagged and alarmed', async () => {
    const { fix, open, json, now } = await begun({ from: '08:05' })
    const from = Math.floor(now())
    await fix('truck-001', 37.13, 36.2, { timestamp: from - 10 })
    for (const more of [1, 2, 3]) await fix('truck-001', 36.9, 36.2, { timestamp: from - 10 + more })
    await eventually(() => expect(open()).toContain('impossible_position truck-001'), 30)
    expect((await json('positions.json')).vehicles).toMatchObject([
      { id: 'truck-001', lon: 37.13, flags: ['impossible'] },
    ])
  })
})

describe('the digest of an hour', () => {
  it('is on the account once for each vehicle, of just what came, and holds no position', async () => {
    const { fix, services, pause, account, now } = await begun({ from: '08:40', speed: 60 })
    for (const longitude of [37.1, 37.11, 37.12])
      await fix('bus-001', longitude, 36.2, { timestamp: Math.floor(now()) })
    await fix('truck-001', 37.15, 36.21)
    await eventually(() => expect(now()).toBeGreaterThan(at('09:01:01')), 60)
    const known = services.live.of(pause)
    if (known === undefined) throw new Error('it is followed')
    const { intake, live, positions, nowIn } = services
    // Two processes: whoever is first has it entered.
    const { database } = installation
    for (const keeping of [1, 2].map(() => new Keeping({ database, intake, live, positions, nowIn, now }))) {
      await keeping.digest(known)
      await keeping.close()
    }
    const rows = await eventually(async () => {
      const found = await installation.database.query(
        `select opened from events where account = $1 and type = 'positions_digest' order by opened->'tokens'->>'vehicle'`,
        [account],
      )
      expect(found.rows.length).toBeGreaterThanOrEqual(2)
      return found.rows as { opened: { tokens: object; time: object; attachments: { digest: string }[] } }[]
    }, 30)
    expect(rows.map(({ opened }) => opened.tokens)).toEqual([{ vehicle: 'bus-001' }, { vehicle: 'truck-001' }])
    const stored = await positions.store.ofHour(account, at('08:00') * 1000)
    const own = stored.filter(({ vehicle }) => vehicle === 'bus-001')
    expect(own.length).toBe(3)
    const digest = createHash('sha256').update(digestText(own)).digest('base64url')
    expect(rows[0]?.opened.attachments).toEqual([{ digest, bytes: digestText(own).length, media: 'text/csv' }])
    expect(JSON.stringify(rows)).not.toContain('37.1')
  })
})

describe('planning anew', () => {
  it('proposes a plan from where all are, as a difference; agreed by a person it is the one in force', async () => {
    const { fix, json, ask, pause, command, services, now } = await begun({ from: '08:50' })
    expect(await json('replan')).toMatchObject({ state: 'none', shift: null })
    // It should be at the reception by now, and is at the school still.
    for (const longitude of [37.12, 37.13, 37.14, 37.16])
      await fix('bus-001', longitude, 36.2, {
        timestamp: Math.floor(now()) - 600 + Math.round((longitude - 37.12) * 1e4),
      })
    await eventually(async () => {
      const { vehicles } = await json('now')
      expect(vehicles).toContainEqual(expect.objectContaining({ vehicle: 'bus-001', by: 'position' }))
      expect(vehicles.find((each: { vehicle: string }) => each.vehicle === 'bus-001').late_s).toBeGreaterThan(600)
    }, 30)
    const begin = await ask('dispatcher', `/api/v1/pauses/${pause}/replan`, { method: 'POST' })
    expect(begin.status).toBe(202)
    const { proposal } = await eventually(async () => {
      const state = await json('replan')
      expect(state).toMatchObject({ state: 'there' })
      return state
    }, 60)
    expect(proposal.changed_orders.map((each: { vehicle: string }) => each.vehicle)).toContain('bus-001')
    expect(proposal.affected).toBe(proposal.changed_orders.length)
    // Nobody was notified of anything here.
    expect(proposal.within_notified).toBe(false)
    expect(proposal.departures[0]).toMatchObject({ what: 'notification' })
    expect(proposal.gained.clear_probability.to).toBeGreaterThan(0.9)
    const before = services.live.of(pause)?.state.terms.plan?.planSha256
    const plan = await (await ask('coordinator', `/api/v1/pauses/${pause}/replan/plan`)).text()
    expect(proposal.base).toBe(services.live.of(pause)?.state.terms.plan?.entry)
    // Two made of one plan, agreed at once: one is in force, and the other does not undo it.
    const two = [plan, `${plan}\n`].map((each) =>
      command('agree_plan', { version: 1, plan: each, base: proposal.base }),
    )
    expect((await Promise.all(two)).toSorted()).toEqual(['plan_not_of_this', undefined])
    expect(services.live.of(pause)?.state.terms.plan?.planSha256).not.toBe(before)
    // From then on it is the new plan of which it is said how sure it is.
    await eventually(async () => {
      const seen = await json('now')
      expect(seen.trouble).toBeNull()
      expect(seen.answer?.assurance.due.length).toBeGreaterThan(0)
      expect(await json('replan')).toMatchObject({ state: 'none', shift: null })
    }, 60)
  })

  it('is refused where nothing is under way', async () => {
    const { ask, pause, command } = await begun()
    expect(trackerOf('bus-001').length).toBeGreaterThanOrEqual(16)
    expect((await ask('coordinator', `/api/v1/pauses/${pause}/replan/plan`)).status).toBe(404)
    expect(await command('bind_tracker', { tracker: 'short', vehicle: 'bus-001', protocol: 'osmand' })).toBe(
      'tracker_guessable',
    )
    expect((await ask('coordinator', '/api/v1/pauses/nowhere/replan')).status).toBe(404)
  })
})
