// The frontier of a pause that can be worked out by hand, with the threads that find it.

import { readFileSync } from 'node:fs'
import { jsonOf } from '@treve/model'
import type { Change, Frontier } from '@treve/model/frontier'
import { inRank } from '@treve/planner/frontier'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FrontierProgress, findFrontier } from '../../src/frontier/index.ts'
import { answerPause } from '../../src/planning/index.ts'
import { asking, bytes, frontierOf, level, option, pause, pauseFrom } from './worked.ts'

let frontier: Frontier
beforeAll(async () => {
  frontier = await frontierOf()
})

// examples/minimal-short works out what its two hours allow: 4 of 6 patients, 96 of 100 others, 5.4 of 8 t. All must be
// clear 105 min after the opening.
describe('two hours on one bridge', () => {
  it('as it is: 4 patients, 96 others, 5.4 t', () => {
    expect(frontier.as_it_is.by_priority).toEqual({ life_critical: 4, medical: 0, dependent: 0, general: 96 })
    expect(frontier.as_it_is.aid_g).toBe(5_400_000)
    expect(frontier.wished).toMatchObject({ people: 106, aid_g: 8_000_000 })
    expect(frontier.partial).toBe(false)
    expect(frontier.not_tried).toEqual([])
  })

  // The truck unloads 4 t an hour until it must leave: 15 min are 1 t, 30 min are 2 t, and all 8 t are in by an hour.
  // A third round of the ambulance ends 159 min 20 s after the opening, a third one of the bus 135 min 40 s after it: an
  // hour more is enough for both, half an hour for neither.
  it.each([
    [900, 4, 96, 6_400_000],
    [1800, 4, 96, 7_400_000],
    [3600, 6, 100, 8_000_000],
    [7200, 6, 100, 8_000_000],
    [10_800, 6, 100, 8_000_000],
  ])('closing %i s later: %i patients, %i others, %i g, for certain', (seconds, patients, others, grams) => {
    const found = option(frontier, `window day close +${seconds} s`)
    expect(level(found, '2')).toEqual([4, patients])
    expect(level(found, '5b')).toEqual([96, others])
    expect(found.outcome.aid_g).toBe(grams)
    expect(found.certainty).toBe('certain')
    expect(found.gain_level).toBe(patients > 4 ? '2' : '6a')
  })

  // The corridor is asked to open with the window; families still come at 08:00, as the file says, patients when called.
  it.each([
    [900, 4, 6_400_000],
    [1800, 4, 7_400_000],
    [3600, 6, 8_000_000],
  ])('opening %i s earlier: %i patients, %i g, for certain', (seconds, patients, grams) => {
    const found = option(frontier, `window day open -${seconds} s`)
    expect(level(found, '2')).toEqual([4, patients])
    expect(level(found, '5b')).toEqual([96, 96])
    expect(found.outcome.aid_g).toBe(grams)
    expect(found.certainty).toBe('certain')
  })

  it('a second ambulance brings out the other 2 patients, a second bus the other 4', () => {
    const [ambulance, bus] = [option(frontier, 'vehicles ambulance +1'), option(frontier, 'vehicles bus +1')]
    expect(level(ambulance, '2')).toEqual([4, 6])
    expect(level(ambulance, '5b')).toEqual([96, 96])
    expect(level(bus, '2')).toEqual([4, 4])
    expect(level(bus, '5b')).toEqual([96, 100])
    for (const { certainty } of [ambulance, bus]) expect(certainty).toBe('certain')
    const both = option(frontier, 'vehicles ambulance +1 & vehicles bus +1')
    expect([level(both, '2'), level(both, '5b')]).toEqual([
      [4, 6],
      [96, 100],
    ])
  })

  it('two together are not the sum: 2 patients are left, and each alone already brings them out', () => {
    const both = option(frontier, 'window day close +3600 s & vehicles ambulance +1')
    const alone = 'alone' in both ? (both.alone as { level: string; sum: number }[]) : []
    expect(level(both, '2')).toEqual([4, 6])
    expect(alone.find((each) => each.level === '2')?.sum).toBe(8)
  })

  // One bay, one bridge with room, beds and places left over.
  it.each([
    'lane bridge/gate +1',
    'slots bridge +1',
    'corridor like bridge',
    'vehicles truck +1',
    'places reception +40',
  ])('%s brings nobody out, for certain', (change) => {
    const found = option(frontier, change)
    expect(found.gain_level).toBeNull()
    expect(found.certainty).toBe('certain')
    expect(found.outcome.people).toBe(100)
  })

  it('a longer buffer costs, for certain', () => {
    for (const seconds of [900, 1800]) {
      const found = option(frontier, `buffer +${seconds} s`)
      expect(found.certainty).toBe('certain')
      expect(found.gain_level).toBe('2')
      expect(level(found, '2')[1]).toBeLessThan(4)
    }
  })

  it('begun from a plan with a reserve, gives up none of it', async () => {
    const answer = answerPause(pauseFrom(asking), { files: new Map() }, asking, {
      seed: 1,
      seconds: 1,
      iterations: 20,
      replications: 3000,
    })
    if (answer.kind !== 'plan' || answer.plan.reserve === null) throw new Error('a plan with a reserve')
    const { reserve } = answer.plan
    const uses = reserve.uses.map((each) => ({ ...each, use: 'buffer' as const, buffer_s: 3600 }))
    const plan = { ...answer.plan, reserve: { ...reserve, buffer_s: 3600, uses } }
    const kept = await frontierOf(asking, { plan, isAsked: ({ kind }) => kind === 'beds' })
    const people = (found: Frontier) => Object.values(found.as_it_is.by_priority).reduce((sum, count) => sum + count, 0)
    expect(people(kept)).toBeLessThan(people(frontier))
    expect(kept.kept).toMatchObject({ buffer_s: 3600, is_of_terms: false })
  })

  it('begun without a plan, keeps the reserve that a plan of its own would have', async () => {
    const request = { seed: 1, seconds: 60, iterations: 20 }
    const answer = answerPause(pauseFrom(asking), { files: new Map() }, asking, request)
    if (answer.kind !== 'plan' || answer.plan.reserve === null) throw new Error('a plan with a reserve')
    const isAsked = ({ kind }: Change) => kind === 'beds'
    const made = await frontierOf(asking, { ...request, isAsked })
    const isOfTerms = answer.plan.reserve.uses.some(({ use, is_taken }) => is_taken && use === 'none')
    expect(made.kept).toMatchObject({ buffer_s: answer.plan.reserve.buffer_s, is_of_terms: isOfTerms })
    const { effort: _, ...given } = await frontierOf(asking, { ...request, isAsked, plan: answer.plan })
    expect(made).toMatchObject(given)
    // Where the terms require nothing, they alone are kept.
    const free = await frontierOf(bytes, { ...request, isAsked })
    expect(free.kept).toEqual({ buffer_s: 900, slack_s: 0, is_of_terms: true })
  })

  it('the price of a patient: of what brings one, no less than what comes of it; of what does not, nothing', () => {
    const ambulance = option(frontier, 'vehicles ambulance +1')
    expect(ambulance.by_price_level).toBe('2')
    // All 2 who are left, and no more of them. What brings others is priced by them: 4 are left.
    expect(ambulance.by_price).toBe(2)
    expect(option(frontier, 'vehicles bus +1')).toMatchObject({ by_price: 4, by_price_level: '5b' })
    expect(option(frontier, 'vehicles truck +1')).toMatchObject({ by_price: 0, by_price_level: '2' })
    // A quarter of an hour more brings no third round, and a price is that of the first quarter.
    for (const change of ['window day close +3600 s', 'buffer +900 s'])
      expect(option(frontier, change), change).toMatchObject({ by_price_level: '2', by_price: 0 })
    const quarter = option(frontier, 'window day close +900 s')
    expect(quarter.by_price_level).toBe('6a')
    expect(level(quarter, '6a')[0] + (quarter.by_price ?? 0)).toBeLessThanOrEqual(1_000_000)
    // Not marginal, or not of one thing.
    for (const change of ['corridor like bridge', 'window day open -3600 s'])
      expect(option(frontier, change).by_price).toBeNull()
  })

  it('ranked by what is gained level by level, whatever order they come in', () => {
    const gained = frontier.options.map(({ levels }) => levels.map(({ from, to }) => to - from))
    const isInOrder = (a: readonly number[] = [], b: readonly number[] = []) => {
      const at = a.findIndex((gain, index) => gain !== b[index])
      return at === -1 || (a[at] ?? 0) > (b[at] ?? 0)
    }
    for (let index = 1; index < gained.length; index++) expect(isInOrder(gained[index - 1], gained[index])).toBe(true)
    const turned = inRank([...frontier.options].reverse())
    expect(turned.map(({ change }) => change)).toEqual(frontier.options.map(({ change }) => change))
    const middle = inRank([...frontier.options.slice(7), ...frontier.options.slice(0, 7)])
    expect(middle.map(({ change }) => change)).toEqual(frontier.options.map(({ change }) => change))
  })

  it('every plan meets the same days', () => {
    const [base] = [frontier.as_it_is.clear_probability]
    for (const { clear_probability: clear, days, change } of [...frontier.options, ...frontier.pairs]) {
      expect(clear?.replications).toBe(60)
      const [changed, asItIs] = [Math.round(60 * (clear?.estimate ?? 0)), Math.round(60 * (base?.estimate ?? 0))]
      expect(changed - asItIs, change).toBe((days?.only_changed ?? 0) - (days?.only_as_it_is ?? 0))
    }
  })

  it('the same again', async () => {
    const { effort: _, ...again } = await frontierOf()
    const { effort: __, ...first } = frontier
    expect(again).toEqual(first)
  })
})

