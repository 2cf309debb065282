// Each id that is used names a thing that is there. Works on the tree as written: a place that could not be read for
// another fault is still a place, and what refers to it does not dangle.

import type { TermCode } from '../messages/catalogue.ts'
import { vehicleIdOf } from '../pause/vehicles.ts'
import { movements } from '../pause/words.ts'
import { entryOf, itemsOf, type Node, textOf } from '../reading/node.ts'
import { nearest } from '../schema/type.ts'
import { type Inquiry, idsIn, term } from './inquiry.ts'

type Kind = Extract<
  TermCode,
  'party' | 'place' | 'corridor' | 'group' | 'consignment' | 'fleet' | 'vehicle' | 'movement_or_event' | 'gate' | 'item'
>

/** Beyond so many dangling references the file has another problem, and looking for near names costs time. */
const suggestionsAtMost = 100

export function checkReferences(inquiry: Inquiry): void {
  const references = new References(inquiry)
  const { root } = inquiry
  const list = (...keys: string[]) => itemsOf(keys.reduce<Node | undefined>((node, key) => entryOf(node, key), root))
  const each = (nodes: readonly Node[], kind: Kind, ...keys: string[]) => {
    for (const node of nodes) for (const key of keys) references.check(kind, entryOf(node, key))
  }
  const terms = entryOf(root, 'terms')
  for (const key of ['stated_by', 'agreed_by']) references.checkAll('party', entryOf(terms, key))
  for (const link of list('links')) references.checkAll('place', entryOf(link, 'between'))
  each(list('corridors'), 'place', 'outside', 'inside')
  each(list('people'), 'place', 'at')
  for (const group of list('people')) references.checkAll('place', entryOf(group, 'to'))
  each(list('aid'), 'place', 'from', 'to')
  each(list('aid'), 'party', 'donor')
  each(list('fleet'), 'place', 'at')
  for (const rule of list('rules', 'convoys')) {
    references.check('corridor', entryOf(rule, 'corridor'))
    const escort = entryOf(rule, 'escort')
    if (textOf(escort) !== 'none') references.check('fleet', escort)
  }
  each(list('rules', 'reciprocal'), 'movement_or_event', 'waits_for')
  each(list('rules', 'refuges'), 'place', 'at')
  each(list('rules', 'refuges'), 'party', 'guaranteed_by')
  each(list('rules', 'alternates'), 'corridor', 'corridor', 'instead_of')
  for (const trip of list('rules', 'committed')) {
    references.check('vehicle', entryOf(trip, 'vehicle'))
    for (const leg of itemsOf(entryOf(trip, 'legs'))) checkLeg(references, leg)
  }
  for (const vehicle of list('rules', 'state', 'vehicles')) {
    references.check('vehicle', entryOf(vehicle, 'id'))
    references.check('place', entryOf(vehicle, 'place'))
    references.check('corridor', entryOf(vehicle, 'corridor'))
    references.checkKeys('group', entryOf(vehicle, 'aboard'))
  }
}

function checkLeg(references: References, leg: Node): void {
  references.check('place', entryOf(leg, 'place'))
  references.check('corridor', entryOf(leg, 'corridor'))
  references.checkKeys('group', entryOf(leg, 'people'))
  references.checkKeys('consignment', entryOf(leg, 'aid'))
  const gate = entryOf(leg, 'gate')
  const corridor = textOf(entryOf(leg, 'corridor'))
  if (corridor !== undefined) references.checkGate(corridor, gate)
}

class References {
  private readonly inquiry: Inquiry
  private readonly known: ReadonlyMap<Kind, ReadonlyMap<string, unknown>>
  private readonly gates = new Map<string, ReadonlyMap<string, Node>>()
  private suggestions = 0

  constructor(inquiry: Inquiry) {
    const { root } = inquiry
    this.inquiry = inquiry
    const rules = entryOf(root, 'rules')
    this.known = new Map<Kind, ReadonlyMap<string, unknown>>([
      ['party', idsIn(entryOf(root, 'parties'))],
      ['place', idsIn(entryOf(root, 'places'))],
      ['corridor', idsIn(entryOf(root, 'corridors'))],
      ['group', idsIn(entryOf(root, 'people'))],
      ['consignment', idsIn(entryOf(root, 'aid'))],
      ['fleet', idsIn(entryOf(root, 'fleet'))],
      ['vehicle', vehiclesIn(entryOf(root, 'fleet'))],
      [
        'movement_or_event',
        new Map<string, unknown>([
          ...movements.map((each) => [each, each] as const),
          ...idsIn(entryOf(rules, 'events')),
        ]),
      ],
    ])
    for (const corridor of itemsOf(entryOf(root, 'corridors'))) {
      const id = textOf(entryOf(corridor, 'id'))
      if (id !== undefined && !this.gates.has(id)) this.gates.set(id, idsIn(entryOf(corridor, 'gates')))
    }
  }

  check(kind: Kind, node: Node | undefined): void {
    const id = textOf(node)
    if (node === undefined || id === undefined) return
    const known = this.known.get(kind)
    if (known !== undefined && !known.has(id)) this.report(kind, node, id, known)
  }

  checkAll(kind: Kind, list: Node | undefined): void {
    for (const node of itemsOf(list)) this.check(kind, node)
  }

  /** Where ids are the keys of a map. */
  checkKeys(kind: Kind, map: Node | undefined): void {
    const known = this.known.get(kind)
    if (map?.kind !== 'map' || known === undefined) return
    for (const { key, value } of map.entries.values()) if (!known.has(key)) this.report(kind, value, key, known)
  }

  checkGate(corridor: string, node: Node | undefined): void {
    const known = this.gates.get(corridor)
    const id = textOf(node)
    if (node !== undefined && id !== undefined && known !== undefined && !known.has(id))
      this.report('gate', node, id, known)
  }

  private report(kind: Kind, node: Node, id: string, known: ReadonlyMap<string, unknown>): void {
    for (const [other, ids] of this.known) {
      if (other === kind || other === 'movement_or_event' || !ids.has(id)) continue
      this.inquiry.error(node, 'reference_of_other_kind', { id, is: term(other), kind: term(kind) })
      return
    }
    this.suggestions += 1
    const near = this.suggestions > suggestionsAtMost ? undefined : nearest(id, [...known.keys()])
    if (near === undefined) this.inquiry.error(node, 'reference_unknown', { id, kind: term(kind) })
    else this.inquiry.error(node, 'reference_misspelt', { id, kind: term(kind), near })
  }
}

function vehiclesIn(fleet: Node | undefined): ReadonlyMap<string, unknown> {
  const ids = new Map<string, unknown>()
  for (const item of itemsOf(fleet)) {
    const id = textOf(entryOf(item, 'id'))
    const count = entryOf(item, 'count')
    const best = Number(textOf(count?.kind === 'map' ? entryOf(count, 'best') : count))
    // An absurd count has its own error.
    if (id !== undefined && best > 0 && best <= 5000)
      for (let number = 1; number <= best && ids.size <= 10_000; number++) ids.set(vehicleIdOf(id, number), id)
  }
  return ids
}
