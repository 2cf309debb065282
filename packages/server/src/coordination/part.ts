// A pause's coordination is made of parts. Each folds events of the account into what is so now, answers commands with
// what is to be said, and says what falls due by time. All of it is pure: the same events give the same state anywhere.

import type { Instant, TimeZone } from '@treve/model'
import type { Type } from '@treve/model/schema'
import type { Actor } from '../policy/actor.ts'
import type { CommandKind } from '../policy/commands.ts'
import type { JsonObject, PauseEvent, Said } from './event.ts'
import type { Coordination } from './state.ts'

export interface Part<S> {
  readonly initial: S
  /** Never throws: what it cannot read, it leaves out. Answers the same object where nothing has changed. */
  after(state: S, event: PauseEvent): S
  readonly commands: readonly CommandType[]
  /** What a reader is shown of it, cut by the policy; undefined where that is nothing, not even that there is something. */
  view(whole: Coordination, reader: Actor, now: Instant, clock?: Clock): JsonObject | undefined
  /** What time alone brings: an approval that lapses, an acknowledgement to chase. Not due any more once it is said. */
  due?(whole: Coordination, now: Instant): readonly Said[]
}

/** Of an exercise that is played on a day of its own: at `real` it was `pause` there, and `speed` seconds pass there in each. */
export interface Clock {
  readonly real: number
  readonly pause: number
  readonly speed: number
}

export interface Asked {
  readonly state: Coordination
  readonly by: Actor
  readonly now: Instant
  /** What `prepare` has made of the input; absent where nobody did, and then it is made while it is decided. */
  readonly prepared?: JsonObject
}

export interface Refused {
  /** Stable, snake_case: programs and translations go by it. */
  readonly code: string
  /** What is wrong and what to do, in English. */
  readonly detail: string
  /** What the words are about: ids, instants, counts. */
  readonly particulars?: JsonObject
}

/** Nothing to say: it is so already, or was done before. */
export type Decision = { readonly said: readonly Said[] } | { readonly refused: Refused }

export interface CommandType {
  readonly kind: CommandKind
  readonly doc: string
  // biome-ignore lint/suspicious/noExplicitAny: of any input; `command` below ties it to `decide`
  readonly input: Type<any>
  /**
   * What is costly, and follows from the input alone: so it is worked out in a thread of its own before the command is
   * taken, and whoever leads is not held up by it.
   */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  prepare?(input: any, zone: TimeZone): JsonObject
  // biome-ignore lint/suspicious/noExplicitAny: as above
  decide(input: any, asked: Asked): Decision
}

export function command<I>(
  kind: CommandKind,
  given: {
    readonly doc: string
    readonly input: Type<I>
    readonly prepare?: (input: I, zone: TimeZone) => JsonObject
    readonly decide: (input: I, asked: Asked) => Decision
  },
): CommandType {
  return { kind, ...given }
}

/** What stands in what was prepared where the command cannot be done whatever is so. */
export function refusedIn(prepared: JsonObject): Refused | undefined {
  // Made by `refuse`, within `prepare`.
  return prepared.refused as unknown as Refused | undefined
}

export function refuse(code: string, detail: string, particulars?: JsonObject): { readonly refused: Refused } {
  return { refused: { code, detail, ...(particulars === undefined ? {} : { particulars }) } }
}
