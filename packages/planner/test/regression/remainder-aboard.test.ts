// A trip that holds the odd ones of a group already was given more of the group: half of those who fitted, worked out as if the
// odd ones still waited. 29 of 85 who stay together by 4 became 30. A random pause met it; this is what was left of it.

import { checkPlan } from '@treve/checker'
import { expect, it } from 'vitest'
import { madeUpZone, pauseOf, planOf } from '../planning.ts'

const data = {
  treve_pause: 1,
  id: 'generated',
  title: { en: 'Generated' },
  time_zone: 'Asia/Damascus',
  exercise: true,
  parties: [{ id: 'relief', role: 'humanitarian' }],
  terms: {
    windows: [{ id: 'second', open: '2016-11-04T09:30', close: '2016-11-04T11:00' }],
    clear: { buffer: '0 min' },
    silent_on: [],
  },
  zone: madeUpZone,
  places: [
    { id: 'depot', kind: 'depot', at: [37.1, 36.2] },
    { id: 'outer', kind: 'mouth', at: [37.099000000000004, 36.2] },
    { id: 'inner', kind: 'mouth', at: [37.15, 36.2], inside: true },
    { id: 'pick-up-0', kind: 'pick_up', at: [37.150999999999996, 36.2], inside: true },
    { id: 'reception', kind: 'reception', at: [37.098, 36.2], places: 33, intake: { people: 1, per: '15 min' } },
    { id: 'hospital', kind: 'hospital', at: [37.097, 36.2], beds: { stretcher: 0, wheelchair: 0, seated: 1 } },
  ],
  links: [
    { between: ['depot', 'outer'], time: '5 min' },
    { between: ['reception', 'outer'], time: '1 min' },
    { between: ['hospital', 'outer'], time: { bus: '3 min', ambulance: '1 min' } },
    {
      between: ['inner', 'pick-up-0'],
      time: [
        { from: '08:00', time: '1 min' },
        { from: '09:00', time: '4 min' },
        { from: '10:00', time: '1 min' },
      ],
    },
  ],
  corridors: [
    {
      id: 'corridor-0',
      uses: ['civilians', 'medical', 'aid'],
      outside: 'outer',
      inside: 'inner',
      direction: 'both',
      travel: { vehicle: '1 min' },
      gates: [],
    },
  ],
  people: [
    {
      id: 'group-0',
      at: 'pick-up-0',
      count: 0,
      mobility: 'on_foot',
      priority: 'life_critical',
      movement: 'medical',
      group_size: 1,
      companions: 0,
      to: ['hospital'],
    },
    {
      id: 'group-1',
      at: 'pick-up-0',
      count: 85,
      mobility: 'on_foot',
      priority: 'dependent',
      movement: 'civilians',
      group_size: 4,
      to: ['reception'],
    },
  ],
  aid: [],
  fleet: [
    {
      id: 'bus',
      kind: 'bus',
      count: 1,
      at: 'depot',
      carries: ['civilians', 'medical'],
      loads: [{ seated: 33 }],
      board: { fixed: '2 min', seated: '4 s', wheelchair: '2 min', doors: 1 },
      alight: { fixed: '1 min', seated: '4 s' },
      crew_hours: '8 h',
    },
  ],
  uncertainty: {},
}

it('people who stay together by four are not joined by one more', () => {
  const pause = pauseOf(data)
  const plan = planOf(pause, 0, 0)
  expect(checkPlan(pause, plan)).toEqual([])
  expect(plan.served.people % 4).toBe(1)
})
