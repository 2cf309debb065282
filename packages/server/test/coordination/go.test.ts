import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { goNoGo, heldBack, isApproved } from '../../src/coordination/approvals/index.ts'
import {
  approve,
  approveAll,
  approving,
  at,
  coordinator,
  Day,
  elements,
  pauseFile,
  ready,
  somebody,
  tellAll,
  verifyAll,
} from './day.ts'

function agreed(draft = {}, file = pauseFile()): Day {
  const day = new Day('2016-11-01T07:00')
  day.do('draft_terms', { pause_file: file, ...draft })
  day.do('agree_terms', { version: 1, by: ['north', 'south'], text: 'x' })
  return day
}

const codes = (day: Day) => [...new Set(goNoGo(day.state, day.now).missing.map(({ what }) => what))]

describe('an approval is refused', () => {
  const day = agreed()
  const given = { element: 'aid.flour', party: 'north', grade: 'written_unconditional', evidence: 'letter' }
  it.each([
    ['of what the terms do not have', { element: 'aid.rice' }, 'unknown_element'],
    ['of a party that is not there', { party: 'east' }, 'unknown_party'],
    ['of a version that is not there', { version: 2 }, 'no_terms'],
    ['in writing, with nothing to show for it', { evidence: undefined }, 'evidence_missing'],
    ['as unconditional, with conditions', { conditions: 'after the swap' }, 'has_conditions'],
    ['if it has run out already', { until: '2016-11-01T06:00' }, 'already_over'],
    ['if it is yet to come', { given_at: '2016-11-02T06:00' }, 'given_in_future'],
    ['with a digest that is none', { evidence_sha256: 'abc' }, 'bad_digest'],
    ['with a conversation that is no entry', { conversation: 'yesterday' }, 'bad_reference'],
  ])('%s', (_why, change, code) => {
    const events = day.events.length
    expect(day.ask('record_approval', JSON.parse(JSON.stringify({ ...given, ...change })))?.code).toBe(code)
    expect(day.events).toHaveLength(events)
  })
})

