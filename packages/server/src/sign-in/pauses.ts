// What sign-in needs of the pauses: who holds what in them now, and a way to ask for something in the name of somebody.

import type { Access } from '../coordination/access/index.ts'
import type { JsonObject, Refused } from '../coordination/index.ts'
import type { Actor, CommandKind } from '../policy/index.ts'

export interface Pauses {
  readonly ids: readonly string[]
  /** As this process knows it now; undefined where there is no such pause. */
  access(pause: string): Access | undefined
  /** Returns once this process knows what came of it. */
  ask(
    pause: string,
    asked: { readonly kind: CommandKind; readonly input: JsonObject; readonly by: Actor },
  ): Promise<'done' | { readonly refused: Refused }>
}
