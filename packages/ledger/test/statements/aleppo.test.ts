// The golden cases: what was said about 4 November 2016, held against an empty account and against accounts with records.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bytesOf, claimReviews, mayBePublished, readStatements } from '../../src/index.ts'
import { corroborated, fileOf, findingOn, readingsOn, record, told, tonnes, watched } from './made-facts.ts'

const example = (name: string) =>
  readFileSync(new URL(`../../../../examples/${name}/statements.yaml`, import.meta.url), 'utf8')
const text = example('aleppo-2016-11-04')
const file = fileOf(text)

describe('an empty account', () => {
  const result = told(file)
  const findings = new Map(result.statements.flatMap(({ claims }) => claims.map(({ id, finding }) => [id, finding])))

  test('every row is there, with what must come out', () => {
    expect([...findings]).toEqual([
      ['S1.1', 'not_established'],
      ['S2.1', 'not_established'],
      ['S3.1', 'not_established'],
      ['S4.1', 'not_established'],
      ['S5.1', 'not_checkable'],
      ['S6.1', 'not_checkable'],
      ['S7.1', 'not_checkable'],
      ['S7.2', 'not_established'],
      ['S8.1', 'not_established'],
      ['S9.1', 'not_established'],
      ['S9.2', 'not_established'],
      ['S10.1', 'not_checkable'],
      ['S11.1', 'not_established'],
      ['S12.1', 'not_established'],
      ['S13.1', 'not_established'],
      ['S14.1', 'not_established'],
      ['S14.2', 'not_established'],
      ['S15.1', 'not_checkable'],
      ['S15.2', 'not_established'],
      ['S16.1', 'not_established'],
    ])
  })

  test('each that is not established says what record would settle it; an opinion asks for none', () => {
    for (const { claims } of result.statements)
      for (const { finding, would_settle: wanted } of claims) expect(wanted === '').toBe(finding === 'not_checkable')
  })

  test('the article’s eleven hours and the ministry’s ten differ: found unasked, both named, nothing chosen', () => {
    expect(result.contradictions).toHaveLength(1)
    const [found] = result.contradictions
    expect(found).toMatchObject({ between: ['S8', 'S14'], kind: 'duration', values_s: [39_600, 36_000] })
    expect(found?.speakers).toEqual(['the article', 'Russian Ministry of Defence, as reported by the article'])
    expect(found?.read_as).toContain('read as the window')
    expect(found?.resolved_if).toHaveLength(2)
    expect(found?.resolved_if[0]).toMatch(/09:00–19:00.*10 h/)
    expect(found?.resolved_if[1]).toMatch(/Asia\/Damascus.*Europe\/Moscow: 10 h/)
    expect(result.not_comparable).toEqual([])
  })

  test('what is figurative is marked, its literal sense is ours, with the donor as owner and as funder', () => {
    const claim = result.statements[2]?.claims[0]
    expect(claim).toMatchObject({ figurative: true, kind: 'none' })
    const readings = [...readingsOn(result, 'S3.1').keys()]
    expect(readings.some((each) => each.includes('owned by us'))).toBe(true)
    expect(readings.some((each) => each.includes('paid for by us'))).toBe(true)
  })

  test('what was heard from another is second-hand', () => {
    expect(result.statements.find(({ id }) => id === 'S4')?.second_hand).toBe(true)
    expect(result.statements.find(({ id }) => id === 'S8')?.second_hand).toBe(false)
  })

  test('ClaimReview carries no rating and no score, and only what can be checked', () => {
    const reviews = claimReviews(result, {
      publisher: 'A newsroom',
      url: 'https://example.org/findings',
      published: '2016-11-10',
    })
    expect(reviews).toHaveLength(15)
    expect(JSON.stringify(reviews)).not.toMatch(/reviewRating|ratingValue|score/i)
    expect(JSON.stringify(reviews[0])).toContain('the account cannot tell')
  })

  test('the same as JSON', async () => {
    const { jsonOf } = await import('@treve/model')
    const json = jsonOf(text)
    if (typeof json !== 'string') throw new Error('no JSON')
    expect(told(fileOf(json))).toEqual(result)
  })
})

