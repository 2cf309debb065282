import { describe, expect, it } from 'vitest'
import { takeText } from '../src/answer/take.ts'
import { countTicks, spanAround, timeTicks } from '../src/charts/axis.ts'
import { corridorTrips, slotsOf } from '../src/charts/passages.ts'
import { outSoFar, peopleUnderWay, vehiclesUnderWay } from '../src/charts/steps.ts'
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
    const steps = outSoFar(plan)
    expect(steps.at(-1)?.count).toBe(100)
    expect(steps.every((step, index) => index === 0 || step.count > (steps[index - 1]?.count ?? 0))).toBe(true)
  })

  it('reaches zero before all must be clear, people and vehicles alike', () => {
    for (const steps of [peopleUnderWay(plan), vehiclesUnderWay(plan)]) {
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
  const plain = (written: string) => takeText(words, written).replace(/[\u2068\u2069]/g, '')
  it.each([
    ['fleet bus +1', '1 more of bus'],
    ['window day +60 min', 'Window day longer by 60 min'],
    ['beds clinic stretcher +2', '2 more beds at clinic: On a stretcher'],
    ['capacity bridge +2 per 900 s', '2 more vehicles per 15 min through bridge'],
    ['lanes bridge/gate +1', '1 more lanes at gate bridge/gate'],
    ['corridor for medical', 'A corridor for this movement'],
    ['way to school', 'A way to school for these vehicles'],
    ['fleet bus +4 (3 of 8)', '4 more of bus (for 3 of 8)'],
    ['something new', 'something new'],
  ])('“%s” is said in words', (written, said) => {
    expect(plain(written)).toBe(said)
  })
})
