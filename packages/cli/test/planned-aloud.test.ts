import { expect, it } from 'vitest'
import { plannedAloud } from '../src/planned-aloud.ts'
import { openPause } from '../src/reading.ts'
import { capture } from './streams.ts'

it('says what it is at, at each beat, until the plan is there', async () => {
  const io = capture()
  const opened = await openPause('examples/minimal/pause.yaml', io)
  if (opened === undefined) throw new Error('the example is sound')
  const told: string[] = []
  const answer = await plannedAloud(
    opened,
    { seconds: 1, seed: 1, iterations: 5 },
    { ...io, progress: (text) => told.push(text) },
    1,
  )
  expect(answer.kind).toBe('plan')
  expect(io.written.err).toBe('')
  const prefix = 'examples/minimal/pause.yaml: made as sure as the terms ask: '
  const tried = told.flatMap((text) => {
    const [, count] = /: (\d+) of at most 11 ways tried …\n$/.exec(text) ?? []
    return count === undefined ? [] : [Number(count)]
  })
  expect(tried.length).toBeGreaterThan(0)
  expect(tried).toEqual(tried.toSorted((a, b) => a - b))
  expect(told).toContain(`${prefix}test 1 of at most 3, on simulated days …\n`)
  const before = told.length
  await new Promise((done) => setTimeout(done, 20))
  expect(told.length).toBe(before)
})
