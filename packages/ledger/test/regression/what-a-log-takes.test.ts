// What a review by other eyes got into an account, or out of it.

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  Account,
  type AccountSetup,
  bytesOf,
  composeEntry,
  copyServed,
  createAccountFolder,
  formatVerifierKey,
  holdFolder,
  type Json,
  keyTypes,
  MemorySealedStore,
  MemoryStore,
  noteSigner,
  openAccountFolder,
  openSealedStore,
  parseEntry,
  Refusal,
  readerAt,
  readFolder,
  readSealedValues,
  signCheckpoint,
  signEntry,
  verifyEntries,
  verifyLog,
} from '../../src/index.ts'
import { sha256 } from '../../src/log/crypto.ts'
import {
  authority,
  coordinator,
  exerciseAccount,
  liveAccount,
  randomOf,
  Sender,
  type Sent,
  signerOf,
  source,
} from '../entry/made.ts'
import { logSigner, served } from '../log/served.ts'

const folders: string[] = []
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'treve-takes-'))
  folders.push(folder)
  return folder
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const start = Date.parse('2016-11-04T08:20:00Z') / 1000

async function begun(more: Partial<AccountSetup> = {}) {
  const sender = new Sender(more.account ?? exerciseAccount, 'takes')
  const setup: AccountSetup = {
    account: sender.account,
    store: new MemoryStore(),
    sealed: new MemorySealedStore(),
    signer: logSigner,
    now: () => start,
    random: randomOf('the account'),
    beatSeconds: 900,
    fill: 0,
    own: { organisation: source.organisation, signer: authority },
    ...more,
  }
  const first = await Account.open({ ...setup, fill: 0 })
  await first.append(sender.opening())
  await first.beat()
  await first.close()
  return { setup, sender, account: await Account.open(setup) }
}

async function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'taken',
    (fault: unknown) => {
      if (fault instanceof Refusal) return fault.code
      throw fault
    },
  )
}

