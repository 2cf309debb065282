// The live stream: refused first; then in order, whole, at most four frames a second, and gone on from where it broke off.

import type { Rules } from '@treve/server/coordination'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openServices } from '../../src/index.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'
import {
  actorOf,
  type Frame,
  type Installation,
  installed,
  type Served,
  StreamRead,
  servedPause,
  testRules,
  tokenSignIn,
} from './made.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

async function reading({ ask, pause }: Served, bearer: string, lastId?: string): Promise<StreamRead> {
  const answer = await ask(bearer, `/api/v1/events?pause=${pause}`, {
    headers: lastId === undefined ? {} : { 'last-event-id': lastId },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  return new StreamRead(answer)
}

const notesIn = (frame: Frame | undefined) =>
  ((frame?.views.conversation?.view.notes ?? []) as { text: string }[]).map(({ text }) => text)

function toldOnStderr(): readonly string[] {
  const told: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0)
  onTestFinished(() => spy.mockRestore())
  return told
}

describe('the stream', () => {
  test('is refused to whoever is nobody or holds no role in the pause', async () => {
    const { ask, pause } = await servedPause(installation)
    for (const [bearer, status] of [
      [undefined, 401],
      ['nothing', 404],
    ] as const) {
      const answer = await ask(bearer, `/api/v1/events?pause=${pause}`)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
    }
    expect((await ask('coordinator', '/api/v1/events?pause=nowhere')).status).toBe(404)
  })

  test('shows what changed to whom it concerns, whole; to others neither that nor that anything was', async () => {
    const served = await servedPause(installation)
    const [coordinator, liaison] = [await reading(served, 'coordinator'), await reading(served, 'liaison')]
    await eventually(() => expect(coordinator.frames).toHaveLength(1))
    await eventually(() => expect(liaison.frames).toHaveLength(1))
    for (const words of ['one', 'two', 'three']) await served.note('coordinator', words)
    await eventually(() => expect(notesIn(coordinator.frames.at(-1))).toEqual(['one', 'two', 'three']))
    await new Promise((done) => setTimeout(done, 600))
    expect(liaison.frames).toHaveLength(1)
    expect(liaison.text).not.toContain('conversation')
    await coordinator.close()
    await liaison.close()
    await eventually(() => expect(served.services.streams.count).toBe(0))
  })

  test('its ids tell nothing: of one length whatever happened, never the same, and of one reader alone', async () => {
    const served = await servedPause(installation)
    const first = await reading(served, 'coordinator')
    await eventually(() => expect(first.frames).toHaveLength(1))
    for (let each = 0; each < 12; each++) await served.note('coordinator', `note ${each}`)
    await eventually(() => expect(notesIn(first.frames.at(-1))).toHaveLength(12))
    const ids = first.frames.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(ids.map(({ length }) => length)).size).toBe(1)
    const other = await reading(served, 'coordinator:other', ids.at(-1))
    await eventually(() => expect(notesIn(other.frames[0])).toHaveLength(12))
    await first.close()
    await other.close()
  })

  test('goes on by the last id with what differs, at another process too, and never with what is older', async () => {
    const served = await servedPause(installation)
    const stream = await reading(served, 'coordinator')
    await served.note('coordinator', 'one')
    await eventually(() => expect(notesIn(stream.frames.at(-1))).toEqual(['one']))
    await stream.close()
    const last = stream.frames.at(-1)?.id
    const again = await reading(served, 'coordinator', last)
    await new Promise((done) => setTimeout(done, 500))
    expect(again.frames).toEqual([])
    await served.note('coordinator', 'two')
    await eventually(() => expect(again.frames.map(notesIn)).toEqual([['one', 'two']]))
    expect(Object.keys(again.frames[0]?.views ?? {})).toEqual(['conversation'])
    await again.close()

    const other = await openServices({
      database: installation.database,
      signIn: tokenSignIn(),
      rules: testRules,
    })
    const behind = other.live.of(served.pause)
    if (behind === undefined) throw new Error('it is not there')
    const old = { ...behind, position: behind.position - 1, state: testRules.beginning }
    const isBehind = { now: true }
    const now = other.live.of.bind(other.live)
    other.live.of = (id) => (isBehind.now ? old : now(id))
    const elsewhere = new StreamRead(
      new Response(
        await other.streams.open({
          pause: served.pause,
          actor: actorOf('coordinator'),
          actorNow: async () => actorOf('coordinator'),
          last: again.frames[0]?.id,
        }),
      ),
    )
    await new Promise((done) => setTimeout(done, 500))
    expect(elsewhere.frames).toEqual([])
    isBehind.now = false
    await served.note('coordinator', 'three')
    await eventually(() => expect(elsewhere.frames.map(notesIn)).toEqual([['one', 'two', 'three']]))
    await elsewhere.close()
    await other.close()
  })

  test('opens with the roles that are held by then, not with those of the request', async () => {
    const { services, pause, note } = await servedPause(installation)
    await note('coordinator', 'one')
    const actor = actorOf('liaison+coordinator')
    const stream = new StreamRead(
      new Response(
        await services.streams.open({
          pause,
          actor,
          actorNow: async () => ({ ...actor, roles: ['liaison'] }),
          last: undefined,
        }),
      ),
    )
    await eventually(() => expect(stream.frames).toHaveLength(1))
    await new Promise((done) => setTimeout(done, 600))
    expect(stream.text).not.toContain('conversation')
    await stream.close()
  })

  test('sends four frames a second at most, the last of them with all', async () => {
    const served = await servedPause(installation)
    const stream = await reading(served, 'coordinator')
    const begun = performance.now()
    for (let each = 0; performance.now() - begun < 3000; each++) await served.note('coordinator', `note ${each}`)
    await served.note('coordinator', 'the last')
    await eventually(() => expect(notesIn(stream.frames.at(-1)).at(-1)).toBe('the last'))
    const lengths = stream.frames.map((frame) => notesIn(frame).length)
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
    for (const [at, { at: time }] of stream.frames.entries()) {
      const within = stream.frames.slice(at).filter((other) => other.at - time < 990)
      expect(within.length).toBeLessThanOrEqual(4)
    }
    expect(stream.frames.length).toBeGreaterThan(4)
    await stream.close()
  })

  test('ends for who is signed out, and is cut for who takes nothing; nothing is queued for them', async () => {
    const pace = {
      frameMilliseconds: 20,
      heartbeatMilliseconds: 100,
      patienceMilliseconds: 300,
      actorMilliseconds: 50,
      mostReaders: 3,
      mostOfOne: 2,
    }
    const served = await servedPause(installation, { streamPace: pace })
    const stream = await reading(served, 'coordinator:a')
    await eventually(() => expect(stream.text).toContain(': \n\n'))
    served.gone.add('coordinator:a')
    await eventually(() => expect(stream.isOver).toBe(true))
    expect(stream.text).toContain('event: signed_out')

    const unread = await served.ask('coordinator:b', `/api/v1/events?pause=${served.pause}`)
    for (let each = 0; each < 6; each++)
      await served.note('coordinator', `${each} ${'long '.repeat(70)}`, { entries: 5 })
    for (let each = 0; served.services.streams.count > 0 && each < 400; each++)
      await served.note('coordinator', `${each} ${'long '.repeat(70)}`, { entries: 5 })
    await eventually(() => expect(served.services.streams.count).toBe(0))
    expect(served.services.streams.dropped).toBe(1)
    await unread.body?.cancel().catch(() => undefined)

    const [one, two] = [await reading(served, 'coordinator:c'), await reading(served, 'coordinator:c')]
    expect((await served.ask('coordinator:c', `/api/v1/events?pause=${served.pause}`)).status).toBe(429)
    await one.close()
    await two.close()
  })

  test('goes on after a fault of ours: it is told, other pauses are kept up with, and this one again when it is mended', async () => {
    const stderr = toldOnStderr()
    const isFaulty = { now: true }
    const rules: Rules = {
      ...testRules,
      after(state, event) {
        if (isFaulty.now && JSON.stringify(event.opened).includes('cannot be folded'))
          throw new Error('a fault in a part')
        return testRules.after(state, event)
      },
    }
    const served = await servedPause(installation, { rules })
    const stream = await reading(served, 'coordinator')
    await served.note('coordinator', 'one')
    await served.note('coordinator', 'it cannot be folded')
    await eventually(() => expect(stderr.join('')).toContain('a fault in a part'))
    expect(served.services.live.fault?.message).toBe('a fault in a part')
    expect(await (await served.ask(undefined, '/readyz')).json()).toMatchObject({ code: 'fault' })
    const metrics = await (await served.ask(undefined, '/metrics')).text()
    expect(metrics).toMatch(/^treve_fault 1$/m)
    expect(metrics).toMatch(/^treve_database_away 0$/m)

    const other = await servedPause(installation, { leads: false })
    await served.services.live.reach()
    expect(served.services.live.of(other.pause)).toBeDefined()
    expect(stderr.join('').split('a fault in a part')).toHaveLength(2)
    isFaulty.now = false
    await eventually(() => expect(notesIn(stream.frames.at(-1))).toEqual(['one', 'it cannot be folded']))
    expect((await served.ask(undefined, '/readyz')).status).toBe(200)
    await stream.close()
  })

  test('ends for whom a fault of ours is shown to, and goes on for others', async () => {
    const stderr = toldOnStderr()
    const rules: Rules = {
      ...testRules,
      view(state, name, reader, now) {
        if (reader.token.endsWith(':unlucky')) throw new Error('a fault in a view')
        return testRules.view(state, name, reader, now)
      },
    }
    const served = await servedPause(installation, { rules })
    const [unlucky, lucky] = [await reading(served, 'coordinator:unlucky'), await reading(served, 'coordinator:lucky')]
    await eventually(() => expect(unlucky.isOver).toBe(true))
    expect(unlucky.frames).toEqual([])
    expect(stderr.join('')).toContain('a fault in a view')
    await served.note('coordinator', 'one')
    await eventually(() => expect(notesIn(lucky.frames.at(-1))).toEqual(['one']))
    expect(served.services.streams.count).toBe(1)
    await lucky.close()
  })
})
