// Pairs of claims that cannot both be true, and pairs that only seem so.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contradictionsOf } from '../../src/index.ts'
import { fileOf, told } from './made-facts.ts'

const head = (ids: readonly [string, string]) => `treve_statements: 1
zone: UTC
places: [{ id: country }, { id: town, within: country, sides: [east, west] }]
parties: [{ id: ${ids[0]}, name: One }, { id: ${ids[1]}, name: Other }]
periods: [{ id: day, from: 2026-11-20, to: 2026-11-20 }]
statements:
`

function fileWith(lines: readonly string[], ids: readonly [string, string] = ['p', 'q']) {
  const statements = lines.map(
    (line, at) =>
      `  - { id: M${at}, speaker: s${at}, party: ${ids[at % 2]}, language: en, paraphrase: words, claims: [${JSON.stringify(line)}] }\n`,
  )
  return fileOf(head(ids) + statements.join(''))
}

const at = '; place town; period day'

/** Each with what must be found of it: a contradiction, in what they differ, or nothing. */
const cases: readonly (readonly [string, string, 'contradiction' | 'stage' | 'side' | undefined])[] = [
  [`none of corridor${at}`, `existence of corridor${at}`, 'contradiction'],
  [`none of window${at}`, `duration of window = 10 h${at}`, 'contradiction'],
  [`none of people${at}`, `existence of people${at}`, 'contradiction'],
  [`none of people${at}`, `existence of people.medical${at}`, 'contradiction'],
  [`none of people.medical${at}`, `existence of people${at}`, undefined],
  [`none of people${at}`, `quantity of people >= 40 people; stage boarded${at}`, 'contradiction'],
  [`none of aid${at}`, `existence of aid.fuel; stage received${at}`, 'contradiction'],
  [`none of aid${at}`, `existence of aid.fuel${at}`, 'contradiction'],
  [`none of aid; stage open${at}`, `existence of aid; stage loaded${at}`, 'stage'],
  [`none of aid; stage received${at}`, `existence of aid; stage entered${at}`, 'stage'],
  [`none of aid; side east${at}`, `existence of aid; side west${at}`, 'side'],
  [`none of aid; side east${at}`, `existence of aid; side east${at}`, 'contradiction'],
  [`none of aid; donor p${at}`, `existence of aid; donor q${at}`, undefined],
  [`none of aid; donor p${at}`, `existence of aid; donor p as funder${at}`, 'contradiction'],
  ['none of aid; place country; period day', `existence of aid${at}`, 'contradiction'],
  [`none of aid${at}`, 'existence of aid; place country; period day', undefined],
  [`none of aid${at}`, 'existence of aid; place town; period 2026-11-21 to 2026-11-21', undefined],
  [`quantity of aid = 0 trucks; stage received${at}`, `existence of aid; stage received${at}`, undefined],
  [`quantity of incident = 0 times${at}`, `existence of incident.shelling${at}`, 'contradiction'],
  [`quantity of aid < 3 t; stage received${at}`, `quantity of aid.food > 3 t; stage received${at}`, 'contradiction'],
  [`quantity of aid < 3 t; stage loaded${at}`, `quantity of aid > 3 t; stage received${at}`, 'stage'],
  [`quantity of aid < 3 t; stage received${at}`, `quantity of aid > 3 l; stage received${at}`, undefined],
  [`share of feedback.benefit > 50 %${at}`, `share of feedback.benefit none${at}`, 'contradiction'],
  [`share of feedback.benefit > 50 %${at}`, `none of feedback.benefit${at}`, 'contradiction'],
  [`share of feedback.benefit > 50 %${at}`, `share of feedback.benefit few${at}`, 'contradiction'],
  [`share of feedback.benefit > 50 %${at}`, `share of feedback.benefit <= 50 %${at}`, 'contradiction'],
  [`share of feedback.benefit >= 50 %${at}`, `share of feedback.benefit <= 50 %${at}`, undefined],
  [`share of feedback.benefit > 50 %${at}`, `share of feedback.safety none${at}`, undefined],
  [`share of feedback.benefit > 50 %${at}`, 'share of feedback.benefit < 20 %; place country; period day', undefined],
  [`sequence of withdrawal before corridor${at}`, `sequence of corridor before withdrawal${at}`, 'contradiction'],
  [`sequence of withdrawal before corridor${at}`, `sequence of withdrawal before corridor${at}`, undefined],
]

describe('a pair of claims', () => {
  test.each(cases)('%s / %s: %s', (one, other, expected) => {
    const pairs = contradictionsOf(fileWith([one, other]))
    expect(pairs.map(({ finding, differs }) => (finding === 'contradiction' ? finding : differs.join()))).toEqual(
      expected === undefined ? [] : [expected],
    )
  })

  test('is told alike in whatever order, whoever the parties are', () => {
    const plain = (lines: readonly string[], ids?: readonly [string, string]) =>
      contradictionsOf(fileWith(lines, ids))
        .map(({ between, kind, finding, differs }) =>
          JSON.stringify([between.map(({ part }) => part.line).sort(), kind, finding, differs]),
        )
        .sort()
    const neutral = [...new Set(cases.map(([one]) => one).concat(cases.map(([, other]) => other)))].filter(
      (line) => !line.includes('donor'),
    )
    fc.assert(
      fc.property(fc.shuffledSubarray(neutral, { minLength: 2 }), (lines) => {
        const sorted = [...lines].sort()
        expect(plain(lines)).toEqual(plain(sorted))
        expect(plain(lines, ['q', 'p'])).toEqual(plain(sorted))
      }),
    )
  })

  test('that measures different things tells in what', () => {
    const [pair] = told(
      fileWith([`quantity of aid < 3 t; stage loaded${at}`, `quantity of aid > 3 t; stage received${at}`]),
    ).not_comparable
    expect(pair?.text).toBe(
      '< 3 t of aid; stage loaded (M0, s0) is not comparable (the stage differs) with > 3 t of aid; stage received (M1, s1)',
    )
  })

  test('names what it is of, and both lines', () => {
    const [pair] = told(fileWith([`none of people${at}`, `existence of people.medical${at}`])).contradictions
    expect(pair?.text).toBe('none of people (M0, s0) differs from existence of people.medical (M1, s1)')
    expect(pair?.lines).toEqual([`none of people${at}`, `existence of people.medical${at}`])
  })
})
