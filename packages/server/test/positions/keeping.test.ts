// Positions are kept as long as the rule says and no longer, whether or not terms were ever in force and a tracker is still
// bound; and of all that came the account has a digest.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LivePause } from '../../src/api/live.ts'
import { Keeping } from '../../src/positions/keeping.ts'
import type { Bound } from '../../src/positions/positions.ts'
import { type Installation, installed, type Served, servedPause } from '../api/made.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'

let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(async () => installation.database.close())
removeFoldersAfterwards()

const hourSeconds = 3600
const tracker = 'tracker-one'
const seconds = () => Math.floor(Date.now() / 1000)

/** `agoSeconds`: what comes now came then. */
async function served(agoSeconds = 0) {
  const bound: Bound = { vehicle: 'bus-001', protocol: 'osmand' }
  const one: Served = await servedPause(installation, {
    now: () => Date.now() / 1000 - agoSeconds,
    boundIn: ({ id }) => new Map(id === one?.pause ? [[tracker, bound]] : []),
  })
  return one
}

function known({ services, pause }: Served): LivePause {
  const found = services.live.of(pause)
  if (found === undefined) throw new Error('it is served')
  return found
}

async function fix({ ask }: Served, more: object = {}) {
  const told = { id: tracker, lat: '36.2', lon: '37.15', timestamp: String(seconds()), ...more }
  expect((await ask(undefined, `/trackers/osmand?${new URLSearchParams(told)}`)).status).toBe(200)
}

/** As it is so many hours from now. */
async function later(one: Served, hours: number, act: (keeping: Keeping) => Promise<void>) {
  const { live, intake, positions } = one.services
  const now = () => Date.now() / 1000 + hours * hourSeconds
  const keeping = new Keeping({ database: installation.database, intake, live, positions, nowIn: now, now })
  await act(keeping)
  await keeping.close()
}

async function stored({ account }: Served): Promise<number> {
  const { rows } = await installation.database.query('select count(*)::int as n from positions where account = $1', [
    account,
  ])
  return Number(rows[0]?.n)
}

/** In force, with one window. */
function withTerms(pause: LivePause, close: number): LivePause {
  const version = { version: 1, summary: { windows: [{ id: 'day', open: close - 3600, close }] } }
  const terms = { versions: [version], inForce: 1 } as unknown as LivePause['state']['terms']
  return { ...pause, state: { ...pause.state, terms } }
}

describe('the digest of an hour', () => {
  it('is on the account also where the tracker was unbound before the hour was over', async () => {
    const one = await served(2 * hourSeconds)
    await fix(one, { timestamp: String(seconds() - 2 * hourSeconds) })
    expect(known(one).state.day.trackers.size).toBe(0)
    await later(one, 0, (keeping) => keeping.digest(known(one)))
    await eventually(async () => {
      const { rows } = await installation.database.query(
        `select opened->'tokens'->>'vehicle' as vehicle from events where account = $1 and type = 'positions_digest'`,
        [one.account],
      )
      expect(rows).toEqual([{ vehicle: 'bus-001' }])
    })
  })

  it('that is under way as all of them are destroyed is made first', async () => {
    const one = await served()
    await fix(one)
    const over = withTerms(known(one), seconds() - 49 * hourSeconds)
    await later(one, 0, async (keeping) => {
      await keeping.digest(over)
      await keeping.purge(over)
    })
    expect(await stored(one)).toBe(0)
    await eventually(async () => {
      const { rows } = await installation.database.query(
        `select from events where account = $1 and type = 'positions_digest'`,
        [one.account],
      )
      expect(rows).toHaveLength(1)
    })
  })
})

describe('positions', () => {
  it('are kept until 48 hours after the last close, and then there are none', async () => {
    const one = await served()
    await fix(one)
    const soon = withTerms(known(one), seconds() - 47 * hourSeconds)
    await later(one, 0, (keeping) => keeping.purge(soon))
    expect(await stored(one)).toBe(1)
    await later(one, 2, (keeping) => keeping.purge(soon))
    expect(await stored(one)).toBe(0)
    expect(one.services.positions.tracks.of(one.pause).size).toBe(0)
  })

  it('that came before any terms are destroyed 48 hours after they came', async () => {
    const one = await served()
    await fix(one)
    await later(one, 40, (keeping) => keeping.purge(known(one)))
    expect(await stored(one)).toBe(1)
    await later(one, 50, (keeping) => keeping.purge(known(one)))
    expect(await stored(one)).toBe(0)
    // It goes on where more comes.
    await fix(one, { timestamp: String(seconds() + 1) })
    expect(await stored(one)).toBe(1)
  })
})

describe('a tracker that is bound in two pauses', () => {
  const vehicleOf = ({ services }: Served) => services.positions.boundTo(tracker, 'osmand')?.vehicle

  async function two(first: Bound, second: Bound): Promise<{ one: Served; other: Served; swap(): void }> {
    const bounds = new Map<string, Bound>()
    const setup = {
      boundIn: ({ id }: LivePause) =>
        new Map([...bounds].flatMap(([at, each]) => (at === id ? [[tracker, each] as const] : []))),
    }
    const one = await servedPause(installation, { ...setup })
    const other = await servedPause(installation, { ...setup, leads: false })
    bounds.set(one.pause, first).set(other.pause, second)
    return {
      one,
      other,
      swap: () => {
        bounds.set(one.pause, second).set(other.pause, first)
      },
    }
  }

  it('tells of the one in which it was bound last, in whatever order they are kept', async () => {
    const early = { vehicle: 'bus-early', protocol: 'osmand', at: 100 } as const
    const late = { vehicle: 'bus-late', protocol: 'osmand', at: 200 } as const
    const { other, swap } = await two(early, late)
    expect(vehicleOf(other)).toBe('bus-late')
    swap()
    expect(vehicleOf(other)).toBe('bus-late')
  })

  it('tells of a real pause rather than of an exercise, and of one that goes on rather than of one that has ended', async () => {
    const early = { vehicle: 'bus-early', protocol: 'osmand', at: 100 } as const
    const late = { vehicle: 'bus-late', protocol: 'osmand', at: 200 } as const
    const { one, other } = await two(early, late)
    const { live } = other.services
    const all = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(live), 'all')
    const shown = (change: (pause: LivePause) => LivePause) =>
      Object.defineProperty(live, 'all', {
        configurable: true,
        get: () => ((all?.get?.call(live) ?? []) as readonly LivePause[]).map(change),
      })
    shown((pause) => ({ ...pause, isExercise: pause.id === other.pause }))
    expect(vehicleOf(other)).toBe('bus-early')
    shown((pause) =>
      pause.id === one.pause
        ? pause
        : { ...pause, state: { ...pause.state, life: { ...pause.state.life, phase: 'closed' } } },
    )
    expect(vehicleOf(other)).toBe('bus-early')
    shown((pause) => (pause.id === one.pause ? pause : withTerms(pause, seconds() - 49 * hourSeconds)))
    expect(vehicleOf(other)).toBe('bus-early')
  })
})
