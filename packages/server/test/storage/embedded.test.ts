import { spawnSync } from 'node:child_process'
import { chmod, mkdir, readFile, readlink, rm, stat, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase, StorageFault } from '@treve/server/storage'
import { describe, expect, test } from 'vitest'
import { findBinaries, mendLinks } from '../../src/storage/embedded/binaries.ts'
import { livePostmaster } from '../../src/storage/embedded/postmaster.ts'
import { runAs } from '../../src/storage/embedded/run-as.ts'
import { eventually, killPostgres, newPause, removeFoldersAfterwards, temporaryFolder } from './made.ts'
import { killMembersAfterwards, startMember } from './members.ts'

removeFoldersAfterwards()
killMembersAfterwards()

const uid = process.geteuid?.() ?? 0
const nobody = 65534
const asNobody = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--']
const asRoot = ['unshare', '--user', '--map-root-user', '--']
const [unshare = '', ...rest] = asNobody
/** In containers they are often forbidden; vitest counts what is left out then. */
const hasNamespaces = spawnSync(unshare, [...rest, 'true']).status === 0

async function placed() {
  const root = await temporaryFolder()
  return {
    root,
    choice: { folder: join(root, 'database') },
    keysFolder: join(root, 'keys'),
    cluster: join(root, 'database', 'cluster'),
  }
}

const nowhere = async (cluster: string) => expect(await livePostmaster(cluster)).toBeUndefined()

