import { builtinModules } from 'node:module'
import { importsOf } from '../imports.ts'
import { finding, findings, isSource, isTest, packageOf, type Rule, scanOf } from '../rule.ts'

const pure = ['model', 'checker', 'network', 'planner', 'ledger']

const refused: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['the clock', /\bDate\.now\b|\bnew\s+Date\b(?!\s*\(\s*[^\s)])|(?<!new\s+)\bDate\s*\(|\bperformance\b\s*\./g],
  ['the clock', /\bhrtime\b|\bset(Timeout|Interval|Immediate)\b|\bTemporal\.Now\b/g],
  ['randomness', /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/g],
  ['input or output', /(?<![.\w$])fetch\s*\(|(?<![.\w$])(process|console|localStorage|indexedDB)\s*[.[]/g],
  ['input or output', /\bnew\s+(WebSocket|XMLHttpRequest|EventSource|Worker)\b/g],
]

/** A plan is the same on every machine; to the last bit these are not. The planner has its own. */
const inexact = /\bMath\.(?:a?(?:sin|cos|tan)h?|atan2|exp|expm1|log|log1p|log2|log10|pow|cbrt|hypot)\b/g

/** Hashes, signatures and compression are functions of bytes alone; each is asked of the platform in one place. */
const ofBytesAlone: ReadonlyMap<string, string> = new Map([
  ['node:crypto', 'packages/ledger/src/platform/node.ts'],
  ['node:zlib', 'packages/ledger/src/attachments/png.ts'],
])

export const purity: Rule = {
  name: 'libraries use no clock, no randomness, no input and no output',
  find: (files) =>
    files
      .filter((file) => isSource(file) && !isTest(file) && pure.includes(packageOf(file.path) ?? ''))
      // The one place in a library that writes files: DESIGN keeps the ledger's there.
      .filter(({ path }) => !path.startsWith('packages/ledger/src/files/'))
      .flatMap((file) => [
        ...refused.flatMap(([what, pattern]) => findings(file, scanOf(file).code, pattern, what)),
        ...(packageOf(file.path) === 'planner'
          ? findings(file, scanOf(file).code, inexact, 'a function that platforms round as they like')
          : []),
        ...importsOf(file)
          .filter(({ specifier }) => specifier.startsWith('node:') || builtinModules.includes(specifier))
          // Randomness of the same module is found by its name.
          .filter(({ specifier }) => ofBytesAlone.get(specifier) !== file.path)
          .map(({ specifier, at }) => finding(file, at, `input or output: ${specifier}`)),
      ]),
}
