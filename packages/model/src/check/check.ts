// What the schema alone cannot see: ids that clash or dangle, sides of the line, windows, ways that do not exist.

import type { Pause } from '../pause/schema.ts'
import type { Problem } from '../problems.ts'
import type { Node } from '../reading/node.ts'
import type { Reading } from '../schema/type.ts'

export interface Checked {
  readonly errors: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** `pause` holds the sections that could be read; `reading.nodes` says where each object stands. */
export function checkPause(_root: Node, _pause: Partial<Pause>, _reading: Reading): Checked {
  return { errors: [], warnings: [] }
}
