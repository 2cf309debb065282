// A server for a rehearsal, and what of it is taken away and checked: for tests of days that are played.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenedEntry, parseVerifierKey, readFolder, verifyEntries, verifyLog } from '@treve/ledger'
import { expect } from 'vitest'
import { openingsOf } from '../src/account/openings.ts'
import { run } from '../src/main.ts'
import { capture } from './streams.ts'

export interface Rehearsal {
  readonly address: string
  readonly code: string
}

/** A server for a rehearsal of that pause, until what is done with it is done. */
export async function rehearsing(
  folder: string,
  pause: string,
  act: (rehearsal: Rehearsal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const io = capture({ stop: stop.signal })
  const data = join(folder, pause.replaceAll('/', '-'))
  const ended = run(
    [
      'serve',
      pause,
      '--database',
      'embedded',
      '--rehearse',
      '--port',
      '0',
      '--data',
      data,
      '--seconds',
      '0.5',
      '--json',
    ],
    io,
  )
  while (!io.written.out.includes('\n')) {
    if (io.written.err.includes('treve serve:')) throw new Error(io.written.err)
    await Promise.race([ended, new Promise((done) => setTimeout(done, 50))])
  }
  const ready = JSON.parse(io.written.out) as { address: string; invitations: Record<string, string> }
  try {
    await act({ address: ready.address, code: Object.values(ready.invitations)[0] ?? '' })
  } finally {
    stop.abort()
    expect(await ended).toBe(0)
  }
}

/** The copy that the auditor took: verified from its files, as an outsider does it. */
export async function entriesIn(copy: string): Promise<readonly OpenedEntry[]> {
  const read = readFolder(copy)
  const file = (name: string) => readFile(join(copy, name), 'utf8')
  const log = parseVerifierKey((await file('vkey')).trim())
  const verified = await verifyLog({ read, log })
  expect(verified.faults).toEqual([])
  const openings = openingsOf(await file('openings.jsonl')) ?? []
  const { entries, problems } = await verifyEntries({ read, checkpoint: verified, log, openings })
  expect(problems).toEqual([])
  return entries
}

export const typeOf = ({ entry, values }: OpenedEntry) => String(entry.clear.type ?? values.type)
// biome-ignore lint/suspicious/noExplicitAny: each test says what it expects in it
export const slots = ({ values }: OpenedEntry) => values as any

/** As somebody who was sent the copy checks what was said in public. */
// biome-ignore lint/suspicious/noExplicitAny: each test says what it expects in it
export async function statementsChecked(file: string, copy: string): Promise<any> {
  const checked = capture()
  const key = (await readFile(join(copy, 'vkey'), 'utf8')).trim()
  const exit = await run(
    [
      ...['statements', 'check', file, '--account', copy, '--key', key, '--json'],
      ...['--openings', join(copy, 'openings.jsonl')],
    ],
    checked,
  )
  expect(exit, checked.written.err).toBe(0)
  return JSON.parse(checked.written.out)
}
