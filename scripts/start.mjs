// npm start: from a fresh clone to the answer and the pages, in one command.

import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, root, runNode } from './ensure.mjs'

ensureInstalled()
ensureBuilt()
const given = process.argv.slice(2)
const port = given.some((word) => word === '--port' || word.startsWith('--port='))
  ? []
  : ['--port', process.env.PORT ?? '8016']
process.exitCode = await runNode([
  join(root, 'packages', 'cli', 'bin', 'treve.mjs'),
  'serve',
  '--answer',
  '--play',
  '--seconds',
  '3',
  ...port,
  ...given,
  join('examples', 'aleppo-2016-11-04', 'pause.yaml'),
  join('examples', 'aleppo-2016-11-04', 'pause-0900.yaml'),
  join('examples', 'minimal-short', 'pause.yaml'),
])
