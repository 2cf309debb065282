import { describe, expect, it } from 'vitest'
import { groundOf } from './ground.ts'
import { dayOf, expectBroken, expectValid, legOf, planOf } from './plans.ts'

const drop = (id: string, serves: string, at: string) =>
  `  - { id: ${id}, kind: drop, at: ${at}, inside: true${serves} }\n`
const consignment = (id: string, to: string, floor: string, count: number) =>
  `{ id: ${id}, donor: relief, from: store, to: ${to}, floor: ${floor}, items: [{ id: box, category: medicine, count: ${count}, mass: 1 kg }] }`

describe('levels of aid', () => {
  const pause = groundOf({
    places: `  - { id: store, kind: warehouse, at: [37.09, 36.21] }\n${drop('north', ', serves: 300', '[37.15, 36.21]')}${drop('south', ', serves: 100', '[37.15, 36.19]')}${drop('west', '', '[37.142, 36.19]')}`,
    links: ['store, outer', 'inner, north', 'inner, south', 'inner, west']
      .map((between) => `  - { between: [${between}], time: 5 min }\n`)
      .join(''),
    aid: [
      consignment('a', 'north', '20 kg', 60),
      consignment('b', 'north', '10 kg', 30),
      consignment('c', 'south', '40 kg', 70),
      consignment('d', 'west', '0 kg', 11),
    ].join(', '),
    fleet: '{ id: truck, kind: truck, count: 1, at: store, carries: [aid], loads: [{ mass: 1 t }] }',
  })
  const { trip, load, passIn, unload, passOut } = dayOf(pause, '2016-11-04')
  const aid = { a: { box: 30 }, b: { box: 15 }, c: { box: 13 }, d: { box: 10 } }
  const good = planOf(pause, {
    trips: [
      trip('t', 'truck-001', [
        load('store', '07:50', '07:55', {}, aid),
        passIn('road', '08:00', '08:10'),
        unload('north', '08:15', '08:15', {}, { a: aid.a, b: aid.b }),
        unload('south', '08:25', '08:25', {}, { c: aid.c }),
        unload('west', '08:35', '08:35', {}, { d: aid.d }),
        passOut('road', '08:40', '08:50'),
      ]),
    ],
  })
  it('count shares by drop, floors of a drop together, and grams by need, rounded down', () => {
    expectValid(pause, good)
    const level = (name: string) => good.levels.find((each) => each.level === name)
    // North 45 kg of a floor of 30, south 13 of 40.
    expect(level('5a')).toMatchObject({ served: 43_000, share_ppm: 325_000 })
    expect(level('6a')).toMatchObject({ served: 185_714 }) // south, 13 of 70 kg
    // 45 × 300 ÷ 200 + 13 × 100 ÷ 200 + 10 kg
    expect(level('6b')).toMatchObject({ served: 84_000 })
  })
  it('may be left aboard, and delivered by a later trip of the vehicle', () => {
    const [first] = good.trips
    const plan = planOf(pause, {
      trips: [
        trip('t', 'truck-001', [
          load('store', '07:50', '07:55', {}, aid),
          passIn('road', '08:00', '08:10'),
          passOut('road', '08:10', '08:20'),
        ]),
        trip('u', 'truck-001', [
          passIn('road', '09:00', '09:10'),
          unload('west', '09:15', '09:15', {}, { d: aid.d }),
          passOut('road', '09:20', '09:30'),
        ]),
      ],
    })
    expect(first).toBeDefined()
    expectValid(pause, plan)
    expectBroken(pause, plan, ['aid_aboard'], (draft) => {
      legOf(draft, 'u', 'unload').aid = { d: { box: 11 } }
    })
  })
})
