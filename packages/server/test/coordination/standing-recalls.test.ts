import { describe, expect, it } from 'vitest'
import { saidOfPlan } from '../../src/coordination/day/figures.ts'
import { standingRecall, standingRecalls } from '../../src/coordination/day/standing-recalls.ts'
import type { JsonObject } from '../../src/coordination/event.ts'
import { approveAll, type Day, pauseFile, ready, somebody, tellAll, underWay, verifyAll } from './day.ts'

describe('a recall stands', () => {
  // What was said of one vehicle before the pause was stopped has a reason of its own: that it goes on does not end it.
  it('for the vehicle that it names though the pause is stopped and resumed; what came with the stop does not', () => {
    const day = underWay()
    const reasons = () => ['bus-001', 'bus-002'].map((vehicle) => standingRecall(day.state, vehicle, day.now)?.reason)
    day.at('08:10')
    day.do('recall', { vehicles: ['bus-001'], reason: 'a shell' })
    day.do('suspend', { reason: 'shooting near the gate' })
    day.do('recall', { vehicles: ['bus-002'], reason: 'said while it stood' })
    day.do('recall', { reason: 'all' })
    expect(reasons()).toEqual(['all', 'all'])
    day.at('08:20')
    day.do('resume')
    expect(reasons()).toEqual(['a shell', undefined])
    // Nor does what was lifted stand again once the pause is stopped anew.
    day.at('08:30')
    day.do('suspend', { reason: 'shooting again' })
    expect(reasons()).toEqual(['a shell', undefined])
    day.do('resume')
    expect(reasons()).toEqual(['a shell', undefined])
    day.do('recall', { vehicles: ['bus-002'], reason: 'another' })
    expect(reasons()).toEqual(['a shell', 'another'])
  })

  it('beside others of the same vehicle: each for its own reason, until that one is over', () => {
    const day = underWay()
    const reasons = () => standingRecalls(day.state, 'bus-001', day.now).map(({ reason }) => reason)
    day.at('08:10')
    day.do('recall', { vehicles: ['bus-001'], reason: 'a shell' })
    day.do('suspend', { reason: 'shooting near the gate' })
    day.do('recall', { reason: 'all' })
    expect(reasons()).toEqual(['a shell', 'all'])
    day.at('08:20')
    day.do('resume')
    expect(reasons()).toEqual(['a shell'])
    day.do('recall', { vehicles: ['bus-001'], reason: 'the road is mined' })
    expect(reasons()).toEqual(['a shell', 'the road is mined'])
    // It is sent out anew, and called back for another reason: of what was before, nothing holds.
    day.at('08:25')
    expect(give(day, 'anew', ['bus-001'])).toBeUndefined()
    expect(reasons()).toEqual([])
    day.at('08:30')
    day.do('recall', { vehicles: ['bus-001'], reason: 'no driver' })
    expect(reasons()).toEqual(['no driver'])
  })

  it('no longer once the pause is resumed within the same second, and again if it is given after it in that second', () => {
    const day = underWay()
    const called = () => standingRecall(day.state, 'bus-001', day.now) !== undefined
    day.at('08:10')
    day.do('suspend', { reason: 'shooting near the gate' })
    day.do('recall', { vehicles: ['bus-001'], reason: 'a shell' })
    expect(called()).toBe(true)
    day.do('resume')
    expect(called()).toBe(false)
    day.do('recall', { vehicles: ['bus-001'], reason: 'another' })
    expect(called()).toBe(true)
  })

  const order = (id: string, vehicles: readonly string[]): JsonObject => ({
    id,
    notification: 1,
    movement: 'out',
    use: 'civilians',
    corridor: 'bridge',
    direction: 'both',
    from: '2016-11-04T10:00',
    until: '2016-11-04T11:00',
    vehicles: vehicles.map((vehicle) => ({ id: vehicle, kind: 'bus' })),
  })
  const give = (day: Day, id: string, vehicles: readonly string[]) => {
    day.do('override', { order: order(id, vehicles), reason: 'an exercise' })
    return day.ask('issue_order', order(id, vehicles))?.code
  }
  const called = (day: Day) =>
    ['bus-001', 'bus-002'].filter((vehicle) => standingRecall(day.state, vehicle, day.now) !== undefined)

  it('until the vehicle is given a new order, and no other’s; at the same second too, in the order in which it was said', () => {
    const day = underWay()
    day.at('08:10')
    expect(give(day, 'before', ['bus-001', 'bus-002'])).toBeUndefined()
    day.do('recall', { reason: 'a shell' })
    expect(called(day)).toEqual(['bus-001', 'bus-002'])
    // What it was ordered before was called back with it, and is not given again.
    expect(give(day, 'before', ['bus-001', 'bus-002'])).toBe('order_recalled')
    expect(give(day, 'after', ['bus-001'])).toBeUndefined()
    expect(called(day)).toEqual(['bus-002'])
    day.do('recall', { vehicles: ['bus-001'], reason: 'another' })
    expect(called(day)).toEqual(['bus-001', 'bus-002'])
  })

  it('for who is inside, and whose phone may not have heard of it, until the new order begins soon', () => {
    const day = underWay()
    day.at('08:02')
    day.do('report', { what: 'departed', vehicle: 'bus-001', place: 'depot' })
    day.at('08:10')
    day.do('recall', { reason: 'a shell' })
    // From 10:00 on.
    expect(give(day, 'later', ['bus-001', 'bus-002'])).toBeUndefined()
    expect(called(day)).toEqual(['bus-001'])
    day.at('09:40')
    expect(called(day)).toEqual(['bus-001'])
    day.at('09:40:01')
    expect(called(day)).toEqual([])
    // Or they are out.
    day.at('09:45')
    day.do('recall', { reason: 'another' })
    expect(give(day, 'again', ['bus-001'])).toBeUndefined()
    day.do('report', { what: 'clear', vehicle: 'bus-001' })
    expect(called(day)).toEqual(['bus-002'])
  })

  it('while the pause is suspended or broken off, for no order is given then, by nobody', () => {
    for (const stop of ['suspend', 'abort'] as const) {
      const day = underWay()
      day.at('08:10')
      expect(give(day, 'before', ['bus-001'])).toBeUndefined()
      day.do('recall', { vehicles: ['bus-001'], reason: 'a shell' })
      day.do(stop, { reason: 'shooting near the gate' })
      expect(give(day, 'after', ['bus-001'])).toBe('pause_not_running')
      expect(day.ask('issue_order', order('after', ['bus-001']), somebody('dispatcher'))?.code).toBe(
        'pause_not_running',
      )
      expect(called(day)).toContain('bus-001')
    }
  })

  it('after an abort until approvals are given anew, and then for nobody, whom no order sends yet', () => {
    const day = ready(pauseFile(), { lead_time_s: 0 })
    day.at('08:00')
    verifyAll(day)
    day.do('begin')
    day.at('08:10')
    expect(give(day, 'before', ['bus-001'])).toBeUndefined()
    day.do('abort', { reason: 'shooting near the gate' })
    expect(called(day)).toEqual(['bus-001', 'bus-002'])
    day.at('08:20')
    expect(day.ask('resume')?.code).toBe('approvals_missing')
    expect(called(day)).toEqual(['bus-001', 'bus-002'])
    approveAll(day)
    tellAll(day)
    day.do('decide_go')
    verifyAll(day)
    day.do('resume')
    expect(called(day)).toEqual([])
    expect(day.state.notices.orders.every(({ recalledAt }) => recalledAt !== undefined)).toBe(true)
    expect(give(day, 'after', ['bus-001'])).toBeUndefined()
  })

  it('and the desk to which it was to come is shown so, and never where it is sent instead', () => {
    const day = underWay()
    const nurse = somebody('desk')
    const trip = [
      't1',
      'bus-001',
      null,
      day.now,
      day.now + 4200,
      'bridge',
      'bridge',
      day.now + 3600,
      'depot',
      'reception',
    ]
    const stops = [
      ['load', 'school', day.now + 1200, day.now + 2700, { families: 40 }, 0],
      ['unload', 'reception', day.now + 3900, day.now + 4200, { families: 40 }, 0],
    ]
    for (const said of saidOfPlan('0'.repeat(64), [[...trip, stops, null]])) day.enter(said)
    day.do('grant_role', { person: nurse.token, roles: ['desk'] })
    day.do('set_duty', { who: nurse.token, places: ['reception'] })
    const arrivals = () => day.view('day', nurse)?.arrivals
    const tell = (local: string, input: JsonObject) => {
      day.at(local)
      day.do('report', { vehicle: 'bus-001', ...input })
    }
    const people = [{ low: 40, best: 40, high: 40 }]
    tell('08:05', { what: 'departed', place: 'depot' })
    expect(arrivals()).toMatchObject([{ state: 'under_way', recalled: false }])
    day.do('recall', { vehicles: ['bus-001'], reason: 'shelling reported', to: 'bakery' })
    expect(arrivals()).toMatchObject([{ state: 'under_way', recalled: true }])
    expect(JSON.stringify(day.view('day', nurse))).not.toMatch(/bakery|shelling/)
    tell('08:20', { what: 'people_boarded', place: 'school', people })
    tell('08:30', { what: 'departed', place: 'school' })
    tell('08:50', { what: 'came', place: 'reception' })
    // What has come, has.
    expect(arrivals()).toMatchObject([{ state: 'uncounted', recalled: false }])
  })
})
