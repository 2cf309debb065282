// An account is opened to the public by an entry that two people sign with keys that are on no server, and by nothing else:
// not sooner than it is due, not by one of them, not by keys that they have not named.

import { spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import {
  type AccountName,
  type Draft,
  type EventName,
  type EventType,
  eventTypes,
  formatVerifierKey,
  halfIn,
  type Json,
  keyTypes,
  nextStep,
  noteSigner,
  type OpenedSlot,
  type Opening,
  oneUseKey,
  opensOf,
  type PrivateKey,
  parseVerifierKey,
  readerAt,
  readyIn,
  type Signer,
  type SlotName,
  sign,
  signedText,
  slotsOf,
  verifyEntries,
  verifyLog,
} from '@treve/ledger'
import { createApp, openServices } from '@treve/server'
import { rules } from '@treve/server/coordination'
import { keep, receive } from '@treve/server/storage'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { pauseFile } from '../coordination/day.ts'
import { eventually, newPause, removeFoldersAfterwards, settingsOf, temporaryFolder } from '../storage/made.ts'
import { type Installation, installed, standingAsAsked, tokenSignIn } from './made.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(async () => {
  await installation.database.close()
})

const treveProgram = fileURLToPath(new URL('../../../cli/bin/treve.mjs', import.meta.url))
const organisation = 'Relief Coordination'
const random = (length: number) => Uint8Array.from(randomBytes(length))
const personsKey = (name: string): Signer => noteSigner({ name, type: keyTypes.ed25519, seed: random(32) })
const seconds = (text: string) => Date.parse(text) / 1000
const lastClose = '2016-11-04T12:00:00+02:00'
const due = seconds('2016-11-05T12:00:00+02:00')

/** Terms announced, their last window over, the pause closed; on a clock that the test moves. */
async function overPause({ fill = 0, kinds = [] as readonly Draft[] } = {}) {
  const { database, keysFolder } = installation
  const pause = `release-${randomUUID().slice(0, 8)}`
  const settings = settingsOf(pause, { mode: 'live', fill })
  await newPause(database, keysFolder, settings)
  let at = seconds('2016-11-03T08:00:00Z')
  const now = () => at
  const stop = new AbortController()
  const kept = keep(database, { now, keysFolder, beginning: standingAsAsked(rules) }, stop.signal)
  const usual = { burst: 10_000, perSecond: 10_000 }
  const services = await openServices({
    database,
    signIn: tokenSignIn(),
    rules,
    now,
    rates: { commands: usual, reads: usual, strangers: usual },
    outcomeMilliseconds: 20_000,
  })
  onTestFinished(async () => {
    stop.abort()
    await services.close()
    await kept.catch(() => undefined)
  })
  const app = createApp(new Map(), new Map(), undefined, { services })
  const ask = async (bearer: string, path: string, body?: object, id: string = randomUUID()) => {
    const headers = { host: 'localhost:8016', authorization: `Bearer ${bearer}` }
    const answer = await app.request(
      path,
      body === undefined
        ? { headers }
        : {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': id },
            body: JSON.stringify(body),
          },
    )
    const told = (await answer.json()) as { state?: string; code?: string; entries?: { id: string }[] }
    return { status: answer.status, told }
  }
  const command = async (bearer: string, kind: string, input: object) =>
    (await ask(bearer, `/api/v1/pauses/${pause}/commands/${kind}`, input)).told
  const done = async (bearer: string, kind: string, input: object) =>
    expect([kind, await command(bearer, kind, input)]).toEqual([kind, expect.objectContaining({ state: 'done' })])
  const account: AccountName = { log: settings.log, pause, mode: settings.mode }
  const file = pauseFile().replace('exercise: true', 'exercise: false').replace('id: two-banks', `id: ${pause}`)
  await done('coordinator:anna', 'draft_terms', { pause_file: file })
  await done('coordinator:anna', 'announce_terms', { version: 1, by: ['south'], text: 'From 08:00 to 12:00.' })
  const numbers: number[] = []
  for (const draft of kinds) {
    const content = { kind: 'draft', draft } as const
    const taken = await database.inTransaction((client) => receive(client, { clientId: randomUUID(), pause, content }))
    if ('refused' in taken) throw new Error('it is taken')
    numbers.push(taken.number)
  }
  await eventually(async () => {
    const { rows } = await database.query('select outcome from commands where number = any($1)', [numbers])
    expect(rows.map(({ outcome }) => outcome?.text ?? outcome?.state)).toEqual(kinds.map(() => 'done'))
  })
  at = seconds(lastClose)
  await done('coordinator:anna', 'close', {})
  const checkpoint = () => app.request(`/account/${pause}/checkpoint`, { headers: { host: 'localhost:8016' } })
  return {
    pause,
    ask,
    command,
    done,
    /** What two people are shown, and sign. */
    toSign: async () =>
      (await ask('coordinator:anna', `/api/v1/pauses/${pause}/release`)).told as unknown as ReleaseTold,
    textOf: async (bearer: string | undefined, path: string) => {
      const headers = { host: 'localhost:8016', ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) }
      const answer = await app.request(path, { headers })
      return { status: answer.status, body: await answer.text() }
    },
    /** Each names their own key. */
    bothSign: async (anna: Signer, bert: Signer) => {
      for (const [bearer, signer] of [
        ['coordinator:anna', anna],
        ['protection:bert', bert],
      ] as const) {
        await done(bearer, 'register_key', { key: formatVerifierKey(signer.key), organisation })
        await done(bearer, 'sign_release', { key: formatVerifierKey(signer.key) })
      }
    },
    /** What was entered before is in the log then. */
    beatAt: async (to: number) => {
      const before = await (await checkpoint()).text()
      at = to
      await eventually(async () => expect(await (await checkpoint()).text()).not.toBe(before))
    },
    goTo: (to: number) => {
      at = to
    },
    signed: (people: readonly Signer[], clear: object): { signed: string } => {
      const keys = people.map((signer) => oneUseKey(random, account, { organisation, signer }))
      const draft = { class: 'public', clear: { type: 'released', ...clear } } as Draft
      const made = sign(draft, account, { seconds: at, beatSeconds: 1, random, next: () => keys.shift() })
      if (made === undefined) throw new Error('not signed')
      const { bytes, openings } = made
      return { signed: JSON.stringify({ bytes: Buffer.from(bytes).toString('base64'), openings }) }
    },
    /** On a port of its own, until the test ends: its address. */
    listening: async () => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
      onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())))
      await once(server, 'listening')
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    publicFile: async (file: string, bearer?: string) =>
      app.request(`/public/${pause}/${file}`, {
        headers: { host: 'localhost:8016', ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) },
      }),
    isOpen: async () =>
      (await app.request(`/account/${pause}/tile/entries/000`, { headers: { host: 'localhost:8016' } })).status !== 401,
  }
}

