// What whoever means ill, or has bad luck, can send or do to the server of a pause; each by HTTP, with real rules on a real
// database. What is tested elsewhere is not tested here again:
//
//   forged            here; passkeys, devices, links, ID tokens: sign-in/sign-in.test.ts, sign-in/open-id.test.ts; CAP: notices/cap.test.ts
//   replayed          here; requests of devices, passkeys, codes: sign-in/sign-in.test.ts, sign-in/asked-again.test.ts
//   late, reordered   here; what has changed since it was seen: api/commands.test.ts
//   duplicated        here; api/commands.test.ts; entered once by several leaders: storage/coordination.test.ts
//   oversized         here; entries and attachments: the ledger’s own tests
//   XML entities      here; each kind of them: notices/cap.test.ts
//   formulas          here; the table for spreadsheets: coordination/conversation.test.ts
//   SVG with a script, archives that swell, YAML that swells or is slow: here
//   a clock an hour wrong       here; of devices: sign-in/sign-in.test.ts, devices/devices.test.ts; of a server that leads: storage/clock.test.ts
//   a role that asks for more   here; every operation by every role: api/policy.test.ts
//   a revoked device            sign-in/sign-in.test.ts; whoever was revoked while their command waited: here
//   a link after it expired     sign-in/sign-in.test.ts
//   the database gone           here; for a minute: storage/faults.long.test.ts; a server that is given: storage/given-server.test.ts
//   the disk full               storage/full-disk.test.ts; as the API tells it: api/killed.test.ts
//   the process killed          api/killed.test.ts, storage/coordination.test.ts, storage/faults.long.test.ts

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import type { TimeZone } from '@treve/model'
import type { JsonObject } from '@treve/server/coordination'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Documents } from '../src/api/documents.ts'
import { publishedOperations } from '../src/api/operations.ts'
import { type Installation, installed } from './api/made.ts'
import { type Line, Play, type Said } from './cases/play.ts'
import { eventually, killPostgres, removeFoldersAfterwards } from './storage/made.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

const grant = (person: string, role: string, party?: string): Line => ({
  at: '2016-11-01T08:00',
  by: person === 'anna' ? 'server' : 'anna',
  do: 'grant_role',
  with: { person, roles: [role], ...(party === undefined ? {} : { party }) },
})
const movement = {
  id: 'patients',
  use: 'medical',
  corridor: 'bridge',
  direction: 'out',
  from: '2016-11-04T08:30',
  until: '2016-11-04T11:00',
  vehicles: [{ kind: 'ambulance', count: 1 }],
}
const lines: readonly Line[] = [
  grant('anna', 'coordinator'),
  grant('bert', 'dispatcher'),
  grant('field', 'field'),
  grant('auditor', 'auditor'),
  {
    at: '2016-11-01T08:01',
    by: 'anna',
    do: 'draft_terms',
    with: { pause_file: { file: 'pause.yaml' }, lead_time_s: 3600 },
  },
  grant('north', 'liaison', 'north'),
  grant('south', 'liaison', 'south'),
  { at: '2016-11-01T08:02', by: 'anna', do: 'announce_terms', with: { version: 1, by: ['south'], text: 'A pause.' } },
  {
    at: '2016-11-01T08:03',
    by: 'anna',
    do: 'set_contact',
    with: {
      id: 'north-duty',
      of: 'party',
      party: 'north',
      function: 'duty officer',
      channels: [{ channel: 'cap', number: 'duty desk', is_primary: true }],
      cap_sender: 'duty@north.example',
    },
  },
  { at: '2016-11-01T08:04', by: 'anna', do: 'notify', with: { movements: [movement] } },
]

let count = 0

/** Announced, and told to both parties by notification 1. */
async function told(setup: Partial<Parameters<typeof Play.begun>[1]> = {}): Promise<Play> {
  count += 1
  const folder = new URL('../../../examples/minimal/', import.meta.url)
  // Each begins after the one before, so that no clock goes back.
  const play = await Play.begun(installation, { pause: `threat-${count}`, folder, lines, ...setup })
  await play.until(`2016-11-01T${String(9 + count).padStart(2, '0')}:00`)
  return play
}

const acknowledgement = (party: string, more: JsonObject = {}): JsonObject => ({
  number: 1,
  party,
  channel: 'telephone',
  ...more,
})
const types = (said: readonly Said[]) => said.map(({ type }) => type)

