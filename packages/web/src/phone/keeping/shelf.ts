// Where the phone keeps what it must not lose: records and the bytes of photos, changed all together or not at all.

import type { Json } from '@treve/ledger/device'

export interface Changes {
  /** By name; null: away with it. */
  readonly records?: ReadonlyMap<string, Json | null>
  readonly photos?: ReadonlyMap<string, Uint8Array | null>
}

export interface Shelf {
  records(): Promise<ReadonlyMap<string, Json>>
  photo(name: string): Promise<Uint8Array | undefined>
  /** Settles when it is on the disk. */
  write(changes: Changes): Promise<void>
}