test('two people sign, and it is entered once the conditions hold: refused before, done once', async () => {
  const { pause, ask, command, done, goTo, signed, isOpen, toSign } = await overPause()
  const path = `/api/v1/pauses/${pause}/release`
  const enter = async (body: object, id?: string, bearer = 'coordinator:anna') =>
    (await ask(bearer, path, body, id)).told
  const [anna, bert, other] = [personsKey('anna'), personsKey('bert'), personsKey('other')]
  const vkey = (signer: Signer) => formatVerifierKey(signer.key)
  const early = signed([anna, bert], { last_close: lastClose, delay_s: 86_400 })
  // Nor is it said by then what it would open.
  expect((await toSign()).clear).not.toHaveProperty('opens')
  expect(await toSign()).not.toHaveProperty('shows')

  goTo(due - 1)
  expect(await enter(early)).toMatchObject({ code: 'too_early' })
  expect(await command('coordinator:anna', 'sign_release', {})).toMatchObject({ code: 'too_early' })

  goTo(due)
  const { clear } = await toSign()
  expect(clear).toEqual({ type: 'released', last_close: lastClose, delay_s: 86_400, opens: opensOf([]) })
  const both = signed([anna, bert], clear)
  expect(await enter(both)).toMatchObject({ code: 'second_person_needed' })
  for (const [bearer, signer] of [
    ['coordinator:anna', anna],
    ['protection:bert', bert],
  ] as const) {
    expect(await command(bearer, 'sign_release', { key: vkey(signer) })).toMatchObject({ code: 'key_unknown' })
    await done(bearer, 'register_key', { key: vkey(signer), organisation })
    // A page that knows no keys signs without one; the key is named by signing again.
    await done(bearer, 'sign_release', {})
  }
  expect(await enter(both)).toMatchObject({ code: 'key_not_named' })
  await done('coordinator:anna', 'sign_release', { key: vkey(anna) })
  expect(await command('protection:bert', 'sign_release', { key: vkey(anna) })).toMatchObject({
    code: 'second_person_needed',
  })
  await done('protection:bert', 'sign_release', { key: vkey(bert) })

  const told = (await ask('protection:bert', path)).told
  expect(told).toMatchObject({ pause, mode: 'live', beat_s: 1, clear })
  for (const people of [
    [anna, other],
    [anna, anna],
    [other, bert],
  ] as const)
    expect(await enter(signed(people, clear))).toMatchObject({ code: 'key_not_named' })
  expect(await enter(signed([anna, bert], { ...clear, last_close: '2016-11-04T11:00:00+02:00' }))).toMatchObject({
    code: 'another_window',
  })
  expect(await enter(signed([anna, bert], { ...clear, delay_s: 3600 }))).toMatchObject({ code: 'another_window' })
  // Nothing is opened that follows not from the account: no slots by name, no other list, no silence on it.
  const { opens: _, ...silent } = clear
  for (const other of [
    silent,
    { ...silent, slots: ['type'] },
    { ...silent, slots: ['text', 'source', 'place'] },
    { ...clear, opens: { ...opensOf([]), slots: 1 } },
    { ...clear, opens: { ...opensOf([]), sha256: '0'.repeat(64) } },
  ])
    expect([other, (await enter(signed([anna, bert], other))).code]).toEqual([other, 'opens_other'])
  for (const text of ['', '{}', 'null', '[]', JSON.stringify({ bytes: 'eA==', openings: [] })])
    expect([text, (await enter({ signed: text })).code]).toEqual([
      text,
      expect.stringMatching(/entry_unusable|input_invalid/),
    ])
  // Bytes that were changed after they were signed: judged where it is entered.
  const parts = JSON.parse(both.signed) as { bytes: string }
  const line = Buffer.from(parts.bytes, 'base64')
    .toString()
    .replace(/.(?=\n$)/, (sign) => (sign === 'A' ? 'B' : 'A'))
  const forged = { signed: JSON.stringify({ ...parts, bytes: Buffer.from(line).toString('base64') }) }
  expect((await enter(forged)).code).toMatch(/^(bad_signature|malformed|entry_unusable|unreadable|input_invalid)$/)

  // A key counts from the beat after it was registered.
  expect(await enter(both)).toMatchObject({ code: 'unknown_key' })

  // What was signed before a stop holds no longer: neither what they said here nor the entry.
  await done('coordinator:anna', 'stop_publishing', {})
  expect(await enter(both)).toMatchObject({ code: 'publishing_stopped' })
  for (const bearer of ['coordinator:anna', 'protection:bert']) await done(bearer, 'resume_publishing', {})
  goTo(due + 2)
  expect(await enter(both)).toMatchObject({ code: 'second_person_needed' })
  await done('coordinator:anna', 'sign_release', { key: vkey(anna) })
  expect(await enter(both)).toMatchObject({ code: 'second_person_needed' })
  await done('protection:bert', 'sign_release', { key: vkey(bert) })
  expect(await enter(both)).toMatchObject({ code: 'signed_before_stop' })
  expect(await isOpen()).toBe(false)

  const anew = signed([anna, bert], clear)
  let id = ''
  const entered = await eventually(async () => {
    id = randomUUID()
    const answer = await enter(anew, id)
    expect(answer).toMatchObject({ state: 'done' })
    return answer
  })
  await eventually(async () => expect(await isOpen()).toBe(true))
  expect(await enter(anew, id)).toEqual(entered)
  expect((await enter(anew)).entries).toEqual(entered.entries)
  // Another one needs two signatures of its own.
  expect(await enter(signed([anna, bert], clear))).toMatchObject({ code: 'second_person_needed' })
})

