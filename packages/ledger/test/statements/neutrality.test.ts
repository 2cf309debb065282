// The same rule whoever speaks: two parties' names changed for each other throughout, in what is said and in what is
// recorded, must give the same findings and the same contradictions, changed for each other.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Attestation, CompletenessStatement } from '../../src/index.ts'
import { at, damascus, fileOf, told } from './made-facts.ts'

const swapped = (words: string) =>
  words.replaceAll(/\b(north|south)\b/g, (each) => (each === 'north' ? 'south' : 'north'))

/** Neither is in any way before the other in the file but by the alphabet, which decides nothing. */
function fileText(adversaries: boolean, said: readonly { speaker: string; claim: string }[]): string {
  const against = (other: string) => (adversaries ? `, adversaries: [${other}]` : '')
  return `treve_statements: 1
zone: Asia/Damascus
places: [{ id: country }, { id: town, within: country, sides: [east, west] }]
parties:
  - { id: north, name: the north${against('south')} }
  - { id: south, name: the south${against('north')} }
periods: [{ id: day, from: 2016-11-04, to: 2016-11-04 }, { id: week, from: 2016-11-01, to: 2016-11-06 }]
statements:
${said
  .map(
    ({ speaker, claim }, index) =>
      `  - { id: s${index}, speaker: minister of the ${speaker}, party: ${speaker}, language: en, paraphrase: words, claims: [${JSON.stringify(claim)}] }\n`,
  )
  .join('')}`
}

const party = fc.constantFrom('north', 'south')
const where = fc.constantFrom('place town; side any', 'place town; side east', 'place town; side open', 'place country')
const whole = fc.constantFrom('place town', 'place country')
const period = fc.constantFrom('period day', 'period week', 'period open')
const donor = fc.oneof(
  fc.constant(''),
  party.map((each) => `; donor ${each}`),
  party.map((each) => `; donor ${each} as owner`),
)
const stage = fc.constantFrom('stage offloaded', 'stage loaded', 'stage open')
const claim = fc.oneof(
  fc
    .tuple(fc.constantFrom('>', '<', '>=', '<=', '='), fc.integer({ min: 1, max: 60 }), stage, where, period, donor)
    .map(([sign, kg, of, place, when, by]) => `quantity of aid ${sign} ${kg} kg; ${of}; ${place}; ${when}${by}`),
  fc
    .tuple(fc.constantFrom('none', 'existence'), stage, where, period, donor)
    .map(([kind, of, place, when, by]) => `${kind} of aid.food; ${of}; ${place}; ${when}${by}`),
  fc
    .tuple(fc.constantFrom('announcement', 'agreement', 'withdrawal', 'order'), whole, period, party)
    .map(([subject, place, when, by]) => `existence of ${subject}; ${place}; ${when}; by ${by}`),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), whole, period)
    .map(([hours, place, when]) => `duration of window = ${hours} h; ${place}; ${when}`),
)

const source = fc.oneof(
  fc.constantFrom('observers', 'relief').map((organisation) => ({ organisation, chain: organisation })),
  party.map((side) => ({ organisation: `agency of the ${side}`, chain: `the ${side}`, side })),
  party.map((side) => ({ organisation: side, chain: side, side })),
)
const time = fc.integer({ min: 0, max: 40 }).map((hour) => {
  const from = (at('2016-11-03T06:00:00+02:00') + hour * 3600) as Attestation['time']['from']
  return { from, until: (from + 1800) as Attestation['time']['until'], zone: damascus }
})
const record = fc
  .record({
    source,
    time,
    event: fc.constantFrom('one', 'two', 'three'),
    kilograms: fc.integer({ min: 0, max: 40 }),
    stage: fc.constantFrom('offloaded' as const, 'loaded' as const),
    side: fc.constantFrom('east', 'west', undefined),
    owner: fc.option(party, { nil: undefined }),
    funder: fc.option(party, { nil: undefined }),
    standing: fc.constantFrom('sound' as const, 'sound' as const, 'suspect' as const),
    disputes: fc.option(source, { nil: undefined }),
  })
  .map(({ kilograms, side, owner, funder, disputes, ...rest }) => ({
    ...rest,
    subject: 'aid' as const,
    detail: 'food',
    unit: 'g' as const,
    low: kilograms * 1000,
    best: kilograms * 1000,
    high: kilograms * 1000,
    place: 'town',
    ...(side === undefined ? {} : { side }),
    ...(owner === undefined ? {} : { owner }),
    ...(funder === undefined ? {} : { funder }),
    ...(disputes === undefined ? {} : { disputedBy: [disputes] }),
  }))
const act = fc
  .record({ source, time, subject: fc.constantFrom('announcement' as const, 'agreement' as const), by: party })
  .map((each) => ({
    ...each,
    standing: 'sound' as const,
    event: `act of ${each.by}`,
    unit: 'times' as const,
    low: 1,
    best: 1,
    high: 1,
    place: 'town',
  }))
const watch = fc.record({ source }).map(({ source: by }) => ({
  source: by,
  place: 'country',
  from: at('2016-10-31T00:00:00+02:00'),
  until: at('2016-11-08T00:00:00+02:00'),
  gaps: [],
  watched: [{ subject: 'aid' as const }],
}))

test('two parties changed for each other: the same findings and contradictions, changed for each other', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(fc.record({ speaker: party, claim }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.oneof(record, act), { maxLength: 8 }),
      fc.array(watch, { maxLength: 3 }),
      (adversaries, said, records, watches) => {
        const numbered = records.map((each, index): Attestation => ({ ...each, index, entry: `entry-${index}` }))
        const complete = watches.map(
          (each, index): CompletenessStatement => ({ ...each, index: 100 + index, entry: `entry-${100 + index}` }),
        )
        const findings = (text: string, attested: readonly Attestation[], seen: readonly CompletenessStatement[]) => {
          const { statements, contradictions, not_comparable: apart } = told(fileOf(text), attested, seen)
          return JSON.stringify([
            statements.map(({ id, claims }) => [
              id,
              claims.map(({ finding, readings, evidence, would_settle: wanted, attested_by: by }) => [
                finding,
                // Readings stand in the order of the public table, in which donors are named by the alphabet.
                readings.map((each) => JSON.stringify(each)).sort(),
                evidence,
                wanted,
                [...(by ?? [])].sort(),
              ]),
            ]),
            contradictions.map((each) => JSON.stringify(each)).sort(),
            apart.map((each) => JSON.stringify(each)).sort(),
          ])
        }
        const text = fileText(adversaries, said)
        const swap = <T>(value: T): T => JSON.parse(swapped(JSON.stringify(value))) as T
        const sortedAgain = (result: string) => {
          const [statements, ...pairs] = JSON.parse(result) as [
            [string, [string, string[], unknown, string, string[]][]][],
            ...string[][],
          ]
          return JSON.stringify([
            statements.map(([id, claims]) => [
              id,
              claims.map(([finding, readings, evidence, wanted, by]) => [
                finding,
                [...readings].sort(),
                evidence,
                wanted,
                [...by].sort(),
              ]),
            ]),
            ...pairs.map((each) => [...each].sort()),
          ])
        }
        expect(sortedAgain(findings(swapped(text), swap(numbered), swap(complete)))).toBe(
          sortedAgain(swapped(findings(text, numbered, complete))),
        )
      },
    ),
    { numRuns: 300 },
  )
})
