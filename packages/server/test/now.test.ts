// How sure it is now, by HTTP: answered again when the state changes, kept with the reason when one cannot be used.

import { readFileSync } from 'node:fs'
import { formatClock, type Instant, readPause, readPlan } from '@treve/model'
import { afterEach, describe, expect, it } from 'vitest'
import { lowerLimit } from '../../planner/src/assure/limits.ts'
import { createApp } from '../src/index.ts'
import { SureNow } from '../src/now/index.ts'

const file = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url))
const { pause } = readPause(file('examples/minimal/pause.yaml'))
if (pause === undefined) throw new Error('the example is sound')
const { plan } = readPlan(file('packages/web/test/fixtures/minimal.plan.json'), pause.time_zone)
if (plan === undefined) throw new Error('the kept plan is readable')
const inForce = { pause, plan }
const served = new Map([[pause.id, { ...inForce, figures: new Map() }]])
const asked = { seed: 1, replications: 50 }

const at08 = pause.terms.windows[0]?.open ?? (0 as Instant)

/** Every answer until it is settled. */
async function followed(sure: SureNow) {
  const seen: { isWhole: boolean; estimate: number; lower_95: number; replications: number }[] = []
  let known = sure.view().answer
  for (let view = sure.view(); view.isWorking; ) {
    view = await sure.newer(view.version, 60_000)
    if (view.answer === undefined || view.answer === known) continue
    known = view.answer
    seen.push({ isWhole: known.isWhole, ...known.found.clearProbability })
  }
  return seen
}

let sure: SureNow | undefined
afterEach(async () => {
  await sure?.close()
  sure = undefined
})

/** What is told, as far as it is looked at here. */
interface Told {
  readonly version: number
  readonly is_watched: boolean
  readonly is_working: boolean
  readonly answer: {
    readonly told_at: string
    readonly assurance: { readonly at: string; readonly due: unknown[] }
  } | null
  readonly trouble: {
    readonly kind: string
    readonly vehicles?: string[]
    readonly problems?: Record<string, unknown[]>
  } | null
}

function application() {
  sure = new SureNow(inForce, asked)
  const app = createApp(served, new Map(), undefined, undefined, new Map([[inForce.pause.id, sure]]))
  const ask = async (query = '') => {
    const answer = await app.request(`/api/v1/pauses/minimal/now${query}`, { headers: { host: 'localhost' } })
    expect(answer.status).toBe(200)
    return (await answer.json()) as Told
  }
  /** Told, and followed until it is settled. */
  const told = async (text: string) => {
    sure?.tell(new TextEncoder().encode(text))
    let now = await ask()
    while (now.is_working) now = await ask(`?after=${now.version}`)
    return now
  }
  return { ask, told, sure }
}

const at = (clock: string, vehicles = '[]') => `at: 2016-11-04T${clock}\nvehicles: ${vehicles}\n`