// With a probability asked for, the plan ends sooner than the terms: what it leaves undone for that is not out of reach.
describe('a plan that holds back more than the terms ask for', () => {
  const withReserve = { seed: 1, seconds: 60, iterations: 4, replications: 60 }
  const minimal = readFileSync(new URL('../../../../examples/minimal/pause.yaml', import.meta.url))

  it('a longer buffer that its slack has room for loses nobody; nothing is lost or gained for certain that the terms allow', async () => {
    const isAsked = ({ kind }: Change) => kind === 'buffer' || kind === 'window'
    const found = await frontierOf(minimal, { ...withReserve, isAsked })
    const { kept, as_it_is: now } = found
    expect(kept).toMatchObject({ buffer_s: 1800, is_of_terms: false })
    expect(kept.slack_s).toBeGreaterThan(0)
    expect(now.slack_s).toBeLessThan(kept.slack_s)
    // By these terms alone 104 people and 8 t are possible, and with 45 min as well: `treve plan` of that file has them.
    for (const each of found.options) {
      expect(each.outcome.people, each.change).toBeGreaterThanOrEqual(96)
      expect(each.outcome.slack_s, each.change).toBeLessThanOrEqual(kept.slack_s)
      if (each.gain_level !== null) expect(each.certainty, each.change).toBe('possible')
      for (const { bound_from, level } of each.levels) if (level === '5b') expect(bound_from).toBe(100)
    }
  }, 60_000)

  it('a gain is certain only above what the terms alone allow', async () => {
    const isAsked = (change: Change) => ['buffer', 'vehicles', 'window'].includes(change.kind)
    const found = await frontierOf(asking, { ...withReserve, isAsked })
    // 2 of 6 with the reserve, 4 by the terms alone, as worked out above.
    const [hour, two] = [3600, 7200].map((seconds) => option(found, `window day close +${seconds} s`))
    const life = (of: typeof hour) => of?.levels.find((each) => each.level === '2')
    expect(life(hour)).toMatchObject({ from: 2, to: 4, bound_from: 4 })
    expect(hour?.certainty).toBe('possible')
    expect(life(two)).toMatchObject({ from: 2, to: 6, bound_from: 4 })
    expect(two?.certainty).toBe('certain')
    for (const each of [...found.options, ...found.pairs]) {
      const level = each.levels.find(({ level }) => level === each.gain_level)
      if (level === undefined || level.share_ppm_from !== level.share_ppm_to) continue
      const isBeyond = level.to > level.from ? level.to > (level.bound_from ?? 0) : level.from > (level.bound_to ?? 0)
      if (each.certainty === 'certain') expect(isBeyond, each.change).toBe(true)
      // No price of more than there is.
      const at = each.levels.find(({ level }) => level === each.by_price_level)
      if (at === undefined) continue
      const wished = { people: found.wished.people, g: found.wished.aid_g, ppm: 1_000_000, s: 0, m: 0 }[at.unit]
      expect(at.from + (each.by_price ?? 0), each.change).toBeLessThanOrEqual(wished)
    }
    for (const { alone } of found.pairs)
      for (const { level, sum } of alone) if (level === '6a') expect(sum).toBeLessThanOrEqual(1_000_000)
    // A longer buffer has orders turn back sooner: what no day would bring any more is not told as served.
    const longest = option(found, 'buffer +1800 s')
    expect(longest.outcome.people).toBeLessThan(found.as_it_is.people)
    expect(longest.certainty).toBe('possible')
  }, 60_000)

  it('nobody moves: there is nothing to be sure of, and nothing to compare', async () => {
    const none = Buffer.from(bytes.toString().replace('close: 2016-11-04T10:00', 'close: 2016-11-04T08:20'))
    const found = await frontierOf(none, { iterations: 3, isAsked: ({ kind }) => kind === 'window' })
    expect(found.as_it_is).toMatchObject({ people: 0, moves_nobody: true, clear_probability: null })
    expect(found.options.some(({ outcome }) => !outcome.moves_nobody)).toBe(true)
    for (const { days } of found.options) expect(days).toBeNull()
  })
})

