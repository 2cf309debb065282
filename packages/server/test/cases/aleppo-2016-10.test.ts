// Aleppo, 20 to 23 October 2016: ambulances ready, approvals that never came together. No go, with what is missing.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, installed, StreamRead } from '../api/made.ts'
import { removeFoldersAfterwards } from '../storage/made.ts'
import { Play, type Said } from './play.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

const parties = ['around', 'inside', 'local-health', 'ministry']
const elements = [
  'window.d20',
  'corridor.castello.medical',
  'corridor.castello.aid',
  'corridor.south-west.medical',
  'corridor.south-west.aid',
  'aid.supplies-north',
  'aid.supplies-south',
  'medical_evacuation',
  'staff_safety',
]

interface Missing {
  readonly what: string
  readonly element?: string
  readonly party?: string
  readonly grade?: string
  readonly needed?: string
  readonly until?: string
  readonly why?: string
}

/** By party: of which elements what is missing. */
function approvalsMissing(missing: readonly Missing[]): Record<string, Record<string, string[]>> {
  const found: Record<string, Record<string, string[]>> = {}
  for (const { what, party = '', element = '' } of missing)
    if (what.startsWith('approval'))
      found[party] = { ...found[party], [what]: [...(found[party]?.[what] ?? []), element] }
  return found
}