describe('keys', () => {
  test('one key under two names signs no two entries, nor both lines of one', async () => {
    const { account, sender } = await begun()
    const named = (name: string) => noteSigner({ name, type: keyTypes.ed25519, seed: sha256(bytesOf('the same')) })
    const departed = (first: ReturnType<typeof named>, second: ReturnType<typeof named>) =>
      sender.signed(
        {
          class: 'field',
          clear: { type: 'departed' },
          sealed: {
            key_cert: { ...sender.certificate(first) },
            key_cert2: { ...sender.certificate(second) },
            source,
            time: { from: '2016-11-04T06:10:00Z', until: '2016-11-04T06:10:00Z', zone: 'UTC' },
            tokens: { vehicle: 'v' },
          },
        },
        first,
        second,
      )
    expect(await codeOf(account.append(departed(named('a'), named('b'))))).toBe('malformed')
    expect(await codeOf(account.append(departed(named('a'), sender.oneUse())))).toBe('taken')
    // By its key, and by its name, two entries would be known to be of one device.
    expect(await codeOf(account.append(departed(named('c'), sender.oneUse())))).toBe('used_key')
    expect(await codeOf(account.append(departed(signerOf('a'), sender.oneUse())))).toBe('used_key')
    await account.beat()
    expect(await codeOf(account.append(departed(named('d'), sender.oneUse())))).toBe('used_key')
    // The key of the log, under whatever name, signs checkpoints alone.
    const ofLog = { name: 'other', type: keyTypes.ed25519, seed: sha256(bytesOf('log')) }
    const own = noteSigner(ofLog)
    const other = await begun({ signer: noteSigner({ ...ofLog, name: logSigner.name }) })
    expect(await codeOf(other.account.append(departed(own, other.sender.oneUse())))).toBe('used_key')
    const clear = { type: 'key_added', key: formatVerifierKey(own.key), role: 'organisation', organisation: 'L' }
    expect(await codeOf(other.account.say({ class: 'key', clear }))).toBe('used_key')
  })

  test('two coordinators, one of whom is being revoked, revoke nobody', async () => {
    const { account, sender, setup } = await begun()
    const coordinators = [signerOf('c1'), signerOf('c2')] as const
    const target = formatVerifierKey(signerOf('t').key)
    for (const [at, each] of [...coordinators, signerOf('t')].entries()) {
      const role = at < 2 ? 'coordinator' : 'organisation'
      const clear = { type: 'key_added', key: formatVerifierKey(each.key), role, organisation: `O${at}` }
      await account.append(sender.keyEntry(clear))
    }
    await account.beat()
    const [first, second] = await Promise.allSettled([
      account.append(
        sender.keyEntry({ type: 'key_revoked', key: formatVerifierKey(coordinators[0].key), reason: 'retired' }),
      ),
      account.append(sender.keyEntry({ type: 'key_revoked', key: target, reason: 'retired' }, [...coordinators])),
    ])
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected'])
    await account.beat()
    const read = (path: string) => setup.store.read(path)
    const seen = await verifyEntries({ read, checkpoint: account.sequencer.sealed, log: logSigner.key })
    expect(seen.problems).toEqual([])
  })

  test('a coordinator certifies no entries of the field, and a key named as the log is is nobody’s', async () => {
    const { account, sender } = await begun()
    await account.append(sender.coordinatorAdded())
    await account.beat()
    const certified = sender.loaded(1, { certifier: signerOf('coordinator') })
    expect(await codeOf(account.append(certified))).toBe('unknown_key')
    const named = formatVerifierKey(signerOf(logSigner.name).key)
    const clear = { type: 'key_added', key: named, role: 'organisation', organisation: 'N' }
    expect(await codeOf(account.say({ class: 'key', clear }))).toBe('used_key')
  })

  test('a key that was revoked signs no entry on keys, before the beat and after it', async () => {
    const { account, sender } = await begun()
    const coordinators = [signerOf('c1'), signerOf('c2')] as const
    for (const each of [...coordinators, signerOf('t')]) {
      const key = formatVerifierKey(each.key)
      const role = each.name === 't' ? 'organisation' : 'coordinator'
      await account.append(sender.keyEntry({ type: 'key_added', key, role, organisation: each.name }))
    }
    await account.beat()
    const gone = formatVerifierKey(coordinators[0].key)
    await account.append(sender.keyEntry({ type: 'key_revoked', key: gone, reason: 'lost' }))
    await account.beat()
    const target = formatVerifierKey(signerOf('t').key)
    const byTwo = sender.keyEntry({ type: 'key_revoked', key: target, reason: 'retired' }, [...coordinators])
    expect(await codeOf(account.append(byTwo))).toBe('revoked_key')
    const own = formatVerifierKey(authority.key)
    await account.append(sender.keyEntry({ type: 'key_revoked', key: own, reason: 'retired' }))
    await account.beat()
    const more = {
      type: 'key_added',
      key: formatVerifierKey(signerOf('n').key),
      role: 'organisation',
      organisation: 'N',
    }
    expect(await codeOf(account.append(sender.keyEntry(more)))).toBe('revoked_key')
  })

  test('a log whose entries are of another, signed anew under its own name, does not verify', async () => {
    const sender = new Sender(exerciseAccount)
    const log = served([sender.opening().bytes, sender.loaded().bytes])
    const copy = noteSigner({ name: 'copy.example/log', type: keyTypes.ed25519, seed: sha256(bytesOf('copy')) })
    const note = bytesOf(signCheckpoint({ origin: copy.name, ...log.tree.head() }, copy))
    const read = readerAt(log.read, note)
    const checkpoint = await verifyLog({ read, log: copy.key })
    expect(checkpoint.isValid).toBe(true)
    const seen = await verifyEntries({ read, checkpoint, log: copy.key })
    expect(seen.problems.map(({ code }) => code)).toEqual(['foreign_log'])
  })
})

test('who serves other entries to V4 than to V1 to V3 is found, and nothing of them is believed', async () => {
  const sender = new Sender(liveAccount, 'two faces')
  const first = sender.opening()
  const [shown, hidden] = [sender.loaded(1), sender.loaded(999)].map((second) => served([first.bytes, second.bytes]))
  let isVerified = false
  const read = async (path: string) => (isVerified ? hidden : shown)?.files.get(path)
  const log = await verifyLog({ read, log: logSigner.key })
  isVerified = true
  const seen = await verifyEntries({ read, checkpoint: log, log: logSigner.key })
  expect(log.isValid).toBe(true)
  expect(seen.problems.map(({ code }) => code)).toEqual(['contradiction'])
  expect(seen.entries).toEqual([])
})