describe('a frontier that is not all there', () => {
  it('stopped: what is done is told, what was not tried is named', async () => {
    const stop = new AbortController()
    const seen: FrontierProgress[] = []
    const answer = await findFrontier(
      pause,
      { bytes, files: new Map() },
      {
        seed: 1,
        seconds: 60,
        iterations: 50,
        replications: 50,
        stop: stop.signal,
        onProgress(progress) {
          seen.push(progress)
          if (progress.stage === 'options' && progress.done === 5) stop.abort()
        },
      },
    )
    if (answer.kind !== 'frontier') throw new Error(answer.kind)
    const { frontier: found } = answer
    expect(found.partial).toBe(true)
    expect(found.not_tried.length).toBeGreaterThan(0)
    expect(found.options.length).toBeGreaterThanOrEqual(5)
    expect(found.as_it_is.clear_probability).toBeNull()
    const named = [...found.options.map(({ change }) => change), ...found.not_tried]
    expect(new Set(named).size).toBe(named.length)
    expect(seen[0]).toEqual({ stage: 'plan', done: 0, of: 1 })
  })

  it('stopped before there is a plan: nothing is told', async () => {
    const stop = new AbortController()
    stop.abort()
    const answer = await findFrontier(pause, { bytes, files: new Map() }, { seed: 1, seconds: 60, stop: stop.signal })
    expect(answer.kind).toBe('stopped')
  })

  it('only what is asked about', async () => {
    const found = await frontierOf(bytes, { isAsked: ({ kind }) => kind === 'beds' })
    expect(found.options.map(({ change }) => change)).toEqual(['beds clinic stretcher +2'])
    expect(found.partial).toBe(false)
  })
})

