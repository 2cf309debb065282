// The examples on real places: read with the files beside them, planned, and held against checker and bound.

import { readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import { inWords, type Pause, readPause } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { planOf } from './planning.ts'

const examples = new URL('../../../examples/', import.meta.url)

function pauseAt(name: string): Pause {
  const file = new URL(`${name}.yaml`, examples)
  const read = readPause(readFileSync(file), (beside) => readFileSync(new URL(beside, file)))
  if (read.pause === undefined) throw new Error(JSON.stringify(inWords(read.errors, read.text, 'en')))
  return read.pause
}

const sums = (pause: Pause) => {
  const of = (matches: (group: Pause['people'][number]) => boolean) =>
    pause.people.filter(matches).reduce((sum, group) => sum + group.count.best, 0)
  const kind = (name: string) =>
    pause.fleet.filter((fleet) => fleet.kind === name).reduce((sum, fleet) => sum + fleet.count, 0)
  return { of, kind }
}

describe('Aleppo, 4 November 2016', () => {
  it.each(['pause', 'pause-0900'])('%s has the figures as stated', (name) => {
    const { of, kind } = sums(pauseAt(`aleppo-2016-11-04/${name}`))
    const isCivilian = ({ movement }: Pause['people'][number]) => movement === 'civilians'
    expect({
      seated: of((group) => isCivilian(group) && group.mobility === 'seated'),
      wheelchair: of((group) => group.mobility === 'wheelchair'),
      onFoot: of((group) => group.mobility === 'on_foot'),
      stretcher: of((group) => group.mobility === 'stretcher'),
      critical: of((group) => group.priority === 'life_critical'),
      armed: of((group) => group.movement === 'armed_groups'),
      buses: kind('bus'),
      ambulances: kind('ambulance'),
      trucks: kind('truck'),
    }).toEqual({
      seated: 26_400,
      wheelchair: 400,
      onFoot: 3000,
      stretcher: 200,
      critical: 60,
      armed: 1500,
      buses: 120,
      ambulances: 40,
      trucks: 18,
    })
  })

  it.each(['pause', 'pause-0900'])(
    '%s: a plan of few iterations already serves the most urgent, and passes the checker',
    (name) => {
      const pause = pauseAt(`aleppo-2016-11-04/${name}`)
      const plan = planOf(pause, 20)
      expect(checkPlan(pause, plan)).toEqual([])
      for (const level of ['2', '3', '4', '5a'])
        expect(plan.levels.find((each) => each.level === level)?.gap_percent).toBeLessThan(2)
      expect(plan.levels.find(({ level }) => level === '5b')?.gap_percent).toBeLessThan(15)
      // Who walks takes nobody's seat: nearly all who can do.
      expect(plan.walking.reduce((sum, walk) => sum + walk.people, 0)).toBeGreaterThan(2900)
    },
  )

  it.each(['pause', 'pause-0900'])(
    '%s: a plan of few iterations has the life-critical out within two hours',
    (name) => {
      const pause = pauseAt(`aleppo-2016-11-04/${name}`)
      const isCritical = (id: string) => pause.people.find((group) => group.id === id)?.priority === 'life_critical'
      const opens = pause.terms.windows[0]?.open ?? 0
      const exits = planOf(pause, 3).trips.flatMap(({ legs }) =>
        legs.some(({ kind, people }) => kind === 'load' && Object.keys(people).some(isCritical))
          ? legs.filter(({ kind }) => kind === 'corridor_out').map(({ until }) => until - opens)
          : [],
      )
      expect(exits.length).toBeGreaterThan(20)
      expect(Math.max(...exits)).toBeLessThan(2 * 3600)
    },
  )
})

describe('December 2016 and Eastern Ghouta', () => {
  it('December: patients first, nobody of the armed groups before the event they wait for, convoys with their escort', () => {
    const pause = pauseAt('aleppo-2016-12/pause')
    const plan = planOf(pause, 0)
    expect(checkPlan(pause, plan)).toEqual([])
    expect(sums(pause).of(({ movement }) => movement === 'medical')).toBe(734)
    for (const { gap_percent } of plan.levels.slice(0, 2)) expect(gap_percent).toBeLessThan(2)
    expect(plan.trips.some(({ escort_of }) => escort_of !== null)).toBe(true)
  })

  it('Ghouta: what cannot be unloaded in time on the first day goes in on the second', () => {
    const pause = pauseAt('ghouta-2018-03/pause')
    const plan = planOf(pause, 10)
    expect(checkPlan(pause, plan)).toEqual([])
    expect(plan.levels.find(({ level }) => level === '5a')?.gap_percent).toBeLessThan(2)
    // On both days.
    for (const { last_exit } of plan.windows) expect(last_exit).not.toBeNull()
  })
})

describe('pauses that cannot work', () => {
  const changed = (change: (pause: Pause) => Pause) => {
    const pause = change(pauseAt('aleppo-2016-11-04/pause'))
    const plan = planOf(pause, 0)
    expect(checkPlan(pause, plan)).toEqual([])
    return plan
  }

  it('all vehicles after the window: nobody, because of vehicles', () => {
    const plan = changed((pause) => ({
      ...pause,
      fleet: pause.fleet.map((fleet) => {
        const late = pause.terms.windows[0]?.close
        return late === undefined ? fleet : { ...fleet, available: [late, late] as const }
      }),
    }))
    expect(plan.trips).toEqual([])
    // Who can walk still does.
    expect(plan.served.people).toBe(3000)
  })

  it('beds 0: no patient, each with the bed as the reason', () => {
    const plan = changed((pause) => ({
      ...pause,
      places: pause.places.map((place) =>
        place.beds === undefined ? place : { ...place, beds: { stretcher: 0, wheelchair: 0, seated: 0 } },
      ),
    }))
    expect(plan.served.by_movement.medical).toBe(0)
    const patients = plan.unserved.filter(({ group }) => group?.endsWith('-critical') === true)
    expect(patients.length).toBeGreaterThan(0)
    expect(new Set(patients.map(({ reason }) => reason))).toEqual(new Set(['bed']))
  })

  it('a corridor that never opens: nobody passes it', () => {
    const plan = changed((pause) => ({
      ...pause,
      corridors: pause.corridors.map((corridor) => {
        const close = pause.terms.windows[0]?.close
        return corridor.id === 'east' && close !== undefined
          ? { ...corridor, opens: { needs: [], earliest: close } }
          : corridor
      }),
    }))
    expect(plan.trips.some(({ legs }) => legs.some(({ corridor }) => corridor === 'east'))).toBe(false)
    expect(plan.served.people).toBeGreaterThan(20_000)
  })
})
