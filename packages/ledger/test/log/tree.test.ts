import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  leafHash,
  proveConsistency,
  proveInclusion,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  verifyLog,
} from '../../src/index.ts'
import { logSigner, served, vectorEntry } from './served.ts'

const log = logSigner.key
const entries = (count: number) => Array.from({ length: count }, (_, i) => vectorEntry(i + 10))
/** Sizes around where tiles and subtrees end. */
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 250, max: 262 }),
  fc.integer({ min: 1, max: 600 }),
)

describe('a tree of any size', () => {
  it('has a proof of every entry, from its tiles, and no proof of another', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, pick, bit) => {
        const { read, tree } = served(entries(size))
        const index = pick % size
        const proof = await proveInclusion(read, index, size)
        const claim = { index, size, leaf: leafHash(vectorEntry(index + 10)), root: tree.root() }
        expect(verifyInclusion(proof, claim)).toBe(true)
        expect(verifyInclusion(proof, { ...claim, leaf: leafHash(vectorEntry(index + 11)) })).toBe(false)
        expect(verifyInclusion([...proof, tree.root()], claim)).toBe(false)
        if (size > 1) {
          expect(verifyInclusion(proof, { ...claim, index: (index + 1) % size })).toBe(false)
          expect(
            verifyInclusion(
              proof.map((hash, at) => flipped(hash, at === bit % proof.length ? bit : -1)),
              claim,
            ),
          ).toBe(false)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('is proved to have grown out of each smaller one, and out of no other', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, pick, bit) => {
        const { read, tree } = served(entries(size))
        const old = pick % (size + 1)
        const proof = await proveConsistency(read, old, size)
        const [before, now] = [{ size: old, root: tree.rootAt(old) }, tree.head()]
        expect(verifyConsistency(proof, before, now)).toBe(true)
        expect(verifyConsistency(proof, { ...before, root: flipped(before.root, bit) }, now)).toBe(false)
        if (old > 0 && old < size) {
          expect(verifyConsistency(proof, before, { ...now, root: flipped(now.root, bit) })).toBe(false)
          const broken = proof.map((hash, at) => flipped(hash, at === bit % proof.length ? bit : -1))
          expect(verifyConsistency(broken, before, now)).toBe(false)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('has the root that the definition gives', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const all = entries(size)
        expect(served(all).tree.root()).toEqual(rootOf(all.map(leafHash)))
      }),
    )
  })
})

describe('verifying what is served', () => {
  it('finds nothing in a log as it should be, and says what it could not check', async () => {
    const { read, checkpoint } = served(entries(300))
    const result = await verifyLog({ read, log })
    expect(result).toMatchObject({ isValid: true, size: 300, consistency: 'not checked', faults: [] })
    expect(result.checked).toEqual({ entries: 300, tiles: 5, checkpoints: 0 })
    expect(result.notChecked).toHaveLength(2)
    const earlier = served(entries(120)).checkpoint
    expect(await verifyLog({ read, log, kept: [earlier, checkpoint] })).toMatchObject({
      isValid: true,
      consistency: 'checked',
    })
  })

  it('finds any bit flipped anywhere, any file cut short, lengthened or missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('flip', 'cut', 'lengthen', 'remove'),
        async (size, pick, bit, what) => {
          const { files, read } = served(entries(size))
          const paths = [...files.keys()]
          const path = paths[pick % paths.length] ?? ''
          const bytes = files.get(path) ?? new Uint8Array()
          if (what === 'flip') files.set(path, flipped(bytes, bit))
          else if (what === 'cut') files.set(path, bytes.subarray(0, bytes.length - 1))
          else if (what === 'lengthen') files.set(path, Uint8Array.from([...bytes, 0]))
          else files.delete(path)
          const { isValid, faults } = await verifyLog({ read, log })
          expect(isValid).toBe(false)
          expect(faults.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('finds a log that was rolled back, and one that tells another story to others', async () => {
    const [short, long] = [served(entries(40)), served(entries(90))]
    expect(await verifyLog({ read: short.read, log, kept: [long.checkpoint] })).toMatchObject({
      isValid: false,
      consistency: 'contradicted',
    })
    const other = served([...entries(39), vectorEntry(7777)])
    const forked = await verifyLog({ read: long.read, log, kept: [short.checkpoint, other.checkpoint] })
    expect(forked).toMatchObject({ isValid: false, consistency: 'contradicted' })
    expect(forked.faults.map(({ kind }) => kind)).toEqual(['contradiction'])
  })
})

/** With one bit changed; none, where `bit` is negative. */
function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  if (bit < 0 || copy.length === 0) return copy
  const at = Math.floor(bit / 8) % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8))
  return copy
}
