// One entry shown, its receipt checked offline, and what the folder's own check finds and mends.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountHelp } from '../src/account/help.ts'
import { run } from '../src/main.ts'
import { accountVerb } from '../src/verbs/account.ts'
import { type Captured, capture } from './streams.ts'

const incident = (text: string) =>
  JSON.stringify({
    class: 'field',
    clear: { type: 'incident' },
    sealed: {
      counts: [{ subject: 'incident', detail: 'shooting', unit: 'times', low: 1, best: 1, high: 1 }],
      text: { language: 'en', text },
    },
  })

let folder = ''
let vkey = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'treve-show-'))
  vkey = (
    await treve(['account', 'init', 'kept', '--origin', 'example.org/kept', '--organisation', 'Cell'])
  ).written.out.trim()
  await treve(['account', 'append', 'kept', '-'], [incident('one'), incident('two')].join('\n'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function treve(args: readonly string[], stdin = ''): Promise<Captured & { code: number }> {
  const io = capture({ folder, stdin })
  return { ...io, code: await run(args, io) }
}

describe('show', () => {
  test('the keeper sees what an entry says and whose word it is; others what is sealed to them', async () => {
    const own = await treve(['account', 'show', 'kept', '1'])
    expect(own.code).toBe(0)
    expect(own.written.out).toMatch(/^Entry 1 of 3 entries: incident\n/)
    expect(own.written.out).toMatch(/word of +Cell \(its key example\.org\/kept\/authority/)
    expect(own.written.out).toContain('{"language":"en","text":"one"}')
    await treve(['account', 'publish', 'kept', '--to', 'public'])
    expect((await treve(['account', 'show', 'public', '1'])).written.err).toContain('--key')
    const other = await treve(['account', 'show', 'public', '1', '--key', vkey, '--json'])
    expect(JSON.parse(other.written.out)).toMatchObject({ index: 1, certified_by: [null, null], opened: {} })
    const opening = await treve(['account', 'open', 'kept', '1', '--slot', 'text'])
    await writeFile(join(folder, 'openings'), opening.written.out)
    const told = await treve(['account', 'show', 'public', '1', '--key', vkey, '--openings', 'openings', '--json'])
    expect(JSON.parse(told.written.out)).toMatchObject({ opened: { text: { text: 'one' } } })
    await writeFile(join(folder, 'openings'), opening.written.out.replace('"one"', '"two"'))
    expect((await treve(['account', 'show', 'public', '1', '--key', vkey, '--openings', 'openings'])).code).toBe(1)
  })

  test('raw, it is the bytes whose hash append told', async () => {
    const { written } = await treve(['account', 'append', 'kept', '-'], incident('three'))
    const { index, leaf_hash: told } = JSON.parse(written.out) as { index: number; leaf_hash: string }
    const raw = (await treve(['account', 'show', 'kept', String(index), '--raw'])).written.out
    const { createHash } = await import('node:crypto')
    expect(createHash('sha256').update(Uint8Array.of(0)).update(raw).digest('hex')).toBe(told)
  })
})

describe('a hand-over', () => {
  const received = (item: string, best: number, place: string, receiver?: string) =>
    JSON.stringify({
      class: 'field',
      clear: { type: 'received' },
      sealed: {
        source: { organisation: 'Cell', chain: 'truck-team', ...(receiver === undefined ? {} : { receiver }) },
        place: { place },
        lines: [{ consignment: 'kits', item, unit: 'items', low: best, best, high: best }],
      },
    })

  test('that both signed is told apart from what one side told, and counted', async () => {
    const lines = [
      received('kit', 40, 'clinic', 'desk-7'),
      received('kit', 10, 'school'),
      received('tent', 5, 'clinic', 'desk-7'),
      received('soap', 9, 'clinic'),
    ]
    const { code, written } = await treve(['account', 'append', 'kept', '-'], lines.join('\n'))
    expect(code, written.err).toBe(0)
    const facts = (await treve(['account', 'facts', 'kept'])).written.out
    expect(facts).toContain(
      'kit, in items: received 50 (40 of it signed by giver and receiver, the rest told by one side)',
    )
    expect(facts).toContain('tent, in items: received 5 (signed by giver and receiver)')
    expect(facts).toMatch(/soap, in items: received 9$/m)
    const openings = await treve(['account', 'open', 'kept', '--all'])
    await writeFile(join(folder, 'openings'), openings.written.out)
    const args = ['account', 'verify', 'kept/log', '--key', vkey, '--json']
    const sealed = await treve(args)
    expect(JSON.parse(sealed.written.out)).toMatchObject({ verified: true, checked: { hand_overs: 0 } })
    const verified = await treve([...args, '--openings', 'openings'])
    expect(JSON.parse(verified.written.out)).toMatchObject({ verified: true, checked: { hand_overs: 2 } })
    const again = await treve(['account', 'append', 'kept', '-'], received('kit', 1, 'clinic', 'truck-team'))
    expect(again.code).not.toBe(0)
    expect(again.written.err).toContain('signed by two')
  })
})

describe('check', () => {
  test('a receipt holds for its entry, and for no other bytes, key or entry', async () => {
    await treve(['account', 'prove', 'kept', '1', '-o', 'receipt'])
    const raw = (await treve(['account', 'show', 'kept', '1', '--raw'])).written.out
    await writeFile(join(folder, 'entry'), raw)
    const good = await treve(['account', 'check', 'receipt', '--key', vkey, '--entry', 'entry'])
    expect(good.written.out).toMatch(/^Verified: entry 1 is among the 3 entries of example\.org\/kept\n/)
    expect(good.written.out).toContain('not checked: cosignatures')
    expect(good.code).toBe(0)
    expect((await treve(['account', 'check', 'receipt', '--key', vkey, '--account', 'kept'])).code).toBe(0)
    expect(
      (await treve(['account', 'check', 'receipt', '--key', vkey, '--account', 'kept', '--entry', '2'])).code,
    ).toBe(1)
    expect(
      (await treve(['account', 'check', 'receipt', '--key', vkey, '--account', 'kept', '--entry', '9'])).code,
    ).toBe(2)
    await writeFile(join(folder, 'entry'), raw.replace('field', 'fjeld'))
    const bad = await treve(['account', 'check', 'receipt', '--key', vkey, '--entry', 'entry', '--json'])
    expect(JSON.parse(bad.written.out)).toMatchObject({ verified: false, index: 1, size: 3 })
    expect(bad.code).toBe(1)
    const other = (await treve(['account', 'init', 'other', '--origin', 'example.org/other'])).written.out.trim()
    expect((await treve(['account', 'check', 'receipt', '--key', other, '--account', 'kept'])).code).toBe(1)
  })

  test('where cosignatures are asked for that it has not, it does not hold', async () => {
    await treve(['account', 'prove', 'kept', '1', '-o', 'receipt'])
    const witness = 'w.example+01234567+AAAA'
    await writeFile(join(folder, 'policy'), `witness w ${witness}\nquorum w\n`)
    expect(
      (await treve(['account', 'check', 'receipt', '--key', vkey, '--policy', 'policy', '--account', 'kept'])).code,
    ).toBe(2)
    await writeFile(join(folder, 'policy'), 'quorum none\n')
    expect(
      (await treve(['account', 'check', 'receipt', '--key', vkey, '--policy', 'policy', '--account', 'kept'])).code,
    ).toBe(0)
  })
})

describe('fsck', () => {
  const path = (name: string) => join(folder, 'kept/log', name)

  test('a tile that is gone is named alone, and made anew from the entries', async () => {
    const tile = await readFile(path('tile/0/000.p/3'))
    await rm(path('tile/0/000.p/3'))
    const found = await treve(['account', 'fsck', 'kept', '--json'])
    expect(found.code).toBe(1)
    expect(JSON.parse(found.written.out)).toMatchObject({
      damages: [{ path: 'tile/0/000.p/3', kind: 'missing', mended: false }],
    })
    expect((await treve(['account', 'fsck', 'kept'])).written.err).toContain('add --mend')
    expect((await treve(['account', 'fsck', 'kept', '--mend'])).written.out).toMatch(
      /missing, mended\nSound: 3 entries/,
    )
    expect(await readFile(path('tile/0/000.p/3'))).toEqual(tile)
  })

  test('entries that are gone are named alone, and not made up', async () => {
    await rm(path('tile/entries/000.p/3'))
    const { code, written } = await treve(['account', 'fsck', 'kept', '--mend', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(written.out)).toMatchObject({
      damages: [{ path: 'tile/entries/000.p/3', kind: 'missing', mended: false }],
    })
  })

  test.each(['removed', 'flipped'])('a checkpoint that was %s is found, and mended from a mirror', async (how) => {
    await treve(['account', 'publish', 'kept', '--to', 'mirror'])
    if (how === 'removed') await rm(path('checkpoint'))
    else {
      const bytes = await readFile(path('checkpoint'))
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1
      await writeFile(path('checkpoint'), bytes)
    }
    const alone = await treve(['account', 'fsck', 'kept'])
    expect(alone.code).toBe(1)
    expect(alone.written.err).toMatch(how === 'removed' ? /checkpoint is missing/ : /checkpoint is damaged/)
    const mended = await treve(['account', 'fsck', 'kept', '--mirror', 'mirror'])
    expect(mended.written.out).toMatch(/^checkpoint: (missing|damaged), mended\nSound/)
    expect((await treve(['account', 'verify', 'kept', '--key', vkey])).code).toBe(0)
  })
})

describe('help', () => {
  const names = [...accountVerb.help.matchAll(/^ {2}([a-z-]+) DIR|^ {2}(check|new-key|sign-release) /gm)].map(
    ([, name, check]) => name ?? check ?? '',
  )

  test('there is one for each command', () => {
    expect(names.length).toBeGreaterThan(12)
    expect(Object.keys(accountHelp).sort()).toEqual([...names].sort())
  })

  test.each(Object.keys(accountHelp))('of %s: usage, each option of it, an example', async (name) => {
    for (const args of [
      ['account', name, '--help'],
      ['account', name, 'x', '-h'],
      ['help', 'account', name],
    ]) {
      const { code, written } = await treve(args)
      expect(code).toBe(0)
      const [usage = ''] = written.out.split('\n')
      expect(usage).toMatch(new RegExp(`^treve account ${name} `))
      for (const [option] of usage.matchAll(/--[a-z-]+/g)) expect(written.out.slice(usage.length)).toContain(option)
      expect(written.out).toContain(`\n  treve account ${name} `)
    }
  })
})
