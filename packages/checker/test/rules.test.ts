// For each rule that the minimal example can show: a good plan with just that rule broken is refused, and by that
// rule alone wherever one rule can be broken without another.

import type { Instant, Pause, Plan } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { checkPlan, type Rule } from '../src/index.ts'
import { day, goodPlan, minimal, minimalText } from './minimal.ts'
import { type Draft, existing, expectBroken, expectValid, legOf, pauseFrom, shift, tripOf } from './plans.ts'

const broken = (rules: readonly Rule[], change: (plan: Draft<Plan>) => void) =>
  expectBroken(minimal, goodPlan(), rules, change)
const misstated = (rules: readonly Rule[], change: (plan: Draft<Plan>) => void) =>
  expectBroken(minimal, goodPlan(), rules, change, { isTotalled: false })
/** The minimal example with other terms; the good plan must break them. */
const underOtherTerms = (rules: readonly Rule[], from: string, to: string) => {
  if (!minimalText.includes(from)) throw new Error(`the example does not say ${from}`)
  const pause: Pause = pauseFrom(minimalText.replace(from, to))
  expectBroken(pause, goodPlan(), rules, () => {})
}

/** The minimal example with other contents, also such as no file may hold. */
const pauseWith = (change: (draft: Draft<Pause>) => void): Pause => {
  const draft = structuredClone(minimal) as Draft<Pause>
  change(draft)
  return draft as Pause
}

describe('what a plan names', () => {
  it('is refused where the plan is of another pause', () => {
    misstated(['plan_reference'], (plan) => {
      plan.pause = 'another'
    })
  })
  it('is refused where two trips have one id', () => {
    misstated(['plan_reference'], (plan) => {
      tripOf(plan, 'ambulance-2').id = 'ambulance-1'
    })
  })
  it('is refused where a vehicle does not exist, without a word on its trips', () => {
    misstated(['plan_reference'], (plan) => {
      tripOf(plan, 'truck-1').vehicle = 'truck-002'
    })
  })
  it('is refused where a leg names an unknown item or group', () => {
    misstated(['plan_reference'], (plan) => {
      legOf(plan, 'truck-1', 'load').aid = { flour: { sacks: 320, tins: 0 } }
      legOf(plan, 'bus-1', 'load').people = { families: 48, nobody: 1 }
    })
  })
})

describe('legs', () => {
  it('are refused where one begins before the last has ended', () => {
    broken(['leg_order'], (plan) => {
      // A wait that lasts into the loading.
      const load = legOf(plan, 'bus-1', 'load')
      const wait = { ...structuredClone(load), kind: 'wait' as const, people: {}, until: (load.from + 60) as Instant }
      tripOf(plan, 'bus-1').legs.splice(2, 0, wait)
    })
  })
  it('are refused where one ends before it begins', () => {
    broken(['leg_order'], (plan) => {
      const leg = legOf(plan, 'bus-3', 'arrive')
      leg.from = (leg.until + 60) as Instant
    })
  })
  it('are refused where the vehicle changes sides without a corridor', () => {
    broken(['leg_order', 'clearance'], (plan) => {
      const trip = tripOf(plan, 'truck-1')
      trip.legs = trip.legs.filter((leg) => leg.kind !== 'corridor_out' && leg.kind !== 'gate')
    })
  })
  it('are refused where a service lies outside its passage', () => {
    broken(['leg_order', 'corridor_travel'], (plan) => {
      const leg = legOf(plan, 'bus-3', 'gate')
      leg.from = (leg.from + 240) as Instant
      leg.until = (leg.until + 240) as Instant
    })
  })
  it('are refused where a gate follows no corridor', () => {
    broken(['leg_order'], (plan) => {
      const trip = tripOf(plan, 'bus-3')
      const gate = structuredClone(legOf(plan, 'bus-3', 'gate'))
      trip.legs.push({ ...gate, from: legOf(plan, 'bus-3', 'arrive').from, until: legOf(plan, 'bus-3', 'arrive').from })
    })
  })
  it('are refused where there are none, and nothing else is said', () => {
    broken(['leg_order'], (plan) => {
      const spare = { ...structuredClone(tripOf(plan, 'bus-1')), id: 'bus-4', legs: [] }
      plan.trips.push(spare)
    })
  })
  it('are refused where they say that others are aboard than are', () => {
    broken(['aboard_figures'], (plan) => {
      legOf(plan, 'bus-1', 'corridor_out').people = { families: 47 }
    })
  })
  it('may say exactly who and what is aboard', () => {
    const plan = goodPlan()
    legOf(plan, 'bus-1', 'corridor_out').people = { families: 48 }
    legOf(plan, 'truck-1', 'corridor_in').aid = { flour: { sacks: 320 } }
    expectValid(minimal, plan)
  })
})

