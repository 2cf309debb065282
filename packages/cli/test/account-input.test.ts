// What the account's commands do with what they cannot use: the reason first, exit 2, and nothing changed.

import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../src/main.ts'
import { type Captured, capture, repository } from './streams.ts'

const loaded =
  '{"class":"field","clear":{"type":"loaded"},"sealed":{"lines":[{"consignment":"c","item":"flour","unit":"g","low":1,"best":1,"high":1}]}}'

describe('treve account', () => {
  let folder = ''
  let vkey = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treve-input-'))
    vkey = (await treve(['account', 'init', 'kept', '--origin', 'example.org/kept'])).written.out.trim()
    await writeFile(join(folder, 'file'), 'text\n')
    await mkdir(join(folder, 'empty'))
    await mkdir(join(folder, 'full'))
    await writeFile(join(folder, 'full', 'letter'), 'text\n')
    await writeFile(join(folder, 'policy'), `log ${vkey}\nwitness w nonsense\nquorum w\n`)
    await writeFile(join(folder, 'nothing.jsonl'), '\n')
    await writeFile(join(folder, 'latin1.jsonl'), Buffer.from(`${loaded}\n{"caf\xe9":1}\n`, 'latin1'))
    await writeFile(join(folder, 'statements.yaml'), 'treve_statements: 1\nstatements: []\n')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function treve(args: readonly string[], stdin: string | Uint8Array = ''): Promise<Captured & { code: number }> {
    const io = capture({ folder, stdin })
    return { ...io, code: await run(args, io) }
  }

  const size = async () =>
    (JSON.parse((await treve(['account', 'verify', 'kept', '--key', vkey, '--json'])).written.out) as { size: number })
      .size

  const key = ['--key', 'VKEY']
  test.each<[string[], RegExp]>([
    [['init', 'file', '--origin', 'a.example/b'], /^treve account init: file is a file: nothing was changed/],
    [['init', 'file/deeper', '--origin', 'a.example/b'], /which is a file/],
    [['init', 'full', '--origin', 'a.example/b'], /holds other files \(letter\)/],
    [['init', 'kept', '--origin', 'a.example/b'], /nothing was changed/],
    [['verify', 'nowhere', ...key], /^treve account verify: nowhere: there is no such folder/],
    [['verify', 'file', ...key], /^treve account verify: file: this is a file/],
    [['verify', 'empty', ...key], /^treve account verify: empty: there is no checkpoint/],
    [['verify', 'kept', '--key', 'aaa'], /--key aaa: not a verifier key/],
    [['verify', 'kept', ...key, '--policy', 'policy'], /policy:2: .*not a verifier key/],
    [['verify', 'kept', ...key, '--kept', 'file'], /--kept file: this is a file/],
    [['verify', 'kept', ...key, '--openings', 'latin1.jsonl'], /latin1\.jsonl:2: this is not UTF-8/],
    [['prove', 'nowhere', '0'], /nowhere: there is no such folder/],
    [['prove', 'empty', '0'], /empty: there is no checkpoint/],
    [['show', 'nowhere', '0'], /nowhere: there is no such folder/],
    [['show', 'kept', '7'], /below 1/],
    [['check', 'file', ...key, '--entry', 'file'], /a proof begins with/],
    [['check', 'file', ...key], /of which entry\?/],
    [['fsck', 'kept', '--mirror', 'nowhere'], /nowhere: there is no such folder/],
    [['append', 'kept', 'nothing.jsonl'], /nothing\.jsonl is empty: there is nothing to append/],
    [['append', 'kept', 'empty'], /empty: this is a folder: name a file of entries/],
    [['append', 'kept', 'latin1.jsonl'], /latin1\.jsonl:2: this is not UTF-8 text: nothing was taken/],
    [['append', 'kept', '-', '--key', 'file'], /--key file: not a private key/],
    [['append', 'kept', '-', '--key', 'empty'], /--key empty: this is a folder/],
    [['keys', 'kept', 'adopt'], /indices of entries/],
    [['keys', 'kept', 'dance'], /“dance”/],
    [['keys', 'kept', 'add', 'X', '--role', 'organisation', '--key', 'aaa'], /--key aaa: not a verifier key/],
    [['keys', 'kept', 'revoke', 'VKEY2', '--reason', 'retired'], /authority key.*--authority/],
    [['vkey', 'kept', '--colour'], /Unknown option '--colour'.*treve account vkey --help/],
  ])('%j', async (args, message) => {
    const authority = JSON.parse((await treve(['account', 'keys', 'kept', '--json'])).written.out) as {
      keys: { vkey: string }[]
    }
    const filled = args.map((arg) => (arg === 'VKEY' ? vkey : arg === 'VKEY2' ? (authority.keys[0]?.vkey ?? '') : arg))
    const { code, written } = await treve(['account', ...filled], loaded)
    expect(written.err).toMatch(message)
    expect(written.out).toBe('')
    expect(code).toBe(2)
    expect(await size()).toBe(1)
    expect(await readdir(join(folder, 'full'))).toEqual(['letter'])
  })

  test('an address that has nothing, or where nobody answers, cannot be used', async () => {
    const server = createServer((_, response) => response.writeHead(404).end())
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`
    const missing = await treve(['account', 'verify', address, '--key', vkey])
    expect(missing.written.err).toMatch(/the server has no checkpoint/)
    expect(missing.code).toBe(2)
    await new Promise((done) => server.close(done))
    expect((await treve(['account', 'verify', address, '--key', vkey])).code).toBe(2)
    expect((await treve(['statements', 'check', 'statements.yaml', '--account', address])).code).toBe(2)
  })

  test('a witness policy of the account’s own folder that cannot be read is named, with its line', async () => {
    const own = join(folder, 'kept/witnesses.policy')
    await writeFile(own, await readFile(join(folder, 'policy')))
    try {
      for (const args of [
        ['append', 'kept', '-'],
        ['keys', 'kept'],
        ['open', 'kept', '0'],
        ['fsck', 'kept'],
      ]) {
        const { code, written } = await treve(['account', ...args], loaded)
        expect(written.err).toMatch(/witnesses\.policy:2: .*not a verifier key/)
        expect(code).toBe(2)
      }
    } finally {
      await rm(own)
    }
  })

  test('statements against what is no account: exit 2, the reason first', async () => {
    await writeFile(
      join(folder, 'one.yaml'),
      'treve_statements: 1\nstatements: [{ id: A, speaker: a, language: en, paraphrase: p, claims: [opinion] }]\n',
    )
    const { code, written } = await treve(['statements', 'check', 'one.yaml', '--account', 'nowhere'])
    expect(written.err).toBe('treve statements check: nowhere: there is no such folder\n')
    expect(code).toBe(2)
    const lang = await treve(['statements', 'check', 'one.yaml', '--lang', 'de'])
    expect(lang.written.err).toMatch(/--lang de: one of en, fr, ar, ru/)
    expect(lang.code).toBe(2)
  })

  test('what stands beside the type in the clear is refused by its name', async () => {
    const { code, written } = await treve(
      ['account', 'append', 'kept', '-'],
      loaded.replace('"loaded"', '"loaded","extra":1'),
    )
    expect(written.err).toMatch(/it has no “extra”: nothing else than the type stands in the clear of loaded/)
    expect(code).toBe(2)
  })

  test('a witness is not given a name that no key can have', async () => {
    const { code, written } = await treve(['witness', 'serve', '--name', 'x y', '--log', vkey])
    expect(written.err).toMatch(/--name x y/)
    expect(code).toBe(2)
    expect((await treve(['witness', 'serve', '--name', 'x', '--log', 'aaa'])).written.err).toMatch(/--log aaa/)
  })
})

test('Ctrl-C while lines are awaited: nothing is appended, and no fault of ours is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'treve-stop-'))
  try {
    const io = capture({ folder })
    await run(['account', 'init', 'kept', '--origin', 'example.org/kept'], io)
    const bin = join(repository, 'packages/cli/bin/treve.mjs')
    const child = spawn(process.execPath, [bin, 'account', 'append', 'kept', '-'], { cwd: folder })
    let told = ''
    child.stderr.on('data', (bytes: Buffer) => {
      told += bytes.toString()
    })
    child.stdin.write(`${loaded}\n`)
    // Sent again until it has come so far as to listen.
    const asking = setInterval(() => child.kill('SIGINT'), 500)
    const code = await new Promise((done) => child.on('close', done))
    clearInterval(asking)
    expect(told).not.toContain('fault of ours')
    if (code !== null) expect([code, told]).toEqual([1, 'treve account: stopped; nothing was changed.\n'])
    const after = capture({ folder })
    await run(['account', 'verify', 'kept', '--key', io.written.out.trim(), '--json'], after)
    expect(JSON.parse(after.written.out)).toMatchObject({ size: 1 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

describe('what is taken for granted is told', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treve-told-'))
    await treve(['account', 'init', 'kept', '--origin', 'example.org/kept', '--organisation', 'Cell'])
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function treve(args: readonly string[], stdin = ''): Promise<Captured & { code: number }> {
    const io = capture({ folder, stdin })
    return { ...io, code: await run(args, io) }
  }

  test('a time and a source that were not written, once for all lines', async () => {
    const timed = loaded.replace(
      '"lines"',
      '"time":{"from":"2016-11-04T08:00:00Z","until":"2016-11-04T08:00:00Z","zone":"UTC"},"lines"',
    )
    const { written } = await treve(['account', 'append', 'kept', '-'], [loaded, loaded, timed].join('\n'))
    expect(written.err).toBe(
      '2 lines name no time: it is signed as of now.\n3 lines name no source: it is signed as Cell’s own word, seen by itself.\n',
    )
  })

  test('what a key that is compromised takes with it', async () => {
    await treve(['account', 'keys', 'kept', 'add', 'B', '--role', 'organisation'])
    const { keys } = JSON.parse((await treve(['account', 'keys', 'kept', '--json'])).written.out) as {
      keys: { vkey: string }[]
    }
    const { code, written } = await treve([
      'account',
      'keys',
      'kept',
      'revoke',
      keys[1]?.vkey ?? '',
      '--reason',
      'compromised',
    ])
    expect(written.err).toMatch(/all entries under this key, back to entry 0, are suspect/)
    expect(code).toBe(0)
  })

  test('in one and in many: 1 entry, 2 entries; certificates that nobody opened; cosignatures once', async () => {
    const key = (await treve(['account', 'vkey', 'kept'])).written.out.trim()
    expect(JSON.parse((await treve(['account', 'vkey', 'kept', '--json'])).written.out)).toEqual({ vkey: key })
    const { written } = await treve(['account', 'verify', 'kept', '--key', key])
    expect(written.out).toMatch(/^Verified: 6 entries, /)
    expect(written.out).toMatch(/not checked: certificates: 6 are sealed or erased/)
    expect(written.out.match(/cosignatures|unwitnessed/g)).toHaveLength(1)
    await treve(['account', 'init', 'one', '--origin', 'example.org/one'])
    const one = (await treve(['account', 'vkey', 'one'])).written.out.trim()
    expect((await treve(['account', 'verify', 'one', '--key', one])).written.out).toMatch(
      /^Verified: 1 entry, .*\n {2}1 signature;/,
    )
  })

  test('of many problems twenty, and how many more there are', async () => {
    const key = (await treve(['account', 'vkey', 'kept'])).written.out.trim()
    const { code, written } = await treve(['account', 'verify', 'kept', '--key', key, '--released'])
    expect(code).toBe(1)
    const lines = written.err.trim().split('\n')
    expect(lines).toHaveLength(21)
    expect(lines[20]).toMatch(/^ {2}and [0-9]+ more/)
  })
})
