// What signed entries say happened, opened and decoded. Facts are made of these.

import type { Instant, TimeZone } from '@treve/model'
import type { Source } from './source.ts'
import type { Stage, Subject, Unit } from './vocabulary.ts'

/** `suspect`: its key was compromised. `unverified`: its key was revoked before the entry came. Both corroborate nothing. */
export type Standing = 'sound' | 'suspect' | 'unverified'

export interface Attestation {
  /** Of the entry in the account. */
  readonly index: number
  /** The entry's own id. */
  readonly entry: string
  readonly source: Source
  readonly standing: Standing
  /** What happened, by a name that all who attest to it share: it is counted once. */
  readonly event: string
  /** What of the event: a line of a load, a group of people. Counted by itself. */
  readonly part?: string
  readonly subject: Subject
  /** Kind within the subject: `food` of `aid`. */
  readonly detail?: string
  readonly stage?: Stage
  readonly unit: Unit
  readonly low: number
  readonly best: number
  readonly high: number
  readonly place?: string
  /** Side of the line. */
  readonly side?: string
  readonly time: StatedTime
  /** Who did it: who drove, opened, ordered, agreed. */
  readonly by?: string
  /** It may name somebody, and that is sealed or erased. */
  readonly isByUnseen?: true
  readonly owner?: string
  readonly funder?: string
  readonly consignment?: string
  readonly item?: string
  /** A hand-over: who received has signed the same. It is one source all the same. */
  readonly isSignedByReceiver?: true
  /** Who does not agree with it, having been there. */
  readonly disputedBy?: readonly Source[]
  /** Answers of residents: then `unit` is people, and low, best and high are those who said yes. */
  readonly survey?: Survey
}

/** From and until are equal for what happened at once. */
export interface StatedTime {
  readonly from: Instant
  readonly until: Instant
  /** The clock it was stated by; the attestation's source stated it. */
  readonly zone: TimeZone
}

export interface Survey {
  readonly asked: number
  /** `probability`: drawn by chance from a stated list. `convenience`: whoever could be asked. */
  readonly frame: 'probability' | 'convenience'
}

/**
 * An entry of which something that bears on facts cannot be seen: erased for everybody, or sealed to whoever asks. What its
 * other slots say is kept, so that no more is left open than must be; what they leave open may be anything.
 */
export interface Unseen {
  readonly why: 'erased' | 'withheld'
  readonly index: number
  readonly entry: string
  /**
   * `all`: it may take back, dispute or revoke anything, so that nothing is decided beside it. `cell`: it may attest to
   * something where subject, stage, place and time allow. `events`: it attests to nothing itself.
   */
  readonly reach: 'all' | 'cell' | 'events'
  /** Of which it says something, or may: what else is attested of them is open. */
  readonly events: readonly string[]
  readonly subject?: Subject
  readonly stage?: Stage
  readonly place?: string
  readonly from?: Instant
  readonly until?: Instant
}
