// The account on the command line, as an outsider and as its keeper would use it.

import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../src/main.ts'
import { type Captured, capture, repository } from './streams.ts'

const loaded = (grams: number) =>
  JSON.stringify({
    class: 'field',
    clear: { type: 'loaded' },
    sealed: {
      lines: [{ consignment: 'c1', item: 'flour', category: 'food', unit: 'g', low: grams, best: grams, high: grams }],
    },
  })

describe('treve account', () => {
  let folder = ''
  let vkey = ''

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treve-account-'))
    vkey = (await treve(['account', 'init', 'kept', '--origin', 'example.org/pauses/test'])).written.out.trim()
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function treve(args: readonly string[], stdin = ''): Promise<Captured & { code: number }> {
    const io = capture({ folder, stdin })
    return { ...io, code: await run(args, io) }
  }

  /** The beat is run until so many have been sealed. */
  async function beats(name: string, count: number): Promise<void> {
    const size = async () => (await readFile(join(folder, name, 'log/checkpoint'), 'utf8')).split('\n')[1]
    const stop = new AbortController()
    const beating = run(['account', 'beat', name], capture({ folder, stop: stop.signal }))
    for (let done = 0; done < count; ) {
      const before = await size()
      while ((await size()) === before) await new Promise((again) => setTimeout(again, 50))
      done += 1
    }
    stop.abort()
    await beating
  }

  const append = (lines: readonly string[]) => treve(['account', 'append', 'kept', '-'], lines.join('\n'))

  test('init makes keys that others cannot read, entry 0, and prints the verifier key', async () => {
    expect(vkey).toMatch(/^example\.org\/pauses\/test\+[0-9a-f]{8}\+/)
    expect((await treve(['account', 'vkey', 'kept'])).written.out.trim()).toBe(vkey)
    const { code, written } = await treve(['account', 'verify', 'kept/log', '--key', vkey, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(written.out)).toMatchObject({
      verified: true,
      size: 1,
      checked: { log: true, entries: true, consistency: 'not checked' },
      witnessed: { k: 0, n: 0 },
      problems: [],
    })
    const again = await treve(['account', 'init', 'kept', '--origin', 'example.org/other'])
    expect(again.code).toBe(2)
    expect(again.written.err).toContain('nothing was changed')
  })

  test('append tells index, id and leaf hash; bad lines are refused one by one and good ones kept', async () => {
    const { code, written } = await append([
      loaded(1),
      'no json',
      '{"class":"secret"}',
      '{"class":"field","clear":{"type":"vanished"}}',
      loaded(2),
      '{"class":"field","clear":{"type":"loaded"},"sealed":{"cargo":1}}',
    ])
    expect(code).toBe(2)
    const told = written.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { index: number; id: string; leaf_hash: string })
    expect(told.map(({ index }) => index)).toEqual([1, 2])
    expect(told[0]?.leaf_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(written.err).toMatch(/standard input:2: malformed/)
    expect(written.err).toMatch(/:3: unknown_class/)
    expect(written.err).toMatch(/:4: unknown_type/)
    expect(written.err).toMatch(/:6: unknown_slot/)
    expect((await treve(['account', 'verify', 'kept', '--key', vkey])).code).toBe(0)
  })

  test('verify keeps what it saw, and finds a log that was rolled back or altered', async () => {
    await append([loaded(1)])
    expect((await treve(['account', 'verify', 'kept', '--key', vkey, '--kept', 'seen'])).code).toBe(0)
    await append([loaded(2)])
    const second = await treve(['account', 'verify', 'kept', '--key', vkey, '--kept', 'seen', '--json'])
    expect(JSON.parse(second.written.out)).toMatchObject({
      verified: true,
      size: 3,
      checked: { consistency: 'checked' },
    })
    // The old checkpoint put back: it is signed, and shorter than what was seen.
    const [old = ''] = await readdir(join(folder, 'seen'))
    await writeFile(join(folder, 'kept/log/checkpoint'), await readFile(join(folder, 'seen', old)))
    const back = await treve(['account', 'verify', 'kept', '--key', vkey, '--kept', 'seen', '--json'])
    expect(back.code).toBe(1)
    expect(JSON.parse(back.written.out)).toMatchObject({ verified: false, problems: [{ code: 'contradiction' }] })
  })

  test.each(['tile/0/000.p/2', 'tile/entries/000.p/2'])(
    'one flipped bit in %s: not verified; fsck mends it from a mirror',
    async (path) => {
      await append([loaded(1)])
      await treve(['account', 'publish', 'kept', '--to', 'mirror'])
      const file = join(folder, 'kept/log', path)
      const bytes = await readFile(file)
      bytes[40] = (bytes[40] ?? 0) ^ 1
      await writeFile(file, bytes)
      expect((await treve(['account', 'verify', 'kept', '--key', vkey])).code).toBe(1)
      expect((await append([loaded(2)])).code).toBe(1)
      const alone = await treve(['account', 'fsck', 'kept'])
      expect(alone.code).toBe(1)
      expect(alone.written.out).toContain(`${path}: damaged`)
      const mended = await treve(['account', 'fsck', 'kept', '--mirror', 'mirror'])
      expect(mended.written.out).toContain('mended')
      expect(mended.code).toBe(0)
      expect((await treve(['account', 'verify', 'kept', '--key', vkey])).code).toBe(0)
      expect((await append([loaded(2)])).code).toBe(0)
    },
  )

  test('a proof is a receipt; an index that is not there is refused', async () => {
    await append([loaded(1)])
    expect((await treve(['account', 'prove', 'kept', '1'])).written.out).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 1\n/)
    expect((await treve(['account', 'prove', 'kept', '9'])).code).toBe(2)
    expect((await treve(['account', 'prove', 'kept', 'x'])).code).toBe(2)
  })

  test('openings fit, and those of another account do not', async () => {
    await append([loaded(7)])
    const opened = await treve(['account', 'open', 'kept', '1', '--slot', 'lines'])
    expect(JSON.parse(opened.written.out)).toMatchObject({ slot: 'lines', value: [{ best: 7 }] })
    const all = await treve(['account', 'open', 'kept', '--all'])
    await writeFile(join(folder, 'openings'), all.written.out)
    expect(
      (await treve(['account', 'verify', 'kept', '--key', vkey, '--openings', 'openings', '--released'])).code,
    ).toBe(0)
    await writeFile(join(folder, 'openings'), all.written.out.replace('"best":7', '"best":8'))
    const spoilt = await treve(['account', 'verify', 'kept', '--key', vkey, '--openings', 'openings', '--json'])
    expect(spoilt.code).toBe(1)
    expect(JSON.parse(spoilt.written.out)).toMatchObject({ problems: [{ code: 'opening_mismatch', index: 1 }] })
  })

  test('two people erase; afterwards nothing opens, and the root stands', async () => {
    await append([loaded(7)])
    await treve(['account', 'keys', 'kept', 'add', 'Cell', '--role', 'coordinator'])
    const root = (await readFile(join(folder, 'kept/log/tile/0/000.p/3'))).subarray(0, 64)
    const by = ['--by', 'kept/keys/authority.key', '--by', 'kept/keys/coordinator-2.key']
    expect(
      (await treve(['account', 'erase', 'kept', '1', 'lines', '--ground', 'danger', '--by', 'kept/keys/authority.key']))
        .code,
    ).toBe(2)
    expect((await treve(['account', 'erase', 'kept', '1', 'lines', '--ground', 'danger', ...by])).code).toBe(0)
    expect((await treve(['account', 'open', 'kept', '1', '--slot', 'lines'])).code).toBe(1)
    expect(
      (await treve(['account', 'erase', 'kept', '1', 'lines', '--ground', 'danger', ...by])).written.err,
    ).toContain('already_erased')
    expect((await readFile(join(folder, 'kept/log/tile/0/000.p/4'))).subarray(0, 64)).toEqual(root)
    expect((await treve(['account', 'verify', 'kept', '--key', vkey])).code).toBe(0)
  })

  test('of a live account the public sees a checkpoint that grows evenly, and no tile', async () => {
    await treve([
      'account',
      'init',
      'live',
      '--origin',
      'example.org/live',
      '--live',
      '--beat',
      '1s',
      '--fill',
      '8',
      '--release-delay',
      '1s',
    ])
    const key = (await treve(['account', 'vkey', 'live'])).written.out.trim()
    const { written } = await treve(['account', 'append', 'live', '-'], [loaded(1), loaded(2)].join('\n'))
    expect(
      written.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { index: unknown }).index),
    ).toEqual([null, null])
    // To seal now would tell that something came: the beat does it, whatever came.
    expect(written.err).toContain('treve account beat seals')
    const quiet = await treve(['account', 'verify', 'live', '--key', key, '--json'])
    expect(JSON.parse(quiet.written.out)).toMatchObject({ verified: true, size: 1 })
    await beats('live', 1)
    const seen = await treve(['account', 'verify', 'live', '--key', key, '--json'])
    expect(JSON.parse(seen.written.out)).toMatchObject({ verified: true, size: 9 })
    expect(await readFile(join(folder, 'live/log/tile/entries/000.p/9'), 'latin1')).not.toContain('flour')
    await treve(['account', 'publish', 'live', '--to', 'public'])
    expect((await readdir(join(folder, 'public'))).sort()).toEqual(['checkpoint', 'vkey'])
    const bare = await treve(['account', 'verify', 'public', '--key', key])
    expect(bare.code).toBe(1)
    expect(bare.written.err).toContain('withheld until it is released')
    await treve(['account', 'publish', 'live', '--to', 'audit', '--for', 'auditors'])
    expect((await treve(['account', 'verify', 'audit', '--key', key])).code).toBe(0)
    // Two people open it; one cannot.
    await treve(['account', 'keys', 'live', 'add', 'Cell', '--role', 'coordinator'])
    const [coordinator = ''] = (await readdir(join(folder, 'live/keys'))).filter((name) =>
      name.startsWith('coordinator'),
    )
    const own = ['--by', 'live/keys/authority.key']
    await beats('live', 1)
    const closed = `${new Date().toISOString().slice(0, 19)}Z`
    const inOneFolder = await treve(['account', 'release', 'live', ...own, '--by', `live/keys/${coordinator}`])
    expect([inOneFolder.code, inOneFolder.written.err]).toEqual([2, expect.stringContaining('both keys lie in')])
    // Whoever it is of keeps it elsewhere.
    await rename(join(folder, 'live/keys', coordinator), join(folder, 'theirs.key'))
    const second = ['--by', 'theirs.key']
    const release = (...more: string[]) =>
      treve(['account', 'release', 'live', ...own, ...second, '--closed', closed, ...more])
    expect((await treve(['account', 'release', 'live', ...own, ...own])).code).toBe(2)
    const words = join(repository, 'examples/aleppo-2016-11-04/statements.yaml')
    const reviewed = (to: string) =>
      treve([
        'statements',
        'check',
        words,
        '--account',
        'live',
        '--reviews',
        to,
        '--publisher',
        'P',
        '--url',
        'https://p.example',
      ])
    const whileMoving = await reviewed('early.json')
    expect([whileMoving.code, whileMoving.written.err]).toEqual([1, expect.stringContaining('still be moving')])
    const unsaid = await treve(['account', 'release', 'live', ...own, ...second])
    expect([unsaid.code, unsaid.written.err]).toEqual([2, expect.stringContaining('--closed')])
    const early = await release('--delay', '999999h')
    expect([early.code, early.written.err]).toEqual([2, expect.stringContaining('too_early')])
    const before = await release('--closed', '2016-11-04T19:00:00+02:00')
    expect([before.code, before.written.err]).toEqual([2, expect.stringContaining('before this account was opened')])
    await beats('live', 2)
    // A count, a place, a kind: of a live account none is opened to the public.
    const small = await release('--slots', 'type,counts')
    expect([small.code, small.written.err]).toEqual([2, expect.stringContaining('no slot is opened')])
    expect((await release()).code).toBe(0)
    await beats('live', 1)
    expect((await reviewed('reviews.json')).code).toBe(0)
    await treve(['account', 'publish', 'live', '--to', 'public'])
    expect((await readdir(join(folder, 'public'))).sort()).toEqual(['checkpoint', 'openings.jsonl', 'tile', 'vkey'])
    const opened = (await readFile(join(folder, 'public/openings.jsonl'), 'utf8')).trim().split('\n')
    expect(new Set(opened.map((line) => (JSON.parse(line) as { slot: string }).slot))).toEqual(new Set(['type']))
    expect(new Set(opened.map((line) => (JSON.parse(line) as { value: string }).value))).toEqual(new Set(['filler']))
    const check = (...more: string[]) => treve(['account', 'verify', 'public', '--key', key, '--released', ...more])
    expect((await check('--openings', 'public/openings.jsonl')).code).toBe(0)
    // One of those that are due, kept back: a filler that is not counted is missing.
    await writeFile(join(folder, 'fewer.jsonl'), opened.slice(1).join('\n'))
    expect((await check('--openings', 'fewer.jsonl')).code).toBe(1)
    // The pause goes on: nothing more is given to the public, and what is public stays.
    await treve(['account', 'append', 'live', '-'], loaded(3))
    await beats('live', 1)
    const goesOn = await treve(['account', 'publish', 'live', '--to', 'next'])
    expect([goesOn.code, goesOn.written.err]).toEqual([1, expect.stringContaining('since the release')])
    expect((await treve(['account', 'publish', 'live', '--to', 'next', '--for', 'auditors'])).code).toBe(0)
    // One action stops publishing, at once.
    const stop = '{"class":"public","clear":{"type":"publishing_stopped","by":"Cell"}}'
    expect((await treve(['account', 'append', 'live', '-'], stop)).code).toBe(0)
    const stopped = await treve(['account', 'publish', 'live', '--to', 'later'])
    expect([stopped.code, stopped.written.err]).toEqual([1, expect.stringContaining('publishing was stopped')])
  })

  test('an old copy of the folder, put back, signs nothing a second time', async () => {
    await append([loaded(1)])
    await cp(join(folder, 'kept'), join(folder, 'old'), { recursive: true })
    await append([loaded(2)])
    await rm(join(folder, 'kept'), { recursive: true })
    await cp(join(folder, 'old'), join(folder, 'kept'), { recursive: true })
    const { code, written } = await append([loaded(3)])
    expect([code, written.err]).toEqual([1, expect.stringContaining('old copy')])
  })

  test('two coordinators revoke a key together; what comes late under it is taken, and weighs nothing until adopted', async () => {
    for (const [name, role] of [
      ['Field', 'organisation'],
      ['One', 'coordinator'],
      ['Two', 'coordinator'],
    ] as const)
      expect((await treve(['account', 'keys', 'kept', 'add', name, '--role', role])).code).toBe(0)
    const file = (name: string) => `kept/keys/${name}.key`
    const { keys } = JSON.parse((await treve(['account', 'keys', 'kept', '--json'])).written.out) as {
      keys: { vkey: string; organisation: string }[]
    }
    const field = keys.find(({ organisation }) => organisation === 'Field')?.vkey ?? ''
    const revoke = (...by: string[]) =>
      treve([
        'account',
        'keys',
        'kept',
        'revoke',
        field,
        '--reason',
        'lost',
        ...by.flatMap((each) => ['--by', file(each)]),
      ])
    expect((await revoke('coordinator-2')).code).toBe(2)
    expect((await revoke('coordinator-2', 'coordinator-3')).code).toBe(0)
    const late = (...more: string[]) =>
      treve(['account', 'append', 'kept', '-', '--key', file('organisation-1'), ...more], loaded(1))
    expect((await late()).written.err).toContain('revoked_key')
    const taken = await late('--late')
    expect(taken.code).toBe(0)
    const { index } = JSON.parse(taken.written.out) as { index: number }
    const standing = async () =>
      (
        JSON.parse((await treve(['account', 'show', 'kept', String(index), '--json'])).written.out) as {
          standing: string
        }
      ).standing
    expect(await standing()).toBe('unverified')
    expect((await treve(['account', 'keys', 'kept', 'adopt', String(index)])).code).toBe(0)
    expect(await standing()).toBe('sound')
  })

  test('a hand-over bears the signatures of two organisations', async () => {
    await treve(['account', 'keys', 'kept', 'add', 'Clinic', '--role', 'organisation'])
    const line =
      '{"class":"field","clear":{"type":"received"},"sealed":{"lines":[{"consignment":"c","item":"kit","unit":"items","low":3,"best":3,"high":3}]}}'
    const { code, written } = await treve(
      ['account', 'append', 'kept', '-', '--receiver', 'kept/keys/organisation-1.key'],
      line,
    )
    expect(code, written.err).toBe(0)
    const shown = JSON.parse((await treve(['account', 'show', 'kept', '2', '--json'])).written.out) as {
      certified_by: { organisation: string }[]
    }
    expect(shown.certified_by.map(({ organisation }) => organisation)).toEqual(['example.org', 'Clinic'])
    expect((await treve(['account', 'verify', 'kept', '--key', vkey])).code).toBe(0)
  })

  test('nothing is published into the folder that holds the private keys', async () => {
    const { code, written } = await treve(['account', 'publish', 'kept', '--to', 'kept/keys'])
    expect([code, written.err]).toEqual([2, expect.stringContaining('private keys')])
  })

  test('entries are appended while a beat runs', async () => {
    const key = (
      await treve(['account', 'init', 'long', '--origin', 'example.org/long', '--beat', '2s'])
    ).written.out.trim()
    const stop = new AbortController()
    const beating = run(['account', 'beat', 'long'], capture({ folder, stop: stop.signal }))
    expect((await treve(['account', 'append', 'long', '-'], loaded(1))).code).toBe(0)
    expect((await treve(['account', 'append', 'long', '-'], loaded(2))).code).toBe(0)
    await new Promise((done) => setTimeout(done, 4500))
    stop.abort()
    expect(await beating).toBe(0)
    const seen = await treve(['account', 'verify', 'long', '--key', key, '--json'])
    expect(JSON.parse(seen.written.out)).toMatchObject({ verified: true, size: 3 })
  })

  test('a checkpoint waits for its witnesses; nothing is lost meanwhile', async () => {
    const stop = new AbortController()
    const ready = capture({ folder, stop: stop.signal })
    const serving = run(
      ['witness', 'serve', '--name', 'witness.example/w', '--log', vkey, '--port', '0', '--json'],
      ready,
    )
    while (ready.written.out === '') await new Promise((done) => setTimeout(done, 20))
    const { address, vkey: witnessKey } = JSON.parse(ready.written.out) as { address: string; vkey: string }
    const policy = (url: string) => `witness w ${witnessKey} ${url}\nquorum w\n`
    await writeFile(join(folder, 'kept/witnesses.policy'), policy('http://localhost:9'))
    await writeFile(join(folder, 'policy'), policy(address))
    const waiting = await append([loaded(1)])
    expect(waiting.code).toBe(0)
    expect(waiting.written.err).toContain('not enough witnesses')
    expect((await treve(['account', 'verify', 'kept', '--key', vkey, '--policy', 'policy'])).code).toBe(1)
    await writeFile(join(folder, 'kept/witnesses.policy'), policy(address))
    await append([loaded(2)])
    const seen = await treve(['account', 'verify', 'kept', '--key', vkey, '--policy', 'policy', '--json'])
    expect(JSON.parse(seen.written.out)).toMatchObject({ verified: true, size: 3, witnessed: { k: 1, n: 1 } })
    expect((await fetch(`${address}/add-checkpoint`, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(413)
    expect((await fetch(`${address}/add-checkpoint`, { method: 'POST', body: 'garbage' })).status).toBe(400)
    stop.abort()
    expect(await serving).toBe(0)
  })

  test.each([
    [['account'], /name a command/],
    [['account', 'dance'], /no command “dance”/],
    [['account', 'init', 'x'], /--origin/],
    [['account', 'init', 'x', '--origin', 'https://example.org'], /without scheme/],
    [['account', 'init', 'x', '--origin', 'example.org', '--beat', 'soon'], /--beat/],
    [['account', 'append', 'nowhere', '-'], /no account/],
    [['account', 'verify', 'kept'], /--key/],
    [['account', 'verify', 'kept', '--key', 'nonsense'], /not a verifier key/],
    [['account', 'open', 'kept'], /--all/],
    [['account', 'open', 'kept', '99'], /below 1/],
    [['account', 'publish', 'kept'], /--to/],
    [['witness', 'serve'], /--name/],
    [['statements'], /statements check FILE/],
    [['statements', 'check', 'nothing.yaml'], /nothing.yaml/],
  ])('treve %j says what is missing, exit 2', async (args, message) => {
    const { code, written } = await treve(args)
    expect(written.err).toMatch(message)
    expect(code).toBe(2)
  })

  test('statements held against an account that is verified first', async () => {
    const origin = join(repository, 'examples/aleppo-2016-11-04/statements.yaml')
    const aid = (stage: string, organisation: string) =>
      JSON.stringify({
        class: 'field',
        clear: { type: stage },
        sealed: {
          time: { from: '2016-11-04T10:00:00+02:00', until: '2016-11-04T10:30:00+02:00', zone: 'Asia/Damascus' },
          source: { organisation, chain: organisation },
          place: { place: 'aleppo', side: 'east' },
          references: { event: 'convoy' },
          lines: [
            {
              consignment: 'c',
              item: 'flour',
              category: 'food',
              unit: 'g',
              low: 5,
              best: 5,
              high: 5,
              owner: 'us',
              funder: 'us',
            },
          ],
        },
      })
    await mkdir(join(folder, 'x'))
    await append([aid('offloaded', 'example.org')])
    const alone = await treve(['statements', 'check', origin, '--account', 'kept', '--json'])
    expect(alone.code).toBe(0)
    const s3 = (out: string) =>
      (
        JSON.parse(out) as {
          statements: {
            id: string
            claims: { finding: string; evidence: unknown[]; readings: { note?: string }[] }[]
          }[]
        }
      ).statements.find(({ id }) => id === 'S3')?.claims[0]
    // What one organisation says twice, by whatever name it gives itself, is one source: the certificate says whose it is.
    await append([aid('offloaded', 'somebody else')])
    const twice = s3((await treve(['statements', 'check', origin, '--account', 'kept', '--json'])).written.out)
    expect(twice?.finding).toBe('not_established')
    expect(twice?.readings.every(({ note }) => note?.includes('one source’s word'))).toBe(true)
    expect(twice?.evidence).toHaveLength(2)
    await writeFile(join(folder, 'kept/log/checkpoint'), 'nonsense')
    expect((await treve(['statements', 'check', origin, '--account', 'kept'])).code).toBe(1)
  })
})
