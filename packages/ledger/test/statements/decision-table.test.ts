import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Comparison,
  conjunctionOf,
  type Finding,
  findingOf,
  type Verdict,
  verdictOnExistence,
  verdictOnFigure,
  verdictOnNone,
  verdictOnShare,
  wilson95,
} from '../../src/index.ts'

const infinite = Number.POSITIVE_INFINITY
const figure = (comparison: Comparison, amount: number, tolerance = 0) =>
  ({ comparison, amount, tolerance, unit: 'g' }) as const

describe('the decision table, at every boundary', () => {
  const rows: [Comparison, number, number, Verdict][] = [
    // claim, L, U, what follows for x = 100
    ['>', 101, infinite, 'supported'],
    ['>', 100, infinite, 'undecided'],
    ['>', 99, 101, 'undecided'],
    ['>', 0, 100, 'contradicted'],
    ['>', 0, 99, 'contradicted'],
    ['>', 0, 101, 'undecided'],
    ['>', 0, infinite, 'undecided'],
    ['>=', 101, infinite, 'supported'],
    ['>=', 100, infinite, 'supported'],
    ['>=', 99, infinite, 'undecided'],
    ['>=', 0, 100, 'undecided'],
    ['>=', 0, 99, 'contradicted'],
    ['<', 0, 99, 'supported'],
    ['<', 0, 100, 'undecided'],
    ['<', 99, 100, 'undecided'],
    ['<', 100, infinite, 'contradicted'],
    ['<', 100, 100, 'contradicted'],
    ['<', 99, infinite, 'undecided'],
    ['<=', 0, 100, 'supported'],
    ['<=', 0, 101, 'undecided'],
    ['<=', 100, infinite, 'undecided'],
    ['<=', 101, infinite, 'contradicted'],
    ['=', 100, 100, 'supported'],
    ['=', 99, 100, 'undecided'],
    ['=', 100, 101, 'undecided'],
    ['=', 101, infinite, 'contradicted'],
    ['=', 0, 99, 'contradicted'],
    ['=', 100, infinite, 'undecided'],
  ]
  test.each(rows)('%s 100 with L %d, U %d: %s', (comparison, low, high, verdict) => {
    expect(verdictOnFigure(figure(comparison, 100), { low, high })).toBe(verdict)
  })

  test.each<[number, number, Verdict]>([
    [95, 105, 'supported'],
    [95, 95, 'supported'],
    [94, 105, 'undecided'],
    [95, 106, 'undecided'],
    [94, 94, 'contradicted'],
    [0, 94, 'contradicted'],
    [106, infinite, 'contradicted'],
    [105, infinite, 'undecided'],
    [0, 95, 'undecided'],
  ])('about 100 ± 5 with L %d, U %d: %s', (low, high, verdict) => {
    expect(verdictOnFigure(figure('about', 100, 5), { low, high })).toBe(verdict)
  })

  test.each<[number, number, number, Verdict]>([
    [0, 0, 0, 'supported'],
    [0, 1, 0, 'undecided'],
    [0, infinite, 0, 'undecided'],
    [1, infinite, 0, 'contradicted'],
    [0, infinite, 1, 'contradicted'],
  ])('none with L %d, U %d and %d instances: %s', (low, high, instances, verdict) => {
    expect(verdictOnNone({ low, high }, instances)).toBe(verdict)
  })

  test.each<[number, number, Verdict]>([
    [1, infinite, 'supported'],
    [1, 0, 'supported'],
    [0, 0, 'contradicted'],
    [0, 1, 'undecided'],
    [0, infinite, 'undecided'],
  ])('existence with %d instances, U %d: %s', (instances, high, verdict) => {
    expect(verdictOnExistence(instances, high)).toBe(verdict)
  })

  test('Wilson’s interval, against figures worked elsewhere', () => {
    // 81 of 263, an example in many textbooks: 0.2553 to 0.3662
    const { low, high } = wilson95(81, 263)
    expect(low / 10_000).toBeCloseTo(0.2553, 4)
    expect(high / 10_000).toBeCloseTo(0.3662, 4)
    expect(wilson95(0, 10).low).toBe(0)
    expect(wilson95(0, 10).high / 10_000).toBeCloseTo(0.2775, 4)
    expect(wilson95(10, 10).high).toBeCloseTo(10_000, 6)
  })

  test('a share: clear of the threshold or not', () => {
    const survey = (yes: number, asked: number, frame: 'probability' | 'convenience' = 'probability') => ({
      asked,
      low: yes,
      high: yes,
      frame,
    })
    const below = { comparison: '<', perTenThousand: 5000 } as const
    expect(verdictOnShare(below, survey(30, 100))).toBe('supported')
    expect(verdictOnShare(below, survey(45, 100))).toBe('undecided')
    expect(verdictOnShare(below, survey(70, 100))).toBe('contradicted')
    expect(verdictOnShare({ ...below, comparison: '>=' }, survey(70, 100))).toBe('supported')
    expect(verdictOnShare(below, survey(0, 100, 'convenience'))).toBe('undecided')
    // A range of what was counted widens the interval.
    expect(verdictOnShare(below, { asked: 100, low: 30, high: 45, frame: 'probability' })).toBe('undecided')
    // Whoever could be asked can only refute none or all.
    expect(verdictOnShare('none', survey(1, 100, 'convenience'))).toBe('contradicted')
    expect(verdictOnShare('none', survey(0, 100, 'convenience'))).toBe('undecided')
    expect(verdictOnShare('all', survey(99, 100, 'convenience'))).toBe('contradicted')
    expect(verdictOnShare('all', survey(100, 100, 'convenience'))).toBe('undecided')
    expect(verdictOnShare('none', survey(0, 100))).toBe('undecided')
  })

  test('what supports a claim never supports its opposite, and nothing is both', () => {
    const opposite = { '>': '<=', '<=': '>', '<': '>=', '>=': '<' } as const
    const turned = { supported: 'contradicted', contradicted: 'supported', undecided: 'undecided' } as const
    fc.assert(
      fc.property(
        fc.constantFrom('>', '<=', '<', '>='),
        fc.nat(50),
        fc.nat(60),
        fc.nat(60),
        (comparison, x, low, more) => {
          const limits = { low, high: more === 60 ? infinite : low + more }
          expect(verdictOnFigure(figure(opposite[comparison], x), limits)).toBe(
            turned[verdictOnFigure(figure(comparison, x), limits)],
          )
        },
      ),
    )
  })
})

