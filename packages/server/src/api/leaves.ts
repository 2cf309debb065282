// Where in a log each entry is, by its hash: read from what is published, once, and kept up with it.

import { type Hash, readHashes, tileOf, tileWidth, toBase64Url } from '@treve/ledger'
import type { Database } from '../storage/index.ts'
import { unfenced } from '../storage/leadership.ts'
import { logStore } from '../storage/log-store.ts'

interface Known {
  readonly indexOf: Map<string, number>
  size: number
}

export class Leaves {
  private readonly database: Database
  private readonly known = new Map<number, Known>()
  /** One at a time reads on. */
  private going: Promise<unknown> = Promise.resolve()

  constructor(database: Database) {
    this.database = database
  }

  /** Undefined where it is not among the first `size` entries. */
  async indexOf(account: number, leaf: Hash, size: number): Promise<number | undefined> {
    const next = this.going.then(() => this.readOn(account, size))
    this.going = next.catch(() => undefined)
    const known = await next
    const index = known.indexOf.get(toBase64Url(leaf))
    return index !== undefined && index < size ? index : undefined
  }

  private async readOn(account: number, size: number): Promise<Known> {
    const known = this.known.get(account) ?? { indexOf: new Map<string, number>(), size: 0 }
    this.known.set(account, known)
    const store = logStore(this.database, account, unfenced)
    while (known.size < size) {
      const number = Math.floor(known.size / tileWidth)
      const tile = tileOf(0, number, size)
      if (tile === undefined) break
      const hashes = await readHashes((path) => store.read(path), tile)
      for (const [at, hash] of hashes.entries()) known.indexOf.set(toBase64Url(hash), number * tileWidth + at)
      known.size = number * tileWidth + hashes.length
    }
    return known
  }
}
