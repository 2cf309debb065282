// What an account amounts to, for a reader: aid line by line, people by load, and each event with whoever attests to it.

import type { TimeZone } from '@treve/model'
import type { Unseen } from '../facts/attestation.ts'
import { type Line, linesOf, type NextManifest, nextManifest } from '../facts/deliveries.ts'
import { type Fact, factsOf, type Status } from '../facts/fact.ts'
import { type LoadReconciled, reconcileLoad } from '../facts/people.ts'
import { type Times, timesOf } from '../facts/times.ts'
import type { Stage, Subject, Unit } from '../facts/vocabulary.ts'
import type { Attested } from './attestations.ts'

export interface FactsTold {
  readonly lines: readonly Line[]
  readonly next: NextManifest
  readonly loads: readonly LoadReconciled[]
  readonly events: readonly EventTold[]
  readonly watches: readonly WatchTold[]
  /** Entries of which something cannot be seen: erased, or sealed to whoever asks. */
  readonly unseen: { readonly erased: number; readonly withheld: number }
  /** Of these, some may have taken back, disputed or revoked anything that is told here. */
  readonly mayBeTakenBack: boolean
}

export interface EventTold {
  readonly event: string
  readonly subject: Subject
  readonly detail?: string
  readonly stage?: Stage
  readonly unit: Unit
  readonly status: Status
  readonly low: number
  readonly high: number
  /** Each with what it says: counts that differ are shown apart, with whose they are. */
  readonly saidBy: readonly {
    readonly organisation: string
    readonly chain: string
    readonly low: number
    readonly high: number
    readonly index: number
  }[]
  readonly times: Times
  readonly place?: string
  readonly side?: string
  readonly restsOnErased: boolean
  readonly restsOnWithheld: boolean
}

export interface WatchTold {
  readonly index: number
  readonly organisation: string
  readonly place: string
  readonly side?: string
  readonly from: number
  readonly until: number
  readonly subjects: readonly Subject[]
  readonly gaps: number
}

/** @param zone clock of the place, by which stated times are shown beside each other */
export function factsTold(
  { attestations, completeness, differences, loads, unseen }: Attested,
  zone: TimeZone,
): FactsTold {
  const facts = factsOf(attestations, unseen)
  const lines = linesOf(facts, differences)
  return {
    lines,
    next: nextManifest(lines),
    loads: [...loads].map(([load, counts]) => reconcileLoad({ load, counts, isOver: counts.arrived !== undefined })),
    // Aid is told line by line; how long something lasted is told with when it was.
    events: facts.filter(({ subject, unit }) => subject !== 'aid' && unit !== 's').map((fact) => eventTold(fact, zone)),
    watches: completeness.map(({ index, source, place, side, from, until, gaps, watched }) => ({
      index,
      organisation: source.organisation,
      place,
      ...(side === undefined ? {} : { side }),
      from,
      until,
      subjects: [...new Set(watched.map(({ subject }) => subject))],
      gaps: gaps.length,
    })),
    unseen: {
      erased: countUnseen(unseen, 'erased'),
      withheld: countUnseen(unseen, 'withheld'),
    },
    mayBeTakenBack: unseen.some(({ reach }) => reach === 'all'),
  }
}

function countUnseen(unseen: readonly Unseen[], of: Unseen['why']): number {
  return new Set(unseen.flatMap(({ why, index }) => (why === of ? [index] : []))).size
}

function eventTold(fact: Fact, zone: TimeZone): EventTold {
  const { event, subject, detail, stage, unit, status, low, high, attestations, place, side } = fact
  const { restsOnErased, restsOnWithheld } = fact
  return {
    event,
    subject,
    ...(detail === undefined ? {} : { detail }),
    ...(stage === undefined ? {} : { stage }),
    unit,
    status,
    low,
    high,
    saidBy: attestations.map(({ source, low: from, high: to, index }) => ({
      organisation: source.organisation,
      chain: source.chain,
      low: from,
      high: to,
      index,
    })),
    times: timesOf(fact, zone),
    ...(place === undefined ? {} : { place }),
    ...(side === undefined ? {} : { side }),
    restsOnErased,
    restsOnWithheld,
  }
}