describe('from readings to a claim', () => {
  const each = (...list: Exclude<Finding, 'superseded' | 'not_checkable'>[]) => list.map((finding) => ({ finding }))

  test.each<[string, ReturnType<typeof each>, Finding]>([
    ['all support', each('supported', 'supported'), 'supported'],
    ['all contradict', each('contradicted', 'contradicted'), 'contradicted'],
    ['some support and some contradict', each('supported', 'contradicted', 'not_established'), 'not_comparable'],
    ['some support and some cannot tell', each('supported', 'not_established'), 'not_established'],
    ['some contradict and some cannot tell', each('contradicted', 'not_established'), 'not_established'],
    ['records under another stage alone', each('not_established', 'not_comparable'), 'not_comparable'],
    ['none can tell', each('not_established', 'not_established'), 'not_established'],
    ['no reading at all', [], 'not_established'],
  ])('%s', (_, readings, finding) => {
    expect(findingOf(readings)).toBe(finding)
  })

  test.each<[Finding[], Finding]>([
    [['supported', 'supported'], 'supported'],
    [['supported', 'contradicted'], 'contradicted'],
    [['not_established', 'contradicted'], 'contradicted'],
    [['not_comparable', 'contradicted'], 'contradicted'],
    [['supported', 'not_established'], 'not_established'],
    [['supported', 'not_comparable'], 'not_established'],
    [['not_comparable', 'not_comparable'], 'not_comparable'],
    [['not_checkable', 'not_checkable'], 'not_checkable'],
    [['not_checkable', 'supported'], 'not_established'],
  ])('all of %j: %s', (parts, finding) => {
    expect(conjunctionOf(parts)).toBe(finding)
  })
})
