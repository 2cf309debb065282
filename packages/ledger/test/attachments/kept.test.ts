// Attachments of entries in an account: taken with their entry, given back whole, checked by outsiders, destroyed.

import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  Account,
  type Attachment,
  attachmentDigest,
  bytesOf,
  LogFault,
  MemorySealedStore,
  MemoryStore,
  type Opening,
  openFileStore,
  openSealedStore,
  Refusal,
  type SealedStore,
  toBase64Url,
  verifyEntries,
  withoutMetadata,
} from '../../src/index.ts'
import { authority, liveAccount, randomOf, Sender, type Sent, source } from '../entry/made.ts'
import { logSigner } from '../log/served.ts'
import { exifSegment, jpeg, makerAndOrientation } from './pictures.ts'

const name = { ...liveAccount, log: logSigner.name }
const start = Date.parse('2016-11-04T08:15:00Z') / 1000
const maker = 'a camera that somebody would know again'
const photo = jpeg([exifSegment(makerAndOrientation(maker, 6))])
const random = randomOf('attachments')

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function begun(store = new MemoryStore() as Parameters<typeof Account.open>[0]['store'], sealed?: SealedStore) {
  const kept = sealed ?? new MemorySealedStore()
  const setup = {
    account: name,
    store,
    sealed: kept,
    signer: logSigner,
    now: () => start + 60,
    random: randomOf('account'),
    beatSeconds: 900,
    fill: 0,
    own: { organisation: source.organisation, signer: authority },
  }
  const sender = new Sender(name)
  const account = await Account.open(setup)
  await account.append(sender.opening())
  await account.beat()
  await account.append(sender.coordinatorAdded())
  await account.beat()
  return { setup, sender, account }
}

async function inFiles() {
  const root = await mkdtemp(join(tmpdir(), 'treve-attachments-'))
  folders.push(root)
  const parts = async () => ({
    store: await openFileStore({ served: join(root, 'log'), own: join(root, 'own') }),
    sealed: await openSealedStore(join(root, 'sealed'), random),
  })
  const { store, sealed } = await parts()
  return { root, parts, ...(await begun(store, sealed)) }
}

/** An incident with a photograph and its copy. */
function incident(sender: Sender, bytes: Uint8Array = photo): Sent & { attachments: readonly Attachment[] } {
  const id = toBase64Url(random(16))
  const made = withoutMetadata(bytes)
  if ('why' in made) throw new Error(made.why)
  const attachments = [bytes, made.copy].map((each, index) => ({ id, index, salt: random(32), bytes: each }))
  const digests = attachments.map((each) => attachmentDigest(each.bytes, each))
  const rows = attachments.map((each, at) => ({
    digest: digests[at] ?? '',
    bytes: each.bytes.length,
    media: 'image/jpeg',
    ...(at === 0 ? { taken_at: '2016-11-04T10:10:00+02:00', clock_offset_s: -3 } : { copy_of: digests[0] ?? '' }),
  }))
  const counts = [{ subject: 'incident', unit: 'times', low: 1, best: 1, high: 1 }]
  return { ...sender.field('incident', { counts, attachments: rows }, { id }), attachments }
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

/** Every byte of every file under the folder, temporary ones too. */
async function bytesUnder(folder: string): Promise<Buffer> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((each) => each.isFile()).map(({ parentPath, name: file }) => join(parentPath, file))
  return Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
}

