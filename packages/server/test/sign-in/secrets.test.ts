import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { networkOf } from '../../src/sign-in/addresses.ts'
import { codeAsDrawn, codeAsShown, codeOf, Keyed, signInKey } from '../../src/sign-in/secrets.ts'

describe('codes', () => {
  test('are read as they were drawn, however they are typed', () => {
    for (let time = 0; time < 200; time++) {
      const code = codeOf(randomBytes(16), 16)
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
      expect(codeAsDrawn(codeAsShown(code))).toBe(code)
      expect(codeAsDrawn(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code)
    }
    expect(codeAsShown('ABCDEFGH')).toBe('ABCD-EFGH')
  })

  test('have every sign as often as another', () => {
    const seen = new Map<string, number>()
    for (const letter of codeOf(randomBytes(32_000), 32_000)) seen.set(letter, (seen.get(letter) ?? 0) + 1)
    expect(seen.size).toBe(32)
    for (const [letter, times] of seen) expect(Math.abs(times - 1000), letter).toBeLessThan(250)
  })
})

describe('what is sealed', () => {
  const keyed = new Keyed(new Uint8Array(32).fill(7))

  test('opens for its purpose, under its key, unchanged', () => {
    const sealed = keyed.seal('one', 'words')
    expect(keyed.open('one', sealed)).toBe('words')
    expect(keyed.open('two', sealed)).toBeUndefined()
    expect(new Keyed(new Uint8Array(32).fill(8)).open('one', sealed)).toBeUndefined()
    const [body = '', seal = ''] = sealed.split('.')
    for (const other of ['', '.', body, `${body}.`, `.${seal}`, `${body}x.${seal}`, `${body}.${seal}.`, seal])
      expect(keyed.open('one', other), other).toBeUndefined()
  })

  test('no two lists of parts are hashed alike', () => {
    expect(keyed.hash('a', 'b', 'c').equals(keyed.hash('a', 'bc'))).toBe(false)
    expect(keyed.hash('a', 'b', 'c').equals(keyed.hash('a', 'b,c'))).toBe(false)
    expect(keyed.hash('a', 'b').equals(keyed.hash('a', 'b'))).toBe(true)
  })
})

test('the key of an installation is made once, for its user alone, and a damaged one is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'treve-sign-in-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const keys = join(folder, 'keys')
  const all = await Promise.all([signInKey(keys), signInKey(keys), signInKey(keys)])
  for (const each of all) expect(each).toEqual(all[0])
  const path = join(keys, 'sign-in.key')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readFile(path, 'utf8')).toHaveLength(45)
  await writeFile(path, 'damaged')
  await expect(signInKey(keys)).rejects.toThrow(/is no key: put back/)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:0001:2::', '2001:db8:1:2'],
  ['2001:db8::5', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
