// Holds each claim, under each admissible reading, against the account. The same rule whoever speaks. A finding is of a
// reading of a claim; there is none of a person or party, and nothing that adds them up.

import type { Fact } from '../facts/fact.ts'
import { weigh } from '../facts/fact.ts'
import { type Cell, evidenceOf, type FactTable, type Limits } from '../facts/limits.ts'
import { areIndependent, counts, type Excluded } from '../facts/source.ts'
import type { CheckableClaim, Claim } from './claim.ts'
import type { ClaimPart, StatedClaim, Statement, StatementFile } from './read.ts'
import { type Reading, readingsOf } from './readings.ts'
import { type Verdict, verdictOnExistence, verdictOnFigure, verdictOnNone, verdictOnShare } from './verdict.ts'

export const findings = [
  'supported',
  'contradicted',
  'not_comparable',
  'not_established',
  'superseded',
  'not_checkable',
] as const
export type Finding = (typeof findings)[number]

export interface ReadingFinding {
  readonly reading: Reading
  /** Undefined where totals are not what is looked at. */
  readonly limits: { readonly low: number; readonly best: number; readonly high: number } | undefined
  readonly finding: Extract<Finding, 'supported' | 'contradicted' | 'not_comparable' | 'not_established'>
  /** What it would be if one source's word were enough; it never is. */
  readonly onOneSourcesWord: 'supported' | 'contradicted' | undefined
  /** The account has records of it only under another of these. */
  readonly elsewhere: readonly ('stage' | 'unit' | 'place')[]
  readonly restsOnErased: boolean
  /** Entries sealed to whoever asks that may bear on it: with any, the account cannot tell. */
  readonly withheld: number
  readonly coverage: Coverage
}

/** How far the account watched what the reading is of. It never turns into a finding. */
export interface Coverage {
  readonly perMille: number
  readonly pointsWatched: number
  readonly points: number
  readonly isComplete: boolean
}

export interface PartFinding {
  readonly part: ClaimPart
  readonly finding: Finding
  readonly readings: readonly ReadingFinding[]
  /** Indices of entries, in order. */
  readonly evidence: Uint32Array
}

export interface ClaimFinding {
  readonly claim: StatedClaim
  readonly finding: Finding
  readonly parts: readonly PartFinding[]
}

export interface StatementFindings {
  readonly statement: Statement
  readonly claims: readonly ClaimFinding[]
}

export function judge(file: StatementFile, table: FactTable): StatementFindings[] {
  return file.statements.map((statement) => {
    const excluded = excludedFor(statement, file)
    return {
      statement,
      claims: statement.claims.map((claim) => {
        const parts = claim.parts.map((part) => judgePart(part, statement, file, table, excluded))
        return {
          claim,
          parts,
          finding:
            statement.withdrawn === undefined ? conjunctionOf(parts.map(({ finding }) => finding)) : 'superseded',
        }
      }),
    }
  })
}

/** Contradicted if a part is, supported if all are. */
export function conjunctionOf(parts: readonly Finding[]): Finding {
  const [first] = parts
  if (first !== undefined && parts.every((part) => part === first)) return first
  if (parts.includes('contradicted')) return 'contradicted'
  const checkable = parts.filter((part) => part !== 'not_checkable')
  return checkable.every((part) => part === 'not_comparable') ? 'not_comparable' : 'not_established'
}

/** All admissible readings agree, or some support it and some contradict it, or the account cannot tell. */
export function findingOf(readings: readonly Pick<ReadingFinding, 'finding'>[]): ReadingFinding['finding'] {
  const of = (finding: ReadingFinding['finding']) => readings.filter((each) => each.finding === finding).length
  if (readings.length > 0 && of('supported') === readings.length) return 'supported'
  if (readings.length > 0 && of('contradicted') === readings.length) return 'contradicted'
  if (of('supported') > 0 && of('contradicted') > 0) return 'not_comparable'
  return of('not_comparable') > 0 && of('supported') + of('contradicted') === 0 ? 'not_comparable' : 'not_established'
}

/** The speaker's own chain, its side, and that side's adversaries: their word counts neither for nor against. */
export function excludedFor({ speaker, party }: Statement, { parties }: StatementFile): Excluded {
  const own = party === undefined ? undefined : parties.get(party)
  const sides = new Set(own === undefined ? [] : [own.id, ...own.adversaries])
  for (const { id, adversaries } of parties.values())
    if (party !== undefined && adversaries.includes(party)) sides.add(id)
  return { sides, chains: new Set([speaker, ...(own === undefined ? [] : [own.id, own.name])]) }
}

