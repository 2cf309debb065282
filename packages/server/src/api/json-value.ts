// Any JSON, as it came: for values whose form another decides.

import type { Json } from '@treve/ledger'
import type { Node } from '@treve/model'
import type { Type } from '@treve/model/schema'

export function jsonValue(): Type<Json> {
  return { read: (node) => plainOf(node), json: () => ({}) }
}

function plainOf(node: Node): Json {
  if (node.kind === 'list') return node.items.map(plainOf)
  if (node.kind === 'map')
    return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plainOf(value)]))
  return node.value
}
