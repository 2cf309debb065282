// Who gets what: every operation, asked by everybody. It says who is answered; all others are refused, in words that say
// nothing of the pause, and the same words whatever happened in it.

import { createHash } from 'node:crypto'
import { type Part, parts, rules, rulesOf } from '@treve/server/coordination'
import { type Role, roles } from '@treve/server/policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Operation } from '../../src/api/operation.ts'
import { operationsOf, publishedOperations } from '../../src/api/operations.ts'
import { noTerms } from '../../src/coordination/terms/state.ts'
import { Frontiers } from '../../src/frontier/frontiers.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'
import { type Installation, installed, type Served, servedPause, testRules } from './made.ts'

const ops: readonly Role[] = ['coordinator', 'dispatcher']
const planning: readonly Role[] = [...ops, 'planner']
const coordinator: readonly Role[] = ['coordinator']
const safe: readonly Role[] = [...ops, 'protection']

/** A new operation is refused by the test below until it stands here. */
const answered: Readonly<Record<string, readonly Role[] | 'everybody' | 'of_the_pause'>> = {
  // of the process, and the list of what is the reader’s own
  health: 'everybody',
  ready: 'everybody',
  metrics: 'everybody',
  listPauses: 'everybody',
  // the log: its tip is public; the rest before the release is for auditors
  readCheckpoint: 'everybody',
  readVerifierKey: 'everybody',
  readTile: ['auditor'],
  readEntries: ['auditor'],
  readOpenings: ['auditor'],
  readPublicAccount: ['auditor'],
  // signing in: each of them refuses by itself, in test/sign-in
  whoAmI: 'everybody',
  askForPasskey: 'everybody',
  signInByPasskey: 'everybody',
  askToJoin: 'everybody',
  join: 'everybody',
  redeem: 'everybody',
  joinRehearsal: 'everybody',
  listPasskeys: 'everybody',
  askForNewPasskey: 'everybody',
  addPasskey: 'everybody',
  removePasskey: 'everybody',
  listSessions: 'everybody',
  endSession: 'everybody',
  endOtherSessions: 'everybody',
  signOut: 'everybody',
  beginOpenId: 'everybody',
  returnFromOpenId: 'everybody',
  enrol: 'everybody',
  openLink: 'everybody',
  linkPage: 'everybody',
  linkScript: 'everybody',
  linkStyles: 'everybody',
  invite: coordinator,
  giveDeviceCode: ops,
  giveLink: coordinator,
  // planning
  getPlayedDay: planning,
  beginPlayedDay: planning,
  stopPlayedDay: planning,
  getPause: planning,
  getPlan: planning,
  getNow: planning,
  getFrontier: planning,
  beginFrontier: planning,
  stopFrontier: planning,
  getFrontierSheet: planning,
  getQuestions: planning,
  getReplan: planning,
  beginReplan: planning,
  proposeShift: planning,
  getReplanPlan: planning,
  // positions: whoever knows the id of a tracker may send them; a party is shown none, ever
  tellByOsmandQuery: 'everybody',
  tellByOsmand: 'everybody',
  tellByOwnTracks: 'everybody',
  getPositions: [...ops, 'field'],
  readPositions: [...ops, 'field'],
  // views
  viewAccess: coordinator,
  viewTerms: [...planning, 'liaison', 'protection', 'auditor'],
  viewApprovals: planning,
  viewLife: roles,
  viewWithdrawal: [...planning, 'liaison'],
  viewNotices: [...planning, 'liaison'],
  viewConversation: planning,
  viewMessages: [...planning, 'protection'],
  viewDay: [...ops, 'field', 'desk'],
  listReports: ops,
  getPlanInForce: planning,
  // devices: whoever else holds such a role is told that it is for them alone
  certifyKeys: ['field', 'desk'],
  sendEntries: ['field', 'desk'],
  sendAttachment: ['field', 'desk'],
  getProof: ['field', 'desk'],
  getMyDay: ['field', 'desk'],
  viewCases: ['coordinator', 'protection'],
  viewPublishing: [...planning, 'auditor', 'protection'],
  readEvents: 'of_the_pause',
  getClock: 'of_the_pause',
  setClock: coordinator,
  getOutcome: 'of_the_pause',
  // access
  grantRole: coordinator,
  revokeRole: coordinator,
  enrolDevice: ops,
  revokeDevice: safe,
  issueLink: coordinator,
  revokeLink: ['coordinator', 'protection'],
  // terms
  draftTerms: ['coordinator', 'planner'],
  announceTerms: coordinator,
  agreeTerms: coordinator,
  agreePlan: coordinator,
  // approvals, go or no go
  recordApproval: coordinator,
  withdrawApproval: coordinator,
  waiveCondition: coordinator,
  nameOwner: coordinator,
  decideGo: coordinator,
  decideNoGo: coordinator,
  // life
  begin: coordinator,
  suspend: ops,
  resume: coordinator,
  abort: ops,
  close: coordinator,
  accountFor: coordinator,
  // withdrawal and mines, corridors
  reportWithdrawal: [...ops, 'liaison'],
  verifyWithdrawal: [...ops, 'field'],
  lapseWithdrawal: [...ops, 'field', 'liaison'],
  openCorridor: ops,
  suspendCorridor: ops,
  closeCorridor: ops,
  // notifications, orders
  setNoticeRules: coordinator,
  notify: coordinator,
  updateNotification: coordinator,
  cancelNotification: coordinator,
  previewNotify: coordinator,
  previewUpdateNotification: coordinator,
  previewCancelNotification: coordinator,
  getNotification: [...planning, 'liaison'],
  acknowledge: ['coordinator', 'liaison'],
  recordForwarding: ['coordinator', 'liaison'],
  chase: ops,
  escalate: ops,
  override: coordinator,
  issueOrder: ops,
  recall: ops,
  // the day
  report: [...ops, 'field', 'desk'],
  takeBack: [...ops, 'field', 'desk'],
  dispute: [...ops, 'field', 'desk'],
  receiveOrder: [...ops, 'field'],
  setDuty: ops,
  extend: coordinator,
  disperse: ops,
  bindTracker: ops,
  unbindTracker: ops,
  // by the server itself alone
  raiseAlarm: [],
  settleAlarm: [],
  acknowledgeAlarm: safe,
  endAlarm: safe,
  openCase: ['coordinator', 'protection'],
  noteCase: ['coordinator', 'protection'],
  closeCase: ['coordinator', 'protection'],
  // conversation log
  logConversation: planning,
  getConversationTable: planning,
  setContact: ops,
  testChannel: ops,
  // messages to people inside
  draftMessage: ['coordinator', 'planner', 'protection'],
  approveMessage: ['coordinator', 'protection'],
  sendMessage: ops,
  cancelMessage: safe,
  // publishing
  stopPublishing: safe,
  resumePublishing: ['coordinator', 'protection'],
  registerKey: ['coordinator', 'protection'],
  signRelease: ['coordinator', 'protection'],
  getRelease: ['coordinator', 'protection'],
  listOpened: ['coordinator', 'protection'],
  enterRelease: ['coordinator', 'protection'],
}

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

