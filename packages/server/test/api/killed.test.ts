// Three servers on one database, the leader killed again and again with commands in flight: each command that was
// acknowledged is carried out once, and readers go on at another server, forwards.

import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { rules as realRules } from '@treve/server/coordination'
import { openOutcomes, receive, StorageFault, storedAccounts } from '@treve/server/storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keysOf, openAccount } from '../../src/storage/accounts.ts'
import { carryOutAsked, Deliberation } from '../../src/storage/carry-out.ts'
import { entryIdAt } from '../../src/storage/commands.ts'
import { Events } from '../../src/storage/events.ts'
import { lead } from '../../src/storage/leadership.ts'
import { audited, eventually, newPause, removeFoldersAfterwards, settingsOf } from '../storage/made.ts'
import { killMembersAfterwards, type Member, startMember } from '../storage/members.ts'
import { type Installation, installed, StreamRead, servedPause, standingAsAsked, testStanding } from './made.ts'

removeFoldersAfterwards()
killMembersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

const script = fileURLToPath(new URL('./server.ts', import.meta.url))
const auth = { authorization: 'Bearer coordinator' }

function addressOf(member: Member): string {
  return `http://127.0.0.1:${member.after('ready').at(-1)}`
}

interface Sent {
  readonly id: string
  readonly words: string
  readonly entries: number
}

/** Under one id until it is acknowledged, at whatever server answers. */
async function sent(
  members: () => readonly Member[],
  pause: string,
  words: string,
  stop: AbortSignal,
): Promise<Sent | undefined> {
  const one = { id: randomUUID(), words, entries: 1 + (words.length % 3) }
  while (!stop.aborted) {
    const all = members()
    const member = all[Math.floor(Math.random() * all.length)]
    try {
      const answer = await fetch(`${member && addressOf(member)}/api/v1/pauses/${pause}/commands/log_conversation`, {
        method: 'POST',
        headers: { ...auth, 'content-type': 'application/json', 'idempotency-key': one.id },
        body: JSON.stringify({ text: words, entries: one.entries }),
        signal: AbortSignal.any([stop, AbortSignal.timeout(10_000)]),
      })
      if (answer.status === 200 || answer.status === 202) return one
      if (answer.status !== 503 && answer.status !== 404) throw new Error(`${answer.status} ${await answer.text()}`)
    } catch (fault) {
      if (fault instanceof Error && /^\d{3} /.test(fault.message)) throw fault
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  return undefined
}

/** Follows the stream, from one server to the next; answers how many notes each frame showed. */
async function following(members: () => readonly Member[], pause: string, stop: AbortSignal): Promise<number[]> {
  const seen: number[] = []
  let last: string | undefined
  for (let at = 0; !stop.aborted; at++) {
    const all = members()
    const member = all[at % all.length]
    const answer = await fetch(`${member && addressOf(member)}/api/v1/events?pause=${pause}`, {
      headers: { ...auth, ...(last === undefined ? {} : { 'last-event-id': last }) },
      signal: stop,
    }).catch(() => undefined)
    if (answer?.ok !== true) {
      await new Promise((done) => setTimeout(done, 100))
      continue
    }
    const stream = new StreamRead(answer)
    while (!stream.isOver && !stop.aborted) await new Promise((done) => setTimeout(done, 50))
    await stream.close()
    for (const { id, views } of stream.frames) {
      last = id
      const notes = views.conversation?.view.notes
      if (Array.isArray(notes)) seen.push(notes.length)
    }
  }
  return seen
}

describe('three servers on one database', () => {
  test('a leader that is killed with commands in flight loses none and doubles none; readers go on', async () => {
    const { database, choice, keysFolder } = installation
    const pause = 'killed'
    const number = await newPause(database, keysFolder, settingsOf(pause))
    const start = () => startMember({ choice, keysFolder, script })
    const members = [start(), start(), start()]
    for (const each of members) await each.says('ready')
    await eventually(() => expect(members.some((each) => each.after('leads').length > 0)).toBe(true))
    const [sending, reading] = [new AbortController(), new AbortController()]
    const acknowledged: Sent[] = []
    const senders = Array.from({ length: 6 }, async (_, sender) => {
      for (let count = 0; !sending.signal.aborted; count++) {
        const one = await sent(() => members, pause, `${sender}.${'x'.repeat(count % 3)}.${count}`, sending.signal)
        if (one !== undefined) acknowledged.push(one)
      }
    })
    const readers = Array.from({ length: 3 }, () => following(() => members, pause, reading.signal))
    for (let kill = 0; kill < 3; kill++) {
      const before = acknowledged.length
      await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + 10))
      const leader = members
        .flatMap((each) => each.after('leads').map((term) => ({ each, term: Number(term) })))
        .sort((a, b) => b.term - a.term)[0]?.each
      if (leader === undefined) throw new Error('nobody leads')
      members.splice(members.indexOf(leader), 1)
      await leader.end('SIGKILL')
      const next = start()
      await next.says('ready')
      members.push(next)
    }
    const before = acknowledged.length
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + 10))
    sending.abort()
    await Promise.all(senders)

    const notes = async () => {
      const { rows } = await database.query(
        `select opened->'notice'->>'details' as details from events where account = $1 and type = 'conversation_logged'`,
        [number],
      )
      return rows.map(({ details }) => String(JSON.parse(String(details)).text))
    }
    await eventually(async () => {
      const { rows } = await database.query(`select 1 from commands where account = $1 and state = 'waiting'`, [number])
      expect(rows).toEqual([])
    })
    const counts = new Map<string, number>()
    for (const each of await notes()) counts.set(each, (counts.get(each) ?? 0) + 1)
    for (const { words, entries } of acknowledged) {
      const expected = entries === 1 ? [words] : Array.from({ length: entries }, (_, at) => `${words} ${at}`)
      expect(expected.map((each) => [each, counts.get(each)])).toEqual(expected.map((each) => [each, 1]))
    }
    expect([...counts.values()].every((count) => count === 1)).toBe(true)
    const total = (await notes()).length
    await new Promise((done) => setTimeout(done, 1500))
    reading.abort()
    for (const seen of await Promise.all(readers)) {
      expect(seen).toEqual([...seen].sort((a, b) => a - b))
      expect(seen.at(-1)).toBe(total)
    }
    for (const each of members) await each.end('SIGTERM')
    await audited(database, keysFolder, { number, pause })
  }, 120_000)
})

