import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  Account,
  type AccountSetup,
  bytesOf,
  formatAt,
  formatVerifierKey,
  type Json,
  LogFault,
  MemorySealedStore,
  MemoryStore,
  type Opening,
  openFileStore,
  openSealedStore,
  parseEntry,
  Refusal,
  readEntries,
  recalledEntry,
  toBase64Url,
  verifyEntries,
} from '../../src/index.ts'
import { authority, liveAccount, randomOf, Sender, type Sent, signerOf, source, time } from '../entry/made.ts'
import { logSigner } from '../log/served.ts'

const name = { ...liveAccount, log: logSigner.name }
const start = Date.parse('2016-11-04T08:15:00Z') / 1000
const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

function setupOf(more: Partial<AccountSetup> = {}): AccountSetup {
  return {
    account: name,
    store: new MemoryStore(),
    sealed: new MemorySealedStore(),
    signer: logSigner,
    now: () => start + 60,
    random: randomOf('account'),
    beatSeconds: 900,
    fill: 0,
    own: { organisation: source.organisation, signer: authority },
    ...more,
  }
}

async function begun(more: Partial<AccountSetup> = {}) {
  const setup = setupOf(more)
  const sender = new Sender(name)
  const first = await Account.open({ ...setup, fill: 0 })
  await first.append(sender.opening())
  await first.beat()
  await first.close()
  return { setup, sender, account: await Account.open(setup) }
}

async function refusedAs(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'taken',
    (fault: unknown) => {
      if (fault instanceof Refusal) return fault.code
      throw fault
    },
  )
}

async function verified({ setup }: { setup: AccountSetup }, account: Account) {
  const openings: Opening[] = []
  for await (const opening of setup.sealed.all()) openings.push(opening)
  return verifyEntries({
    read: (path) => setup.store.read(path),
    checkpoint: account.sequencer.sealed,
    log: logSigner.key,
    openings,
  })
}

