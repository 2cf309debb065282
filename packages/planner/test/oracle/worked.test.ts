// Pauses small enough to be worked by hand: the oracle itself is right. All is ten minutes from all else, so whoever enters
// at 08:00 is at the school at 08:20, at the inside mouth at 08:30, out at 08:40, unloaded at 08:50, and back at the
// outside mouth at 09:00.

import { describe, expect, it } from 'vitest'
import { pauseOf } from '../planning.ts'
import { everyBest } from './oracle.ts'
import { at, buses, corridor, group, pieces, steps, type Tiny, tiny, trucks } from './tiny.ts'
import { type Entry, entryOf, type Vector } from './vector.ts'

function frontOf(data: Tiny): Vector[] {
  return everyBest(pauseOf(data))
}

/** Where there is one best for every level: what it reaches of one. */
function onlyBest(data: Tiny, ...entries: Entry[]): number[] {
  const [best, ...others] = frontOf(data)
  expect(others).toEqual([])
  return entries.map((entry) => entryOf(best ?? [], entry))
}

function withFamilies(windowSteps: number, count: number, busCount: number, seats: number): Tiny {
  const data = tiny(windowSteps)
  data.people = [group('families', count, {})]
  data.fleet = [buses(busCount, seats, {})]
  return data
}

describe('the oracle, where the best can be worked out by hand', () => {
  it('a stay takes forty minutes, and the next may begin after sixty', () => {
    expect(onlyBest(withFamilies(3, 3, 1, 2), '5b')).toEqual([0])
    expect(onlyBest(withFamilies(4, 3, 1, 2), '5b')).toEqual([2])
    expect(onlyBest(withFamilies(9, 3, 1, 2), '5b')).toEqual([2])
    expect(onlyBest(withFamilies(10, 3, 1, 2), '5b')).toEqual([3])
  })

  it('each vehicle takes two of the shared slots of a bin as long as the window', () => {
    const slots = (vehicles: number) => {
      const data = withFamilies(6, 2, 2, 1)
      data.corridors = [corridor('bridge', { capacity: { vehicles, per: steps(6), shared: true } })]
      return onlyBest(data, '5b')
    }
    expect([1, 2, 3, 4].map(slots)).toEqual([[0], [1], [1], [2]])
  })

  it('the second bus at a gate with one lane is out ten minutes after the first, which is out at 08:50', () => {
    const gate = (windowSteps: number, lanes: number) => {
      const data = withFamilies(windowSteps, 2, 2, 1)
      const gates = [{ id: 'post', position: 1, checks: ['out'], lanes, service: steps(1) }]
      data.corridors = [corridor('bridge', { gates })]
      return onlyBest(data, '5b')
    }
    expect(gate(4, 2)).toEqual([0])
    expect(gate(5, 1)).toEqual([1])
    expect(gate(5, 2)).toEqual([2])
    expect(gate(6, 1)).toEqual([2])
  })

  it('one seat, two who wish for it: two vectors, of which neither is better on every level', () => {
    const data = withFamilies(4, 1, 1, 1)
    data.people.push(group('frail', 1, { priority: 'dependent' }))
    const front = frontOf(data).map((vector) => [entryOf(vector, '4'), entryOf(vector, '5b')])
    expect(front.toSorted()).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it('a truck at a tonne in ten minutes leaves with what it cannot unload: by 08:50 one tonne, of a floor of two', () => {
    const aid = (windowSteps: number) => {
      const data = tiny(windowSteps)
      at(data, 'bakery', { unload: { mass: '1 t', per: steps(1) } })
      data.aid = [pieces('flour', 3, 'bakery', 2)]
      data.fleet = [trucks(1, 3, {})]
      return onlyBest(data, '5a share', '5a', '6a', '6b')
    }
    expect(aid(4)).toEqual([0, 0, 0, 0])
    expect(aid(5)).toEqual([500_000, 1e6, 333_333, 1e6])
    expect(aid(6)).toEqual([1e6, 2e6, 666_666, 2e6])
    expect(aid(7)).toEqual([1e6, 2e6, 1e6, 3e6])
  })

  // The bus is in from 08:00 to 08:10. On foot nobody is at the mouth before 08:10, one passes it in ten minutes, and is
  // out ten minutes later. Its seat is for the frail, or for one more of those who could walk.
  it('people walk out of an alternating corridor once the bus is in, and the clearance over', () => {
    const walking = (clearance: number) => {
      const data = tiny(5)
      data.people = [group('walkers', 4, { mobility: 'on_foot' }), group('frail', 1, { priority: 'dependent' })]
      data.corridors = [
        corridor('bridge', {
          direction: 'alternating',
          clearance: steps(clearance),
          travel: { vehicle: steps(1), on_foot: steps(1) },
          on_foot: { people: 1, per: steps(1) },
        }),
      ]
      for (const link of data.links) link.on_foot = steps(1)
      data.fleet = [buses(1, 1, {})]
      return frontOf(data).map((vector) => [entryOf(vector, '4'), entryOf(vector, '5b')])
    }
    expect(walking(0).toSorted()).toEqual([
      [0, 4],
      [1, 3],
    ])
    expect(walking(1).toSorted()).toEqual([
      [0, 3],
      [1, 2],
    ])
  })
})