function pathOf({ path }: Operation, pause: string): string {
  const real = path
    .replace('{pause}', pause)
    .replace('{language}', 'en')
    .replace(/\{\w+\+?\}/g, 'x')
  return path === '/api/v1/events' ? `${real}?pause=${pause}` : real
}

async function told(served: Served, bearer: string | undefined, operation: Operation) {
  const answer = await served.ask(bearer, pathOf(operation, served.pause), { method: operation.method.toUpperCase() })
  const { status, headers, body } = answer
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    await body?.cancel()
    return { status, text: '', headers: [] }
  }
  return { status, text: await answer.text(), headers: [...headers].sort() }
}

test('every operation has its line, and nothing is answered but by it', () => {
  const without = [
    ...publishedOperations(),
    ...operationsOf({ served: new Map(), frontiers: new Frontiers(new Map()), sureNow: new Map() }, rules),
  ]
    .map(({ id }) => id)
    .filter((id) => !Object.hasOwn(answered, id))
  expect(without).toEqual([])
})

test('whoever is nobody, is signed out, holds no role or another one gets nothing, whatever has happened', async () => {
  const served = await servedPause(installation)
  served.gone.add('coordinator:gone')
  const operations = operationsOf(
    { served: new Map(), frontiers: new Frontiers(new Map()), sureNow: new Map() },
    testRules,
  )
  const refusals = async () => {
    const all: Record<string, unknown> = {}
    for (const operation of operations) {
      const who = answered[operation.id]
      if (who === 'everybody' || who === undefined) continue
      for (const bearer of [undefined, 'coordinator:gone', 'nothing', ...roles]) {
        const may = who === 'of_the_pause' ? roles : who
        if (may.some((role) => role === bearer)) continue
        const refused = await told(served, bearer, operation)
        const [status, code] =
          bearer === undefined || bearer === 'coordinator:gone'
            ? [401, 'not_signed_in']
            : bearer === 'nothing'
              ? [404, 'pause_unknown']
              : [403, 'not_allowed']
        const name = `${operation.id} ${bearer}`
        expect([name, refused.status, JSON.parse(refused.text)]).toEqual([
          name,
          status,
          { type: `urn:treve:problem:${code}`, code, status, title: expect.any(String), detail: expect.any(String) },
        ])
        all[name] = refused
      }
    }
    return all
  }
  const before = await refusals()
  for (const words of ['one', 'two', 'three']) expect((await served.note('coordinator', words)).status).toBe(200)
  expect(await refusals()).toEqual(before)
  expect(Object.keys(before).length).toBeGreaterThan(100)
})