describe('an account', () => {
  test('takes entries, seals them, and all of it verifies, openings included', async () => {
    const made = await begun()
    const { account, sender } = made
    const loaded = sender.loaded()
    expect(await account.append(loaded)).toMatchObject({ id: loaded.id, index: 1, isReplay: false })
    expect(await account.append(sender.field('disputed', { references: { disputes: loaded.id } }))).toMatchObject({
      index: 2,
    })
    await account.beat()
    const seen = await verified(made, account)
    expect(seen.problems).toEqual([])
    expect(seen.checked.openings).toEqual({ open: 2 + 2 * 21, withheld: 0, erased: 0, missing: 0 })
    expect((await account.openingsOf(1)).find(({ slot }) => slot === 'type')?.value).toBe('loaded')
  })

  test('entries that are in the tree are recalled as they were read when they came', async () => {
    const { account, sender, setup } = await begun()
    await account.append(sender.loaded())
    await account.append(sender.field('departed', { tokens: { vehicle: 'v' } }))
    await account.beat()
    const bundle = await readEntries((path) => setup.store.read(path), { level: 'entries', index: 0, width: 3 })
    for (const bytes of bundle) expect({ ...recalledEntry(bytes) }).toEqual(parseEntry(bytes))
    expect(() => recalledEntry(bytesOf('nothing\n\n'))).toThrow(LogFault)
  })

  test('whose tree is not of its entries is not opened: a letter is another, in the first bundle of two', async () => {
    const { account, sender, setup } = await begun()
    for (let at = 0; at < 260; at++) await account.append(sender.loaded())
    await account.beat()
    await account.close()
    const path = 'tile/entries/000'
    const bytes = Uint8Array.from((await setup.store.read(path)) ?? [])
    const text = new TextDecoder('latin1').decode(bytes)
    const letter = text.indexOf('"pad":"0', 3000) + 7
    bytes[letter] = 49
    await setup.store.write([{ path, bytes }])
    await expect(Account.open(setup)).rejects.toMatchObject({ kind: 'damaged' })
    bytes[letter] = 48
    await setup.store.write([{ path, bytes }])
    const again = await Account.open(setup)
    expect(again.state.size).toBe(261)
  })

  test('the same entry again is answered as the first time; other bytes under its id are refused, and recorded once', async () => {
    const { account, sender, setup } = await begun()
    const sent = sender.loaded()
    const again = await Promise.all([account.append(sent), account.append(sent)])
    expect(again.map(({ isReplay, index }) => [isReplay, index])).toEqual([
      [false, 1],
      [true, 1],
    ])
    await account.beat()
    expect(await account.append(sent)).toMatchObject({ isReplay: true, index: 1 })
    const other = sender.loaded(5, { id: sent.id })
    expect(await refusedAs(account.append(other))).toBe('id_taken')
    expect(await refusedAs(account.append(other))).toBe('id_taken')
    await account.beat()
    const seen = await verified({ setup }, account)
    expect(seen.entries.map(({ entry }) => entry.clear.type)).toEqual(['log_opened', undefined, 'entry_refused'])
    expect(seen.problems).toEqual([])
  })

  const refusals: Record<string, [(sender: Sender) => Sent & { sentAtSeconds?: number }, string]> = {
    'of another log': [() => new Sender({ ...name, log: 'example.org/other' }).loaded(), 'foreign_log'],
    'that is a filler': [(sender) => sender.field('filler', {}), 'unknown_type'],
    'that tells of tomorrow': [
      (sender) =>
        sender.field('departed', {
          time: { from: '2016-11-06T08:00:00Z', until: '2016-11-06T08:00:00Z', zone: 'UTC' },
          tokens: { vehicle: 'v' },
        }),
      'from_the_future',
    ],
    'of one who has seen another log': [
      (sender) =>
        sender.field('departed', {
          tokens: { vehicle: 'v' },
          seen: { size: 1, root: toBase64Url(new Uint8Array(32)) },
        }),
      'bad_reference',
    ],
    'that answers a statement nobody entered': [
      (sender) => sender.one('public', { type: 'reply', statement: 's9', speaker: 'A', language: 'en', words: 'No.' }),
      'bad_reference',
    ],
    'of another pause': [() => new Sender({ ...name, pause: 'other' }).loaded(), 'foreign_pause'],
    'of an exercise': [() => new Sender({ ...name, mode: 'exercise' }).loaded(), 'foreign_mode'],
    'of nobody known': [(sender) => sender.loaded(1, { certifier: signerOf('stranger') }), 'unknown_key'],
    'without an opening': [(sender) => ({ ...sender.loaded(), openings: [] }), 'missing_slot'],
    'with the openings of another': [
      (sender) => ({ ...sender.loaded(), openings: sender.loaded().openings }),
      'opening_mismatch',
    ],
    'with a value altered': [
      (sender) => {
        const sent = sender.loaded()
        return {
          ...sent,
          openings: sent.openings.map((each) => (each.slot === 'lines' ? { ...each, value: null } : each)),
        }
      },
      'opening_mismatch',
    ],
    'from a clock an hour ahead': [(sender) => ({ ...sender.loaded(), sentAtSeconds: start + 3660 }), 'clock_wrong'],
    'from a clock an hour behind': [(sender) => ({ ...sender.loaded(), sentAtSeconds: start - 3540 }), 'clock_wrong'],
    'that names nothing': [
      (sender) => sender.field('disputed', { references: { disputes: 'A'.repeat(22) } }),
      'bad_reference',
    ],
    'that has seen what is not': [
      (sender) => sender.field('departed', { tokens: { vehicle: 'v' }, seen: { size: 99, root: 'A'.repeat(43) } }),
      'bad_reference',
    ],
    truncated: [(sender) => ({ ...sender.loaded(), bytes: sender.loaded().bytes.subarray(0, 2000) }), 'malformed'],
  }

  test.each(Object.keys(refusals))('an entry %s is refused, and the account is as before', async (how) => {
    const { account, sender, setup } = await begun()
    const [make, code] = refusals[how] ?? [() => sender.loaded(), '']
    const before = JSON.stringify(await setup.store.waiting())
    expect(await refusedAs(account.append(make(sender)))).toBe(code)
    expect(JSON.stringify(await setup.store.waiting())).toBe(before)
    expect(await account.append(sender.loaded())).toMatchObject({ index: 1 })
  })

  test('an entry from the future is refused, and one whose clock runs behind what its sender has seen', async () => {
    let now = start - 3600
    const { account, sender } = await begun({ now: () => now + 3600 })
    now -= 1200
    expect(await refusedAs(account.append(sender.loaded()))).toBe('from_the_future')
    now += 1200
    await account.append(sender.loaded())
    await account.beat()
    const behind = new Sender(name, 'behind')
    const at = formatAt(start - 3600, 900)
    const [first, second] = [behind.oneUse(), behind.oneUse()]
    const { composeEntry, signEntry } = await import('../../src/index.ts')
    const { text, openings } = composeEntry(
      {
        class: 'field',
        clear: { type: 'departed' },
        sealed: {
          key_cert: { ...behind.certificate(first) },
          key_cert2: { ...behind.certificate(second) },
          source,
          time,
          tokens: { vehicle: 'v' },
          seen: { size: 2, root: toBase64Url(account.sequencer.sealed.root) },
        },
      },
      name,
      { at, first: first.key, second: second.key, random: behind.random },
    )
    expect(await refusedAs(account.append({ bytes: signEntry(text, [first, second]), openings }))).toBe('clock_wrong')
  })

  test('entries stand in the order in which they came, though some take longer to verify', async () => {
    const { account, sender } = await begun()
    // Those of four signatures among those of two.
    const sent = Array.from({ length: 60 }, (_, at) =>
      at % 3 === 0
        ? sender.loaded(at)
        : sender.one('notice', { type: 'notified' }, { party: 'a', notice: { element: `e${at}` } }),
    )
    const answers = await Promise.all(sent.map((each) => account.append(each)))
    expect(answers.map(({ index }) => index)).toEqual(sent.map((_, at) => at + 1))
  })

  test('what names an entry that is refused after all is refused too', async () => {
    const { account, sender } = await begun()
    const spoilt = sender.loaded()
    const bytes = Uint8Array.from(spoilt.bytes)
    const line = bytes.lastIndexOf(10, bytes.length - 2)
    bytes[line - 20] = bytes[line - 20] === 65 ? 66 : 65
    const both = await Promise.allSettled([
      account.append({ ...spoilt, bytes }),
      account.append(sender.field('disputed', { references: { disputes: spoilt.id } })),
    ])
    expect(
      both.map((each) =>
        each.status === 'rejected' && each.reason instanceof Refusal ? each.reason.code : each.status,
      ),
    ).toEqual(['bad_signature', 'bad_reference'])
    expect(await account.append(spoilt)).toMatchObject({ index: 1 })
  })

  test('a one-use key signs once, also where both come at the same time', async () => {
    const { account, sender } = await begun()
    const [key, second, third] = [sender.oneUse(), sender.oneUse(), sender.oneUse()]
    const of = (other: typeof second) =>
      sender.signed(
        {
          class: 'field',
          clear: { type: 'departed' },
          sealed: {
            key_cert: { ...sender.certificate(key) },
            key_cert2: { ...sender.certificate(other) },
            source,
            time,
            tokens: { vehicle: 'v' },
          },
        },
        key,
        other,
      )
    const both = await Promise.allSettled([account.append(of(second)), account.append(of(third))])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await account.beat()
    expect(await refusedAs(account.append(of(third)))).toBe('used_key')
  })

  test('entries under a revoked key are refused; taken late by a coordinator they are unverified until adopted', async () => {
    const made = await begun()
    const { account, sender, setup } = made
    const organisation = signerOf('second')
    const key = formatVerifierKey(organisation.key)
    await account.say({
      class: 'key',
      clear: { type: 'key_added', key, role: 'organisation', organisation: source.organisation },
    })
    expect(await refusedAs(account.append(sender.loaded(1, { certifier: organisation })))).toBe('unknown_key')
    await account.beat()
    await account.append(sender.loaded(1, { certifier: organisation }))
    await account.say({ class: 'key', clear: { type: 'key_revoked', key, reason: 'lost' } })
    const late = sender.loaded(2, { certifier: organisation })
    expect(await refusedAs(account.append(late))).toBe('revoked_key')
    await account.beat()
    expect(await refusedAs(account.append(late))).toBe('revoked_key')
    expect(await account.append({ ...late, isTakenLate: true })).toMatchObject({ index: 4 })
    await account.beat()
    expect((await verified(made, account)).entries.map(({ standing }) => standing)).toEqual([
      'sound',
      'sound',
      'sound',
      'sound',
      'unverified',
    ])
    await account.say({ class: 'key', clear: { type: 'entries_adopted', entries: [4] } })
    await account.beat()
    const seen = await verified({ setup }, account)
    expect(seen.entries[4]?.standing).toBe('sound')
    expect(seen.problems).toEqual([])
  })

  test('entries on one key do not meet in one beat, and the account opens again after any of it', async () => {
    const { account, setup } = await begun()
    const key = formatVerifierKey(signerOf('twice').key)
    const add = () =>
      account.say({ class: 'key', clear: { type: 'key_added', key, role: 'organisation', organisation: 'T' } })
    const both = await Promise.allSettled([add(), add()])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await account.beat()
    const revoke = (vkey: string) =>
      account.say({ class: 'key', clear: { type: 'key_revoked', key: vkey, reason: 'retired' } })
    await revoke(key)
    expect(await refusedAs(revoke(key))).toBe('bad_reference')
    await account.beat()
    // The authority revokes itself: nothing more is signed by it, not even before the beat, nor at the same time.
    const other = formatVerifierKey(signerOf('other').key)
    const late = { type: 'key_added', key: other, role: 'organisation', organisation: 'U' }
    const [revoked, added] = await Promise.allSettled([
      revoke(formatVerifierKey(authority.key)),
      account.say({ class: 'key', clear: late }),
    ])
    expect([revoked.status, added.status]).toEqual(['fulfilled', 'rejected'])
    expect(await refusedAs(account.say({ class: 'key', clear: { type: 'entries_adopted', entries: [0] } }))).toBe(
      'revoked_key',
    )
    await account.beat()
    const seen = await verified({ setup }, account)
    expect(seen.problems).toEqual([])
    await account.close()
    expect((await Account.open(setup)).state.size).toBe(4)
  })

  test('the one-use keys of a lost device are refused after a new start too', async () => {
    const { account, sender, setup } = await begun()
    const late = sender.loaded()
    await account.say({
      class: 'key',
      clear: { type: 'key_revoked', reason: 'lost' },
      sealed: { keys: [parseEntry(late.bytes).vkey] },
    })
    expect(await refusedAs(account.append(late))).toBe('revoked_key')
    await account.close()
    const waiting = await Account.open(setup)
    expect(await refusedAs(waiting.append(late))).toBe('revoked_key')
    await waiting.beat()
    await waiting.close()
    expect(await refusedAs((await Account.open(setup)).append(late))).toBe('revoked_key')
  })

  test('fillers stand anywhere among the others: to know one is not to know the rest', async () => {
    const made = await begun({ fill: 8 })
    const { account, sender } = made
    const own = new Set<string>()
    for (let beat = 0; beat < 6; beat++) {
      for (let count = 0; count < 4; count++) {
        const sent = sender.loaded()
        own.add(sent.id)
        await account.append(sent)
      }
      await account.beat()
    }
    const { entries } = await verified(made, account)
    const places = entries.slice(1).flatMap(({ entry }, at) => (own.has(entry.id) ? [at % 8] : []))
    expect(places).toHaveLength(24)
    // Were they in a row, every beat would have the same four places.
    expect(new Set(places).size).toBeGreaterThan(6)
  })

  test('a beat grows the account by the same number whatever happened; fillers are opened like any other', async () => {
    const made = await begun({ fill: 5 })
    const { account, sender } = made
    const sizes = [account.sequencer.sealed.size]
    for (const count of [0, 3, 0, 7, 0]) {
      await Promise.all(Array.from({ length: count }, () => account.append(sender.loaded())))
      await account.beat()
      sizes.push(account.sequencer.sealed.size)
    }
    expect(sizes).toEqual([1, 6, 11, 16, 21, 26])
    const seen = await verified(made, account)
    expect(seen.problems).toEqual([])
    expect(
      new Set(
        seen.entries
          .slice(1)
          .map(
            ({ entry }) => `${entry.text.length} ${Object.keys(entry.sealed).length} ${JSON.stringify(entry.clear)}`,
          ),
      ).size,
    ).toBe(1)
    expect(seen.entries.filter(({ values }) => values.type === 'filler').length).toBe(15)
  })

  test('what waits at a stop is in the account after the next start, and its keys stay used', async () => {
    const { account, sender, setup } = await begun()
    const sent = sender.loaded()
    await account.append(sent)
    await account.close()
    await expect(account.append(sender.loaded())).rejects.toThrow(LogFault)
    const next = await Account.open(setup)
    expect(await next.append(sent)).toMatchObject({ isReplay: true, index: 1 })
    await next.beat()
    expect(next.state.size).toBe(2)
  })
})