describe('a vehicle', () => {
  it('starts where its fleet stands', () => {
    broken(['vehicle_start'], (plan) => {
      const leg = legOf(plan, 'bus-1', 'depart')
      leg.place = 'reception'
    })
  })
  it('does not begin a trip before its last one has ended', () => {
    broken(['trip_continuity'], (plan) => {
      const leg = legOf(plan, 'bus-2', 'depart')
      leg.from = (leg.from - 60) as Instant
      leg.until = leg.from
    })
  })
  it('goes on from where its last trip ended', () => {
    broken(['trip_continuity', 'drive_time'], (plan) => {
      legOf(plan, 'bus-2', 'depart').place = 'depot'
    })
  })
  it('drives no faster than the quickest way', () => {
    broken(['drive_time'], (plan) => {
      const leg = legOf(plan, 'bus-1', 'depart')
      leg.from = (leg.from + 1) as Instant
      leg.until = leg.from
    })
    broken(['drive_time'], (plan) => shift(tripOf(plan, 'truck-1'), -1, 5))
  })
  it('does not use a way on which its kind has no time', () => {
    const text = minimalText.replace(
      '{ between: [warehouse, outer], time: 8 min }',
      '{ between: [warehouse, outer], time: { bus: 8 min } }',
    )
    expectBroken(pauseFrom(text), goodPlan(), ['drive_time'], () => {})
  })
  it('is refused before and after the hours at which it is available', () => {
    underOtherTerms(['vehicle_available'], '2016-11-04T07:30, 2016-11-04T14:00', '2016-11-04T07:55, 2016-11-04T14:00')
    underOtherTerms(['vehicle_available'], '2016-11-04T07:30, 2016-11-04T14:00', '2016-11-04T07:30, 2016-11-04T10:20')
  })
  it('is refused where its crew works longer than its hours', () => {
    underOtherTerms(['crew_hours'], 'crew_hours: 8 h', 'crew_hours: 2 h')
  })
})

describe('the window', () => {
  it('is not entered before it opens', () => {
    underOtherTerms(['window_entry'], '2016-11-04T08:00, close', '2016-11-04T08:01, close')
  })
  it('is left by its close less the buffer', () => {
    broken(['clearance'], (plan) => {
      shift(tripOf(plan, 'truck-1'), 3600, 3) // out at 11:32
    })
  })
  it('is left by everyone', () => {
    broken(['clearance'], (plan) => {
      const trip = tripOf(plan, 'truck-1')
      trip.legs = trip.legs.slice(0, 3)
    })
  })
  it('may be left at the last second', () => {
    const plan = goodPlan()
    shift(tripOf(plan, 'truck-1'), 58 * 60, 3)
    existing(plan.windows[0]).last_exit = legOf(plan, 'truck-1', 'corridor_out').until
    expectValid(minimal, plan)
  })
})

