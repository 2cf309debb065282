import { availableParallelism } from 'node:os'
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
    // Half of the time of many a test is waiting for a process that it started: two at once also where there are two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: ['tests/own-state.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
})