/** Nothing further stands on the account, and nothing else is shown to anybody. */
async function unchanged(play: Play, act: () => Promise<void>): Promise<void> {
  const shown = async () =>
    JSON.stringify([
      await play.view('north', 'notices'),
      await play.view('south', 'notices'),
      await play.view('bert', 'notices'),
      await play.view('anna', 'terms'),
      await play.view('anna', 'access'),
      await play.view('anna', 'approvals'),
    ])
  const [before, entries] = [await shown(), types(await play.said())]
  await act()
  expect(types(await play.said())).toEqual(entries)
  expect(await shown()).toBe(before)
}

const cap = (more: Record<string, string> = {}, head = '') => {
  const parts = {
    identifier: 'north-1',
    sender: 'duty@north.example',
    sent: '2016-11-01T08:30:00+02:00',
    status: 'Exercise',
    msgType: 'Ack',
    scope: 'Private',
    addresses: 'relief.example',
    references: 'relief.example,minimal.1.north,2016-11-01T08:04:00+02:00',
    ...more,
  }
  const inner = Object.entries(parts).map(([name, text]) => `<${name}>${text}</${name}>`)
  return `${head}<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">${inner.join('')}</alert>`
}

test('forged: an answer in the name of another party, of nobody, or with a sender of one’s own is refused', async () => {
  const play = await told()
  await unchanged(play, async () => {
    expect(await play.command('south', 'acknowledge', acknowledgement('north'))).toMatchObject({
      status: 409,
      body: { code: 'of_another_party' },
    })
    expect(await play.command('stranger', 'acknowledge', acknowledgement('north'))).toMatchObject({
      status: 404,
      body: { code: 'pause_unknown' },
    })
    for (const more of [{ by: 'north' }, { source: { chain: 'north' } }, { roles: ['coordinator'] }])
      expect(await play.command('south', 'acknowledge', acknowledgement('south', more))).toMatchObject({
        status: 422,
        body: { code: 'input_invalid' },
      })
    const forged = acknowledgement('north', { channel: 'cap', cap: cap({ sender: 'duty@elsewhere.example' }) })
    expect((await play.command('anna', 'acknowledge', forged)).body.code).toBe('cap_sender_unknown')
  })
})

test('replayed: the same command, and the same words under another id, are done once; of others nobody learns anything', async () => {
  const play = await told()
  const id = randomUUID()
  const first = await play.command('north', 'acknowledge', acknowledgement('north'), { id })
  expect(first.status).toBe(200)
  expect(await play.command('north', 'acknowledge', acknowledgement('north'), { id })).toEqual(first)
  expect((await play.command('north', 'acknowledge', acknowledgement('north'))).body.entries).toEqual([])
  const draft = { pause_file: play.textOf({ file: 'pause.yaml' }), lead_time_s: 3600 }
  expect((await play.command('anna', 'draft_terms', draft)).body.entries).toEqual([])
  // Whoever overheard the id gets nothing by it.
  for (const other of ['south', 'anna']) {
    const taken = await play.command(other, 'acknowledge', acknowledgement('south'), { id })
    expect(taken).toMatchObject({ status: 409, body: { code: 'client_id_taken' } })
    expect((await play.ask(other, `/api/v1/pauses/${play.pause}/outcomes/${id}`)).status).toBe(404)
  }
  expect((await play.said()).filter(({ type }) => type === 'acknowledged').map(({ party }) => party)).toEqual(['north'])
})

test('late and reordered: what comes before what it answers, or after it is over, is refused and may come again in its turn', async () => {
  const play = await told()
  await unchanged(play, async () => {
    for (const [kind, input, code] of [
      ['acknowledge', acknowledgement('north', { number: 2 }), 'notification_unknown'],
      ['acknowledge', acknowledgement('north', { at: '2016-11-01T08:00' }), 'not_then'],
      ['resume', {}, 'wrong_phase'],
      ['begin', {}, 'something_missing'],
      ['account_for', {}, 'wrong_phase'],
      ['announce_terms', { version: 2, by: ['south'], text: 'x' }, 'unknown_version'],
    ] as const)
      expect([kind, (await play.command('anna', kind, input)).body.code]).toEqual([kind, code])
  })
  const second = { ...movement, until: '2016-11-04T10:00' }
  expect((await play.command('anna', 'update_notification', { notification: 1, movements: [second] })).status).toBe(200)
  expect((await play.command('north', 'acknowledge', acknowledgement('north', { number: 2 }))).status).toBe(200)
  const seen = (await play.ask('anna', `/api/v1/pauses/${play.pause}/notices`)).headers.get('etag') ?? ''
  expect((await play.command('anna', 'cancel_notification', { notification: 1 })).status).toBe(200)
  const late = await play.command('anna', 'update_notification', { notification: 1, movements: [movement] })
  expect(late.body.code).toBe('notification_cancelled')
  const stale = await play.command('anna', 'notify', { movements: [movement] }, { headers: { 'if-match': seen } })
  expect(stale).toMatchObject({ status: 412, body: { code: 'changed_since' } })
})