describe('how sure it is now', () => {
  it('is not known before anybody says where all are, and is answered again with each state', async () => {
    const { ask, told } = application()
    expect(await ask()).toMatchObject({ is_watched: true, answer: null, trouble: null, is_working: false })
    const first = await told(at('08:20'))
    expect(first.answer?.assurance.at).toBe('2016-11-04T08:20:00+02:00')
    expect(first.answer?.assurance.due.length).toBeGreaterThan(0)
    const second = await told(at('08:30'))
    expect(second.answer?.assurance.at).toBe('2016-11-04T08:30:00+02:00')
    expect(second.version).toBeGreaterThan(first.version)
  })

  it('of states that come while one is answered the newest counts, and none is waited for in vain', async () => {
    const { ask, told, sure } = application()
    for (const minute of [21, 22, 23, 24]) sure.tell(new TextEncoder().encode(at(`08:${minute}`)))
    expect((await told(at('08:25'))).answer?.assurance.at).toBe('2016-11-04T08:25:00+02:00')
    const { version } = await ask()
    const held = ask(`?after=${version}`)
    sure.tell(new TextEncoder().encode(at('08:40')))
    expect((await held).version).toBeGreaterThan(version)
  })

  it('waits for no answer to positions alone once something is reported, but for one to a report', async () => {
    for (const [isReported, answered] of [
      [false, ['08:25']],
      [true, ['08:20', '08:25']],
    ] as const) {
      const now = new SureNow(inForce, { seed: 1, replications: 1000 })
      sure = now
      now.tell(new TextEncoder().encode(at('08:20')), isReported)
      now.tell(new TextEncoder().encode(at('08:25')))
      const seen = new Set<string>()
      for (let view = now.view(); view.isWorking; ) {
        view = await now.newer(view.version, 60_000)
        if (view.answer !== undefined) seen.add(formatClock(view.answer.found.assurance.at, pause.time_zone))
      }
      expect([...seen]).toEqual(answered)
      await now.close()
    }
  })

  it('keeps the last good answer, and says what is wrong with what was told since', async () => {
    const { told, sure } = application()
    const good = (await told(at('08:20'))).answer
    const cases: [string, object][] = [
      [at('08:30', '[ { id: bus-009, place: school } ]'), { kind: 'unreadable' }],
      ['at: [', { kind: 'unreadable' }],
      ['', { kind: 'unreadable' }],
      [`${at('08:30')}done: [ bus-001-t9 ]\n`, { kind: 'unknown_trips', trips: ['bus-001-t9'] }],
      [at('08:30', '[ { id: bus-001, place: bakery } ]'), { kind: 'astray', vehicles: ['bus-001'] }],
    ]
    for (const [text, trouble] of cases) {
      const now = await told(text)
      expect(now.trouble).toMatchObject(trouble)
      expect(now.answer).toEqual(good)
    }
    const words = (await told(at('08:30', '[ { id: bus-009, place: school } ]'))).trouble?.problems ?? {}
    expect(Object.keys(words).sort()).toEqual(['ar', 'en', 'fr', 'ru'])
    expect(words.en).toEqual([expect.objectContaining({ line: 2, text: expect.stringContaining('bus-009') })])
    sure.tellMissing()
    expect(sure.view().trouble?.what).toEqual({ kind: 'missing' })
    const mended = await told(at('08:31'))
    expect(mended).toMatchObject({ trouble: null, answer: { assurance: { at: '2016-11-04T08:31:00+02:00' } } })
  })

  it('where nobody says where all are, that is the answer; a pause that is not served is none', async () => {
    const app = createApp(served, new Map())
    const get = (id: string) => app.request(`/api/v1/pauses/${id}/now`, { headers: { host: 'localhost' } })
    expect(await (await get('minimal')).json()).toMatchObject({ is_watched: false, answer: null })
    expect((await get('nowhere')).status).toBe(404)
  })

  it('is of a few days first, told as such with its wider limit, and then of all', async () => {
    sure = new SureNow(inForce, { seed: 1, replications: 3000 })
    sure.tell(new TextEncoder().encode(at('08:20')))
    const seen = await followed(sure)
    expect(seen.map(({ isWhole, replications }) => [isWhole, replications])).toEqual([
      [false, 200],
      [true, 3000],
    ])
    const [few, all] = seen
    // The exact limit of as many days as it says.
    for (const each of seen)
      expect(each.lower_95).toBeCloseTo(
        lowerLimit(Math.round(each.estimate * each.replications), each.replications, 0.05),
        9,
      )
    expect((few?.estimate ?? 0) - (few?.lower_95 ?? 0)).toBeGreaterThan((all?.estimate ?? 0) - (all?.lower_95 ?? 0))
  })

  it('what is told meanwhile breaks off the rest of the days, never the first of them', async () => {
    sure = new SureNow(inForce, { seed: 1, replications: 1_000_000 })
    const told: string[] = []
    for (const minute of [20, 30, 40]) {
      sure.tell(new TextEncoder().encode(at(`08:${minute}`)))
      let view = sure.view()
      const before = view.answer
      while (view.answer === before) view = await sure.newer(view.version, 60_000)
      expect(view.answer).toMatchObject({ isWhole: false, found: { clearProbability: { replications: 200 } } })
      told.push(formatClock(view.answer?.found.assurance.at ?? at08, pause.time_zone))
    }
    expect(told).toEqual(['08:20', '08:30', '08:40'])
    // Nothing is told any more: what is under way goes on, and is not taken for done.
    sure.tell(new TextEncoder().encode(at('08:50')))
    sure.tellMissing()
    expect(sure.view()).toMatchObject({ isWorking: true, trouble: { what: { kind: 'missing' } } })
  })

  it('a plan that comes into force goes on with the thread of the one before, whatever that was answering', async () => {
    const before = new SureNow(inForce, { seed: 1, replications: 1_000_000 })
    before.tell(new TextEncoder().encode(at('08:20')))
    let view = before.view()
    while (view.answer === undefined) view = await before.newer(view.version, 60_000)
    const { version } = view
    const fewer = { ...plan, trips: plan.trips.slice(0, 1) }
    sure = new SureNow({ pause, plan: fewer }, asked, before.handOver())
    await before.close()
    sure.tell(new TextEncoder().encode(at('08:30')))
    const seen = await followed(sure)
    expect(seen.map(({ isWhole, replications }) => [isWhole, replications])).toEqual([[true, 50]])
    expect(sure.view().answer?.found.assurance.trips.map(({ id }) => id)).toEqual(fewer.trips.map(({ id }) => id))
    expect(before.view().version).toBe(version)
  })

  it('what is told while its thread tries itself out is answered, and nothing before it', async () => {
    sure = new SureNow(inForce, { seed: 1, replications: 3000 })
    await sure.newer(0, 300)
    expect(sure.view()).toMatchObject({ version: 0, isWorking: false, answer: undefined })
    sure.tell(new TextEncoder().encode(at('08:20')))
    expect((await followed(sure)).map(({ replications }) => replications)).toEqual([200, 3000])
  })

  it('nobody moves: no probability is stated', async () => {
    sure = new SureNow({ pause: inForce.pause, plan: { ...inForce.plan, trips: [], walking: [] } }, asked)
    sure.tell(new TextEncoder().encode(at('08:20')))
    let view = sure.view()
    while (view.isWorking) view = await sure.newer(view.version, 1000)
    expect(view).toMatchObject({ answer: undefined, trouble: { what: { kind: 'nobody' } } })
  })
})
