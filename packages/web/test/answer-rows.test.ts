// What stands beside a promise that half of simulated days do not keep.

import { languages } from '@treve/model'
import { expect, it } from 'vitest'
import { inRows, outRows } from '../src/answer/answer.tsx'
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
