// The limits of a total: what a reading of a claim is held against. L rests on what is corroborated and certainly in
// the cell; U on everything that may be in it, and is finite only where the cell was watched.

import type { Instant } from '@treve/model'
import type { Unseen } from './attestation.ts'
import { type CompletenessStatement, type Cover, coverOf } from './completeness.ts'
import { type Fact, weigh } from './fact.ts'
import type { Inclusion, Places } from './places.ts'
import { type Excluded, excludedKey } from './source.ts'
import type { Stage, Subject, Unit } from './vocabulary.ts'

export interface Cell {
  readonly subject: Subject
  readonly detail?: string
  /** Any of these. Empty: whatever the stage. */
  readonly stages: readonly Stage[]
  /** Undefined: in whatever unit, where only whether there was anything counts. */
  readonly unit?: Unit
  readonly place: string
  readonly side: string | 'any'
  readonly from: Instant
  readonly until: Instant
  readonly donor?: { readonly party: string; readonly as: 'owner' | 'funder' }
  readonly by?: string
}

export interface Limits {
  readonly low: number
  readonly best: number
  /** Infinity where nobody watched all of the cell. */
  readonly high: number
  /** Low ends of everything that counts and is certainly there, corroborated or not: "on one source's word". */
  readonly reported: number
  /** Corroborated instances of more than nothing, whatever their number. */
  readonly instances: number
  /** Facts in the cell, or perhaps in it. */
  readonly records: number
  /** Something that was erased is, or may be, in the cell: U is then infinite. */
  readonly restsOnErased: boolean
  /** Entries sealed to whoever asks that bear, or may bear, on the cell. With any, nothing is decided: they may say anything. */
  readonly withheld: number
  /** Nothing is decided: what was erased may have taken back, disputed or revoked whatever is in the cell. */
  readonly mayBeTakenBack: boolean
  /** Facts that match but for their stage, unit or place. */
  readonly elsewhere: readonly ('stage' | 'unit' | 'place')[]
  readonly cover: Cover
  /** Positions of facts in the table, as ranges; what `evidenceOf` makes entries of. */
  readonly evidence: readonly Run[]
}

/** Facts of one bucket from one position up to, not including, another. */
interface Run {
  readonly bucket: Bucket
  readonly from: number
  readonly until: number
}

/** Facts that a cell cannot tell apart but by their time, in its order. */
interface Bucket {
  readonly key: Fact
  readonly facts: readonly Fact[]
  readonly longestSeconds: number
  /** Sums of high ends and bests before each position. */
  readonly high: Float64Array
  /** Facts that rest on what was erased, and on what is withheld, before each position. */
  readonly erased: Float64Array
  readonly withheld: Float64Array
  readonly byExcluded: Map<string, Sums>
  /** Entries behind the facts, one after the other; those of a fact begin where `firstIndexAt` says. */
  readonly indices: Uint32Array
  readonly firstIndexAt: Uint32Array
  readonly highestIndex: number
}

interface Sums {
  readonly low: Float64Array
  readonly best: Float64Array
  readonly reported: Float64Array
  readonly instances: Float64Array
}

/** Facts made ready for many questions. Answers are kept: claims of one kind ask for the same cells. */
export class FactTable {
  private readonly buckets = new Map<Subject, Bucket[]>()
  private readonly known = new Map<string, Limits>()
  private readonly completeness: readonly CompletenessStatement[]
  private readonly places: Places
  private readonly sides = new Set<string>()
  /** Chains of information, and organisations. */
  private readonly chains = new Set<string>()
  private readonly erased: readonly Unseen[]
  private readonly withheld: readonly Unseen[]

