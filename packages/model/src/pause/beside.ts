// A file that the pause file names, beside it.

import { type Node, textOf } from '../reading/node.ts'
import { readBytes } from '../reading/yaml.ts'
import { type Reading, report } from '../schema/type.ts'

/** Its root; undefined, and said so at the node that names it, where it cannot be read. */
export function fileBeside(node: Node, reading: Reading): Node | undefined {
  const name = textOf(node) ?? ''
  const bytes = reading.openFile(name)
  if (bytes === 'outside_folder') return report(reading, node, 'file_outside_folder', { file: name })
  if (bytes === 'missing') return report(reading, node, 'file_missing', { file: name })
  const read = readBytes(bytes)
  if (read.problems.length > 0 || read.root === undefined)
    return report(reading, node, 'file_unreadable', { file: name })
  return read.root
}

/**
 * A copy that stands where the pause file names it, so that problems are told at a line of the file that is shown, on
 * the path within the other.
 */
export function standingAt(content: Node, naming: Node): Node {
  return moved(content, naming.at, naming.parent, naming.key)
}

function moved(node: Node, at: number, parent: Node | undefined, key: string | number): Node {
  if (node.kind === 'scalar') return { ...node, at, parent, key }
  if (node.kind === 'list') {
    const list: Node = { kind: 'list', at, parent, key, items: [] }
    list.items.push(...node.items.map((item, index) => moved(item, at, list, index)))
    return list
  }
  const map: Node = { kind: 'map', at, parent, key, entries: new Map() }
  for (const [name, entry] of node.entries)
    map.entries.set(name, { key: entry.key, keyAt: at, value: moved(entry.value, at, map, name) })
  return map
}
