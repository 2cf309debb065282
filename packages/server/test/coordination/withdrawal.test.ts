import { describe, expect, it } from 'vitest'
import { corridorConditions, corridorState } from '../../src/coordination/withdrawal/index.ts'
import { at, coordinator, Day, monitor, pauseFile, ready, somebody, underWay, verifyAll } from './day.ts'

const north = somebody('liaison', 'north')
const south = somebody('liaison', 'south')
const troops = { corridor: 'bridge', kind: 'troops' }
const until = '2016-11-04T12:00'

function drafted(file = pauseFile(), draft = {}): Day {
  const day = new Day('2016-11-04T07:00')
  day.do('draft_terms', { pause_file: file, ...draft })
  return day
}

function announced(file = pauseFile(), draft = {}): Day {
  const day = drafted(file, draft)
  day.do('announce_terms', { version: 1, by: ['south'], text: 'x' })
  return day
}

const stateOf = (day: Day, kind = 'troops') =>
  corridorConditions(day.state, day.now).find((each) => each.kind === kind)?.state

const open = (day: Day, use = 'civilians') => day.ask('open_corridor', { corridor: 'bridge', use })
const obstacles = (day: Day, use = 'civilians') =>
  (open(day, use)?.particulars.obstacles as { what: string }[] | undefined)?.map(({ what }) => what)
const bridge = (day: Day) => corridorState(day.state, 'bridge', 'civilians', day.now)

describe('a word on a segment is refused', () => {
  const report = { ...troops, party: 'north', state: 'met', until }

  it('to a liaison while nothing is announced: nothing of a draft is told, whatever it names', () => {
    const day = drafted()
    for (const corridor of ['bridge', 'ford'])
      for (const kind of ['report_withdrawal', 'lapse_withdrawal'] as const)
        expect(day.ask(kind, { corridor, kind: 'weather', party: 'north', state: 'unknown' }, north)).toEqual({
          code: 'no_terms_in_force',
          particulars: {},
        })
    expect(day.view('withdrawal', north)).toMatchObject({ corridors: [] })
    expect(day.view('withdrawal')).toMatchObject({ corridors: [{ corridor: 'bridge' }] })
    day.do('announce_terms', { version: 1, by: ['south'], text: 'x' })
    expect(day.view('withdrawal', north)).toMatchObject({ corridors: [{ corridor: 'bridge' }] })
    expect(day.ask('report_withdrawal', { ...report, corridor: 'ford' }, north)?.code).toBe('unknown_corridor')
  })
  it.each([
    ['of a corridor that is not there', { corridor: 'ford' }, 'unknown_corridor'],
    ['of a segment that is not there', { segment: 'east' }, 'unknown_segment'],
    ['of what the corridor does not need', { kind: 'weather' }, 'unknown_kind'],
    ['as met, for ever', { until: undefined }, 'until_missing'],
    ['as met, until a time that is over', { until: '2016-11-04T06:00' }, 'already_over'],
    ['for another party', { party: 'south' }, 'other_party'],
    ['for a party that is not there', { party: 'east' }, 'unknown_party'],
  ])('%s', (_why, change, code) => {
    const day = announced()
    const events = day.events.length
    expect(day.ask('report_withdrawal', JSON.parse(JSON.stringify({ ...report, ...change })), north)?.code).toBe(code)
    expect(day.events).toHaveLength(events)
  })

  it('as verified, by a party to the conflict or by whoever reported it', () => {
    const day = announced()
    day.do('report_withdrawal', { ...troops, party: 'council', state: 'met', until })
    for (const by of ['north', 'south', 'council'])
      expect(day.ask('verify_withdrawal', { ...troops, by, state: 'met', until }, monitor)?.code).toBe(
        'verified_by_party',
      )
    const ofNorth = { ...monitor, party: 'north' }
    expect(day.ask('verify_withdrawal', { ...troops, state: 'met', until }, ofNorth)?.code).toBe('verified_by_party')
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until }, monitor)
  })
})

