import { expect, test } from 'vitest'
import { lookedAt } from './any-moment.ts'

test('at any moment of a minute under load what is served verifies', { timeout: 300_000 }, async () => {
  const { looks, size } = await lookedAt(60, 1000)
  process.stdout.write(`looked at ${looks} times while ${size} entries came: no fault\n`)
  expect(looks).toBeGreaterThan(20)
})
