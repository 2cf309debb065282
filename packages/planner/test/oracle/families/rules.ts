// Rules of movement: what is kept apart, ordered, awaited, escorted, promised.

import fc from 'fast-check'
import { buses, clock, corridor, group, patients, pieces, steps, type Tiny, tiny, trucks } from '../tiny.ts'

const upTo = (max: number, min = 0) => fc.integer({ min, max })

export const ruleFamilies: readonly [string, fc.Arbitrary<Tiny>][] = [
  [
    'separation',
    fc.tuple(upTo(6, 4), upTo(4, 1), upTo(2, 1), upTo(2, 1)).map(([window, per, seats, count]) => {
      const data = tiny(window)
      data.people = [group('families', 2, { priority: 'dependent' }), group('armed', 2, { movement: 'armed_groups' })]
      data.corridors = [corridor('bridge', { capacity: { vehicles: 2, per: steps(per) } })]
      data.fleet = [buses(count, seats, { carries: ['civilians', 'armed_groups'] })]
      data.rules = { separate: [['armed_groups', 'civilians']] }
      return data
    }),
  ],
  [
    'the clinicians’ order',
    fc.tuple(upTo(6, 4), upTo(2, 1), upTo(3), upTo(3), fc.boolean()).map(([window, count, one, other, isUrgent]) => {
      const data = tiny(window)
      data.people = [
        patients('first', 1, { rank: 1, ready: clock(one * 10) }),
        patients('second', 2, { rank: 2, ready: clock(other * 10), priority: isUrgent ? 'life_critical' : 'medical' }),
      ]
      data.fleet = [buses(count, 1, { carries: ['medical'] })]
      return data
    }),
  ],
  [
    'waiting for an event',
    fc
      .tuple(upTo(6, 4), upTo(6), fc.constantFrom('civilians', 'aid'), upTo(1))
      .map(([window, met, movement, isMixed]) => {
        const data = tiny(window)
        data.people = [group('families', 2, {}), patients('patients', 1, {})]
        data.aid = [pieces('flour', 1, 'bakery', 1)]
        const carries = isMixed === 1 ? ['civilians', 'medical'] : ['civilians']
        data.fleet = [buses(1, 2, { carries }), trucks(1, 1, {})]
        data.rules = {
          events: [{ id: 'elsewhere', earliest: clock(met * 10) }],
          reciprocal: [{ id: 'swap', movement, waits_for: 'elsewhere' }],
        }
        return data
      }),
  ],
  [
    'waiting for a movement',
    fc
      .tuple(upTo(6, 4), fc.constantFrom('aid', 'armed_groups'), upTo(2), upTo(2, 1), fc.boolean())
      .map(([window, movement, floor, slots, isEarlier]) => {
        const data = tiny(window)
        data.corridors = [corridor('bridge', { capacity: { vehicles: slots, per: steps(1) } })]
        data.people = [group('families', 1, {})]
        data.fleet = [buses(1, 1, {})]
        if (movement === 'aid') {
          data.aid = [pieces('flour', 1, 'bakery', floor)]
          data.fleet.push(trucks(1, 1, {}))
        } else {
          data.people.push(group('armed', 1, { movement }))
          data.fleet.push({ ...buses(1, 2, { carries: ['armed_groups'] }), id: 'coach' })
        }
        const events = isEarlier ? [{ id: 'families', movement: 'civilians', waits_for: 'elsewhere' }] : []
        data.rules = {
          events: [{ id: 'elsewhere', earliest: clock(30) }],
          reciprocal: [{ id: 'swap', movement, waits_for: 'civilians' }, ...events],
        }
        return data
      }),
  ],
  [
    'convoys',
    fc.tuple(upTo(6, 4), upTo(2, 1), upTo(2), upTo(4, 2), upTo(2, 1)).map(([window, least, spacing, per, slots]) => {
      const data = tiny(window)
      data.people = [group('families', 3, {})]
      data.corridors = [corridor('bridge', { capacity: { vehicles: slots + 1, per: steps(per) } })]
      data.fleet = [buses(2, 2, {})]
      data.rules = {
        convoys: [{ corridor: 'bridge', uses: ['civilians'], size: [least, 2], spacing: steps(spacing) }],
      }
      return data
    }),
  ],
  [
    'convoys with an escort',
    fc.tuple(upTo(5, 4), upTo(2, 1), upTo(1), upTo(4, 2), upTo(2)).map(([window, most, spacing, per, escorts]) => {
      const data = tiny(window)
      data.people = [group('families', 2, {})]
      data.corridors = [corridor('bridge', { capacity: { vehicles: 3, per: steps(per) } })]
      data.fleet = [buses(2, 1, {}), { id: 'escort', kind: 'escort', count: escorts, at: 'depot' }]
      data.rules = {
        convoys: [
          { corridor: 'bridge', uses: ['civilians'], size: [1, most], escort: 'escort', spacing: steps(spacing) },
        ],
      }
      return data
    }),
  ],
  [
    'a trip that is promised',
    fc.tuple(upTo(8, 4), upTo(2), upTo(3, 1), upTo(2, 1), upTo(2)).map(([window, late, part, people, vehicles]) => {
      const data = tiny(window)
      data.people = [group('families', people, {}), group('frail', 1, { priority: 'dependent', ready: clock(20) })]
      data.corridors = [corridor('bridge', { capacity: { vehicles: vehicles + 1, per: steps(2) } })]
      data.fleet = [buses(2, 1, {})]
      const t = (step: number) => clock((late + step) * 10)
      const legs = [
        { kind: 'depart', place: 'depot', from: t(-1), until: t(-1) },
        { kind: 'corridor_in', corridor: 'bridge', from: t(0), until: t(1) },
        { kind: 'load', place: 'school', from: t(2), until: t(2), people: { families: 1 } },
      ]
      const isPossible = late + 4 <= window
      data.rules = isPossible ? { committed: [{ id: 'promised', vehicle: 'bus-001', legs: legs.slice(0, part) }] } : {}
      return data
    }),
  ],
]
