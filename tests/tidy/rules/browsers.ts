import { builtinModules } from 'node:module'
import { importsOf, leadsTo, reachedFrom } from '../imports.ts'
import { finding, findings, isSource, type Rule, scanOf } from '../rule.ts'

/** Entries that pages import, besides the pages themselves: an account is audited by the same code everywhere. */
const forBrowsers = new Set([
  'packages/ledger/src/verify.ts',
  'packages/ledger/src/device.ts',
  'packages/web/src/main.tsx',
  'packages/web/src/phone/main.tsx',
  'packages/web/src/phone/offline/service-worker.ts',
])

export const browsers: Rule = {
  name: 'what browsers import leads to nothing that is for Node alone',
  find: (files) =>
    reachedFrom(
      files.filter(({ path }) => forBrowsers.has(path)),
      files.filter(isSource),
      leadsTo(files, 'default'),
    ).flatMap((file) => [
      ...importsOf(file)
        .filter(({ specifier }) => specifier.startsWith('node:') || builtinModules.includes(specifier))
        .map(({ specifier, at }) => finding(file, at, `for Node alone: ${specifier}`)),
      ...findings(file, scanOf(file).code, /(?<![.\w$])(Buffer|process|require)\s*[.([]/g, 'for Node alone'),
    ]),
}
