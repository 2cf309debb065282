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

it('says that nothing may move, and since when, where somebody is inside after the last window', () => {
  const text = readFileSync(join(repository, 'examples/minimal/pause.yaml'), 'utf8')
  const toldAt = (clock: string) => {
    const state = `state: { at: 2016-11-04T${clock}, vehicles: [ { id: bus-001, place: school, aboard: { families: 4 } } ] }`
    const bytes = new TextEncoder().encode(text.replace('\nrules:\n', `\nrules:\n  ${state}\n`))
    const read = readPause(bytes)
    if (read.pause === undefined) throw new Error('the example cannot be read')
    const answer = answerPause(read.pause, read, bytes, { seed: 1, seconds: 0, iterations: 0 })
    if (answer.kind !== 'stranded') throw new Error(`it is told as ${answer.kind}`)
    const io = capture()
    expect(tellRefusal(answer, 'pause.yaml', io)).toBe(1)
    // The least bad, as for others.
    expect(tellShown(answer, io)?.trips.map(({ vehicle }) => vehicle)).toContain('bus-001')
    return io.written.err
  }
  const [window] = readPause(new TextEncoder().encode(text)).pause?.terms.windows ?? []
  if (window === undefined) throw new Error('there is a window')
  const closes = new Date((window.close + 2 * 3600) * 1000).toISOString().slice(11, 16)
  expect(toldAt('15:00')).toContain(
    `nothing may move now, and since 2016-11-04T${closes}:00+02:00, when the last window`,
  )
  const late = new Date((window.close + 2 * 3600 - 120) * 1000).toISOString().slice(11, 16)
  expect(toldAt(late)).toContain('no plan was found that brings all out in time')
})

it('says that somebody is aboard after the hours of their vehicle, with the plan that brings them where they go', () => {
  const text = readFileSync(join(repository, 'examples/minimal/pause.yaml'), 'utf8')
  const state = 'state: { at: 2016-11-04T13:59, vehicles: [ { id: bus-001, place: outer, aboard: { families: 4 } } ] }'
  const bytes = new TextEncoder().encode(text.replace('\nrules:\n', `\nrules:\n  ${state}\n`))
  const read = readPause(bytes)
  if (read.pause === undefined) throw new Error('the example cannot be read')
  const answer = answerPause(read.pause, read, bytes, { seed: 1, seconds: 0, iterations: 0 })
  if (answer.kind !== 'stranded') throw new Error(`it is told as ${answer.kind}`)
  expect(answer.violations.map(({ rule, trip }) => [rule, trip])).toEqual([['vehicle_available', 'bus-001-t0']])
  const io = capture()
  expect(tellRefusal(answer, 'pause.yaml', io)).toBe(1)
  const shown = tellShown(answer, io)?.trips.filter(({ vehicle }) => vehicle === 'bus-001') ?? []
  expect(shown.flatMap(({ legs }) => legs.map(({ kind, people }) => [kind, people]))).toEqual([
    ['unload', { families: 4 }],
  ])
  expect(io.written.err).toContain('the hours of their vehicle or its crew are over before they are where they go')
  expect(io.written.err).toContain('bus-001')
  expect(io.written.err).toContain('brings them where they go soonest')
})
