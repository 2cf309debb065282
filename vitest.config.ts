import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

/** Set by npm run test:long. */
const isLong = process.env.TREVE_LONG === '1'

export default defineConfig({
  test: {
    include: isLong
      ? ['packages/*/test/**/*.long.test.ts', 'tests/**/*.long.test.ts']
      : ['packages/*/{src,test}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: isLong ? configDefaults.exclude : [...configDefaults.exclude, '**/*.long.test.ts'],
    isolate: false,
    // What a machine keeps of accounts outside their folders is kept apart from that of whoever runs the tests.
    env: { XDG_STATE_HOME: join(tmpdir(), `treve-test-state-${process.pid}`) },
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
})