  constructor(
    facts: readonly Fact[],
    completeness: readonly CompletenessStatement[],
    places: Places,
    unseen: readonly Unseen[] = [],
  ) {
    this.completeness = completeness
    this.places = places
    this.erased = unseen.filter(({ why }) => why === 'erased')
    this.withheld = unseen.filter(({ why }) => why === 'withheld')
    const sources = [...facts.flatMap(({ attestations }) => attestations), ...completeness].map(({ source }) => source)
    for (const { organisation, chain, side } of sources) {
      this.chains.add(organisation).add(chain)
      if (side !== undefined) this.sides.add(side)
    }
    const groups = new Map<string, Fact[]>()
    for (const fact of facts) {
      const key = `${fact.subject}\n${fact.detail ?? ''}\n${fact.unit}\n${fact.stage ?? ''}\n${fact.place ?? ''}\n${fact.side ?? ''}\n${fact.owner ?? ''}\n${fact.funder ?? ''}\n${fact.by ?? ''}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [fact])
      else group.push(fact)
    }
    for (const group of groups.values()) {
      const bucket = bucketOf(group)
      const list = this.buckets.get(bucket.key.subject)
      if (list === undefined) this.buckets.set(bucket.key.subject, [bucket])
      else list.push(bucket)
    }
  }

  limits(cell: Cell, given: Excluded): Limits {
    const excluded = this.effective(given)
    const key = `${JSON.stringify(cell)} ${excludedKey(excluded)}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const limits = this.measure(cell, excluded)
    this.known.set(key, limits)
    return limits
  }

  /** Of whom is excluded, those who attest to anything here: most speakers do not, and are then judged by the same sums. */
  effective({ sides, chains }: Excluded): Excluded {
    return {
      sides: new Set([...sides].filter((side) => this.sides.has(side))),
      chains: new Set([...chains].filter((chain) => this.chains.has(chain))),
    }
  }

  /** Facts that lie, or may lie, in the cell. */
  factsIn(cell: Cell, inclusion: 'certain' | 'possible' = 'possible'): Fact[] {
    return (this.buckets.get(cell.subject) ?? []).flatMap((bucket) => {
      const where = inclusionOf(bucket.key, cell, this.places)
      if (where === 'none' || (inclusion === 'certain' && where === 'possible')) return []
      return bucket.facts.filter((fact) => (inclusion === 'certain' ? isInside(fact, cell) : overlaps(fact, cell)))
    })
  }

  private measure(cell: Cell, excluded: Excluded): Limits {
    const cover = coverOf(cell, this.completeness, this.places, excluded)
    const evidence: Run[] = []
    const elsewhere = new Set<'stage' | 'unit' | 'place'>()
    let [low, best, high, reported, instances, records] = [0, 0, 0, 0, 0, 0]
    let restsOnErased = this.erased.some((each) => mayHold(each, cell, this.places))
    const mayBeTakenBack = this.erased.some(({ reach }) => reach === 'all')
    const withheld = new Set(this.withheld.filter((each) => mayHold(each, cell, this.places)).map(({ entry }) => entry))
    const takeWithheld = ({ event, restsOnWithheld }: Fact) => {
      if (!restsOnWithheld) return
      for (const { entry, events } of this.withheld) if (events.includes(event)) withheld.add(entry)
    }
    for (const bucket of this.buckets.get(cell.subject) ?? []) {
      const where = inclusionOf(bucket.key, cell, this.places)
      if (where === 'none') {
        const why = missedBy(bucket.key, cell, this.places)
        if (why.length > 0 && countOverlapping(bucket, cell) > 0) for (const each of why) elsewhere.add(each)
        continue
      }
      const sums = sumsOf(bucket, excluded)
      const { start, end } = candidates(bucket, cell)
      // Those that begin early enough to be over in time are certainly in the period; the few at either edge are looked at.
      const sure = where === 'certain' ? sureRun(bucket, cell) : { from: start, until: start }
      if (sure.until > sure.from) {
        low += between(sums.low, sure)
        best += between(sums.best, sure)
        reported += between(sums.reported, sure)
        instances += between(sums.instances, sure)
        high += between(bucket.high, sure)
        records += sure.until - sure.from
        if (between(bucket.erased, sure) > 0) restsOnErased = true
        if (between(bucket.withheld, sure) > 0) bucket.facts.slice(sure.from, sure.until).forEach(takeWithheld)
        evidence.push({ bucket, ...sure })
      }
      const edges =
        sure.until > sure.from
          ? [
              { from: start, until: sure.from },
              { from: sure.until, until: end },
            ]
          : [{ from: start, until: end }]
      for (const edge of edges) {
        for (let position = edge.from; position < edge.until; position++) {
          const fact = bucket.facts[position]
          if (fact === undefined || !overlaps(fact, cell)) continue
          const one = { from: position, until: position + 1 }
          high += between(bucket.high, one)
          records += 1
          if (fact.restsOnErased) restsOnErased = true
          takeWithheld(fact)
          evidence.push({ bucket, ...one })
          if (where !== 'certain' || !isInside(fact, cell)) continue
          low += between(sums.low, one)
          best += between(sums.best, one)
          reported += between(sums.reported, one)
          instances += between(sums.instances, one)
        }
      }
    }
    return {
      low,
      best,
      high:
        cover.isComplete && !restsOnErased && withheld.size === 0 ? high + cover.gapsMost : Number.POSITIVE_INFINITY,
      reported,
      instances,
      records,
      restsOnErased,
      withheld: withheld.size,
      mayBeTakenBack,
      elsewhere: records === 0 ? [...elsewhere].sort() : [],
      cover,
      evidence,
    }
  }
}

/** Indices of the entries that the limits rest on, those of statements of completeness too, each once, in order. */
export function evidenceOf(limits: readonly Limits[]): Uint32Array {
  let most = -1
  for (const { evidence, cover } of limits) {
    for (const { bucket } of evidence) most = Math.max(most, bucket.highestIndex)
    for (const { index } of cover.statements) most = Math.max(most, index)
  }
  const isIn = new Uint8Array(most + 1)
  let count = 0
  const take = (index: number) => {
    if (isIn[index] === 1) return
    isIn[index] = 1
    count += 1
  }
  for (const { evidence, cover } of limits) {
    for (const { bucket, from, until } of evidence) {
      const end = bucket.firstIndexAt[until] ?? 0
      for (let at = bucket.firstIndexAt[from] ?? 0; at < end; at++) take(bucket.indices[at] ?? 0)
    }
    for (const { index } of cover.statements) take(index)
  }
  const indices = new Uint32Array(count)
  for (let index = 0, at = 0; index <= most; index++) if (isIn[index] === 1) indices[at++] = index
  return indices
}

function bucketOf(group: readonly Fact[]): Bucket {
  const facts = [...group].sort((a, b) => a.from - b.from || firstIndex(a) - firstIndex(b))
  const [key] = facts
  if (key === undefined) throw new Error('a bucket holds a fact')
  return {
    key,
    facts,
    longestSeconds: facts.reduce((longest, { from, until }) => Math.max(longest, until - from), 0),
    high: before(facts, highest),
    erased: before(facts, ({ restsOnErased }) => (restsOnErased ? 1 : 0)),
    withheld: before(facts, ({ restsOnWithheld }) => (restsOnWithheld ? 1 : 0)),
    byExcluded: new Map(),
    ...entriesBehind(facts),
  }
}

function entriesBehind(facts: readonly Fact[]): Pick<Bucket, 'indices' | 'firstIndexAt' | 'highestIndex'> {
  const firstIndexAt = new Uint32Array(facts.length + 1)
  for (const [position, { attestations }] of facts.entries())
    firstIndexAt[position + 1] = (firstIndexAt[position] ?? 0) + attestations.length
  const indices = Uint32Array.from(facts.flatMap(({ attestations }) => attestations.map(({ index }) => index)))
  return { indices, firstIndexAt, highestIndex: indices.reduce((highest, index) => Math.max(highest, index), -1) }
}

function firstIndex(fact: Fact): number {
  return fact.attestations[0]?.index ?? 0
}

/** High ends of all who attest, also of those whose word corroborates nothing: U leaves nothing out. */
function highest(fact: Fact): number {
  return fact.attestations.reduce((highest, { high }) => Math.max(highest, high), 0)
}

function sumsOf(bucket: Bucket, excluded: Excluded): Sums {
  const key = excludedKey(excluded)
  const known = bucket.byExcluded.get(key)
  if (known !== undefined) return known
  const weights = bucket.facts.map((fact) => (fact.restsOnErased ? undefined : weigh(fact.attestations, excluded)))
  const sums = {
    low: before(weights, (weight) => (weight?.status === 'corroborated' ? weight.low : 0)),
    best: before(weights, (weight) => weight?.best ?? 0),
    reported: before(weights, (weight) => (weight === undefined || weight.status === 'contested' ? 0 : weight.low)),
    instances: before(weights, (weight) => (weight?.occurrence === 'corroborated' ? 1 : 0)),
  }
  bucket.byExcluded.set(key, sums)
  return sums
}

function before<T>(items: readonly T[], amountOf: (item: T) => number): Float64Array {
  const sums = new Float64Array(items.length + 1)
  let sum = 0
  for (const [position, item] of items.entries()) {
    sum += amountOf(item)
    sums[position + 1] = sum
  }
  return sums
}

function between(sums: Float64Array, { from, until }: { from: number; until: number }): number {
  return (sums[until] ?? 0) - (sums[from] ?? 0)
}

/** Positions of facts that can overlap the period at all. */
function candidates(bucket: Bucket, { from, until }: Cell): { start: number; end: number } {
  return {
    start: firstFrom(bucket.facts, from - bucket.longestSeconds),
    end: firstFrom(bucket.facts, until),
  }
}

/** Facts that begin in the period, and so early that even the longest would be over in it. */
function sureRun(bucket: Bucket, { from, until }: Cell): { from: number; until: number } {
  const start = firstFrom(bucket.facts, from)
  const lastStart = until - bucket.longestSeconds
  return { from: start, until: Math.max(start, firstFrom(bucket.facts, Math.min(lastStart + 1, until))) }
}

function countOverlapping(bucket: Bucket, cell: Cell): number {
  const { start, end } = candidates(bucket, cell)
  for (let position = start; position < end; position++) {
    const fact = bucket.facts[position]
    if (fact !== undefined && overlaps(fact, cell)) return 1
  }
  return 0
}

/** First position whose fact begins at or after the instant. */
function firstFrom(facts: readonly Fact[], instant: number): number {
  let low = 0
  let high = facts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((facts[middle]?.from ?? 0) < instant) low = middle + 1
    else high = middle
  }
  return low
}

