// npm run check: types, lint, tidy and unit tests, in under a minute. For every commit.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, environment, node, root } from './ensure.mjs'

ensureInstalled()
const tool = (...path) => join(root, 'node_modules', ...path)
const steps = [
  ['types', [tool('typescript', 'bin', 'tsc'), '-p', '.']],
  ['types of the pages', [tool('typescript', 'bin', 'tsc'), '-p', join('packages', 'web')]],
  ['lint', [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '.']],
  [
    'tidy and unit tests',
    [
      tool('vitest', 'vitest.mjs'),
      'run',
      '--reporter=dot',
      '--exclude',
      '**/*.browser.test.ts',
      '--exclude',
      '**/generated.test.ts',
      '--exclude',
      'tests/scripts/**',
    ],
  ],
]
let failed = 0
for (const [name, args] of steps) {
  const from = Date.now()
  const { status } = spawnSync(node, args, { cwd: root, stdio: 'inherit', env: environment() })
  if (status !== 0) failed += 1
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name}, ${((Date.now() - from) / 1000).toFixed(1)} s`)
}
process.exitCode = failed === 0 ? 0 : 1
