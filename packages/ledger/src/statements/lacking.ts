// What a reading that is not decided lacks: not records where they are there already, but what is wrong with them.

import { type CompletenessStatement, coverOf } from '../facts/completeness.ts'
import { type Fact, weigh } from '../facts/fact.ts'
import type { Cell, FactTable } from '../facts/limits.ts'
import type { Places } from '../facts/places.ts'
import { areIndependent, counts, type Excluded } from '../facts/source.ts'
import { stagesOf, type Unit, units } from '../facts/vocabulary.ts'
import { type CheckableClaim, type Topic, topicText } from './claim.ts'
import type { ReadingFinding } from './judge.ts'
import type { Reading } from './readings.ts'
import type { Detail, StatementWords } from './words.ts'

/** All that is known when a claim is told. */
export interface Known {
  readonly table: FactTable
  readonly places: Places
  readonly completeness: readonly CompletenessStatement[]
  readonly excluded: Excluded
  /** What was found in a cell, kept: claims of one kind ask for the same cells. */
  readonly seen: Map<string, Seen>
}

/** What is borne out in a cell, and how closely it is told. */
interface Seen {
  readonly isAnyThere: boolean
  readonly isAnyInUnit: boolean
  readonly isAnySure: boolean
  readonly vague: readonly Detail[]
}

interface Lack {
  readonly kind: Exclude<keyof StatementWords['lacking'], 'openings' | 'times'>
  readonly details: readonly Detail[]
  /** Units in which it was watched. */
  readonly watched?: readonly Unit[]
}

export function lackingFor(
  claim: CheckableClaim,
  undecided: readonly ReadingFinding[],
  known: Known,
  words: StatementWords,
): string {
  const withheld = Math.max(0, ...undecided.map((each) => each.withheld))
  // What is sealed may hold the very records: what else would be lacking cannot be told.
  if (withheld > 0) return words.lacking.openings(withheld)
  const readingsByLack = new Map<string, { lack: Lack; readings: Reading[] }>()
  for (const each of undecided)
    for (const lack of claim.kind === 'sequence' ? lacksOfOrder(claim, each, known) : lacksOf(claim, each, known)) {
      const key = `${lack.kind} ${lack.details.join(' ')}`
      const found = readingsByLack.get(key) ?? { lack, readings: [] }
      readingsByLack.set(key, found)
      found.readings.push(each.reading)
    }
  const said = [...readingsByLack.values()].map(({ lack, readings }) => sentence(claim, lack, readings, words))
  const isOrderLacking =
    claim.kind === 'sequence' && undecided.some((each) => lacksOfOrder(claim, each, known).length === 0)
  if (claim.kind === 'sequence' && isOrderLacking)
    said.push(words.lacking.times(topicText(claim.scope.topic), topicText(claim.after)))
  return said.join('; ')
}

function lacksOf(claim: Exclude<CheckableClaim, { kind: 'sequence' }>, each: ReadingFinding, known: Known): Lack[] {
  const { reading, coverage, elsewhere, limits } = each
  const cell = cellOf(claim.scope.topic, claim, reading)
  const unit = 'figure' in claim ? claim.figure.unit : undefined
  if (claim.kind === 'share')
    return [lack(hasTwoSurveys(known.table.factsIn(cell), known.excluded) ? 'largerSurveys' : 'surveys')]
  const { isAnyThere, isAnyInUnit, isAnySure, vague } = seenIn(cell, unit, known)
  const lacks: Lack[] = []
  if (vague.length > 0) lacks.push(lack('details', vague))
  if (!isAnyInUnit && isAnyThere && elsewhere.includes('unit')) lacks.push(lack('inUnit'))
  else if (!isAnyInUnit) lacks.push(lack('records'))
  if (isAnySure && Number.isFinite(limits?.high ?? Number.POSITIVE_INFINITY)) lacks.push(lack('precision'))
  else if (isAnySure && claim.kind === 'quantity' && !needsWatching(claim)) lacks.push(lack('moreRecords'))
  if (needsWatching(claim) && !coverage.isComplete) lacks.push(watchingLacking(cell, unit, known))
  return lacks.length > 0 ? lacks : [lack('moreRecords')]
}

function seenIn(cell: Cell, unit: Unit | undefined, { seen, table, excluded, places }: Known): Seen {
  const key = JSON.stringify([cell, unit])
  const known = seen.get(key)
  if (known !== undefined) return known
  const there = table.factsIn(cell).filter((fact) => isBorneOut(fact, excluded))
  const inUnit = there.filter((fact) => unit === undefined || fact.unit === unit)
  const vagueness = inUnit.map((fact) => vaguenessOf(fact, cell, places))
  const found = {
    isAnyThere: there.length > 0,
    isAnyInUnit: inUnit.length > 0,
    isAnySure: vagueness.some((each) => each.length === 0),
    vague: [...new Set(vagueness.flat())],
  }
  seen.set(key, found)
  return found
}

