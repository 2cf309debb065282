import { expect, it } from 'vitest'
import { nodeAtPath } from './at-path.ts'
import { LineIndex } from './node.ts'
import { readText } from './yaml.ts'

const text = `terms:
  windows:
    - { id: day, close: 12 }
    - { id: night,
        close: 13 }
fleet: []
`

function lineAt(path: string): number | undefined {
  const { root } = readText(text)
  const node = root === undefined ? undefined : nodeAtPath(root, path)
  return node && new LineIndex(text).at(node.at).line
}

it('finds the line of a value by its path', () => {
  expect(lineAt('terms.windows[0].close')).toBe(3)
  expect(lineAt('terms.windows[1].close')).toBe(5)
})

it('finds what would hold a field that is not written', () => {
  expect(lineAt('terms.windows[1].open')).toBe(4)
})

it('finds nothing for an item that is not in the list', () => {
  expect(lineAt('terms.windows[2].close')).toBeUndefined()
  expect(lineAt('fleet[0].count')).toBeUndefined()
})
