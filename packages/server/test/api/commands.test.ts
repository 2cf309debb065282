// Commands over HTTP: refused first; then done once, whatever is sent twice.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audited, eventually, removeFoldersAfterwards } from '../storage/made.ts'
import { type Installation, installed, servedPause } from './made.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

describe('a command', () => {
  test('is refused to whoever is nobody, has another role, or none in the pause, before anything else is looked at', async () => {
    const { ask, pause } = await servedPause(installation)
    const send = (bearer: string | undefined) =>
      ask(bearer, `/api/v1/pauses/${pause}/commands/log_conversation`, { method: 'POST', body: '{' })
    for (const [bearer, status, code] of [
      [undefined, 401, 'not_signed_in'],
      ['liaison', 403, 'not_allowed'],
      ['nothing', 404, 'pause_unknown'],
    ] as const) {
      const answer = await send(bearer)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(await answer.json()).toEqual({
        type: `urn:treve:problem:${code}`,
        code,
        status,
        title: expect.any(String),
        detail: expect.any(String),
      })
    }
  })

  test('that cannot be read is told with its place, and nothing is taken', async () => {
    const { ask, pause, services } = await servedPause(installation)
    const send = async (body: string, headers: Record<string, string> = {}) => {
      const answer = await ask('coordinator', `/api/v1/pauses/${pause}/commands/log_conversation`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
        body,
      })
      return { status: answer.status, ...((await answer.json()) as object) }
    }
    expect(await send('{}', { 'content-type': 'text/plain' })).toMatchObject({ code: 'media_type_unsupported' })
    expect(await send('{}', { 'idempotency-key': 'seven' })).toMatchObject({ status: 400, code: 'id_missing' })
    expect(await send('{"text": "a",\n "entries" 1}')).toMatchObject({ code: 'not_json', line: 2, column: 12 })
    expect(await send('')).toMatchObject({ code: 'not_json', line: 1, column: 1 })
    expect(await send('{"text": "a",\n "entrees": 1}')).toMatchObject({
      status: 422,
      code: 'input_invalid',
      errors: [
        { code: 'key_missing', path: '' },
        { code: 'key_misspelt', path: 'entrees', line: 2, column: 2 },
      ],
    })
    expect(await send('{"text": "a", "text": "b", "entries": 1}')).toMatchObject({ code: 'input_invalid' })
    expect(await send('{"text": "a", "entries": "x"}', { 'accept-language': 'de, fr;q=0.8' })).toMatchObject({
      status: 422,
      errors: [{ code: 'expected_number', text: expect.stringMatching(/nombre/) }],
    })
    expect(await send(`{"text": "${'a'.repeat(300_000)}"}`)).toMatchObject({ status: 413, most_bytes: 262_144 })
    expect(services.counts.taken).toBe(0)
  })

  test('is done once, however often it is sent; its id with another content, or from another, is refused', async () => {
    const { note, ask, pause, account } = await servedPause(installation)
    const id = randomUUID()
    const answers = await Promise.all(Array.from({ length: 5 }, () => note('coordinator', 'once', { id, entries: 3 })))
    const bodies = await Promise.all(answers.map((each) => each.json()))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(bodies[0]).toMatchObject({ state: 'done', id, entries: [{}, {}, {}] })
    for (const body of bodies) expect(body).toEqual(bodies[0])
    expect(await (await note('coordinator', 'twice', { id })).json()).toMatchObject({ code: 'client_id_taken' })
    expect((await note('dispatcher', 'once', { id, entries: 3 })).status).toBe(409)
    expect(await (await ask('coordinator', `/api/v1/pauses/${pause}/outcomes/${id}`)).json()).toEqual(bodies[0])
    expect((await ask('dispatcher', `/api/v1/pauses/${pause}/outcomes/${id}`)).status).toBe(404)
    const view = (await (await ask('planner', `/api/v1/pauses/${pause}/conversation`)).json()) as { notes: unknown[] }
    expect(view.notes).toMatchObject([
      { text: 'once 0', by: 'coordinator' },
      { text: 'once 1', by: 'coordinator' },
      { text: 'once 2', by: 'coordinator' },
    ])
    await eventually(async () =>
      expect((await audited(installation.database, installation.keysFolder, { number: account, pause })).length).toBe(
        4,
      ),
    )
  })

  test('refused by the rules says why, and again so when it is sent again', async () => {
    const { note } = await servedPause(installation)
    const id = randomUUID()
    for (let time = 0; time < 2; time++) {
      const answer = await note('coordinator', 'refused', { id })
      expect(answer.status).toBe(409)
      expect(await answer.json()).toMatchObject({
        code: 'note_refused',
        detail: 'write something else',
        particulars: { count: 0 },
      })
    }
  })

  test('for what has changed since it was seen is refused: of two at once one is done', async () => {
    const { note, ask, pause } = await servedPause(installation)
    await note('coordinator', 'first')
    const seen = (await ask('coordinator', `/api/v1/pauses/${pause}/conversation`)).headers.get('etag') ?? ''
    const both = await Promise.all(['second', 'third'].map((words) => note('coordinator', words, { ifMatch: seen })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    const view = await (await ask('coordinator', `/api/v1/pauses/${pause}/conversation`)).json()
    expect((view as { notes: unknown[] }).notes).toHaveLength(2)
  })

  test('is taken, and waits, where nobody leads', async () => {
    const { note, ask, pause } = await servedPause(installation, { leads: false, outcomeMilliseconds: 50 })
    const id = randomUUID()
    const answer = await note('coordinator', 'waits', { id })
    expect([answer.status, await answer.json()]).toEqual([202, { state: 'waiting', id }])
    expect((await ask('coordinator', `/api/v1/pauses/${pause}/outcomes/${id}`)).status).toBe(202)
  })

  test('is refused for a while to who sends too many', async () => {
    const { note } = await servedPause(installation, { rates: { commands: { burst: 2, perSecond: 0.1 } } })
    const statuses = []
    for (const words of ['a', 'b', 'c']) statuses.push((await note('coordinator:one', words)).status)
    expect(statuses).toEqual([200, 200, 429])
    const answer = await note('coordinator:one', 'd')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(5)
    expect((await note('coordinator:two', 'e')).status).toBe(200)
  })
})
