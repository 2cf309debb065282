// Notifications among the other parts: terms drafted, announced and told, from a pause file.

import { readFileSync } from 'node:fs'
import { readPause } from '@treve/model'
import { beginning } from '@treve/server/coordination'
import { expect, test } from 'vitest'
import { hours, Told } from './told.ts'

const file = readFileSync(new URL('../../../../examples/minimal/pause.yaml', import.meta.url))
const { pause } = readPause(file, () => 'missing')

test('a pause is notified once every party that must approve was told by the terms in force; of other terms it is not', () => {
  if (pause === undefined) throw new Error('the example is unsound')
  const [window] = pause.terms.windows
  const [corridor] = pause.corridors
  if (window === undefined || corridor === undefined) throw new Error('the example has no window or corridor')
  const told = new Told(beginning)
  told.now = (window.open - hours(60)) as typeof told.now
  const written = { pause_file: new TextDecoder().decode(file) }
  const parties = ['north', 'south']
  const announced = (version: number) => ({ version, by: ['south'], text: 'A pause of some hours.' })
  told.done('draft_terms', written)
  told.done('announce_terms', announced(1))
  expect(told.state.life.phase).toBe('announced')
  const movement = {
    id: 'm1',
    use: corridor.uses[0],
    corridor: corridor.id,
    direction: 'both',
    from: new Date(window.open * 1000).toISOString().replace('.000Z', 'Z'),
    until: new Date(window.close * 1000).toISOString().replace('.000Z', 'Z'),
    vehicles: [{ kind: 'bus', count: 4 }],
  }
  const said = told.done('notify', { movements: [movement] })
  expect(said.map(({ party }) => party)).toEqual(parties)
  expect(told.state.life.phase).toBe('notified')
  told.done('cancel_notification', { notification: 1 })
  expect(told.state.life.phase).toBe('announced')
  told.done('notify', { movements: [movement] })
  told.done('draft_terms', { ...written, lead_time_s: 3600 })
  told.done('announce_terms', announced(2))
  expect(told.state.life.phase).toBe('announced')
  told.done('update_notification', { notification: 3, movements: [movement] })
  expect(told.state.life.phase).toBe('notified')
})
