import type { Instant, Pause } from '@treve/model'
import { expect, it } from 'vitest'
import { pauseNow } from '../../src/live/pause-now.ts'
import { at, pause, plan } from './made.ts'

it('who is out was of those who came first: who comes later is there no sooner', () => {
  const [first] = plan.trips.filter(({ vehicle }) => vehicle === 'bus-001')
  if (first === undefined) throw new Error('the bus has orders')
  const out = first.legs
    .filter(({ kind }) => kind === 'load')
    .reduce((sum, { people }) => sum + (people.families ?? 0), 0)
  expect(out).toBeGreaterThan(0)
  const early = { at: at('08:00'), count: out + 10 }
  const late = { at: at('11:00'), count: 100 - early.count }
  const waitingTill: Pause = {
    ...pause,
    people: pause.people.map((group) => (group.id === 'families' ? { ...group, ready: [late, early] } : group)),
  }
  const standing = {
    state: { at: at('09:00') as Instant, vehicles: [], done: [first.id] },
    // Its next orders cannot be kept: the trip that is over is no promise any more.
    late: ['bus-001'],
    shut: [],
    waiting: new Map<string, number>(),
  }
  const now = pauseNow(waitingTill, plan, standing).people.find(({ id }) => id === 'families')
  expect(now?.count.best).toBe(100 - out)
  expect(now?.ready).toEqual([{ ...early, count: 10 }, late])
})