test('a time that is not rounded to the beat would tell more than it may', async () => {
  const { account, sender } = await begun({ account: liveAccount })
  const at = account.compose({
    class: 'notice',
    clear: { type: 'notified' },
    sealed: {
      source,
      time: { from: '2016-11-04T06:00:00Z', until: '2016-11-04T06:00:00Z', zone: 'UTC' },
      party: 'a',
      notice: { element: 'e' },
    },
  })
  expect(parseEntry(at.bytes).at).toBe('2016-11-04T08:15Z')
  const key = sender.oneUse()
  const { text, openings } = composeEntry(
    {
      class: 'notice',
      clear: { type: 'notified' },
      sealed: {
        key_cert: { ...sender.certificate(key) },
        source,
        time: { from: '2016-11-04T06:00:00Z', until: '2016-11-04T06:00:00Z', zone: 'UTC' },
        party: 'a',
        notice: { element: 'e' },
      },
    },
    sender.account,
    { at: '2016-11-04T08:15:37Z', first: key.key, random: sender.random },
  )
  expect(await codeOf(account.append({ bytes: signEntry(text, [key]), openings }))).toBe('malformed')
})

describe('an id that is taken', () => {
  test('bytes that nobody signed fill no account', async () => {
    const { account, sender } = await begun()
    const sent = sender.loaded()
    await account.append(sent)
    await account.beat()
    const { text } = parseEntry(sent.bytes)
    for (let at = 0; at < 20; at++) {
      const stranger = [signerOf(`x${at}`), signerOf(`y${at}`)]
      const altered = signEntry(text, stranger)
      expect(await codeOf(account.append({ bytes: altered, openings: sent.openings }))).toBe('malformed')
      const forged = sender.loaded(at + 2, { id: sent.id, certifier: signerOf('stranger') })
      expect(await codeOf(account.append(forged))).toBe('id_taken')
    }
    await account.beat()
    expect(account.state.size).toBe(2)
  })

  test('other bytes while the first waits are recorded once that is sealed', async () => {
    const { account, sender } = await begun()
    const sent = sender.loaded()
    await account.append(sent)
    expect(await codeOf(account.append(sender.loaded(7, { id: sent.id })))).toBe('id_taken')
    await account.beat()
    await account.beat()
    expect(account.state.size).toBe(3)
  })
})

describe('a live account', () => {
  test('fillers look as if they had come in the beat before, as what is sealed with them did', async () => {
    let now = Date.parse('2016-11-04T08:20:00Z') / 1000
    const { account, sender, setup } = await begun({ account: liveAccount, fill: 4, now: () => now })
    await account.append(sender.loaded())
    now = Date.parse('2016-11-04T08:30:00Z') / 1000
    await account.beat()
    const read = (path: string) => setup.store.read(path)
    const { entries } = await verifyEntries({ read, checkpoint: account.sequencer.sealed, log: logSigner.key })
    expect(entries.slice(1).map(({ entry }) => entry.at)).toEqual(Array(4).fill('2016-11-04T08:15Z'))
  })

  test('is not released before its last window has closed and the delay has passed', async () => {
    let now = Date.parse('2016-11-04T08:20:00Z') / 1000
    const { account, sender } = await begun({ account: liveAccount, now: () => now })
    await account.append(sender.coordinatorAdded())
    await account.append(
      sender.one('public', {
        type: 'terms_announced',
        version: 1,
        by: ['north'],
        from: '2016-11-04T08:00:00+02:00',
        until: '2016-11-04T19:00:00+02:00',
        zone: 'Asia/Damascus',
        terms: 'as announced',
      }),
    )
    await account.beat()
    const released = (clear: Record<string, Json>) => {
      const [a, b] = [sender.oneUse(), sender.oneUse()]
      const second = sender.certificate(b, signerOf('coordinator'), 'Coordination cell')
      return account.compose({
        class: 'public',
        clear: { type: 'released', ...clear },
        sealed: { key_cert: { ...sender.certificate(a) }, key_cert2: { ...second } },
      })
    }
    const closed = '2016-11-04T19:00:00+02:00'
    expect(await codeOf(account.append(released({})))).toBe('too_early')
    expect(await codeOf(account.append(released({ last_close: '2016-11-03T19:00:00+02:00', delay_s: 0 })))).toBe(
      'too_early',
    )
    expect(await codeOf(account.append(released({ last_close: closed, delay_s: 86_400 })))).toBe('too_early')
    expect(await codeOf(account.append(released({ last_close: closed, delay_s: 60 })))).toBe('too_early')
    now = Date.parse('2016-11-05T17:20:00Z') / 1000
    // Terms that wait for the beat name a later close: what the release says is judged beside them.
    await account.append(
      sender.one('public', {
        type: 'terms_announced',
        version: 2,
        by: ['north'],
        from: '2016-11-06T08:00:00+02:00',
        until: '2016-11-06T19:00:00+02:00',
        zone: 'Asia/Damascus',
        terms: 'as announced anew',
      }),
    )
    expect(await codeOf(account.append(released({ last_close: closed, delay_s: 86_400 })))).toBe('too_early')
    await account.beat()
    expect(await codeOf(account.append(released({ last_close: closed, delay_s: 86_400 })))).toBe('too_early')
    now = Date.parse('2016-11-07T17:20:00Z') / 1000
    // In time now; that two people sign for it is judged by their certificates.
    const last = { last_close: '2016-11-06T19:00:00+02:00', delay_s: 86_400 }
    expect(() => released({ ...last, slots: ['foo'] })).toThrow('slots: 0: one of type')
    expect(await codeOf(account.append(released(last)))).not.toBe('too_early')
  })
})

