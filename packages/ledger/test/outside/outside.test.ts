// Tools that we did not write read what we serve: golang.org/x/mod (Debian: golang-go, golang-golang-x-mod-dev).

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatVerifierKey, proveConsistency, proveInclusion } from '../../src/index.ts'
import { toBase64 } from '../../src/log/bytes.ts'
import { logSigner, served, vectorEntry } from '../log/served.ts'
import { buildReader, hasGo } from './golang.ts'

const folder = mkdtempSync(join(tmpdir(), 'treve-outside-'))
let ask: (given: object) => string = () => ''
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(!hasGo)('golang.org/x/mod', () => {
  beforeAll(() => {
    ask = buildReader(folder)
  })

  it.each([1, 2, 7, 255, 256, 257, 1000, 66_000])('accepts a log of %d entries, and our proofs', async (size) => {
    const { said } = await check(size, () => {})
    expect(said).toBe('accepted\n')
  })

  it('refuses what is wrong, so that its word is worth something', async () => {
    const { said } = await check(300, (files) => {
      const tile = files.get('tile/0/000')
      if (tile !== undefined) tile[77] = (tile[77] ?? 0) ^ 1
    })
    expect(said).toMatch(/^refused: /)
  })
})

async function check(size: number, spoil: (files: Map<string, Uint8Array>) => void): Promise<{ said: string }> {
  const log = served(Array.from({ length: size }, (_, i) => vectorEntry(i)))
  spoil(log.files)
  const at = join(folder, String(size))
  for (const [path, bytes] of log.files) {
    mkdirSync(dirname(join(at, path)), { recursive: true })
    writeFileSync(join(at, path), bytes)
  }
  const indices = [...new Set([0, Math.floor(size / 3), Math.floor(size / 2), size - 1])]
  const olds = [...new Set([1, Math.floor(size / 2), size - 1, size])].filter((old) => old > 0)
  const given = {
    folder: at,
    vkey: formatVerifierKey(logSigner.key),
    records: await Promise.all(
      indices.map(async (index) => ({
        index,
        entry: toBase64(vectorEntry(index)),
        proof: (await proveInclusion(log.read, index, size)).map(toBase64),
      })),
    ),
    heads: await Promise.all(
      olds.map(async (old) => ({
        size: old,
        root: toBase64(log.tree.rootAt(old)),
        proof: (await proveConsistency(log.read, old, size)).map(toBase64),
      })),
    ),
  }
  return { said: ask(given) }
}
