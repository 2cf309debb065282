import { exportsOf, leadsTo, reachedFrom } from '../imports.ts'
import { isSource, type Rule } from '../rule.ts'

const entryPoints = [
  /\.test\.tsx?$/,
  /^bench\/[^/]+\.bench\.ts$/,
  /^scripts\/[^/]+\.mjs$/,
  /^packages\/web\/src\/(phone\/)?main\.tsx$/,
  /^packages\/web\/src\/phone\/offline\/service-worker\.ts$/,
  /(^|\/)(vite|vitest)\.config\.ts$/,
  // By vitest, before the tests of each file.
  /^tests\/own-state\.ts$/,
  /\.d\.ts$/,
]

export const reached: Rule = {
  name: 'every source file is reached from an entry point',
  find(files) {
    const sources = files.filter((file) => isSource(file) || file.path.endsWith('.css'))
    const entries = new Set([...exportsOf(files).values()].flatMap((each) => [...each.values()]))
    const open = sources.filter(({ path }) => entries.has(path) || entryPoints.some((pattern) => pattern.test(path)))
    const seen = new Set(reachedFrom(open, sources, leadsTo(files)))
    return sources.filter((file) => !seen.has(file)).map(({ path }) => `${path}: nobody imports it`)
  },
}