describe('a corridor', () => {
  it('is not entered before its conditions are met', () => {
    underOtherTerms(['corridor_opening'], 'earliest: 2016-11-04T08:00', 'earliest: 2016-11-04T08:01')
  })
  it('is passed in its direction only', () => {
    underOtherTerms(['corridor_direction'], 'direction: both', 'direction: in')
  })
  it('is closed to movements that are not among its uses, empty vehicles too', () => {
    underOtherTerms(['corridor_uses'], 'uses: [civilians, medical, aid]', 'uses: [civilians, medical]')
  })
  it('is not an alternate, unless the plan is made anew', () => {
    const pause = pauseWith((draft) => {
      draft.rules.alternates = [{ corridor: 'bridge', instead_of: 'tunnel' }]
    })
    expectBroken(pause, goodPlan(), ['alternate_corridor'], () => {})
  })
  it('takes at least its travel time', () => {
    broken(['corridor_travel'], (plan) => {
      const leg = legOf(plan, 'truck-1', 'corridor_out')
      leg.until = (leg.until - 1) as Instant
    })
    broken(['corridor_travel'], (plan) => {
      const leg = legOf(plan, 'bus-2', 'corridor_in')
      leg.until = (leg.until - 1) as Instant
    })
  })
  it('is closed to a kind without a travel time', () => {
    underOtherTerms(['corridor_travel'], 'travel: { vehicle: 6 min', 'travel: { bus: 6 min, ambulance: 6 min')
  })
  it('takes no more vehicles in a slot than its capacity, and says how many', () => {
    const text = minimalText.replace('capacity: { vehicles: 4', 'capacity: { vehicles: 2')
    const found = checkPlan(pauseFrom(text), goodPlan() as Plan)
    expect(found.map(({ rule, trip, text: said }) => ({ rule, trip, said }))).toEqual([
      {
        rule: 'corridor_capacity',
        trip: 'truck-1',
        said: '08:08, bridge, in: 3 vehicles enter in a slot of 2 (from 08:00); the last is truck-1',
      },
    ])
  })
  it('counts both directions together where the capacity is shared', () => {
    const text = minimalText.replace(
      'vehicles: 4, per: 15 min, shared: false',
      'vehicles: 1, per: 2 min, shared: false',
    )
    expectBroken(pauseFrom(text), goodPlan(), ['corridor_capacity'], () => {}) // 08:00 twice
    const hourly = 'vehicles: 4, per: 1 h, shared: '
    const inEachDirection = minimalText.replace('vehicles: 4, per: 15 min, shared: false', `${hourly}false`)
    const together = minimalText.replace('vehicles: 4, per: 15 min, shared: false', `${hourly}true`)
    expectValid(pauseFrom(inEachDirection), goodPlan())
    expectBroken(pauseFrom(together), goodPlan(), ['corridor_capacity'], () => {})
  })
})