describe('two of whatever changes the state, in one beat', () => {
  // What the log takes while the other waits must verify once both are sealed: else one beat makes it unreadable for good.
  test('either the second is refused, or the account verifies with both', async () => {
    const closed = '2016-11-04T19:00:00+02:00'
    const opened = Date.parse('2016-11-04T08:20:00Z') / 1000
    const makers: Readonly<Record<string, (sender: Sender) => Sent>> = {
      terms: (sender) =>
        sender.one('public', {
          type: 'terms_announced',
          version: 2,
          by: ['north'],
          from: '2016-11-06T08:00:00+02:00',
          until: '2016-11-06T19:00:00+02:00',
          zone: 'Asia/Damascus',
          terms: 'anew',
        }),
      released: (sender) => {
        const [a, b] = [sender.oneUse(), sender.oneUse()]
        const second = sender.certificate(b, coordinator, 'Coordination cell')
        return sender.signed(
          {
            class: 'public',
            clear: { type: 'released', last_close: closed, delay_s: 86_400 },
            sealed: { key_cert: { ...sender.certificate(a) }, key_cert2: { ...second } },
          },
          a,
          b,
        )
      },
      stopped: (sender) => sender.one('public', { type: 'publishing_stopped', by: 'Cell' }),
      erased: (sender) => sender.erased(1, 'text'),
      added: (sender) =>
        sender.keyEntry({
          type: 'key_added',
          key: formatVerifierKey(signerOf('another').key),
          role: 'organisation',
          organisation: 'Another',
        }),
      revoked: (sender) =>
        sender.keyEntry({
          type: 'key_revoked',
          key: formatVerifierKey(coordinator.key),
          reason: 'compromised',
          suspect_from: 0,
        }),
      loaded: (sender) => sender.loaded(),
    }
    let taken = 0
    for (const [first, one] of Object.entries(makers))
      for (const [second, other] of Object.entries(makers)) {
        let now = opened
        const { account, sender, setup } = await begun({ account: liveAccount, now: () => now })
        await account.append(sender.coordinatorAdded())
        await account.beat()
        now = Date.parse('2016-11-05T17:20:00Z') / 1000
        sender.at = '2016-11-05T17:15Z'
        await account.append(one(sender))
        const code = await codeOf(account.append(other(sender)))
        if (code === 'taken') taken += 1
        await account.beat()
        const read = (path: string) => setup.store.read(path)
        const { problems } = await verifyEntries({ read, checkpoint: account.sequencer.sealed, log: logSigner.key })
        expect(problems, `${first}, then ${second} (${code})`).toEqual([])
        await account.close()
      }
    expect(taken).toBeGreaterThan(20)
  })
})

