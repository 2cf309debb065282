// Who is more urgent and comes later to a stop is waited for, though others are there already; outside, and not at the stop.

import { checkPlan } from '@treve/checker'
import { describe, expect, it } from 'vitest'
import { buses, clock, group, patients, type Tiny, tiny } from './oracle/tiny.ts'
import { pauseOf, planOf } from './planning.ts'

/** Ten minutes between all; the last way out begins at 09:20, so whoever comes at 09:00 can be brought out. */
function frailAtNine(seats: number): Tiny {
  const data = tiny(9)
  data.people = [group('families', 2, {}), group('frail', 1, { priority: 'dependent', ready: clock(60) })]
  data.fleet = [buses(1, seats, {})]
  return data
}

function planned(data: Tiny, iterations = 0) {
  const pause = pauseOf(data)
  const plan = planOf(pause, iterations)
  expect(checkPlan(pause, plan)).toEqual([])
  return plan
}

const clockOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 16)

describe('who is more urgent and comes later', () => {
  it('has the only seat of the only round', () => {
    const { served } = planned(frailAtNine(1))
    expect(served.by_priority).toMatchObject({ dependent: 1, general: 0 })
  })

  it('has a seat beside who is there before', () => {
    expect(planned(frailAtNine(2)).served.by_priority).toMatchObject({ dependent: 1, general: 1 })
  })

  it('is waited for outside', () => {
    const [trip] = planned(frailAtNine(1)).trips
    expect(trip?.legs.filter(({ kind }) => kind === 'corridor_in').map(({ from }) => clockOf(from))).toEqual(['08:40'])
  })

  it('leaves time for a round before', () => {
    const data = frailAtNine(1)
    data.terms.windows = [{ id: 'first', open: clock(0), close: clock(100) }]
    data.people = [group('families', 2, {}), group('frail', 1, { priority: 'dependent', ready: clock(80) })]
    expect(planned(data, 20).served.by_priority).toMatchObject({ dependent: 1, general: 1 })
  })

  it('is a life-critical patient among others of the clinic', () => {
    const data = tiny(9)
    data.people = [patients('others', 2, {}), patients('urgent', 1, { priority: 'life_critical', ready: clock(50) })]
    data.fleet = [buses(1, 1, { carries: ['medical'] })]
    expect(planned(data).served.by_priority).toMatchObject({ life_critical: 1, medical: 0 })
  })

  it('is waited for by a convoy', () => {
    const data = frailAtNine(1)
    data.people = [group('families', 2, {}), group('frail', 2, { priority: 'dependent', ready: clock(60) })]
    data.fleet = [buses(2, 1, {})]
    data.rules = { convoys: [{ corridor: 'bridge', uses: ['civilians'], size: [2, 2], spacing: '0 min' }] }
    expect(planned(data).served.by_priority).toMatchObject({ dependent: 2, general: 0 })
  })
})
