// What happens next: events by time, then by rank. A binary heap in flat arrays, emptied and filled again for every day.

export class EventQueue {
  private times: Float64Array
  private ranks: Float64Array
  private payloads: Int32Array
  private size = 0
  /** Of the event taken last. */
  time = 0

  constructor(capacity: number) {
    this.times = new Float64Array(capacity)
    this.ranks = new Float64Array(capacity)
    this.payloads = new Int32Array(capacity)
  }

  clear(): void {
    this.size = 0
  }

  push(time: number, rank: number, payload: number): void {
    if (this.size === this.times.length) this.grow()
    const { times, ranks, payloads } = this
    let hole = this.size++
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      const parentTime = times[parent] ?? 0
      if (parentTime < time || (parentTime === time && (ranks[parent] ?? 0) <= rank)) break
      times[hole] = parentTime
      ranks[hole] = ranks[parent] ?? 0
      payloads[hole] = payloads[parent] ?? 0
      hole = parent
    }
    times[hole] = time
    ranks[hole] = rank
    payloads[hole] = payload
  }

  /** The payload of the earliest event; −1 when there is none. */
  pop(): number {
    if (this.size === 0) return -1
    const { times, ranks, payloads } = this
    const first = payloads[0] ?? 0
    this.time = times[0] ?? 0
    const last = --this.size
    const time = times[last] ?? 0
    const rank = ranks[last] ?? 0
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= last) break
      const right = child + 1
      if (right < last) {
        const [a, b] = [times[child] ?? 0, times[right] ?? 0]
        if (b < a || (b === a && (ranks[right] ?? 0) < (ranks[child] ?? 0))) child = right
      }
      const childTime = times[child] ?? 0
      if (time < childTime || (time === childTime && rank <= (ranks[child] ?? 0))) break
      times[hole] = childTime
      ranks[hole] = ranks[child] ?? 0
      payloads[hole] = payloads[child] ?? 0
      hole = child
    }
    times[hole] = time
    ranks[hole] = rank
    payloads[hole] = payloads[last] ?? 0
    return first
  }

  private grow(): void {
    const more = 2 * this.times.length + 16
    const times = new Float64Array(more)
    times.set(this.times)
    const ranks = new Float64Array(more)
    ranks.set(this.ranks)
    const payloads = new Int32Array(more)
    payloads.set(this.payloads)
    this.times = times
    this.ranks = ranks
    this.payloads = payloads
  }
}
