import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Attestation,
  type Cell,
  type CompletenessStatement,
  type Excluded,
  evidenceOf,
  FactTable,
  factsOf,
  linesOf,
  nextManifest,
  nobodyExcluded,
  Places,
  reconcileLoad,
  shownToOthers,
  timesOf,
} from '../../src/index.ts'
import { at, damascus, record } from '../statements/made-facts.ts'

const from = at('2016-11-04T08:00:00+02:00')
const until = at('2016-11-04T19:00:00+02:00')
const places = new Places([
  { id: 'country' },
  { id: 'aleppo', within: 'country', sides: ['east', 'west'], points: ['p-east', 'p-west'] },
  { id: 'p-east', within: 'aleppo', side: 'east' },
  { id: 'p-west', within: 'aleppo', side: 'west' },
])
const cell: Cell = { subject: 'aid', stages: ['offloaded'], unit: 'g', place: 'aleppo', side: 'any', from, until }
const by = (organisation: string, more: Partial<Attestation> = {}) =>
  record({ source: { organisation, chain: organisation }, low: 10, best: 10, high: 10, ...more })
let count = 0
const watch = (organisation: string, more: Partial<CompletenessStatement> = {}): CompletenessStatement => ({
  index: 1000 + count++,
  entry: `watch-${count}`,
  source: { organisation, chain: organisation },
  place: 'aleppo',
  from,
  until,
  gaps: [],
  watched: [{ subject: 'aid' }],
  ...more,
})

function limits(
  attestations: readonly Attestation[],
  watches: readonly CompletenessStatement[] = [],
  of: Partial<Cell> = {},
  excluded: Excluded = nobodyExcluded,
) {
  return new FactTable(factsOf(attestations), watches, places).limits({ ...cell, ...of }, excluded)
}