describe('erasing', () => {
  async function inFiles() {
    const root = await mkdtemp(join(tmpdir(), 'treve-erase-'))
    folders.push(root)
    const open = async () => ({
      store: await openFileStore({ served: join(root, 'log'), own: join(root, 'own') }),
      sealed: await openSealedStore(join(root, 'sealed'), randomOf('sealed')),
    })
    return { root, open, ...(await begun(await open())) }
  }

  /** Every byte of every file under the folder, temporary ones too. */
  async function bytesUnder(folder: string): Promise<Buffer> {
    const names = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = names.filter((each) => each.isFile()).map(({ parentPath, name: file }) => join(parentPath, file))
    return Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
  }

  const word = 'a sentence about one family at the third house'

  function traces({ salt }: Opening): (string | Buffer)[] {
    return [
      word,
      Buffer.from(word).toString('base64'),
      Buffer.from(word).toString('base64url'),
      Buffer.from(word).toString('hex'),
      salt,
      Buffer.from(salt, 'base64url'),
      Buffer.from(salt, 'base64url').toString('base64'),
    ]
  }

  test('value and salt are nowhere under the folder, nor in a backup that is put back; the root stands', async () => {
    const { root, open, account, sender } = await inFiles()
    const sent = sender.field('incident', {
      counts: [{ subject: 'casualties', detail: 'wounded', unit: 'people', low: 1, best: 2, high: 3 }],
      text: { language: 'en', text: word },
    })
    await account.append(sent)
    await account.beat()
    const opening = (await account.openingsOf(1)).find(({ slot }) => slot === 'text')
    if (opening === undefined) throw new Error('the text is not kept')
    expect(opening.value).toEqual({ language: 'en', text: word })
    const rootBefore = Buffer.from(account.sequencer.sealed.root).toString('hex')
    const keysBefore = await readFile(join(root, 'sealed', 'keys', '0001'))
    const backup = `${root}-backup`
    folders.push(backup)
    await cp(root, backup, { recursive: true })
    // Even before: what is on the disk is not in plain words, and without the keys it opens for nobody.
    for (const trace of traces(opening)) expect((await bytesUnder(root)).includes(trace)).toBe(false)

    await account.append(sender.coordinatorAdded())
    await account.beat()
    await account.erase(sender.erased(1, 'text'))
    await account.beat()
    await account.close()
    const keysAfter = await readFile(join(root, 'sealed', 'keys', '0001'))
    const gone: Buffer[] = []
    for (let at = 0; at < keysBefore.length; at += 32)
      if (!keysBefore.subarray(at, at + 32).equals(keysAfter.subarray(at, at + 32)))
        gone.push(keysBefore.subarray(at, at + 32))
    expect(gone.length).toBe(1)
    const search = async () => {
      const bytes = await bytesUnder(root)
      for (const trace of [...traces(opening), ...gone]) expect(bytes.includes(trace)).toBe(false)
    }
    await search()

    // The backup's sealed values, keys and all, are put back: the account itself says what was erased.
    await cp(join(backup, 'sealed'), join(root, 'sealed'), { recursive: true })
    expect((await bytesUnder(root)).includes(gone[0] ?? '')).toBe(true)
    const parts = await open()
    const again = await Account.open(setupOf(parts))
    await search()
    const openings: Opening[] = []
    for await (const each of parts.sealed.all()) openings.push(each)
    const seen = await verifyEntries({
      read: (path) => parts.store.read(path),
      checkpoint: again.sequencer.sealed,
      log: logSigner.key,
      openings,
    })
    expect(seen.checked.openings.erased).toBe(1)
    expect(seen.problems).toEqual([])
    const { rootFromTiles } = await import('../../src/log/prove.ts')
    expect(Buffer.from(await rootFromTiles((path) => parts.store.read(path), 2)).toString('hex')).toBe(rootBefore)
  })

  test('erased is erased once, by two people, and not what stands in the clear', async () => {
    const { account, sender } = await inFiles()
    await account.append(sender.loaded())
    await account.append(sender.coordinatorAdded())
    await account.beat()
    expect(await refusedAs(account.erase(sender.erased(1, 'lines', [authority, authority])))).toBe('unknown_key')
    const [key, certified] = [sender.oneUse(), {}]
    const draft = {
      class: 'erasure',
      clear: { type: 'erased', entry: 1, slot: 'lines', ground: 'danger' },
      sealed: certified as Record<string, Json>,
    } as const
    expect(() => sender.signed(draft, key)).toThrow(/2 signatures/)
    await account.erase(sender.erased(1, 'lines'))
    expect(await refusedAs(account.erase(sender.erased(1, 'lines')))).toBe('already_erased')
    await account.beat()
    expect(await refusedAs(account.erase(sender.erased(1, 'lines')))).toBe('already_erased')
    expect(await refusedAs(account.erase(sender.erased(1, 'clear')))).toBe('not_erasable')
    expect(await refusedAs(account.erase(sender.erased(77, 'lines')))).toBe('bad_reference')
  })

  test('openings of what was never acknowledged are destroyed when asked, and not by itself', async () => {
    const { account, sender, open } = await inFiles()
    const parts = await open()
    const orphan = sender.loaded()
    await account.close()
    await parts.sealed.put(orphan.openings)
    const again = await open()
    const opened = await Account.open(setupOf(again))
    // Were the log an old copy, these would be of an entry that it does not know any more.
    expect(await again.sealed.of(orphan.id)).toHaveLength(orphan.openings.length)
    expect(await opened.destroyUnacknowledged()).toBe(1)
    expect(await again.sealed.of(orphan.id)).toEqual([])
    expect((await again.sealed.of(opened.state.idAt(0) ?? '')).length).toBeGreaterThan(0)
  })
})
