// What stands beside a promise that half of simulated days do not keep.

import { languages } from '@treve/model'
import { expect, it } from 'vitest'
import { clearRows, inRows, outRows } from '../src/answer/answer.tsx'
import { claimRows, factsNow } from '../src/answer/assurance.tsx'
import type { PlanView } from '../src/plan.ts'
import { wordsOf } from '../src/words.tsx'
import { viewOf } from './fixtures/served.ts'

const { pause, plan } = await viewOf('minimal-short')

function withHalf(people: number, grams: number): PlanView {
  const { assurance } = plan
  if (assurance === null) throw new Error('the plan kept is assured')
  const half = (p50: number) => ({ p05: 0, p50, p95: p50 })
  return { ...plan, assurance: { ...assurance, people_out: half(people), aid_g: half(grams) } }
}

it.each(languages)('the answer in %s tells it below nine tenths, in a row of its own', (language) => {
  const words = wordsOf(language, 'Asia/Damascus')
  const kept = withHalf(plan.served.people, plan.served.aid_g)
  const missed = withHalf(49, 1_000_000)
  const [out, into] = [outRows(words, pause, missed), inRows(words, pause, missed)]
  expect(out).toHaveLength(outRows(words, pause, kept).length + 1)
  expect(into).toHaveLength(inRows(words, pause, kept).length + 1)
  expect(out.at(-1)).toContain('49')
  expect(out.at(-1)).not.toContain('{')
  expect(into.at(-1)).not.toContain('{')
})

it.each(languages)('the answer in %s says by how much the last is late, never a time less than none', (language) => {
  const words = wordsOf(language, 'Asia/Damascus')
  const [window] = plan.windows
  if (window === undefined) throw new Error('there is a window')
  const after = (seconds: number) => new Date(Date.parse(window.clear_by) + seconds * 1000).toISOString()
  const rowAt = (seconds: number) => clearRows(words, { ...plan, windows: [{ ...window, last_exit: after(seconds) }] })
  expect(rowAt(240)[0]).toContain(words.duration(240))
  expect(rowAt(-240)[0]).toContain(words.duration(240))
  expect(rowAt(240)[0]?.replace(words.time(after(240)), '')).not.toBe(
    rowAt(-240)[0]?.replace(words.time(after(-240)), ''),
  )
  expect(rowAt(240)[0]).not.toMatch(/[-−{]/)
})

it.each(languages)(
  'where all are out, one line in %s says so, and no number stands twice where days agree',
  (language) => {
    const words = wordsOf(language, 'Asia/Damascus')
    const { assurance } = withHalf(50, 0)
    if (assurance === null) throw new Error('the plan kept is assured')
    const alike = { ...assurance, people_out: { p05: 50, p50: 50, p95: 50 } }
    const none = { ...assurance.with_halts, estimate: 1, worst_people_late: 0, expected_people_sheltered: 0 }
    const out = { ...alike, trips: [], last_exit: { at_p50: null, at_p95: null }, with_halts: none }
    expect(factsNow(words, out)).toEqual([words.t('sure.allOut', { people: words.number(50) })])
    // Somebody is still inside on a day: they are not out.
    const late = { ...out, with_halts: { ...none, worst_people_late: 1 } }
    expect(factsNow(words, late)).toContain(
      words.t('sure.last', { median: words.t('sure.never'), late: words.t('sure.never') }),
    )
    expect(factsNow(words, alike)).toContain(words.t('sure.outAlike', { median: words.number(50) }))
  },
)

it.each(languages)('the claim in %s shows the limit that decides, and tells of days that are too few', (language) => {
  const words = wordsOf(language, 'Asia/Damascus')
  const { assurance } = plan
  if (assurance === null) throw new Error('the plan kept is assured')
  const rows = (days: Partial<typeof assurance.with_halts>) =>
    claimRows(words, 0.99, {
      ...assurance,
      with_halts: { ...assurance.with_halts, is_probability_met: false, replications: 20_000, ...days },
    }).join(' ')
  expect(rows({ lower_95: 0.9904, lower_at_alpha: 0.98966 })).toContain(
    words.t('answer.sure.limit', { limit: words.t('unit.percent', { value: words.number(98.96) }) }),
  )
  const few = { estimate: 0.995, lower_95: 0.98, lower_at_alpha: 0.98, replications: 1000 }
  expect(rows(few)).toContain(words.t('answer.sure.might', { days: words.number(1000) }))
  expect(rows({ ...few, estimate: 0.98 })).not.toContain(words.t('answer.sure.might', { days: words.number(1000) }))
})
