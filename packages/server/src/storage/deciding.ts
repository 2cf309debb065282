// By what commands are decided: coordination, which is handed in, so that storage knows nothing of it. All of it is pure.

import type { Draft, Entry, Json, Opening } from '@treve/ledger'
import type { ExerciseClock } from './exercise-clock.ts'

/** An entry of the account as the table of events has it: opened as far as it is not erased. */
export interface StoredEvent {
  readonly id: string
  /** Null where it is erased. */
  readonly type: string | null
  /** Seconds since 1970. */
  readonly at: number
  readonly clear: { readonly [key: string]: Json }
  readonly opened: { readonly [key: string]: Json }
}

/** What somebody asks for. */
export interface AskedContent {
  readonly kind: 'asked'
  readonly command: string
  /** JSON. */
  readonly input: string
  /** Who asks, and as what. */
  readonly by: { readonly token: string } & { readonly [key: string]: Json }
  /** What the asker had seen, where it must still be so. */
  readonly expects?: string
  /** JSON: what was worked out of the input before it was taken. It follows from the input. */
  readonly prepared?: string
}

export interface Entering {
  readonly draft: Draft
  readonly attachments: readonly { readonly media: string; readonly bytes: Uint8Array }[]
}

export interface NotDone {
  readonly code: string
  readonly text: string
  readonly particulars?: { [key: string]: Json }
}

export type Decided = { readonly entering: readonly Entering[] } | { readonly refused: NotDone }

/** Of the account, and of the moment. */
export interface DecidedAt {
  readonly nowSeconds: number
  readonly zone: string
  readonly organisation: string
  /** Of an exercise that is played on a day of its own. */
  readonly clock?: ExerciseClock
}

/** What is so after some events. Never changed: what follows is a new one. */
export interface Standing {
  after(event: StoredEvent): Standing
  decide(asked: AskedContent, at: DecidedAt): Decided
  /** Why an entry of that kind, signed by two people where their keys are, is not entered by now; undefined: it may be. */
  refusesRelease(entry: Entry, openings: readonly Opening[], at: DecidedAt): NotDone | undefined
  /** What time alone brings. Not due any more once it is entered. */
  due(at: DecidedAt): readonly Entering[]
}
