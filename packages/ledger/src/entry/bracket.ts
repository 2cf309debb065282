// Between what an entry of a device without a network lies: its clock is a statement, the order of the log is not.

import { isObject } from './canonical.ts'
import type { OpenedEntry } from './verify-entries.ts'

export interface Bracket {
  /** It was made after these: its sender had seen so many entries. Undefined: not said, or not opened. */
  readonly afterSize: number | undefined
  /** It was made before the checkpoint that is the first to cover it: of so many entries at the least. */
  readonly beforeSize: number
}

export function bracketOf({ index, values }: OpenedEntry): Bracket {
  const { seen } = values
  return { afterSize: isObject(seen) ? Number(seen.size) : undefined, beforeSize: index + 1 }
}
