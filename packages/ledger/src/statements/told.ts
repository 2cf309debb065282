// Findings as they are told and as scripts read them: treve statements check --json.

import type { Language } from '@treve/model'
import type { Attested } from '../account/attestations.ts'
import type { FactTable } from '../facts/limits.ts'
import { excludedKey } from '../facts/source.ts'
import { stagesOf } from '../facts/vocabulary.ts'
import type { Claim } from './claim.ts'
import { clockOf, contradictionsOf, type Difference, type Pair, type Resolution } from './contradictions.ts'
import { amountText, claimText, foundText, publicLimits } from './figures.ts'
import {
  type ClaimFinding,
  excludedFor,
  isCheckable,
  judge,
  type PartFinding,
  type ReadingFinding,
  type StatementFindings,
} from './judge.ts'
import { type Known, lackingFor } from './lacking.ts'
import { unitWritten } from './line.ts'
import type { ClaimPart, StatementFile } from './read.ts'
import type { Reading } from './readings.ts'
import { type StatementWords, statementWords } from './words.ts'

export interface ToldReading {
  /** Of the claims that are made together, the one it is a reading of. */
  readonly part: string
  readonly reading: string
  readonly low: number | null
  readonly best: number | null
  /** Null: no upper limit, because it was not all watched; or no total is looked at. */
  readonly high: number | null
  /** The same in words, in the unit of the claim; null where no total is looked at. */
  readonly found: string | null
  /** As it may be published: small numbers of people are not told. */
  readonly found_public: string | null
  readonly finding: string
  readonly words: string
  readonly note?: string
  readonly coverage: string
}

export interface ToldClaim {
  readonly id: string
  readonly kind: string
  /** As the file has it; of claims made together, each. */
  readonly line: string
  readonly figurative: boolean
  readonly read_as?: string
  readonly finding: string
  readonly words: string
  readonly parts?: readonly ToldClaim[]
  readonly readings: readonly ToldReading[]
  readonly evidence: readonly { readonly index: number; readonly id: string }[]
  /** Organisations whose word the evidence is, as their certificates name them. */
  readonly attested_by: readonly string[]
  readonly coverage: string
  readonly would_settle: string
}

export interface ToldStatement {
  readonly id: string
  readonly speaker: string
  readonly reported_by: string | null
  readonly said_at: string | null
  readonly appeared: { readonly address: string | null; readonly sha256: string | null } | null
  readonly language: string
  readonly paraphrase: string
  readonly second_hand: boolean
  readonly claims: readonly ToldClaim[]
  readonly replies: readonly { readonly at: string | null; readonly language: string; readonly words: string }[]
}

export interface ToldPair {
  readonly between: readonly [string, string]
  readonly claims: readonly [string, string]
  readonly lines: readonly [string, string]
  readonly speakers: readonly [string, string]
  readonly kind: string
  readonly finding: 'contradiction' | 'not_comparable'
  readonly differs: readonly string[]
  readonly values_s?: readonly [number, number]
  readonly values?: readonly [string, string]
  readonly read_as: string | null
  readonly resolved_if: readonly string[]
  readonly text: string
}

export interface Told {
  readonly statements: readonly ToldStatement[]
  readonly contradictions: readonly ToldPair[]
  /** Pairs that seem to contradict each other and speak of different things. */
  readonly not_comparable: readonly ToldPair[]
}

interface Account {
  readonly words: StatementWords
  readonly idOf: (index: number) => string
  readonly organisationOf: (index: number) => string | undefined
}

/**
 * @param idOf the id of an entry, by its index
 * @param attested what the table was made of: then it is told whose word a finding rests on, and what it lacks
 */
