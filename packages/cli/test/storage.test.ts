// treve backup, restore and rebuild, on the embedded PostgreSQL of a folder.

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAccount, openDatabase } from '@treve/server/storage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../src/main.ts'
import { capture } from './streams.ts'

let folder = ''

async function told(...args: string[]) {
  const io = capture({ folder })
  return { code: await run(args, io), ...io.written }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'treve-cli-storage-'))
  const database = await openDatabase({ folder: join(folder, 'data', 'database') })
  await createAccount(database, join(folder, 'data', 'keys'), {
    log: 'example.org/day',
    pause: 'day',
    mode: 'exercise',
    organisation: 'Relief Coordination',
    beatSeconds: 1,
    fill: 0,
    zone: 'UTC',
  })
  await database.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what is computed is made anew, backed up, and put back elsewhere', async () => {
  expect(await told('rebuild')).toEqual({ code: 0, out: 'day: 1 events.\n', err: '' })
  const backup = await told('backup', 'copy', '--json')
  const { rows } = JSON.parse(backup.out) as { rows: number }
  expect(backup).toEqual({ code: 0, out: `${JSON.stringify({ folder: 'copy', rows })}\n`, err: '' })
  expect(rows).toBeGreaterThan(5)
  await cp(join(folder, 'data', 'keys'), join(folder, 'other', 'keys'), { recursive: true })
  expect(await told('restore', 'copy', '--data', 'other')).toEqual({
    code: 0,
    out: `copy: ${rows} rows put back.\n`,
    err: '',
  })
  expect(await told('rebuild', '--data', 'other', '--json')).toEqual({
    code: 0,
    out: '[{"pause":"day","events":1}]\n',
    err: '',
  })
})

test('put back where the keys of an account are not, it says which are missing, where they belong, and what is lost without', async () => {
  expect((await told('backup', 'bare')).code).toBe(0)
  const bare = await told('restore', 'bare', '--data', 'keyless', '--json')
  expect(bare).toMatchObject({ code: 0 })
  expect(JSON.parse(bare.out)).toMatchObject({ keys_missing: ['day'] })
  const where = join(folder, 'keyless', 'keys', 'day', 'keys')
  expect(bare.err).toContain(where)
  expect(bare.err).toMatch(/log\.key and authority\.key.*Copy that folder.*never continued/)
  const rebuilt = await told('rebuild', '--data', 'keyless')
  expect(rebuilt).toMatchObject({ code: 2, out: '' })
  expect(rebuilt.err).toContain(where)
  await cp(join(folder, 'data', 'keys'), join(folder, 'keyless', 'keys'), { recursive: true })
  expect(await told('rebuild', '--data', 'keyless')).toMatchObject({ code: 0, err: '' })
})

test('what cannot be done is told, with what to do', async () => {
  const refused = async (args: string[], code: number, why: RegExp) => {
    const answer = await told(...args)
    expect(answer.err).toMatch(why)
    expect(answer).toMatchObject({ code, out: '' })
  }
  await refused(['backup'], 2, /name one folder/)
  await refused(['backup', 'a', 'b'], 2, /name one folder/)
  await refused(['restore'], 2, /name one folder/)
  await refused(['rebuild', 'x'], 2, /options alone/)
  await refused(['backup', 'a', '--database', 'mysql://x'], 2, /postgres:\/\//)
  await refused(['backup', 'a', '--database', 'postgres://nobody@127.0.0.1:1/x'], 3, /does not answer/)
  await refused(['restore', 'nowhere', '--data', 'new'], 2, /no backup/)
  await refused(['backup', 'data'], 2, /not empty/)
  await refused(['backup', 'a', '--data', 'elsewhere'], 2, /no database in .*elsewhere/)
  await refused(['backup', 'a', '--data', 'new'], 2, /holds no account/)
  await cp(join(folder, 'data', 'database'), join(folder, 'lost', 'database'), { recursive: true })
  await refused(['rebuild', '--data', 'lost'], 2, /keys of the pause day are not in/)
})
