// In what order reasons are looked for, so that little time is spent where a person would look first.

import { readFileSync } from 'node:fs'
import { readPause } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { describe, expect, it } from 'vitest'
import { casesOf } from '../../src/explain/cases.ts'
import { explain } from '../../src/explain/explain.ts'
import { problemOf } from '../../src/problem.ts'
import { search } from '../../src/search.ts'
import { changedPause } from './changed-files.ts'

describe('reasons are looked for', () => {
  it('of the most urgent first, of the floor of those who stay before others who leave, and then of the greatest', () => {
    const line = (id: string, count: number) =>
      `  - { id: ${id}, at: school, count: ${count}, mobility: wheelchair, priority: general, movement: civilians, to: [reception], group_size: ${count} }\n`
    const pause = changedPause('minimal/pause', [/^people:.*\n/m, `people:\n${line('few', 3)}${line('many', 200)}`])
    const problem = problemOf(pause, travelTimesOf(pause))
    const orderWith = (sacks: number) =>
      casesOf(problem, { people: problem.groups.map(() => 0), pieces: [sacks] }).map(
        ({ entries: [entry] }) => entry?.group ?? entry?.consignment,
      )
    expect(orderWith(0)).toEqual(['patients', 'flour', 'many', 'families', 'few'])
    // 160 sacks of 25 kg are the floor of 4 t.
    expect(orderWith(159)).toEqual(['patients', 'flour', 'many', 'families', 'few'])
    expect(orderWith(160)).toEqual(['patients', 'many', 'families', 'few', 'flour'])
  })

  it('of all a little, before of any in full: of a large plan every row is reached by few replannings', () => {
    const folder = new URL('../../../../examples/aleppo-2016-11-04/', import.meta.url)
    const { pause } = readPause(readFileSync(new URL('pause.yaml', folder)), (name) =>
      readFileSync(new URL(name, folder)),
    )
    if (pause === undefined) throw new Error('the example cannot be read')
    const problem = problemOf(pause, travelTimesOf(pause))
    const { best } = search(problem, { seed: 1, iterations: 0, mustStop: () => undefined, isProved: () => false })
    let replannings = 150
    const { unserved } = explain(problem, best, () => replannings-- > 0)
    expect(unserved.length).toBeGreaterThan(5)
    expect(unserved.filter(({ looked_at, would_take }) => looked_at === 'no' || would_take === undefined)).toEqual([])
    expect(unserved.some(({ looked_at }) => looked_at === 'in_part')).toBe(true)
  })
})