function judgePart(
  part: ClaimPart,
  statement: Statement,
  file: StatementFile,
  table: FactTable,
  excluded: Excluded,
): PartFinding {
  const { claim } = part
  if (!isCheckable(claim)) return { part, finding: 'not_checkable', readings: [], evidence: new Uint32Array() }
  const judged = readingsOf(claim, file).map((reading) => judgeReading(claim, reading, table, excluded))
  const readings = judged.map(({ finding }) => finding)
  return {
    part,
    finding: statement.withdrawn === undefined ? findingOf(readings) : 'superseded',
    readings,
    evidence: evidenceOf(judged.map(({ measured }) => measured)),
  }
}

export function isCheckable(claim: Claim): claim is CheckableClaim {
  return claim.kind !== 'opinion' && claim.kind !== 'purpose'
}

interface Judged {
  readonly finding: ReadingFinding
  readonly measured: Limits
}

function judgeReading(claim: CheckableClaim, reading: Reading, table: FactTable, excluded: Excluded): Judged {
  const cell = cellOf(claim, reading)
  const measured = table.limits(cell, excluded)
  const { cover, elsewhere } = measured
  const cells = claim.kind === 'sequence' ? [measured, table.limits(thenCell(cell, claim), excluded)] : [measured]
  const withheld = cells.reduce((sum, each) => sum + each.withheld, 0)
  const restsOnErased = cells.some((each) => each.restsOnErased)
  const decided = verdictOf(claim, reading, cell, measured, table, excluded)
  // A total may only grow by what was erased; of what is compared fact by fact, one that is missing may change all.
  const isOpen =
    withheld > 0 ||
    cells.some(({ mayBeTakenBack }) => mayBeTakenBack) ||
    (restsOnErased && (claim.kind === 'duration' || claim.kind === 'share' || claim.kind === 'sequence'))
  const { verdict, reported, limits } = isOpen
    ? { ...decided, verdict: 'undecided' as const, reported: 'undecided' as const }
    : decided
  const isElsewhere = verdict === 'undecided' && !isOpen && !restsOnErased && elsewhere.length > 0
  return {
    measured,
    finding: {
      reading,
      limits,
      finding: verdict === 'undecided' ? (isElsewhere ? 'not_comparable' : 'not_established') : verdict,
      onOneSourcesWord: verdict === 'undecided' && reported !== 'undecided' ? reported : undefined,
      elsewhere: isElsewhere ? elsewhere : [],
      restsOnErased,
      withheld,
      coverage: {
        perMille: cover.watchedPerMille,
        pointsWatched: cover.pointsWatched,
        points: cover.points,
        isComplete: cover.isComplete,
      },
    },
  }
}

interface Decided {
  readonly verdict: Verdict
  /** On the word of sources that nobody else bears out. */
  readonly reported: Verdict
  readonly limits: ReadingFinding['limits']
}

function verdictOf(
  claim: CheckableClaim,
  reading: Reading,
  cell: Cell,
  measured: Limits,
  table: FactTable,
  excluded: Excluded,
): Decided {
  const { low, best, high, instances, reported, records, restsOnErased } = measured
  const limits = { low, best, high }
  // Whether there was anything is counted in instances: seconds, grams and people do not add up.
  const counted = {
    low: instances,
    best: Math.max(instances, records),
    high: high === 0 ? 0 : Number.POSITIVE_INFINITY,
  }
  switch (claim.kind) {
    case 'quantity':
      return {
        verdict: verdictOnFigure(claim.figure, measured),
        reported: verdictOnFigure(claim.figure, { low: reported, high: Number.POSITIVE_INFINITY }),
        limits,
      }
    case 'none':
      return {
        verdict: verdictOnNone(measured, instances),
        reported: verdictOnNone({ low: reported, high: Number.POSITIVE_INFINITY }, 0),
        limits: counted,
      }
    case 'existence': {
      const most = records === 0 && !restsOnErased ? high : Number.POSITIVE_INFINITY
      return {
        verdict: verdictOnExistence(instances, most),
        reported: verdictOnExistence(reported > 0 ? 1 : 0, Number.POSITIVE_INFINITY),
        limits: counted,
      }
    }
    case 'duration':
      return ofCertain(table, [cell], ([facts = []]) => durationVerdict(claim, facts, excluded))
    case 'share':
      return ofCertain(table, [cell], ([facts = []]) => shareVerdict(reading, facts, excluded))
    case 'sequence':
      return ofCertain(table, [cell, thenCell(cell, claim)], ([first = [], then = []]) =>
        sequenceVerdict(first, then, excluded),
      )
  }
}

/** Of the facts that are certainly in the cells; and those that only may be must not say otherwise. */
function ofCertain(
  table: FactTable,
  cells: readonly Cell[],
  verdictOn: (facts: readonly Fact[][]) => Decided,
): Decided {
  const certain = verdictOn(cells.map((cell) => table.factsIn(cell, 'certain')))
  const possible = verdictOn(cells.map((cell) => table.factsIn(cell, 'possible')))
  return {
    verdict: certain.verdict === possible.verdict ? certain.verdict : 'undecided',
    reported: certain.reported === possible.reported ? certain.reported : 'undecided',
    limits: certain.limits,
  }
}

