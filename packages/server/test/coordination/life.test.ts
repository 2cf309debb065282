import { describe, expect, it } from 'vitest'
import { parts } from '../../src/coordination/index.ts'
import { approveAll, Day, pauseFile, ready, somebody, tellAll, underWay, verifyAll } from './day.ts'

const cancelled = (id: string | undefined) =>
  ({
    type: 'notification_cancelled',
    party: 'council',
    notice: {},
    details: {},
    references: { about: [id ?? ''] },
  }) as const

const phase = (day: Day) => day.state.life.phase

describe('the life of a pause', () => {
  it('goes from draft to accounted', () => {
    const day = new Day('2016-11-01T07:00')
    const seen = [phase(day)]
    const note = () => seen.push(phase(day))
    day.do('draft_terms', { pause_file: pauseFile() })
    day.do('announce_terms', { version: 1, by: ['south'], text: 'x' })
    note()
    day.do('agree_terms', { version: 1, by: ['north', 'south'], text: 'x' })
    note()
    approveAll(day)
    tellAll(day)
    note()
    day.do('name_owner', { function: 'head_of_operations' })
    day.do('decide_go')
    day.at('08:00')
    verifyAll(day)
    day.do('begin')
    note()
    day.do('suspend', { reason: 'shooting near the gate' })
    note()
    day.do('resume')
    note()
    day.at('12:00')
    day.do('close', { not_clear: ['bus-001'] })
    note()
    day.do('account_for')
    note()
    expect(seen).toEqual([
      'draft',
      'announced',
      'agreed',
      'notified',
      'under_way',
      'suspended',
      'under_way',
      'closed',
      'accounted',
    ])
    expect(day.state.life.notClear).toEqual(['bus-001'])
  })

  it('is notified once each party that must approve was told, and no longer if one notification is taken back', () => {
    const day = ready()
    expect(phase(day)).toBe('notified')
    day.enter(cancelled(day.state.life.told.get('council')?.id))
    expect(phase(day)).toBe('agreed')
  })

  it('is notified by any one that stands, whichever of many were taken back', () => {
    const day = ready()
    const count = 50_000
    const ids = Array.from({ length: count }, (_, at) => `n${String(at).padStart(20, '0')}A`)
    let { life } = day.state
    for (const id of ids)
      life = parts.life.after(life, { id, type: 'notified', at: day.now, clear: {}, opened: { party: 'council' } })
    day.state = { ...day.state, life }
    const first = day.events.find(({ type, opened }) => type === 'notified' && opened.party === 'council')
    for (const id of [ids.at(-1), ids.at(-3), ids[7], first?.id]) day.enter(cancelled(id))
    expect(phase(day)).toBe('notified')
    const left: string[] = []
    for (let at = day.state.life.told.get('council'); at !== undefined; at = at.before) left.unshift(at.id)
    expect(left).toEqual(ids.filter((_, at) => ![count - 1, count - 3, 7].includes(at)))
  })

  it('other terms are to be notified anew', () => {
    const day = ready()
    day.do('draft_terms', { pause_file: pauseFile({ close: '2016-11-04T13:00' }) })
    expect(phase(day)).toBe('notified')
    day.do('announce_terms', { version: 2, by: ['south'], text: 'x' })
    expect(phase(day)).toBe('announced')
  })

  it('carries whether it is an exercise', () => {
    expect(ready().view('life')).toMatchObject({ exercise: true })
    expect(ready(pauseFile().replace('exercise: true', 'exercise: false')).view('life')).toMatchObject({
      exercise: false,
    })
  })
})

describe('it does not begin', () => {
  it.each<[string, (day: Day) => void, string]>([
    [
      'while something is missing',
      (day) => day.do('withdraw_approval', { element: 'aid.flour', party: 'north' }),
      'something_missing',
    ],
    ['where no go was decided', (day) => day.do('decide_no_go', { reason: 'not yet' }), 'go_not_decided'],
    ['once it was broken off', (day) => day.do('abort'), 'wrong_phase'],
    ['while it is suspended', (day) => day.do('suspend'), 'wrong_phase'],
  ])('%s', (_when, change, code) => {
    const day = ready()
    change(day)
    day.at('2016-11-04T07:30')
    expect(day.ask('begin')?.code).toBe(code)
  })

  it('before the lead time has run', () => {
    const day = ready()
    day.at('2016-11-04T06:59')
    expect(day.ask('begin')).toEqual({ code: 'lead_time_runs', particulars: { from: '2016-11-04T07:00:00+02:00' } })
    day.at('2016-11-04T07:00')
    day.do('begin')
  })

  it('by a decision on other terms', () => {
    const day = ready()
    day.do('draft_terms', { pause_file: pauseFile({ people: '90' }) })
    day.do('agree_terms', { version: 2, by: ['north', 'south'], text: 'x' })
    approveAll(day)
    tellAll(day)
    day.at('2016-11-04T07:30')
    expect(day.ask('begin')?.code).toBe('go_not_decided')
  })
})

