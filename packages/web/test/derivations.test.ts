import { describe, expect, it } from 'vitest'
import { oneMoreText, takeText } from '../src/answer/take.ts'
import { countTicks, spanAround, timeTicks } from '../src/charts/axis.ts'
import { corridorTrips, slotsOf } from '../src/charts/passages.ts'
import { outSoFar, peopleUnderWay, vehiclesUnderWay } from '../src/charts/steps.ts'
import { corridorStates } from '../src/map/corridor-state.ts'
import { placeLabels, projectionOf, roundDistance } from '../src/map/projection.ts'
import { wordsOf } from '../src/words.tsx'
import { viewOf } from './fixtures/served.ts'

const { pause, plan } = await viewOf('minimal-short')
const at = (clock: string) => Date.parse(`2016-11-04T${clock}+02:00`)

describe('the timetable', () => {
  it('draws each passage from mouth to mouth, flat while it is served at the gate', () => {
    const trips = corridorTrips(pause, plan, 'bridge')
    expect(trips.length).toBe(plan.trips.length)
    const bus = trips.find(({ trip }) => trip.id === 'bus-001-t1')
    const outward = bus?.passages.find(({ direction }) => direction === 'out')
    expect(outward?.corners.map(({ position }) => position)).toEqual([1, 0.5, 0.5, 0])
    const [, arrived, served] = outward?.corners ?? []
    expect((served?.at ?? 0) - (arrived?.at ?? 0)).toBe(180_000)
    expect(outward?.cargo).toBe('civilians')
    expect(bus?.passages.find(({ direction }) => direction === 'in')?.cargo).toBe('empty')
    expect(bus?.stops.map(({ place }) => place)).toEqual(['school'])
  })

  it('shows aid going in as aid, and the truck empty on its way out', () => {
    const truck = corridorTrips(pause, plan, 'bridge').find(({ trip }) => trip.vehicle === 'truck-001')
    expect(truck?.passages.map(({ direction, cargo }) => [direction, cargo])).toEqual([
      ['in', 'aid'],
      ['out', 'empty'],
    ])
  })

  it('counts every entry in its slot, and none above capacity', () => {
    const slots = slotsOf(pause, plan, 'bridge')
    expect(slots.length).toBe(8)
    expect(slots.reduce((sum, slot) => sum + slot.in, 0)).toBe(plan.trips.length)
    expect(slots.reduce((sum, slot) => sum + slot.out, 0)).toBe(plan.trips.length)
    for (const slot of slots) expect(Math.max(slot.in, slot.out)).toBeLessThanOrEqual(4)
  })
})

describe('out so far and under way', () => {
  it('ends with all whom the plan brings out, and never falls', () => {
    const steps = outSoFar(pause, plan)
    expect(steps.at(-1)?.count).toBe(100)
    expect(steps.every((step, index) => index === 0 || step.count > (steps[index - 1]?.count ?? 0))).toBe(true)
  })

  it('counts those who walk as they come out, the first and the last when the plan has them, and nobody of no known time', () => {
    const flow = { group: 'walkers', corridor: 'bridge', people: 40, sets_out: '', last_sets_out: '' }
    const from = (first: string, last: string) => ({
      on_foot: [{ ...flow, first_exit: `2016-11-04T${first}+02:00`, last_exit: `2016-11-04T${last}+02:00` }],
    })
    const none = { trips: [] }
    expect(outSoFar(from('08:40:03', '08:42:03'), none)).toEqual([
      { at: at('08:40:03'), count: 1 },
      { at: at('08:41:03'), count: 20 },
      { at: at('08:42:03'), count: 40 },
    ])
    expect(outSoFar(from('08:40:00', '08:40:00'), none)).toEqual([{ at: at('08:40:00'), count: 40 }])
    expect(outSoFar({ on_foot: [{ ...flow, first_exit: null, last_exit: null }] }, none)).toEqual([])
    // Beside who rides.
    expect(outSoFar(from('08:00:00', '08:30:00'), plan).at(-1)?.count).toBe(140)
  })

  it('counts those who walk as under way from when they set out until they are out, and nobody of no known time', () => {
    const clock = (time: string) => `2016-11-04T${time}+02:00`
    const flow = {
      group: 'walkers',
      corridor: 'bridge',
      people: 40,
      sets_out: clock('08:10:00'),
      last_sets_out: clock('08:50:00'),
    }
    const walks = { on_foot: [{ ...flow, first_exit: clock('08:30:00'), last_exit: clock('09:10:00') }] }
    const steps = peopleUnderWay(walks, { trips: [] })
    const by = (time: string) => steps.findLast((step) => step.at <= at(time))?.count
    expect(steps[0]).toEqual({ at: at('08:10:00'), count: 1 })
    expect([by('08:29:00'), by('08:40:00'), by('09:00:00')]).toEqual([19, 20, 10])
    expect(steps.at(-1)).toEqual({ at: at('09:10:00'), count: 0 })
    expect(Math.min(...steps.map(({ count }) => count))).toBe(0)
    expect(peopleUnderWay({ on_foot: [{ ...flow, first_exit: null, last_exit: null }] }, { trips: [] })).toEqual([])
  })

  it('reaches zero before all must be clear, people and vehicles alike', () => {
    for (const steps of [peopleUnderWay(pause, plan), vehiclesUnderWay(plan)]) {
      expect(steps.at(-1)?.count).toBe(0)
      expect(steps.at(-1)?.at).toBeLessThanOrEqual(at('09:45:00'))
      expect(Math.min(...steps.map(({ count }) => count))).toBe(0)
    }
    expect(Math.max(...vehiclesUnderWay(plan).map(({ count }) => count))).toBe(3)
  })
})