describe('what is missing', () => {
  it('is everything, at first, and whatever is there is missing no longer', () => {
    const day = new Day('2016-11-01T07:00')
    expect(codes(day)).toEqual(['terms_in_force', 'nobody_to_approve', 'owner'])
    day.do('draft_terms', { pause_file: pauseFile() })
    expect(codes(day)).toEqual(['terms_in_force', 'approval', 'notification', 'owner'])
    day.do('announce_terms', { version: 1, by: ['south'], text: 'x' })
    approveAll(day)
    tellAll(day, false)
    expect(codes(day)).toEqual(['acknowledgement', 'owner'])
    tellAll(day)
    day.do('name_owner', { function: 'head_of_operations' })
    expect(goNoGo(day.state, day.now)).toMatchObject({ answer: 'go', called: 'announced', missing: [] })
  })

  it('names the element, the party, what there is and what there should be', () => {
    const day = agreed()
    approveAll(day, { element: 'aid.flour', party: 'south' })
    day.do('record_approval', { element: 'aid.flour', party: 'south', grade: 'verbal' })
    const found = goNoGo(day.state, day.now).missing.filter(({ what }) => what.startsWith('approval'))
    expect(found).toEqual([
      {
        what: 'approval_too_weak',
        element: 'aid.flour',
        party: 'south',
        grade: 'verbal',
        needed: 'written_unconditional',
      },
    ])
  })

  it('one by one: whichever approval is taken away, that one is missing', () => {
    for (const element of elements)
      for (const party of approving) {
        const day = ready()
        day.do('withdraw_approval', { element, party, reason: 'taken back' })
        expect(goNoGo(day.state, day.now).missing).toEqual([
          {
            what: 'approval_lapsed',
            element,
            party,
            grade: 'none',
            needed: 'written_unconditional',
            why: 'withdrawn',
            until: day.now,
          },
        ])
      }
  })

  it('grades and parties are as the draft asks', () => {
    const day = agreed({
      grade: 'verbal',
      approval_of: ['north', 'south'],
      elements: [{ element: 'staff_safety', parties: ['north'], grade: 'written_in_principle' }],
    })
    for (const element of elements)
      for (const party of ['north', 'south']) day.do('record_approval', { element, party, grade: 'verbal' })
    expect(goNoGo(day.state, day.now).missing.filter(({ what }) => what.startsWith('approval'))).toEqual([
      expect.objectContaining({ element: 'staff_safety', party: 'north', needed: 'written_in_principle' }),
    ])
  })

  it('is never asked of nobody, nor as no approval: silence is none', () => {
    const day = new Day('2016-11-01T07:00')
    const draft = (more: object) => () => day.ask('draft_terms', { pause_file: pauseFile(), ...more })
    expect(draft({ grade: 'none' })).toThrow(/bad input/)
    expect(draft({ elements: [{ element: 'staff_safety', grade: 'none' }] })).toThrow(/bad input/)
    expect(draft({ elements: [{ element: 'staff_safety', parties: [] }] })).toThrow(/bad input/)
  })

  it('is every approval of an account that asks for none, or asks nobody', () => {
    const unasked = (changed: (each: { id: string; parties: string[]; grade: string }) => object) => {
      const day = new Day('2016-11-01T07:00')
      day.do('draft_terms', { pause_file: pauseFile() })
      const [drafted] = day.events
      const { notice, ...opened } = structuredClone(drafted?.opened) as { notice: { details: unknown } }
      const details = notice.details as string | { requirements: { elements: never[] } }
      const read = typeof details === 'string' ? JSON.parse(details) : details
      read.requirements.elements = read.requirements.elements.map(changed)
      const other = new Day('2016-11-01T07:00')
      const forged = { ...notice, details: typeof details === 'string' ? JSON.stringify(read) : read }
      other.fold({ ...drafted, opened: { ...opened, notice: forged } } as never)
      other.do('announce_terms', { version: 1, by: ['south'], text: 'x' })
      tellAll(other)
      other.do('name_owner', { function: 'head_of_operations' })
      return other
    }
    const none = unasked((each) => ({ ...each, grade: 'none' }))
    expect(isApproved(none.state, 'staff_safety', none.now)).toBe(false)
    expect(goNoGo(none.state, none.now).missing).toHaveLength(elements.length * approving.length)
    const nobody = unasked((each) => (each.id === 'staff_safety' ? { ...each, parties: [] } : each))
    approveAll(nobody)
    expect(isApproved(nobody.state, 'staff_safety', nobody.now)).toBe(false)
    expect(goNoGo(nobody.state, nobody.now)).toMatchObject({
      missing: [{ what: 'nobody_to_approve', element: 'staff_safety' }],
    })
    const alone = unasked((each) => ({ ...each, parties: [] }))
    expect(goNoGo(alone.state, alone.now).missing.filter(({ what }) => what === 'nobody_to_approve')).toEqual(
      elements.map((element) => ({ what: 'nobody_to_approve', element })),
    )
    expect(goNoGo(nobody.state, nobody.now).earliestGo).toBeUndefined()
    expect(nobody.ask('decide_go')?.code).toBe('something_missing')
  })

  it('is a corridor condition once it could be open, or once it is known not to be met', () => {
    const day = ready()
    expect(goNoGo(day.state, day.now)).toMatchObject({
      missing: [],
      awaited: [
        { what: 'corridor_condition', corridor: 'bridge', segment: 'whole', kind: 'troops', state: 'unknown' },
        { what: 'corridor_condition', corridor: 'bridge', segment: 'whole', kind: 'mines', state: 'unknown' },
      ],
    })
    day.do('report_withdrawal', { corridor: 'bridge', kind: 'troops', party: 'north', state: 'not_met' })
    expect(codes(day)).toEqual(['condition_not_met'])
    day.at('08:00')
    expect(codes(day)).toEqual(['condition_not_met', 'condition_unknown'])
    day.at('08:01')
    verifyAll(day)
    expect(codes(day)).toEqual([])
  })
})