/** A period is `[from, until)`: what happens at its end is not in it; what ends then is. */
function isInside(fact: Fact, { from, until }: Cell): boolean {
  return fact.from >= from && fact.from < until && fact.until <= until
}

function overlaps(fact: Fact, { from, until }: Cell): boolean {
  return fact.from < until && (fact.until > from || fact.from >= from)
}

function inclusionOf(key: Fact, cell: Cell, places: Places): Inclusion {
  return worst(
    ofDetail(key.detail, cell.detail),
    ofStage(key.stage, cell.stages),
    cell.unit === undefined || key.unit === cell.unit ? 'certain' : 'none',
    places.inclusion(key.place, key.side, cell),
    ofDonor(key, cell),
    ofName(key.by, cell.by),
  )
}

/** In what it misses the cell, where all the rest of it matches. */
function missedBy(key: Fact, cell: Cell, places: Places): ('stage' | 'unit' | 'place')[] {
  const rest = worst(ofDetail(key.detail, cell.detail), ofDonor(key, cell), ofName(key.by, cell.by))
  if (rest === 'none') return []
  const missed: ('stage' | 'unit' | 'place')[] = []
  if (ofStage(key.stage, cell.stages) === 'none') missed.push('stage')
  if (cell.unit !== undefined && key.unit !== cell.unit) missed.push('unit')
  if (places.inclusion(key.place, key.side, cell) === 'none') missed.push('place')
  return missed
}

