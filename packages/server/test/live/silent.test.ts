// Nothing heard is told of whatever is under way: of a tracker that never spoke, of a vehicle without orders, of one that has but
// a phone. And what was watched before a plan was agreed anew is watched on.

import type { Instant } from '@treve/model'
import { afterEach, describe, expect, it } from 'vitest'
import type { LivePause } from '../../src/api/live.ts'
import { DayLive } from '../../src/live/day-live.ts'
import type { InForce } from '../../src/live/in-force.ts'
import type { Judged, Track } from '../../src/positions/judged.ts'
import { underWay } from '../coordination/day.ts'
import { pause, plan } from './made.ts'

const inForce = { entry: 'e', bytes: new Uint8Array(), files: new Map(), pause, plan } as unknown as InForce
const trip = plan.trips.find(({ vehicle }) => vehicle === 'bus-001')?.id ?? ''

const all: DayLive[] = []
afterEach(async () => {
  await Promise.all(all.splice(0).map((each) => each.close()))
})

function begun(vehicle = 'bus-001', isBound = false) {
  const day = underWay()
  day.at('08:02')
  if (isBound) day.do('bind_tracker', { tracker: 'a-tracker-of-sixteen', vehicle, protocol: 'osmand' })
  const raised: string[] = []
  const receive = async ({ content }: { readonly content: object }) => {
    const { command, input } = content as { command: string; input: string }
    if (command === 'raise_alarm') raised.push(JSON.parse(input).kind)
    return { number: raised.length, outcome: undefined, isReplay: false }
  }
  const live = () => ({ id: 'p', state: day.state }) as unknown as LivePause
  const start = day.now
  let of: DayLive
  const followed = (watches?: DayLive['watches'], tracks: ReadonlyMap<string, Track> = new Map()) => {
    of = new DayLive({ receive }, inForce, live())
    all.push(of)
    of.begin(live(), tracks, watches)
    return of
  }
  followed()
  return {
    day,
    raised,
    watches: () => of.watches,
    followed,
    /** Without a word, until so many seconds after it began. */
    async until(seconds: number) {
      day.goTo((start + seconds) as Instant)
      of.tick(live(), new Map(), start + seconds)
      await new Promise((done) => setImmediate(done))
      return raised.filter((kind) => kind === 'silent').length
    },
    fix(seconds: number, longitude: number): Judged {
      const at = (start + seconds) * 1000
      const judged: Judged = { at, cameAt: at, longitude, latitude: 36.2, flags: [] }
      of.fix(live(), vehicle, judged)
      of.tick(live(), new Map([[vehicle, { heardAt: at } as Track]]), start + seconds)
      return judged
    },
  }
}

describe('silent is', () => {
  it('a tracker that never spoke, five minutes after its vehicle set out; not while it has not', async () => {
    const { day, until } = begun('bus-001', true)
    expect(await until(900)).toBe(0)
    day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'depot' })
    expect(await until(901)).toBe(0)
    expect(await until(1200)).toBe(0)
    expect(await until(1202)).toBe(1)
  })

  it('a vehicle without orders, too', async () => {
    const { day, until } = begun('recovery-001', true)
    day.do('report', { what: 'departed', vehicle: 'recovery-001', place: 'warehouse' })
    await until(1)
    expect(await until(302)).toBe(1)
  })

  it('one with a phone alone, half an hour after its last word, or after the next was due; over with the next', async () => {
    const { day, until, raised } = begun('truck-001')
    day.do('report', { what: 'departed', vehicle: 'truck-001', place: 'warehouse' })
    expect(await until(1800)).toBe(0)
    expect(await until(1801)).toBe(1)
    day.do('report', { what: 'came', vehicle: 'truck-001', place: 'bakery' })
    expect(await until(1802)).toBe(1)
    expect(await until(1803)).toBe(1)
    expect(await until(3602)).toBe(2)
    expect(raised).toEqual(['silent', 'silent'])
  })

  it('none that is out, has taken refuge or has not set out', async () => {
    const { day, until } = begun('truck-001')
    expect(await until(7200)).toBe(0)
    day.do('report', { what: 'departed', vehicle: 'truck-001', place: 'warehouse' })
    day.do('report', { what: 'clear', vehicle: 'truck-001' })
    expect(await until(10800)).toBe(0)
  })
})

describe('a vehicle that stands with people aboard', () => {
  /** How many alarms within so long, where a plan is agreed anew each so often. */
  async function stands(everySeconds: number): Promise<readonly string[]> {
    const { day, raised, watches, followed, fix } = begun()
    day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'depot', trip })
    day.do('report', {
      what: 'people_boarded',
      vehicle: 'bus-001',
      place: 'school',
      people: [{ low: 20, best: 20, high: 20 }],
    })
    for (const [index, longitude] of [37.16, 37.15, 37.14, 37.13].entries()) fix(index * 60, longitude)
    let last = fix(240, 37.13)
    for (let seconds = 255; seconds <= 1500; seconds += 15) {
      if (seconds % everySeconds === 0)
        followed(watches(), new Map([['bus-001', { used: last, heardAt: last.at } as Track]]))
      last = fix(seconds, 37.13)
      await new Promise((done) => setImmediate(done))
    }
    return raised.filter((kind) => kind === 'standing')
  }

  it('is told of though plans are agreed anew meanwhile', async () => {
    expect((await stands(1e9)).length).toBe(1)
    expect((await stands(600)).length).toBe(1)
  })

  it('a vehicle without trips in the plan in force is watched, and has no corridor that it could be off', async () => {
    const { day, raised, fix } = begun('recovery-001')
    day.do('report', { what: 'departed', vehicle: 'recovery-001', place: 'warehouse' })
    day.do('report', {
      what: 'people_boarded',
      vehicle: 'recovery-001',
      place: 'school',
      people: [{ low: 3, best: 3, high: 3 }],
    })
    for (let seconds = 0; seconds <= 1000; seconds += 20) fix(seconds, 37.15)
    await new Promise((done) => setImmediate(done))
    expect(raised).toEqual(['standing'])
  })
})
