// Whatever a plan says, the checker answers, and soon.

import { type Plan, planToJson, readPlan } from '@treve/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlan, rules } from '../src/index.ts'
import { groundOf, roundTrip } from './ground.ts'
import { goodPlan, minimal } from './minimal.ts'
import { type Draft, dayOf, expectValid, planOf } from './plans.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const change = fc.record({
  path: fc.array(fc.nat(1000), { minLength: 2, maxLength: 9 }),
  how: fc.constantFrom('number', 'string', 'drop', 'double', 'swap', 'null' as const),
  amount: fc.oneof(fc.integer({ min: -7200, max: 7200 }), fc.integer({ min: 0, max: 3_000_000_000 })),
  word: fc.constantFrom(
    'school',
    'outer',
    'inner',
    'bakery',
    'bridge',
    'gate',
    'families',
    'patients',
    'nobody',
    'load',
    'unload',
    'wait',
    'corridor_in',
    'corridor_out',
    'bus-001',
    'truck-001',
    'no-001',
  ),
})

describe('the checker', () => {
  const { at } = dayOf(minimal, '2016-11-04')
  const rich = (): Draft<Plan> => {
    const plan = goodPlan()
    plan.walking.push({
      group: 'families',
      corridor: 'bridge',
      to: 'reception',
      from: at('09:00'),
      until: at('09:05'),
      people: 8,
      gates: [{ gate: 'gate', lanes: [0], from: at('09:20'), until: at('09:30') }],
    })
    plan.directions.push({ corridor: 'bridge', from: at('08:00'), until: at('12:00'), direction: 'out' })
    return plan
  }

  it('answers on any plan that can be read, however it is changed, and never fails', () => {
    let readable = 0
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const draft = rich()
        for (const each of changes) apply(draft as unknown as Json, each)
        const { plan } = readPlan(new TextEncoder().encode(jsonOf(draft)), minimal.time_zone)
        if (plan === undefined) return
        readable++
        for (const violation of checkPlan(minimal, plan)) {
          expect(rules).toContain(violation.rule)
          expect(violation.text.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 400, seed: 20161104 },
    )
    expect(readable).toBeGreaterThan(100)
  })

  it('finds the same in a plan read back from its file', () => {
    const { plan } = readPlan(
      new TextEncoder().encode(planToJson(goodPlan() as Plan, minimal.time_zone)),
      minimal.time_zone,
    )
    expect(plan === undefined ? 'unreadable' : checkPlan(minimal, plan)).toEqual([])
  })

  it('needs less than a second for 2,000 trips by slots and over streets whose times vary by the hour', () => {
    const streets = Array.from({ length: 80 }, (_, number) => `street-${number}`)
    const hours = Array.from({ length: 24 }, (_, hour) => {
      return `{ from: ${String(hour).padStart(2, '0')}:00, time: ${4 + (hour % 5)} min }`
    }).join(', ')
    const pause = groundOf({
      windows: '{ id: day, open: 2016-11-04T08:00, close: 2016-11-05T20:00 }',
      road: ', capacity: [{ from: 00:00, vehicles: 30, per: 15 min }, { from: 12:00, vehicles: 40, per: 15 min }]',
      places: streets.map((id, n) => `  - { id: ${id}, kind: junction, at: [37.0${String(n + 10)}, 36.2] }\n`).join(''),
      links: streets
        .flatMap((id, n) => [`depot, ${id}`, `${id}, outer`, `${id}, ${streets[(n + 7) % streets.length]}`])
        .map((between) => `  - { between: [${between}], time: [${hours}] }\n`)
        .join(''),
      people:
        '{ id: families, at: school, count: 80000, mobility: seated, priority: general, movement: civilians, to: [reception] }',
      fleet: '{ id: bus, kind: bus, count: 500, at: depot, carries: [civilians], loads: [{ seated: 50 }] }',
      rules: 'separate: [[armed_groups, civilians]]',
    })
    const trips = Array.from({ length: 2000 }, (_, number) => {
      const vehicle = `bus-${String((number % 500) + 1).padStart(3, '0')}`
      const minutes = 8 * 60 + Math.floor(number / 2)
      const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
      const enter = minutes < 24 * 60 ? `2016-11-04T${clock}` : `2016-11-05T0${clock.slice(1)}`
      const first = number < 500
      return {
        ...roundTrip(pause, {
          id: `t${number}`,
          vehicle,
          enter,
          people: { families: 40 },
          from: first ? 'depot' : 'reception',
        }),
      }
    })
    const plan = planOf(pause, { trips })
    const before = process.cpuUsage()
    expectValid(pause, plan)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(1)
  })
})

/** Instants can be changed beyond what can be written; such a plan is no file. */
function jsonOf(draft: Draft<Plan>): string {
  try {
    return planToJson(draft as Plan, minimal.time_zone)
  } catch {
    return ''
  }
}

function apply(root: Json, { path, how, amount, word }: typeof change extends fc.Arbitrary<infer T> ? T : never): void {
  let at: Json = root
  const [first, ...rest] = path
  // Most of a plan that rules read is in its trips.
  if (first !== undefined && first % 3 > 0 && isTable(at)) at = at[first % 3 === 1 ? 'trips' : 'walking'] ?? at
  for (const step of rest) {
    const keys: string[] = at === null || typeof at !== 'object' ? [] : Object.keys(at)
    const key = keys[step % Math.max(1, keys.length)]
    if (key === undefined || at === null || typeof at !== 'object') return
    const table = at as { [key: string]: Json }
    const inner: Json = table[key] ?? null
    if (inner !== null && typeof inner === 'object' && step % 5 > 0) {
      at = inner
      continue
    }
    if (typeof inner === 'number') table[key] = how === 'swap' ? amount : Math.max(0, inner + amount)
    else if (typeof inner === 'string') table[key] = word
    else if (how === 'null') table[key] = null
    else if (Array.isArray(inner)) {
      const number = step % Math.max(1, inner.length)
      if (how === 'drop') inner.splice(number, 1)
      else if (how === 'double') inner.splice(number, 0, ...structuredClone(inner.slice(number, number + 1)))
      else inner.push(...inner.splice(0, 1))
    }
    return
  }
}

function isTable(json: Json): json is { [key: string]: Json } {
  return json !== null && typeof json === 'object' && !Array.isArray(json)
}
