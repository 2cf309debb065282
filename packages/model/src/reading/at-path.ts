// Where a field stands that a program names by its path.

import { itemsOf, type Node } from './node.ts'

/**
 * The value at a path as `pathOf` writes them; where the last keys are not written, what would hold them. Undefined where a
 * list has no such item: then it stands in another file.
 */
export function nodeAtPath(root: Node, path: string): Node | undefined {
  let node = root
  for (const [, key, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (index !== undefined) {
      const item = itemsOf(node)[Number(index)]
      if (item === undefined) return undefined
      node = item
    } else {
      const value = node.kind === 'map' ? node.entries.get(key ?? '')?.value : undefined
      if (value === undefined) return node
      node = value
    }
  }
  return node
}
