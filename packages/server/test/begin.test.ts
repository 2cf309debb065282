// The first draft of a pause is what its server was begun with. Nobody is signed in yet; it is taken by the same intake as what
// anybody drafts later, and no more of it is read.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readPause } from '@treve/model'
import { createApp } from '@treve/server'
import { type Coordination, type GivenPause, startCoordination } from '@treve/server/coordinated'
import { StorageFault } from '@treve/server/storage'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type Installation, installed } from './api/made.ts'
import { eventually, removeFoldersAfterwards } from './storage/made.ts'

removeFoldersAfterwards()
const minimal = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

async function started(): Promise<Coordination> {
  const coordination = await startCoordination({
    ...installation,
    origin: 'http://localhost:8016',
    organisation: 'Relief Coordination',
    tell: () => undefined,
  })
  onTestFinished(() => coordination.close())
  return coordination
}

const file = (id: string, more = '') => new TextEncoder().encode(`${minimal.replace(/^id: .*$/m, `id: ${id}`)}${more}`)

function given(id: string, more = ''): GivenPause {
  const bytes = file(id, more)
  const { pause } = readPause(bytes)
  if (pause === undefined) throw new Error('the example is sound')
  return { pause, bytes, files: new Map() }
}

async function drafted(pause: string): Promise<number> {
  const { rows } = await installation.database.query(
    `select 1 from events join accounts on accounts.number = account where accounts.pause = $1 and type = 'terms_drafted'`,
    [pause],
  )
  return rows.length
}

test('it is taken once by the one intake, whoever begins with it: servers at once, and one that starts anew', async () => {
  const [one, other] = [await started(), await started()]
  const pause = given('begun-once')
  const taken = [one, other].map(({ services }) => vi.spyOn(services.intake, 'receive'))
  const outcomes = await Promise.all([one.begin(pause), other.begin(pause)])
  for (const outcome of outcomes)
    expect(typeof outcome === 'object' ? outcome.state : outcome).toMatch(/^(done|was_there|waits)$/)
  await eventually(async () => expect(await drafted('begun-once')).toBe(1))
  expect(taken.flatMap(({ mock }) => mock.calls).length).toBeGreaterThan(0)
  for (const [{ clientId, content }] of taken.flatMap(({ mock }) => mock.calls)) {
    expect(clientId).toBe(taken.flatMap(({ mock }) => mock.calls)[0]?.[0].clientId)
    // Read in a thread of its own beforehand, as every document is: whoever leads reads none.
    expect(content).toMatchObject({ command: 'draft_terms', by: { kind: 'server' }, prepared: expect.any(String) })
  }
  expect(await (await started()).begin(pause)).toBe('was_there')
  expect(await drafted('begun-once')).toBe(1)
})

test('the database goes away in the middle: begun again, it is drafted once', async () => {
  const one = await started()
  vi.spyOn(one.services.intake, 'receive').mockRejectedValueOnce(new StorageFault('away', 'for a moment'))
  await expect(one.begin(given('begun-away'))).rejects.toThrow('for a moment')
  expect(await drafted('begun-away')).toBe(0)
  vi.spyOn(one.services.outcomes, 'of').mockResolvedValueOnce(undefined)
  expect(await one.begin(given('begun-away'))).toBe('waits')
  await eventually(async () => expect(await drafted('begun-away')).toBe(1))
  expect(await one.begin(given('begun-away'))).toBe('was_there')
})

test('what is longer than anybody may draft, or slower to read, is refused, and nothing of it is taken', async () => {
  const one = await started()
  const taken = vi.spyOn(one.services.intake, 'receive')
  expect(await one.begin(given('begun-long', `\n# ${'x'.repeat(4 * 1024 * 1024)}\n`))).toMatchObject({
    state: 'refused',
    code: 'too_large',
  })
  vi.spyOn(one.services.documents, 'read').mockResolvedValueOnce('too_costly')
  expect(await one.begin(given('begun-slow'))).toMatchObject({ state: 'refused', code: 'too_costly' })
  expect(taken).not.toHaveBeenCalled()
})

test('nobody drafts it in the name of the server from outside', async () => {
  const one = await started()
  await one.begin(given('begun-outside'))
  const app = createApp(new Map(), undefined, undefined, one.app)
  const answer = await app.request('/api/v1/pauses/begun-outside/commands/draft_terms', {
    method: 'POST',
    headers: { host: 'localhost:8016', 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ pause_file: 'x', by: { token: 'server', kind: 'server', roles: ['coordinator'] } }),
  })
  expect(answer.status).toBe(401)
  expect(await drafted('begun-outside')).toBe(1)
})