describe('a gate', () => {
  it('that checks the direction serves everyone', () => {
    broken(['gate_service'], (plan) => {
      const trip = tripOf(plan, 'bus-2')
      trip.legs = trip.legs.filter((leg) => leg.kind !== 'gate')
    })
  })
  it('that does not check the direction serves nobody', () => {
    broken(['gate_service'], (plan) => {
      const trip = tripOf(plan, 'bus-2')
      const [from, until] = [day.at('08:56'), day.at('08:59')]
      const gate = structuredClone(legOf(plan, 'bus-2', 'gate'))
      shift(trip, 180, 2)
      const next = tripOf(plan, 'bus-3')
      shift(next, 180)
      legOf(plan, 'bus-2', 'corridor_in').until = day.at('09:02')
      trip.legs.splice(2, 0, { ...gate, from, until })
    })
  })
  it('serves for exactly the time of the kind', () => {
    broken(['gate_service'], (plan) => {
      const leg = legOf(plan, 'truck-1', 'gate')
      leg.from = (leg.from + 1) as Instant
    })
  })
  it('is closed to a kind that it does not name', () => {
    underOtherTerms(['gate_service'], 'truck: 4 min,', '')
  })
  it('serves nobody before they can be there', () => {
    broken(['gate_arrival'], (plan) => {
      const leg = legOf(plan, 'truck-1', 'gate')
      leg.from = (leg.from - 1) as Instant
      leg.until = (leg.until - 1) as Instant
    })
  })
  it('has the lane that serves', () => {
    broken(['gate_lane'], (plan) => {
      legOf(plan, 'truck-1', 'gate').lane = 1
    })
  })
  it('serves one at a time in a lane', () => {
    broken(['gate_lane'], (plan) => {
      // The ambulance is served while the bus is there.
      shift(tripOf(plan, 'ambulance-1'), -1, 4, 5)
    })
  })
  it('serves in the order of arrival', () => {
    broken(['gate_order'], (plan) => {
      // The bus comes at 08:31, the ambulance at 08:32:20; yet the bus is let wait.
      shift(tripOf(plan, 'ambulance-1'), -60, 4, 5)
      shift(tripOf(plan, 'bus-1'), 180, 4)
      const out = legOf(plan, 'bus-1', 'corridor_out')
      out.until = (out.until + 180) as Instant
      shift(tripOf(plan, 'bus-2'), 180)
      shift(tripOf(plan, 'bus-3'), 240)
    })
  })
})

describe('what a trip loads', () => {
  it('fits one of its configurations', () => {
    broken(['configuration'], (plan) => {
      tripOf(plan, 'bus-1').configuration = 2
    })
    broken(['configuration'], (plan) => {
      tripOf(plan, 'bus-1').configuration = null
    })
  })
  it('finds a place for each, companions too', () => {
    broken(['load_places'], (plan) => {
      tripOf(plan, 'bus-1').configuration = 1
    })
    broken(['load_places'], (plan) => {
      tripOf(plan, 'ambulance-1').configuration = 1
    })
  })
  it('stays within mass and volume', () => {
    underOtherTerms(['load_mass'], '{ mass: 8 t, volume: 30 m3 }', '{ mass: 7999999 g, volume: 30 m3 }')
    underOtherTerms(['load_volume'], '{ mass: 8 t, volume: 30 m3 }', '{ mass: 8 t, volume: 11 m3 }')
  })
  it('is among what the fleet carries', () => {
    const pause = pauseWith((draft) => {
      existing(draft.fleet[2]).carries = ['civilians']
    })
    expectBroken(pause, goodPlan(), ['vehicle_carries'], () => {})
  })
  it('is patients and companions alone in an ambulance', () => {
    const pause = pauseWith((draft) => {
      existing(draft.people[1]).movement = 'civilians'
      existing(draft.fleet[1]).carries = ['medical', 'civilians']
    })
    expectBroken(pause, goodPlan(), ['ambulance_medical'], () => {})
  })
})

