// Found on the Ghouta example: trucks of a convoy were loaded as early as they could be, a day before the window, and with
// crew hours no convoy was within them: nothing was planned at all. They load as late as the convoy allows.

import { readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { pauseOf, planOf } from '../planning.ts'

it('an aid convoy loads shortly before it leaves, within its crews’ hours', () => {
  const file = new URL('../../../../examples/minimal/pause.yaml', import.meta.url)
  const data = parse(readFileSync(file, 'utf8'), { schema: 'core' })
  const truck = data.fleet.find(({ id }: { id: string }) => id === 'truck')
  Object.assign(truck, { count: 2, crew_hours: '6 h' })
  // Two loads of eight tonnes, and sites that are quick enough for both.
  data.aid[0].items[0].count = 640
  for (const place of data.places) {
    if (place.load !== undefined) place.load = { mass: '16 t', per: '1 h', bays: 2 }
    if (place.unload !== undefined) place.unload = { mass: '16 t', per: '1 h', bays: 2 }
  }
  data.rules = { convoys: [{ corridor: 'bridge', uses: ['aid'], size: [2, 4], spacing: '30 s' }] }
  const pause = pauseOf(data)
  const plan = planOf(pause, 20)
  expect(checkPlan(pause, plan)).toEqual([])
  expect(plan.served.aid_g).toBe(16_000_000)
  const open = pause.terms.windows[0]?.open ?? 0
  for (const { legs, vehicle } of plan.trips)
    if (vehicle.startsWith('truck')) expect(legs[0]?.from ?? 0).toBeGreaterThan(open - 3 * 3600)
})
