// Greatest flow from a source to a sink, by Dinic's algorithm (1970). Whole capacities, whole flow.

export class FlowNetwork {
  private readonly heads: number[][] = []
  private readonly to: number[] = []
  private readonly room: number[] = []

  node(): number {
    this.heads.push([])
    return this.heads.length - 1
  }

  arc(from: number, to: number, capacity: number): void {
    this.heads[from]?.push(this.to.length)
    this.to.push(to)
    this.room.push(capacity)
    this.heads[to]?.push(this.to.length)
    this.to.push(from)
    this.room.push(0)
  }

  greatest(source: number, sink: number): number {
    let sum = 0
    for (;;) {
      const depth = this.depths(source)
      if (depth[sink] === -1) return sum
      const next = this.heads.map(() => 0)
      for (;;) {
        const pushed = this.push(source, sink, Number.POSITIVE_INFINITY, depth, next)
        if (pushed === 0) break
        sum += pushed
      }
    }
  }

  private depths(source: number): number[] {
    const depth = this.heads.map(() => -1)
    depth[source] = 0
    const queue = [source]
    for (const node of queue) {
      for (const arc of this.heads[node] ?? []) {
        const target = this.to[arc] ?? 0
        if ((this.room[arc] ?? 0) > 0 && depth[target] === -1) {
          depth[target] = (depth[node] ?? 0) + 1
          queue.push(target)
        }
      }
    }
    return depth
  }

  /** Depth of recursion is the length of a path: six nodes in the networks built here. */
  private push(node: number, sink: number, most: number, depth: readonly number[], next: number[]): number {
    if (node === sink) return most
    const arcs = this.heads[node] ?? []
    for (let index = next[node] ?? 0; index < arcs.length; index++) {
      next[node] = index
      const arc = arcs[index] ?? 0
      const target = this.to[arc] ?? 0
      const room = this.room[arc] ?? 0
      if (room === 0 || depth[target] !== (depth[node] ?? 0) + 1) continue
      const pushed = this.push(target, sink, Math.min(most, room), depth, next)
      if (pushed > 0) {
        this.room[arc] = room - pushed
        this.room[arc ^ 1] = (this.room[arc ^ 1] ?? 0) + pushed
        return pushed
      }
    }
    next[node] = arcs.length
    return 0
  }
}