describe('a condition', () => {
  it('is unknown until it is verified; a report alone is not enough', () => {
    const day = announced()
    expect(stateOf(day)).toBe('unknown')
    day.do('report_withdrawal', { ...troops, party: 'north', state: 'met', until }, north)
    expect(stateOf(day)).toBe('unknown')
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until }, monitor)
    expect(stateOf(day)).toBe('met')
    expect(stateOf(day, 'mines')).toBe('unknown')
  })

  it('that is enough if reported, needs each party to the conflict', () => {
    const day = announced(pauseFile({ needs: 'withdrawal_reported' }))
    day.do('report_withdrawal', { ...troops, party: 'north', state: 'met', until }, north)
    expect(stateOf(day)).toBe('unknown')
    day.do('report_withdrawal', { ...troops, party: 'south', state: 'met', until: '2016-11-04T10:00' }, south)
    expect(corridorConditions(day.state, day.now)).toEqual([
      expect.objectContaining({ need: 'withdrawal_reported', state: 'met', until: at('10:00') }),
    ])
  })

  it('is not met once anybody says so, until it is seen again', () => {
    const day = announced()
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until }, monitor)
    day.at('07:10')
    day.do('report_withdrawal', { ...troops, party: 'south', state: 'not_met' }, south)
    expect(stateOf(day)).toBe('not_met')
    day.at('07:20')
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until }, monitor)
    expect(stateOf(day)).toBe('met')
    day.at('07:30')
    day.do('lapse_withdrawal', { ...troops, state: 'not_met', reason: 'vehicles came back' }, north)
    expect(stateOf(day)).toBe('not_met')
  })

  it('seen to be met, is not met again as soon as a party says so again', () => {
    const day = announced()
    const isNot = { ...troops, party: 'south', state: 'not_met' }
    day.do('report_withdrawal', isNot, south)
    day.at('07:10')
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until }, monitor)
    day.at('07:20')
    day.do('report_withdrawal', isNot, south)
    expect(stateOf(day)).toBe('not_met')
  })

  it.each<[string, (day: Day) => void]>([
    [
      'the party says that it is met',
      (day) => day.do('report_withdrawal', { ...troops, party: 'north', state: 'met', until }, north),
    ],
    [
      'the party knows no more',
      (day) => day.do('report_withdrawal', { ...troops, party: 'north', state: 'unknown' }, north),
    ],
    ['the party takes its word back', (day) => day.do('lapse_withdrawal', { ...troops, state: 'unknown' }, north)],
  ])('said not to be met, is not met again by what was seen before, though %s', (_how, lift) => {
    const day = underWay()
    expect(open(day)).toBeUndefined()
    day.at('08:10')
    day.do('report_withdrawal', { ...troops, party: 'north', state: 'not_met' }, north)
    expect(stateOf(day)).toBe('not_met')
    day.at('08:20')
    lift(day)
    expect(stateOf(day)).toBe('unknown')
    expect(obstacles(day)).toEqual(['condition_unknown'])
    day.at('08:30')
    verifyAll(day)
    expect(open(day)).toBeUndefined()
    expect(bridge(day)).toBe('open')
  })

  it('that lapsed as not met, is not met again once that is no longer known', () => {
    const day = announced()
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until }, monitor)
    day.at('07:10')
    day.do('lapse_withdrawal', { ...troops, state: 'not_met' }, north)
    day.at('07:20')
    day.do('lapse_withdrawal', { ...troops, state: 'unknown' }, north)
    expect(stateOf(day)).toBe('unknown')
  })

  it('that is not met has no end, whatever an account says', () => {
    const day = announced()
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until }, monitor)
    day.at('07:10')
    const isNot = { ...troops, party: 'north', state: 'not_met', until: '2016-11-04T09:00' }
    expect(day.ask('report_withdrawal', isNot, north)?.code).toBe('until_only_if_met')
    expect(day.ask('verify_withdrawal', { ...troops, state: 'unknown', until }, monitor)?.code).toBe(
      'until_only_if_met',
    )
    day.enter({
      type: 'withdrawal_reported',
      place: { place: 'bridge' },
      notice: { state: 'not_met', until: '2016-11-04T09:00:00+02:00' },
      details: { corridor: 'bridge', segment: 'whole', kind: 'troops', by: 'north' },
    })
    day.at('09:00')
    expect(stateOf(day)).toBe('not_met')
    expect(day.due()).toEqual([])
  })

  it('that a party no longer knows of ends its own word, and not what others saw', () => {
    const day = announced()
    day.do('report_withdrawal', { ...troops, party: 'north', state: 'met', until }, north)
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until }, monitor)
    day.do('lapse_withdrawal', { ...troops, state: 'unknown' }, north)
    expect(stateOf(day)).toBe('met')
    expect(day.view('withdrawal', north)).toMatchObject({ words: [{ by: 'north', holds: false }] })
    day.do('lapse_withdrawal', { ...troops, state: 'unknown' }, { ...monitor, party: 'relief' })
    expect(stateOf(day)).toBe('unknown')
  })

  it('lapses by its time, which is said once', () => {
    const day = announced()
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until: '2016-11-04T09:00' }, monitor)
    day.now = at('08:59')
    expect(day.due()).toEqual([])
    day.now = at('09:00')
    expect(stateOf(day)).toBe('unknown')
    expect(day.due()).toEqual([expect.objectContaining({ type: 'withdrawal_lapsed', place: { place: 'bridge' } })])
    day.goTo(day.now)
    expect(day.due()).toEqual([])
    expect(day.events.at(-1)).toMatchObject({ opened: { notice: { state: 'unknown' } } })
  })

  it('is told by segment, where there are segments', () => {
    const day = announced(pauseFile(), { segments: [{ corridor: 'bridge', segments: ['west', 'east'] }] })
    expect(day.ask('verify_withdrawal', { ...troops, state: 'met', until }, monitor)?.code).toBe('unknown_segment')
    day.do('verify_withdrawal', { ...troops, segment: 'west', by: 'relief', state: 'met', until }, monitor)
    const found = corridorConditions(day.state, day.now).filter(({ kind }) => kind === 'troops')
    expect(found.map(({ segment, state }) => [segment, state])).toEqual([
      ['west', 'met'],
      ['east', 'unknown'],
    ])
  })

  it('may be whatever the terms name', () => {
    const day = announced(pauseFile({ needs: 'observers_in_place' }))
    expect(stateOf(day, 'observers_in_place')).toBe('unknown')
    day.do('verify_withdrawal', { corridor: 'bridge', kind: 'observers_in_place', by: 'relief', state: 'met', until })
    expect(stateOf(day, 'observers_in_place')).toBe('met')
  })
})

