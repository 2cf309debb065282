// What sealed counts give away to somebody who tries them all: nothing, without the salt.

import { expect, test } from 'vitest'
import { digestOf } from '../../src/index.ts'
import { liveAccount, Sender } from './made.ts'

test('a dictionary of all counts from 0 to a million finds none of the sealed values', { timeout: 600_000 }, () => {
  const sender = new Sender(liveAccount, 'dictionary')
  const sent = sender.field('people_boarded', { people: [{ low: 42, best: 42, high: 42 }], tokens: { load: 'l1' } })
  const sealed = new Set(sent.openings.map(digestOf))
  const other = sent.openings.find(({ slot }) => slot === 'time')?.salt ?? ''
  for (let count = 0; count <= 1_000_000; count++) {
    const value = [{ low: count, best: count, high: count }]
    for (const salt of ['', other])
      expect(sealed.has(digestOf({ id: sent.id, slot: 'people', salt, value }))).toBe(false)
  }
})
