// Any JSON, as it came: for values whose form another decides.

import type { Json } from '@treve/ledger'
import type { Node } from '@treve/model'
import type { Type } from '@treve/model/schema'

export function jsonValue(): Type<Json> {
  return { read: (node) => valueOf(node), json: () => ({}) }
}

function valueOf(node: Node): Json {
  if (node.kind === 'list') return node.items.map(valueOf)
  if (node.kind === 'map')
    return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, valueOf(value)]))
  return node.value
}