describe('a command that was decided', () => {
  test('and not entered whole, when its leader died, is entered as it was decided, once', async () => {
    const { database, keysFolder } = installation
    const pause = 'half-entered'
    const number = await newPause(database, keysFolder, settingsOf(pause))
    const by = { token: 'a', kind: 'person', roles: ['coordinator'] }
    const asked = async (text: string, entries: number) => {
      const content = {
        kind: 'asked',
        command: 'log_conversation',
        input: JSON.stringify({ text, entries }),
        by,
      } as const
      const receipt = await receive(database, { clientId: randomUUID(), pause, content })
      if ('refused' in receipt) throw new Error(receipt.text)
      return receipt.number
    }
    const [one, two] = [await asked('one', 3), await asked('two', 2)]
    const stored = (await storedAccounts(database)).find((each) => each.number === number)
    const term = await lead(database, AbortSignal.timeout(10_000))
    const keys = stored && (await keysOf(keysFolder, stored))
    if (stored === undefined || keys === undefined || term === undefined) throw new Error('it does not lead')
    const now = () => Date.now() / 1000
    const account = await openAccount(database, stored, keys, term.fence, { now, keysFolder })
    await new Events({ database, number, account, fence: term.fence }).catchUp()
    const deliberation = new Deliberation({
      database,
      stored,
      account,
      fence: term.fence,
      beginning: testStanding,
      now,
    })
    await deliberation.catchUp()
    const { rows } = await database.query(
      'select number, content, entry_id from commands where account = $1 order by 1',
      [number],
    )
    const waiting = rows.map((row) => ({
      number: row.number,
      content: row.content,
      entryId: row.entry_id,
      decided: null,
    }))
    const append = account.append.bind(account)
    let appended = 0
    account.append = async (submission) => {
      appended += 1
      if (appended > 2) throw new StorageFault('away', 'killed')
      return append(submission)
    }
    await expect(carryOutAsked(waiting, deliberation)).rejects.toThrow('killed')
    await eventually(() => expect(account.leafOf(entryIdAt(rows[0]?.entry_id, 1))).toBeDefined())
    await term.end()
    await account.close()
    expect(
      await database.query('select 1 from commands where account = $1 and decided is not null', [number]),
    ).toMatchObject({ rowCount: 2 })

    // Who takes over would decide otherwise: it knows no such command.
    const outcomes = await openOutcomes(database)
    const { keep } = await import('@treve/server/storage')
    const stop = new AbortController()
    const kept = keep(database, { now, keysFolder, beginning: standingAsAsked(realRules) }, stop.signal)
    for (const [command, entries] of [
      [one, 3],
      [two, 2],
    ] as const) {
      const first = rows.find((row) => row.number === command)?.entry_id
      expect(await outcomes.of(command, { milliseconds: 20_000 })).toMatchObject({
        state: 'done',
        entries: Array.from({ length: entries }, (_, at) => ({ id: entryIdAt(first, at) })),
      })
    }
    await eventually(async () => expect(await audited(database, keysFolder, { number, pause })).toHaveLength(6))
    stop.abort()
    await kept
    await outcomes.close()
  })
})

describe('a database', () => {
  test.each([
    ['away', 'database_away'],
    ['disk_full', 'disk_full'],
  ] as const)('that is %s is told, and that the same may be sent again', async (kind, code) => {
    const { database } = installation
    let isAway = false
    const query: typeof database.query = (text, values) =>
      isAway && text.includes('insert into commands')
        ? Promise.reject(new StorageFault(kind, 'for now'))
        : database.query(text, values)
    const { note } = await servedPause(installation, { database: { ...database, query } })
    const id = randomUUID()
    isAway = true
    const refused = await note('coordinator', 'again', { id })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await refused.json()).toMatchObject({ code })
    isAway = false
    expect((await note('coordinator', 'again', { id })).status).toBe(200)
  })
})