describe('the embedded PostgreSQL', () => {
  test('is made by the first start, found again by the next, and stopped by the last who leaves', async () => {
    const { choice, cluster } = await placed()
    const first = await openDatabase(choice)
    await first.query('create table kept (text text)')
    await first.query('insert into kept values ($1)', ['ممر'])
    const pid = await livePostmaster(cluster)
    const second = await openDatabase(choice)
    expect(await livePostmaster(cluster)).toBe(pid)
    await first.close()
    expect((await second.query('select text from kept')).rows).toEqual([{ text: 'ممر' }])
    await second.close()
    await nowhere(cluster)
    const third = await openDatabase(choice)
    expect((await third.query('select text from kept')).rows).toEqual([{ text: 'ممر' }])
    await third.close()
    await nowhere(cluster)
  })

  test('is open to nobody but its owner, and writes down nothing of what it is told', async () => {
    const { choice, root } = await placed()
    const database = await openDatabase(choice)
    for (const name of ['cluster/treve.password', 'postgres.log'])
      expect((await stat(join(root, 'database', name))).mode & 0o077, name).toBe(0)
    expect((await stat(join(root, 'database'))).mode & 0o077).toBe(0)
    const { rows } = await database.query(
      `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
              current_setting('synchronous_commit') as commits, current_setting('data_checksums') as sums`,
    )
    expect(rows).toEqual([{ addresses: '', fsync: 'on', commits: 'on', sums: 'on' }])
    await expect(database.query(`select 'secret words'::int`)).rejects.toThrow()
    await expect(database.query('select $1::int', ['secret value'])).rejects.toThrow()
    const said = await readFile(join(root, 'database', 'postgres.log'), 'utf8')
    expect(said).not.toMatch(/^.*STATEMENT.*$/m)
    await database.close()
  })

  test('two processes that start at once on a new folder have one database', async () => {
    const { choice, keysFolder, cluster } = await placed()
    const members = [0, 1, 2].map(() => startMember({ choice, keysFolder }))
    for (const each of members) await each.says('open')
    const codes = await Promise.all(members.map((each) => each.end('SIGTERM')))
    expect(codes, members.map((each) => each.errors()).join('')).toEqual([0, 0, 0])
    await nowhere(cluster)
  })

  test('killed itself, it is started again while we run, and nothing that was committed is lost', async () => {
    const { choice, cluster } = await placed()
    const database = await openDatabase(choice)
    await database.query('create table kept (number int primary key)')
    for (let round = 0; round < 2; round++) {
      await eventually(() => database.query('insert into kept values ($1) on conflict do nothing', [round]))
      const pid = await killPostgres(cluster)
      await eventually(async () => expect([undefined, pid]).not.toContain(await livePostmaster(cluster)))
      const { rows } = await eventually(() => database.query('select count(*) from kept'))
      expect(rows).toEqual([{ count: round + 1 }])
    }
    await database.close()
    await nowhere(cluster)
  })

  test.each([
    ['its socket', (folder: string) => rm(join(folder, '.s.PGSQL.5432'))],
    ['the folder of its socket', (folder: string) => rm(folder, { recursive: true })],
  ])('%s removed, whoever comes reaches it again, and whoever was there works on', async (_, remove) => {
    const { choice, cluster } = await placed()
    const there = await openDatabase(choice)
    await there.query('create table kept (number int)')
    await there.query('insert into kept values (7)')
    const sockets = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[4] ?? ''
    await remove(sockets)
    const comes = await openDatabase(choice)
    expect((await comes.query('select number from kept')).rows).toEqual([{ number: 7 }])
    const { rows } = await eventually(() => there.query('select number from kept'))
    expect(rows).toEqual([{ number: 7 }])
    await comes.close()
    await there.close()
    await nowhere(cluster)
  })

  test('killed with many of us watching, it is started once, and all of us reach it', async () => {
    const { choice, cluster } = await placed()
    const all = await Promise.all(Array.from({ length: 6 }, () => openDatabase(choice)))
    for (let round = 0; round < 4; round++) {
      await killPostgres(cluster)
      for (const each of all) await eventually(() => each.query('select 1'))
    }
    const said = await readFile(join(choice.folder, 'postgres.log'), 'utf8')
    expect(said).not.toContain('lock file')
    for (const each of all) await each.close()
    await nowhere(cluster)
  })

  test('outlives a killed server of ours; the next attaches to it, and leaves nothing behind', async () => {
    const { choice, keysFolder, cluster } = await placed()
    const member = startMember({ choice, keysFolder })
    await member.says('open')
    await member.end('SIGKILL')
    const pid = await livePostmaster(cluster)
    expect(pid).toBeDefined()
    const database = await openDatabase(choice)
    expect(await livePostmaster(cluster)).toBe(pid)
    await database.close()
    await nowhere(cluster)
  })

  test('both killed at once, it recovers', async () => {
    const { choice, keysFolder, cluster } = await placed()
    const setup = await openDatabase(choice)
    await newPause(setup, keysFolder)
    await setup.close()
    const member = startMember({ choice, keysFolder, sends: 4 })
    await member.says('done')
    await killPostgres(cluster)
    await member.end('SIGKILL')
    const database = await openDatabase(choice)
    const { rows } = await database.query('select client_id from commands')
    const there = new Set(rows.map((row) => String(row.client_id)))
    expect(member.after('acknowledged').filter((id) => !there.has(id))).toEqual([])
    await database.close()
  })

  test('a file left by a killed one, whose number a stranger has now, does not keep it from starting', async () => {
    const { choice, cluster } = await placed()
    await (await openDatabase(choice)).close()
    await writeFile(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n/tmp\n\n1 1\nready\n`)
    const database = await openDatabase(choice)
    expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await database.close()
  })

  test('one that cannot start says so, with what it said itself', async () => {
    const { choice, cluster } = await placed()
    await (await openDatabase(choice)).close()
    await unlink(join(cluster, 'global', 'pg_control'))
    const fault: unknown = await openDatabase(choice).catch((thrown: unknown) => thrown)
    expect(fault).toBeInstanceOf(StorageFault)
    expect(String(fault)).toMatch(/does not start.*postgres\.log[\s\S]*pg_control/)
  })

  test.skipIf(!hasNamespaces).each([
    ['root', asRoot, 0],
    ['a plain user', asNobody, nobody],
  ] as const)('works for %s, also below a folder that others cannot enter', async (_, before, expected) => {
    const { root, choice, keysFolder, cluster } = await placed()
    await chmod(root, 0o700)
    const member = startMember({ choice, keysFolder, before })
    await member.says(`open ${expected}`)
    expect(await member.end('SIGTERM'), member.errors()).toBe(0)
    await nowhere(cluster)
    // It belongs to whoever started it, and opens for whoever owns the folder.
    expect((await stat(cluster)).uid).toBe(uid)
    await (await openDatabase(choice)).close()
  })

  test.skipIf(uid !== 0)(
    'without user namespaces root hands it to a user without rights, where that one may enter',
    async () => {
      const root = await temporaryFolder()
      const choice = { uid: 0, hasNamespaces: () => false }
      const as = runAs(undefined, choice)
      expect(as.user?.uid).toBeGreaterThan(0)
      expect(as.before).toEqual([])
      // A cluster stays with the user for whom it was made.
      expect(runAs(as.user?.uid, { uid: 0, hasNamespaces: () => true }).user?.uid).toBe(as.user?.uid)
      await rm(root, { recursive: true })
    },
  )

  test('whoever cannot run it is told what to do', () => {
    const refused = (owner: number | undefined, given: Parameters<typeof runAs>[1]) => {
      try {
        runAs(owner, given)
      } catch (fault) {
        return String(fault)
      }
      return 'not refused'
    }
    expect(refused(undefined, { uid: 0, hasNamespaces: () => false, users: () => [] })).toMatch(/--database postgres:/)
    expect(refused(0, { uid: 0, hasNamespaces: () => false })).toMatch(/start as another user/)
    expect(refused(1234, { uid: 1235 })).toMatch(/belongs to another user/)
  })

  test('links that npm did not make, because it runs no scripts, are made', async () => {
    const root = await temporaryFolder()
    await mkdir(join(root, 'native', 'lib'), { recursive: true })
    await writeFile(join(root, 'native', 'lib', 'libx.so.60.2'), 'library')
    const links = ['libx.so', 'libx.so.60'].map((name) => ({
      source: 'native/lib/libx.so.60.2',
      target: `native/lib/${name}`,
    }))
    await writeFile(join(root, 'native', 'pg-symlinks.json'), JSON.stringify(links))
    await symlink('libx.so.60.2', join(root, 'native', 'lib', 'libx.so'))
    await mendLinks(root)
    expect(await readlink(join(root, 'native', 'lib', 'libx.so.60'))).toBe('libx.so.60.2')
    expect(await readFile(join(root, 'native', 'lib', 'libx.so.60'), 'utf8')).toBe('library')
  })

  test('on a platform for which there is none, a server is asked for', async () => {
    await expect(findBinaries('plan9-mips')).rejects.toThrow(/--database postgres:/)
  })
})