describe('a corridor', () => {
  it('opens only when all its conditions hold, for a use', () => {
    const day = ready()
    expect(obstacles(day)).toEqual(['not_under_way', 'outside_window', 'condition_unknown', 'condition_unknown'])
    day.at('2016-11-04T07:30')
    day.do('begin')
    expect(obstacles(day)).toEqual(['outside_window', 'condition_unknown', 'condition_unknown'])
    day.at('08:00')
    day.do('verify_withdrawal', { ...troops, by: 'relief', state: 'met', until }, monitor)
    expect(obstacles(day)).toEqual(['condition_unknown'])
    verifyAll(day)
    expect(obstacles(day, 'armed_groups')).toEqual(['not_a_use', 'approval'])
    expect(open(day)).toBeUndefined()
    expect(bridge(day)).toBe('open')
    expect(corridorState(day.state, 'bridge', 'aid', day.now)).toBe('not_opened')
    const events = day.events.length
    expect(open(day)).toBeUndefined()
    expect(day.events).toHaveLength(events)
  })

  it('waits for its own hour', () => {
    const file = pauseFile().replace('route_clear_of_mines] }', 'route_clear_of_mines], earliest: 2016-11-04T09:00 }')
    const day = underWay(file)
    expect(open(day)?.particulars.obstacles).toEqual([{ what: 'too_early', from: '2016-11-04T09:00:00+02:00' }])
    day.at('09:00')
    expect(open(day)).toBeUndefined()
  })

  it.each<[string, (day: Day) => void, string]>([
    ['a condition', (day) => day.do('lapse_withdrawal', { ...troops, state: 'unknown' }), 'condition_unknown'],
    [
      'an approval',
      (day) => day.do('withdraw_approval', { element: 'corridor.bridge.civilians', party: 'south' }),
      'approval',
    ],
    ['the window', (day) => (day.now = at('12:00')), 'outside_window'],
  ])('is not open once %s has lapsed, and is suspended when it falls due', (_what, change, why) => {
    const day = underWay()
    expect(open(day)).toBeUndefined()
    change(day)
    expect(bridge(day)).toBe('conditions_lapsed')
    day.goTo(day.now)
    expect(day.events.findLast(({ type }) => type === 'corridor_suspended')).toMatchObject({
      opened: { tokens: { corridor: 'bridge' } },
    })
    expect(day.view('withdrawal')).toMatchObject({ corridors: [{ uses: [{ state: 'suspended', why }, {}, {}] }] })
    expect(day.due()).toEqual([])
  })

  it('stays open to those on the way while the pause is suspended', () => {
    const day = underWay()
    expect(open(day)).toBeUndefined()
    day.do('suspend')
    expect(bridge(day)).toBe('open')
    expect(day.due()).toEqual([])
  })

  it('is suspended and closed by people, too', () => {
    const day = underWay()
    const input = { corridor: 'bridge', use: 'civilians', reason: 'a queue at the gate' }
    expect(day.ask('suspend_corridor', input)?.code).toBe('not_open')
    expect(open(day)).toBeUndefined()
    day.do('suspend_corridor', input)
    expect(bridge(day)).toBe('suspended')
    expect(open(day)).toBeUndefined()
    day.do('close_corridor', input)
    expect(bridge(day)).toBe('closed')
  })
})

describe('who sees it', () => {
  it('a liaison sees the common picture and its own reports, and no other’s', () => {
    const day = underWay()
    day.do('report_withdrawal', { ...troops, party: 'north', state: 'met', until }, north)
    day.do('report_withdrawal', { ...troops, party: 'south', state: 'not_met' }, south)
    const whole = day.view('withdrawal', coordinator) as { words: { by: string }[] }
    expect(whole.words.map(({ by }) => by).sort()).toEqual(['north', 'relief', 'relief', 'south'])
    const own = day.view('withdrawal', north) as { words: { by: string }[]; corridors: { conditions: unknown[] }[] }
    expect(own.words.map(({ by }) => by)).toEqual(['north'])
    expect(JSON.stringify(own)).not.toMatch(/south|relief|not_met/)
    expect(own.corridors[0]?.conditions).toEqual([
      expect.objectContaining({ kind: 'troops', state: 'unknown' }),
      expect.objectContaining({ kind: 'mines', state: 'met' }),
    ])
    expect(day.view('withdrawal', somebody('donor'))).toBeUndefined()
  })
})
