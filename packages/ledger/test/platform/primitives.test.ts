// Node's primitives and the portable ones are the same functions of their bytes.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ed25519Verifier, verifySignatures } from '../../src/log/crypto.ts'
import { primitives as node } from '../../src/platform/node.ts'
import { isPlainPoint } from '../../src/platform/points.ts'
import { primitives as portable } from '../../src/platform/portable.ts'
import { oddSignatures } from './odd-signatures.ts'

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 })
const messages = fc.uint8Array({ maxLength: 300 })

describe('the portable primitives', () => {
  it('hash as Node does, whatever the length', () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => at * 31 + length)
      expect(portable.sha256(bytes)).toEqual(node.sha256(bytes))
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        expect(portable.sha256(bytes)).toEqual(node.sha256(bytes))
      }),
      { numRuns: 50 },
    )
  })

  it('sign as Node does, to the byte', () => {
    fc.assert(
      fc.property(seeds, messages, (seed, message) => {
        const [ours, theirs] = [portable.ed25519Signer(seed), node.ed25519Signer(seed)]
        expect(ours.publicKey).toEqual(theirs.publicKey)
        expect(ours.sign(message)).toEqual(theirs.sign(message))
      }),
      { numRuns: 30 },
    )
  })

  it('let a signature hold, and none with any bit of it, its key or its message flipped, as Node does', () => {
    fc.assert(
      fc.property(seeds, messages, fc.nat(), (seed, message, where) => {
        const signer = node.ed25519Signer(seed)
        const signature = signer.sign(message)
        expect(portable.ed25519Verifier(signer.publicKey)(message, signature)).toBe(true)
        const all = Uint8Array.from([...signer.publicKey, ...signature, ...message])
        const bit = where % (8 * all.length)
        all[bit >> 3] = (all[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const [key, rest, text] = [all.subarray(0, 32), all.subarray(32, 96), all.subarray(96)]
        for (const { ed25519Verifier: of } of [node, portable]) expect(of(key)(text, rest)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})

describe('signatures that were made so that implementations part company', () => {
  const odd = oddSignatures()

  it('are judged one way, alone and with others', async () => {
    const wanted = odd.map(({ name, holds }) => [name, holds])
    const alone = odd.map(({ name, publicKey, message, signature }) => [
      name,
      ed25519Verifier(publicKey)(message, signature),
    ])
    const together = await verifySignatures(odd)
    expect(alone).toEqual(wanted)
    expect(odd.map(({ name }, at) => [name, together[at]])).toEqual(wanted)
  })

  it('are judged the same by either platform, where both are asked', () => {
    const asked = odd.filter(
      ({ publicKey, signature }) => isPlainPoint(publicKey) && isPlainPoint(signature.subarray(0, 32)),
    )
    expect(asked.length).toBeGreaterThan(20)
    for (const { name, holds, publicKey, message, signature } of asked)
      for (const platform of [node, portable])
        expect([name, platform.ed25519Verifier(publicKey)(message, signature)]).toEqual([name, holds])
  })

  it('would be judged otherwise if points of small order were let through', () => {
    const refused = odd.filter(
      ({ publicKey, signature }) => !isPlainPoint(publicKey) || !isPlainPoint(signature.subarray(0, 32)),
    )
    expect(refused.map(({ holds }) => holds)).not.toContain(true)
    expect(refused).toHaveLength(8 * 3 + 6 * 2)
  })
})
