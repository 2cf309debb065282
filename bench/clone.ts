// A fresh clone of this repository in an empty folder, as a new user has it.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Clone {
  readonly folder: string
  /** The environment of a new user: without what our own npm run put into ours. */
  readonly env: NodeJS.ProcessEnv
  remove(): void
}

export function freshClone(): Clone {
  const parent = mkdtempSync(join(tmpdir(), 'treve-clone-'))
  const folder = join(parent, 'treve')
  execFileSync('git', ['clone', '--quiet', fileURLToPath(new URL('..', import.meta.url)), folder])
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
  const path = (process.env.PATH ?? '').split(':').filter((each) => !each.includes('node_modules'))
  return { folder, env: { ...env, PATH: path.join(':') }, remove: () => rmSync(parent, { recursive: true }) }
}
