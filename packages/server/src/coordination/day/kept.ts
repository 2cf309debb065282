// A map that is never changed, only followed by another that shares most of it: thousands of loads are added to one by one,
// and a copy of all of them for each would cost more than everything else.

const shelves = 256

export class Kept<V> {
  private readonly all: readonly (ReadonlyMap<string, V> | undefined)[]
  readonly size: number

  constructor(all: Kept<V>['all'] = Array.from({ length: shelves }, () => undefined), size = 0) {
    this.all = all
    this.size = size
  }

  get(key: string): V | undefined {
    return this.all[shelfOf(key)]?.get(key)
  }

  with(key: string, value: V): Kept<V> {
    const at = shelfOf(key)
    const before = this.all[at]
    const shelf = new Map(before).set(key, value)
    return new Kept(this.all.with(at, shelf), this.size + shelf.size - (before?.size ?? 0))
  }

  /** In alphabetical order, so that it does not tell what came when. */
  keys(): readonly string[] {
    return this.all.flatMap((shelf) => (shelf === undefined ? [] : [...shelf.keys()])).sort()
  }

  /** In the order of their keys. */
  entries(): readonly (readonly [key: string, value: V])[] {
    return this.all
      .flatMap((shelf) => (shelf === undefined ? [] : [...shelf]))
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  }

  values(): readonly V[] {
    return this.entries().map(([, value]) => value)
  }
}

function shelfOf(key: string): number {
  let hash = 0
  for (let at = 0; at < key.length; at++) hash = (hash * 31 + key.charCodeAt(at)) | 0
  return hash & (shelves - 1)
}