test('duplicated: of many at once, under one id or each under its own, one is entered', async () => {
  const play = await told()
  const id = randomUUID()
  const same = await Promise.all(
    Array.from({ length: 6 }, () => play.command('north', 'acknowledge', acknowledgement('north'), { id })),
  )
  for (const each of same) expect(each).toEqual(same[0])
  expect(same[0]?.status).toBe(200)
  const own = await Promise.all(
    Array.from({ length: 6 }, () => play.command('south', 'acknowledge', acknowledgement('south'))),
  )
  expect(own.map(({ status }) => status)).toEqual(own.map(() => 200))
  expect(own.filter(({ body }) => (body.entries as unknown[]).length > 0)).toHaveLength(1)
  const said = (await play.said()).filter(({ type }) => type === 'acknowledged')
  expect(said.map(({ party }) => party).sort()).toEqual(['north', 'south'])
})

test('oversized: no more of it is read than may be sent, and what is too long for its field is named', async () => {
  const play = await told()
  await unchanged(play, async () => {
    for (const [kind, most] of [
      ['acknowledge', 256 * 1024],
      ['draft_terms', 4 * 1024 * 1024],
    ] as const) {
      let pulled = 0
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 65_536
          controller.enqueue(new Uint8Array(65_536).fill(0x20))
        },
      })
      const answer = await play.ask('anna', `/api/v1/pauses/${play.pause}/commands/${kind}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: endless,
        duplex: 'half',
      } as RequestInit)
      expect(await answer.json()).toMatchObject({ code: 'too_large', most_bytes: most })
      expect(pulled).toBeLessThan(most + 10 * 65_536)
    }
    const long = await play.command('anna', 'decide_no_go', { reason: 'x'.repeat(401) })
    expect(long).toMatchObject({ status: 422, body: { errors: [{ path: 'reason' }] } })
    const many = await play.command('anna', 'notify', { movements: Array.from({ length: 61 }, () => movement) })
    expect(many).toMatchObject({ status: 422, body: { code: 'input_invalid' } })
    // As many faults as letters are told in part.
    const faults = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, 1]))
    const { body } = await play.command('anna', 'decide_no_go', faults)
    expect([(body.errors as unknown[]).length, Number(body.count) > 20_000]).toEqual([100, true])
  })
})

test('XML: a document type, entities that swell, and entities that fetch are refused unread', async () => {
  const play = await told()
  await unchanged(play, async () => {
    const swelling = `<!DOCTYPE alert [<!ENTITY a "ha">${Array.from(
      { length: 30 },
      (_, at) => `<!ENTITY b${at} "${`&${at === 0 ? 'a' : `b${at - 1}`};`.repeat(10)}">`,
    ).join('')}]>`
    for (const each of [
      cap({ note: '&b29;' }, swelling),
      cap({ note: '&x;' }, '<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      cap({ note: '&x;' }, '<!DOCTYPE alert SYSTEM "http://elsewhere.example/x.dtd">'),
      cap({ note: '<script>alert(1)</script>' }).slice(0, -8),
    ]) {
      const { body } = await play.command(
        'anna',
        'acknowledge',
        acknowledgement('north', { channel: 'cap', cap: each }),
      )
      expect(body.code).toBe('cap_unusable')
      expect(String(body.detail)).not.toMatch(/root:|haha/)
    }
  })
})

test('formulas and markup are text: they are kept as they came, and no answer is a page or a table that takes them for more', async () => {
  const play = await told()
  const hostile = [
    '=HYPERLINK("http://elsewhere.example","x")',
    '+1+cmd|’ /C calc’!A0',
    '@SUM(1)',
    '<script>alert(1)</script><svg onload="alert(1)">',
  ]
  for (const reason of hostile) expect((await play.command('anna', 'decide_no_go', { reason })).status).toBe(200)
  const answer = await play.ask('anna', `/api/v1/pauses/${play.pause}/approvals`)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await answer.json()).toMatchObject({ decision: { reason: hostile.at(-1) } })
  const decided = (await play.said()).filter(({ type }) => type === 'no_go_decided')
  expect(decided.map(({ notice }) => notice.reason)).toEqual(hostile)
})

test('SVG with a script, and archives: no operation takes them, nor gives out a document that somebody sent', async () => {
  const play = await told()
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const zeros = Buffer.alloc(20_000_000)
  // The head of a ZIP archive, and a body that swells a thousandfold.
  const zip = Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), deflateRawSync(zeros)])
  const path = `/api/v1/pauses/${play.pause}/commands/draft_terms`
  const send = async (body: Uint8Array | string, headers: Record<string, string>) => {
    const answer = await play.ask('anna', path, {
      method: 'POST',
      headers: { 'idempotency-key': randomUUID(), ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    })
    return [answer.status, ((await answer.json()) as JsonObject).code]
  }
  await unchanged(play, async () => {
    for (const type of ['image/svg+xml', 'application/zip', 'multipart/form-data; boundary=x', 'text/yaml'])
      expect(await send(svg, { 'content-type': type }), type).toEqual([415, 'media_type_unsupported'])
    expect(await send(zip, { 'content-type': 'application/json' })).toEqual([400, 'not_json'])
    const gzipped = gzipSync(Buffer.concat([Buffer.from('{"pause_file":"'), Buffer.alloc(50_000_000, 0x61)]))
    // Nothing that comes is unpacked.
    expect(await send(gzipped, { 'content-type': 'application/json', 'content-encoding': 'gzip' })).toEqual([
      400,
      'not_json',
    ])
    const plan = await play.command('anna', 'agree_plan', { version: 1, plan: svg })
    expect(plan).toMatchObject({ status: 409, body: { code: 'plan_unreadable' } })
    for (const file of [svg, zip.toString('latin1').slice(0, 10_000), ''])
      expect((await play.command('anna', 'draft_terms', { pause_file: file })).body.code).toBe('pause_file_problems')
    const { body } = await play.command('anna', 'draft_terms', {
      pause_file: play.textOf({
        file: 'pause.yaml',
        instead: [[/^zone: .*$/m.exec(play.textOf({ file: 'pause.yaml' }))?.[0] ?? '', 'zone: { area: zone.geojson }']],
      }),
      files: [{ name: 'zone.geojson', content: svg }],
    })
    expect(body.code).toBe('pause_file_problems')
  })
  const media = publishedOperations().flatMap(({ answers }) => Object.values(answers).map((each) => each.media))
  expect(media.filter((each) => /svg|zip|yaml/.test(each))).toEqual([])
})

test('YAML that swells is refused; one that is slow holds up neither who leads nor anybody else', async () => {
  const play = await told()
  const { rows: before } = await installation.database.query('select * from leadership')
  await unchanged(play, async () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let at = 1; at < 30; at++)
      bomb.push(
        `a${at}: &a${at} [${Array(10)
          .fill(`*a${at - 1}`)
          .join(', ')}]`,
      )
    const { body } = await play.command('anna', 'draft_terms', { pause_file: bomb.join('\n') })
    expect(JSON.stringify(body)).toContain('aliases_explode')

    const slow = `people: [${'{a: b},'.repeat(100_000)}]`
    const big = play.command('anna', 'draft_terms', { pause_file: slow })
    let isRead = false
    void big.then(() => {
      isRead = true
    })
    const asked = []
    for (let at = 0; at < 3; at++) asked.push((await play.command('bert', 'resume', {})).status)
    expect([asked, isRead]).toEqual([[403, 403, 403], false])
    expect((await play.command('anna', 'resume', {})).body.code).toBe('wrong_phase')
    expect((await big).body.code).toBe('pause_file_problems')
  })
  const { rows: after } = await installation.database.query('select * from leadership')
  expect(after[0]?.term).toBe(before[0]?.term)
})

test('a document that takes too long is given up, and those that wait behind it are read in their turn, or told to wait', async () => {
  const input = JSON.stringify({ pause_file: 'a: b' })
  const job = { kind: 'draft_terms', input, zone: 'Asia/Damascus' as TimeZone, language: 'en' }
  const hasty = new Documents({ milliseconds: 1 })
  expect([await hasty.read(job), await hasty.read(job)]).toEqual(['too_costly', 'too_costly'])
  const short = new Documents({ waiting: 2 })
  const three = await Promise.all([short.read(job), short.read(job), short.read(job)])
  const read = { prepared: { refused: { code: 'pause_file_problems' } } }
  expect(three).toMatchObject([read, read, 'too_many'])
  expect(await short.read(job)).toMatchObject(read)
})

test('what falls due is said once, however long the next beat is away', async () => {
  const play = await told({ beatSeconds: 900 })
  const chased = async () => (await play.view('bert', 'notices')).parties.north.told[0].chased
  expect((await play.command('anna', 'set_notice_rules', { chase_every_s: 7200 })).status).toBe(200)
  await eventually(async () => expect(await chased()).toHaveLength(1))
  await new Promise((done) => setTimeout(done, 3000))
  expect(await chased()).toHaveLength(1)
})

test('a clock an hour wrong: what is said to be given, received or spoken in the future is refused', async () => {
  const play = await told()
  const ahead = '2016-11-03T08:00'
  await unchanged(play, async () => {
    const approval = { element: 'window.day', party: 'north', grade: 'verbal', given_at: ahead }
    expect((await play.command('anna', 'record_approval', approval)).body.code).toBe('given_in_future')
    expect((await play.command('anna', 'acknowledge', acknowledgement('north', { at: ahead }))).body.code).toBe(
      'not_then',
    )
    const talk = {
      with: 'duty',
      by: 'desk',
      direction: 'incoming',
      channel: 'radio',
      language: 'en',
      text: 'x',
      at: ahead,
    }
    expect((await play.command('bert', 'log_conversation', talk)).body.code).toBe('not_then')
    const early = acknowledgement('north', { channel: 'cap', cap: cap({ sent: '2016-11-01T07:04:00+02:00' }) })
    expect((await play.command('anna', 'acknowledge', early)).body.code).toMatch(/^cap_/)
  })
})

test('a role that asks for more gets none of it, whatever it says that it is', async () => {
  const play = await told()
  await unchanged(play, async () => {
    for (const who of ['field', 'north', 'auditor', 'bert'])
      for (const [kind, input] of [
        ['grant_role', { person: who, roles: ['coordinator'] }],
        ['decide_go', {}],
        ['agree_terms', { version: 1, by: ['north', 'south'], text: 'x' }],
      ] as const)
        expect(
          await play.command(who, kind, input, { headers: { 'x-role': 'coordinator', 'x-forwarded-user': 'anna' } }),
        ).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    for (const [who, part] of [
      ['field', 'notices'],
      ['field', 'approvals'],
      ['north', 'approvals'],
      ['north', 'conversation'],
      ['auditor', 'access'],
    ] as const)
      expect(await play.view(who, part), `${part} for ${who}`).toBeUndefined()
  })
  const view = await play.view('north', 'notices')
  expect(JSON.stringify(view)).not.toContain('south')
})

test('whoever was revoked while their command waited has it refused', async () => {
  const play = await told()
  const [revoked, late] = await Promise.all([
    play.command('anna', 'revoke_role', { person: 'bert', roles: ['dispatcher'] }),
    play.command('bert', 'suspend', { reason: 'x' }),
  ])
  expect(revoked.status).toBe(200)
  // As they arrived: before, it was done; after, it was refused.
  expect([200, 403, 404]).toContain(late.status)
  const said = types(await play.said()).filter((type) => type === 'role_revoked' || type === 'suspended')
  expect(said).toEqual(late.status === 200 ? ['suspended', 'role_revoked'] : ['role_revoked'])
  expect((await play.command('bert', 'suspend', { reason: 'x' })).status).toBe(404)
})

test('the database killed with commands under way: each is refused for now or waits, and is done once when it is back', async () => {
  const play = await told()
  await killPostgres(join(installation.choice.folder, 'cluster'))
  const reasons = ['one', 'two', 'three']
  const refused: unknown[] = []
  await Promise.all(
    reasons.map(async (reason) => {
      const id = randomUUID()
      await eventually(async () => {
        const { status, body } = await play.command('anna', 'decide_no_go', { reason }, { id })
        if (status !== 200) refused.push([status, body.code ?? body.state])
        expect(status).toBe(200)
      }, 60)
    }),
  )
  for (const each of refused)
    expect([
      [503, 'database_away'],
      [202, 'waiting'],
    ]).toContainEqual(each)
  const said = (await play.said()).filter(({ type }) => type === 'no_go_decided').map(({ notice }) => notice.reason)
  expect(said.sort()).toEqual([...reasons].sort())
})
