import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from './json.ts'
import { LineIndex, type Node, pathOf, toData } from './node.ts'
import { readText } from './yaml.ts'

const json = fc
  .jsonValue({ maxDepth: 4 })
  .filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value))

/** Every node as path, place and value. */
function flat(node: Node): unknown[] {
  const here = [pathOf(node), node.at, node.kind === 'scalar' ? node.value : node.kind]
  if (node.kind === 'map')
    return [here, ...[...node.entries.values()].flatMap((entry) => [[entry.key, entry.keyAt], ...flat(entry.value)])]
  return node.kind === 'list' ? [here, ...node.items.flatMap(flat)] : [here]
}

test('JSON is read to the data that it is, by either reader, with every value in its place', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const root = readJson(text, 32)
      if (root === undefined) throw new Error('strict JSON is read')
      expect(toData(root)).toEqual(JSON.parse(text))
      const lines = new LineIndex(text)
      for (const [, at] of flat(root) as [string, number][]) expect(lines.at(at).line).toBeGreaterThan(0)
    }),
  )
})

test('places are those that the YAML reader finds', () => {
  const text = '{ "a": [1, "b", { "c": null }],\n  "d": true }'
  const byJson = readJson(text, 32)
  const byYaml = readText(`# YAML\n${text}`).root
  if (byJson === undefined || byYaml === undefined) throw new Error('both read it')
  const shifted = flat(byYaml).map((each) =>
    (each as unknown[]).map((part) => (typeof part === 'number' && part > 2 ? part - '# YAML\n'.length : part)),
  )
  expect(flat(byJson)).toEqual(shifted)
})

test.each([
  ['a key twice', '{ "a": 1, "a": 2 }'],
  ['a trailing comma', '{ "a": 1, }'],
  ['a comment', '{ "a": 1 /* no */ }'],
  ['something after the end', '{ "a": 1 } x'],
  ['an open end', '{ "a": [1'],
  ['nesting beyond the limit', `${'{ "a": '.repeat(40)}1${' }'.repeat(40)}`],
  ['nesting without end', `{ "a": ${'['.repeat(200_000)}`],
])('%s is not strict JSON: it is left to the reader that says what is wrong', (_, text) => {
  expect(readJson(text, 32)).toBeUndefined()
  expect(() => readText(text)).not.toThrow()
})

test('brackets in strings do not nest', () => {
  expect(readJson(`{ "a": "${'['.repeat(100)}\\"${'{'.repeat(100)}" }`, 32)).toBeDefined()
})