test('the two sign where their keys are: what each has made is given to the other by the server, and holds no key', async () => {
  const { pause, ask, command, done, goTo, isOpen } = await overPause()
  const path = `/api/v1/pauses/${pause}/release`
  const people = { anna: 'coordinator:anna', bert: 'protection:bert' } as const
  const keys = { anna: ownKey('anna'), bert: ownKey('bert') }
  for (const name of ['anna', 'bert'] as const)
    await done(people[name], 'register_key', { key: vkeyOf(keys[name]), organisation })
  goTo(due + 2)
  /** As each does it, of what the server says to them. */
  const stepOf = async (name: 'anna' | 'bert') => {
    const told = (await ask(people[name], path)).told as unknown as ReleaseTold
    const { log, mode, clear, beat_s: beatSeconds, signed } = told
    const others = signed.filter(({ key }) => key !== vkeyOf(keys[name]))
    return nextStep(
      { key: keys[name], organisation },
      others.map(({ ready = '', half = '' }) => ({ ready: readyIn(ready), half: halfIn(half) })),
      { account: { log, pause, mode }, clear, beatSeconds },
      { seconds: Date.parse(told.now) / 1000, random },
    )
  }
  const first = await stepOf('anna')
  if (!('ready' in first)) throw new Error('nobody was ready before')
  await done(people.anna, 'sign_release', { key: vkeyOf(keys.anna), ready: JSON.stringify(first.ready) })
  // By herself she comes no further, nor does what is no part of it.
  expect(await stepOf('anna')).toEqual(first)
  for (const more of [
    { ready: '{}' },
    { half: '{}' },
    { half: JSON.stringify({ text: '{}', openings: [], signature: '' }) },
  ])
    expect(await command(people.bert, 'sign_release', { key: vkeyOf(keys.bert), ...more })).toMatchObject({
      code: 'entry_unusable',
    })
  const second = await stepOf('bert')
  if (!('half' in second)) throw new Error('anna was ready')
  await done(people.bert, 'sign_release', { key: vkeyOf(keys.bert), half: JSON.stringify(second.half) })
  const last = await stepOf('anna')
  if (!('signed' in last)) throw new Error('bert has signed')
  expect(await isOpen()).toBe(false)
  await eventually(async () =>
    expect((await ask(people.anna, path, { signed: signedText(last.signed) })).told).toMatchObject({ state: 'done' }),
  )
  await eventually(async () => expect(await isOpen()).toBe(true))
})

