// What a set of attestations amounts to. Attestations of one event, at one stage and in one unit, are one fact.

import type { Instant } from '@treve/model'
import type { Attestation, Unseen } from './attestation.ts'
import { areIndependent, counts, type Excluded, nobodyExcluded } from './source.ts'
import type { Stage, Subject, Unit } from './vocabulary.ts'

export type Status = 'reported' | 'corroborated' | 'contested'

export interface Weight {
  readonly status: Status
  /** Whether it happened at all: two who differ on how many may agree on that. */
  readonly occurrence: Status
  readonly low: number
  readonly best: number
  readonly high: number
}

export interface Fact extends Weight {
  readonly event: string
  readonly subject: Subject
  readonly detail?: string
  readonly stage?: Stage
  readonly unit: Unit
  /** Undefined where sources do not say, or differ: then it may be anywhere. */
  readonly place?: string
  readonly side?: string
  readonly by?: string
  readonly owner?: string
  readonly funder?: string
  readonly consignment?: string
  readonly item?: string
  readonly from: Instant
  readonly until: Instant
  /** In the order of the account. */
  readonly attestations: readonly Attestation[]
  /** What was erased attested to its event, or may have taken back or disputed it: it neither supports nor contradicts. */
  readonly restsOnErased: boolean
  /** The same of what is sealed to whoever asks. */
  readonly restsOnWithheld: boolean
}

export function factsOf(attestations: readonly Attestation[], unseen: readonly Unseen[] = []): Fact[] {
  const groups = new Map<string, Attestation[]>()
  for (const each of attestations) {
    const key = `${each.event}\n${each.part ?? ''}\n${each.subject}\n${each.detail ?? ''}\n${each.stage ?? ''}\n${each.unit}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [each])
    else group.push(each)
  }
  const eventsOf = (of: Unseen['why']) => new Set(unseen.flatMap(({ why, events }) => (why === of ? events : [])))
  const open = { erased: eventsOf('erased'), withheld: eventsOf('withheld') }
  return [...groups.values()].map((group) => factOf(group, open))
}

function factOf(group: readonly Attestation[], open: Readonly<Record<Unseen['why'], ReadonlySet<string>>>): Fact {
  const attestations = group.length === 1 ? group : [...group].sort((a, b) => a.index - b.index)
  const [first] = attestations
  if (first === undefined) throw new Error('a fact rests on an attestation')
  const shared = {
    detail: agreed(attestations, 'detail'),
    stage: agreed(attestations, 'stage'),
    place: agreed(attestations, 'place'),
    side: agreed(attestations, 'side'),
    // Nobody who attests to it may have named another.
    by: attestations.some(({ isByUnseen = false }) => isByUnseen) ? undefined : agreed(attestations, 'by'),
    owner: agreed(attestations, 'owner'),
    funder: agreed(attestations, 'funder'),
    consignment: agreed(attestations, 'consignment'),
    item: agreed(attestations, 'item'),
  }
  const weight = weigh(attestations, nobodyExcluded) ?? {
    // Attested under suspect keys alone: somebody's word, and no more.
    ...limitsOf(attestations),
    status: 'reported' as const,
    occurrence: 'reported' as const,
  }
  return {
    ...weight,
    event: first.event,
    subject: first.subject,
    unit: first.unit,
    ...present(shared),
    from: Math.min(...attestations.map(({ time }) => time.from)) as Instant,
    until: Math.max(...attestations.map(({ time }) => time.until)) as Instant,
    attestations,
    restsOnErased: open.erased.has(first.event),
    restsOnWithheld: open.withheld.has(first.event),
  }
}

/**
 * What the sources whose word counts amount to; undefined where none does. Any two of them that exclude each other
 * make it contested, also two of one organisation: it then says two things.
 */
export function weigh(attestations: readonly Attestation[], excluded: Excluded): Weight | undefined {
  const sound = attestations.filter(({ standing, source }) => standing === 'sound' && counts(source, excluded))
  if (sound.length === 0) return undefined
  let isCorroborated = false
  let isContested = sound.some(({ disputedBy = [] }) => disputedBy.some((source) => counts(source, excluded)))
  let hasHappenedTwice = false
  let isOccurrenceContested = false
  for (const [position, a] of sound.entries()) {
    for (const b of sound.slice(position + 1)) {
      const isTwo = areIndependent(a.source, b.source)
      const isEqual = a.low <= b.high && b.low <= a.high && isSameSurvey(a, b) && isSamePlace(a, b)
      if (!isEqual) isContested = true
      else if (isTwo) isCorroborated = true
      if (a.low > 0 && b.low > 0 && isTwo) hasHappenedTwice = true
      if ((a.low > 0 && b.high === 0) || (b.low > 0 && a.high === 0)) isOccurrenceContested = true
    }
  }
  return {
    status: isContested ? 'contested' : isCorroborated ? 'corroborated' : 'reported',
    occurrence: isOccurrenceContested ? 'contested' : hasHappenedTwice ? 'corroborated' : 'reported',
    ...limitsOf(sound),
  }
}

function limitsOf(attestations: readonly Attestation[]): { low: number; best: number; high: number } {
  const bests = attestations.map(({ best }) => best).sort((a, b) => a - b)
  return {
    low: Math.min(...attestations.map(({ low }) => low)),
    best: bests[(bests.length - 1) >> 1] ?? 0,
    high: Math.max(...attestations.map(({ high }) => high)),
  }
}

function isSameSurvey(a: Attestation, b: Attestation): boolean {
  return a.survey?.asked === b.survey?.asked && a.survey?.frame === b.survey?.frame
}

/** Two who place an event on different sides of the line do not attest to the same. */
function isSamePlace(a: Attestation, b: Attestation): boolean {
  return isCompatible(a.place, b.place) && isCompatible(a.side, b.side)
}

function isCompatible(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b
}

type SharedKey = 'detail' | 'stage' | 'place' | 'side' | 'by' | 'owner' | 'funder' | 'consignment' | 'item'

/** What those who say it say alike. */
function agreed<K extends SharedKey>(attestations: readonly Attestation[], key: K): Attestation[K] | undefined {
  const said = attestations.map((each) => each[key]).filter((each) => each !== undefined)
  return said.every((each) => each === said[0]) ? said[0] : undefined
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
}
