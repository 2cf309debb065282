// Findings as they are told and as scripts read them: treve statements check --json.

import type { Language } from '@treve/model'
import type { FactTable } from '../facts/limits.ts'
import { stagesOf } from '../facts/vocabulary.ts'
import { type CheckableClaim, topicText } from './claim.ts'
import { clockOf, contradictionsOf, type Pair, type Resolution } from './contradictions.ts'
import {
  type ClaimFinding,
  isCheckable,
  judge,
  type PartFinding,
  type ReadingFinding,
  type StatementFindings,
} from './judge.ts'
import type { StatementFile } from './read.ts'
import type { Reading } from './readings.ts'
import { type StatementWords, statementWords } from './words.ts'

export interface ToldReading {
  readonly reading: string
  readonly low: number | null
  readonly best: number | null
  /** Null: no upper limit, because it was not all watched; or no total is looked at. */
  readonly high: number | null
  readonly finding: string
  readonly words: string
  readonly note?: string
  readonly coverage: string
}

export interface ToldClaim {
  readonly id: string
  readonly kind: string
  readonly figurative: boolean
  readonly read_as?: string
  readonly finding: string
  readonly words: string
  readonly parts?: readonly ToldClaim[]
  readonly readings: readonly ToldReading[]
  readonly evidence: readonly { readonly index: number; readonly id: string }[]
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

/** @param idOf the id of an entry, by its index */
export function tell(
  file: StatementFile,
  table: FactTable,
  idOf: (index: number) => string,
  language: Language = 'en',
): Told {
  const words = statementWords[language]
  const pairs = contradictionsOf(file).map(toldPair)
  return {
    statements: judge(file, table).map((each) => toldStatement(each, words, idOf)),
    contradictions: pairs.filter(({ finding }) => finding === 'contradiction'),
    not_comparable: pairs.filter(({ finding }) => finding === 'not_comparable'),
  }
}

function toldStatement(
  { statement, claims }: StatementFindings,
  words: StatementWords,
  idOf: (index: number) => string,
): ToldStatement {
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
    claims: claims.map((each) => toldClaim(each, words, idOf)),
    replies: replies.map(({ at, language: spoken, words: said }) => ({
      at: at ?? null,
      language: spoken,
      words: said,
    })),
  }
}

function toldClaim(
  { claim, finding, parts }: ClaimFinding,
  words: StatementWords,
  idOf: (index: number) => string,
): ToldClaim {
  const told = parts.map((part) => toldPart(part, words, idOf))
  const [first] = told
  const common = {
    id: claim.id,
    figurative: claim.isFigurative,
    ...(claim.readAs === undefined ? {} : { read_as: claim.readAs }),
    finding,
    words: words.finding[finding],
  }
  if (!claim.isConjunction && first !== undefined) return { ...first, ...common }
  const evidence = new Map(told.flatMap((part) => part.evidence.map((each) => [each.index, each] as const)))
  return {
    ...common,
    kind: 'conjunction',
    parts: told,
    readings: told.flatMap(({ readings }) => readings),
    evidence: [...evidence.values()].sort((a, b) => a.index - b.index),
    coverage: [...new Set(told.map(({ coverage }) => coverage))].join('; '),
    would_settle: [...new Set(told.map(({ would_settle }) => would_settle))].filter((each) => each !== '').join('; '),
  }
}

function toldPart(
  { part, finding, readings, evidence }: PartFinding,
  words: StatementWords,
  idOf: (index: number) => string,
): ToldClaim {
  const undecided = readings.filter((each) => each.finding === 'not_established' || each.finding === 'not_comparable')
  return {
    id: part.id,
    kind: part.claim.kind,
    figurative: false,
    finding,
    words: words.finding[finding],
    readings: readings.map((each) => toldReading(part.claim, each, words)),
    evidence: Array.from(evidence, (index) => ({ index, id: idOf(index) })),
    coverage: [...new Set(readings.map((each) => coverageText(each, words)))].join('; '),
    would_settle: undecided.length === 0 ? '' : wantedFor(part.claim, undecided, words),
  }
}

function toldReading(claim: PartFinding['part']['claim'], each: ReadingFinding, words: StatementWords): ToldReading {
  const { limits, finding, onOneSourcesWord, elsewhere } = each
  const notes = [
    ...(onOneSourcesWord === undefined ? [] : [words.oneSource(words.finding[onOneSourcesWord])]),
    ...(elsewhere.length === 0 ? [] : [`${words.finding.not_comparable}: ${elsewhere.join(', ')}`]),
  ]
  const note = notes.join('; ')
  return {
    reading: readingText(claim, each.reading, words),
    low: limits?.low ?? null,
    best: limits?.best ?? null,
    high: limits === undefined || !Number.isFinite(limits.high) ? null : limits.high,
    finding,
    words: words.finding[finding],
    ...(note === '' ? {} : { note }),
    coverage: coverageText(each, words),
  }
}

