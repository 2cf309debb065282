// The program that reads a log with golang.org/x/mod, built where Go is installed.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const library = '/usr/share/gocode'

/** Debian: golang-go, golang-golang-x-mod-dev. */
export const hasGo =
  existsSync(join(library, 'src/golang.org/x/mod/sumdb/tlog')) && spawnSync('go', ['version']).status === 0

/** Answers how to ask it: what it is given on standard input, and what it says. */
export function buildReader(folder: string): (given: object) => string {
  const program = join(folder, 'check')
  const environment = {
    ...process.env,
    GO111MODULE: 'off',
    GOPATH: library,
    GOCACHE: join(folder, 'cache'),
    GOFLAGS: '',
  }
  const source = new URL('main.go', import.meta.url).pathname
  const built = spawnSync('go', ['build', '-o', program, source], { env: environment, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(built.stderr)
  return (given) => spawnSync(program, [], { input: JSON.stringify(given), encoding: 'utf8' }).stdout
}
