// What a source file imports, and where that leads.

import { posix } from 'node:path'
import { packageOf, type RepositoryFile, scanOf } from './rule.ts'

export interface Import {
  readonly specifier: string
  /** `new URL(…)` may also name a folder, or data: then nothing is imported. */
  readonly isSource: boolean
  readonly at: number
}

/** Also `import('…')`, `export … from`, and files named by `new URL('…', import.meta.url)`. */
export function importsOf(file: RepositoryFile): Import[] {
  const { code, pieces, text } = scanOf(file)
  return pieces
    .filter(({ kind, from }) => {
      if (kind !== 'string' && kind !== 'template') return false
      return /(\bfrom|\bimport|\bimport\s*\(|\bnew\s+URL\s*\()\s*$/.test(code.slice(Math.max(0, from - 80), from))
    })
    .map(({ from, to }) => {
      const specifier = text.slice(from + 1, to - 1)
      const isUrl = /\bURL\s*\(\s*$/.test(code.slice(Math.max(0, from - 80), from))
      return { specifier, at: from, isSource: !isUrl || /\.(tsx?|mjs|js|css)$/.test(specifier) }
    })
}

/** The path of the file that a relative import names. */
export function relativeTarget(from: string, specifier: string): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return undefined
  return posix.normalize(posix.join(posix.dirname(from), specifier.replace(/[?#].*$/, '')))
}

/** `@treve/server/planning` → server, ./planning. */
export function ownPackage(specifier: string): { name: string; entry: string } | undefined {
  const [, name, rest = ''] = /^@treve\/([^/]+)(\/.*)?$/.exec(specifier) ?? []
  return name === undefined ? undefined : { name, entry: `.${rest}` }
}

/** What a package calls by one name and finds by the platform: package → `#name` → platform → path from the root. */
export function platformFilesOf(files: readonly RepositoryFile[]): Map<string, Map<string, Map<string, string>>> {
  const result = new Map<string, Map<string, Map<string, string>>>()
  for (const { path, text } of files) {
    const name = packageOf(path)
    if (name === undefined || path !== `packages/${name}/package.json`) continue
    const { imports = {} } = JSON.parse(text) as { imports?: Record<string, Record<string, string>> }
    const byPlatform = ([named, found]: [string, Record<string, string>]): [string, Map<string, string>] => [
      named,
      new Map(Object.entries(found).map(([platform, file]) => [platform, posix.join('packages', name, file)])),
    ]
    result.set(name, new Map(Object.entries(imports).map(byPlatform)))
  }
  return result
}

/** Files that a file leads to. With a platform, only to those that it would find there. */
export function leadsTo(files: readonly RepositoryFile[], platform?: string): (file: RepositoryFile) => string[] {
  const declared = exportsOf(files)
  const platforms = platformFilesOf(files)
  return (file) => {
    if (file.path.endsWith('.css')) {
      return [...file.text.matchAll(/@import\s+(?:url\()?['"]([^'"]+)['"]/g)].map(([, name = '']) =>
        posix.join(posix.dirname(file.path), name),
      )
    }
    return importsOf(file).flatMap(({ specifier }) => {
      const found = platforms.get(packageOf(file.path) ?? '')?.get(specifier)
      if (found !== undefined)
        return [...found].filter(([name]) => platform === undefined || name === platform).map(([, path]) => path)
      const other = ownPackage(specifier)
      const path =
        other === undefined ? relativeTarget(file.path, specifier) : declared.get(other.name)?.get(other.entry)
      // A package may name itself by its own folder too: `new URL('src/x.ts', …)` is relative without a dot.
      return path === undefined ? [posix.join(posix.dirname(file.path), specifier)] : [path]
    })
  }
}

/** Every file that is led to from these, themselves included. */
export function reachedFrom(
  from: readonly RepositoryFile[],
  files: readonly RepositoryFile[],
  targets: (file: RepositoryFile) => string[],
): RepositoryFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const seen = new Set(from)
  for (const file of seen) {
    for (const path of targets(file)) {
      const target = byPath.get(path)
      if (target !== undefined) seen.add(target)
    }
  }
  return [...seen]
}

/** Declared exports of each package: entry → path from the root of the repository. */
export function exportsOf(files: readonly RepositoryFile[]): Map<string, Map<string, string>> {
  const result = new Map<string, Map<string, string>>()
  for (const { path, text } of files) {
    const name = packageOf(path)
    if (name === undefined || path !== `packages/${name}/package.json`) continue
    const { exports = {}, bin = {} } = JSON.parse(text) as Record<'exports' | 'bin', Record<string, string> | undefined>
    const entries = [...Object.entries(exports), ...Object.entries(bin).map(([verb, file]) => [`bin:${verb}`, file])]
    result.set(name, new Map(entries.map(([entry = '', file = '']) => [entry, posix.join('packages', name, file)])))
  }
  return result
}
