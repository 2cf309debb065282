import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPause } from '@treve/model'
import { answerPause } from '@treve/server/planning'
import { expect, it } from 'vitest'
import { tellRefusal, tellShown } from '../src/refusal.ts'
import { capture, repository } from './streams.ts'

it('tells of a plan that the checker refuses, and shows the one that passed, if there is one', () => {
  const bytes = readFileSync(join(repository, 'examples/minimal/pause.yaml'))
  const read = readPause(bytes)
  if (read.pause === undefined) throw new Error('the example cannot be read')
  const fault = { rule: 'people_ready', at: null, trip: null, text: 'somebody leaves twice' } as const
  const answer = answerPause(read.pause, read, bytes, { seed: 1, seconds: 0, iterations: 1 }, (_, plan) =>
    plan.effort.iterations > 0 ? [fault] : [],
  )
  if (answer.kind !== 'refused') throw new Error('the plan is not refused')
  const io = capture()
  expect(tellRefusal(answer, 'pause.yaml', io)).toBe(3)
  expect(tellShown(answer, io)?.effort.iterations).toBe(0)
  expect(io.written.err).toContain('a fault of ours')
  expect(io.written.err).toContain('somebody leaves twice')
  expect(io.written.err).toContain('Shown instead is a plan from before the fault. It has passed the checker')

  const { instead: _, ...alone } = answer
  const other = capture()
  expect(tellShown(alone, other)).toBeUndefined()
  expect(other.written.err).toBe('')
})
