// Statements and what was found of them, for a terminal: each claim's own line first, so that what was held against the
// account is seen beside what was said.

import { type StatementWords, statementWords, type Told, type ToldClaim, type ToldReading } from '@treve/ledger'
import type { Language } from '@treve/model'

export interface Showing {
  readonly language: Language
  /** Every reading of every claim. */
  readonly isAll: boolean
}

/** More readings of one claim are summed up. */
const mostReadings = 12

export function findingsText(
  { statements, contradictions, not_comparable: apart }: Told,
  { language, isAll }: Showing,
): string {
  const words = statementWords[language]
  const lines: string[] = []
  for (const each of statements) {
    const { id, speaker, reported_by: reportedBy, second_hand: isSecondHand, paraphrase, claims, replies } = each
    lines.push('', `${id}  ${speaker}${reportedBy === null ? '' : `, ${words.reportedBy(reportedBy)}`}`)
    lines.push(`    ${paraphrase}`)
    if (isSecondHand) lines.push(`    ${words.secondHand}`)
    for (const claim of claims) lines.push(...claimLines(claim, words, isAll).map((line) => `  ${line}`))
    for (const { words: said } of replies) lines.push(`    ${words.reply(said)}`)
  }
  for (const [heading, pairs] of [
    [words.contradict, contradictions],
    [words.apart, apart],
  ] as const) {
    if (pairs.length > 0) lines.push('', heading)
    for (const { text, resolved_if: resolved } of pairs)
      lines.push(`  ${text}`, ...resolved.map((how) => `      ${words.bothHoldIf(how)}`))
  }
  return lines.map((line) => `${line}\n`).join('')
}

function claimLines(claim: ToldClaim, words: StatementWords, isAll: boolean): string[] {
  const { id, line, parts, evidence, attested_by: attestedBy, would_settle: wanted } = claim
  const inner = [
    ...(claim.figurative ? [words.figurative] : []),
    ...(claim.read_as === undefined ? [] : [claim.read_as]),
    `${claim.words}${basisText(evidence.length, attestedBy, words)}`,
  ]
  if (parts !== undefined && parts.length > 0)
    return [
      `${id}  ${words.all}`,
      ...[...inner, ...parts.flatMap((part) => claimLines(part, words, isAll))].map(indented),
    ]
  const isOneAnswer = new Set(claim.readings.map(({ words: each }) => each)).size <= 1
  const readings = isOneAnswer && evidence.length === 0 && !isAll ? [] : readingLines(claim, words, isAll)
  const settled = wanted === '' ? [] : [words.wouldSettle(wanted)]
  return [`${id}  ${line}`, ...[...inner, ...readings.map((each) => `  ${each}`), ...settled].map(indented)]
}

const indented = (line: string) => `    ${line}`

function basisText(entries: number, names: readonly string[], words: StatementWords): string {
  if (entries === 0) return ''
  return ` (${words.entries(entries)}${names.length === 0 ? '' : `, ${words.onTheWordOf(names)}`})`
}

/** One line each; those that read alike once, with how many they are; of many, some of each outcome, and what the rest is. */
function readingLines(claim: ToldClaim, words: StatementWords, isAll: boolean): string[] {
  const { readings } = claim
  const isAlike = readings.every((each) => each.words === claim.words)
  const counts = new Map<string, { count: number; reading: ToldReading }>()
  for (const reading of readings) {
    const outcome = outcomeText(reading, isAlike)
    const line = outcome === '' ? reading.reading : `${reading.reading}: ${outcome}`
    const known = counts.get(line)
    if (known === undefined) counts.set(line, { count: 1, reading })
    else known.count += 1
  }
  const all = [...counts].map(([line, { count, reading }]) => ({
    line: count === 1 ? line : `${line} (× ${count})`,
    count,
    reading,
  }))
  if (isAll || all.length <= mostReadings) return all.map(({ line }) => line)
  const seen = new Set<string>()
  const firsts = all.filter(({ reading }) => {
    const outcome = outcomeText(reading, false)
    return seen.has(outcome) ? false : seen.add(outcome)
  })
  const shown = new Set([...firsts, ...all].slice(0, mostReadings))
  for (const each of all) if (shown.size < mostReadings) shown.add(each)
  const left = all.filter((each) => !shown.has(each))
  const leftByWords = new Map<string, number>()
  for (const { count, reading } of left) leftByWords.set(reading.words, (leftByWords.get(reading.words) ?? 0) + count)
  const sum = [...leftByWords.values()].reduce((total, count) => total + count, 0)
  const found = [...leftByWords].map(([each, count]) => (leftByWords.size === 1 ? each : `${each} (× ${count})`))
  return [...all.filter((each) => shown.has(each)).map(({ line }) => line), words.moreReadings(sum, found)]
}

/** Where all readings come to what the claim does, that is said above them. */
function outcomeText({ found, words, note }: ToldReading, isSaid: boolean): string {
  return [...(found === null ? [] : [found]), ...(isSaid ? [] : [words]), ...(note === undefined ? [] : [note])].join(
    '; ',
  )
}