describe('S1: more than a hundred tonnes', () => {
  const stages = ['loaded', 'cleared', 'entered', 'offloaded', 'received', 'distributed'] as const

  test('supported where every reading is: every stage, both sides, in the shortest period', () => {
    const records = stages.flatMap((stage) =>
      (['east', 'west'] as const).flatMap((side) => tonnes(120, { stage, side })),
    )
    expect(findingOn(told(file, records), 'S1.1')).toBe('supported')
  })

  test('contradicted where all was watched and less came under every reading', () => {
    const records = tonnes(20, { stage: 'offloaded', side: 'west' })
    const complete = watched('aleppo', '2015-09-29T00:00:00+02:00', '2016-11-05T12:00:00+02:00')
    expect(findingOn(told(file, records, complete), 'S1.1')).toBe('contradicted')
  })

  test('it depends on the stage: loaded enough, offloaded too little', () => {
    const records = [
      ...(['east', 'west'] as const).flatMap((side) => tonnes(120, { stage: 'loaded', side })),
      ...tonnes(40, { stage: 'offloaded', side: 'east' }),
    ]
    const complete = watched('aleppo', '2015-09-29T00:00:00+02:00', '2016-11-05T12:00:00+02:00')
    const result = told(file, records, complete)
    expect(findingOn(result, 'S1.1')).toBe('not_comparable')
    const readings = readingsOn(result, 'S1.1')
    expect(
      [...readings].filter(([reading]) => reading.startsWith('loaded')).every(([, finding]) => finding === 'supported'),
    ).toBe(true)
    expect(
      [...readings]
        .filter(([reading]) => reading.startsWith('offloaded'))
        .every(([, finding]) => finding === 'contradicted'),
    ).toBe(true)
  })

  test('it depends on the side of the line', () => {
    const records = stages.flatMap((stage) => tonnes(120, { stage, side: 'west' }))
    const complete = watched('aleppo', '2015-09-29T00:00:00+02:00', '2016-11-05T12:00:00+02:00')
    const result = told(file, records, complete)
    expect(findingOn(result, 'S1.1')).toBe('not_comparable')
    for (const [reading, finding] of readingsOn(result, 'S1.1'))
      expect(finding, reading).toBe(reading.includes('east') ? 'contradicted' : 'supported')
  })

  test('on one source’s word, on the speaker’s own, or on its adversary’s, nothing is decided', () => {
    const alone = stages.flatMap((stage) =>
      (['east', 'west'] as const).map((side) =>
        record({ stage, side, event: `${stage} ${side}`, low: 2e8, best: 2e8, high: 2e8 }),
      ),
    )
    const result = told(file, alone)
    expect(findingOn(result, 'S1.1')).toBe('not_established')
    expect(
      result.statements[0]?.claims[0]?.readings.every(({ note }) => note?.includes('one source’s word') === true),
    ).toBe(true)
    for (const side of ['ru', 'us']) {
      const partisan = alone.flatMap((each) => [
        each,
        { ...each, source: { organisation: `agency of ${side}`, chain: side, side } },
      ])
      expect(findingOn(told(file, partisan), 'S1.1')).toBe('not_established')
    }
  })

  test('one chain of information is one source, and one event is counted once', () => {
    const once = tonnes(60, { stage: 'offloaded', event: 'one convoy' })
    const again = record({
      stage: 'offloaded',
      event: 'one convoy',
      source: { organisation: 'third', chain: 'third' },
      low: 6e7,
      best: 6e7,
      high: 6e7,
    })
    const readings = told(file, [...once, again]).statements[0]?.claims[0]?.readings ?? []
    expect(Math.max(...readings.map(({ low }) => low ?? 0))).toBe(60_000_000)
    const repeated = [
      record({ event: 'e' }),
      record({ event: 'e', source: { organisation: 'paper', chain: 'own eyes' } }),
    ]
    expect(told(file, repeated).statements[0]?.claims[0]?.readings.every(({ low }) => low === 0)).toBe(true)
  })
})