describe.each([
  ['in memory', async () => begun()],
  ['in files', async () => inFiles()],
] as const)('attachments %s', (_, begin) => {
  test('come with their entry and are given back whole', async () => {
    const { account, sender } = await begin()
    const sent = incident(sender)
    const { index } = await account.append(sent)
    await account.beat()
    for (const { bytes, salt, index: at } of sent.attachments) {
      const back = await account.attachmentOf(index ?? -1, at)
      expect(Buffer.from(back?.bytes ?? [])).toEqual(Buffer.from(bytes))
      expect(Buffer.from(back?.salt ?? [])).toEqual(Buffer.from(salt))
    }
    expect(await account.attachmentOf(index ?? -1, 2)).toBe(undefined)
    expect(await account.attachmentOf(99, 0)).toBe(undefined)
  })

  test('that are not what the entry says are refused, and the entry with them', async () => {
    const { account, sender } = await begin()
    const sent = incident(sender)
    const [original, copy] = sent.attachments
    if (original === undefined || copy === undefined) throw new Error('two were made')
    const refusal = (attachments: readonly Attachment[]) => refusedAs(account.append({ ...sent, attachments }))
    expect(await refusal([{ ...original, bytes: bytesOf('another picture') }])).toBe('opening_mismatch')
    expect(await refusal([{ ...original, index: 1 }])).toBe('opening_mismatch')
    expect(await refusal([{ ...original, index: 2 }])).toBe('opening_mismatch')
    expect(await refusal([{ ...original, id: toBase64Url(random(16)) }])).toBe('opening_mismatch')
    expect(await refusal([{ ...original, salt: original.salt.subarray(1) }])).toBe('opening_mismatch')
    expect(await refusal([original, original])).toBe('opening_mismatch')
    expect(account.sequencer.waiting).toBe(0)
    expect(await refusal([original])).toBe('taken')
  })

  test('are written once: another entry with the id of one whose bytes are kept is refused', async () => {
    const { account, sender, setup } = await begin()
    const sent = incident(sender)
    // As if a crash had come between the bytes and their entry.
    const [original] = sent.attachments
    if (original !== undefined) await setup.sealed.putAttachment(original)
    expect(await refusedAs(account.append(sent))).toBe('id_taken')
    expect(await account.destroyUnacknowledged()).toBe(1)
    expect(await setup.sealed.attachment(sent.id, 0)).toBe(undefined)
  })

  test('that cannot be written hold their entry back: it is not acknowledged, and not in the account', async () => {
    const { account, sender, setup } = await begin()
    const put = setup.sealed.putAttachment
    setup.sealed.putAttachment = () => Promise.reject(new Error('the disk is full'))
    const sent = incident(sender)
    await expect(account.append(sent)).rejects.toThrow('the disk is full')
    expect(account.sequencer.waiting).toBe(0)
    setup.sealed.putAttachment = put
    expect(await account.append(sent)).toMatchObject({ isReplay: false, index: 2 })
  })

  test('are kept when what was never acknowledged is destroyed', async () => {
    const { account, sender } = await begin()
    const { index } = await account.append(incident(sender))
    await account.beat()
    expect(await account.destroyUnacknowledged()).toBe(0)
    expect(await account.attachmentOf(index ?? -1, 0)).toBeDefined()
  })
})

describe('given to whoever verifies', () => {
  async function verified(of: Awaited<ReturnType<typeof begun>>, attachments: readonly Attachment[], isOpened = true) {
    const openings: Opening[] = []
    for await (const opening of of.setup.sealed.all()) openings.push(opening)
    return verifyEntries({
      read: (path) => of.setup.store.read(path),
      checkpoint: of.account.sequencer.sealed,
      log: logSigner.key,
      openings: isOpened ? openings : [],
      attachments,
    })
  }

  test('each is held against the opened slot, and those that fit are counted', async () => {
    const of = await begun()
    const sent = incident(of.sender)
    await of.account.append(sent)
    await of.account.beat()
    const right = await verified(of, sent.attachments)
    expect(right.problems).toEqual([])
    expect(right.checked.attachments).toBe(2)
    const [original, copy] = sent.attachments
    if (original === undefined || copy === undefined) throw new Error('two were made')
    const spoilt = Uint8Array.from(original.bytes)
    spoilt[30] = (spoilt[30] ?? 0) ^ 1
    for (const [wrong, index] of [
      [{ ...original, bytes: spoilt }, 2],
      [{ ...original, index: 1 }, 2],
      [{ ...original, index: 7 }, 2],
      [{ ...original, id: toBase64Url(random(16)) }, -1],
      [{ ...original, salt: new Uint8Array(31) }, 2],
    ] as const) {
      const seen = await verified(of, [wrong, copy])
      expect(seen.problems).toMatchObject([{ code: 'opening_mismatch', index }])
      expect(seen.checked.attachments).toBe(1)
    }
    const unopened = await verified(of, [original], false)
    expect(unopened.problems).toMatchObject([{ code: 'opening_mismatch', index: 2 }])
    expect(unopened.checked.attachments).toBe(0)
  })

  test('none of an erased slot', async () => {
    const of = await begun()
    const sent = incident(of.sender)
    await of.account.append(sent)
    await of.account.beat()
    await of.account.erase(of.sender.erased(2, 'attachments'))
    await of.account.beat()
    const seen = await verified(of, sent.attachments.slice(0, 1))
    expect(seen.problems).toMatchObject([{ code: 'already_erased', index: 2 }])
    expect(seen.checked.attachments).toBe(0)
  })
})

