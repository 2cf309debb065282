// An account is audited by the same code everywhere: a browser and Node say the same of it, to the byte.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toBase64 } from '../../src/log/bytes.ts'
import { oddSignatures } from '../platform/odd-signatures.ts'
import { audit } from './audit.ts'
import { cases } from './cases.ts'
import { type Opened, openPage, type Visit } from './opened.ts'

const all = await cases()
const inNode = new Map<string, string>()
let opened: Opened
/** With the browser's own Ed25519, and where it has none. */
const visits = new Map<'localhost' | 'elsewhere', Visit>()

beforeAll(async () => {
  const files = new Map<string, Uint8Array | string>()
  for (const [name, { files: served, asked }] of all) {
    inNode.set(name, await audit(async (path) => served.get(path), asked))
    files.set(`${name}/asked`, JSON.stringify(asked))
    for (const [path, bytes] of served) files.set(`${name}/${path}`, bytes)
  }
  opened = await openPage(new URL('./page.ts', import.meta.url), files)
  for (const from of ['localhost', 'elsewhere'] as const) visits.set(from, await opened.visit(from))
})
afterAll(() => opened?.close())

async function run(from: 'localhost' | 'elsewhere', expression: string): Promise<unknown> {
  const visit = visits.get(from)
  const result: unknown = await visit?.page.evaluate(expression)
  expect(visit?.faults).toEqual([])
  return result
}

/** What each log is for, in Node's own result: two that say nothing would be the same, too. */
const says: Readonly<Record<string, object>> = {
  seven: { log: { isValid: true, size: 7 }, entries: { problems: [] } },
  grown: { log: { isValid: true, size: 300, consistency: 'checked' } },
  rewritten: { log: { isValid: false, consistency: 'contradicted', faults: [{ kind: 'contradiction' }] } },
  flipped: { log: { isValid: false, faults: [{ kind: 'damaged' }, { kind: 'damaged' }, { kind: 'contradiction' }] } },
  'another-key': { log: { isValid: false, faults: [{ kind: 'signature' }] } },
  account: {
    log: { isValid: true, signedBy: ['example.com/pause-log', 'w1.example'] },
    entries: { problems: [], checked: { entries: 264, openings: { erased: 1, missing: 0 } } },
    proved: { size: 264 },
    told: { statements: [{ id: 's1' }] },
  },
  sealed: { entries: { problems: [], checked: { signatures: 525, openings: { open: 0 } } } },
  unwitnessed: { log: { isValid: false, faults: [{ kind: 'unwitnessed' }] } },
  'wrong-opening': { entries: { problems: [{ index: 12, code: 'opening_mismatch' }] } },
  'erased-opening': { entries: { problems: [{ index: 3, code: 'already_erased' }] } },
  forged: { entries: { problems: [{ index: 77, code: 'bad_signature' }] } },
}

it.each([...all.keys()])('of the log “%s” Node says what there is to say', (name) => {
  expect(JSON.parse(inNode.get(name) ?? '')).toMatchObject(says[name] ?? { log: 'it is not told above' })
})

describe.each(['localhost', 'elsewhere'] as const)('on a page from %s', (from) => {
  it('has the browser’s own Ed25519 on this machine’s name alone', async () => {
    expect(await run(from, 'crypto.subtle !== undefined')).toBe(from === 'localhost')
  })

  it.each([...all.keys()])('says of the log “%s” what Node says, to the byte', async (name) => {
    expect(await run(from, `audited(${JSON.stringify(name)})`)).toBe(inNode.get(name))
  })

  it('lets those odd signatures hold that hold in Node', async () => {
    const odd = oddSignatures()
    const items = odd.map(({ publicKey, message, signature }) => [publicKey, message, signature].map(toBase64))
    const held = (await run(from, `hold(${JSON.stringify(items)})`)) as unknown[]
    expect(odd.map(({ name }, at) => [name, held[at]])).toEqual(odd.map(({ name, holds }) => [name, [holds, holds]]))
  })
})

it('has nothing of Node’s in its bundle', () => {
  expect(opened.code).not.toMatch(/["'`]node:|browser-external|createPrivateKey/)
  expect(opened.code.length).toBeGreaterThan(10_000)
})
