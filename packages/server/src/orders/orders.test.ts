import { type Language, languages } from '@treve/model'
import { describe, expect, test } from 'vitest'
import { nightPause, nightPlan } from '../../test/ordered.ts'
import { messages } from './messages/catalogue.ts'
import { ordersOf, ordersToJson } from './orders.ts'
import { ordersPage } from './page.ts'

const request = { inputSha256: 'a'.repeat(64), planSha256: `0123456789abcdef${'b'.repeat(48)}` }
const ordersIn = (language: Language, vehicle?: string, pause = nightPause) =>
  ordersOf(pause, nightPlan, { language, ...request, ...(vehicle === undefined ? {} : { vehicle }) })
const pageIn = (language: Language, vehicle?: string, pause = nightPause) =>
  ordersPage(ordersIn(language, vehicle, pause))
const textOf = (page: string) =>
  page
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('orders', () => {
  test('are of each vehicle that has a trip, in the order of the fleet; the others are named once', () => {
    const orders = ordersIn('en')
    expect(orders.vehicles.map(({ vehicle }) => vehicle)).toEqual(['bus-001', 'bus-002', 'truck-001', 'jeep-001'])
    expect(orders.no_trip).toEqual(['bus-003'])
  })

  test('of one vehicle tell nothing of another, but who is in its convoy and who escorts it', () => {
    const orders = ordersIn('en', 'bus-001')
    expect(orders.vehicles.map(({ vehicle }) => vehicle)).toEqual(['bus-001'])
    expect(orders.no_trip).toEqual([])
    expect(orders.vehicles[0]?.trips[0]).toMatchObject({
      convoy: 'one',
      convoy_vehicles: ['bus-002'],
      escorts: ['jeep-001'],
    })
    expect(ordersIn('en', 'bus-003')).toMatchObject({ vehicles: [], no_trip: ['bus-003'] })
  })

  test('of an escort name the vehicles of its convoy, as they enter', () => {
    expect(ordersIn('en', 'jeep-001').vehicles[0]?.trips[0]).toMatchObject({
      configuration: null,
      escort_of: 'one',
      convoy_vehicles: ['bus-001', 'bus-002'],
      people: [],
    })
  })

  test('give the shift by window, from first departure to last leg, standing ready not counted', () => {
    const { windows } = JSON.parse(ordersToJson(ordersIn('en', 'truck-001'))).vehicles[0]
    expect(windows).toMatchObject([
      { id: 'eve', shift: { from: '2016-11-04T22:00:00+02:00', until: '2016-11-04T23:50:00+02:00' } },
      {
        id: 'next',
        clear_by: '2016-11-06T01:30:00+02:00',
        shift: { from: '2016-11-05T22:10:00+02:00', until: '2016-11-05T23:40:00+02:00' },
      },
    ])
  })

  test('know what is aboard after each leg, also what stays in the vehicle from one trip to the next', () => {
    const [first, second] = ordersIn('en', 'truck-001').vehicles[0]?.trips ?? []
    expect(first?.legs.map(({ aboard }) => aboard.aid_g)).toEqual([1_250_000, 1_250_000, 500_000, 500_000, 500_000])
    expect(second?.aboard_before.aid_g).toBe(500_000)
    expect(textOf(pageIn('en', 'truck-001'))).toContain('Carries already aboard: 500 kg Destination')
    expect(second?.legs.map(({ aboard }) => aboard.aid_g)).toEqual([500_000, 500_000, 0, 0])
    const bus = ordersIn('en', 'bus-001').vehicles[0]?.trips[0]
    expect(bus?.legs.map(({ aboard }) => aboard.people)).toEqual([0, 0, 31, 31, 31, 11, 0])
    expect(bus?.legs[3]?.aboard.companions).toBe(2)
  })

  test('tell a priority only where it is medical', () => {
    const people = ordersIn('en', 'bus-001').vehicles[0]?.trips[0]?.people ?? []
    expect(people.map(({ group, priority }) => [group, priority])).toEqual([
      ['fighters-kin', null],
      ['others', null],
      ['walkers', null],
      ['sick', 'medical'],
    ])
  })
})

