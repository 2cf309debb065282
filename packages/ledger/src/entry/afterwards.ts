// What an account takes in after a pause that moves nobody: it does not close again what was opened to the public.

import type { EventName } from './events.ts'

export const afterwards: ReadonlySet<EventName> = new Set([
  'filler',
  'entry_refused',
  'evidence_accessed',
  'taken_back',
  'disputed',
  'feedback',
])
