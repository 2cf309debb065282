// Reasons and least changes, each worked out by hand. A round on the bridge of examples/minimal with 48 of the families:
// 37 min inside, 5 min to the reception, 6 min alighting, 5 min back; all must be clear at 11:30. In examples/clauses a
// round is 25 min inside.

import type { Plan, Unserved } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { describe, expect, it } from 'vitest'
import { planPause } from '../../src/index.ts'
import { explainedPlanOf } from '../planning.ts'
import { changedPause, familiesAlone, type TextChange } from './changed-files.ts'

function planWith(name: string, ...changes: readonly TextChange[]): Plan {
  return explainedPlanOf(changedPause(name, ...changes), 20)
}

function unservedWith(name: string, ...changes: readonly TextChange[]): readonly Unserved[] {
  return planWith(name, ...changes).unserved
}

/** The one who is left. */
function leftWith(name: string, ...changes: readonly TextChange[]): Unserved | undefined {
  const unserved = unservedWith(name, ...changes)
  expect(unserved).toHaveLength(1)
  return unserved[0]
}

const minimal = 'minimal/pause'

describe('when the time for reasons is up', () => {
  function planWhileAsked(times: number) {
    const pause = changedPause(minimal, ['places: 400,', 'places: 60,'])
    let asked = 0
    return planPause(pause, travelTimesOf(pause), {
      seed: 1,
      iterations: 5,
      mustStop: () => undefined,
      mayExplain: () => ++asked <= times,
      cpuSeconds: () => 0,
      inputSha256: '0'.repeat(64),
      files: {},
    })
  }

  it('what was not reached is marked as not looked at, and no reason is guessed for it', () => {
    const plan = planWhileAsked(0)
    expect(plan.unserved).toEqual([{ group: 'families', people: 40, reason: 'not_known', looked_at: 'no' }])
    expect(plan).toMatchObject({ bottleneck: [], bottleneck_looked_at: 'no' })
  })

  it('what helps most of them is no reason, where nothing was tried for them alone', () => {
    const measured = [1, 2, 3, 4, 5, 6].map((times) => planWhileAsked(times))
    const early = measured.filter(({ unserved: [entry] }) => entry?.looked_at === 'no')
    expect(early.some(({ bottleneck }) => bottleneck.length > 0)).toBe(true)
    for (const { unserved } of early) expect(unserved[0]?.reason).toBe('not_known')
    expect(early[0]?.bottleneck_looked_at).toBe('in_part')
  })

  it('what was reached in part is marked so, and only what was confirmed to the end is named', () => {
    const taken = [0, 1, 2, 5, 9, 14, 20, 30].map((times) => planWhileAsked(times).unserved[0])
    for (const entry of taken) {
      if (entry?.looked_at === 'in_part')
        expect(entry.would_take ?? 'places reception +40').toBe('places reception +40')
      if (entry?.looked_at === 'no') expect(entry.would_take).toBeUndefined()
      // Without a change that was confirmed there is nothing to name as the reason.
      expect(entry?.reason).toBe(entry?.would_take === undefined ? 'not_known' : 'bed')
    }
    expect(new Set(taken.map((entry) => entry?.looked_at))).toEqual(new Set(['no', 'in_part']))
    const whole = planWhileAsked(1000)
    expect(whole.unserved[0]).toMatchObject({ would_take: 'places reception +40', looked_at: 'in_full' })
    expect(whole.bottleneck_looked_at).toBe('in_full')
  })
})