describe('the sheets', () => {
  test.each(languages)('in %s: language, direction, nothing from elsewhere, no script', (language) => {
    const page = pageIn(language)
    expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
    expect(page).not.toMatch(/<script|https?:|url\(|@import|@font-face|\bsrc=|\bhref=|\bon\w+=/)
    expect(page.match(/<section class="sheet/g)).toHaveLength(5)
    expect(page).not.toMatch(/undefined|NaN|\{\w+\}(?=[^{}]*<)/)
    expect(page).toContain(messages[language].standing)
  })

  test('have every text in every language', () => {
    for (const language of languages) {
      expect(Object.keys(messages[language]).sort()).toEqual(Object.keys(messages.en).sort())
    }
  })

  test('show what stands in the file as text, never as markup', () => {
    const page = pageIn('en')
    expect(page).not.toMatch(/<script|<b>& |<i>\s*\)/)
    expect(page).toContain('&#60;script&#62;School&#60;/script&#62;')
    expect(page).toContain('Boxes &#60;i&#62;')
  })

  test('say an agreed pause is agreed, and an announced one announced', () => {
    expect(pageIn('en')).toContain(messages.en.agreed)
    const announced = { ...nightPause, terms: { ...nightPause.terms, agreed_by: [] } }
    expect(pageIn('en', undefined, announced)).toContain(messages.en.announced)
  })

  test('mark an exercise on every page, and only an exercise', () => {
    expect(pageIn('en')).toContain('<p class="watermark" aria-hidden="true">EXERCISE</p>')
    expect(pageIn('en')).toContain('@top-center { content: "EXERCISE"')
    expect(pageIn('en', undefined, { ...nightPause, exercise: false })).not.toContain('EXERCISE')
  })

  test('name no group and no movement, and add up those who are alike to the crew', () => {
    const text = textOf(pageIn('en', 'bus-001'))
    expect(text).not.toMatch(/fighters|walkers|armed|dependent|civilian/i)
    expect(text).toContain('20 seated, for East hall')
    expect(text).toContain('9 able to walk, in groups of 3 , for West hall')
    expect(text).toContain('2 in a wheelchair, medical, companions: 2')
  })

  test('state turn-back times where the plan has them, in the order of time', () => {
    const text = textOf(pageIn('en', 'bus-001'))
    expect(text).toMatch(/Enter the corridor by 23:50 .*Leave the stop by 2016-11-05 00:40 .*Join the way out by/)
    expect(text).not.toContain(messages.en['turn.back.unknown'])
  })

  test('say once that there are no turn-back times where the plan has none, and state none', () => {
    const text = textOf(pageIn('en', 'truck-001'))
    expect(text.split(messages.en['turn.back.unknown'])).toHaveLength(2)
    expect(text).not.toContain(messages.en['turn.back.enter'])
  })

  test('give local time and UTC, and the day where it is another', () => {
    const text = textOf(pageIn('en', 'bus-001'))
    expect(text).toContain('Asia/Damascus ; UTC beneath')
    expect(text).toContain('23:55– 2016-11-05 00:11 21:55–22:11')
  })

  test('count lanes for people from 1', () => {
    expect(textOf(pageIn('en', 'bus-001'))).toContain('lane 2 of 2')
  })

  test('carry the version: pause file and plan, in short', () => {
    const page = pageIn('en', 'bus-001')
    expect(textOf(page)).toContain('Pause file aaaaaaaaaaaa · Plan file 0123456789ab')
    expect(page).toContain('content: "night · aaaaaaaaaaaa · 0123456789ab"')
  })

  test('list vehicles without a trip on one last page', () => {
    const page = pageIn('en')
    expect(page.slice(page.indexOf(messages.en['no.trip']))).toContain('<li><bdi>bus-003</bdi></li>')
    expect(pageIn('en', 'bus-001')).not.toContain(messages.en['no.trip'])
    const none = ordersPage(ordersOf({ ...nightPause, fleet: [] }, { trips: [] }, { language: 'en', ...request }))
    expect(none).toContain(messages.en['no.trip.none'])
  })
})