function ofDetail(detail: string | undefined, wanted: string | undefined): Inclusion {
  return ofName(detail, wanted)
}

function ofName(name: string | undefined, wanted: string | undefined): Inclusion {
  if (wanted === undefined || name === wanted) return 'certain'
  return name === undefined ? 'possible' : 'none'
}

function ofStage(stage: Stage | undefined, wanted: readonly Stage[]): Inclusion {
  if (wanted.length === 0) return 'certain'
  if (stage === undefined) return 'possible'
  return wanted.includes(stage) ? 'certain' : 'none'
}

function ofDonor(key: Fact, { donor }: Cell): Inclusion {
  return donor === undefined ? 'certain' : ofName(key[donor.as], donor.party)
}

function worst(...inclusions: readonly Inclusion[]): Inclusion {
  if (inclusions.includes('none')) return 'none'
  return inclusions.includes('possible') ? 'possible' : 'certain'
}

function mayHold({ reach, subject, stage, from, until, place }: Unseen, cell: Cell, places: Places): boolean {
  if (reach !== 'cell') return reach === 'all'
  if (subject !== undefined && subject !== cell.subject) return false
  if (ofStage(stage, cell.stages) === 'none') return false
  if (from !== undefined && from >= cell.until) return false
  if (until !== undefined && until < cell.from) return false
  return places.inclusion(place, undefined, cell) !== 'none'
}
