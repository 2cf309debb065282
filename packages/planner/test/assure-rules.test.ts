// What the simulated day does by its rules, on the minimal example and on variations of it where one thing alone happens.

import { readFileSync } from 'node:fs'
import { type Assumptions, assumedWhereSilent, type Pause, type Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { describe, expect, it } from 'vitest'
import { scriptOf } from '../src/assure/script.ts'
import { Simulation, tripFlags } from '../src/assure/simulation.ts'
import { steps } from '../src/assure/step-rows.ts'
import { pairedDays, simulatedDays } from '../src/frontier/index.ts'
import { assurePlan } from '../src/index.ts'
import { certain } from './certain-day.ts'
import { pauseFrom, planOf } from './planning.ts'

const minimalText = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
const minimal = pauseFrom(Buffer.from(minimalText))

function changed(from: string, to: string): Pause {
  if (!minimalText.includes(from)) throw new Error(`the example does not say ${from}`)
  return pauseFrom(Buffer.from(minimalText.replace(from, to)))
}

/** Days simulated one after another. */
function days(pause: Pause, assumptions: Assumptions, count: number, ordered = assumptions) {
  const plan = planOf(pause, 60)
  const script = scriptOf(pause, travelTimesOf(pause), plan, assumptions, ordered)
  const simulation = new Simulation(script)
  const run = (replication: number, hasHalts = true) =>
    simulation.run({ seed: 3, purpose: 'fresh', block: 1, replication }, { hasHalts })
  return { plan, script, simulation, run, count }
}

describe('a simulated day', () => {
  it('is the same for the same seed, and another for another', () => {
    const plan = planOf(minimal, 60)
    const assured = (seed: number) => assurePlan(minimal, travelTimesOf(minimal), plan, { seed, replications: 200 })
    expect(assured(5)).toEqual(assured(5))
    expect(assured(5)?.assurance.people_out).not.toEqual(assured(6)?.assurance.people_out)
  })

  it('never begins a slot, a boarding or a trip before the plan has it, but to turn back', () => {
    const { script, simulation, run } = days(minimal, assumedWhereSilent, 0)
    for (let day = 0; day < 300; day++) {
      run(day)
      for (let step = 0; step < script.steps.count; step++) {
        const kind = script.steps.kind[step]
        const began = simulation.began[step] ?? Number.NaN
        if (kind === steps.gate || kind === steps.exit || Number.isNaN(began)) continue
        const { notBefore, by } = script.steps
        expect(began).toBeGreaterThanOrEqual(Math.min(notBefore[step] ?? 0, by[step] ?? 0))
      }
    }
  })

  it('counts whoever drives among those inside at the close, also where nobody else is aboard', () => {
    const slow: Assumptions = { ...assumedWhereSilent, city: 1, leg: 0.8, boarding: 1 }
    const { run } = days(minimal, slow, 0, assumedWhereSilent)
    let late = 0
    for (let day = 0; day < 400; day++) {
      const { vehiclesLate, personsLate } = run(day)
      late += vehiclesLate
      expect(personsLate).toBeGreaterThanOrEqual(vehiclesLate)
    }
    expect(late).toBeGreaterThan(0)
  })

  it('decides nothing on fewer than 3,000 of them, though all are clear', () => {
    const long = changed('close: 2016-11-04T12:00', 'close: 2016-11-04T20:00')
    const asked: Pause = { ...long, terms: { ...long.terms, clear: { ...long.terms.clear, probability: 0.5 } } }
    const met = (replications: number) =>
      assurePlan(asked, travelTimesOf(asked), planOf(asked, 5), { seed: 1, replications })?.assurance.with_halts
        .is_probability_met
    expect([met(2999), met(3000)]).toEqual([false, true])
  })

  it('nobody enters after “enter by”, and nobody is at a stop after “leave the stop by” but to turn round', () => {
    const slow: Assumptions = { ...assumedWhereSilent, city: 1, leg: 0.8, boarding: 1 }
    const { script, simulation, run } = days(minimal, slow, 0, assumedWhereSilent)
    let turnedBack = 0
    let leftEarly = 0
    for (let day = 0; day < 400; day++) {
      run(day)
      for (const flag of simulation.trips) {
        if ((flag & tripFlags.notEntered) !== 0) turnedBack++
        if ((flag & tripFlags.partLoaded) !== 0) leftEarly++
      }
      for (let step = 0; step < script.steps.count; step++) {
        const { kind, sign, by, isInside } = script.steps
        const began = simulation.began[step] ?? Number.NaN
        const ended = simulation.ended[step] ?? Number.NaN
        if (Number.isNaN(began)) continue
        if (kind[step] === steps.enter && sign[step] === -1) expect(began).toBeLessThanOrEqual(by[step] ?? 0)
        if (kind[step] === steps.handle && isInside[step] === 1)
          expect(ended).toBeLessThanOrEqual(Math.max(began, by[step] ?? 0))
      }
    }
    // Else this would have shown nothing.
    expect(turnedBack).toBeGreaterThan(20)
    expect(leftEarly).toBeGreaterThan(20)
  })

  it('gates serve as many at once as they have lanes, in the order of arrival', () => {
    const { script, simulation, run } = days(minimal, assumedWhereSilent, 0)
    for (let day = 0; day < 100; day++) {
      run(day, false)
      const services: [number, number][] = []
      for (let step = 0; step < script.steps.count; step++)
        if (script.steps.kind[step] === steps.gate && !Number.isNaN(simulation.began[step]))
          services.push([simulation.began[step] ?? 0, simulation.ended[step] ?? 0])
      services.sort(([a], [b]) => a - b)
      services.forEach(([began], index) => {
        // One lane: each begins after the one before has ended.
        expect(began).toBeGreaterThanOrEqual((services[index - 1]?.[1] ?? began) - 1e-6)
      })
    }
  })

  it('no more pass in a bin than it holds, late as they may be: who finds no room waits for it', () => {
    const narrow = changed('capacity: { vehicles: 4, per: 15 min', 'capacity: { vehicles: 1, per: 15 min')
    const slow: Assumptions = { ...assumedWhereSilent, city: 0.6, leg: 0.6 }
    const { script, simulation, run } = days(narrow, slow, 0, certain)
    const open = script.windows[0]?.open ?? 0
    let late = 0
    for (let day = 0; day < 400; day++) {
      run(day)
      const passed = new Map<string, number>()
      for (let step = 0; step < script.steps.count; step++) {
        const began = simulation.began[step] ?? Number.NaN
        if (script.steps.kind[step] !== steps.enter || Number.isNaN(began) || began > open + 86_400) continue
        const bin = Math.floor((began - open) / 900)
        if (bin > Math.floor(((script.steps.notBefore[step] ?? 0) - open) / 900)) late++
        const cell = `${script.steps.sign[step]} ${bin}`
        passed.set(cell, (passed.get(cell) ?? 0) + 1)
      }
      expect(Math.max(0, ...passed.values())).toBeLessThanOrEqual(1)
    }
    // Else nobody ever had to look for room.
    expect(late).toBeGreaterThan(100)
  })

  it('more people come than a vehicle takes, or fewer: it never carries more than it has places for', () => {
    const many = changed('count: { low: 80, best: 100, high: 140,', 'count: { low: 10, best: 100, high: 400,')
    const { run, plan } = days(many, certain, 0)
    const out: number[] = []
    for (let day = 0; day < 400; day++) out.push(run(day).peopleOut)
    // 48, 48 and 4 of 50 seats each, and 4 patients: at most 154.
    expect(Math.max(...out)).toBeGreaterThan(plan.served.people)
    expect(Math.max(...out)).toBeLessThanOrEqual(154)
    expect(Math.min(...out)).toBeLessThan(30)
  })

  it('of those who were to board, the share that is assumed does not', () => {
    const { run, plan } = days(
      changed('low: 80, best: 100, high: 140', 'best: 100'),
      { ...certain, refusedBoarding: 0.2 },
      0,
    )
    let out = 0
    for (let day = 0; day < 2000; day++) out += run(day).peopleOut
    expect(out / 2000 / plan.served.people).toBeCloseTo(0.8, 1)
  })

  it('a halt of everything makes all wait that is under way, and leaves the others as they were', () => {
    const halting: Assumptions = { ...certain, halts: { perHour: 0.1, meanSeconds: 3600 } }
    const { run } = days(minimal, halting, 0)
    let halted = 0
    for (let day = 0; day < 200; day++) {
      const without = { ...run(day, false) }
      const withHalts = { ...run(day, true) }
      expect(withHalts.hasHalt).toBe(without.hasHalt)
      if (without.hasHalt) halted++
      else expect(withHalts).toEqual(without)
    }
    expect(halted).toBeGreaterThan(50)
    expect(halted).toBeLessThan(190)
  })

  it('breakdowns and closures each make somebody late who else never is', () => {
    const lateOn = (assumptions: Assumptions) => {
      // Orders that know nothing of it: the turn-back times leave no time for it.
      const { run } = days(changed('buffer: 30 min', 'buffer: 0 min'), assumptions, 0, certain)
      let last = 0
      for (let day = 0; day < 300; day++) last = Math.max(last, run(day).lastExit)
      return last
    }
    const undisturbed = lateOn(certain)
    expect(lateOn({ ...certain, breakdowns: { perHour: 2, meanSeconds: 1800 } })).toBeGreaterThan(undisturbed)
    expect(lateOn({ ...certain, closures: { perHour: 1, meanSeconds: 1800 } })).toBeGreaterThan(undisturbed)
  })

  it('a lost corridor: who is inside stays inside, and nobody else goes in', () => {
    const { simulation } = days(minimal, certain, 0)
    let late = 0
    for (let replication = 0; replication < 200; replication++) {
      const result = simulation.run(
        { seed: 3, purpose: 'stress', block: 1, replication },
        { hasHalts: false, lostCorridor: 0 },
      )
      late += result.vehiclesLate
      expect(result.isClear).toBe(result.vehiclesLate === 0)
      for (const flag of simulation.trips)
        expect((flag & tripFlags.notEntered) === 0 || flag === tripFlags.notEntered).toBe(true)
    }
    expect(late).toBeGreaterThan(50)
  })

  it('a refuge shelters who cannot be out in time, up to its places, and they are not clear', () => {
    const place = '- { id: shelter, kind: pick_up, at: [37.15, 36.205], inside: true }\n'
    const withPlace = minimalText
      .replace('  - { id: bakery,    kind: drop', `  ${place}  - { id: bakery,    kind: drop`)
      .replace(
        '  - { between: [inner, bakery]',
        '  - { between: [inner, shelter], time: 3 min }\n  - { between: [inner, bakery]',
      )
      .replace(
        'rules:\n',
        'rules:\n  refuges: [ { at: shelter, capacity: 60, until: 2016-11-04T18:00, guaranteed_by: north } ]\n',
      )
    const pause = pauseFrom(Buffer.from(withPlace))
    const closing: Assumptions = { ...certain, closures: { perHour: 1.5, meanSeconds: 5400 } }
    const found = assuredDays(pause, closing)
    expect(found.sheltered).toBeGreaterThan(0)
    expect(found.mostSheltered).toBeLessThanOrEqual(60)
    expect(found.clearThoughSheltered).toBe(0)
    // Without it the same people are inside at the close.
    const bare = assuredDays(minimal, closing)
    expect(bare.sheltered).toBe(0)
    expect(bare.late).toBeGreaterThan(found.late)
  })
})

function assuredDays(pause: Pause, assumptions: Assumptions) {
  const { run } = days(pause, assumptions, 0, certain)
  const found = { sheltered: 0, mostSheltered: 0, clearThoughSheltered: 0, late: 0 }
  for (let day = 0; day < 400; day++) {
    const { personsSheltered, isClear, vehiclesLate } = run(day)
    if (personsSheltered > 0) {
      found.sheltered++
      if (isClear) found.clearThoughSheltered++
    }
    found.mostSheltered = Math.max(found.mostSheltered, personsSheltered)
    found.late += vehiclesLate
  }
  return found
}

describe('two plans on the same days', () => {
  const times = travelTimesOf(minimal)
  const whole = planOf(minimal, 60)
  const request = { seed: 2, replications: 400, isStopped: () => false }
  const daysOf = (pause: Pause, plan: Plan) => {
    const found = simulatedDays(pause, travelTimesOf(pause), plan, request)
    if (found === undefined) throw new Error('nobody stopped it')
    return found
  }

  it('a plan and itself differ on no day', () => {
    const days = daysOf(minimal, whole)
    expect(pairedDays(days, days)).toEqual({ only_changed: 0, only_as_it_is: 0, chance: 1 })
  })

  it('without the trip that is inside longest it is clear more often; the order of the two does not matter', () => {
    // Everything is halted often, and for long: whoever is inside then may stay there.
    const halting = changed('per_hour: 0.01, mean: 3 h', 'per_hour: 0.3, mean: 4 h')
    const long = planOf(halting, 60)
    const short = { ...long, trips: long.trips.filter(({ id }) => !id.startsWith('truck')) }
    expect(short.trips.length).toBeLessThan(long.trips.length)
    const [one, other] = [daysOf(halting, long), daysOf(halting, short)]
    const found = pairedDays(one, other)
    expect(found.only_changed).toBeGreaterThan(found.only_as_it_is)
    expect(found.chance).toBeLessThan(0.05)
    expect(pairedDays(other, one)).toEqual({
      only_changed: found.only_as_it_is,
      only_as_it_is: found.only_changed,
      chance: found.chance,
    })
  })

  it('stopped, says nothing', () => {
    expect(simulatedDays(minimal, times, whole, { ...request, isStopped: () => true })).toBeUndefined()
  })
})

describe('turn-back times', () => {
  it('are in order, leave the planned way possible where nothing is left to chance, and come earlier the less sure the day', () => {
    const plan = planOf(minimal, 60)
    const times = (assumptions: Assumptions) =>
      scriptOf(minimal, travelTimesOf(minimal), plan, assumptions).trips.map(({ enter, leaveStop, joinExit }) => [
        enter,
        leaveStop,
        joinExit,
      ])
    const ids = scriptOf(minimal, travelTimesOf(minimal), plan).trips.map(({ id }) => id)
    const sure = times(certain)
    const unsure = times(assumedWhereSilent)
    sure.forEach((own, trip) => {
      const legs = plan.trips.find(({ id }) => id === ids[trip])?.legs ?? []
      const entry = legs.find(({ kind }) => kind === 'corridor_in')?.from ?? Number.NaN
      const exit = legs.find(({ kind }) => kind === 'corridor_out')?.from ?? Number.NaN
      expect(own[0]).toBeGreaterThanOrEqual(entry)
      expect(own[2]).toBeGreaterThanOrEqual(exit)
      expect(own).toEqual([...own].sort((a, b) => a - b))
      own.forEach((at, which) => {
        expect(unsure[trip]?.[which]).toBeLessThan(at)
      })
    })
  })

  it('hold what they promise: of those who join the exit at its last moment, so many are out in time', () => {
    // One drive of 6 min with one service of 3 min, by hand: lognormal spreads alone.
    const only: Assumptions = { ...certain, city: 0.2, corridorHour: 0.2, leg: 0.3, turnBack: 0.95 }
    const { script, simulation, run } = days(minimal, only, 0)
    const enter = script.steps.kind.findIndex(
      (kind, step) =>
        kind === steps.enter &&
        script.steps.sign[step] === 1 &&
        script.trips[script.steps.trip[step] ?? 0]?.id === 'bus-001-t1',
    )
    const exit = script.steps.kind.findIndex((kind, step) => step > enter && kind === steps.exit)
    const promised = (script.windows[0]?.clearBy ?? 0) - (script.steps.by[enter] ?? 0)
    let within = 0
    let reached = 0
    for (let day = 0; day < 4000; day++) {
      run(day)
      const took = (simulation.began[exit] ?? Number.NaN) - (simulation.began[enter] ?? Number.NaN)
      if (Number.isNaN(took)) continue
      reached++
      if (took <= promised) within++
    }
    expect(reached).toBeGreaterThan(3000)
    expect(within / reached).toBeGreaterThan(0.93)
    expect(within / reached).toBeLessThan(0.985)
  })
})
