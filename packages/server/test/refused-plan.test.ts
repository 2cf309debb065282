// The checker refuses a plan only by a fault of ours: here it is told to refuse what a search has found.

import { readFileSync } from 'node:fs'
import { checkPlan, type Violation } from '@treve/checker'
import { type Plan, readPause } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { answerPause } from '../src/planning/index.ts'

const minimal = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
const fault: Violation = { rule: 'people_ready', at: null, trip: null, text: 'somebody leaves twice' }

function answered(file: string, isRefused: (plan: Plan) => boolean) {
  const bytes = new TextEncoder().encode(file)
  const read = readPause(bytes)
  if (read.pause === undefined) throw new Error('the example cannot be read')
  const { pause } = read
  const request = { seed: 1, seconds: 0, iterations: 5, replications: 400 }
  const answer = answerPause(pause, read, bytes, request, (given, plan) =>
    isRefused(plan) ? [fault] : checkPlan(given, plan),
  )
  return { pause, answer }
}

describe('a plan that the checker refuses', () => {
  it.each([
    ['where a probability is asked for', minimal],
    ['where none is', minimal.replace('probability: 0.99', 'probability: null')],
  ])('gives way to the one that the search began with, %s', (_, file) => {
    const { pause, answer } = answered(file, ({ effort }) => effort.iterations > 0)
    if (answer.kind !== 'refused' || answer.instead === undefined) throw new Error('no plan is given instead')
    expect(answer.violations).toEqual([fault])
    expect(answer.plan.effort.iterations).toBeGreaterThan(0)
    expect(answer.instead.effort.iterations).toBe(0)
    expect(answer.instead.served.people).toBeGreaterThan(0)
    expect(answer.instead.assurance).not.toBeNull()
    expect(checkPlan(pause, answer.instead)).toEqual([])
  })

  it('gives way to itself without what is told of how sure it is, where only that is refused', () => {
    const asking = minimal.replace('probability: 0.99', 'probability: null')
    const { answer } = answered(asking, ({ assurance }) => assurance !== null)
    if (answer.kind !== 'refused') throw new Error('the plan is not refused')
    expect(answer.instead?.effort.iterations).toBe(answer.plan.effort.iterations)
    expect(answer.instead?.assurance).toBeNull()
  })

  it('gives way to nothing where none passes', () => {
    const { answer } = answered(minimal, () => true)
    expect(answer).toMatchObject({ kind: 'refused', violations: [fault] })
    expect(answer).not.toHaveProperty('instead')
  })
})
