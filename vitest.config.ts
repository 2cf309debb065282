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
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