describe('in a folder', () => {
  test('they stand encrypted, for the owner alone to read, and what is altered or put in another’s place does not open', async () => {
    const { root, account, sender } = await inFiles()
    await account.append(incident(sender))
    await account.append(incident(sender, jpeg([exifSegment(makerAndOrientation('another maker', 3))])))
    await account.beat()
    const bytes = await bytesUnder(root)
    for (const trace of [maker, Buffer.from(photo).subarray(60), Buffer.from(maker).toString('base64')])
      expect(bytes.includes(trace)).toBe(false)
    const [first = '', second = ''] = await readdir(join(root, 'sealed', 'attachments'))
    const at = (entry: string) => join(root, 'sealed', 'attachments', entry, '0')
    expect((await stat(at(first))).mode & 0o777).toBe(0o400)
    const [one, other] = [await readFile(at(first)), await readFile(at(second))]
    const open = () => Promise.all([account.attachmentOf(2, 0), account.attachmentOf(3, 0)])
    await open()
    await rm(at(first))
    await writeFile(at(first), other)
    await expect(open()).rejects.toThrow(LogFault)
    one[40] = (one[40] ?? 0) ^ 1
    await writeFile(at(first), one)
    await expect(open()).rejects.toThrow(/cannot be opened/)
  })

  test('an erasure of the slot reaches original and copy, and reaches them again when a backup is put back', async () => {
    const { root, parts, account, sender, setup } = await inFiles()
    const sent = incident(sender)
    await account.append(sent)
    const other = incident(sender)
    await account.append(other)
    await account.beat()
    const keysOf = async (under: string, id: string) => {
      const folder = join(under, 'sealed', 'keys', 'attachments', Buffer.from(id, 'base64url').toString('hex'))
      return Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file))))
    }
    const gone = await keysOf(root, sent.id)
    expect(gone.map(({ length }) => length)).toEqual([32, 32])
    const backup = `${root}-backup`
    folders.push(backup)
    await cp(root, backup, { recursive: true })

    await account.erase(sender.erased(2, 'attachments'))
    await account.beat()
    await account.close()
    const traces = [
      ...gone,
      maker,
      ...sent.attachments.flatMap(({ salt, bytes }) => [Buffer.from(salt), Buffer.from(bytes).subarray(60)]),
    ]
    const search = async () => {
      const bytes = await bytesUnder(root)
      for (const trace of traces) expect(bytes.includes(trace)).toBe(false)
    }
    await search()
    expect(await setup.sealed.attachment(sent.id, 0)).toBe(undefined)
    expect(await setup.sealed.attachment(other.id, 0)).toBeDefined()

    await cp(join(backup, 'sealed'), join(root, 'sealed'), { recursive: true, force: true })
    for (const key of gone) expect((await bytesUnder(root)).includes(key)).toBe(true)
    const again = await Account.open({ ...setup, ...(await parts()) })
    await search()
    expect(await again.attachmentOf(2, 0)).toBe(undefined)
    expect(Buffer.from((await again.attachmentOf(3, 1))?.bytes ?? [])).toEqual(
      Buffer.from(other.attachments[1]?.bytes ?? []),
    )
    // What somebody else put there is nobody's entry.
    await writeFile(join(root, 'sealed', 'attachments', '.DS_Store'), 'x')
    expect(await again.destroyUnacknowledged()).toBe(0)
    // Only what a crash left half written has another name; it is reached as well.
    const half = join(root, 'sealed', 'keys', 'attachments', Buffer.from(other.id, 'base64url').toString('hex'))
    await writeFile(join(half, '0.1-1.part'), 'half a key')
    await again.erase(sender.erased(3, 'attachments'))
    expect((await bytesUnder(root)).includes('half a key')).toBe(false)
  })
})