describe('the least change is the one worked out by hand', () => {
  it.each<[what: string, who: Partial<Unserved>, file: string, ...changes: TextChange[]]>([
    [
      // 4 patients on stretchers.
      'beds',
      { group: 'patients', people: 4, reason: 'bed', would_take: 'beds clinic stretcher +4', least: 'proved' },
      minimal,
      ['beds: { stretcher: 6, wheelchair: 4, seated: 20 }', 'beds: { stretcher: 0, wheelchair: 0, seated: 0 }'],
    ],
    [
      // 100 families and 60 places: 60 of them, in groups of 4.
      'places at a reception',
      { people: 40, reason: 'bed', would_take: 'places reception +40', least: 'proved' },
      minimal,
      ['places: 400,', 'places: 60,'],
    ],
    [
      // 8 in one load, one each quarter of an hour: from 08:30 to 10:15, and the bus is there until 14:00.
      'intake, where nobody is taken in',
      { people: 8, reason: 'intake', would_take: 'intake reception +1 per 900 s', least: 'proved' },
      minimal,
      ...familiesAlone(8),
      ['intake: { people: 100,', 'intake: { people: 0,'],
    ],
    [
      // The second truck waits for the bay and has time for half its load.
      'bays',
      { items: { sacks: 5 }, reason: 'intake', would_take: 'bays bakery unload +1', least: 'proved' },
      'clauses/bays',
    ],
    [
      // None there are: one makes the two rounds, 97 min 50 s.
      'vehicles, where there are none',
      { people: 4, reason: 'vehicle', would_take: 'fleet ambulance +1', least: 'proved' },
      minimal,
      ['count: 1, at: clinic', 'count: 0, at: clinic'],
    ],
    [
      // Two rounds of 37 min and 16 between them, 90 min: in by 10:00, from the depot at 09:54. It is there from 12:30.
      'vehicles that come sooner',
      { people: 96, reason: 'vehicle', would_take: 'available bus from -156 min', least: 'proved' },
      minimal,
      ...familiesAlone(96),
      ['available: [2016-11-04T07:30,', 'available: [2016-11-04T12:30,'],
    ],
    [
      // 48 are out at 08:37, at the reception at 08:42, and off the bus at 08:48. It is there until 08:30.
      'vehicles that stay longer',
      { people: 48, reason: 'vehicle', would_take: 'available bus until +18 min' },
      minimal,
      ...familiesAlone(48),
      ['2016-11-04T14:00]', '2016-11-04T08:30]'],
    ],
    [
      // 6 to the bridge, 37 inside, 5 and 6 at the reception: 54 min. The second round 5 + 37 + 5 + 6 more: 107 of 60.
      'crews’ hours',
      { people: 48, reason: 'vehicle', would_take: 'crew_hours bus +47 min' },
      minimal,
      ...familiesAlone(96),
      ['crew_hours: 8 h', 'crew_hours: 60 min'],
    ],
    [
      'what vehicles carry',
      { people: 100, reason: 'vehicle', would_take: 'carries bus civilians', least: 'proved' },
      minimal,
      ['carries: [civilians]', 'carries: [armed_groups]'],
    ],
    [
      // One patient a round: 4 × 31 min 10 s inside and 3 × 21 min 5 s outside, 187 min 55 s of 210.
      'how vehicles are fitted out',
      { people: 4, reason: 'vehicle', would_take: 'loads ambulance stretcher +1', least: 'proved' },
      minimal,
      [
        'loads: [ { stretcher: 2, seated: 2 }, { stretcher: 1, wheelchair: 1, seated: 2 } ]',
        'loads: [ { seated: 4 } ]',
      ],
    ],
    [
      'whom a gate lets through',
      { people: 4, reason: 'gate', would_take: 'serves bridge/gate ambulance', least: 'proved' },
      minimal,
      ['ambulance: 1 min, truck: 4', 'truck: 4'],
    ],
    [
      'whom a corridor lets pass',
      { people: 4, reason: 'corridor', would_take: 'passes bridge ambulance', least: 'proved' },
      minimal,
      ['travel: { vehicle: 6 min, on_foot', 'travel: { bus: 6 min, truck: 6 min, on_foot'],
    ],
    [
      // At two a minute the 50 whom the bus does not take enter in the 25 min there are.
      'people on foot',
      { people: 25, reason: 'corridor', would_take: 'walkers road +1 per 60 s', least: 'proved' },
      'clauses/walking-rate',
    ],
    [
      'what a corridor may be used for',
      { people: 4, reason: 'excluded_by_terms', would_take: 'use bridge medical', least: 'proved' },
      minimal,
      ['uses: [civilians, medical, aid]', 'uses: [civilians, aid]'],
    ],
    [
      // Out at 11:30 at the latest: through at 11:16, boarded by 11:16, so there at 11:04. They come at 12:00.
      'when people come',
      { people: 48, reason: 'window', would_take: 'ready families -56 min' },
      minimal,
      ...familiesAlone(48),
      ['ready: 2016-11-04T08:00', 'ready: 2016-11-04T12:00'],
    ],
    [
      // One escort takes 20 min each way, and not again in time; a second takes the second bus.
      'escorts',
      { people: 10, reason: 'vehicle', would_take: 'fleet escort +1' },
      'clauses/escort',
      ['count: 40', 'count: 20'],
    ],
  ])('%s', (_, who, file, ...changes) => {
    expect(leftWith(file, ...changes)).toMatchObject({ ...who, looked_at: 'in_full' })
  })

  it('lanes, where there are none; slots; directions: of all alike', () => {
    const all = (...change: TextChange) =>
      unservedWith(minimal, change).map(({ reason, would_take, least }) => [reason, would_take, least])
    expect(all('lanes: 1, foot', 'lanes: 0, foot')).toEqual(Array(3).fill(['gate', 'lanes bridge/gate +1', 'proved']))
    expect(all('capacity: { vehicles: 4,', 'capacity: { vehicles: 0,')).toEqual(
      Array(3).fill(['corridor', 'capacity bridge +1 per 900 s', 'proved']),
    )
    expect(all('direction: both', 'direction: in')).toEqual(
      Array(3).fill(['excluded_by_terms', 'both_ways bridge', 'proved']),
    )
  })
})

