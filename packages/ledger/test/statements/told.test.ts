// What a reader is told: the claim's own line, figures in its unit, whose word it is, and what is really lacking.

import { languages } from '@treve/model'
import { describe, expect, test } from 'vitest'
import {
  type Attestation,
  bytesOf,
  claimReviews,
  readStatements,
  statementWords,
  type ToldClaim,
} from '../../src/index.ts'
import { amountText, foundText, publicLimits } from '../../src/statements/figures.ts'
import { lackingFor } from '../../src/statements/lacking.ts'
import { corroborated, fileOf, record, told, tonnes, watched } from './made-facts.ts'

const at = '; place aleppo; period day'

function fileWith(...claims: readonly string[]) {
  return fileOf(`treve_statements: 1
zone: Asia/Damascus
places: [{ id: syria }, { id: aleppo, within: syria, sides: [east, west] }]
parties: [{ id: ru, name: Russia }, { id: us, name: United States }]
periods: [{ id: day, from: 2016-11-04, to: 2016-11-04 }]
statements:
  - { id: M, speaker: somebody, language: en, paraphrase: In other words., claims: ${JSON.stringify(claims)} }
`)
}

function claimOf(line: string, ...account: [(readonly Attestation[])?, ReturnType<typeof watched>?]): ToldClaim {
  const claim = told(fileWith(line), ...account).statements[0]?.claims[0]
  if (claim === undefined) throw new Error('there is no claim')
  return claim
}

const full = (from = '2016-11-03T00:00:00Z', until = '2016-11-06T00:00:00Z') => watched('aleppo', from, until)

describe('figures', () => {
  const t = { name: 't', factor: 1_000_000 }
  test.each([
    [49_000_000, t, '49 t'],
    [51_000_005, t, '51.000005 t'],
    [1_234_567_500_000, t, '1 234 567.5 t'],
    [0, t, '0 t'],
    [36_001, { name: 'h', factor: 3600 }, '10 h 1 s'],
    [34_200, { name: 'h', factor: 3600 }, '9 h 30 min'],
    [12_000, { name: 'people', factor: 1 }, '12 000 people'],
  ])('%i in %j: %s', (base, unit, expected) => expect(amountText(base, unit)).toBe(expected))

  test('stand in the unit of the claim', () => {
    const [reading] = claimOf(`quantity of aid > 100 t; stage offloaded${at}`, tonnes(49)).readings
    expect(reading).toMatchObject({ found: 'at least 49 t', low: 49_000_000, high: null })
    const [both] = claimOf(`quantity of aid > 100 kg; stage offloaded${at}`, tonnes(49), full()).readings
    expect(both?.found).toBe('49 000 kg')
    const wide = corroborated({ low: 40_000_000, best: 49_000_000, high: 60_000_000 })
    const [range] = claimOf(`quantity of aid > 100 t; stage offloaded${at}`, wide, full()).readings
    expect(range?.found).toBe('40 to 60 t')
    expect(claimOf(`quantity of aid > 100 kg; stage offloaded${at}`).readings[0]?.found).toBe(
      statementWords.en.nothingCorroborated,
    )
  })

  test('of whether there was anything, they are instances and no amounts, without infinity', () => {
    const claim = { kind: 'existence' } as Parameters<typeof foundText>[0]
    const found = (low: number, high: number) => foundText(claim, { low, high }, undefined, statementWords.en)
    expect(found(1, Number.POSITIVE_INFINITY)).toBe('at least 1 instance')
    expect(found(3, Number.POSITIVE_INFINITY)).toBe('at least 3 instances')
    expect(found(0, Number.POSITIVE_INFINITY)).toBe(statementWords.en.nothingCorroborated)
    expect(found(0, 0)).toBe('no instance')
    expect(found(1, 2)).toBe('1 to 2 instances')
  })
})

