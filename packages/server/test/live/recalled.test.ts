// A vehicle that is called back goes where it is safe, by whatever way, and is watched for leaving its corridor again once it is
// not: the pause is resumed, or it has a new order.

import type { Instant } from '@treve/model'
import { afterEach, expect, it } from 'vitest'
import type { LivePause } from '../../src/api/live.ts'
import { DayLive } from '../../src/live/day-live.ts'
import type { InForce } from '../../src/live/in-force.ts'
import { underWay } from '../coordination/day.ts'
import { pause, plan } from './made.ts'

const inForce = { entry: 'e', bytes: new Uint8Array(), files: new Map(), pause, plan } as unknown as InForce

let followed: DayLive | undefined
afterEach(() => followed?.close())

/** Its bus has set out. What is asked of the server: alarms raised. */
function begun() {
  const day = underWay()
  day.at('08:02')
  day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'depot' })
  const raised: string[] = []
  const receive = async ({ content }: { readonly content: object }) => {
    const { command, input } = content as { command: string; input: string }
    if (command === 'raise_alarm') raised.push(JSON.parse(input).kind)
    return { number: raised.length, outcome: undefined, isReplay: false }
  }
  const live = () => ({ id: 'p', state: day.state }) as unknown as LivePause
  followed = new DayLive({ receive }, inForce, live())
  return { day, raised, live, of: followed }
}

/** Far north of the bridge, for a minute and a half. */
async function strays({ day, raised, live, of }: ReturnType<typeof begun>): Promise<readonly string[]> {
  raised.length = 0
  for (const seconds of [0, 15, 30, 45, 60, 75, 90]) {
    const fixAt = (day.now + seconds) * 1000
    of.fix(live(), 'bus-001', { at: fixAt, cameAt: fixAt, longitude: 37.13, latitude: 36.206, flags: [] })
    of.tick(live(), new Map(), day.now + seconds)
  }
  // What is asked of the server is handed over behind.
  await new Promise((done) => setImmediate(done))
  day.goTo((day.now + 600) as Instant)
  return [...raised]
}

it('off its corridor is no alarm while it is called back, and is again once the pause is resumed', async () => {
  const all = begun()
  all.day.do('recall', { reason: 'a shell' })
  all.day.do('suspend', { reason: 'shooting near the gate' })
  expect(await strays(all)).toEqual([])
  all.day.do('resume')
  expect(await strays(all)).toEqual(['off_corridor'])
})

it('and once it alone is given a new order', async () => {
  const all = begun()
  const order = {
    id: 'again',
    notification: 1,
    movement: 'out',
    use: 'civilians',
    corridor: 'bridge',
    direction: 'both',
    from: '2016-11-04T08:30',
    until: '2016-11-04T11:00',
    vehicles: [{ id: 'bus-001', kind: 'bus' }],
  }
  all.day.do('recall', { vehicles: ['bus-001'], reason: 'a shell' })
  expect(await strays(all)).toEqual([])
  all.day.do('override', { order, reason: 'an exercise' })
  all.day.do('issue_order', order)
  expect(await strays(all)).toEqual(['off_corridor'])
})

it('one that nobody has called back is off its corridor at once', async () => {
  expect(await strays(begun())).toEqual(['off_corridor'])
})