describe('other changes, each enough by itself', () => {
  it('are told with the least of each kind', () => {
    // One round is done; the second ends 90 min after the first entry, at 10:30 + 90 = 12:00, 30 min after all must be clear.
    const left = leftWith(minimal, ...familiesAlone(96), [
      'earliest: 2016-11-04T08:00 }',
      'earliest: 2016-11-04T10:30 }',
    ])
    expect(left).toEqual({
      group: 'families',
      people: 48,
      reason: 'vehicle',
      would_take: 'fleet bus +1',
      least: 'proved',
      also: [
        { reason: 'corridor', would_take: 'opens bridge -30 min', least: 'proved' },
        { reason: 'window', would_take: 'window day +30 min', least: 'proved' },
        { reason: 'assurance', would_take: 'buffer -30 min', least: 'proved' },
      ],
      looked_at: 'in_full',
    })
  })

  it('“they move if we move”: without the condition, or with the other side five minutes sooner', () => {
    // The coach is out at 08:50, when all must be clear; who waits for it needs 5 min to be out.
    const left = leftWith('clauses/reciprocal')
    const ways = [left, ...(left?.also ?? [])].map((way) => way?.would_take)
    expect(ways).toEqual(['available coach from -5 min', 'window day +5 min', 'reciprocal in-turn', 'buffer -5 min'])
  })
})

describe('what protects people is the reason, and is given up last', () => {
  it('time kept for safety: they would be served with less of it; asked for is a longer window', () => {
    // Clear by 09:45 as in examples/minimal-short, but with 60 min kept. 2.6 t more take 39 min at the bakery.
    const [, , flour] = unservedWith(
      'minimal-short/pause',
      ['close: 2016-11-04T10:00', 'close: 2016-11-04T10:45'],
      ['buffer: 15 min', 'buffer: 60 min'],
    )
    expect(flour).toEqual({
      consignment: 'flour',
      items: { sacks: 104 },
      reason: 'assurance',
      would_take: 'window day +39 min',
      least: 'proved',
      also: [{ reason: 'assurance', would_take: 'buffer -39 min', least: 'proved' }],
      looked_at: 'in_full',
    })
  })

  it('where no time kept would be enough, the window is the reason', () => {
    const [, patients, flour] = unservedWith('minimal-short/pause')
    // Three rounds end 159 min 20 s after the opening; with 15 min kept that is 54 min 20 s past the close.
    expect(patients?.also).toEqual([{ reason: 'window', would_take: 'window day +55 min', least: 'proved' }])
    expect(flour).toMatchObject({ reason: 'window', would_take: 'window day +39 min' })
  })

  it('separation: one slot an hour, and the other movement has it', () => {
    // Each must be apart from the other for a whole slot of an hour: the coach has the next, in at 09:00 and out by 09:25.
    const left = leftWith('clauses/separation-corridor', ['count: 40', 'count: 10'])
    expect(left).toMatchObject({ reason: 'separation', would_take: 'window day +35 min' })
    expect(left?.also?.map(({ would_take }) => would_take)).toEqual(['separation armed_groups civilians'])
  })
})

describe('where no single change is enough', () => {
  it('several together are, each the least that is enough with the others', () => {
    // No bus, and no place for any of the 100.
    const left = leftWith(minimal, ['count: 1, at: depot', 'count: 0, at: depot'], ['places: 400', 'places: 0'])
    expect(left).toMatchObject({
      people: 100,
      reason: 'vehicle',
      would_take: 'places reception +100 and fleet bus +1',
      least: 'proved',
    })
  })

  it('and none is where there is no way', () => {
    const unserved = unservedWith(minimal, ['  - { between: [inner, school],    time: 5 min, on_foot: 20 min }\n', ''])
    expect(unserved.map(({ reason, would_take, least }) => [reason, would_take, least])).toEqual([
      ['corridor', 'way to school', undefined],
      ['corridor', 'way to school', undefined],
    ])
  })
})

it('groups that are alike have one explanation', () => {
  const line = (id: string, count: number) =>
    `  - { id: ${id}, at: school, count: ${count}, mobility: seated, priority: general, movement: civilians, group_size: 4, to: [reception], ready: 2016-11-04T08:00 }\n`
  const unserved = unservedWith(
    minimal,
    ...familiesAlone(60),
    ['places: 400', 'places: 0'],
    ['people:  ', `people:\n${line('more', 40)}#`],
  )
  expect(unserved.map(({ group, people, would_take }) => [group, people, would_take])).toEqual([
    ['more', 40, 'places reception +100'],
    ['families', 60, 'places reception +100'],
  ])
})
