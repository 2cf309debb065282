// A file as a tree of located values: each knows where it stands in the text and on which path it is reached.
// YAML and JSON both become this; the schema reads from it and reports at it.

export type Node = MapNode | ListNode | ScalarNode

interface Located {
  /** Offset of the first character in the text. */
  readonly at: number
  readonly parent: Node | undefined
  /** Key in a map, index in a list; '' at the root. */
  readonly key: string | number
}

export interface MapNode extends Located {
  readonly kind: 'map'
  readonly entries: Map<string, MapEntry>
}

export interface MapEntry {
  readonly key: string
  readonly keyAt: number
  readonly value: Node
}

export interface ListNode extends Located {
  readonly kind: 'list'
  readonly items: Node[]
}

export interface ScalarNode extends Located {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** As written, without quotes: an id such as `12` stays `12`, whatever type YAML gives it. */
  readonly text: string
}

/** `places[3].at[0]`; the root is ''. */
export function pathOf(node: Node): string {
  if (node.parent === undefined) return ''
  return joinPath(pathOf(node.parent), node.key)
}

export function joinPath(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`
  return parent === '' ? key : `${parent}.${key}`
}

export function entryOf(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'list' ? node.items : []
}

/** The scalar's text, where the node is a scalar that is not null. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text : undefined
}

/** Plain data, for hashing, JSON and comparison. */
export function toData(node: Node): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(toData)
  return Object.fromEntries([...node.entries.values()].map((entry) => [entry.key, toData(entry.value)]))
}

/** Line and column, counted from 1, of each offset in a text. */
export class LineIndex {
  private readonly starts: number[] = [0]

  constructor(text: string) {
    for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1))
      this.starts.push(index + 1)
  }

  at(offset: number): { line: number; column: number } {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 }
  }
}
