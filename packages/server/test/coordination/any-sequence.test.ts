// Whatever is asked for in whatever order, and whatever stands in the account: what must never be, is not.

import { eventTypes } from '@treve/ledger'
import type { Instant } from '@treve/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goNoGo, isApproved } from '../../src/coordination/approvals/index.ts'
import type { Json, JsonObject, PauseEvent } from '../../src/coordination/event.ts'
import { after, beginning, type Coordination, parts } from '../../src/coordination/index.ts'
import { corridorConditions, corridorState } from '../../src/coordination/withdrawal/index.ts'
import type { CommandKind } from '../../src/policy/index.ts'
import {
  approveAll,
  at,
  coordinator,
  Day,
  elements,
  monitor,
  pauseFile,
  ready,
  somebody,
  tellAll,
  underWay,
} from './day.ts'

const files = [
  pauseFile(),
  pauseFile({ close: '2016-11-04T13:00' }),
  pauseFile({ needs: 'withdrawal_reported', people: '90' }),
  pauseFile().replace('count: 320', 'count: 300'),
]
const version = fc.integer({ min: 1, max: 4 })
const party = fc.constantFrom('north', 'south', 'council', 'relief')
const parties = fc.subarray(['north', 'south', 'council'], { minLength: 1 })
const element = fc.constantFrom(...elements)
const use = fc.constantFrom('civilians', 'medical', 'aid')
const until = fc.constantFrom('2016-11-04T09:00', '2016-11-04T10:30', '2016-11-04T12:00', '2016-11-06T12:00')
const kind = fc.constantFrom('troops', 'mines')
const stated = fc.oneof(
  { weight: 3, arbitrary: fc.record({ state: fc.constant('met'), until }) },
  { weight: 2, arbitrary: fc.record({ state: fc.constantFrom('not_met', 'unknown') }) },
)

type Step =
  | { readonly ask: CommandKind; readonly input: JsonObject; readonly as?: 'monitor' | 'other' }
  /** Late: what falls due is not said yet. */
  | { readonly pass: number; readonly isLate: boolean }
  | { readonly all: 'approve' | 'tell' | 'verify' }

