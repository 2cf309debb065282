// treve serve --database: a pause that is new there gets its account, its terms and a first coordinator, once.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '@treve/server/storage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../src/main.ts'
import { capture } from './streams.ts'

const pause = fileURLToPath(new URL('../../../examples/minimal-short/pause.yaml', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'treve-serve-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ready {
  readonly address: string
  readonly invitations?: Readonly<Record<string, string>>
}

/** Until it is ready; then what is done with it; then it is stopped. */
async function serving(act: (ready: Ready) => Promise<void>): Promise<void> {
  const stop = new AbortController()
  const io = capture({ folder, stop: stop.signal })
  const ended = run(['serve', pause, '--database', 'embedded', '--port', '0', '--seconds', '0.5', '--json'], io)
  while (!io.written.out.includes('\n')) {
    if (io.written.err.includes('treve serve:')) throw new Error(io.written.err)
    await Promise.race([ended, new Promise((done) => setTimeout(done, 50))])
  }
  try {
    await act(JSON.parse(io.written.out) as Ready)
  } finally {
    stop.abort()
    expect(await ended).toBe(0)
  }
}

test('makes an account with terms, and a code; started again it makes none of them twice', async () => {
  for (let time = 0; time < 2; time++)
    await serving(async ({ address, invitations }) => {
      expect(invitations).toEqual({ 'minimal-short': expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/) })
      const get = async (path: string) => {
        const answer = await fetch(`${address}${path}`)
        return { status: answer.status, text: await answer.text() }
      }
      expect(await get('/readyz')).toEqual({ status: 200, text: 'ok\n' })
      expect((await get('/account/minimal-short/vkey')).text).toMatch(/^localhost\/minimal-short\+/)
      expect((await get('/account/minimal-short/checkpoint')).text).toMatch(/^localhost\/minimal-short\n/)
      expect((await get('/account/minimal-short/tile/entries/000.p/2')).status).toBe(401)
      expect(await get('/api/v1/pauses')).toEqual({ status: 200, text: '[]' })
      expect((await get('/api/v1/pauses/minimal-short/plan')).status).toBe(401)
      expect((await get('/api/v1/pauses/minimal-short/terms')).status).toBe(401)
    })
  const database = await openDatabase({ folder: join(folder, 'data', 'database') })
  const { rows } = await database.query('select type from events order by position')
  await database.close()
  expect(rows).toEqual([{ type: 'log_opened' }, { type: 'terms_drafted' }, { type: 'terms_places' }])
}, 120_000)

test('what it cannot use is told, with what to do', async () => {
  for (const [args, why] of [
    [['--database', 'mysql://x'], /postgres:\/\//],
    [['--database', 'embedded', '--origin', 'treve.example.org'], /--origin treve\.example\.org: an address/],
  ] as const) {
    const io = capture({ folder })
    expect(await run(['serve', pause, '--seconds', '0.5', '--port', '0', ...args], io)).toBe(2)
    expect(io.written.err).toMatch(why)
  }
})

test('a file with a state of its own is planned from there, and followed from what is told since', async () => {
  const text = await readFile(pause, 'utf8')
  const own = text.replace('rules:\n', 'rules:\n  state: { at: 08:20, vehicles: [ { id: bus-001, place: school } ] }\n')
  await writeFile(join(folder, 'own.yaml'), own.replace('id: minimal-short', 'id: own-state'))
  await writeFile(join(folder, 'now.yaml'), 'at: 08:30\nvehicles: [ { id: bus-001, place: school } ]\n')
  const stop = new AbortController()
  const io = capture({ folder, stop: stop.signal })
  const args = [
    'serve',
    'own.yaml',
    '--state',
    'now.yaml',
    '--port',
    '0',
    '--seconds',
    '0.5',
    '--reasons',
    '0',
    '--json',
  ]
  const ended = run(args, io)
  while (!io.written.out.includes('\n')) await Promise.race([ended, new Promise((done) => setTimeout(done, 50))])
  const { address } = JSON.parse(io.written.out) as Ready
  type Now = { is_working: boolean; version: number; answer: { assurance: { at: string } } | null; trouble: unknown }
  let now: Now | undefined
  while (now === undefined || now.answer === null)
    now = (await (await fetch(`${address}/api/v1/pauses/own-state/now?after=${now?.version ?? 0}`)).json()) as Now
  expect(now).toMatchObject({ trouble: null, answer: { assurance: { at: '2016-11-04T08:30:00+02:00' } } })
  stop.abort()
  expect(await ended).toBe(0)
}, 120_000)
