import { readFileSync } from 'node:fs'
import type { Unserved } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { describe, expect, it } from 'vitest'
import { planPause } from '../src/index.ts'
import { pauseFrom, planOf } from './planning.ts'

const minimal = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')

/** Who is not served in examples/minimal with one thing changed, after a check that it was. */
function unservedWith(from: string, to: string): readonly Unserved[] {
  const changed = minimal.replace(from, to)
  expect(changed).not.toBe(minimal)
  return planOf(pauseFrom(new TextEncoder().encode(changed)), 5).unserved
}

describe('when the time for reasons is up', () => {
  it('nothing more is planned anew, and no change is named that was not confirmed', () => {
    const data = minimal.replace('places: 400,', 'places: 60,')
    const pause = pauseFrom(new TextEncoder().encode(data))
    let asked = 0
    const plan = planPause(pause, travelTimesOf(pause), {
      seed: 1,
      iterations: 5,
      mustStop: () => undefined,
      mayExplain: () => ++asked < 0,
      cpuSeconds: () => 0,
      inputSha256: '0'.repeat(64),
      files: {},
    })
    expect(asked).toBe(1)
    expect(plan.unserved).toEqual([{ group: 'families', people: 40, reason: 'window' }])
    expect(plan.bottleneck).toEqual([])
  })
})

describe('the reason why somebody is not served is the change that serves them', () => {
  it('beds, where there are none', () => {
    expect(
      unservedWith(
        'beds: { stretcher: 6, wheelchair: 4, seated: 20 }',
        'beds: { stretcher: 0, wheelchair: 0, seated: 0 }',
      ),
    ).toEqual([{ group: 'patients', people: 4, reason: 'bed', would_take: 'beds clinic stretcher +4' }])
  })

  it('places at the reception', () => {
    expect(unservedWith('places: 400,', 'places: 60,')).toEqual([
      { group: 'families', people: 40, reason: 'bed', would_take: 'places reception +100' },
    ])
  })

  it('intake, where nobody is taken in', () => {
    expect(unservedWith('intake: { people: 100,', 'intake: { people: 0,')).toEqual([
      { group: 'families', people: 100, reason: 'intake', would_take: 'intake reception +25 per 900 s' },
    ])
  })

  it('the slots of the corridor', () => {
    const reasons = unservedWith('capacity: { vehicles: 4,', 'capacity: { vehicles: 0,').map(
      ({ reason, would_take }) => [reason, would_take],
    )
    expect(reasons).toEqual(Array(3).fill(['corridor', 'capacity bridge +1 per 900 s']))
  })

  it('the window, tried to its last step though a little more helps nobody', () => {
    const late = unservedWith('available: [2016-11-04T07:30,', 'available: [2016-11-04T12:30,')
    expect(late).toMatchObject([{ group: 'families', people: 100, reason: 'window' }])
    expect(late[0]?.would_take).toMatch(/^window day \+\d+ min/)
  })

  it('vehicles, where none carries them', () => {
    expect(unservedWith('count: 1, at: clinic', 'count: 0, at: clinic')).toEqual([
      { group: 'patients', people: 4, reason: 'vehicle', would_take: 'fleet for medical' },
    ])
  })

  it('the terms, where no corridor is for them', () => {
    expect(unservedWith('uses: [civilians, medical, aid]', 'uses: [civilians, aid]')).toEqual([
      { group: 'patients', people: 4, reason: 'excluded_by_terms', would_take: 'corridor for medical' },
    ])
  })

  it('a way, where there is none to them', () => {
    const unserved = unservedWith('  - { between: [inner, school],    time: 5 min, on_foot: 20 min }\n', '')
    expect(unserved.map(({ reason, would_take }) => [reason, would_take])).toEqual([
      ['corridor', 'way to school'],
      ['corridor', 'way to school'],
    ])
  })
})