describe('with two corridors', () => {
  const file = pauseFile().replace(
    'people:\n',
    `  - id: ford
    uses: [civilians]
    outside: outer
    inside: inner
    travel: { vehicle: 9 min }
    opens: { needs: [withdrawal_verified] }
people:
`,
  )

  it('one that cannot be used is waited for; only without any is it no go', () => {
    const day = agreed({}, file)
    const conditions = () =>
      goNoGo(day.state, day.now)
        .missing.filter(({ corridor }) => corridor !== undefined)
        .map(({ what, corridor, kind }) => [what, corridor, kind])
    day.do('report_withdrawal', { corridor: 'ford', kind: 'troops', party: 'north', state: 'not_met' })
    expect(conditions()).toEqual([])
    day.at('08:00')
    expect(conditions()).toEqual([
      ['condition_unknown', 'bridge', 'troops'],
      ['condition_unknown', 'bridge', 'mines'],
      ['condition_not_met', 'ford', 'troops'],
    ])
    verifyAll(day)
    expect(conditions()).toEqual([])
    expect(goNoGo(day.state, day.now).awaited).toEqual([
      { what: 'corridor_condition', corridor: 'ford', segment: 'whole', kind: 'troops', state: 'not_met' },
    ])
  })
})

describe('the lead time', () => {
  it('is 72 h after the last approval, or as set', () => {
    const day = agreed()
    approveAll(day, { element: 'aid.flour', party: 'south' })
    day.at('2016-11-01T07:59')
    approve(day, 'aid.flour', 'south')
    expect(goNoGo(day.state, day.now)).toMatchObject({
      leadTimeSeconds: 72 * 3600,
      lastApprovalAt: at('2016-11-01T07:59'),
      earliestGo: at('2016-11-04T07:59'),
      canStillMeetWindow: true,
      windows: [{ id: 'day', lastApprovalBy: at('2016-11-01T08:00'), met: 'whole' }],
    })
    const short = agreed({ lead_time_s: 3600 })
    approveAll(short)
    expect(goNoGo(short.state, short.now).earliestGo).toBe(at('2016-11-01T08:00'))
  })

  it('that ends within the window leaves a part of it; past the time by which all must be clear, none', () => {
    const outlook = (approvedAt: string) => {
      const day = agreed()
      day.at(approvedAt)
      approveAll(day)
      const { canStillMeetWindow, windows } = goNoGo(day.state, day.now)
      return [canStillMeetWindow, windows[0]?.met, codes(day).includes('lead_time')]
    }
    expect(outlook('2016-11-01T08:00')).toEqual([true, 'whole', false])
    expect(outlook('2016-11-01T08:01')).toEqual([true, 'in_part', false])
    expect(outlook('2016-11-01T11:29')).toEqual([true, 'in_part', false])
    expect(outlook('2016-11-01T11:30')).toEqual([false, 'no', true])
  })

  it('cannot be met any more, though approvals are still missing', () => {
    const day = agreed()
    expect(goNoGo(day.state, at('2016-11-01T11:29')).canStillMeetWindow).toBe(true)
    expect(goNoGo(day.state, at('2016-11-01T11:30'))).toMatchObject({ answer: 'no_go', canStillMeetWindow: false })
    expect(goNoGo(day.state, day.now).earliestGo).toBeUndefined()
  })

  it('counts from when it was as firm as needed, and a renewal without a break does not begin it anew', () => {
    const day = agreed({ approval_of: ['north'], elements: elements.map((element) => ({ element, grade: 'verbal' })) })
    for (const element of elements)
      day.do('record_approval', { element, party: 'north', grade: 'verbal', until: '2016-11-02T07:00' })
    day.at('2016-11-01T20:00')
    for (const element of elements) approve(day, element, 'north')
    expect(goNoGo(day.state, day.now).lastApprovalAt).toBe(at('2016-11-01T07:00'))
    const broken = agreed({ approval_of: ['north'] })
    for (const element of elements) approve(broken, element, 'north', '2016-11-02T07:00')
    broken.at('2016-11-02T08:00')
    for (const element of elements) approve(broken, element, 'north')
    expect(goNoGo(broken.state, broken.now).lastApprovalAt).toBe(at('2016-11-02T08:00'))
  })
})

