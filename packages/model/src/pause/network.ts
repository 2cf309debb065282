// A road network in a file of its own: its places and links stand in the pause as if they were written there.

import { entryOf, type ListNode, type MapNode, type Node } from '../reading/node.ts'
import type { Reading } from '../schema/type.ts'
import { fileBeside, standingAt } from './beside.ts'
import { networkSchema } from './schema.ts'

/** Adds them to the tree before it is read, so that every check sees them; problems stand at the line that names the file. */
export function joinNetwork(root: Node, reading: Reading): void {
  const naming = entryOf(root, 'network')
  if (root.kind !== 'map' || naming?.kind !== 'scalar' || naming.value === null) return
  const content = fileBeside(naming, reading)
  if (content === undefined) return
  const network = standingAt(content, naming)
  networkSchema.read(network, reading)
  for (const name of ['places', 'links']) {
    const rows = entryOf(network, name)
    const written = entryOf(root, name) ?? emptyList(root, name, naming.at)
    if (rows?.kind === 'list' && written.kind === 'list') written.items.push(...rows.items)
  }
}

function emptyList(root: MapNode, key: string, at: number): ListNode {
  const list: ListNode = { kind: 'list', at, parent: root, key, items: [] }
  root.entries.set(key, { key, keyAt: at, value: list })
  return list
}
