import type { Instant } from '@treve/model'
import { beginning } from '@treve/server/coordination'
import { describe, expect, it } from 'vitest'
import type { Opening } from '../../src/coordination/withdrawal/state.ts'
import { shutCorridors } from '../../src/live/shut.ts'
import { agreed, summary } from '../coordination/told.ts'

const [day] = summary.windows
if (day === undefined) throw new Error('there is a window')
const during = day.open + 3600
const nextMorning = day.close + 12 * 3600

function standing(phase: 'under_way' | 'aborted', ...openings: readonly Pick<Opening, 'state' | 'why'>[]) {
  const { terms } = agreed({
    windows: [day, { id: 'next', open: (nextMorning + 3600) as Instant, close: (nextMorning + 9000) as Instant }],
  } as never)
  const all = openings.map((each, at): [string, Opening] => [
    `c1 ${at}`,
    {
      corridor: 'c1',
      use: at === 0 ? 'civilians' : 'medical',
      since: day?.open as Instant,
      entry: 'A',
      ...each,
    } as Opening,
  ])
  return { terms, life: { ...beginning.life, phase }, withdrawal: { ...beginning.withdrawal, openings: new Map(all) } }
}

describe('corridors that a plan made anew does not count on', () => {
  it.each([
    ['what was open, when its condition lapsed', [{ state: 'suspended', why: 'condition_unknown' }], during, ['c1']],
    ['open for one use still', [{ state: 'suspended', why: 'approval' }, { state: 'open' }], during, []],
    ['between windows what the end of one shut', [{ state: 'suspended', why: 'outside_window' }], nextMorning, []],
    ['between windows, after it was resumed', [{ state: 'suspended', why: 'aborted' }], nextMorning, []],
    ['between windows what somebody suspended', [{ state: 'suspended', why: 'shelling' }], nextMorning, ['c1']],
    ['between windows what was closed', [{ state: 'closed' }], nextMorning, ['c1']],
  ] as const)('%s', (_, openings, now, expected) => {
    expect(shutCorridors(standing('under_way', ...openings), now)).toEqual(expected)
  })

  it('all of them while it is broken off, whatever the hour', () => {
    expect(shutCorridors(standing('aborted', { state: 'suspended', why: 'aborted' }), nextMorning)).toEqual(['c1'])
  })
})
