// What every check works on: the sections that could be read, where each thing stands, and what was found so far.

import type { MessageCode, TermCode } from '../messages/catalogue.ts'
import type { Corridor, Fleet, Pause, Place, Window } from '../pause/schema.ts'
import { type Particulars, type Problem, problemAt } from '../problems.ts'
import { entryOf, itemsOf, type Node, textOf } from '../reading/node.ts'
import type { Reading } from '../schema/type.ts'

/** What could be read of a pause. Lists hold the items that could be read; terms and rules, their fields. */
export type Sections = Omit<Partial<Pause>, 'terms' | 'rules'> & {
  readonly terms?: Partial<Pause['terms']>
  readonly rules?: Partial<Pause['rules']>
}

export interface Inquiry {
  readonly root: Node
  readonly sections: Sections
  readonly places: ReadonlyMap<string, Place>
  readonly corridors: ReadonlyMap<string, Corridor>
  readonly fleets: ReadonlyMap<string, Fleet>
  /** Windows that close after they open, in the file's order. */
  readonly windows: readonly Window[]
  /** Where a field of a thing stands; the thing itself where the field is not written. */
  at(thing: object, ...keys: string[]): Node
  error(node: Node, code: MessageCode, particulars?: Particulars): void
  warn(node: Node, code: MessageCode, particulars?: Particulars): void
}

export interface Found {
  readonly errors: Problem[]
  readonly warnings: Problem[]
}

export function inquire(root: Node, sections: Sections, reading: Reading, found: Found): Inquiry {
  return {
    root,
    sections,
    places: byId(sections.places),
    corridors: byId(sections.corridors),
    fleets: byId(sections.fleet),
    windows: (sections.terms?.windows ?? []).filter((window) => window.close > window.open),
    at: (thing, ...keys) => below(reading.nodes.get(thing) ?? root, ...keys),
    error: (node, code, particulars) => found.errors.push(problemAt(node, code, particulars)),
    warn: (node, code, particulars) => found.warnings.push(problemAt(node, code, particulars)),
  }
}

/** The pause, where each section could be read: asked once the schema has read all of it without a fault. */
export function whole(sections: Sections): Pause | undefined {
  return sections.terms === undefined || sections.rules === undefined ? undefined : (sections as Pause)
}

/** The node that the keys lead to, as far as they lead. */
export function below(node: Node, ...keys: string[]): Node {
  let current = node
  for (const key of keys) {
    const next = entryOf(current, key)
    if (next === undefined) return current
    current = next
  }
  return current
}

/** Ids of a list as written, whether or not the rest of each item could be read; first come first. */
export function idsIn(list: Node | undefined): Map<string, Node> {
  const ids = new Map<string, Node>()
  for (const item of itemsOf(list)) {
    const node = entryOf(item, 'id')
    const id = textOf(node)
    if (node !== undefined && id !== undefined && !ids.has(id)) ids.set(id, node)
  }
  return ids
}

export const term = (code: TermCode): { readonly term: TermCode } => ({ term: code })

function byId<T extends { readonly id: string }>(items: readonly T[] | undefined): ReadonlyMap<string, T> {
  return new Map((items ?? []).map((item) => [item.id, item]))
}
