// A good plan of examples/minimal, worked out by hand: all 100 families in three bus trips, four patients in two
// ambulance trips, 8 t of flour in one truck.

import { readFileSync } from 'node:fs'
import type { Pause, Plan } from '@treve/model'
import { type Draft, dayOf, pauseFrom, planOf } from './plans.ts'

export const minimalText = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
export const minimal: Pause = pauseFrom(minimalText)
export const day = dayOf(minimal, '2016-11-04')

export function goodPlan(): Draft<Plan> {
  const { trip, depart, passIn, passOut, gate, load, unload, arrive } = day
  return planOf(minimal, {
    trips: [
      trip('bus-1', 'bus-001', [
        depart('depot', '07:54'),
        passIn('bridge', '08:00', '08:06'),
        load('school', '08:11', '08:23', { families: 48 }), // 4 min + 48 × 10 s
        passOut('bridge', '08:28', '08:37', [gate('gate', 0, '08:31', '08:34')]),
        unload('reception', '08:42', '08:48', { families: 48 }), // 2 min + 48 × 5 s
      ]),
      trip('bus-2', 'bus-001', [
        depart('reception', '08:48'),
        passIn('bridge', '08:53', '08:59'),
        load('school', '09:04', '09:16', { families: 48 }),
        passOut('bridge', '09:21', '09:30', [gate('gate', 0, '09:24', '09:27')]),
        unload('reception', '09:35', '09:41', { families: 48 }),
      ]),
      trip('bus-3', 'bus-001', [
        depart('reception', '09:41'),
        passIn('bridge', '09:46', '09:52'),
        load('school', '09:57', '10:01:40', { families: 4 }),
        passOut('bridge', '10:06:40', '10:15:40', [gate('gate', 0, '10:09:40', '10:12:40')]),
        unload('reception', '10:20:40', '10:23', { families: 4 }),
        arrive('reception', '10:23'),
      ]),
      trip('ambulance-1', 'ambulance-001', [
        depart('clinic', '07:53'),
        passIn('bridge', '08:00', '08:06'),
        load('school', '08:11', '08:24:20', { patients: 2 }), // 3 min + 2 × 5 min + 2 companions × 10 s
        // Arrives at the gate at 08:32:20, after the bus.
        passOut('bridge', '08:29:20', '08:38', [gate('gate', 0, '08:34', '08:35')]),
        unload('clinic', '08:45', '08:56:10', { patients: 2 }), // 3 min + 2 × 4 min + 2 × 5 s
      ]),
      trip('ambulance-2', 'ambulance-001', [
        passIn('bridge', '09:03:10', '09:09:10'),
        load('school', '09:14:10', '09:27:30', { patients: 2 }),
        passOut('bridge', '09:32:30', '09:39:30', [gate('gate', 0, '09:35:30', '09:36:30')]),
        unload('clinic', '09:46:30', '09:57:40', { patients: 2 }),
      ]),
      trip('truck-1', 'truck-001', [
        load('warehouse', '07:00', '08:00', {}, { flour: { sacks: 320 } }),
        passIn('bridge', '08:08', '08:14'),
        unload('bakery', '08:18', '10:18', {}, { flour: { sacks: 320 } }),
        passOut('bridge', '10:22', '10:32', [gate('gate', 0, '10:25', '10:29')]),
        arrive('warehouse', '10:40'),
      ]),
    ],
  })
}