describe('files', () => {
  const settings = {
    log: 'example.org/files',
    pause: 'files',
    mode: 'exercise' as const,
    organisation: 'F',
    beatSeconds: 1,
    fill: 0,
    zone: 'UTC',
  }
  const world = { now: () => start, random: randomOf('files') }

  test('who only reads sealed values leaves them as they are, also what is being written', async () => {
    const folder = await newFolder()
    const store = await openSealedStore(folder, randomOf('sealed'))
    const opening = { id: 'AAAAAAAAAAAAAAAAAAAAAA', slot: 'text', salt: 'A'.repeat(43), value: 'x' }
    await store.put([opening])
    const { appendFile, readFile } = await import('node:fs/promises')
    // Half of a line: the writer is in the middle of it.
    await appendFile(join(folder, 'values/0001'), '[1,"BBBB')
    const before = await readFile(join(folder, 'values/0001'), 'latin1')
    const seen = []
    for await (const each of readSealedValues(folder)) seen.push(each)
    expect(seen).toEqual([opening])
    expect(await readFile(join(folder, 'values/0001'), 'latin1')).toBe(before)
  })

  test('an account that a crash left half made is finished by making it again', async () => {
    for (const left of ['account.json', 'log', 'own'] as const) {
      const folder = await newFolder()
      const path = join(folder, 'a')
      const made = await createAccountFolder(path, settings, world)
      await rm(join(path, left), { recursive: true })
      if (left !== 'account.json') {
        await rm(join(path, left === 'log' ? 'own' : 'log'), { recursive: true })
        await rm(join(path, 'sealed'), { recursive: true })
        const again = await createAccountFolder(path, settings, world)
        expect(formatVerifierKey(again.authority.key)).toBe(formatVerifierKey(made.authority.key))
        continue
      }
      // The log has its entry 0 already: only what says what it is of was lost, and is the same.
      await expect(createAccountFolder(path, settings, world)).rejects.toMatchObject({ kind: 'taken' })
      const opened = await openAccountFolder(path, world)
      expect(opened.account.state.size).toBe(1)
      await opened.close()
    }
  })

  test('partial tiles go once their full tile is there; what is served verifies all the while', async () => {
    const folder = await newFolder()
    const path = join(folder, 'a')
    const { logKey } = await createAccountFolder(path, settings, world)
    const { account, close } = await openAccountFolder(path, world)
    const read = readFolder(join(path, 'log'))
    const kept: Uint8Array[] = []
    for (let beat = 0; beat < 70; beat++) {
      await Promise.all(
        Array.from({ length: 4 }, () =>
          account.say({
            class: 'notice',
            clear: { type: 'notified' },
            sealed: {
              source: { organisation: 'F', chain: 'own' },
              time: { from: '2016-11-04T06:00:00Z', until: '2016-11-04T06:00:00Z', zone: 'UTC' },
              party: 'a',
              notice: { element: 'e' },
            },
          }),
        ),
      )
      await account.beat()
      if (beat % 10 === 0) kept.push((await read('checkpoint')) ?? new Uint8Array())
    }
    await close()
    expect((await readdir(join(path, 'log/tile/entries'))).sort()).toEqual(['000', '001.p'])
    for (const note of [...kept, (await read('checkpoint')) ?? new Uint8Array()])
      expect((await verifyLog({ read: readerAt(read, note), log: logKey.key })).faults).toEqual([])
  })

  test('a copy is of the checkpoint that was read, though the log grows meanwhile', async () => {
    const folder = await newFolder()
    const path = join(folder, 'a')
    const { logKey } = await createAccountFolder(path, settings, world)
    const read = readFolder(join(path, 'log'))
    const at = readerAt(read, (await read('checkpoint')) ?? new Uint8Array())
    const { account, close } = await openAccountFolder(path, world)
    await account.say({
      class: 'key',
      clear: { type: 'key_added', key: formatVerifierKey(signerOf('k').key), role: 'organisation', organisation: 'K' },
    })
    await account.beat()
    await close()
    const vkey = formatVerifierKey(logKey.key)
    await copyServed(at, 1, join(folder, 'copy'), { tiles: true, entries: true, vkey, openings: undefined })
    expect(await verifyLog({ read: readFolder(join(folder, 'copy')), log: logKey.key })).toMatchObject({
      isValid: true,
      size: 1,
    })
  })

  test('another process that writes is waited for, as long as one has patience', async () => {
    const folder = await newFolder()
    const letGo = await holdFolder(folder)
    await expect(holdFolder(folder, 0.1)).rejects.toMatchObject({ kind: 'taken' })
    setTimeout(() => void letGo(), 100)
    const second = await holdFolder(folder, 5)
    await second()
  })
})