/** Each corroborated record of such a stretch of time says how long it was; they are not added up. */
function durationVerdict(
  { figure }: Extract<CheckableClaim, { kind: 'duration' }>,
  facts: readonly Fact[],
  excluded: Excluded,
): Decided {
  const weighed = facts.flatMap((fact) => (fact.restsOnErased ? [] : (weigh(fact.attestations, excluded) ?? [])))
  const of = (some: typeof weighed) =>
    some.length === 0
      ? undefined
      : {
          low: Math.min(...some.map(({ low }) => low)),
          best: some[0]?.best ?? 0,
          high: Math.max(...some.map(({ high }) => high)),
        }
  const corroborated = of(weighed.filter(({ status }) => status === 'corroborated'))
  const reported = of(weighed.filter(({ status }) => status !== 'contested'))
  return {
    verdict: corroborated === undefined ? 'undecided' : verdictOnFigure(figure, corroborated),
    reported: reported === undefined ? 'undecided' : verdictOnFigure(figure, reported),
    limits: corroborated,
  }
}

/** Two surveys of independent sources, or one that two attest to, and none that says otherwise. */
function shareVerdict({ than }: Reading, facts: readonly Fact[], excluded: Excluded): Decided {
  if (than === undefined) return { verdict: 'undecided', reported: 'undecided', limits: undefined }
  const answers = facts.flatMap((fact) => {
    const { attestations, restsOnErased } = fact
    const sound = attestations.filter(({ standing, source }) => standing === 'sound' && counts(source, excluded))
    const weight = weigh(attestations, excluded)
    const survey = sound[0]?.survey
    if (restsOnErased || survey === undefined || weight === undefined || weight.status === 'contested') return []
    const verdict = verdictOnShare(than, { ...survey, low: weight.low, high: weight.high })
    return [{ verdict, sources: sound.map(({ source }) => source), isCorroborated: weight.status === 'corroborated' }]
  })
  const decided = answers.filter(({ verdict }) => verdict !== 'undecided')
  const [first] = decided
  if (first === undefined || decided.some(({ verdict }) => verdict !== first.verdict))
    return { verdict: 'undecided', reported: 'undecided', limits: undefined }
  const sources = decided.flatMap((each) => each.sources)
  const isCorroborated =
    decided.some((each) => each.isCorroborated) ||
    sources.some((a, at) => sources.slice(at + 1).some((b) => areIndependent(a, b)))
  return { verdict: isCorroborated ? first.verdict : 'undecided', reported: first.verdict, limits: undefined }
}

function sequenceVerdict(first: readonly Fact[], then: readonly Fact[], excluded: Excluded): Decided {
  const sound = (facts: readonly Fact[], isEnough: (status: string | undefined) => boolean) =>
    facts.filter((fact) => !fact.restsOnErased && isEnough(weigh(fact.attestations, excluded)?.occurrence))
  const order = (isEnough: (status: string | undefined) => boolean): Verdict => {
    const [a, b] = [sound(first, isEnough), sound(then, isEnough)]
    if (a.length === 0 || b.length === 0) return 'undecided'
    if (Math.max(...a.map(({ until }) => until)) <= Math.min(...b.map(({ from }) => from))) return 'supported'
    return Math.max(...b.map(({ until }) => until)) <= Math.min(...a.map(({ from }) => from))
      ? 'contradicted'
      : 'undecided'
  }
  return {
    verdict: order((status) => status === 'corroborated'),
    reported: order((status) => status === 'corroborated' || status === 'reported'),
    limits: undefined,
  }
}

function cellOf(claim: CheckableClaim, { stages, place, side, period, donor }: Reading): Cell {
  const unit = claim.kind === 'quantity' || claim.kind === 'duration' ? claim.figure.unit : undefined
  return {
    ...topicCell(claim.scope.topic),
    stages,
    place,
    side,
    from: period.from,
    until: period.until,
    ...(unit === undefined ? {} : { unit }),
    ...(donor === undefined ? {} : { donor }),
    ...(claim.scope.by === undefined ? {} : { by: claim.scope.by }),
  }
}

/** Of what is said to have come after. */
function thenCell(cell: Cell, { after }: Extract<CheckableClaim, { kind: 'sequence' }>): Cell {
  return { ...cell, ...topicCell(after) }
}

function topicCell({ subject, detail }: CheckableClaim['scope']['topic']): Pick<Cell, 'subject' | 'detail'> {
  return detail === undefined ? { subject } : { subject, detail }
}