describe('people', () => {
  it('are loaded where they are', () => {
    const text = minimalText
      .replace('{ id: families, at: school', '{ id: families, at: bakery')
      .replace('id: families,\n      at: school', 'id: families,\n      at: bakery')
    expectBroken(pauseFrom(text), goodPlan(), ['people_place'], () => {})
  })
  it('leave when they are ready', () => {
    underOtherTerms(['people_ready'], 'ready: 2016-11-04T08:00', 'ready: 2016-11-04T08:12')
    underOtherTerms(
      ['people_ready'],
      'ready: 2016-11-04T08:00',
      'ready: [{ at: 08:00, count: 47 }, { at: 08:30, count: 53 }]',
    )
    const text = minimalText.replace(
      'ready: 2016-11-04T08:00',
      'ready: [{ at: 08:00, count: 48 }, { at: 09:04, count: 52 }]',
    )
    expectValid(pauseFrom(text), goodPlan())
  })
  it('are no more than there are', () => {
    broken(['people_ready', 'unserved_totals'], (plan) => {
      const load = legOf(plan, 'bus-3', 'load')
      load.until = (load.until + 40) as Instant
      load.people = { families: 8 }
      const unload = legOf(plan, 'bus-3', 'unload')
      unload.people = { families: 8 }
      shift(tripOf(plan, 'bus-3'), 40, 3)
      unload.until = (unload.until + 20) as Instant
      shift(tripOf(plan, 'bus-3'), 20, 6)
    })
  })
  it('who are unloaded were aboard', () => {
    broken(['people_aboard'], (plan) => {
      legOf(plan, 'bus-1', 'load').people = { families: 44 }
    })
  })
  it('are not left aboard when a trip ends', () => {
    broken(['people_aboard'], (plan) => {
      legOf(plan, 'bus-3', 'unload').people = { families: 0 }
    })
  })
  it('are not taken in again once they are out', () => {
    broken(['people_taken_in'], (plan) => {
      // The bus keeps four aboard, and brings them with those of its next round.
      legOf(plan, 'bus-2', 'unload').people = { families: 44 }
      legOf(plan, 'bus-3', 'unload').people = { families: 8 }
      const [, ...next] = tripOf(plan, 'bus-3').legs
      const [unload, arrive] = next.slice(-2)
      if (unload !== undefined && arrive !== undefined) {
        unload.until = (unload.until + 20) as Instant
        arrive.from = unload.until
        arrive.until = unload.until
      }
      tripOf(plan, 'bus-2').legs.push(...next)
      plan.trips = plan.trips.filter(({ id }) => id !== 'bus-3')
    })
  })
  it('who stay together are not divided', () => {
    broken(['group_size'], (plan) => {
      legOf(plan, 'bus-3', 'load').people = { families: 3 }
      legOf(plan, 'bus-3', 'unload').people = { families: 3 }
    })
  })
  it('may be a remainder once', () => {
    const pause = pauseFrom(minimalText.replace('best: 100', 'best: 99'))
    const plan = goodPlan()
    const change = (count: number) => (each: Draft<Plan>) => {
      legOf(each, 'bus-3', 'load').people = { families: count }
      legOf(each, 'bus-3', 'unload').people = { families: count }
    }
    expectBroken(pause, plan, [], change(3))
    expectBroken(pause, plan, ['group_size'], change(2))
  })
  it('go where they chose to', () => {
    underOtherTerms(['destination'], 'to: [reception]', 'to: [clinic]')
  })
  it('board and alight in the time it takes', () => {
    broken(['boarding_time'], (plan) => {
      const leg = legOf(plan, 'bus-1', 'load')
      leg.from = (leg.from + 1) as Instant
    })
    broken(['boarding_time'], (plan) => {
      const leg = legOf(plan, 'ambulance-2', 'unload')
      leg.until = (leg.until - 1) as Instant
    })
  })
  it('board faster by more doors', () => {
    const text = minimalText.replace(
      'board: { fixed: 4 min, seated: 10 s',
      'board: { fixed: 8 min, doors: 2, seated: 10 s',
    )
    expectBroken(pauseFrom(text), goodPlan(), ['boarding_time'], () => {})
    expectBroken(pauseFrom(text), goodPlan(), [], (plan) => {
      const leg = legOf(plan, 'bus-3', 'load')
      leg.until = (leg.from + 8 * 60 + 20) as Instant
      shift(tripOf(plan, 'bus-3'), 220, 3)
    })
  })
})