describe('pauses of other kinds', () => {
  it('nobody wishes to leave and nothing is consigned: nothing can be gained', async () => {
    const { people: _, aid: __, ...rest } = asData()
    const found = await frontierOf(new TextEncoder().encode(JSON.stringify(rest)))
    expect(found.wished.people).toBe(0)
    expect(found.options.every(({ gain_level }) => gain_level === null)).toBe(true)
    expect(found.pairs).toEqual([])
  })

  it('a corridor that opens late is asked to open earlier', async () => {
    const data = asData()
    data.corridors[0].opens = { earliest: '2016-11-04T09:00' }
    const found = await frontierOf(new TextEncoder().encode(JSON.stringify(data)), {
      isAsked: ({ kind }) => kind === 'withdrawal',
    })
    // 45 min are enough for one round of the ambulance and of the bus, and for 36 − 15 min of unloading: 1.4 t.
    expect(found.as_it_is.by_priority.life_critical).toBe(2)
    expect(found.options.map(({ change }) => change)).toContain('withdrawal bridge -3600 s')
    const all = option(found, 'withdrawal bridge -3600 s')
    expect([level(all, '2'), level(all, '5b')]).toEqual([
      [2, 4],
      [48, 96],
    ])
    expect(all.certainty).toBe('certain')
  })
})

interface Data extends Record<string, unknown> {
  corridors: [Record<string, unknown>]
}

/** The example as data, to be changed. */
function asData(): Data {
  return JSON.parse(String(jsonOf(new TextDecoder().decode(bytes)))) as Data
}