describe('an approval lapses', () => {
  it('by its time, and it is said once', () => {
    const day = agreed()
    approveAll(day, undefined, '2016-11-02T07:00')
    day.now = at('2016-11-02T06:59')
    expect(day.due()).toEqual([])
    day.now = at('2016-11-02T07:00')
    const due = day.due()
    expect(due).toHaveLength(elements.length * approving.length)
    expect(due[0]).toMatchObject({ type: 'approval_lapsed', details: { why: 'expired' } })
    day.goTo(day.now)
    expect(day.due()).toEqual([])
    expect(codes(day)).toContain('approval_lapsed')
  })

  it('by an abort, all of them, and none that was given before counts again', () => {
    const day = ready()
    const before = day.events.length
    day.do('abort')
    const said = day.events.slice(before)
    expect(said[0]).toMatchObject({
      type: 'aborted',
      opened: { notice: { not_given: ['issuer', 'channel', 'reason'] } },
    })
    expect(said.filter(({ type }) => type === 'approval_lapsed')).toHaveLength(elements.length * approving.length)
    expect(codes(day)).toEqual(['approval_lapsed'])
    const earlier = { element: 'aid.flour', party: 'north', grade: 'verbal', given_at: '2016-11-01T06:00' }
    expect(day.ask('record_approval', earlier)?.code).toBe('given_before_abort')
  })

  it('where other terms come into force: of what changed alone', () => {
    const day = ready()
    day.do('draft_terms', { pause_file: pauseFile().replace('count: 320', 'count: 300') })
    approve(day, 'aid.flour', 'north')
    day.do('record_approval', {
      element: 'aid.flour',
      party: 'south',
      grade: 'written_unconditional',
      evidence: 'letter',
      version: 2,
    })
    day.do('agree_terms', { version: 2, by: ['north', 'south'], text: 'y' })
    const lapsed = day.events.filter(({ type }) => type === 'approval_lapsed').map(({ opened }) => opened.party)
    expect(lapsed).toEqual(['north', 'south', 'council'])
    expect(goNoGo(day.state, day.now).missing.filter(({ element }) => element !== undefined)).toEqual([
      expect.objectContaining({ what: 'approval_lapsed', element: 'aid.flour', party: 'north', why: 'changed' }),
      expect.objectContaining({ what: 'approval_lapsed', element: 'aid.flour', party: 'council', why: 'changed' }),
    ])
  })
})

describe('an approval that is recorded late', () => {
  const flour = { element: 'aid.flour', party: 'north', grade: 'written_unconditional', evidence: 'letter' }
  const standing = (day: Day) => [...day.state.approvals.given.values()].find(({ element }) => element === 'aid.flour')
  const late = (day: Day, givenAt: string, grade = 'written_unconditional') =>
    day.enter({
      type: 'approval_recorded',
      party: 'north',
      notice: { element: 'aid.flour', grade },
      details: { version: 1, fingerprint: standing(day)?.of.fingerprint ?? '', evidence: 'letter' },
      happened: { from: at(givenAt), until: at(givenAt) },
    })

  it('does not bring back what was withdrawn since it was given', () => {
    const day = agreed()
    day.at('2016-11-01T08:00')
    day.do('record_approval', flour)
    day.at('2016-11-01T09:00')
    day.do('withdraw_approval', { element: 'aid.flour', party: 'north' })
    day.at('2016-11-01T10:00')
    expect(day.ask('record_approval', { ...flour, given_at: '2016-11-01T08:30' })?.code).toBe('given_before_withdrawal')
    late(day, '2016-11-01T08:30')
    expect(standing(day)?.ended).toEqual({ at: at('2016-11-01T09:00'), why: 'withdrawn' })
    // Withdrawn, it may be given anew.
    day.do('record_approval', { ...flour, given_at: '2016-11-01T09:30' })
    expect(standing(day)).toMatchObject({ givenAt: at('2016-11-01T09:30'), grade: 'written_unconditional' })
    expect(standing(day)?.ended).toBeUndefined()
  })

  it('does not take the place of a newer word', () => {
    const day = agreed()
    day.at('2016-11-01T09:00')
    day.do('record_approval', { ...flour, grade: 'verbal' })
    day.at('2016-11-01T10:00')
    expect(day.ask('record_approval', { ...flour, given_at: '2016-11-01T08:30' })?.code).toBe('older_than_known')
    late(day, '2016-11-01T08:30')
    expect(standing(day)).toMatchObject({ givenAt: at('2016-11-01T09:00'), grade: 'verbal' })
  })

  it('of other words, does not undo a withdrawal of the element either', () => {
    const day = agreed()
    day.at('2016-11-01T08:00')
    day.do('record_approval', flour)
    day.at('2016-11-01T09:00')
    day.do('withdraw_approval', { element: 'aid.flour', party: 'north' })
    day.do('draft_terms', { pause_file: pauseFile().replace('count: 320', 'count: 300') })
    const earlier = { ...flour, version: 2, given_at: '2016-11-01T08:30' }
    expect(day.ask('record_approval', earlier)?.code).toBe('given_before_withdrawal')
  })
})

