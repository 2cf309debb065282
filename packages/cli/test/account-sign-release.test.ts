// Two people make keys of their own, and sign what a server says is to be signed: that, and nothing else.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkOpening, type Opening, parseEntry, signaturesOf } from '@treve/ledger'
import { ed25519Verifier } from '@treve/ledger/device'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../src/main.ts'
import { capture } from './streams.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'treve-sign-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function treve(args: readonly string[], stdin = '') {
  const io = capture({ folder, stdin })
  return { code: await run(['account', ...args], io), ...io.written }
}

const opens = { slots: 3, sha256: 'a'.repeat(64) }

test('what is printed is an entry of two keys, certified by those of the two, with all its openings', async () => {
  const keys = []
  for (const name of ['anna', 'bert']) {
    const made = await treve(['new-key', 'own', name])
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^[^+]+\+[0-9a-f]{8}\+\S+\n$/)])
    keys.push({ key: made.out.trim(), organisation: 'Relief Coordination' })
  }
  // A key that is there is never written over.
  expect((await treve(['new-key', 'own', 'anna'])).code).toBe(2)
  const by = ['anna', 'bert'].flatMap((name) => ['--by', `own/keys/${name}.key`])
  const clear = { type: 'released', last_close: '2016-11-04T19:00:00+02:00', delay_s: 86_400, opens }
  const toSign = { log: 'example.org/day', pause: 'day', mode: 'live', beat_s: 1, clear, keys }
  await writeFile(join(folder, 'release.json'), JSON.stringify(toSign))
  for (const [args, stdin] of [
    [['sign-release', 'release.json', ...by], ''],
    [['sign-release', '-', ...by], JSON.stringify(toSign)],
  ] as const) {
    const made = await treve(args, stdin)
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('2016-11-04T19:00:00+02:00') })
    expect(made.err).toContain(
      `it opens that 3 entries are fillers, and nothing else (SHA-256 of the list: ${opens.sha256})`,
    )
    const { signed } = JSON.parse(made.out) as { signed: string }
    const { bytes, openings } = JSON.parse(signed) as { bytes: string; openings: Opening[] }
    const entry = parseEntry(Uint8Array.from(Buffer.from(bytes, 'base64')))
    expect(entry).toMatchObject({ class: 'public', clear })
    for (const opening of openings) checkOpening(opening, entry.sealed[opening.slot])
    expect(['key_cert', 'key_cert2'].map((slot) => openings.find((each) => each.slot === slot)?.value)).toMatchObject(
      keys,
    )
  }

  for (const other of [
    { ...toSign, clear: { type: 'erased', entry: 1, slot: 'text', ground: 'danger' } },
    { ...toSign, clear: { type: 'released' } },
    // What opens more than the list, or does not say what it opens, is signed by nobody.
    { ...toSign, clear: { ...clear, opens: undefined } },
    { ...toSign, clear: { ...clear, slots: ['text'] } },
    { ...toSign, clear: { ...clear, opens: undefined, slots: ['type'] } },
    { ...toSign, clear: { ...clear, opens: { ...opens, more: ['text'] } } },
    { ...toSign, clear: { ...clear, opens: { slots: -1, sha256: opens.sha256 } } },
    { ...toSign, keys: [1] },
    null,
  ])
    expect(await treve(['sign-release', '-', ...by], JSON.stringify(other))).toMatchObject({ code: 2, out: '' })
  expect((await treve(['sign-release', 'nothing.json', ...by])).code).toBe(2)
  expect((await treve(['sign-release', 'release.json', ...by.slice(0, 2), '--by', 'none.key'])).code).toBe(2)
  expect((await treve(['new-key', 'own', '../anna'])).code).toBe(2)
})

