// The files of this repository: those that git has, or would take; without git, all but what is installed or made.

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RepositoryFile } from './rule.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

const asText = /\.(ts|tsx|mjs|js|json|html|css|md|ya?ml|svg|geojson|txt)$/

export function repositoryFiles(paths: readonly string[] = pathsByGit() ?? pathsByFolder()): RepositoryFile[] {
  return [...new Set(paths)]
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .sort()
    .map((path) => {
      const bytes = statSync(join(root, path)).size
      const isText = asText.test(path) && bytes < 2_000_000
      return { path, bytes, text: isText ? readFileSync(join(root, path), 'utf8') : '' }
    })
}

/** Undefined where there is no git, or no repository: from an archive, in a container of somebody else's. */
function pathsByGit(): string[] | undefined {
  try {
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 50_000_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return listed.split('\0')
  } catch {
    return undefined
  }
}

const made = new Set(['node_modules', 'dist', 'coverage', '.git', '.stryker-tmp'])

export function pathsByFolder(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (made.has(entry.name)) return []
    return entry.isDirectory() ? pathsByFolder(path) : entry.isFile() ? [path] : []
  })
}
