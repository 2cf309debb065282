// What is reported from this phone, and what became of it.

import type { Json, Opening } from '@treve/ledger/device'

/** The types of field entries that a phone makes: each is one button. */
export const reportTypes = [
  'departed',
  'came',
  'clear',
  'broke_down',
  'people_boarded',
  'people_passed',
  'people_arrived',
  'turned_back',
  'stepped_down',
  'held',
  'born',
  'died',
  'walked_out',
  'refused_to_leave',
  'counted',
  'loaded',
  'offloaded',
  'received',
  'removed_at_clearance',
  'not_offloaded',
  'incident',
  'child_alone',
  'unregistered_vehicle',
  'taken_back',
] as const
export type ReportType = (typeof reportTypes)[number]

export interface Range {
  readonly low: number
  readonly best: number
  readonly high: number
}

export interface Line extends Range {
  readonly consignment: string
  readonly item: string
  readonly category: string | null
  readonly unit: string
}

/** What is counted where none of the other types tells it. */
export type Counted = 'waiting' | 'queue'

export const incidents = ['shelling', 'shooting', 'denial', 'other'] as const
export type Incident = (typeof incidents)[number]

/** Why something was taken off, as those who inspected said; none was said: that is one, too. */
export const removalReasons = [
  'not_given',
  'not_on_list',
  'said_forbidden',
  'said_too_much',
  'kept_to_inspect',
  'other',
] as const
export type RemovalReason = (typeof removalReasons)[number]

/** What its bearer says. Whatever is absent was not said. */
export interface Said {
  readonly type: ReportType
  readonly vehicle?: string
  readonly trip?: string
  readonly corridor?: string
  readonly gate?: string
  readonly convoy?: string
  readonly place?: string
  readonly side?: string
  readonly people?: Range
  /** Of a count: of what. */
  readonly counted?: Counted
  readonly count?: Range
  readonly lines?: readonly Line[]
  /** Of lines that were taken off. */
  readonly reason?: RemovalReason
  readonly incident?: Incident
  readonly wounded?: Range
  readonly dead?: Range
  readonly note?: { readonly language: string; readonly text: string }
  /** Id of the report that this one takes back. */
  readonly corrects?: string
  /** Of a hand-over that both signed: the device of who received. */
  readonly receiver?: string
}

/** One file of a report: the original, or the copy that may be shown. Its bytes are kept beside the report. */
export interface PhotoFile {
  readonly sha256: string
  readonly bytes: number
  readonly media: string
  /** 32 bytes, base64url. */
  readonly salt: string
  readonly isSent: boolean
}

export interface Photo {
  /** The original first, then its copy. */
  readonly files: readonly PhotoFile[]
  readonly takenS: number
  /** Absent: it has not failed yet. */
  readonly resending?: Resending
}

/** A photo that did not get there is sent again, after ever longer. */
export interface Resending {
  /** How often the server had it not, though it was sent whole. */
  readonly lost: number
  /** How often in a row it broke off on its way. */
  readonly brokenOff: number
  readonly pauseS: number
  /** By the clock of the device. */
  readonly notBeforeMs: number
}

export type ReportState =
  /** There was no certified key left: it is signed when there is. */
  | 'unsigned'
  /** Signed, not taken by a server yet. */
  | 'waiting'
  /** On the server's disk. Kept here until it is proved to be in the account. */
  | 'taken'
  /** In the account, by a proof that was checked here. */
  | 'proved'
  | 'refused'

export interface Report {
  /** Id of the entry: 22 letters, drawn here. */
  readonly id: string
  /** The order in which they were made on this phone. */
  readonly order: number
  readonly said: Said
  /** When it happened: seconds, by the clock of the pause as far as it was known. */
  readonly happenedS: number
  readonly clockOffsetS: number | null
  readonly photo: Photo | null
  /** Why no server takes the photo that was taken with it: it is said without. Absent: none was refused. */
  readonly photoRefusal?: Refusal
  readonly state: ReportState
  readonly refusal: Refusal | null
  readonly signed: SignedBytes | null
}

export interface Refusal {
  readonly code: string
  /** In the server's words, for a code that has none here. */
  readonly text: string
}

export interface SignedBytes {
  /** Base64url. */
  readonly bytes: string
  readonly openings: readonly Opening[]
}

/** Something asked of the server that is no entry of this phone: that an order was received. */
export interface Receipt {
  /** A UUID: sent again under it, it is done once. */
  readonly id: string
  readonly order: string
  readonly vehicle: string
  readonly madeS: number
  readonly state: 'waiting' | 'taken' | 'refused'
  readonly refusal: Refusal | null
}

/** As values of the slots of an entry. */
export type Slots = Readonly<Record<string, Json>>
