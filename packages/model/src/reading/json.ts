// Strict JSON, which plans and generated pause files are, read without the cost of YAML: some twenty times faster. Text
// that is not strict JSON is left to the YAML reader, which says what is wrong.

import { visit } from 'jsonc-parser'
import type { ListNode, MapNode, Node, ScalarNode } from './node.ts'

/** Undefined where the text is not strict JSON, repeats a key, or is nested deeper than `mostDepth`. */
export function readJson(text: string, mostDepth: number): Node | undefined {
  if (isDeeper(text, mostDepth)) return undefined // the parser below recurses
  let root: Node | undefined
  let open: MapNode | ListNode | undefined
  let key: { readonly name: string; readonly at: number } | undefined
  let isStrict = true

  const place = (make: (parent: Node | undefined, key: string | number) => Node): Node => {
    if (open === undefined) {
      const node = make(undefined, '')
      root = node
      return node
    }
    if (open.kind === 'list') {
      const node = make(open, open.items.length)
      open.items.push(node)
      return node
    }
    const { name = '', at = 0 } = key ?? {}
    const node = make(open, name)
    if (open.entries.has(name)) isStrict = false
    open.entries.set(name, { key: name, keyAt: at, value: node })
    return node
  }
  const begin = (node: Node) => {
    if (node.kind !== 'scalar') open = node
  }
  const end = () => {
    const parent = open?.parent
    open = parent?.kind === 'scalar' ? undefined : parent
  }

  visit(
    text,
    {
      onObjectBegin: (at) =>
        begin(place((parent, name): MapNode => ({ kind: 'map', at, parent, key: name, entries: new Map() }))),
      onObjectProperty(name, at) {
        key = { name, at }
      },
      onObjectEnd: end,
      onArrayBegin: (at) =>
        begin(place((parent, name): ListNode => ({ kind: 'list', at, parent, key: name, items: [] }))),
      onArrayEnd: end,
      onLiteralValue(value: string | number | boolean | null, at, length) {
        place(
          (parent, name): ScalarNode => ({
            kind: 'scalar',
            at,
            parent,
            key: name,
            value,
            text: typeof value === 'string' ? value : text.slice(at, at + length),
          }),
        )
      },
      onError() {
        isStrict = false
      },
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  )
  return isStrict ? root : undefined
}

/** Whether brackets outside strings are nested deeper than the limit. */
function isDeeper(text: string, limit: number): boolean {
  let depth = 0
  let isInString = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (isInString) {
      if (character === '\\') index += 1
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '[' || character === '{') {
      depth += 1
      if (depth > limit) return true
    } else if (character === ']' || character === '}') depth -= 1
  }
  return false
}