test('whose it is gets past the policy', async () => {
  const served = await servedPause(installation)
  for (const operation of operationsOf(
    { served: new Map(), frontiers: new Frontiers(new Map()), sureNow: new Map() },
    testRules,
  )) {
    const who = answered[operation.id]
    for (const role of who === 'everybody' || who === 'of_the_pause' || who === undefined ? roles : who) {
      const { status } = await told(served, role, operation)
      expect([operation.id, role, [401, 403].includes(status)]).toEqual([operation.id, role, false])
      expect([operation.id, role, status], 'a fault of ours').not.toEqual([operation.id, role, 500])
    }
  }
})

test('an id of a pause that is not there is refused as one that is somebody else’s', async () => {
  const served = await servedPause(installation)
  for (const operation of operationsOf(
    { served: new Map(), frontiers: new Frontiers(new Map()), sureNow: new Map() },
    testRules,
  )) {
    if (operation.who === 'everybody') continue
    const method = operation.method.toUpperCase()
    const [there, not] = await Promise.all(
      [served.pause, 'nowhere'].map((pause) => served.ask('nothing', pathOf(operation, pause), { method })),
    )
    expect([not?.status, await not?.text()]).toEqual([there?.status, await there?.text()])
  }
})

test('a released account is open to everybody, but not while publishing is stopped, nor once terms have a later window', async () => {
  const { database } = installation
  const terms: Part<unknown> = {
    ...parts.terms,
    after: (state, { type, clear }) =>
      type === 'terms_announced'
        ? { ...noTerms, versions: [{ version: 1, summary: { windows: [{ close: clear.close }] } }], inForce: 1 }
        : state,
  }
  const { ask, account, pause, services } = await servedPause(installation, {
    leads: false,
    rules: rulesOf({ ...parts, terms: terms as never }),
  })
  let position = 1_000_000
  const isOpenAfter = async (type: string, clear: object = {}) => {
    position += 1
    const { close: closed } = clear as { close?: number }
    const until = closed === undefined ? {} : { until: `${new Date(closed * 1000).toISOString().slice(0, 19)}Z` }
    await database.query(
      `insert into events (account, position, entry_id, type, class, at, clear, opened)
       values ($1, $2, $3, $4, 'public', now(), $5, '{}')`,
      [account, position, `entry-${position}`, type, JSON.stringify({ ...until, ...clear })],
    )
    await services.live.reach(pause, position)
    await eventually(() => expect(services.live.of(pause)?.position).toBe(position))
    return (await ask(undefined, `/account/${pause}/tile/entries/000`)).status !== 401
  }
  const close = Date.parse('2016-11-04T15:00:00Z') / 1000
  const released = { last_close: '2016-11-04T15:00:00Z' }
  expect(await isOpenAfter('terms_announced', { close })).toBe(false)
  expect(await isOpenAfter('released', released)).toBe(true)
  expect(await isOpenAfter('publishing_stopped')).toBe(false)
  expect(await isOpenAfter('released', released)).toBe(true)
  expect(await isOpenAfter('terms_announced', { close: close + 86_400 })).toBe(false)
  expect(await isOpenAfter('released', released), 'of the earlier window').toBe(false)
  expect(await isOpenAfter('released', { last_close: '2016-11-05T15:00:00Z' })).toBe(true)
  // As exercises may: it states no window, and is of those in force.
  expect(await isOpenAfter('terms_announced', { close: close + 172_800 })).toBe(false)
  expect(await isOpenAfter('released')).toBe(true)

  // Whatever an entry says that it opens: what does not follow from the account, to the byte, is given to nobody.
  const openings = async () => (await ask(undefined, `/public/${pause}/openings.jsonl`)).status
  expect(await openings()).toBe(404)
  const last = { last_close: '2016-11-08T15:00:00Z' }
  const opens = { slots: 0, sha256: createHash('sha256').digest('hex') }
  for (const [more, status] of [
    [{ slots: ['type', 'text'] }, 404],
    [{ opens: { ...opens, slots: 1 } }, 404],
    [{ opens: { ...opens, sha256: '0'.repeat(64) } }, 404],
    [{ opens: { ...opens, also: ['text'] } }, 404],
    [{ opens }, 200],
  ] as const) {
    expect(await isOpenAfter('released', { ...last, ...more })).toBe(true)
    expect([more, await openings()]).toEqual([more, status])
  }
  expect(await (await ask(undefined, `/public/${pause}/openings.jsonl`)).text()).toBe('')
  expect(await isOpenAfter('publishing_stopped')).toBe(false)
  expect(await openings()).toBe(401)
})
