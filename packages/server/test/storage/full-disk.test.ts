import { spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase, openOutcomes, StorageFault } from '@treve/server/storage'
import { expect, test } from 'vitest'
import { command, keeping, newPause, received, removeFoldersAfterwards, temporaryFolder } from './made.ts'

removeFoldersAfterwards()

/** As root of namespaces of its own: the mount is seen by that process alone, and goes with it. */
const inOwnMount = ['unshare', '--user', '--map-root-user', '--mount', '--', 'sh', '-c']
const mount = 'mount -t tmpfs -o size=100m tmpfs "$1" && shift && exec "$@"'

function run(disk: string, ...args: string[]) {
  const [program = '', ...rest] = inOwnMount
  return spawnSync(program, [...rest, mount, 'sh', disk, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
    timeout: 110_000,
  })
}

const canMount = run('/mnt', 'true').status === 0

test.skipIf(!canMount)(
  'a full disk: refused in words, nothing acknowledged is lost, and it goes on once there is room',
  async () => {
    const root = await temporaryFolder()
    const disk = join(root, 'disk')
    await mkdir(disk)
    const script = fileURLToPath(new URL('./full-disk.ts', import.meta.url))
    const { stdout, stderr } = run(disk, process.execPath, script, disk, join(root, 'keys'))
    const said = Object.fromEntries(
      stdout.split('\n').map((line) => [line.split(' ')[0], line.split(' ').slice(1).join(' ')]),
    )
    expect(said.refused, stderr).toMatch(/^disk_full the disk of the database is full/)
    expect(Number(said.done)).toBeGreaterThan(5)
    expect(said.start, stdout).toMatch(/^disk_full the disk is full/)
    expect(said.made).toMatch(/^disk_full there is no room on the disk/)
    expect(said.there, stderr).toBe(said.done)
  },
  120_000,
)

/** Where no disk of its own may be mounted: the database answers each write as PostgreSQL does when its disk is full. */
test('a database that says that its disk is full: refused in words, and what was taken is done once there is room', async () => {
  const root = await temporaryFolder()
  const database = await openDatabase({ folder: join(root, 'database') })
  const keysFolder = join(root, 'keys')
  await newPause(database, keysFolder)
  await database.query('create table full_disk (of text)')
  await database.query(`create function no_room() returns trigger language plpgsql as $$ begin
    if exists (select from full_disk where of in (tg_table_name, 'all')) then
      raise exception 'could not extend file: No space left on device' using errcode = '53100';
    end if;
    return null;
  end $$`)
  const { rows } = await database.query(
    `select quote_ident(tablename) as name from pg_tables where schemaname = current_schema() and tablename <> 'full_disk'`,
  )
  const tables = rows.map(({ name }) => String(name))
  expect(tables).toContain('commands')
  for (const name of tables)
    await database.query(`create trigger no_room before insert or update on ${name} execute function no_room()`)
  const keeper = await keeping(database, keysFolder)
  const outcomes = await openOutcomes(database)
  const done = (number: number) => outcomes.of(number, { milliseconds: 30_000 })
  const { number: before } = await received(database, command('before'))
  expect(await done(before)).toMatchObject({ state: 'done' })

  // Nothing can be taken.
  await database.query(`insert into full_disk values ('all')`)
  const refused = await received(database, command('refused')).catch((fault: unknown) => fault)
  expect(refused).toBeInstanceOf(StorageFault)
  expect(refused).toMatchObject({ kind: 'disk_full', message: expect.stringContaining('nothing of this was taken') })
  await database.query('delete from full_disk')

  // It can still be taken, and not be entered: it waits.
  for (const name of tables.filter((each) => each !== 'commands'))
    await database.query('insert into full_disk values ($1)', [name])
  const { number: waiting } = await received(database, command('waiting'))
  expect(await outcomes.of(waiting, { milliseconds: 1500 })).not.toMatchObject({ state: 'done' })
  await database.query('delete from full_disk')
  expect(await done(waiting)).toMatchObject({ state: 'done' })
  expect(await done((await received(database, command('refused'))).number)).toMatchObject({ state: 'done' })
  const counted = await database.query(`select count(*)::int as many from commands where state = 'done'`)
  expect(counted.rows[0]?.many).toBe(3)
  await keeper.stop()
  await outcomes.close()
  await database.close()
}, 120_000)
