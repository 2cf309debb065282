import { describe, expect, test } from 'vitest'
import { bytesOf, readStatements } from '../../src/index.ts'

const head = `treve_statements: 1
zone: Asia/Damascus
places: [{ id: city, sides: [east, west] }]
parties: [{ id: a, name: A }]
periods: [{ id: day, from: 2016-11-04, to: 2016-11-04 }]
statements:
  - id: one
    speaker: somebody
    language: en
    paraphrase: Something was said.
    claims:
`

function codesOf(text: string): string[] {
  return readStatements(bytesOf(text)).problems.map(({ code, line }) => `${code}@${line}`)
}

describe('a claim that cannot be read', () => {
  test.each([
    ['quantity of aid > 100 lorries; stage loaded; place city; period day', 'unit_unknown'],
    ['quantity of aid > 100 h; stage loaded; place city; period day', 'unit_of_other_topic'],
    ['quantity of people > 5 t; stage boarded; place city; period day', 'unit_of_other_topic'],
    ['quantity of aid > 100 t; stage loaded; place city; period 2016-11-05 to 2016-11-04', 'period_impossible'],
    ['quantity of aid > 100 t; stage loaded; place city; period 2016-13-05 to 2016-13-06', 'period_unreadable'],
    ['quantity of aid > 100 t; stage loaded; place city; period yesterday', 'period_unknown'],
    ['quantity > 100 t', 'claim_on_nothing'],
    ['none', 'claim_on_nothing'],
    ['quantity of miracles > 100 t', 'topic_unknown'],
    ['quantity of aid.gold > 1 t; stage loaded; place city; period day', 'detail_unknown'],
    ['quantity of aid 100 t; stage loaded; place city; period day', 'figure_unreadable'],
    ['quantity of aid > many t; stage loaded; place city; period day', 'figure_unreadable'],
    ['quantity of aid > 0.5 g; stage loaded; place city; period day', 'figure_unreadable'],
    ['quantity of aid about 100 t; stage loaded; place city; period day', 'about_without_precision'],
    ['quantity of aid >= 0 t; stage loaded; place city; period day', 'claim_says_nothing'],
    ['quantity of aid > 100 t; place city; period day', 'limit_missing'],
    ['quantity of aid > 100 t; stage loaded; period day', 'limit_missing'],
    ['quantity of aid > 100 t; stage any; place city; period day', 'stages_do_not_add'],
    ['quantity of aid > 100 t; stage boarded; place city; period day', 'stage_unknown'],
    ['quantity of aid > 100 t; stage loaded; place moon; period day', 'place_unknown'],
    ['quantity of aid > 100 t; stage loaded; place city; side north; period day', 'side_unknown'],
    ['quantity of aid > 100 t; stage loaded; place city; period day; donor b', 'party_unknown'],
    ['quantity of aid > 100 t; stage loaded; stage cleared; place city; period day', 'limit_twice'],
    ['quantity of aid > 100 t; stage loaded; place city; period day; colour red', 'limit_unknown'],
    ['share of aid < 50 %; place city; period day', 'share_of_what'],
    ['share of feedback.benefit < 150 %; place city; period day', 'share_unreadable'],
    ['share of feedback.benefit < 0 %; place city; period day', 'claim_says_nothing'],
    ['duration of window 2016-11-04T19:00 to 2016-11-04T08:00; place city; zone open', 'period_impossible'],
    ['duration of window 2016-11-04T08:00 to 2016-11-04T19:00; place city; zone Aleppo', 'zone_unknown'],
    ['sequence of window after corridor; place city; period day', 'sequence_form'],
    ['opinion of aid', 'says_too_much'],
    ['wish', 'claim_kind_unknown'],
    ['none of aid > 3 t; place city; period day', 'says_too_much'],
  ])('%s: %s', (line, code) => {
    const { file, problems } = readStatements(bytesOf(`${head}      - ${JSON.stringify(line)}\n`))
    expect(file).toBeUndefined()
    expect(problems.map((each) => each.code)).toEqual([code])
    expect(problems[0]).toMatchObject({ line: 12 })
    expect(problems[0]?.remedy).not.toBe('')
  })

  test('all that is wrong is told at once, each where it stands', () => {
    const text = `${head}      - wish\n      - none\n      - opinion\n  - id: one\n    speaker: x\n    colour: red\n    claims: []\n`
    expect(codesOf(text)).toEqual([
      'claim_kind_unknown@12',
      'claim_on_nothing@13',
      'id_twice@15',
      'no_claims@15',
      'key_missing@15',
      'key_missing@15',
      'key_unknown@17',
    ])
  })

  test.each([
    ['', 'not_a_map'],
    ['[]', 'not_a_map'],
    ['{"treve_statements": 2}', 'version_unknown'],
    ['treve_statements: 1\nstatements: []\n', 'no_statements'],
  ])('a file that is %j is refused, and nothing crashes', (text, code) => {
    const { file, problems } = readStatements(bytesOf(text))
    expect(file).toBeUndefined()
    if (text !== '') expect(problems.map((each) => each.code)).toContain(code)
    else expect(problems.length).toBeGreaterThan(0)
  })

  test('bytes that are no text', () => {
    expect(readStatements(Uint8Array.of(0xff, 0xfe, 0, 1)).file).toBeUndefined()
    expect(readStatements(Uint8Array.of(0xc3, 0x28)).problems.length).toBeGreaterThan(0)
  })
})
