// What a reserve holds back beside a buffer is told, with what it brings on the days on which it was tried.

import { languages } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { goodRows, inRows, outRows } from '../src/answer/answer.tsx'
import { gained, spared } from '../src/answer/reserve.tsx'
import type { PlanView, ReserveView } from '../src/plan.ts'
import { wordsOf } from '../src/words.tsx'
import { viewOf } from './fixtures/served.ts'

const { pause, plan } = await viewOf('minimal')

const reserve: ReserveView = {
  buffer_s: 900,
  slack_s: 0,
  turn_back: 0.99,
  corridors: [],
  sought_on: 'with_halts',
  is_shown: true,
  uses: [],
  without: { clear: 0.9, clear_without_halts: 0.95, people_out: 450 },
  people_out: 430,
  price: [],
  tests: [],
  recall: [],
  refuge: null,
}

type Use = ReserveView['uses'][number]
const tried = (use: Use['use'], people: number, more: Partial<Use> = {}): Use => ({
  use,
  buffer_s: 900,
  clear: 0.98,
  clear_without_halts: 0.99,
  people_out: people,
  is_enough: true,
  is_taken: false,
  ...more,
})
const second = { second_exits: { within_s: 3600, trips: 3, of: 7 } }
const rows = (language: (typeof languages)[number], of: Partial<ReserveView>) =>
  spared(wordsOf(language, 'Asia/Damascus'), { ...reserve, ...of }, (id) => id).map((row) =>
    row.replace(/[\u2066-\u2069]/g, ''),
  )

describe.each(languages)('in %s', (language) => {
  it('of a reserve that is a buffer alone nothing more is said', () => {
    expect(rows(language, { uses: [tried('none', 400), tried('buffer', 401, { is_taken: true })] })).toEqual([])
  })

  it('second exits: how many have one, and what they bring beside the same without', () => {
    const uses = [
      tried('turn_back', 411, { clear: 0.97 }),
      tried('buffer', 499),
      tried('turn_back_and_second_exits', 422, { is_taken: true }),
    ]
    const [held, brings, ...others] = rows(language, { ...second, uses })
    expect(others).toEqual([])
    for (const figure of ['3', '7']) expect(held).toContain(figure)
    for (const figure of ['411', '422', '97', '98']) expect(brings).toContain(figure)
    expect(`${held}${brings}`).not.toMatch(/[{}]|499/)
  })

  it('spare lanes and spread exits: where, from when, and beside the best without them', () => {
    const spare_lanes = [{ corridor: 'bridge', gate: 'gate', lanes: 2, within_s: 5400 }]
    const uses = [tried('buffer', 411), tried('corridors', 415), tried('spare_lanes', 433, { is_taken: true })]
    const [held, brings] = rows(language, { spare_lanes, uses })
    for (const what of ['bridge', 'gate', '2']) expect(held).toContain(what)
    for (const figure of ['433', '415']) expect(brings).toContain(figure)
    const spread = { staggered: { within_s: 5400 }, uses: [...uses, tried('staggered', 444)] }
    expect(rows(language, spread)[0]).not.toMatch(/[{}]/)
  })

  it('what was never tried without it is not compared', () => {
    const uses = [tried('turn_back_and_second_exits', 422, { is_taken: true })]
    expect(rows(language, { ...second, uses })).toHaveLength(1)
  })
})

it.each(languages)(
  'what no plan exceeds is said in %s of plans with the same reserve, where one is kept',
  (language) => {
    const words = wordsOf(language, 'Asia/Damascus')
    const said = (use: Use['use']) => {
      const of: PlanView = { ...plan, reserve: { ...reserve, uses: [tried(use, 400, { is_taken: true })] } }
      return [...outRows(words, pause, of), ...inRows(words, pause, of), ...goodRows(words, of)].join(' ')
    }
    const [byTerms, withReserve] = [said('none'), said('buffer')]
    for (const text of [byTerms, withReserve]) expect(text).not.toContain('{')
    expect(byTerms).not.toContain(words.t('answer.noPlan.reserve'))
    expect(withReserve.split(words.t('answer.noPlan.reserve')).length).toBeGreaterThan(2)
    expect(withReserve).toContain(words.t('answer.good.ofReserve'))
  },
)

it.each(languages)(
  'in %s what a reserve brings is told, and that it is taken for that where the terms were enough',
  (language) => {
    const words = wordsOf(language, 'Asia/Damascus')
    const plan = { levels: [] }
    const row = (level: '4' | '5a' | '5b', before: number, after: number) => ({
      level,
      without: 9,
      served: 9,
      bound_without: null,
      on_average_without: before,
      on_average: after,
    })
    const price = [row('4', 5, 5), row('5a', 0, 7), row('5b', 48, 46)]
    const uses = [tried('none', 48), tried('ending_sooner', 46, { is_taken: true })]
    const [said] = gained(words, plan, { ...reserve, uses, price })
    expect(said).toContain(words.t('level.5a'))
    expect(said).toContain(words.t('price.takenFor'))
    const [short] = gained(words, plan, { ...reserve, uses: [tried('none', 48, { is_enough: false })], price })
    expect(short).toContain(words.t('level.5a'))
    expect(short).not.toContain(words.t('price.takenFor'))
    // What is less comes first: it is not for what comes after.
    expect(gained(words, plan, { ...reserve, uses, price: [row('4', 5, 4), row('5a', 0, 7)] })).toEqual([])
  },
)