export function readingText(claim: PartFinding['part']['claim'], reading: Reading, words: StatementWords): string {
  const { stages, place, side, period, donor, than } = reading
  const isStaged = isCheckable(claim) && (claim.scope.stage !== 'any' || stages.length > 0)
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

/** What records would settle what is not decided. */
function wantedFor(
  claim: PartFinding['part']['claim'],
  undecided: readonly ReadingFinding[],
  words: StatementWords,
): string {
  if (!isCheckable(claim)) return ''
  const listed = (each: (reading: Reading) => string) =>
    [...new Set(undecided.map(({ reading }) => each(reading)))].join(' / ')
  const place = listed(({ place: at, side }) => (side === 'any' ? at : `${at} (${words.side(side)})`))
  const period = listed((reading) => reading.period.name)
  if (claim.kind === 'share') return words.surveyWanted(place, period)
  const isStaged = stagesOf(claim.scope.topic.subject).length > 0
  const stages = listed(({ stages: of }) =>
    of.length === 0 ? words.stage.any : of.map((each) => words.stage[each]).join(' / '),
  )
  const what = isStaged ? `${topicText(claim.scope.topic)} (${stages})` : topicText(claim.scope.topic)
  const record = words.recordWanted(what, place, period)
  return needsWatching(claim) ? `${record}; ${words.completenessWanted(place, period)}` : record
}

/** Nothing below a figure, and nothing at all, can be shown by records alone. */
function needsWatching(claim: CheckableClaim): boolean {
  return (
    claim.kind === 'none' ||
    (claim.kind === 'quantity' && claim.figure.comparison !== '>' && claim.figure.comparison !== '>=')
  )
}

function toldPair(pair: Pair): ToldPair {
  const [a, b] = pair.between
  const readAs = [a.claim.readAs, b.claim.readAs].filter((each) => each !== undefined)
  const value = (side: Pair['between'][number]) => figureText(side.part.claim)
  const speakers: [string, string] = [speakerOf(a), speakerOf(b)]
  const seconds = [a, b].map(({ part: { claim } }) => ('figure' in claim ? claim.figure.amount : 0))
  const resolved = pair.resolvedIf.map((each) => resolutionText(each))
  const what =
    pair.finding === 'contradiction'
      ? 'differs from'
      : `is not comparable (the ${pair.differs.join(', the ')} differs) with`
  return {
    between: [a.statement.id, b.statement.id],
    speakers,
    kind: pair.kind,
    finding: pair.finding,
    differs: pair.differs,
    ...(pair.kind === 'duration'
      ? { values_s: [seconds[0] ?? 0, seconds[1] ?? 0] as const }
      : { values: [value(a), value(b)] as const }),
    read_as: readAs.length === 0 ? null : readAs.join('; '),
    resolved_if: resolved,
    text: `${value(a)} (${a.statement.id}, ${speakers[0]}) ${what} ${value(b)} (${b.statement.id}, ${speakers[1]})${readAs.length === 0 ? '' : `; ${readAs.join('; ')}`}`,
  }
}

function speakerOf({ statement: { speaker, reportedBy } }: Pair['between'][number]): string {
  return reportedBy === undefined || reportedBy === speaker ? speaker : `${speaker}, as reported by ${reportedBy}`
}

function figureText(claim: PartFinding['part']['claim']): string {
  if (!('figure' in claim)) return claim.kind
  const { comparison, amount, tolerance, unit } = claim.figure
  const isHours = unit === 's'
  const shown = (value: number) =>
    isHours ? `${value / 3600} h` : unit === 'g' ? `${value / 1_000_000} t` : `${value} ${unit}`
  const sign = comparison === '=' || comparison === 'about' ? '' : `${comparison} `
  return `${sign}${shown(amount)}${tolerance > 0 ? ` ± ${shown(tolerance)}` : ''}`
}

function resolutionText(resolution: Resolution): string {
  if (resolution.kind === 'announced')
    return `the window was ${clockOf(resolution.from)}–${clockOf(resolution.until)}, as announced by ${resolution.by}: ${resolution.seconds / 3600} h`
  const [from, until] = resolution.zones
  return `the hours of ${resolution.of} begin by the clock of ${from} and end by that of ${until}: ${resolution.seconds / 3600} h`
}