test('what was handed in before a stop and comes to be entered after it is refused: it is judged where it is entered', async () => {
  const { pause, ask, done, bothSign, goTo, signed, isOpen, beatAt, toSign } = await overPause()
  const path = `/api/v1/pauses/${pause}/release`
  const [anna, bert] = [personsKey('anna'), personsKey('bert')]
  goTo(due)
  await bothSign(anna, bert)
  // A key counts from the beat after it was registered.
  await beatAt(due + 2)
  const { bytes, openings } = JSON.parse(signed([anna, bert], (await toSign()).clear).signed) as {
    bytes: string
    openings: Opening[]
  }
  // A server that has not heard of the stop yet lets it through; whoever leads finds both at once, the stop before it.
  const by = { kind: 'person', token: 'coordinator:anna', roles: ['coordinator'] }
  const stop = { kind: 'asked', command: 'stop_publishing', input: '{}', by } as const
  const entering = { kind: 'entry', bytes, openings } as const
  const [stopTaken, taken] = await installation.database.inTransaction(async (client) => [
    await receive(client, { clientId: randomUUID(), pause, content: stop }),
    await receive(client, { clientId: randomUUID(), pause, content: entering }),
  ])
  if (stopTaken === undefined || taken === undefined || 'refused' in stopTaken || 'refused' in taken)
    throw new Error('both are taken')
  const outcomeOf = async (number: number) =>
    (await installation.database.query('select outcome from commands where number = $1', [number])).rows[0]?.outcome
  await eventually(async () => expect(await outcomeOf(taken.number)).toMatchObject({ code: 'publishing_stopped' }))
  expect(await outcomeOf(stopTaken.number)).toMatchObject({ state: 'done' })
  expect(await isOpen()).toBe(false)
  const again = () => ask('coordinator:anna', path, { signed: JSON.stringify({ bytes, openings }) })
  expect((await again()).told).toMatchObject({ code: 'publishing_stopped' })
  // Nor once two have let it go on: the release is signed anew.
  for (const bearer of ['coordinator:anna', 'protection:bert']) await done(bearer, 'resume_publishing', {})
  goTo(due + 4)
  expect((await again()).told).toMatchObject({ code: 'second_person_needed' })
  expect(await isOpen()).toBe(false)
})