test('approvals never complete: no go, what is missing, and until when the lead time could have been met', async () => {
  const play = await Play.of(installation, 'aleppo-2016-10', 'day.jsonl')
  await play.served('pause.yaml', ['zone.geojson'])
  const board = async () => (await play.view('coordinator-1', 'approvals')).go_no_go

  await play.until('2016-10-16T11:00')
  const stream = await play.ask('liaison-inside', `/api/v1/events?pause=${play.pause}`)
  expect(stream.status).toBe(200)
  const seen = new StreamRead(stream)
  expect(await board()).toMatchObject({
    answer: 'no_go',
    called: 'draft',
    lead_time_s: 72 * 3600,
    last_approval_at: null,
    earliest_go: null,
    can_still_meet_window: true,
    windows: [{ id: 'd20', last_approval_by: '2016-10-17T08:00:00+03:00', met: 'whole' }],
  })
  // An hour before it is too late for the whole of the window; then for a part of it; then for all.
  for (const [at, met, still] of [
    ['2016-10-17T07:00', 'whole', true],
    ['2016-10-17T15:00', 'in_part', true],
    ['2016-10-17T15:30', 'no', false],
  ] as const) {
    await play.until(at)
    expect(await board(), at).toMatchObject({ can_still_meet_window: still, windows: [{ met }] })
  }

  await play.until('2016-10-19T12:00')
  const before = await board()
  expect(before).toMatchObject({ answer: 'no_go', called: 'announced', can_still_meet_window: false })
  const aid = elements.filter((element) => element.includes('aid'))
  expect(approvalsMissing(before.missing)).toEqual({
    inside: { approval_too_weak: elements },
    ministry: { approval: aid },
    'local-health': {
      approval: elements.filter((element) => element !== 'medical_evacuation'),
      approval_too_weak: ['medical_evacuation'],
    },
  })
  expect(before.missing.filter(({ what }: Missing) => !what.startsWith('approval'))).toMatchObject([
    { what: 'acknowledgement', party: 'local-health' },
    { what: 'lead_time' },
  ])

  await play.until('2016-10-20T20:00')
  // Longer by a day, announced the evening before: within the lead time from the start.
  expect(await board()).toMatchObject({
    can_still_meet_window: false,
    windows: [
      { id: 'd20', close: '2016-10-20T19:00:00+03:00', met: 'over' },
      { id: 'd21', last_approval_by: '2016-10-18T08:00:00+03:00', met: 'no' },
    ],
  })
  await play.until('2016-10-23T11:00')
  await seen.close()
  const said = await play.said()
  const of = (type: string): readonly Said[] => said.filter((each) => each.type === type)

  // Never agreed, never under way: nobody moved.
  for (const never of ['terms_agreed', 'go_decided', 'begun', 'corridor_opened', 'order_issued', 'aborted', 'released'])
    expect(of(never), never).toEqual([])
  const course = ['terms_drafted', 'terms_announced', 'notified', 'no_go_decided', 'closed', 'accounted']
  const runs = said.map(({ type }) => type).filter((type) => course.includes(type))
  expect(runs.filter((type, at) => type !== runs[at - 1])).toEqual([
    'terms_drafted',
    'terms_announced',
    'notified',
    'no_go_decided',
    'terms_drafted',
    'terms_announced',
    'no_go_decided',
    'terms_drafted',
    'terms_announced',
    'no_go_decided',
    'closed',
    'accounted',
  ])
  expect(of('terms_announced').map(({ clear }) => [clear.version, clear.by, clear.accepted_by])).toEqual([
    [2, ['announcing'], undefined],
    [3, ['announcing'], undefined],
    [4, ['announcing'], undefined],
  ])

  // Equal words at an equal time to every party, and when it was taken back.
  for (const type of ['notified', 'notification_cancelled']) {
    expect(of(type).map(({ party }) => party)).toEqual(parties)
    for (const same of [
      of(type).map(({ notice }) => notice.text_digest),
      of(type).map(({ details }) => JSON.stringify(details)),
      of(type).map(({ at }) => at),
    ])
      expect(new Set(same).size).toBe(1)
  }
  expect(of('acknowledged').map(({ party, notice }) => [party, notice.channel])).toEqual([
    ['around', 'link'],
    ['ministry', 'link'],
    ['inside', 'satellite_telephone'],
  ])
  expect(new Set(of('chased').map(({ party }) => party))).toContain('local-health')

  // Each approval with its party and how firm it was; what ended, and why.
  const grades = of('approval_recorded').map(({ party, notice }) => `${party} ${notice.grade}`)
  const counted = Object.fromEntries(
    [...new Set(grades)].map((each) => [each, grades.filter((g) => g === each).length]),
  )
  expect(counted).toEqual({
    'around written_unconditional': 9 + 10,
    'ministry written_unconditional': 5,
    'inside written_in_principle': 9,
    'local-health verbal': 1,
    'local-health written_unconditional': 10,
  })
  const lapsed = of('approval_lapsed').map(({ party, notice, details }) => [party, notice.element, details.why])
  for (const [party, element, why] of [
    ['around', 'window.d20', 'changed'],
    ['inside', 'staff_safety', 'changed'],
    ['around', 'medical_evacuation', 'expired'],
    ['local-health', 'staff_safety', 'changed'],
  ])
    expect(lapsed).toContainEqual([party, element, why])

  // Each decision names what was missing at that moment.
  const decisions = of('no_go_decided')
  expect(decisions.map(({ details }) => [details.version, details.owner])).toEqual([
    [2, 'head_of_operations'],
    [3, 'head_of_operations'],
    [4, 'head_of_operations'],
  ])
  expect(decisions[0]?.details.missing).toEqual(before.missing)
  for (const { details } of decisions)
    expect(details.missing.map(({ what }: Missing) => what)).toEqual(expect.arrayContaining(['approval', 'lead_time']))
  expect(decisions.at(-1)?.details.missing).toContainEqual({
    what: 'approval_too_weak',
    element: 'medical_evacuation',
    party: 'inside',
    grade: 'written_in_principle',
    needed: 'written_unconditional',
  })
  expect(of('closed')[0]?.details).toEqual({ not_clear: [] })

  // What each is shown at the end.
  expect(await play.view('field-1', 'life')).toMatchObject({ phase: 'accounted', begun_at: null })
  for (const part of ['approvals', 'notices', 'terms', 'withdrawal', 'conversation', 'access'] as const)
    expect(await play.view('field-1', part), part).toBeUndefined()
  for (const own of parties) {
    const liaison = `liaison-${own}`
    for (const part of ['approvals', 'conversation', 'access', 'messages', 'publishing'] as const)
      expect(await play.view(liaison, part), `${part} for ${liaison}`).toBeUndefined()
    const notices = await play.view(liaison, 'notices')
    expect(Object.keys(notices.parties)).toEqual([own])
    expect(notices.parties[own].told[0].receipt === null).toBe(own === 'local-health')
    const terms = await play.view(liaison, 'terms')
    expect([terms.called, terms.agreed, terms.versions.length]).toEqual(['announced', null, 3])
    const shown = JSON.stringify([notices, terms, await play.view(liaison, 'life')])
    for (const hidden of ['written_', 'verbal', 'Letter of', 'Message of', 'satellite', 'head-1', 'coordinator-1'])
      expect(shown.includes(hidden) && !(own === 'inside' && hidden === 'satellite'), `${own} sees ${hidden}`).toBe(
        false,
      )
  }
  expect(seen.frames.length).toBeGreaterThan(2)
  for (const hidden of [
    'approvals',
    'written_',
    'Letter of',
    'head-1',
    '"around":{',
    '"ministry":{',
    '"local-health":{',
  ])
    expect(seen.text, hidden).not.toContain(hidden)
})