export function tell(
  file: StatementFile,
  table: FactTable,
  idOf: (index: number) => string,
  language: Language = 'en',
  attested: Pick<Attested, 'attestations' | 'completeness'> = { attestations: [], completeness: [] },
): Told {
  const words = statementWords[language]
  const { attestations, completeness } = attested
  const organisations = new Map(
    [...attestations, ...completeness].map(({ index, source }) => [index, source.organisation]),
  )
  const account = { words, idOf, organisationOf: (index: number) => organisations.get(index) }
  const pairs = contradictionsOf(file).map((each) => toldPair(each, words))
  const seenBy = new Map<string, Known['seen']>()
  return {
    statements: judge(file, table).map((each) => {
      const excluded = table.effective(excludedFor(each.statement, file))
      const seen = seenBy.get(excludedKey(excluded)) ?? new Map()
      seenBy.set(excludedKey(excluded), seen)
      return toldStatement(each, { table, places: file.places, completeness, excluded, seen }, account)
    }),
    contradictions: pairs.filter(({ finding }) => finding === 'contradiction'),
    not_comparable: pairs.filter(({ finding }) => finding === 'not_comparable'),
  }
}

function toldStatement({ statement, claims }: StatementFindings, known: Known, account: Account): ToldStatement {
  const { id, speaker, reportedBy, saidAt, appeared, language, paraphrase, replies } = statement
  return {
    id,
    speaker,
    reported_by: reportedBy ?? null,
    said_at: saidAt ?? null,
    appeared: appeared === undefined ? null : { address: appeared.address ?? null, sha256: appeared.sha256 ?? null },
    language,
    paraphrase,
    second_hand: reportedBy !== undefined && reportedBy !== speaker,
    claims: claims.map((each) => toldClaim(each, known, account)),
    replies: replies.map(({ at, language: spoken, words: said }) => ({
      at: at ?? null,
      language: spoken,
      words: said,
    })),
  }
}

function toldClaim({ claim, finding, parts }: ClaimFinding, known: Known, account: Account): ToldClaim {
  const told = parts.map((part) => toldPart(part, known, account))
  const [first] = told
  const common = {
    id: claim.id,
    figurative: claim.isFigurative,
    ...(claim.readAs === undefined ? {} : { read_as: claim.readAs }),
    finding,
    words: account.words.finding[finding],
  }
  if (!claim.isConjunction && first !== undefined) return { ...first, ...common }
  const evidence = new Map(told.flatMap((part) => part.evidence.map((each) => [each.index, each] as const)))
  return {
    ...common,
    kind: 'conjunction',
    line: told.map(({ line }) => line).join(' & '),
    parts: told,
    readings: told.flatMap(({ readings }) => readings),
    evidence: [...evidence.values()].sort((a, b) => a.index - b.index),
    attested_by: [...new Set(told.flatMap(({ attested_by: names }) => names))].sort(),
    coverage: [...new Set(told.map(({ coverage }) => coverage))].join('; '),
    would_settle: [...new Set(told.map(({ would_settle }) => would_settle))].filter((each) => each !== '').join('; '),
  }
}

function toldPart({ part, finding, readings, evidence }: PartFinding, known: Known, account: Account): ToldClaim {
  const { words } = account
  const undecided = readings.filter((each) => each.finding === 'not_established' || each.finding === 'not_comparable')
  const indices = Array.from(evidence)
  return {
    id: part.id,
    kind: part.claim.kind,
    line: part.line,
    figurative: false,
    finding,
    words: words.finding[finding],
    readings: readings.map((each) => toldReading(part, each, words)),
    evidence: indices.map((index) => ({ index, id: account.idOf(index) })),
    attested_by: [...new Set(indices.flatMap((index) => account.organisationOf(index) ?? []))].sort(),
    coverage: [...new Set(readings.map((each) => coverageText(each, words)))].join('; '),
    would_settle:
      undecided.length === 0 || !isCheckable(part.claim) || finding === 'superseded'
        ? ''
        : lackingFor(part.claim, undecided, known, words),
  }
}

function toldReading({ id, line, claim }: ClaimPart, each: ReadingFinding, words: StatementWords): ToldReading {
  const { limits, finding, onOneSourcesWord, elsewhere } = each
  const unit = unitWritten(line, claim)
  const notes = [
    ...(onOneSourcesWord === undefined ? [] : [words.oneSource(words.finding[onOneSourcesWord])]),
    ...(elsewhere.length === 0 ? [] : [words.elsewhere(elsewhere)]),
  ]
  const note = notes.join('; ')
  return {
    part: id,
    reading: readingText(claim, each.reading, words),
    low: limits?.low ?? null,
    best: limits?.best ?? null,
    high: limits === undefined || !Number.isFinite(limits.high) ? null : limits.high,
    found: foundText(claim, limits, unit, words) ?? null,
    found_public: foundText(claim, publicLimits(limits, unit), unit, words) ?? null,
    finding,
    words: words.finding[finding],
    ...(note === '' ? {} : { note }),
    coverage: coverageText(each, words),
  }
}

