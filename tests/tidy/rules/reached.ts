import { posix } from 'node:path'
import { exportsOf, importsOf, ownPackage, relativeTarget } from '../imports.ts'
import { isSource, type RepositoryFile, type Rule } from '../rule.ts'

const entryPoints = [
  /\.test\.tsx?$/,
  /^bench\/[^/]+\.bench\.ts$/,
  /^scripts\/[^/]+\.mjs$/,
  /^packages\/web\/src\/main\.tsx$/,
  /(^|\/)(vite|vitest)\.config\.ts$/,
  /\.d\.ts$/,
]

export const reached: Rule = {
  name: 'every source file is reached from an entry point',
  find(files) {
    const sources = new Map(
      files.filter((file) => isSource(file) || file.path.endsWith('.css')).map((file) => [file.path, file]),
    )
    const declared = exportsOf(files)
    const entries = new Set([...declared.values()].flatMap((each) => [...each.values()]))
    const open: RepositoryFile[] = [...sources.values()].filter(
      ({ path }) => entries.has(path) || entryPoints.some((pattern) => pattern.test(path)),
    )
    const seen = new Set(open.map(({ path }) => path))
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const path of targets(file, declared)) {
        const target = sources.get(path)
        if (target === undefined || seen.has(path)) continue
        seen.add(path)
        open.push(target)
      }
    }
    return [...sources.keys()].filter((path) => !seen.has(path)).map((path) => `${path}: nobody imports it`)
  },
}

function targets(file: RepositoryFile, declared: ReturnType<typeof exportsOf>): string[] {
  if (file.path.endsWith('.css')) {
    return [...file.text.matchAll(/@import\s+(?:url\()?['"]([^'"]+)['"]/g)].map(([, name = '']) =>
      posix.join(posix.dirname(file.path), name),
    )
  }
  return importsOf(file).flatMap(({ specifier }) => {
    const other = ownPackage(specifier)
    const path = other === undefined ? relativeTarget(file.path, specifier) : declared.get(other.name)?.get(other.entry)
    // A package may name itself by its own folder too: `new URL('src/x.ts', …)` is relative without a dot.
    return path === undefined ? [posix.join(posix.dirname(file.path), specifier)] : [path]
  })
}
