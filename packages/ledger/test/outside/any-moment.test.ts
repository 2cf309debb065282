import { expect, test } from 'vitest'
import { lookedAt } from './any-moment.ts'

test('at any moment under load what is served verifies (a minute of it in the long tests)', async () => {
  const { looks, size } = await lookedAt(2, 150)
  expect(looks).toBeGreaterThan(2)
  expect(size).toBeGreaterThan(100)
})