const secret = 'never to be opened'
const at = { from: '2016-11-03T10:00:00+02:00', until: '2016-11-03T10:00:00+02:00', zone: 'Asia/Damascus' }
const three = { low: 3, best: 3, high: 3 }
/** What an entry may hold that nobody is to read who is not an auditor. */
const held: Readonly<Partial<Record<SlotName, Json>>> = {
  source: { organisation: 'A source', chain: 'of a source' },
  time: at,
  place: { place: 'clinic-7', point: { latitude_microdegrees: 36_000_001, longitude_microdegrees: 37_000_001 } },
  tokens: { person: 'person-token-7', corridor: 'north-road' },
  people: [{ group: 'group-7', ...three }],
  lines: [{ consignment: 'c-7', item: 'flour', unit: 'g', ...three }],
  counts: [{ subject: 'casualties', detail: 'dead', unit: 'people', ...three }],
  survey: { asked: 9, frame: 'probability' },
  conditions: { could_refuse: 'yes', present: ['function-7'] },
  watched: { of: [{ subject: 'withdrawal' }] },
  notice: { element: 'element-7', reason: secret },
  staff: ['staff-token-7'],
  text: { language: 'en', text: secret },
  references: { event: 'event-7' },
}
/** Of every kind that is seen where a pause happens, all that it may hold; but what ends the pause, and what only the log says. */
const ofEachKind: readonly Draft[] = Object.entries(eventTypes).flatMap(([type, of]: [string, EventType]) => {
  if (of.class !== 'field' || ['filler', 'aborted', 'extended', 'resumed', 'positions_digest'].includes(type)) return []
  const { fills, mayFill } = slotsOf(of)
  const sealed = Object.fromEntries(
    [...fills, ...mayFill].flatMap((slot) => (held[slot] === undefined ? [] : [[slot, held[slot]]])),
  )
  return [{ class: 'field', clear: { type }, sealed } as Draft]
})

