// How sure it is now, as the file that says where all are is written anew.

import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { run } from '../src/main.ts'
import { capture, repository } from './streams.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treve-watch-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const state = () => join(folder, 'state.yaml')
const write = (text: string) => writeFileSync(state(), text)
const at = (clock: string, more = '') => `at: 2016-11-04T${clock}\nvehicles: []\n${more}`
const minimal = join(repository, 'examples/minimal/pause.yaml')
const plan = join(repository, 'packages/web/test/fixtures/minimal.plan.json')

function watching(...more: string[]) {
  const stop = new AbortController()
  const io = capture({ folder, stop: stop.signal })
  const ended = run(['assure', minimal, plan, '--state', 'state.yaml', '--watch', '--runs', '50', ...more], io)
  const until = async (what: 'out' | 'err', text: string) => {
    while (!io.written[what].includes(text)) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { io, ended, until, stop: () => stop.abort() }
}

it('says it again, marks what is new, and keeps the last answer where a state cannot be used', async () => {
  write(at('08:20'))
  const { io, ended, until, stop } = watching()
  await until('out', 'From 08:20 on')
  write(at('08:30', 'nonsense: 1\n'))
  await until('err', 'state.yaml:3:1  error')
  await until('err', 'it may no longer hold')
  expect(io.written.out).not.toContain('From 08:30 on')
  // Replaced by another file of its name, as editors and other programs do.
  writeFileSync(join(folder, 'new.yaml'), at('09:10'))
  renameSync(join(folder, 'new.yaml'), state())
  await until('out', '* From 09:10 on')
  const second = io.written.out.slice(io.written.out.indexOf('Lines marked * are new since 08:20'))
  expect(second).toMatch(/^ {2} {2}Assumed, because the file does not say/m)
  expect(second).toMatch(/^\* {3}bus-001 +leaves the stop/m)
  rmSync(state())
  await until('err', 'cannot be read any more')
  stop()
  expect([0, 1]).toContain(await ended)
})

it('--json gives one answer a line', async () => {
  write(at('08:20'))
  const { io, ended, until, stop } = watching('--json')
  await until('out', '08:20:00')
  write(at('08:21'))
  await until('out', '08:21:00')
  stop()
  await ended
  const lines = io.written.out.trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { at: string }).at.slice(11, 16))).toEqual(['08:20', '08:21'])
})

it('needs a file that is there', async () => {
  const tell = async (...args: string[]) => {
    const io = capture({ folder })
    return [await run(['assure', minimal, plan, ...args], io), io.written.err] as const
  }
  expect(await tell('--watch')).toEqual([2, expect.stringContaining('--watch needs --state FILE')])
  expect(await tell('--watch', '--state', '-')).toEqual([2, expect.stringContaining('--watch needs --state FILE')])
  expect(await tell('--watch', '--state', 'none.yaml')).toEqual([2, expect.stringContaining('no such file')])
})