describe('a destination', () => {
  it('has a bed for each patient, and none for companions', () => {
    underOtherTerms(['beds'], 'stretcher: 6', 'stretcher: 3')
    expectValid(pauseFrom(minimalText.replace('stretcher: 6, wheelchair: 4, seated: 20', 'stretcher: 4')), goodPlan())
  })
  it('has a place for each', () => {
    underOtherTerms(['reception_places'], 'places: 400', 'places: 99')
  })
  it('takes no more people in a bin than its intake', () => {
    underOtherTerms(['intake'], 'people: 100, per: 15 min', 'people: 47, per: 15 min')
    underOtherTerms(['intake'], 'people: 100, per: 15 min', 'people: 95, per: 2 h')
    expectValid(pauseFrom(minimalText.replace('people: 100, per: 15 min', 'people: 96, per: 2 h')), goodPlan())
  })
  it('counts companions in its intake', () => {
    underOtherTerms(['intake'], 'at: [37.08, 36.20], beds', 'at: [37.08, 36.20], intake: 3 per 15 min, beds')
  })
})

describe('aid', () => {
  it('is loaded where it waits and unloaded where it is for', () => {
    for (const end of ['from', 'to'] as const) {
      const pause = pauseWith((draft) => {
        existing(draft.aid[0])[end] = 'depot'
      })
      // What is unloaded elsewhere than it is for is not delivered.
      const rest: Rule[] = end === 'to' ? ['served_totals', 'unserved_totals', 'levels_served'] : []
      expectBroken(pause, goodPlan(), ['aid_place', ...rest], () => {})
    }
  })
  it('is no more than there is', () => {
    const pause = pauseFrom(minimalText.replace('count: 320', 'count: 319'))
    expectBroken(pause, goodPlan(), ['aid_count', 'unserved_totals'], () => {})
  })
  it('that is unloaded was aboard', () => {
    broken(['aid_aboard'], (plan) => {
      legOf(plan, 'truck-1', 'load').aid = { flour: { sacks: 319 } }
    })
  })
  it('may stay in the truck, and is not served then', () => {
    expectBroken(minimal, goodPlan(), [], (plan) => {
      legOf(plan, 'truck-1', 'unload').aid = { flour: { sacks: 160 } }
    })
  })
  it('is handled at the rate of the place', () => {
    broken(['aid_time'], (plan) => {
      const leg = legOf(plan, 'truck-1', 'load')
      leg.from = (leg.from + 1) as Instant
    })
    broken(['aid_time'], (plan) => {
      const leg = legOf(plan, 'truck-1', 'unload')
      leg.until = (leg.until - 1) as Instant
    })
  })
  it('is handled at no more bays than there are', () => {
    const pause = pauseFrom(minimalText.replace('id: truck, kind: truck, count: 1', 'id: truck, kind: truck, count: 2'))
    expectBroken(pause, goodPlan(), ['bays'], (plan) => {
      const first = tripOf(plan, 'truck-1')
      for (const kind of ['load', 'unload'] as const) legOf(plan, 'truck-1', kind).aid = { flour: { sacks: 160 } }
      legOf(plan, 'truck-1', 'unload').until = day.at('09:18') // 4 t in an hour
      const second = { ...structuredClone(first), id: 'truck-2', vehicle: 'truck-002' }
      plan.trips.push(second)
      // Loads 07:29 to 07:59, while the first is still at the bay until 08:00.
      const load = legOf(plan, 'truck-2', 'load')
      load.from = day.at('07:29')
      load.until = day.at('07:59')
      const unload = legOf(plan, 'truck-2', 'unload')
      unload.from = day.at('09:18')
      unload.until = day.at('10:18')
      shift(second, 15 * 60, 3)
    })
  })
})

