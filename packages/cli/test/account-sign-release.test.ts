// Two people make keys of their own, and sign what a server says is to be signed: that, and nothing else.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkOpening, type Opening, parseEntry } from '@treve/ledger'
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
  const clear = { type: 'released', last_close: '2016-11-04T19:00:00+02:00', delay_s: 86_400 }
  const toSign = { log: 'example.org/day', pause: 'day', mode: 'live', beat_s: 1, clear, keys }
  await writeFile(join(folder, 'release.json'), JSON.stringify(toSign))
  for (const [args, stdin] of [
    [['sign-release', 'release.json', ...by], ''],
    [['sign-release', '-', ...by], JSON.stringify(toSign)],
  ] as const) {
    const made = await treve(args, stdin)
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('2016-11-04T19:00:00+02:00') })
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
    { ...toSign, keys: [1] },
    null,
  ])
    expect(await treve(['sign-release', '-', ...by], JSON.stringify(other))).toMatchObject({ code: 2, out: '' })
  expect((await treve(['sign-release', 'release.json', '--by', 'own/keys/anna.key'])).code).toBe(2)
  expect((await treve(['sign-release', 'nothing.json', ...by])).code).toBe(2)
  expect((await treve(['sign-release', 'release.json', ...by.slice(0, 2), '--by', 'none.key'])).code).toBe(2)
  expect((await treve(['new-key', 'own', '../anna'])).code).toBe(2)
})