describe('a claim as it is told', () => {
  test('has its own line, and names whose word the evidence is', () => {
    const line = `quantity of aid > 1 t; stage offloaded${at}`
    expect(claimOf(line, tonnes(49))).toMatchObject({
      line,
      finding: 'supported',
      attested_by: ['observers', 'relief'],
    })
    expect(claimOf(line).attested_by).toEqual([])
  })

  test('claims made together are told apart', () => {
    const file = fileOf(`treve_statements: 1
places: [{ id: aleppo }]
periods: [{ id: day, from: 2016-11-04, to: 2016-11-04 }]
statements:
  - id: M
    speaker: somebody
    language: en
    paraphrase: p
    claims: [{ all: [existence of vehicles.bus${at}, existence of vehicles.ambulance${at}] }]
`)
    const claim = told(file).statements[0]?.claims[0]
    expect(claim?.parts?.map(({ line }) => line)).toEqual([
      `existence of vehicles.bus${at}`,
      `existence of vehicles.ambulance${at}`,
    ])
    expect(claim?.readings.map(({ part }) => part)).toEqual(['M.1.1', 'M.1.2'])
    expect(claim?.would_settle).toMatch(/vehicles\.bus.*vehicles\.ambulance/)
  })

  test('a stage is told only of what has stages', () => {
    expect(claimOf(`existence of corridor${at}`).readings[0]?.reading).toBe('aleppo, day')
    expect(claimOf(`existence of aid${at}`).readings[0]?.reading).toBe('at any stage, aleppo, day')
  })

  test('a review is of the claim’s own words; our paraphrase describes what was said', () => {
    const line = `quantity of aid > 1 t; stage offloaded${at}`
    const result = told(fileWith(line, `existence of window${at}`), tonnes(49))
    const reviews = claimReviews(result, {
      publisher: 'A newsroom',
      url: 'https://example.org',
      published: '2016-11-10',
    })
    expect(reviews).toMatchObject([
      { claimReviewed: line, itemReviewed: { text: line, description: 'In other words.' } },
      { claimReviewed: `existence of window${at}` },
    ])
    expect(JSON.stringify(reviews[0])).toContain('On the word of observers and relief')
  })

  test('a review tells of people in whole fives, outward; that there was somebody, and nobody, stays', () => {
    const people = (count: number, event: string) =>
      corroborated({
        subject: 'people',
        unit: 'people',
        stage: 'boarded',
        event,
        low: count,
        best: count,
        high: count,
      })
    const line = `quantity of people > 1 people; stage boarded${at}`
    const complete = watched('aleppo', '2016-11-03T00:00:00Z', '2016-11-06T00:00:00Z', 'people')
    const setup = { publisher: 'A newsroom', url: 'https://example.org', published: '2016-11-10' }
    const foundOf = (counts: readonly number[]) => {
      const result = told(
        fileWith(line),
        counts.flatMap((count) => people(count, `${count}`)),
        complete,
      )
      const [reading] = result.statements[0]?.claims[0]?.readings ?? []
      const shown = reading?.found_public ?? ''
      expect(JSON.stringify(claimReviews(result, setup))).toContain(shown)
      return [reading?.found, shown]
    }
    expect(foundOf([3])).toEqual(['3 people', '1 to 5 people'])
    expect(foundOf([])).toEqual(['0 people', '0 people'])
    expect(foundOf([50])).toEqual(['50 people', '50 people'])
    // The one less the other is 2, and is not told.
    expect(foundOf([50, 2])).toEqual(['52 people', '50 to 55 people'])
    expect(JSON.stringify(claimReviews(told(fileWith(line), people(3, 'a'), complete), setup))).not.toContain(
      '3 people',
    )
    expect(publicLimits({ low: 3, high: 3 }, { name: 't', factor: 1_000_000 })).toEqual({ low: 3, high: 3 })
    expect(publicLimits({ low: 7, high: Number.POSITIVE_INFINITY }, { name: 'people', factor: 1 })?.low).toBe(5)
  })

  test.each(languages)('in %s nothing of it is left in English', (language) => {
    const records = [...tonnes(49), ...tonnes(40, { stage: 'loaded' })]
    const lines = [`quantity of aid > 100 t; stage received${at}`, `none of people${at}`, 'opinion']
    const { statements } = told(fileWith(...lines), records, [], language)
    const words = statements[0]?.claims.flatMap((claim) => [claim.words, claim.would_settle]).join(' ') ?? ''
    if (language === 'en') expect(words).toContain('two independent')
    else expect(words).not.toMatch(/\b(the|of|two|would|was|records?|settle)\b/)
  })
})