const asking = (name: CommandKind, input: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<Step> =>
  fc.record(input).map((made) => ({ ask: name, input: JSON.parse(JSON.stringify(made)) }))

const telling = (name: CommandKind, input: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<Step> =>
  fc
    .tuple(fc.record({ corridor: fc.constant('bridge'), kind, ...input }), stated)
    .map(([made, is]) => ({ ask: name, input: JSON.parse(JSON.stringify({ ...made, ...is })) }))

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 1,
    arbitrary: asking('draft_terms', { pause_file: fc.constantFrom(...files), lead_time_s: fc.constantFrom(0, 1800) }),
  },
  { weight: 2, arbitrary: asking('announce_terms', { version, by: parties, text: fc.constant('x') }) },
  { weight: 2, arbitrary: asking('agree_terms', { version, by: parties, text: fc.constant('x') }) },
  {
    weight: 2,
    arbitrary: asking('record_approval', {
      element,
      party,
      grade: fc.constantFrom('none', 'verbal', 'written_unconditional'),
      evidence: fc.constant('letter'),
      until: fc.option(until, { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: asking('withdraw_approval', { element, party }) },
  { weight: 1, arbitrary: asking('name_owner', { function: fc.constantFrom('head', 'deputy') }) },
  { weight: 4, arbitrary: asking('decide_go') },
  { weight: 1, arbitrary: asking('decide_no_go', { reason: fc.constant('not yet') }) },
  { weight: 4, arbitrary: asking('begin') },
  { weight: 1, arbitrary: asking('suspend') },
  { weight: 3, arbitrary: asking('resume') },
  { weight: 1, arbitrary: asking('abort') },
  { weight: 1, arbitrary: asking('close') },
  { weight: 1, arbitrary: asking('account_for') },
  { weight: 2, arbitrary: telling('report_withdrawal', { party }) },
  { weight: 3, arbitrary: telling('verify_withdrawal') },
  {
    weight: 1,
    arbitrary: asking('lapse_withdrawal', { corridor: fc.constant('bridge'), kind, state: fc.constant('unknown') }),
  },
  { weight: 5, arbitrary: asking('open_corridor', { corridor: fc.constant('bridge'), use }) },
  { weight: 1, arbitrary: asking('suspend_corridor', { corridor: fc.constant('bridge'), use }) },
  { weight: 3, arbitrary: fc.record({ pass: fc.integer({ min: 0, max: 5400 }), isLate: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.constantFrom('approve' as const, 'tell' as const, 'verify' as const).map((all) => ({ all })),
  },
)

function take(day: Day, next: Step): void {
  if ('pass' in next) {
    day.now = (day.now + next.pass) as Instant
    if (!next.isLate) day.goTo(day.now)
  } else if ('ask' in next) {
    const before = day.events.length
    const refused = day.ask(next.ask, next.input, next.ask === 'verify_withdrawal' ? monitor : coordinator)
    if (refused === undefined) return
    expect(refused.code).toMatch(/^[a-z0-9_]+$/)
    expect(day.events).toHaveLength(before)
  } else if (next.all === 'tell') tellAll(day)
  else if (next.all === 'verify')
    for (const each of ['troops', 'mines'])
      day.ask('verify_withdrawal', { corridor: 'bridge', kind: each, state: 'met', until: '2016-11-04T13:00' }, monitor)
  else if (day.state.terms.versions.length > 0 && !['closed', 'accounted'].includes(day.state.life.phase))
    approveAll(day)
}

/** As it is at some stages of its life. */
function begun(stage: 'nothing' | 'decided' | 'under_way'): Day {
  if (stage === 'under_way') {
    const day = underWay()
    for (const each of ['civilians', 'medical']) day.do('open_corridor', { corridor: 'bridge', use: each })
    return day
  }
  const day = stage === 'decided' ? ready(files[0], { lead_time_s: 1800 }) : new Day('2016-11-01T07:00')
  day.goTo(at('07:30'))
  return day
}

const seen = { agreed: 0, go: 0, underWay: 0, open: 0, lapsed: 0, aborted: 0 }

function check(day: Day): void {
  const { state: whole, now } = day
  const { terms, approvals, life } = whole
  if (terms.agreed !== undefined) {
    seen.agreed += 1
    const { by, version: number } = terms.agreed
    expect(by).toEqual(expect.arrayContaining([...(terms.versions[number - 1]?.requirements.agreement_of ?? [])]))
  }
  const go = goNoGo(whole, now)
  expect(go.answer === 'go').toBe(go.missing.length === 0)
  if (go.answer === 'go') {
    seen.go += 1
    expect(elements.every((each) => isApproved(whole, each, now))).toBe(true)
    expect(go.canStillMeetWindow).toBe(true)
    expect(go.earliestGo).toBeGreaterThanOrEqual(go.lastApprovalAt ?? Number.POSITIVE_INFINITY)
  }
  for (const { ended, givenAt } of approvals.given.values())
    if (approvals.abortedAt !== undefined && givenAt < approvals.abortedAt) expect(ended).toBeDefined()
  if (life.phase === 'aborted') {
    seen.aborted += 1
    expect([...whole.withdrawal.openings.values()].filter((each) => each.state === 'open')).toEqual([])
  }
  if (life.phase === 'under_way') seen.underWay += 1
  for (const each of ['civilians', 'medical', 'aid'] as const) {
    const opening = corridorState(whole, 'bridge', each, now)
    if (opening === 'conditions_lapsed') seen.lapsed += 1
    if (opening !== 'open') continue
    seen.open += 1
    expect(corridorConditions(whole, now).map((condition) => condition.state)).not.toContain('not_met')
    expect(corridorConditions(whole, now).every((condition) => condition.state === 'met')).toBe(true)
    expect(isApproved(whole, `corridor.bridge.${each}`, now)).toBe(true)
    expect(['under_way', 'suspended']).toContain(life.phase)
  }
}

const rolesThatAreCut = ['field', 'desk', 'donor', 'analyst', 'auditor', 'protection', 'liaison'] as const

describe('any sequence of commands', () => {
  it('keeps to what must always be so, and folds to the same anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('nothing', 'decided', 'under_way'),
        fc.array(step, { maxLength: 30 }),
        (stage, steps) => {
          const day = begun(stage)
          for (const next of steps) {
            take(day, next)
            check(day)
            for (const role of rolesThatAreCut)
              expect(parts.approvals.view(day.state, somebody(role, 'north'), day.now)).toBeUndefined()
          }
          // What time brings is said once.
          day.goTo(day.now)
          expect(day.due()).toEqual([])
          const { notices: _told, ...folded } = day.events.reduce(after, beginning)
          const { notices: _as, ...rest } = day.state
          expect(folded).toEqual(rest)
        },
      ),
      { numRuns: 120, seed: 8 },
    )
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(20)
  })
})

describe('any entry of an account', () => {
  const ours = Object.keys(eventTypes) as PauseEvent['type'][]
  const word = fc.oneof(
    fc.constantFrom(
      'bridge',
      'whole',
      'troops',
      'north',
      'civilians',
      'met',
      'not_met',
      '__proto__',
      'constructor',
      'aid.flour',
    ),
    fc.string(),
    fc.integer({ min: -3, max: 5 }),
    fc.constant(null),
  )
  const keys = [
    'version',
    'by',
    'corridor',
    'segment',
    'kind',
    'use',
    'state',
    'element',
    'grade',
    'until',
    'reason',
    'event',
    'answers',
    'about',
    'from',
  ]
  const garbage: fc.Arbitrary<JsonObject> = fc.dictionary(
    fc.constantFrom(...keys),
    fc.oneof(word, fc.array(word, { maxLength: 3 })) as fc.Arbitrary<Json>,
    { maxKeys: 6 },
  )
  const event: fc.Arbitrary<PauseEvent> = fc
    .record({
      id: fc.string({ minLength: 1 }),
      type: fc.constantFrom(...ours),
      at: fc.integer({ min: 0, max: 2 ** 33 }),
      clear: garbage,
      opened: fc.record({
        notice: fc.oneof(
          garbage as fc.Arbitrary<Json>,
          fc
            .tuple(
              garbage,
              fc.oneof(
                fc.string(),
                garbage.map((each) => JSON.stringify(each)),
              ),
            )
            .map(([notice, details]) => ({ ...notice, details })),
          fc.jsonValue() as fc.Arbitrary<Json>,
        ),
        party: word as fc.Arbitrary<Json>,
        tokens: garbage as fc.Arbitrary<Json>,
        references: garbage as fc.Arbitrary<Json>,
        time: garbage as fc.Arbitrary<Json>,
        people: fc.oneof(fc.jsonValue() as fc.Arbitrary<Json>, fc.array(garbage)) as fc.Arbitrary<Json>,
      }),
    })
    .map((each) => each as unknown as PauseEvent)

  const ofDays = ready().events

  it('is folded without a fault, and what is shown of it too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(event, fc.constantFrom(...ofDays)), { maxLength: 40 }),
        fc.boolean(),
        (events, isOnTop) => {
          let whole: Coordination = isOnTop ? ofDays.reduce(after, beginning) : beginning
          for (const each of events) whole = after(whole, each)
          const now = at('09:00')
          for (const part of [parts.terms, parts.approvals, parts.life, parts.withdrawal])
            for (const reader of [coordinator, somebody('liaison', 'north')]) part.view(whole, reader, now)
          for (const part of [parts.terms, parts.approvals, parts.life, parts.withdrawal]) part.due?.(whole, now)
          if (corridorState(whole, 'bridge', 'civilians', now) === 'open')
            expect(corridorConditions(whole, now).every(({ state: is }) => is === 'met')).toBe(true)
          expect(after(whole, { id: 'x', type: 'filler', at: now, clear: {}, opened: {} })).toBe(whole)
        },
      ),
      { numRuns: 300 },
    )
  })
})