describe('S3: nothing at all', () => {
  const american = { owner: 'us', funder: 'us', place: 'aleppo', detail: 'food' } as const

  test('refuted by one corroborated item that falls in every admissible period', () => {
    expect(findingOn(told(file, corroborated(american)), 'S3.1')).toBe('contradicted')
  })

  test('not refuted by an item outside one admissible period', () => {
    const before = corroborated({
      ...american,
      time: { from: 1_477_000_000 as never, until: 1_477_000_000 as never, zone: 'Asia/Damascus' as never },
    })
    const result = told(file, before)
    expect(findingOn(result, 'S3.1')).toBe('not_established')
    for (const [reading, finding] of readingsOn(result, 'S3.1'))
      expect(finding, reading).toBe(reading.includes('day-of-pause') ? 'not_established' : 'contradicted')
  })

  test('nor by what was only loaded, or by an item whose donor is not told', () => {
    expect(findingOn(told(file, corroborated({ ...american, stage: 'loaded' })), 'S3.1')).not.toBe('contradicted')
    const { owner: _, funder: __, ...nobodys } = record()
    const second = { ...nobodys, source: { organisation: 'relief', chain: 'relief' } }
    expect(findingOn(told(file, [nobodys, second]), 'S3.1')).toBe('not_established')
  })

  test('supported only under full completeness', () => {
    const complete = watched('syria', '2015-09-29T00:00:00+02:00', '2016-11-05T12:00:00+02:00')
    expect(findingOn(told(file, [], complete), 'S3.1')).toBe('supported')
    const short = watched('syria', '2015-09-29T00:00:00+02:00', '2016-11-04T18:00:00+02:00')
    expect(findingOn(told(file, [], short), 'S3.1')).toBe('not_established')
    expect(findingOn(told(file, [], complete.slice(0, 1)), 'S3.1')).toBe('not_established')
    const partOnly = watched('aleppo', '2015-09-29T00:00:00+02:00', '2016-11-05T12:00:00+02:00')
    expect(findingOn(told(file, [], partOnly), 'S3.1')).toBe('not_established')
  })
})

describe('hours', () => {
  const window = (seconds: number) =>
    corroborated({
      event: 'window',
      subject: 'window',
      unit: 's',
      low: seconds,
      best: seconds,
      high: seconds,
      place: 'aleppo',
      time: { from: 1_478_239_200 as never, until: 1_478_275_200 as never, zone: 'Asia/Damascus' as never },
    }).map(({ detail: _, stage: __, owner: ___, funder: ____, side: _____, ...rest }) => rest)

  test('a record of ten hours supports the ten and contradicts the eleven', () => {
    const result = told(file, window(36_000))
    expect(findingOn(result, 'S14.2')).toBe('supported')
    expect(findingOn(result, 'S8.1')).toBe('contradicted')
  })
})

describe('two honest counts', () => {
  const two = fileOf(example('two-counts'))
  const trucks = (amount: number, stage: 'cleared' | 'received') =>
    corroborated({
      event: stage,
      stage,
      unit: 'trucks',
      low: amount,
      best: amount,
      high: amount,
      place: 'crossing',
      time: { from: 1_714_550_400 as never, until: 1_714_550_400 as never, zone: 'UTC' as never },
    }).map(({ side: _, owner: __, funder: ___, ...rest }) => rest)

  test('each consistent with its own definition; the pair not comparable: the stage differs', () => {
    const complete = watched('crossing', '2024-04-30T00:00:00Z', '2024-05-03T00:00:00Z')
    const result = told(two, [...trucks(419, 'cleared'), ...trucks(223, 'received')], complete)
    expect(findingOn(result, 'inspected.1')).toBe('supported')
    expect(findingOn(result, 'collected.1')).toBe('supported')
    expect(result.contradictions).toEqual([])
    expect(result.not_comparable).toMatchObject([{ between: ['inspected', 'collected'], differs: ['stage'] }])
  })

  test('with records of the other stage only: the account measures it differently', () => {
    expect(findingOn(told(two, trucks(419, 'cleared')), 'collected.1')).toBe('not_comparable')
  })
})

describe('what speakers do later', () => {
  test('a withdrawn statement is superseded, and contradicts nobody', () => {
    const withdrawn = text.replace('  - id: S14\n', '  - id: S14\n    withdrawn: { at: 2016-11-06 }\n')
    const result = told(fileOf(withdrawn), [], [])
    expect(findingOn(result, 'S14.1')).toBe('superseded')
    expect(result.contradictions).toEqual([])
  })

  test('a reply is kept beside what it answers', () => {
    const replied = text.replace(
      '  - id: S8\n',
      '  - id: S8\n    replies: [{ at: 2016-11-08, language: en, words: We rounded. }]\n',
    )
    expect(told(fileOf(replied)).statements.find(({ id }) => id === 'S8')?.replies).toEqual([
      { at: '2016-11-08', language: 'en', words: 'We rounded.' },
    ])
  })
})

