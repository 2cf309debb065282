import { spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { removeFoldersAfterwards, temporaryFolder } from './made.ts'

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
