// Each id names one thing of its kind.

import type { TermCode } from '../messages/catalogue.ts'
import { movements } from '../pause/words.ts'
import { entryOf, itemsOf, type Node, textOf } from '../reading/node.ts'
import { type Inquiry, term } from './inquiry.ts'

export function checkIdentities(inquiry: Inquiry): void {
  const { root } = inquiry
  for (const [kind, keys] of named) checkList(inquiry, kind, listAt(root, keys))
  for (const corridor of itemsOf(entryOf(root, 'corridors'))) checkList(inquiry, 'gate', entryOf(corridor, 'gates'))
  for (const consignment of itemsOf(entryOf(root, 'aid'))) checkList(inquiry, 'item', entryOf(consignment, 'items'))
  for (const event of itemsOf(entryOf(entryOf(root, 'rules'), 'events'))) {
    const id = entryOf(event, 'id')
    const isMovement = movements.some((movement) => movement === textOf(id)) || textOf(id) === 'aid'
    if (id !== undefined && isMovement) inquiry.error(id, 'event_named_as_movement', { id: textOf(id) ?? '' })
  }
}

const named: readonly (readonly [TermCode, readonly [string, string?]])[] = [
  ['party', ['parties']],
  ['window', ['terms', 'windows']],
  ['place', ['places']],
  ['corridor', ['corridors']],
  ['group', ['people']],
  ['consignment', ['aid']],
  ['fleet', ['fleet']],
  ['event', ['rules', 'events']],
  ['condition', ['rules', 'reciprocal']],
  ['trip', ['rules', 'committed']],
]

function listAt(root: Node, [first, second]: readonly [string, string?]): Node | undefined {
  const node = entryOf(root, first)
  return second === undefined ? node : entryOf(node, second)
}

function checkList(inquiry: Inquiry, kind: TermCode, list: Node | undefined): void {
  const seen = new Map<string, Node>()
  for (const item of itemsOf(list)) {
    const node = entryOf(item, 'id')
    const id = textOf(node)
    if (node === undefined || id === undefined) continue
    const first = seen.get(id)
    if (first === undefined) seen.set(id, node)
    else inquiry.error(node, 'id_clash', { kind: term(kind), id, line: { lineOf: first.at } })
  }
}