describe('the decision', () => {
  it('is its owner’s', () => {
    const day = ready()
    day.do('decide_no_go', { reason: 'to be decided anew' })
    const other = { ...coordinator, token: 'another' }
    expect(day.ask('decide_go', {}, other)?.code).toBe('not_the_owner')
    expect(day.ask('name_owner', { function: 'deputy', actor: 'A. Person' })?.code).toBe('person_unknown')
    day.enter({ type: 'role_granted', details: { person: 'another', roles: ['coordinator'] } })
    day.do('name_owner', { function: 'deputy', actor: 'another' })
    expect(day.ask('decide_go')).toEqual({ code: 'not_the_owner', particulars: { function: 'deputy' } })
    day.do('decide_go', {}, other)
    expect(day.state.approvals.decision).toMatchObject({ answer: 'go', owner: 'deputy', version: 1 })
  })

  it('is not go while anything is missing, and no go at any time', () => {
    const day = agreed()
    expect(day.ask('decide_go')?.code).toBe('no_owner')
    day.do('name_owner', { function: 'head_of_operations' })
    const refused = day.ask('decide_go')
    expect(refused?.code).toBe('something_missing')
    expect(refused?.particulars.missing).toContainEqual({ what: 'notification', party: 'council' })
    day.do('decide_no_go', { reason: 'approvals are missing' })
    expect(day.state.approvals.decision).toMatchObject({ answer: 'no_go', reason: 'approvals are missing' })
  })

  it('does not outlive an abort', () => {
    const day = ready()
    day.do('abort')
    expect(day.state.approvals.decision).toBeUndefined()
  })

  it('is seen by those who run the pause alone', () => {
    const day = ready()
    expect(day.view('approvals')).toMatchObject({
      go_no_go: { answer: 'go', earliest_go: '2016-11-04T07:00:00+02:00', lead_time_s: 259_200 },
      owner: { function: 'head_of_operations' },
      decision: { answer: 'go' },
    })
    for (const role of ['dispatcher', 'planner'] as const) expect(day.view('approvals', somebody(role))).toBeDefined()
    for (const role of ['field', 'desk', 'liaison', 'donor', 'analyst', 'auditor', 'protection'] as const)
      expect(day.view('approvals', somebody(role, 'north'))).toBeUndefined()
  })
})

