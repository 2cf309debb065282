// A plan is determined by file, seed and iterations: with those given, no clock has a say in any of it.

import { readFileSync } from 'node:fs'
import { planToJson, readPause } from '@treve/model'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Answer, answerPause } from '../src/planning/index.ts'

const example = (name: string) => readFileSync(new URL(`../../../examples/${name}/pause.yaml`, import.meta.url), 'utf8')

function pauseIn(file: string) {
  const bytes = new TextEncoder().encode(file)
  const read = readPause(bytes)
  if (read.pause === undefined) throw new Error('the example cannot be read')
  return { pause: read.pause, read, bytes }
}

function answered(file: string, other: { seconds?: number; reasonsSeconds?: number } = {}): Answer {
  const { pause, read, bytes } = pauseIn(file)
  return answerPause(pause, read, bytes, { seed: 1, seconds: 0, iterations: 3, replications: 400, ...other })
}

const zone = pauseIn(example('minimal')).pause.time_zone

/** All of it but what it cost. */
function written(file: string, other?: Parameters<typeof answered>[1]): string {
  const answer = answered(file, other)
  if (answer.kind !== 'plan') throw new Error(`the answer is ${answer.kind}`)
  const { effort, ...told } = JSON.parse(planToJson(answer.plan, zone))
  return JSON.stringify([told, effort.iterations, effort.stopped_by])
}

/** By the clock, every look at it is an hour later. */
function slowly<T>(run: () => T): T {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 3_600_000))
  return run()
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('planned twice with the same iterations', () => {
  it.each([
    ['some are left', example('minimal-short')],
    ['nobody can be brought out', example('minimal').replace('direction: both', 'direction: in')],
  ])('a plan is the same to the byte, however slow the machine: where %s', (_, file) => {
    const first = written(file)
    expect(first).toMatch(/"looked_at":"in_full"|"conflicts":/)
    expect(first).not.toMatch(/"looked_at":"(no|in_part)"/)
    expect(slowly(() => written(file, { seconds: 100 }))).toBe(first)
  })

  it('so is what is said of promises that cannot be kept', () => {
    // Who is promised at 08:10 comes at 08:30.
    const file = readFileSync(new URL('../../../examples/clauses/committed.yaml', import.meta.url), 'utf8')
    const promise = file.replace('at: school, count: 10,', 'at: school, ready: 2016-11-04T08:30, count: 10,')
    const first = answered(promise)
    expect(first.kind).not.toBe('plan')
    expect(first).toHaveProperty('conflict')
    expect(slowly(() => answered(promise))).toEqual(first)
  })

  it('where reasons are given a limit, what that cuts off is marked, and nothing is guessed', () => {
    const cut = JSON.parse(slowly(() => written(example('minimal-short'), { reasonsSeconds: 0 })))[0]
    expect(cut.bottleneck).toEqual([])
    expect(cut.bottleneck_looked_at).toBe('no')
    for (const { reason, would_take, looked_at } of cut.unserved) {
      expect(['not_known', 'assurance']).toContain(reason)
      expect([would_take, looked_at]).toEqual([undefined, 'no'])
    }
  })
})
