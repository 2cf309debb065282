// A vehicle that somebody wrongly said to be out of the zone goes on being watched: its positions say that it is inside.

import { expect, test } from 'vitest'
import type { LivePause } from '../../src/api/live.ts'
import { DayLive } from '../../src/live/day-live.ts'
import type { InForce } from '../../src/live/in-force.ts'
import type { Track } from '../../src/positions/judged.ts'
import type { Intake } from '../../src/storage/index.ts'
import { underWay } from '../coordination/day.ts'
import { pause, plan } from './made.ts'

const people = [{ low: 20, best: 20, high: 20 }]

test.each([
  ['by mistake', 37.1601, ['seen_inside bus-001', 'silent bus-001']],
  ['and is', 37.09, []],
])('said to be out %s', async (_, longitude, wanted) => {
  const raised: string[] = []
  const intake: Pick<Intake, 'receive'> = {
    receive: async ({ content }) => {
      const { command, input } = content as { readonly command?: string; readonly input?: string }
      const { kind, key } = JSON.parse(input ?? '{}') as Record<string, string>
      if (command === 'raise_alarm') raised.push(`${kind} ${key}`)
      return { number: raised.length, outcome: undefined, isReplay: false }
    },
  }
  const day = underWay()
  day.at('08:02')
  day.do('bind_tracker', { tracker: 'a'.repeat(20), vehicle: 'bus-001', protocol: 'osmand' })
  day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'depot' })
  day.goTo((day.now + 60) as never)
  day.do('report', { what: 'people_boarded', vehicle: 'bus-001', place: 'school', people })
  day.goTo((day.now + 600) as never)
  day.do('report', { what: 'clear', vehicle: 'bus-001', chain: 'radio' })
  const live = () => ({ id: 'p', state: day.state }) as unknown as LivePause
  const inForce = { entry: 'e', bytes: new Uint8Array(), files: new Map(), pause, plan } as unknown as InForce
  const followed = new DayLive(intake, inForce, live())
  const heard = (at: number) => new Map([['bus-001', { heardAt: at } as unknown as Track]])
  const fixes = 10
  for (let index = 1; index <= fixes; index++) {
    const at = (day.now + index * 15) * 1000
    followed.fix(live(), 'bus-001', { at, cameAt: at, longitude, latitude: 36.2, flags: [] })
    followed.tick(live(), heard(at), at / 1000)
    await new Promise((done) => setImmediate(done))
  }
  const last = day.now + fixes * 15
  for (const later of [60, 200, 301, 302]) {
    followed.tick(live(), heard(last * 1000), last + later)
    await new Promise((done) => setImmediate(done))
  }
  await followed.close()
  expect([...new Set(raised)]).toEqual(wanted)
})
