// An account is opened to the public by an entry that two people sign with keys that are on no server, and by nothing else:
// not sooner than it is due, not by one of them, not by keys that they have not named.

import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import {
  type AccountName,
  type Draft,
  formatVerifierKey,
  halfIn,
  keyTypes,
  nextStep,
  noteSigner,
  type Opening,
  oneUseKey,
  type PrivateKey,
  parseVerifierKey,
  readerAt,
  readyIn,
  type Signer,
  sign,
  signedText,
  verifyEntries,
  verifyLog,
} from '@treve/ledger'
import { createApp, openServices } from '@treve/server'
import { rules } from '@treve/server/coordination'
import { keep, receive } from '@treve/server/storage'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { pauseFile } from '../coordination/day.ts'
import { eventually, newPause, removeFoldersAfterwards, settingsOf } from '../storage/made.ts'
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
async function overPause() {
  const { database, keysFolder } = installation
  const pause = `release-${randomUUID().slice(0, 8)}`
  const settings = settingsOf(pause, { mode: 'live' })
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
  at = seconds(lastClose)
  await done('coordinator:anna', 'close', {})
  const checkpoint = () => app.request(`/account/${pause}/checkpoint`, { headers: { host: 'localhost:8016' } })
  return {
    pause,
    ask,
    command,
    done,
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
  const { pause, ask, command, done, goTo, signed, isOpen } = await overPause()
  const path = `/api/v1/pauses/${pause}/release`
  const enter = async (body: object, id?: string, bearer = 'coordinator:anna') =>
    (await ask(bearer, path, body, id)).told
  const [anna, bert, other] = [personsKey('anna'), personsKey('bert'), personsKey('other')]
  const vkey = (signer: Signer) => formatVerifierKey(signer.key)
  const clear = { last_close: lastClose, delay_s: 86_400 }
  const early = signed([anna, bert], clear)

  goTo(due - 1)
  expect(await enter(early)).toMatchObject({ code: 'too_early' })
  expect(await command('coordinator:anna', 'sign_release', {})).toMatchObject({ code: 'too_early' })

  goTo(due)
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
  expect(told).toMatchObject({ pause, mode: 'live', beat_s: 1, clear: { type: 'released', ...clear } })
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
  const { pause, ask, done, bothSign, goTo, signed, isOpen, beatAt } = await overPause()
  const path = `/api/v1/pauses/${pause}/release`
  const [anna, bert] = [personsKey('anna'), personsKey('bert')]
  goTo(due)
  await bothSign(anna, bert)
  // A key counts from the beat after it was registered.
  await beatAt(due + 2)
  const { bytes, openings } = JSON.parse(signed([anna, bert], { last_close: lastClose, delay_s: 86_400 }).signed) as {
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

test('the public reads the log of a released account, and it verifies: nothing before, nothing sealed, nothing while it is stopped', async () => {
  const { pause, ask, done, bothSign, goTo, signed, isOpen, beatAt, publicFile, listening } = await overPause()
  const files = ['checkpoint', 'vkey', 'tile/entries/000']
  const statusOf = async (bearer?: string) =>
    Promise.all(files.map(async (file) => (await publicFile(file, bearer)).status))
  expect(await statusOf()).toEqual([401, 401, 401])
  // Auditors have the account itself: of what is public there is nothing for them, either.
  expect(await statusOf('auditor:ada')).toEqual([404, 404, 404])
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

  const [anna, bert] = [personsKey('anna'), personsKey('bert')]
  goTo(due)
  await bothSign(anna, bert)
  await beatAt(due + 2)
  await eventually(async () => {
    const body = signed([anna, bert], { last_close: lastClose, delay_s: 86_400, slots: ['text', 'type'] })
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
  const log = parseVerifierKey((await (await publicFile('vkey')).text()).trim())
  const note = (await bytesOf('checkpoint')) ?? new Uint8Array()
  const read = readerAt(bytesOf, note)
  const verified = await verifyLog({ read, log })
  expect(verified.faults).toEqual([])
  const { account, problems } = await verifyEntries({ read, checkpoint: verified, log })
  expect(problems).toEqual([])
  expect(account?.isReleased).toBe(true)
  // Also where the entry names slots: who signed on the page was told that nothing sealed is opened.
  for (const file of ['openings.jsonl', 'openings']) expect((await publicFile(file)).status).toBe(404)

  // By the command, over the network, with what anybody is given and nothing else.
  const address = await listening()
  const verify = () => treveVerify(`${address}/public/${pause}`, formatVerifierKey(log))
  const verdict = await verify()
  expect(verdict).toMatchObject({ code: 0, told: { verified: true, checked: { openings: { open: 0 } } } })

  await done('protection:bert', 'stop_publishing', {})
  await eventually(async () => expect(await statusOf()).toEqual([401, 401, 401]))
  expect((await verify()).code).toBe(2)
  // To let it go on opens nothing: that needs a release of its own.
  for (const bearer of ['coordinator:anna', 'protection:bert']) await done(bearer, 'resume_publishing', {})
  await say('Said after it went on.')
  expect(await statusOf()).toEqual([401, 401, 401])
  expect(await isOpen()).toBe(false)
})

/** As somebody runs it who has a key and an address. */
async function treveVerify(address: string, key: string) {
  const given = ['account', 'verify', address, '--key', key, '--json']
  const ran = spawn(process.execPath, [treveProgram, ...given], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, , [code]] = await Promise.all([text(ran.stdout), text(ran.stderr), once(ran, 'close')])
  return { code: code as number, told: out === '' ? undefined : (JSON.parse(out) as unknown) }
}

interface ReleaseTold {
  readonly log: string
  readonly mode: 'live'
  readonly beat_s: number
  readonly now: string
  readonly clear: { readonly type: string }
  readonly signed: readonly { readonly key?: string; readonly ready?: string; readonly half?: string }[]
}

const ownKey = (name: string) => ({ name, type: keyTypes.ed25519, seed: random(32) })
const vkeyOf = (key: PrivateKey) => formatVerifierKey(noteSigner(key).key)
