// npm test: every test but the long ones, the browser's included. npm run test:long: the long ones.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser, ensureBuilt, ensureInstalled, environment, root, runNode } from './ensure.mjs'

ensureInstalled()
const chromium = ensureBrowser()
ensureBuilt()
const isLong = process.argv.includes('--long')
const given = process.argv.slice(2).filter((word) => word !== '--long')
const folder = mkdtempSync(join(tmpdir(), 'treve-test-'))
const report = join(folder, 'report.json')
const code = await runNode(
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...given,
  ],
  { env: environment({ TREVE_CHROMIUM: chromium, ...(isLong ? { TREVE_LONG: '1' } : {}) }) },
)
const counts = countsIn(report)
rmSync(folder, { recursive: true })
// The last line is for whoever reads it by machine.
console.log(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
)
process.exitCode = code !== 0 ? code : counts.passed === 0 || counts.failed > 0 ? 1 : 0

function countsIn(path) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(path, 'utf8'),
    )
    // A file that could not be loaded has no tests of its own, and has failed all the same.
    const brokenFiles = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length
    return { passed: numPassedTests, failed: numFailedTests + brokenFiles, skipped: numPendingTests + numTodoTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
