// Aleppo, 4 November 2016: announced by one side, agreed by none other. Told, in part received; nobody moves; accounted for.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, installed } from '../api/made.ts'
import { removeFoldersAfterwards } from '../storage/made.ts'
import { Play, type Said } from './play.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

test('announced is not agreed: it is told, not received by all, and closed with nobody moved', async () => {
  const play = await Play.of(installation, 'aleppo-2016-11-04', 'coordination.jsonl')
  await play.until('2016-11-04T08:00')
  const { go_no_go: board } = await play.view('coordinator-1', 'approvals')
  expect(board).toMatchObject({
    answer: 'no_go',
    called: 'announced',
    earliest_go: null,
    can_still_meet_window: false,
    windows: [
      { id: 'day', open: '2016-11-04T09:00:00+02:00', last_approval_by: '2016-11-01T09:00:00+02:00', met: 'no' },
    ],
  })
  const lacking = new Set(board.missing.map(({ what, party }: { what: string; party?: string }) => `${what} ${party}`))
  expect([...lacking].sort()).toEqual([
    'acknowledgement inside',
    'approval announcing',
    'approval inside',
    'lead_time undefined',
  ])
  expect(await play.view('field-1', 'life')).toMatchObject({ phase: 'notified', begun_at: null })

  await play.until('2016-11-04T21:00')
  const said = await play.said()
  const of = (type: string): readonly Said[] => said.filter((each) => each.type === type)
  for (const never of [
    'terms_agreed',
    'approval_recorded',
    'go_decided',
    'begun',
    'corridor_opened',
    'order_issued',
    'suspended',
    'aborted',
  ])
    expect(of(never), never).toEqual([])
  const course = ['terms_drafted', 'terms_announced', 'overridden', 'notified', 'acknowledged', 'no_go_decided']
  expect(said.map(({ type }) => type).filter((type) => [...course, 'closed', 'accounted'].includes(type))).toEqual([
    'terms_drafted',
    'terms_announced',
    'overridden',
    'notified',
    'notified',
    'acknowledged',
    'no_go_decided',
    'closed',
    'accounted',
  ])
  expect(of('terms_announced')[0]?.clear).toMatchObject({
    version: 1,
    by: ['announcing'],
    from: '2016-11-04T09:00:00+02:00',
    until: '2016-11-04T19:00:00+02:00',
    zone: 'Asia/Damascus',
  })
  const told = of('notified')
  expect(told.map(({ party }) => party)).toEqual(['announcing', 'inside'])
  expect(told[0]?.notice.text_digest).toBe(told[1]?.notice.text_digest)
  expect(told[0]?.details).toEqual(told[1]?.details)
  expect(told[0]?.at).toBe(told[1]?.at)
  expect(told[0]?.details).toMatchObject({ lead: 'emergency', exercise: true })
  expect(of('acknowledged').map(({ party }) => party)).toEqual(['announcing'])
  expect(of('chased').map(({ party, notice }) => [party, notice.channel])).toContainEqual(['inside', 'telephone'])
  expect(
    of('chased')
      .filter(({ details }) => details.what === 'acknowledgement')
      .map(({ party }) => party),
  ).not.toContain('announcing')
  expect(of('closed')[0]?.details).toEqual({ not_clear: [] })
  expect(of('accounted')[0]?.details).toEqual({ not_clear: 0 })

  for (const [own, other] of [
    ['announcing', 'inside'],
    ['inside', 'announcing'],
  ] as const) {
    const notices = await play.view(`liaison-${own}`, 'notices')
    expect(Object.keys(notices.parties)).toEqual([own])
    expect(notices.parties[own].told[0].receipt === null).toBe(own === 'inside')
    const refused = await play.command(`liaison-${own}`, 'acknowledge', { number: 1, party: other, channel: 'link' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'of_another_party' } })
    expect(await play.view(`liaison-${own}`, 'approvals')).toBeUndefined()
    expect(await play.view(`liaison-${own}`, 'life')).toMatchObject({ phase: 'accounted', begun_at: null })
    // Why it was on short notice is told to none of them.
    expect(JSON.stringify(notices)).not.toContain('two hundred wounded')
  }
})