test('the public reads the log of a released account, and which entries are fillers: nothing before, nothing else, nothing while it is stopped', async () => {
  const { pause, ask, done, bothSign, goTo, signed, isOpen, beatAt, publicFile, listening, toSign, textOf } =
    await overPause({ fill: 100, kinds: ofEachKind })
  expect(ofEachKind.length).toBeGreaterThan(40)
  const files = ['checkpoint', 'vkey', 'tile/entries/000', 'openings.jsonl']
  const statusOf = async (bearer?: string) =>
    Promise.all(files.map(async (file) => (await publicFile(file, bearer)).status))
  expect(await statusOf()).toEqual([401, 401, 401, 401])
  // Auditors have the account itself: of what is public there is nothing for them, either.
  expect(await statusOf('auditor:ada')).toEqual([404, 404, 404, 404])
  const list = `/api/v1/pauses/${pause}/release/opened`
  expect((await textOf('coordinator:anna', list)).status).toBe(404)
  const say = (text: string) =>
    done('coordinator:anna', 'log_conversation', {
      with: 'officer',
      by: 'coordinator',
      direction: 'outgoing',
      channel: 'radio',
      language: 'en',
      text,
    })
  await say('Said before the release.')
  await done('coordinator:anna', 'open_case', { what: 'other' })

  const [anna, bert] = [personsKey('anna'), personsKey('bert')]
  goTo(due)
  await bothSign(anna, bert)
  await beatAt(due + 2)
  // Both are shown the same, and it stays so however the account grows.
  const { clear, shows } = await toSign()
  expect(clear.opens?.slots).toBeGreaterThan(0)
  const listed = await textOf('protection:bert', list)
  expect(createHash('sha256').update(listed.body).digest('hex')).toBe(clear.opens?.sha256)
  expect((await toSign()).clear).toEqual(clear)
  for (const bearer of [undefined, 'auditor:ada', 'dispatcher:dan', 'liaison:lia'])
    expect((await textOf(bearer, list)).status).toBeGreaterThan(400)
  const rows = listed.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as OpenedSlot)
  expect(rows.length).toBe(clear.opens?.slots)
  for (const row of rows) expect(row).toMatchObject({ slot: 'type', value: 'filler' })
  // What stands in the clear is counted by its kind; of reports not even that is told.
  expect(shows?.in_the_clear).toContainEqual({ kind: 'case_opened', entries: 1 })
  for (const { kind } of shows?.in_the_clear ?? []) expect(eventTypes[kind as EventName].class).not.toBe('field')
  const inTheClear = (shows?.in_the_clear ?? []).reduce((sum, { entries }) => sum + entries, 0)
  expect(inTheClear + (shows?.sealed ?? 0) + rows.length).toBe(shows?.entries)
  // Fillers from after the last close are among those of which nothing is told.
  expect(shows?.sealed).toBeGreaterThan(ofEachKind.length + 20)
  const body = signed([anna, bert], clear)
  await eventually(async () => {
    const { told } = await ask('coordinator:anna', `/api/v1/pauses/${pause}/release`, body)
    expect(told).toMatchObject({ state: 'done' })
  })
  await eventually(async () => expect(await isOpen()).toBe(true))
  goTo(due + 4)
  await say('Said after the release.')
  await beatAt(due + 6)

  const bytesOf = async (file: string) => {
    const answer = await publicFile(file)
    return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : undefined
  }
  const given = await (await publicFile('openings.jsonl')).text()
  const openings = given
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Opening)
  // To the row what was signed, and of what auditors have nothing else.
  expect(openings.map(({ id, slot, value }) => ({ id, slot, value }))).toEqual(
    rows.map(({ id, slot, value }) => ({ id, slot, value })),
  )
  const audited = (await textOf('auditor:ada', `/account/${pause}/openings`)).body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Opening)
  const reports = new Set(
    audited.filter(({ slot, value }) => slot === 'type' && value !== null && value !== 'filler').map(({ id }) => id),
  )
  expect(reports.size).toBe(ofEachKind.length)
  expect(openings.filter(({ id }) => reports.has(id))).toEqual([])
  for (const words of [secret, 'Said', 'clinic-7', 'person-token-7', 'staff-token-7', 'A source', '36000001'])
    expect([words, given.includes(words), JSON.stringify(audited).includes(words)]).toEqual([words, false, true])
  for (const file of ['openings', 'opened', 'openings.jsonl/x', '../openings'])
    expect([404, 401]).toContain((await publicFile(file)).status)

  const log = parseVerifierKey((await (await publicFile('vkey')).text()).trim())
  const note = (await bytesOf('checkpoint')) ?? new Uint8Array()
  const read = readerAt(bytesOf, note)
  const verified = await verifyLog({ read, log })
  expect(verified.faults).toEqual([])
  const { account, problems } = await verifyEntries({ read, checkpoint: verified, log, openings, isReleased: true })
  expect(problems).toEqual([])
  expect(account?.isReleased).toBe(true)

  // By the command, over the network, with what anybody is given and nothing else.
  const address = await listening()
  const verify = (lines: readonly Opening[]) => treveVerify(`${address}/public/${pause}`, formatVerifierKey(log), lines)
  expect(await verify(openings)).toMatchObject({
    code: 0,
    told: { verified: true, checked: { openings: { open: openings.length, missing: 0 } } },
  })
  expect(await verify(openings.slice(1))).toMatchObject({
    code: 1,
    told: { verified: false, checked: { openings: { missing: 1 } } },
  })

  await done('protection:bert', 'stop_publishing', {})
  await eventually(async () => expect(await statusOf()).toEqual([401, 401, 401, 401]))
  expect((await verify(openings)).code).toBe(2)
  // To let it go on opens nothing: that needs a release of its own, and not the one that was signed before.
  for (const bearer of ['coordinator:anna', 'protection:bert']) await done(bearer, 'resume_publishing', {})
  await say('Said after it went on.')
  expect(await statusOf()).toEqual([401, 401, 401, 401])
  expect(await isOpen()).toBe(false)
})

/** As somebody runs it who has a key, an address and what they were given there. */
async function treveVerify(address: string, key: string, openings: readonly Opening[]) {
  const file = join(await temporaryFolder(), 'openings.jsonl')
  await writeFile(file, openings.map((each) => `${JSON.stringify(each)}\n`).join(''))
  const given = ['account', 'verify', address, '--key', key, '--openings', file, '--released', '--json']
  const ran = spawn(process.execPath, [treveProgram, ...given], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, , [code]] = await Promise.all([text(ran.stdout), text(ran.stderr), once(ran, 'close')])
  return { code: code as number, told: out === '' ? undefined : (JSON.parse(out) as unknown) }
}

interface ReleaseTold {
  readonly log: string
  readonly mode: 'live'
  readonly beat_s: number
  readonly now: string
  readonly clear: { readonly type: string; readonly opens?: { readonly slots: number; readonly sha256: string } }
  readonly shows?: {
    readonly entries: number
    readonly sealed: number
    readonly in_the_clear: readonly { kind: string; entries: number }[]
  }
  readonly signed: readonly { readonly key?: string; readonly ready?: string; readonly half?: string }[]
}

const ownKey = (name: string) => ({ name, type: keyTypes.ed25519, seed: random(32) })
const vkeyOf = (key: PrivateKey) => formatVerifierKey(noteSigner(key).key)