test('two people sign in runs of their own, on machines of their own: what is printed is handed to the other', async () => {
  // What each has is in a folder of theirs, and no key leaves it.
  const keys = []
  for (const name of ['anna', 'bert', 'carl'])
    keys.push({ key: (await treve(['new-key', `of-${name}`, name])).out.trim(), organisation: 'Relief Coordination' })
  const clear = { type: 'released', last_close: '2016-11-04T19:00:00+02:00', delay_s: 86_400, opens }
  const toSign = { log: 'example.org/day', pause: 'day', mode: 'live', beat_s: 1, clear, keys, signed: [] }
  const files = (name: string) => join(folder, name)
  await writeFile(files('release.json'), JSON.stringify(toSign))
  const by = (name: string, ...more: string[]) =>
    treve(['sign-release', 'release.json', '--by', `of-${name}/keys/${name}.key`, ...more])

  const ready = await by('anna')
  expect(ready).toMatchObject({ code: 0, err: expect.stringContaining('nothing is signed yet') })
  await writeFile(files('ready.json'), ready.out)
  // Nothing is kept but the key: said again, it is the same.
  expect((await by('anna')).out).toBe(ready.out)
  const half = await by('bert', '--with', 'ready.json')
  expect(half).toMatchObject({ code: 0, err: expect.stringContaining('Signed by one of two') })
  await writeFile(files('half.json'), half.out)
  const whole = await by('anna', '--with', 'half.json')
  expect(whole).toMatchObject({ code: 0, err: expect.stringContaining('Signed: day') })
  const { signed } = JSON.parse(whole.out) as { signed: string }
  const { bytes, openings } = JSON.parse(signed) as { bytes: string; openings: Opening[] }
  const entry = parseEntry(Uint8Array.from(Buffer.from(bytes, 'base64')))
  expect(entry).toMatchObject({ class: 'public', clear })
  const holds = signaturesOf(entry).map(({ publicKey, message, signature }) =>
    ed25519Verifier(publicKey)(message, signature),
  )
  expect(holds).toEqual([true, true])
  for (const opening of openings) checkOpening(opening, entry.sealed[opening.slot])
  expect(['key_cert', 'key_cert2'].map((slot) => openings.find((each) => each.slot === slot)?.value)).toMatchObject([
    keys[1],
    keys[0],
  ])
  for (const printed of [ready, half, whole])
    for (const name of ['anna', 'bert']) {
      const key = (await readFile(files(`of-${name}/keys/${name}.key`), 'utf8')).trim().split('+').slice(4).join('+')
      expect([key.length, printed.out.includes(key)]).toEqual([44, false])
    }
  // The same from what the server says of both.
  const told = { ...toSign, signed: [{ by: 'token-bert', ...JSON.parse(half.out) }] }
  await writeFile(files('release.json'), JSON.stringify(told))
  expect((await by('anna')).out).toBe(whole.out)

  // What must never be: signed for another, of another window, changed, or twice by one.
  await writeFile(files('release.json'), JSON.stringify(toSign))
  expect(await by('carl', '--with', 'half.json')).toMatchObject({ code: 0, err: expect.stringContaining('nothing is') })
  expect(await by('anna', '--with', 'ready.json')).toMatchObject({
    code: 0,
    err: expect.stringContaining('nothing is'),
  })
  const later = { ...toSign, clear: { ...clear, last_close: '2016-11-05T19:00:00+02:00' } }
  await writeFile(files('release.json'), JSON.stringify(later))
  expect((await by('anna', '--with', 'half.json')).out).not.toContain('"signed"')
  await writeFile(files('release.json'), JSON.stringify(toSign))
  const made = JSON.parse(half.out) as { key: string; half: string }
  const inside = JSON.parse(made.half) as { text: string; openings: Opening[]; signature: string }
  for (const changed of [
    { ...inside, text: inside.text.replace('"delay_s":86400', '"delay_s":86401') },
    { ...inside, openings: inside.openings.slice(1) },
    { ...inside, signature: `${inside.signature.startsWith('A') ? 'B' : 'A'}${inside.signature.slice(1)}` },
  ]) {
    await writeFile(files('changed.json'), JSON.stringify({ ...made, half: JSON.stringify(changed) }))
    expect(await by('anna', '--with', 'changed.json')).toMatchObject({ out: '' })
  }
  for (const other of ['', '{}', '[]', '{"key":1}', JSON.stringify({ key: 'x', half: '{}' })]) {
    await writeFile(files('other.json'), other)
    expect(await by('anna', '--with', 'other.json')).toMatchObject({ code: 2, out: '' })
  }
  expect((await treve(['sign-release', 'release.json'])).code).toBe(2)
})
