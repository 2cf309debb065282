// The server killed in the middle of breaking off: afterwards the abort is there whole, with whom it calls back and all approvals
// that end by it, or it is not there at all; one that was acknowledged is there; and the same command again gives one.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { OpenedEntry } from '@treve/ledger'
import type { Instant, TimeZone } from '@treve/model'
import { receive } from '@treve/server/storage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftOf } from '../../src/coordination/said.ts'
import { auditedEntries, eventually, newPause, removeFoldersAfterwards, settingsOf } from '../storage/made.ts'
import { killMembersAfterwards, type Member, startMember } from '../storage/members.ts'
import { type Installation, installed } from './made.ts'

removeFoldersAfterwards()
killMembersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

const script = fileURLToPath(new URL('./server.ts', import.meta.url))
const pauseFile = readFileSync(new URL('../../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
const elements = [
  'window.day',
  'corridor.bridge.civilians',
  'corridor.bridge.medical',
  'corridor.bridge.aid',
  'staff_safety',
]
const parties = ['north', 'south']
const vehicles = ['bus-001', 'ambulance-001', 'truck-001']

async function started(): Promise<Member> {
  const { choice, keysFolder } = installation
  const member = startMember({ choice, keysFolder, script, isReal: true })
  await member.says('ready')
  await member.says('leads')
  return member
}

/** Undefined: it was gone before it answered. */
async function asked(
  member: Member,
  pause: string,
  kind: string,
  input: object,
  id: string = randomUUID(),
): Promise<number | undefined> {
  const address = `http://127.0.0.1:${member.after('ready').at(-1)}`
  for (;;) {
    const answer = await fetch(`${address}/api/v1/pauses/${pause}/commands/${kind}`, {
      method: 'POST',
      headers: { authorization: 'Bearer coordinator', 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify(input),
    }).catch(() => undefined)
    // A pause that is new is seen a moment later.
    if (answer?.status === 404) {
      await new Promise((done) => setTimeout(done, 50))
      continue
    }
    return answer?.status
  }
}

/** Approved, and three vehicles set out. */
async function underWay(member: Member, pause: string): Promise<number> {
  const { database, keysFolder } = installation
  const number = await newPause(database, keysFolder, settingsOf(pause))
  const must = async (kind: string, input: object) => {
    expect([kind, [200, 202]]).toEqual([kind, expect.arrayContaining([await asked(member, pause, kind, input)])])
  }
  await must('draft_terms', { pause_file: pauseFile })
  for (const element of elements)
    for (const party of parties)
      await must('record_approval', { element, party, grade: 'written_unconditional', evidence: 'letter' })
  // That it may begin has tests of its own.
  const begun = draftOf(
    { type: 'begun', details: { version: 1, decision: '' } },
    {
      now: Math.floor(Date.now() / 1000) as Instant,
      zone: 'Asia/Damascus' as TimeZone,
      organisation: 'Relief Coordination',
      chain: 'own',
    },
  )
  await receive(database, { clientId: randomUUID(), pause, content: { kind: 'draft', draft: begun } })
  for (const vehicle of vehicles) await must('report', { what: 'departed', vehicle, place: 'depot' })
  await settled(number)
  return number
}

async function settled(account: number): Promise<void> {
  await eventually(async () => {
    const { rows } = await installation.database.query(
      `select 1 from commands where account = $1 and state = 'waiting'`,
      [account],
    )
    expect(rows).toEqual([])
  }, 40)
}

interface OfAbort {
  readonly aborted: readonly string[]
  readonly recalled: readonly string[]
  readonly lapsed: readonly string[]
}

/** Of what stands on the account by now, verified as an outsider does it. */
async function onTheAccount(number: number, pause: string): Promise<OfAbort> {
  const entries = await auditedEntries(installation.database, installation.keysFolder, { number, pause })
  const ids = (type: string) =>
    entries
      .filter((each: OpenedEntry) => (each.entry.clear.type ?? each.values.type) === type)
      .map(({ entry }) => entry.id)
  return { aborted: ids('aborted'), recalled: ids('recalled'), lapsed: ids('approval_lapsed') }
}

const counts = ({ aborted, recalled, lapsed }: OfAbort) => [aborted.length, recalled.length, lapsed.length]
const whole = [1, 1, elements.length * parties.length]

/** Milliseconds after it was sent; `decided`: once it is, whether or not all of it is entered; `answered`: once it is acknowledged. */
const moments = [1, 10, 25, 60, 'decided', 'decided', 'answered'] as const

test('killed at any moment of an abort: it is there whole, or not at all; the same again gives one', async () => {
  let member = await started()
  const found: string[] = []
  for (const [round, moment] of moments.entries()) {
    const pause = `broken-off-${round}`
    const number = await underWay(member, pause)
    const id = randomUUID()
    const answer = asked(member, pause, 'abort', {}, id)
    if (moment === 'answered') await answer
    else if (moment === 'decided')
      await eventually(async () => {
        const { rowCount } = await installation.database.query(
          'select 1 from commands where account = $1 and client_id = $2 and (decided is not null or state <> $3)',
          [number, id, 'waiting'],
        )
        expect(rowCount).toBe(1)
      })
    else await new Promise((done) => setTimeout(done, moment))
    await member.end('SIGKILL')
    const isAcknowledged = [200, 202].includes((await answer) ?? 0)

    member = await started()
    await settled(number)
    const after = await eventually(async () => {
      const seen = await onTheAccount(number, pause)
      expect([whole, [0, 0, 0]]).toContainEqual(counts(seen))
      return seen
    })
    if (isAcknowledged || moment === 'decided') expect([moment, counts(after)]).toEqual([moment, whole])
    found.push(after.aborted.length === 1 ? 'whole' : 'none')

    // Whoever got no answer sends it again: as it is by now it is answered, and nothing is said twice.
    expect([200, 202]).toContain(await asked(member, pause, 'abort', {}, id))
    await settled(number)
    const again = await eventually(async () => {
      const seen = await onTheAccount(number, pause)
      expect(counts(seen)).toEqual(whole)
      return seen
    })
    if (after.aborted.length === 1) expect(again).toEqual(after)
  }
  expect(found.slice(-3)).toEqual(['whole', 'whole', 'whole'])
  await member.end('SIGTERM')
}, 240_000)
