// What the pages are told of a pause for drawing: when those who walk come out, worked out by hand.

import { readFileSync } from 'node:fs'
import { readPause } from '@treve/model'
import { createApp } from '@treve/server'
import { answerPause } from '@treve/server/planning'
import { expect, test } from 'vitest'

function planned(name: string) {
  const bytes = readFileSync(new URL(`../../../examples/clauses/${name}.yaml`, import.meta.url))
  const read = readPause(bytes)
  if (read.pause === undefined) throw new Error(`examples/clauses/${name} is sound`)
  const answer = answerPause(read.pause, read, bytes, {
    seed: 1,
    seconds: 60,
    iterations: 1,
    reasonsSeconds: 0,
    replications: 200,
  })
  if (answer.kind !== 'plan') throw new Error(`examples/clauses/${name} is planned`)
  return { pause: read.pause, plan: answer.plan, figures: read.figures }
}

test('each flow on foot has its first and its last at the outside mouth, services of gates included', async () => {
  const served = planned('foot-lanes')
  const app = createApp(new Map([['foot-lanes', served]]), new Map())
  const answer = await app.request('/api/v1/pauses/foot-lanes', { headers: { host: 'localhost' } })
  const { on_foot: onFoot } = (await answer.json()) as { on_foot: readonly Record<string, unknown>[] }
  // They enter from 08:05 to 08:30, one a minute, in three flows. Each is 20 min on the way to the gate at the other mouth, and
  // takes a second there, for which the next flow waits.
  const flow = (people: number, setOut: string, lastSetsOut: string, first: string, last: string) => ({
    group: 'families',
    corridor: 'road',
    people,
    sets_out: `2016-11-04T${setOut}+02:00`,
    last_sets_out: `2016-11-04T${lastSetsOut}+02:00`,
    first_exit: `2016-11-04T${first}+02:00`,
    last_exit: `2016-11-04T${last}+02:00`,
  })
  expect(onFoot).toEqual([
    flow(15, '08:05:00', '08:20:00', '08:25:01', '08:40:01'),
    flow(6, '08:20:01', '08:26:01', '08:40:02', '08:46:02'),
    flow(4, '08:26:02', '08:30:02', '08:46:03', '08:50:03'),
  ])
})
