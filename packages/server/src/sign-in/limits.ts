// How often something may be tried, by address and by token. Kept by each process for itself: several of them let through as
// many times as much, and codes are long enough for that.

export interface Rate {
  readonly perMinute: number
  /** At once, after a while of nothing. */
  readonly atOnce: number
}

const mostKeys = 50_000

interface Bucket {
  left: number
  atSeconds: number
}

export class Limit {
  private readonly rate: Rate
  private readonly nowSeconds: () => number
  private readonly buckets = new Map<string, Bucket>()

  constructor(rate: Rate, nowSeconds: () => number) {
    this.rate = rate
    this.nowSeconds = nowSeconds
  }

  /** 0 where it may go ahead; else after how many seconds it may. */
  take(key: string): number {
    const { perMinute, atOnce } = this.rate
    const now = this.nowSeconds()
    const before = this.buckets.get(key) ?? { left: atOnce, atSeconds: now }
    const left = Math.min(atOnce, before.left + ((now - before.atSeconds) * perMinute) / 60)
    this.buckets.delete(key)
    // Who came last stands last: the first is who was not seen for the longest.
    this.buckets.set(key, { left: left < 1 ? left : left - 1, atSeconds: now })
    const [oldest] = this.buckets.keys()
    if (this.buckets.size > mostKeys && oldest !== undefined) this.buckets.delete(oldest)
    return left < 1 ? Math.ceil(((1 - left) * 60) / perMinute) : 0
  }
}

/** Whoever has an IPv6 address has a whole network of them. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...middle, ...last]
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