/** Of which of the two there is no record; of neither, where only their times overlap. */
function lacksOfOrder(
  claim: Extract<CheckableClaim, { kind: 'sequence' }>,
  { reading }: ReadingFinding,
  { table, excluded }: Known,
): Lack[] {
  const isThere = (topic: Topic) =>
    table.factsIn(cellOf(topic, claim, reading)).some((fact) => isBorneOut(fact, excluded))
  return isThere(claim.scope.topic) && isThere(claim.after) ? [] : [lack('records')]
}

function lack(kind: Lack['kind'], details: readonly Detail[] = []): Lack {
  return { kind, details }
}

/** In whatever unit: what is counted in another is there too. */
function cellOf(topic: Topic, claim: CheckableClaim, { stages, place, side, period, donor }: Reading): Cell {
  return {
    subject: topic.subject,
    ...(topic.detail === undefined ? {} : { detail: topic.detail }),
    stages,
    place,
    side,
    from: period.from,
    until: period.until,
    ...(donor === undefined ? {} : { donor }),
    ...(claim.scope.by === undefined ? {} : { by: claim.scope.by }),
  }
}

function isBorneOut({ attestations, restsOnErased, restsOnWithheld }: Fact, excluded: Excluded): boolean {
  return !restsOnErased && !restsOnWithheld && weigh(attestations, excluded)?.occurrence === 'corroborated'
}

/** What a fact that may lie in the cell does not say closely enough to be sure. */
function vaguenessOf(fact: Fact, { detail, stages, place, side, from, until, donor }: Cell, places: Places): Detail[] {
  const vague: Detail[] = []
  if (detail !== undefined && fact.detail === undefined) vague.push('kind')
  if (stages.length > 0 && fact.stage === undefined) vague.push('stage')
  if (places.inclusion(fact.place, fact.side, { place, side: 'any' }) === 'possible') vague.push('place')
  else if (places.inclusion(fact.place, fact.side, { place, side }) === 'possible') vague.push('side')
  if (fact.from < from || fact.until > until) vague.push('period')
  if (donor !== undefined && fact[donor.as] === undefined) vague.push('donor')
  return vague
}

function hasTwoSurveys(facts: readonly Fact[], excluded: Excluded): boolean {
  const sources = facts.flatMap(({ attestations }) =>
    attestations
      .filter(({ source, survey }) => survey !== undefined && counts(source, excluded))
      .map(({ source }) => source),
  )
  return sources.some((a, at) => sources.slice(at + 1).some((b) => areIndependent(a, b)))
}

/** Where it was watched, but for what is counted in another unit: that. */
function watchingLacking(cell: Cell, unit: Cell['unit'], { completeness, places, excluded }: Known): Lack {
  const watched = units.filter(
    (each) => each !== unit && coverOf({ ...cell, unit: each }, completeness, places, excluded).isComplete,
  )
  if (watched.length === 0) return lack('watching')
  return unit === undefined ? { kind: 'watchingInAnyUnit', details: [], watched } : lack('watchingInUnit')
}

/** Nothing below a figure, and nothing at all, can be shown by records alone. */
function needsWatching(claim: CheckableClaim): boolean {
  return (
    claim.kind === 'none' ||
    (claim.kind === 'quantity' && claim.figure.comparison !== '>' && claim.figure.comparison !== '>=')
  )
}

function sentence(
  claim: CheckableClaim,
  { kind, details, watched = [] }: Lack,
  readings: readonly Reading[],
  words: StatementWords,
): string {
  const listed = (each: (reading: Reading) => string) => [...new Set(readings.map(each))].join(' / ')
  const place = listed(({ place: at, side }) => (side === 'any' ? at : `${at} (${words.side(side)})`))
  const period = listed((reading) => reading.period.name)
  const stages = listed(({ stages: of }) =>
    of.length === 0 ? words.stage.any : of.map((each) => words.stage[each]).join(' / '),
  )
  const topics =
    claim.kind === 'sequence' ? [topicText(claim.scope.topic), topicText(claim.after)] : [topicText(claim.scope.topic)]
  const isStaged = claim.kind !== 'sequence' && stagesOf(claim.scope.topic.subject).length > 0
  const topic = `${topics.join(' / ')}${isStaged ? ` (${stages})` : ''}`
  const unit = 'figure' in claim ? claim.figure.unit : ''
  const say = words.lacking
  switch (kind) {
    case 'inUnit':
      return say.inUnit(topic, unit, place, period)
    case 'details':
      return say.details(details, topic)
    case 'watching':
    case 'surveys':
    case 'largerSurveys':
      return say[kind](place, period)
    case 'watchingInAnyUnit':
      return say.watchingInAnyUnit(watched.join(', '), place, period)
    case 'watchingInUnit':
      return say.watchingInUnit(unit, place, period)
    case 'records':
    case 'moreRecords':
    case 'precision':
      return say[kind](topic, place, period)
  }
}
