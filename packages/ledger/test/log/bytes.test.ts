import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64Url, isBase64UrlOf, toBase64Url } from '../../src/index.ts'
import { fromBase64, toBase64 } from '../../src/log/bytes.ts'

const bytes = fc.uint8Array({ maxLength: 70 })

test('base64 as the platform writes it, and back', () => {
  fc.assert(
    fc.property(bytes, (each) => {
      const text = Buffer.from(each).toString('base64')
      expect(toBase64(each)).toBe(text)
      expect(fromBase64(text)).toEqual(Uint8Array.from(each))
      const url = Buffer.from(each).toString('base64url')
      expect(toBase64Url(each)).toBe(url)
      expect(fromBase64Url(url)).toEqual(Uint8Array.from(each))
      expect(isBase64UrlOf(url, each.length)).toBe(true)
      expect(isBase64UrlOf(url, each.length + 1)).toBe(false)
    }),
  )
})

test('one spelling only: whatever else is read is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ABQgw019+/=-_ \né'), maxLength: 12 }), (text) => {
      const read = fromBase64(text)
      if (read !== undefined) expect(toBase64(read)).toBe(text)
      for (let length = 0; length < 9; length++)
        expect(isBase64UrlOf(text, length)).toBe(fromBase64Url(text)?.length === length)
    }),
    { numRuns: 2000 },
  )
})
