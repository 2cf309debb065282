// Several servers watch one pause: an alarm that one of them raised is ended by another only once that has seen it is over.

import { expect, test } from 'vitest'
import type { LivePause } from '../../src/api/live.ts'
import type { Alarm } from '../../src/coordination/day/index.ts'
import { quiet } from '../../src/coordination/day/state.ts'
import { unborn } from '../../src/coordination/life/state.ts'
import { DayLive } from '../../src/live/day-live.ts'
import type { InForce } from '../../src/live/in-force.ts'
import type { Judged } from '../../src/positions/judged.ts'
import type { Intake } from '../../src/storage/index.ts'
import { at, pause, plan } from './made.ts'

test('one that began later does not end what it has not counted itself', async () => {
  const asked: string[] = []
  const intake: Pick<Intake, 'receive'> = {
    receive: async ({ content }) => {
      asked.push(JSON.stringify(content))
      return { number: 1, outcome: undefined, isReplay: false }
    },
  }
  const inForce = { entry: 'e', bytes: new Uint8Array(), files: new Map(), pause, plan } as unknown as InForce
  const standing: Alarm = {
    alarm: 'A'.repeat(22),
    kind: 'standing',
    key: 'bus-001',
    cause: 'c',
    since: at('08:00'),
    about: { vehicle: 'bus-001' },
    particulars: {},
    reports: [],
  }
  const withAlarms = (...alarms: readonly Alarm[]) =>
    ({
      id: 'p',
      state: {
        day: { ...quiet, alarms: new Map(alarms.map((each) => [each.alarm, each])) },
        life: unborn,
        withdrawal: { openings: new Map(), segments: new Map() },
        terms: { versions: [] },
      },
    }) as unknown as LivePause
  const day = new DayLive(intake, inForce, withAlarms())
  const fix: Judged = {
    at: at('08:00') * 1000,
    cameAt: at('08:00') * 1000,
    longitude: 37.13,
    latitude: 36.2,
    flags: [],
  }
  day.fix(withAlarms(), 'bus-001', fix)
  for (let tick = 0; tick < 3; tick++) day.tick(withAlarms(standing), new Map(), at('08:00') + tick)
  await day.close()
  expect(asked).toEqual([])
})