describe('publishing', () => {
  test('waits for a reply, or 72 hours after the speaker was told', () => {
    const of = (more: string) =>
      fileOf(text.replace('  - id: S8\n', `  - id: S8\n${more}`)).statements.find(({ id }) => id === 'S8')
    const may = (more: string, now: string) => {
      const statement = of(more)
      return statement !== undefined && mayBePublished(statement, Date.parse(now) / 1000)
    }
    const told = "    told_at: '2016-11-05T10:00:00Z'\n"
    expect(may('', '2020-01-01T00:00:00Z')).toBe(false)
    expect(may(told, '2016-11-08T09:59:59Z')).toBe(false)
    expect(may(told, '2016-11-08T10:00:00Z')).toBe(true)
    expect(may(`${told}    replies: [{ language: en, words: We rounded. }]\n`, '2016-11-05T11:00:00Z')).toBe(true)
  })
})

describe('whose word counts for or against a claim', () => {
  const parties = (more: string) => `treve_statements: 1
zone: UTC
places: [{ id: aleppo, sides: [east, west] }]
parties: [{ id: a, name: Party A }, { id: b, name: Party B${more} }]
periods: [{ id: day, from: 2016-11-04, to: 2016-11-04 }]
statements:
  - { id: s, speaker: office of A, party: a, language: en, paraphrase: p, claims: ["existence of aid; stage offloaded; place aleppo; side east; period day"] }
`
  const by = (organisation: string, chain = organisation, side?: string) =>
    record({ source: { organisation, chain, ...(side === undefined ? {} : { side }) } })
  const found = (more: string, records: readonly ReturnType<typeof by>[]) =>
    findingOn(told(fileOf(parties(more)), records), 's.1')

  test.each([
    ['two independent sources', '', [by('x'), by('y')], 'supported'],
    ['its speaker’s own office', '', [by('x'), by('office of A')], 'not_established'],
    ['what its speaker’s office told another', '', [by('x'), by('y', 'office of A')], 'not_established'],
    ['the party by its id', '', [by('x'), by('a')], 'not_established'],
    ['the party by its name', '', [by('x'), by('y', 'Party A')], 'not_established'],
    ['somebody of its side', '', [by('x'), by('y', 'y', 'a')], 'not_established'],
    // Whoever calls the other an adversary: it holds both ways.
    ['one who calls it an adversary', ', adversaries: [a]', [by('x'), by('y', 'y', 'b')], 'not_established'],
    ['another party that does not', '', [by('x'), by('y', 'y', 'b')], 'supported'],
  ] as const)('%s', (_, more, records, finding) => {
    expect(found(more, records)).toBe(finding)
  })
})

describe('the same rule whoever speaks', () => {
  test('names swapped throughout, the same findings, swapped', () => {
    const swap = (words: string) => words.replaceAll(/\b(ru|us)\b/g, (each) => (each === 'ru' ? 'us' : 'ru'))
    const swapped = readStatements(bytesOf(swap(text))).file
    if (swapped === undefined) throw new Error('the swapped file does not read')
    const side = (source: string) => ({ organisation: `agency of ${source}`, chain: source, side: source })
    const accounts = [
      corroborated({ owner: 'us', funder: 'us' }),
      tonnes(200, { owner: 'ru' }),
      [
        record({ owner: 'ru' }),
        record({ owner: 'ru', source: side('ru') }),
        record({ owner: 'us', source: side('us') }),
      ],
    ]
    for (const records of accounts)
      for (const complete of [[], watched('syria', '2015-09-29T00:00:00+02:00', '2016-11-05T12:00:00+02:00')]) {
        const other = records.map((each) => ({
          ...each,
          owner: swap(each.owner ?? ''),
          funder: swap(each.funder ?? ''),
          source: {
            ...each.source,
            organisation: swap(each.source.organisation),
            chain: swap(each.source.chain),
            ...(each.source.side === undefined ? {} : { side: swap(each.source.side) }),
          },
        }))
        const plain = (result: ReturnType<typeof told>) =>
          JSON.stringify(
            result.statements.map(({ id, claims }) => [
              id,
              claims.map(({ finding, readings, evidence }) => [finding, readings, evidence]),
            ]),
          )
        expect(plain(told(swapped, other, complete))).toBe(swap(plain(told(file, records, complete))))
      }
  })
})