describe('what would settle it', () => {
  const settled = (...[line, ...account]: Parameters<typeof claimOf>) => claimOf(line, ...account).would_settle

  test('is two independent records only where they are lacking', () => {
    const line = `quantity of aid > 100 t; stage offloaded${at}`
    expect(settled(line)).toBe('two independent records of aid (offloaded), aleppo, day')
    expect(settled(line, [record()])).toContain('two independent records')
    expect(settled(line, tonnes(49))).toBe(
      'further records of aid (offloaded), aleppo, day, each of two independent sources',
    )
  })

  test('is precision where records and watching are there', () => {
    const wide = corroborated({ low: 40_000_000, best: 49_000_000, high: 60_000_000 })
    expect(settled(`quantity of aid = 50 t; stage offloaded${at}`, wide, full())).toBe(
      'narrower figures in the records that are there, of aid (offloaded), aleppo, day',
    )
  })

  test('is watching where records are there and some may be missing, in the unit that was not watched', () => {
    const line = `quantity of aid = 49 t; stage offloaded${at}`
    expect(settled(line, tonnes(49))).toBe(
      'statements of two independent observers that all of aleppo was watched, day',
    )
    const inLitres = full().map((each) => ({ ...each, watched: [{ subject: 'aid' as const, unit: 'ml' as const }] }))
    expect(settled(line, tonnes(49), inLitres)).toMatch(/counted in g.*watched in another unit/)
  })

  test('is watching in whatever unit, where nothing is claimed and one unit was watched', () => {
    const inGrams = full().map((each) => ({ ...each, watched: [{ subject: 'aid' as const, unit: 'g' as const }] }))
    expect(settled(`none of aid.fuel${at}`, [], inGrams)).toMatch(/in whatever unit: it was watched only .* in g/)
  })

  test('is asked of nobody who has withdrawn', () => {
    const text = `treve_statements: 1
places: [{ id: aleppo }]
periods: [{ id: day, from: 2016-11-04, to: 2016-11-04 }]
statements:
  - { id: M, speaker: somebody, language: en, paraphrase: p, claims: [existence of window${at}], withdrawn: { at: 2016-11-05 } }
`
    expect(told(fileOf(text)).statements[0]?.claims[0]).toMatchObject({ finding: 'superseded', would_settle: '' })
  })

  test('is the unit, or the stage, that was not recorded', () => {
    const litres = corroborated({ unit: 'ml' })
    expect(settled(`quantity of aid > 1 t; stage offloaded${at}`, litres)).toContain('counted in g')
    const claim = claimOf(`quantity of aid > 1 t; stage received${at}`, tonnes(49))
    expect(claim.readings[0]?.note).toBe('records there are only of another stage')
    expect(claim.would_settle).toContain('aid (received)')
  })

  test('is side and period of records that do not tell them closely', () => {
    const sideless = tonnes(49).map(({ side: _, ...rest }) => rest)
    expect(settled(`existence of aid; side east${at}`, sideless)).toBe(
      'that the records of aid (at any stage) tell their side closely enough',
    )
  })

  test('is what is sealed, before anything else', () => {
    const { statements } = fileWith(`existence of aid${at}`)
    const claim = statements[0]?.claims[0]?.parts[0]?.claim
    if (claim === undefined || !('scope' in claim)) throw new Error('there is no claim')
    const known = undefined as unknown as Parameters<typeof lackingFor>[2]
    const said = (withheld: number) =>
      lackingFor(claim, [{ withheld } as unknown as Parameters<typeof lackingFor>[1][number]], known, statementWords.en)
    expect(said(7)).toBe('the openings of 7 entries that are sealed to you and may bear on it')
    expect(said(1)).toBe('the opening of 1 entry that is sealed to you and may bear on it')
  })
})

describe('a file that is none', () => {
  test.each([
    ['', 'file_empty', /empty/],
    ['# nothing\n', 'file_empty', /empty/],
    ['a: [1\nb: {2\nc: "', 'not_yaml', /neither YAML nor JSON/],
    [Uint8Array.of(0xff, 0xfe, 0x41), 'not_utf8', /UTF-8/],
    [Uint8Array.of(0x61, 0x80, 0x81), 'not_utf8', /UTF-8/],
  ] as const)('%j: one message, %s', (given, code, text) => {
    const { file, problems } = readStatements(typeof given === 'string' ? bytesOf(given) : given)
    expect(file).toBeUndefined()
    expect(problems).toHaveLength(1)
    expect(problems[0]?.code).toBe(code)
    expect(problems[0]?.text).toMatch(text)
  })
})
