// Whether somebody may have an operation answered at all.

import type { Actor } from './actor.ts'
import { type CommandKind, mayAsk } from './commands.ts'
import { type Subject, sees } from './views.ts'

export type Who =
  | 'everybody'
  /** Whoever holds any role in the pause. */
  | 'of_the_pause'
  | { readonly mayAsk: CommandKind }
  /** `orReleased`: everybody, once the account is released. */
  | { readonly sees: Subject; readonly orReleased?: true }

export function allows(actor: Actor, who: Who): boolean {
  if (who === 'everybody') return true
  if (who === 'of_the_pause') return actor.roles.length > 0
  return 'mayAsk' in who ? mayAsk(actor, who.mayAsk) : sees(actor, who.sees)
}