describe('axes', () => {
  it('span whole quarters of an hour', () => {
    expect(spanAround([at('07:52:10'), at('10:00:01')])).toEqual({ from: at('07:45:00'), until: at('10:15:00') })
  })

  it('label round hours, no closer than a label is wide', () => {
    expect(timeTicks({ from: at('07:45:00'), until: at('10:15:00') }, 1)).toEqual([
      at('08:00:00'),
      at('09:00:00'),
      at('10:00:00'),
    ])
    expect(countTicks(106)).toEqual([0, 50, 100, 150])
    expect(countTicks(0)).toEqual([0])
    expect(countTicks(3)).toEqual([0, 1, 2, 3])
  })
})

describe('the map', () => {
  it('keeps shapes true: a kilometre is as long eastward as northward', () => {
    const { point, metresPerUnit } = projectionOf(
      [
        [37, 36],
        [37.2, 36.2],
      ],
      900,
      70,
    )
    const [a, east, north] = [
      point([37.1, 36.1]),
      point([37.1 + 1000 / (111_320 * Math.cos((36.1 * Math.PI) / 180)), 36.1]),
      point([37.1, 36.1 + 1000 / 111_320]),
    ]
    expect((east.x - a.x) * metresPerUnit).toBeCloseTo(1000, 6)
    expect((a.y - north.y) * metresPerUnit).toBeCloseTo(1000, 6)
  })

  it('puts labels beside each other rather than over each other', () => {
    const [one, two] = placeLabels(
      [
        { x: 100, y: 100, width: 60, lines: 2 },
        { x: 130, y: 100, width: 60, lines: 1 },
      ],
      16,
      { width: 400, height: 300 },
    )
    expect([one?.x, one?.y]).not.toEqual([two?.x, two?.y])
  })

  it('measures by round distances', () => {
    expect([999, 1000, 4999, 5000, 70].map(roundDistance)).toEqual([500, 1000, 2000, 5000, 50])
  })
})

describe('what it would take', () => {
  const words = wordsOf('en', 'UTC')
  const plain = (text: string | undefined) => text?.replace(/[\u2068\u2069]/g, '')
  it.each([
    ['fleet bus +1', '1 more bus'],
    ['fleet ambulance +3', '3 more ambulances'],
    ['window day +60 min', 'Window day: 1 h longer'],
    ['beds clinic stretcher +2', 'Clinic: 2 more stretcher beds'],
    ['places reception +10', 'Reception: 10 more places'],
    ['intake reception +100 per 900 s', 'Reception: intake faster by 100 people per 15 min'],
    ['capacity bridge +2 per 900 s', 'Bridge: 2 more vehicles per 15 min'],
    ['lanes bridge/gate +1', 'Bridge, gate gate: 1 more lane'],
    ['corridor for medical', 'A corridor for this movement'],
    ['fleet for medical', 'Vehicles for this movement'],
    ['way to school', 'School: a way for these vehicles'],
    ['fleet bus +4 (3 of 8)', '4 more buses (for 3 of 8)'],
    ['fleet nowhere +1', 'fleet nowhere +1'],
    ['something new', 'something new'],
  ])('“%s” is said in words', (written, said) => {
    expect(plain(takeText(words, pause, written))).toBe(said)
  })
  it.each([
    ['vehicle', 'bus', '1 more bus'],
    ['window', 'day', 'Window day: 1 min longer'],
    ['bed', 'reception', 'Reception: 1 more place'],
    ['bed', 'clinic/stretcher', 'Clinic: 1 more stretcher bed'],
    ['intake', 'reception', 'Reception: intake faster by one person in each step'],
    ['gate', 'bridge/gate', 'Bridge, gate gate: 1 more lane'],
    ['corridor', 'bridge', 'Bridge: 1 more vehicle per 15 min'],
    ['weather', 'rain', undefined],
  ])('one more %s of %s is said in words', (kind, id, said) => {
    expect(plain(oneMoreText(words, pause, kind, id))).toBe(said)
  })
})

describe('the state of a corridor', () => {
  const gates = new Map([['bridge', ['checkpoint']]])
  const stateOf = (changed: Partial<typeof plan>) => corridorStates({ ...plan, ...changed }, gates).get('bridge')

  it('counts crossings in and out, and people on foot', () => {
    const walking = [{ corridor: 'bridge', people: 30 }]
    const state = stateOf({ walking, bottleneck: [] })
    expect(state).toEqual({ kind: 'used', in: plan.trips.length, out: plan.trips.length, onFoot: 30, full: [] })
  })

  it('is full while it, or a gate of it, has no room left', () => {
    const [from, until] = ['2016-11-04T08:00+02:00', '2016-11-04T09:00+02:00']
    expect(stateOf({ bottleneck: [{ kind: 'gate', id: 'checkpoint', from, until }] })?.kind).toBe('full')
    expect(stateOf({ bottleneck: [{ kind: 'corridor', id: 'bridge', from, until }] })?.full).toEqual([{ from, until }])
    expect(stateOf({ bottleneck: [{ kind: 'corridor', id: 'another', from, until }] })?.kind).toBe('used')
  })

  it('is unused where nobody passes', () => {
    expect(stateOf({ trips: [], walking: [], bottleneck: [] })?.kind).toBe('unused')
  })
})