describe('they move if we move', () => {
  const file = pauseFile({
    reciprocal:
      '[ { id: in-turn, movement: civilians, waits_for: swap }, { id: bread, movement: aid, waits_for: civilians } ]',
  })

  const held = (day: Day, movement: 'civilians' | 'medical' | 'aid') =>
    heldBack(day.state, movement).map(({ id }) => id)

  it('who waits for whom is said, and nothing medical ever waits', () => {
    const day = ready(file)
    expect(day.view('approvals')?.reciprocal).toEqual([
      expect.objectContaining({ id: 'in-turn', movement: 'civilians', waits_for: 'swap', state: 'unknown' }),
      expect.objectContaining({ id: 'bread', movement: 'aid', waits_for: 'civilians', state: 'not_met' }),
    ])
    expect(held(day, 'civilians')).toEqual(['in-turn'])
    expect(held(day, 'aid')).toEqual(['bread'])
    expect(held(day, 'medical')).toEqual([])
  })

  it('until it is met, by what is on the account and not taken back', () => {
    const day = ready(file)
    const swap = day.enter({ type: 'clear', tokens: { vehicle: 'bus-001' }, references: { event: 'swap' } })
    expect(held(day, 'civilians')).toEqual([])
    day.enter({ type: 'taken_back', references: { corrects: swap.id } })
    expect(held(day, 'civilians')).toEqual(['in-turn'])
    const people = [{ movement: 'civilians', low: 40, best: 48, high: 50 }]
    day.fold({ id: 'first-out', type: 'people_passed', at: day.now, clear: {}, opened: { people } })
    expect(held(day, 'aid')).toEqual([])
    day.fold({ id: 'no', type: 'disputed', at: day.now, clear: {}, opened: { references: { disputes: 'first-out' } } })
    expect(held(day, 'aid')).toEqual(['bread'])
  })

  it('or a coordinator waives it, and says why', () => {
    const day = ready(file)
    expect(day.ask('waive_condition', { condition: 'other', reason: 'x' })?.code).toBe('unknown_condition')
    day.do('waive_condition', { condition: 'in-turn', reason: 'both sides agreed' })
    expect(held(day, 'civilians')).toEqual([])
    expect(day.view('approvals')?.reciprocal).toContainEqual(
      expect.objectContaining({ id: 'in-turn', waived: true, reason: 'both sides agreed' }),
    )
  })
})

describe('patients who were ready, 20 to 23 October 2016', () => {
  const folder = new URL('../../../../examples/aleppo-2016-10/', import.meta.url)
  const [file, zone] = ['pause.yaml', 'zone.geojson'].map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const needed = ['around', 'inside', 'ministry', 'local-health']

  it('it is no go for as long as approvals do not come together, and by what is missing alone', () => {
    const day = new Day('2016-10-17T12:00')
    day.do('draft_terms', { pause_file: file ?? '', files: [{ name: 'zone.geojson', content: zone ?? '' }] })
    day.do('announce_terms', { version: 1, by: ['announcing'], text: 'From 08:00 to 16:00 on 20 October.' })
    const asked = day.state.terms.versions[0]?.requirements.elements.map(({ id }) => id) ?? []
    expect(asked).toContain('medical_evacuation')
    for (const element of asked)
      for (const party of needed)
        day.do('record_approval', {
          element,
          party,
          grade: element === 'medical_evacuation' && party === 'local-health' ? 'verbal' : 'written_unconditional',
          evidence: 'as reported',
        })
    day.do('name_owner', { function: 'medical_coordinator' })
    const go = goNoGo(day.state, day.now)
    expect(go.missing.filter(({ what }) => what.startsWith('approval'))).toEqual([
      {
        what: 'approval_too_weak',
        element: 'medical_evacuation',
        party: 'local-health',
        grade: 'verbal',
        needed: 'written_unconditional',
      },
    ])
    expect(day.ask('decide_go')?.code).toBe('something_missing')
    // 72 h before: the 20th is out of reach, the 21st is not; and on the 20th no window is left.
    expect(go.windows.map(({ id, met }) => [id, met])).toEqual([
      ['d20', 'in_part'],
      ['d21', 'whole'],
      ['d22', 'whole'],
    ])
    expect(goNoGo(day.state, at('2016-10-19T18:14')).canStillMeetWindow).toBe(true)
    expect(goNoGo(day.state, at('2016-10-19T18:15')).canStillMeetWindow).toBe(false)
    day.at('2016-10-20T08:00')
    day.do('decide_no_go', { reason: 'an approval is missing, and no window is left for the lead time' })
    day.at('2016-10-22T19:00')
    day.do('close')
    expect(day.state.life).toMatchObject({ phase: 'closed', notClear: [] })
    expect(day.state.life.begunAt).toBeUndefined()
  })
})
