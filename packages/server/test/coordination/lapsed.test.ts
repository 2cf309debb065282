// A condition of a corridor or an approval that is gone while people are inside is an alarm, whether it ran out, was found not met
// or went while the server was away; what runs to the close is none.

import { describe, expect, it } from 'vitest'
import { approve, coordinator, type Day, monitor, pauseFile, ready, underWay, verifyAll } from './day.ts'

interface Shown {
  readonly kind: string
  readonly key: string
  readonly open: boolean
  readonly particulars: object
}
const alarms = (day: Day) => (day.view('day', coordinator) as unknown as { alarms: readonly Shown[] }).alarms
const open = (day: Day) => alarms(day).flatMap(({ kind, key, open: is }) => (is ? [`${kind} ${key}`] : []))
const lapse = (day: Day) => open(day).filter((each) => /lapse/.test(each))
const sets = (day: Day) => day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'depot' })

/** Under way, and verified until then. */
function verified(until: string): Day {
  const day = ready(pauseFile())
  day.at('08:00')
  verifyAll(day, `2016-11-04T${until}`)
  day.do('begin')
  day.do('open_corridor', { corridor: 'bridge', use: 'civilians' })
  return day
}

describe('a condition that is gone', () => {
  it('is an alarm once it is found not met, until it is met again', () => {
    const day = verified('12:00')
    sets(day)
    day.do('lapse_withdrawal', { corridor: 'bridge', kind: 'troops', state: 'not_met' }, monitor)
    day.at('08:05')
    expect(lapse(day)).toEqual(['withdrawal_lapsed bridge whole troops not_met'])
    day.at('08:06')
    expect(alarms(day).at(-1)).toMatchObject({ escalated: expect.anything() })
    verifyAll(day)
    day.at('08:07')
    expect(lapse(day)).toEqual([])
  })

  it('is one once it ran out in the window: the warning gives way to it', () => {
    const day = verified('10:00')
    day.at('09:31')
    expect(lapse(day)).toEqual(['withdrawal_lapses bridge whole troops', 'withdrawal_lapses bridge whole mines'])
    day.at('10:00')
    day.at('10:01')
    expect(lapse(day)).toEqual([
      'withdrawal_lapsed bridge whole troops unknown',
      'withdrawal_lapsed bridge whole mines unknown',
    ])
    day.at('10:02')
    expect(alarms(day).filter(({ kind }) => kind === 'withdrawal_lapsed')).toHaveLength(2)
  })

  it('is one where the server was away over all of it', () => {
    const day = verified('10:00')
    sets(day)
    day.at('11:00')
    expect(lapse(day)).toContain('withdrawal_lapsed bridge whole mines unknown')
  })

  it('is one while the pause is broken off, too', () => {
    const day = verified('12:00')
    sets(day)
    day.do('abort')
    day.at('08:03')
    expect(lapse(day)).toEqual([])
    day.do('lapse_withdrawal', { corridor: 'bridge', kind: 'mines', state: 'not_met' }, monitor)
    day.at('08:05')
    expect(lapse(day)).toEqual(['withdrawal_lapsed bridge whole mines not_met'])
  })
})

describe('what runs to the close', () => {
  it('is no alarm before it; after it, where somebody is inside still', () => {
    const day = verified('12:00')
    day.at('11:45')
    expect(lapse(day)).toEqual([])
    day.at('12:00')
    day.at('12:01')
    expect(lapse(day)).toEqual([])
    sets(day)
    day.at('12:02')
    expect(lapse(day)).toEqual([
      'withdrawal_lapsed bridge whole troops unknown',
      'withdrawal_lapsed bridge whole mines unknown',
    ])
    day.do('report', { what: 'clear', vehicle: 'bus-001' })
    day.at('12:03')
    expect(lapse(day)).toEqual([])
  })
})

describe('an approval', () => {
  it('that ran out while the server was away is one alarm of its party; what is taken back, too', () => {
    const day = underWay()
    for (const element of ['corridor.bridge.civilians', 'evacuation.civilians'])
      approve(day, element, 'north', '2016-11-04T10:00')
    day.at('09:35')
    expect(lapse(day)).toHaveLength(2)
    day.at('11:00')
    day.at('11:01')
    const gone = lapse(day)
    expect(gone).toHaveLength(1)
    expect(gone[0]).toMatch(/^approval_lapsed north /)
    day.do('withdraw_approval', { element: 'staff_safety', party: 'south' })
    day.at('11:02')
    expect(lapse(day)).toHaveLength(2)
    approve(day, 'staff_safety', 'south')
    day.at('11:03')
    expect(lapse(day)).toEqual(gone)
  })

  it('that an abort ended is none', () => {
    const day = underWay()
    sets(day)
    day.do('abort')
    day.at('08:10')
    expect(lapse(day)).toEqual([])
  })
})
