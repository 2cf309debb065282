// A binary heap: the least key first.

export class Heap<T> {
  readonly #entries: { readonly key: number; readonly value: T }[] = []

  pop(): { readonly key: number; readonly value: T } | undefined {
    const entries = this.#entries
    const top = entries[0]
    const last = entries.pop()
    if (top === undefined || last === undefined || entries.length === 0) return top
    let hole = 0
    for (;;) {
      const left = 2 * hole + 1
      const right = left + 1
      const leftEntry = entries[left]
      if (leftEntry === undefined) break
      const rightEntry = entries[right]
      const isRight = rightEntry !== undefined && rightEntry.key < leftEntry.key
      const child = isRight ? rightEntry : leftEntry
      if (last.key <= child.key) break
      entries[hole] = child
      hole = isRight ? right : left
    }
    entries[hole] = last
    return top
  }

  push(key: number, value: T): void {
    const entries = this.#entries
    const entry = { key, value }
    let hole = entries.length
    entries.push(entry)
    while (hole > 0) {
      const above = (hole - 1) >> 1
      const parent = entries[above]
      if (parent === undefined || parent.key <= key) break
      entries[hole] = parent
      hole = above
    }
    entries[hole] = entry
  }
}
