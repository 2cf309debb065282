// An alarm is never lost, whatever comes between: its own settling that is not decided yet, another server, a database away.

import { describe, expect, test } from 'vitest'
import type { LivePause } from '../../src/api/live.ts'
import type { Alarm } from '../../src/coordination/day/index.ts'
import { quiet } from '../../src/coordination/day/state.ts'
import { Raising } from '../../src/live/raising.ts'
import { StorageFault } from '../../src/storage/index.ts'
import { at } from './made.ts'

const silent = {
  kind: 'silent',
  key: 'bus-001',
  about: { vehicle: 'bus-001' },
  particulars: { silent_s: 301 },
} as const

function alarm(id: string, ended?: Alarm['ended']): Alarm {
  return {
    alarm: id,
    kind: 'silent',
    key: 'bus-001',
    cause: id,
    since: at('08:00'),
    about: {},
    particulars: {},
    reports: [],
    ...(ended === undefined ? {} : { ended }),
  }
}
const settled = { at: at('08:01'), why: 'settled' }

function raisingAt() {
  const asked: string[] = []
  const clock = { ms: 0 }
  const world = { isAway: false }
  const raising = new Raising(
    {
      receive: async ({ content }) => {
        if (world.isAway) throw new StorageFault('away', 'away')
        asked.push(content.kind === 'asked' ? content.command : content.kind)
        return { number: asked.length, outcome: undefined, isReplay: false }
      },
    },
    () => clock.ms,
  )
  const with_ = (...alarms: readonly Alarm[]) =>
    ({
      id: 'p',
      state: { day: { ...quiet, alarms: new Map(alarms.map((each) => [each.alarm, each])) } },
    }) as unknown as LivePause
  return {
    asked,
    clock,
    world,
    raising,
    /** With these alarms on the account by then. */
    async hand(...alarms: readonly Alarm[]) {
      raising.handOver(with_(...alarms))
      await raising.close()
    },
  }
}

describe('what is so', () => {
  test('is raised once, and is not raised again while the alarm is open', async () => {
    const { asked, clock, raising, hand } = raisingAt()
    raising.want(silent)
    await hand()
    await hand()
    for (; clock.ms < 60_000; clock.ms += 1000) await hand(alarm('a'))
    expect(asked).toEqual(['raise_alarm'])
  })

  test('again while its own settling is undecided is raised once that is decided', async () => {
    const { asked, raising, hand } = raisingAt()
    raising.settle(silent)
    await hand(alarm('a'))
    raising.want(silent)
    await hand(alarm('a'))
    await hand(alarm('a'))
    expect(asked).toEqual(['settle_alarm'])
    await hand(alarm('a', settled))
    expect(asked).toEqual(['settle_alarm', 'raise_alarm'])
    await hand(alarm('a', settled), alarm('b'))
    expect(asked).toEqual(['settle_alarm', 'raise_alarm'])
  })

  test('and what another server has settled is raised again, unless it is over here soon after, too', async () => {
    const { asked, clock, raising, hand } = raisingAt()
    raising.want(silent)
    await hand(alarm('a'))
    await hand(alarm('a', settled))
    clock.ms += 9_000
    await hand(alarm('a', settled))
    expect(asked).toEqual([])
    clock.ms += 2_000
    await hand(alarm('a', settled))
    expect(asked).toEqual(['raise_alarm'])
    raising.isOver(silent)
    clock.ms += 60_000
    await hand(alarm('a', settled))
    expect(asked).toEqual(['raise_alarm'])
  })

  test('and a person has ended is left alone, until it was over and is so anew', async () => {
    const { asked, clock, raising, hand } = raisingAt()
    const ended = alarm('a', { ...settled, by: 'somebody' })
    raising.want(silent)
    await hand(alarm('a'))
    for (; clock.ms < 60_000; clock.ms += 5_000) await hand(ended)
    expect(asked).toEqual([])
    raising.isOver(silent)
    raising.want(silent)
    await hand(ended)
    expect(asked).toEqual(['raise_alarm'])
  })

  test('is kept while the database is away, and asked for again where nothing came of it', async () => {
    const { asked, clock, world, raising, hand } = raisingAt()
    world.isAway = true
    raising.want(silent)
    await hand()
    world.isAway = false
    await hand()
    expect(asked).toEqual(['raise_alarm'])
    clock.ms += 6_000
    await hand()
    expect(asked).toEqual(['raise_alarm', 'raise_alarm'])
  })
})

test('a settling that is undecided is not asked for at every turn', async () => {
  const { asked, clock, raising, hand } = raisingAt()
  for (; clock.ms < 4_000; clock.ms += 500) {
    raising.settle(silent)
    await hand(alarm('a'))
  }
  expect(asked).toEqual(['settle_alarm'])
})
