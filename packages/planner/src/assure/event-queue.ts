// What happens next: events by time, then by rank, then in the order in which they came. A calendar (Brown 1988): a day of
// the calendar is a few seconds of the simulated one, so that most hold one event or none, and neither putting in nor
// taking out has to compare with others. Emptied and filled again for every simulated day.

export class EventQueue {
  private readonly from: number
  private readonly perSecond: number
  private readonly last: number
  /** By cell: its first event, or −1. One more cell at the end holds whatever lies beyond. */
  private readonly first: Int32Array
  // By event.
  private times: Float64Array
  private ranks: Int32Array
  private payloads: Int32Array
  private next: Int32Array
  /** Places of events that are free again, one after another; −1 when there is none. */
  private free = -1
  private used = 0
  private size = 0
  private cell = 0
  /** Of the event taken last. */
  time = 0

  /** For so many events at once, most of them between two instants. */
  constructor(capacity: number, from: number, until: number) {
    // Events come before the first opening, and after the last close, too: fewer.
    const length = until - from + 2 * marginSeconds
    const cells = Math.max(1, Math.min(mostCells, Math.ceil(length / leastCellSeconds)))
    this.from = from - marginSeconds
    this.perSecond = cells / length
    this.last = cells
    this.first = new Int32Array(cells + 1).fill(-1)
    this.times = new Float64Array(capacity)
    this.ranks = new Int32Array(capacity)
    this.payloads = new Int32Array(capacity)
    this.next = new Int32Array(capacity)
  }

  clear(): void {
    if (this.size > 0) this.first.fill(-1)
    this.size = 0
    this.free = -1
    this.used = 0
    this.cell = 0
  }

  /** At an instant that stands in an array: handed about, it would be boxed. */
  pushFrom(instants: Float64Array, index: number, rank: number, payload: number): void {
    const time = instants[index] ?? 0
    let event = this.free
    if (event >= 0) this.free = this.next[event] ?? -1
    else {
      event = this.used++
      if (event >= this.times.length) this.grow()
    }
    const { times, ranks, next, first } = this
    times[event] = time
    ranks[event] = rank
    this.payloads[event] = payload
    this.size++
    const days = (time - this.from) * this.perSecond
    const cell = days < this.cell ? this.cell : days < this.last ? days | 0 : this.last
    let before = -1
    let after = first[cell] ?? -1
    while (after >= 0) {
      const other = times[after] ?? 0
      if (other > time || (other === time && (ranks[after] ?? 0) > rank)) break
      before = after
      after = next[after] ?? -1
    }
    next[event] = after
    if (before < 0) first[cell] = event
    else next[before] = event
  }

  private readonly one = new Float64Array(1)

  push(time: number, rank: number, payload: number): void {
    this.one[0] = time
    this.pushFrom(this.one, 0, rank, payload)
  }

  /** The payload of the earliest event; −1 when there is none. */
  pop(): number {
    if (this.size === 0) return -1
    const { first } = this
    let cell = this.cell
    let event = first[cell] ?? -1
    while (event < 0) event = first[++cell] ?? -1
    this.cell = cell
    first[cell] = this.next[event] ?? -1
    this.next[event] = this.free
    this.free = event
    this.size--
    this.time = this.times[event] ?? 0
    return this.payloads[event] ?? 0
  }

  private grow(): void {
    const more = 2 * this.times.length + 16
    const times = new Float64Array(more)
    times.set(this.times)
    this.times = times
    const wholes = (old: Int32Array) => {
      const grown = new Int32Array(more)
      grown.set(old)
      return grown
    }
    this.ranks = wholes(this.ranks)
    this.payloads = wholes(this.payloads)
    this.next = wholes(this.next)
  }
}

const marginSeconds = 7200
const leastCellSeconds = 16
const mostCells = 16_384
