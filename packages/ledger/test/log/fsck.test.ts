import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fsck, verifyLog } from '../../src/index.ts'
import { logSigner, served, vectorEntry } from './served.ts'

const entries = (count: number) => Array.from({ length: count }, (_, i) => vectorEntry(i + 10))
const log = logSigner.key
const large = new Map([65_536, 65_837].map((size) => [size, served(entries(size))]))
const sizes = fc.oneof(fc.integer({ min: 1, max: 600 }), fc.constantFrom(256, 512, ...large.keys()))

describe('fsck', () => {
  it('finds nothing in a log as it should be, of any size', async () => {
    for (const size of [0, 1, 255, 256, 257, 512, 700, ...large.keys()]) {
      const { read, tree } = large.get(size) ?? served(entries(size))
      expect(await fsck(tree.head(), [read])).toEqual([])
    }
  })

  it('finds every file that is spoilt, and mends it from a mirror, be that spoilt elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 6 }),
        async (size, spoils) => {
          const whole = large.get(size) ?? served(entries(size))
          const [own, mirror] = [new Map(whole.files), new Map(whole.files)]
          const paths = [...own.keys()].filter((path) => path !== 'checkpoint')
          const spoilt = new Set<string>()
          spoils.forEach(([pick, bit, isRemoved], number) => {
            const path = paths[pick % paths.length] ?? ''
            if (spoilt.has(path)) return
            spoilt.add(path)
            // Every other one in the mirror, which must not matter to what is found here.
            spoil(number % 2 === 0 ? own : mirror, path, bit, isRemoved)
          })
          const wrong = paths.filter((path) => own.get(path) !== whole.files.get(path))
          const damages = await fsck(whole.tree.head(), [
            async (path) => own.get(path),
            async (path) => mirror.get(path),
          ])
          expect(damages.map(({ path }) => path).sort()).toEqual(wrong.sort())
          for (const { path, kind, mend } of damages) {
            expect(kind).toBe(own.has(path) ? 'damaged' : 'missing')
            expect(mend).toEqual(whole.files.get(path))
            if (mend !== undefined) own.set(path, mend)
          }
          expect(await verifyLog({ read: async (path) => own.get(path), log })).toMatchObject({ isValid: true })
        },
      ),
      { numRuns: 40 },
    )
  })

  it('says so where no copy has it, and never takes another log for a mirror', async () => {
    const { files, tree } = served(entries(300))
    const other = served([...entries(299), vectorEntry(5000)])
    files.delete('tile/entries/001.p/44')
    expect(await fsck(tree.head(), [async (path) => files.get(path), other.read])).toEqual([
      { path: 'tile/entries/001.p/44', kind: 'missing', mend: undefined },
    ])
  })
})

function spoil(files: Map<string, Uint8Array>, path: string, bit: number, isRemoved: boolean): void {
  const bytes = files.get(path)
  if (bytes === undefined || isRemoved) {
    files.delete(path)
    return
  }
  const copy = Uint8Array.from(bytes)
  const at = Math.floor(bit / 8) % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8))
  files.set(path, copy)
}
