import { exportsOf, importsOf, ownPackage, relativeTarget } from '../imports.ts'
import { finding, isSource, isTest, packageOf, type Rule } from '../rule.ts'

const libraries = ['checker', 'network', 'planner', 'ledger']

/** Which of our packages each one may import. What is absent here has no place yet in docs/ARCHITECTURE.md. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  ...Object.fromEntries(libraries.map((name) => [name, ['model']])),
  server: ['model', ...libraries],
  cli: ['model', ...libraries, 'server'],
  // What is signed on a phone, and checked in a browser, is done by the ledger's own code.
  web: ['model', 'ledger'],
}

export const direction: Rule = {
  name: 'imports go in one direction, and into a package only by its declared exports',
  find(files) {
    const declared = exportsOf(files)
    return files.filter(isSource).flatMap((file) => {
      const own = packageOf(file.path)
      if (own === undefined || isTest(file)) return []
      const allowed = mayImport[own]
      if (allowed === undefined)
        return [finding(file, 0, `the package ${own} has no place in the direction of imports`)]
      return importsOf(file).flatMap(({ specifier, at, isSource: isCode }) => {
        const target = relativeTarget(file.path, specifier)
        if (target !== undefined && isCode && packageOf(target) !== own)
          return [finding(file, at, `a relative import leaves the package: ${specifier}`)]
        const other = ownPackage(specifier)
        if (other === undefined || other.name === own) return []
        if (!allowed.includes(other.name)) return [finding(file, at, `${own} may not import ${other.name}`)]
        if (declared.get(other.name)?.has(other.entry) === true) return []
        return [finding(file, at, `${other.name} does not export ${other.entry}`)]
      })
    })
  },
}
