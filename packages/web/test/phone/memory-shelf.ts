// A shelf in memory, that can lose power: between two writes, or in the middle of one, which then never was.

import type { Json } from '@treve/ledger'
import type { Changes, Shelf } from '../../src/phone/keeping/shelf.ts'

export class PowerLost extends Error {}

export class MemoryShelf implements Shelf {
  readonly kept = new Map<string, Json>()
  readonly files = new Map<string, Uint8Array>()
  writes = 0
  /** Called at each write: true, and the power is gone before it is done. */
  losesPower: () => boolean = () => false

  async records(): Promise<ReadonlyMap<string, Json>> {
    return new Map(structuredClone([...this.kept]))
  }

  async photo(name: string): Promise<Uint8Array | undefined> {
    return this.files.get(name)
  }

  async write({ records = new Map(), photos = new Map() }: Changes): Promise<void> {
    this.writes += 1
    if (this.losesPower()) throw new PowerLost()
    for (const [name, value] of records) {
      if (value === null) this.kept.delete(name)
      else this.kept.set(name, structuredClone(value))
    }
    for (const [name, bytes] of photos) {
      if (bytes === null) this.files.delete(name)
      else this.files.set(name, bytes)
    }
  }
}