describe('L: what is corroborated', () => {
  test('one source: reported, and never more', () => {
    expect(limits([by('a')])).toMatchObject({ low: 0, reported: 10, best: 10, high: Number.POSITIVE_INFINITY })
    expect(factsOf([by('a')])[0]?.status).toBe('reported')
  })

  test('two independent ones: corroborated; of one chain, or one organisation: one source', () => {
    expect(limits([by('a'), by('b')]).low).toBe(10)
    expect(limits([by('a'), by('b', { source: { organisation: 'b', chain: 'a' } })]).low).toBe(0)
    expect(limits([by('a'), by('a', { source: { organisation: 'a', chain: 'other' } })]).low).toBe(0)
  })

  test('who exclude each other: contested, with the range and all its sources', () => {
    const [fact] = factsOf([by('a'), by('b', { low: 20, best: 20, high: 20 })])
    expect(fact).toMatchObject({ status: 'contested', occurrence: 'corroborated', low: 10, high: 20 })
    expect(fact?.attestations.map(({ source }) => source.organisation)).toEqual(['a', 'b'])
  })

  test('suspect and unverified keys corroborate nothing', () => {
    for (const standing of ['suspect', 'unverified'] as const)
      expect(limits([by('a'), by('b', { standing })]).low).toBe(0)
  })

  test('an event is counted once, whoever attests to it', () => {
    expect(limits([by('a'), by('b'), by('c')]).low).toBe(10)
    expect(limits([by('a'), by('b'), by('a', { event: 'second' }), by('b', { event: 'second' })]).low).toBe(20)
  })

  test('the speaker’s side and its adversary count neither for nor against', () => {
    const excluded = { sides: new Set(['x', 'y']), chains: new Set<string>() }
    const of = (side: string) => [by('a'), by('b', { source: { organisation: 'b', chain: 'b', side } })]
    expect(limits(of('x'), [], {}, excluded).low).toBe(0)
    expect(limits(of('y'), [], {}, excluded).low).toBe(0)
    expect(limits(of('z'), [], {}, excluded).low).toBe(10)
  })

  test('what may be in the cell and may not is in U only', () => {
    const { side: _, ...somewhere } = by('a')
    const found = limits(
      [somewhere, { ...somewhere, source: { organisation: 'b', chain: 'b' } }],
      [watch('w'), watch('v')],
      { side: 'east' },
    )
    expect(found).toMatchObject({ low: 0, high: 10, records: 1 })
  })

  test('records under another stage, unit or place are named, and count nothing', () => {
    expect(limits([by('a', { stage: 'loaded' })])).toMatchObject({ records: 0, elsewhere: ['stage'] })
    expect(limits([by('a', { unit: 'trucks' })])).toMatchObject({ records: 0, elsewhere: ['unit'] })
    expect(limits([by('a')], [], { side: 'west' })).toMatchObject({ records: 0, elsewhere: ['place'] })
  })

  test('an event at the edge of the period is in it only if all of it is', () => {
    const late = { from: until - 600, until: until + 600, zone: damascus } as Attestation['time']
    expect(limits([by('a', { time: late }), by('b', { time: late })], [watch('w'), watch('v')])).toMatchObject({
      low: 0,
      high: 10,
    })
  })

  test('as a sum over all facts, one by one', () => {
    const drawn = fc.array(
      fc.record({ start: fc.nat(86_400), long: fc.nat(7200), value: fc.nat(50), isTwo: fc.boolean() }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(drawn, fc.nat(80_000), fc.integer({ min: 1, max: 20_000 }), (events, start, long) => {
        const day = at('2016-11-04T00:00:00Z')
        const attestations = events.flatMap(({ start: begin, long: seconds, value, isTwo }, event) => {
          const time = { from: day + begin, until: day + begin + seconds, zone: damascus } as Attestation['time']
          const one = { event: String(event), low: value, best: value, high: value, time }
          return isTwo ? [by('a', one), by('b', one)] : [by('a', one)]
        })
        const facts = factsOf(attestations)
        const of = { from: day + start, until: day + start + long } as Pick<Cell, 'from' | 'until'>
        const inside = facts.filter((fact) => fact.from >= of.from && fact.from < of.until && fact.until <= of.until)
        const low = inside.filter(({ status }) => status === 'corroborated').reduce((sum, fact) => sum + fact.low, 0)
        expect(limits(attestations, [], of).low).toBe(low)
      }),
    )
  })
})

describe('U: only where all was watched', () => {
  test('two independent observers of the whole: zero is zero', () => {
    expect(limits([], [watch('w'), watch('v')])).toMatchObject({
      high: 0,
      cover: { isComplete: true, watchedPerMille: 1000 },
    })
  })

  test('one observer, or two of one chain, or an hour missing: no limit', () => {
    expect(limits([], [watch('w')]).high).toBe(Number.POSITIVE_INFINITY)
    expect(limits([], [watch('w'), watch('v', { source: { organisation: 'v', chain: 'w' } })]).high).toBe(
      Number.POSITIVE_INFINITY,
    )
    const short = watch('v', { until: at('2016-11-04T18:00:00+02:00') })
    expect(limits([], [watch('w'), short])).toMatchObject({
      high: Number.POSITIVE_INFINITY,
      cover: { isComplete: false, watchedPerMille: 1000 },
    })
  })

  test('a gap counts with its stated maximum, once for its statement; without one there is no limit', () => {
    const hours = { from: at('2016-11-04T10:00:00+02:00'), until: at('2016-11-04T11:00:00+02:00') }
    expect(
      limits([], [watch('w', { gaps: [{ ...hours, most: { amount: 5, subject: 'aid', unit: 'g' } }] }), watch('v')])
        .high,
    ).toBe(5)
    expect(
      limits(
        [],
        [
          watch('w', { gaps: [{ ...hours, most: { amount: 5, subject: 'aid', unit: 'g' } }] }),
          watch('v', { gaps: [{ ...hours, most: { amount: 7, subject: 'aid', unit: 'g' } }] }),
        ],
      ).high,
    ).toBe(7)
    expect(limits([], [watch('w', { gaps: [hours] }), watch('v')]).high).toBe(Number.POSITIVE_INFINITY)
    // One statement for each point: each has its own gap.
    const perPoint = ['p-east', 'p-west'].flatMap((place) => [
      watch('w', { place, gaps: [{ ...hours, most: { amount: 5, subject: 'aid', unit: 'g' } }] }),
      watch('v', { place }),
    ])
    expect(limits([], perPoint).high).toBe(10)
  })

  test('one side of the line needs the points of that side only', () => {
    const east = [watch('w', { place: 'p-east' }), watch('v', { place: 'p-east' })]
    expect(limits([], east, { side: 'east' })).toMatchObject({ high: 0, cover: { points: 1 } })
    expect(limits([], east, { side: 'west' }).high).toBe(Number.POSITIVE_INFINITY)
    expect(limits([], east)).toMatchObject({
      high: Number.POSITIVE_INFINITY,
      cover: { points: 2, pointsWatched: 1, watchedPerMille: 500 },
    })
  })

  test('coverage never becomes a limit, and what was not watched for is not zero', () => {
    expect(
      limits([], [watch('w', { watched: [{ subject: 'people' }] }), watch('v', { watched: [{ subject: 'people' }] })])
        .high,
    ).toBe(Number.POSITIVE_INFINITY)
  })

  test('what rests on an erasure neither supports nor sets a limit', () => {
    const records = [by('a'), by('b')]
    const [first] = records
    if (first === undefined) throw new Error('no record')
    const erasures = [
      { why: 'erased' as const, index: first.index, entry: first.entry, reach: 'cell' as const, events: [first.event] },
    ]
    const table = new FactTable(factsOf(records, erasures), [watch('w'), watch('v')], places, erasures)
    expect(table.limits(cell, nobodyExcluded)).toMatchObject({
      low: 0,
      high: Number.POSITIVE_INFINITY,
      restsOnErased: true,
    })
  })

  test('evidence: the entries behind it, each once, in order', () => {
    const records = [by('a'), by('b'), by('a', { event: 'other', stage: 'loaded' })]
    const watches = [watch('w'), watch('v')]
    const table = new FactTable(factsOf(records), watches, places)
    const both = [table.limits(cell, nobodyExcluded), table.limits({ ...cell, side: 'east' }, nobodyExcluded)]
    const expected = [...records.slice(0, 2), ...watches].map(({ index }) => index).sort((a, b) => a - b)
    expect([...evidenceOf(both)]).toEqual(expected)
  })
})

describe('case A: a day on which nobody moved', () => {
  const shelling = (organisation: string, time: string, zone: string, wounded: number): Attestation[] => {
    const stated = { from: at(time), until: at(time), zone } as Attestation['time']
    const source = { organisation, chain: organisation }
    const {
      detail: _,
      stage: __,
      owner: ___,
      funder: ____,
      side: _____,
      ...plain
    } = record({ source, event: 'the rounds', place: 'p-west', time: stated })
    return [
      { ...plain, subject: 'incident', detail: 'shelling', unit: 'times', low: 1, best: 1, high: 1 },
      {
        ...plain,
        subject: 'casualties',
        detail: 'wounded',
        unit: 'people',
        low: wounded,
        best: wounded,
        high: wounded,
      },
    ]
  }
  const facts = factsOf([
    ...shelling('agency', '2016-11-04T14:45:00+03:00', 'Europe/Moscow', 3),
    ...shelling('broadcaster', '2016-11-04T15:00:00+02:00', 'Asia/Damascus', 5),
  ])

  test('two times of the shelling, brought to one clock, are shown apart where they do not meet', () => {
    const incident = facts.find(({ subject }) => subject === 'incident')
    if (incident === undefined) throw new Error('no incident')
    const { each, isReconciled, apartSeconds } = timesOf(incident, damascus)
    expect(each.map(({ stated }) => stated.from)).toEqual(['2016-11-04T14:45:00+03:00', '2016-11-04T15:00:00+02:00'])
    expect(each.map(({ local }) => local.from)).toEqual(['2016-11-04T13:45:00+02:00', '2016-11-04T15:00:00+02:00'])
    expect({ isReconciled, apartSeconds }).toEqual({ isReconciled: false, apartSeconds: 4500 })
  })

  test('and are one where only the zone differed', () => {
    const [fact] = factsOf([
      ...shelling('a', '2016-11-04T14:45:00+03:00', 'Europe/Moscow', 3),
      ...shelling('b', '2016-11-04T13:45:00+02:00', 'Asia/Damascus', 3),
    ])
    if (fact === undefined) throw new Error('no fact')
    expect(timesOf(fact, damascus)).toMatchObject({ isReconciled: true, apartSeconds: 0 })
  })

  test('casualty counts that differ give a range with its sources', () => {
    const casualties = facts.find(({ subject }) => subject === 'casualties')
    expect(casualties).toMatchObject({ status: 'contested', occurrence: 'corroborated', low: 3, high: 5 })
    expect(casualties?.attestations.map(({ source }) => source.organisation)).toEqual(['agency', 'broadcaster'])
  })

  test('zero movement is zero observed, and by whom', () => {
    const watches = [
      watch('observers', { watched: [{ subject: 'people' }] }),
      watch('relief', { watched: [{ subject: 'people' }] }),
    ]
    const { unit: _, ...rest } = cell
    const found = new FactTable([], watches, places).limits({ ...rest, subject: 'people', stages: [] }, nobodyExcluded)
    expect(found).toMatchObject({ low: 0, high: 0, records: 0, cover: { isComplete: true } })
    expect(found.cover.statements.map(({ source }) => source.organisation)).toEqual(['observers', 'relief'])
  })
})

describe('case D: medicine removed, lorries not unloaded', () => {
  const item = (stage: Attestation['stage'] & string, amount: number) =>
    by('a', {
      event: `${stage}`,
      stage,
      consignment: 'convoy-1',
      item: 'kits',
      unit: 'items',
      low: amount,
      best: amount,
      high: amount,
    })
  const difference = (name: 'removed_at_clearance' | 'not_offloaded' | 'lost', amount: number, reason?: string) => ({
    index: 900,
    consignment: 'convoy-1',
    item: 'kits',
    unit: 'items' as const,
    name,
    low: amount,
    high: amount,
    ...(reason === undefined ? {} : { reason }),
  })
  const attested = [difference('removed_at_clearance', 70, 'not on the list'), difference('not_offloaded', 8)]
  const lines = linesOf(factsOf([item('loaded', 100), item('cleared', 30), item('offloaded', 20)]), attested)

  test('each difference has a name; what nobody explains is unexplained', () => {
    expect(lines[0]?.differences.map(({ name, high, reasons }) => [name, high, reasons])).toEqual([
      ['removed_at_clearance', 70, ['not on the list']],
      ['not_offloaded', 8, []],
      ['unexplained', 2, []],
    ])
  })

  test('the second convoy takes what was not offloaded; what was removed is shown apart', () => {
    const { notOffloaded, removedAtClearance } = nextManifest(lines)
    expect(notOffloaded.map(({ item: what, high }) => [what, high])).toEqual([['kits', 8]])
    expect(removedAtClearance.map(({ item: what, high, reasons }) => [what, high, reasons])).toEqual([
      ['kits', 70, ['not on the list']],
    ])
  })

  test('what was taken away whole is in the manifest too, though no later stage counts it', () => {
    const [line] = linesOf(factsOf([item('loaded', 100), item('cleared', 100)]), [difference('not_offloaded', 100)])
    expect(line?.differences).toMatchObject([
      { name: 'not_offloaded', before: 'cleared', after: 'offloaded', high: 100 },
    ])
    expect(nextManifest(line === undefined ? [] : [line]).notOffloaded).toMatchObject([{ high: 100 }])
    // And what nobody attests to is not made up.
    expect(linesOf(factsOf([item('loaded', 100)]))[0]?.differences).toEqual([])
  })

  test('more offloaded than was loaded is a surplus, not a mistake put right', () => {
    const [line] = linesOf(factsOf([item('loaded', 10), item('offloaded', 12)]))
    expect(line?.differences).toMatchObject([{ name: 'surplus', low: 2, high: 2 }])
  })
})

describe('people, per load', () => {
  const exactly = (count: number) => ({ low: count, high: count })

  test('all accounted for: no case', () => {
    const counts = {
      boarded: exactly(50),
      passed: exactly(51),
      arrived: exactly(50),
      born: exactly(1),
      stepped_down: exactly(0),
      died: exactly(1),
    }
    expect(reconcileLoad({ load: 'l', isOver: true, counts: { ...counts, passed: exactly(50) } })).toMatchObject({
      unknown: undefined,
      opensCase: false,
    })
  })

  test.each([
    ['somebody unknown', { boarded: exactly(50), arrived: exactly(49) }],
    ['somebody held', { boarded: exactly(50), arrived: exactly(49), held: exactly(1) }],
    [
      'fewer past the gate than boarded, though all arrived',
      { boarded: exactly(50), passed: exactly(45), arrived: exactly(50) },
    ],
    ['more arrived than ever boarded', { boarded: exactly(50), arrived: exactly(52) }],
    ['counts that leave it open', { boarded: { low: 48, high: 50 }, arrived: exactly(48) }],
  ])('%s opens a protection case', (_, counts) => {
    expect(reconcileLoad({ load: 'l', isOver: true, counts }).opensCase).toBe(true)
  })

  test('on the way nobody is missing yet; what nobody counted is not nought', () => {
    expect(reconcileLoad({ load: 'l', isOver: false, counts: { boarded: exactly(50) } })).toMatchObject({
      unknown: undefined,
      opensCase: false,
    })
    expect(reconcileLoad({ load: 'l', isOver: true, counts: { arrived: exactly(3) } })).toMatchObject({
      unknown: undefined,
      uncounted: expect.arrayContaining(['boarded', 'held']),
    })
  })

  test('others do not see that anybody was held, nor the dead among those carried', () => {
    const load = reconcileLoad({
      load: 'l',
      isOver: true,
      counts: { boarded: exactly(50), arrived: exactly(46), held: exactly(3), died: exactly(1) },
    })
    const shown = shownToOthers(load)
    expect(shown).toEqual({
      load: 'l',
      boarded: exactly(50),
      arrived: exactly(46),
      born: undefined,
      died: exactly(1),
      notArrived: exactly(3),
    })
    expect(JSON.stringify(shown)).not.toContain('held')
  })
})