describe('what a plan says of itself', () => {
  it('is refused where totals are not what the trips amount to', () => {
    misstated(['served_totals'], (plan) => {
      plan.served.people += 1
    })
    misstated(['served_totals'], (plan) => {
      plan.served.by_category.food = 1
    })
    misstated(['served_totals'], (plan) => {
      plan.served.companions = 0
    })
  })
  it('is refused where served and unserved do not add up', () => {
    misstated(['unserved_totals'], (plan) => {
      plan.unserved.push({ group: 'families', people: 1, reason: 'window' })
    })
    misstated(['unserved_totals'], (plan) => {
      plan.unserved.push({ consignment: 'flour', items: { sacks: 1 }, reason: 'window' })
    })
    misstated(['unserved_totals'], (plan) => {
      plan.unserved.push({ consignment: 'flour', items: 1, reason: 'window' })
    })
  })
  it('is refused where who chose to stay, or was not asked, is told otherwise, not at all, or moved', () => {
    const others = `people:
  - { id: home, at: school, count: 30, wish: stay }
  - { id: unasked, at: school, count: 20, wish: not_asked }
`
    const pause = pauseFrom(minimalText.replace(/^people:.*\n/m, others))
    const told = (rules: readonly Rule[], change: (plan: Draft<Plan>) => void) =>
      expectBroken(
        pause,
        goodPlan(),
        rules,
        (plan) => {
          plan.unserved.push({ group: 'home', people: 30, reason: 'chose_to_stay' })
          plan.unserved.push({ group: 'unasked', people: 20, reason: 'not_asked' })
          change(plan)
        },
        { isTotalled: false },
      )
    told([], () => {})
    told(['unserved_totals'], (plan) => {
      plan.unserved.pop()
    })
    told(['unserved_totals'], (plan) => {
      existing(plan.unserved.at(-1)).people = 19
    })
    for (const reason of ['window', 'chose_to_stay'] as const)
      told(['unserved_totals'], (plan) => {
        existing(plan.unserved.at(-1)).reason = reason
      })
    // Who wishes to leave and cannot did not choose to stay.
    misstated(['unserved_totals'], (plan) => {
      plan.unserved.push({ group: 'families', people: 0, reason: 'chose_to_stay' })
    })
    misstated(['unserved_totals'], (plan) => {
      plan.unserved.push({ consignment: 'flour', items: 0, reason: 'not_asked' })
    })
    told(['plan_reference'], (plan) => {
      legOf(plan, 'bus-1', 'depart').people = { home: 0 }
    })
  })
  it('is refused where a level is not what the trips amount to', () => {
    for (const number of [0, 3, 4, 5, 6, 7]) {
      misstated(['levels_served'], (plan) => {
        existing(plan.levels[number]).served += 1
      })
    }
    misstated(['levels_served'], (plan) => {
      existing(plan.levels[3]).share_ppm = 999_999
    })
    misstated(['levels_served'], (plan) => {
      plan.levels.splice(1, 1)
    })
  })
  it('is refused where a level does better than its bound, or is said to be proved and is not', () => {
    misstated(['level_bounds'], (plan) => {
      existing(plan.levels[0]).bound = 3
    })
    misstated(['level_bounds'], (plan) => {
      Object.assign(existing(plan.levels[0]), { bound: 5, proved: true })
      plan.gap_percent = 20
    })
    misstated(['level_bounds'], (plan) => {
      Object.assign(existing(plan.levels[0]), { bound: 5, gap: 2, gap_percent: 20 })
      plan.gap_percent = 20
    })
    misstated(['level_bounds'], (plan) => {
      Object.assign(existing(plan.levels[0]), { bound: 5, gap: 1, gap_percent: 20 })
    })
    misstated([], (plan) => {
      Object.assign(existing(plan.levels[0]), { bound: 5, gap: 1, gap_percent: 20 })
      plan.gap_percent = 20
    })
    misstated(['level_bounds'], (plan) => {
      existing(plan.levels[0]).proved = true
    })
    misstated(['level_bounds'], (plan) => {
      plan.bound.people = 103
    })
  })
  it('is refused where a window is missing or its times are wrong', () => {
    misstated(['plan_windows'], (plan) => {
      plan.windows = []
    })
    misstated(['plan_windows'], (plan) => {
      existing(plan.windows[0]).last_exit = null
    })
    misstated(['plan_windows'], (plan) => {
      const window = existing(plan.windows[0])
      window.clear_by = window.close
    })
  })
})