describe('broken off', () => {
  it('is recorded with what was given, and what was not', () => {
    const day = underWay()
    expect(day.ask('abort', { by_party: 'east' })?.code).toBe('unknown_party')
    day.do('abort', { channel: 'radio' }, somebody('dispatcher'))
    expect(day.view('life')).toMatchObject({
      phase: 'aborted',
      stopped: { kind: 'aborted', channel: 'radio', issuer: null, reason: null },
    })
    const events = day.events.length
    day.do('abort', { channel: 'radio' })
    expect(day.events).toHaveLength(events)
  })

  it('shuts what was open', () => {
    const day = underWay()
    day.do('open_corridor', { corridor: 'bridge', use: 'aid' })
    day.do('abort')
    expect(day.events.filter(({ type }) => type === 'corridor_suspended')).toHaveLength(1)
    expect(day.view('withdrawal')).toMatchObject({
      corridors: [
        {
          uses: [
            { use: 'civilians', state: 'not_opened' },
            { use: 'medical' },
            { use: 'aid', state: 'suspended', why: 'aborted' },
          ],
        },
      ],
    })
  })

  it('goes on only with approvals given anew, decided anew, and their lead time', () => {
    const day = ready(pauseFile(), { lead_time_s: 1800 })
    day.at('08:00')
    verifyAll(day)
    day.do('begin')
    day.do('abort')
    day.at('08:10')
    expect(day.ask('resume')?.code).toBe('approvals_missing')
    approveAll(day, { element: 'staff_safety', party: 'council' })
    expect(day.ask('resume')?.particulars.missing).toEqual([
      { element: 'staff_safety', party: 'council', grade: 'none', needed: 'written_unconditional' },
    ])
    approveAll(day)
    expect(day.ask('resume')?.code).toBe('go_not_decided')
    day.do('decide_go')
    expect(day.ask('resume')?.code).toBe('lead_time_runs')
    day.at('08:40')
    day.do('resume', { reason: 'guarantees of all sides renewed' })
    expect(phase(day)).toBe('under_way')
  })
})

describe('suspended', () => {
  it('nothing further opens, and it goes on only with approvals that stand', () => {
    const day = underWay()
    day.do('suspend')
    expect(day.ask('open_corridor', { corridor: 'bridge', use: 'aid' })?.code).toBe('conditions_not_met')
    day.do('withdraw_approval', { element: 'aid.flour', party: 'north' })
    expect(day.ask('resume')?.code).toBe('approvals_missing')
    expect(phase(day)).toBe('suspended')
  })

  it('it does not go on past a no-go', () => {
    const day = underWay()
    day.do('suspend')
    day.do('decide_no_go', { reason: 'shooting near the gate' })
    expect(day.ask('resume')?.code).toBe('go_not_decided')
    day.do('decide_go')
    day.do('resume')
    expect(phase(day)).toBe('under_way')
  })

  it('it does not go on by other terms until those who must be are told of these', () => {
    const day = ready(pauseFile(), { lead_time_s: 0 })
    day.at('08:00')
    verifyAll(day)
    day.do('begin')
    day.do('suspend')
    day.do('draft_terms', { pause_file: pauseFile({ close: '2016-11-04T13:00' }), lead_time_s: 0 })
    day.do('announce_terms', { version: 2, by: ['south'], text: 'x' })
    approveAll(day)
    expect(day.ask('resume')?.code).toBe('go_not_decided')
    day.do('decide_go')
    expect(day.ask('resume')?.code).toBe('not_notified')
    tellAll(day)
    day.do('resume')
    expect(phase(day)).toBe('under_way')
  })

  it('before anything moved, resuming moves nothing', () => {
    const day = new Day('2016-11-01T07:00')
    day.do('draft_terms', { pause_file: pauseFile() })
    day.do('suspend')
    day.do('resume')
    expect(phase(day)).toBe('draft')
  })
})

describe('closed', () => {
  it('not before the last window ends, unless it was broken off', () => {
    const day = underWay()
    day.at('11:59')
    expect(day.ask('close')).toEqual({ code: 'window_open', particulars: { until: '2016-11-04T12:00:00+02:00' } })
    day.do('abort')
    day.do('close')
    expect(phase(day)).toBe('closed')
  })

  it('also where nobody moved', () => {
    const day = new Day('2016-11-01T07:00')
    day.do('draft_terms', { pause_file: pauseFile() })
    expect(day.ask('close')?.code).toBe('nothing_to_close')
    day.do('announce_terms', { version: 1, by: ['south'], text: 'x' })
    day.at('12:00')
    day.do('close')
    expect(day.ask('begin')?.code).toBe('wrong_phase')
    expect(day.ask('abort')?.code).toBe('wrong_phase')
  })

  it('is accounted for afterwards alone', () => {
    const day = underWay()
    expect(day.ask('account_for')).toEqual({ code: 'wrong_phase', particulars: { phase: 'under_way' } })
  })
})

describe('who sees it', () => {
  it('that it is stopped is for all; by whom, why and which vehicles, for those who run it', () => {
    const day = underWay()
    day.do('abort', { issuer: 'duty officer', reason: 'none stated' })
    day.do('close', { not_clear: ['bus-001'] })
    const shown = JSON.stringify(day.view('life', somebody('liaison', 'north')))
    expect(JSON.parse(shown)).toMatchObject({ phase: 'closed', stopped: { kind: 'aborted' } })
    expect(shown).not.toMatch(/duty|none stated|bus-001|entry/)
    expect(JSON.stringify(day.view('life'))).toMatch(/duty officer.*bus-001/)
  })
})