export function readingText(claim: PartFinding['part']['claim'], reading: Reading, words: StatementWords): string {
  const { stages, place, side, period, donor, than } = reading
  const isStaged =
    isCheckable(claim) &&
    stagesOf(claim.scope.topic.subject).length > 0 &&
    (claim.scope.stage !== 'any' || stages.length > 0)
  return [
    ...(isStaged
      ? [stages.length === 0 ? words.stage.any : stages.map((stage) => words.stage[stage]).join(' / ')]
      : []),
    place,
    ...(isCheckable(claim) && claim.scope.side === 'open' && side === 'any' ? [words.bothSides] : []),
    ...(side === 'any' ? [] : [words.side(side)]),
    period.name,
    ...(donor === undefined ? [] : [words[donor.as](donor.party)]),
    ...(than === undefined
      ? []
      : [typeof than === 'string' ? than : `${than.comparison} ${than.perTenThousand / 100} %`]),
  ].join(', ')
}

function coverageText(
  { coverage: { perMille, pointsWatched, points, isComplete } }: ReadingFinding,
  words: StatementWords,
): string {
  if (isComplete) return words.complete
  return pointsWatched === 0 ? words.notWatched : words.coverage(Math.floor(perMille / 10), pointsWatched, points)
}

function toldPair(pair: Pair, words: StatementWords): ToldPair {
  const [a, b] = pair.between
  const readAs = [a.claim.readAs, b.claim.readAs].filter((each) => each !== undefined)
  const value = ({ part: { line, claim } }: Pair['between'][number]) =>
    [claimText(claim, unitWritten(line, claim)), ...pair.differs.map((each) => limitText(claim, each))].join('; ')
  const speakers: [string, string] = [speakerOf(a, words), speakerOf(b, words)]
  const seconds = [a, b].map(({ part: { claim } }) => ('figure' in claim ? claim.figure.amount : 0))
  const [one, other] = [
    `${value(a)} (${a.statement.id}, ${speakers[0]})`,
    `${value(b)} (${b.statement.id}, ${speakers[1]})`,
  ]
  const found =
    pair.finding === 'contradiction' ? words.differsFrom(one, other) : words.notComparable(one, other, pair.differs)
  return {
    between: [a.statement.id, b.statement.id],
    claims: [a.part.id, b.part.id],
    lines: [a.part.line, b.part.line],
    speakers,
    kind: pair.kind,
    finding: pair.finding,
    differs: pair.differs,
    ...(pair.kind === 'duration'
      ? { values_s: [seconds[0] ?? 0, seconds[1] ?? 0] as const }
      : { values: [value(a), value(b)] as const }),
    read_as: readAs.length === 0 ? null : readAs.join('; '),
    resolved_if: pair.resolvedIf.map((each) => resolutionText(each, words)),
    text: `${found}${readAs.length === 0 ? '' : `; ${readAs.join('; ')}`}`,
  }
}

/** As the claim's own line has it. */
function limitText(claim: Claim, limit: Difference): string {
  return 'scope' in claim ? `${limit} ${claim.scope[limit]}` : ''
}

function speakerOf({ statement: { speaker, reportedBy } }: Pair['between'][number], words: StatementWords): string {
  return reportedBy === undefined || reportedBy === speaker ? speaker : `${speaker}, ${words.reportedBy(reportedBy)}`
}

function resolutionText(resolution: Resolution, words: StatementWords): string {
  const length = amountText(resolution.seconds, { name: 'h', factor: 3600 })
  if (resolution.kind === 'announced')
    return words.announcedHours(`${clockOf(resolution.from)}–${clockOf(resolution.until)}`, resolution.by, length)
  const [from, until] = resolution.zones
  return words.zonesOfHours(resolution.of, from, until, length)
}
