// What happens next: events by time, then by rank. A binary heap in flat arrays, emptied and filled again for every day.

export class EventQueue {
  private times: Float64Array
  private ranks: Int32Array
  private payloads: Int32Array
  private readonly one = new Float64Array(1)
  private size = 0
  /** The first event was taken, and its place is free: mostly the next event of the same vehicle fills it at once. */
  private isFirstTaken = false
  /** Of the event taken last. */
  time = 0

  constructor(capacity: number) {
    this.times = new Float64Array(capacity)
    this.ranks = new Int32Array(capacity)
    this.payloads = new Int32Array(capacity)
  }

  clear(): void {
    this.size = 0
    this.isFirstTaken = false
  }

  push(time: number, rank: number, payload: number): void {
    this.one[0] = time
    this.pushFrom(this.one, 0, rank, payload)
  }

  /** As `push`, at an instant that stands in an array: handed about, it would be boxed. */
  pushFrom(instants: Float64Array, index: number, rank: number, payload: number): void {
    if (this.isFirstTaken) {
      this.isFirstTaken = false
      this.sink(instants, index, rank, payload)
      return
    }
    if (this.size === this.times.length) this.grow()
    const { times, ranks, payloads } = this
    const time = instants[index] ?? 0
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
    if (this.isFirstTaken) {
      this.isFirstTaken = false
      const last = --this.size
      if (last > 0) this.sink(this.times, last, this.ranks[last] ?? 0, this.payloads[last] ?? 0)
    }
    if (this.size === 0) return -1
    this.isFirstTaken = true
    this.time = this.times[0] ?? 0
    return this.payloads[0] ?? 0
  }

  /** Puts an event in the first place, and lets it sink to where it belongs. */
  private sink(instants: Float64Array, index: number, rank: number, payload: number): void {
    const { times, ranks, payloads, size } = this
    const time = instants[index] ?? 0
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= size) break
      let childTime = times[child] ?? 0
      const right = child + 1
      if (right < size) {
        const rightTime = times[right] ?? 0
        if (rightTime < childTime || (rightTime === childTime && (ranks[right] ?? 0) < (ranks[child] ?? 0))) {
          child = right
          childTime = rightTime
        }
      }
      if (time < childTime || (time === childTime && rank <= (ranks[child] ?? 0))) break
      times[hole] = childTime
      ranks[hole] = ranks[child] ?? 0
      payloads[hole] = payloads[child] ?? 0
      hole = child
    }
    times[hole] = time
    ranks[hole] = rank
    payloads[hole] = payload
  }

  private grow(): void {
    const more = 2 * this.times.length + 16
    const times = new Float64Array(more)
    times.set(this.times)
    const ranks = new Int32Array(more)
    ranks.set(this.ranks)
    const payloads = new Int32Array(more)
    payloads.set(this.payloads)
    this.times = times
    this.ranks = ranks
    this.payloads = payloads
  }
}
