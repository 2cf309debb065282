// What a machine keeps of accounts outside their folders is kept apart from that of whoever runs the tests, and from that of
// tests that run beside these.

import { tmpdir } from 'node:os'
import { join } from 'node:path'

process.env.XDG_STATE_HOME = join(
  tmpdir(),
  `treve-test-state-${process.ppid}-${process.env.VITEST_POOL_ID ?? process.pid}`,
)
