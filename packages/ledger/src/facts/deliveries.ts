// Aid line by line across the stages, and by what name each difference goes.

import type { Fact } from './fact.ts'
import { type AidStage, aidStages, type Unit } from './vocabulary.ts'

export const differenceNames = ['removed_at_clearance', 'not_offloaded', 'in_transit', 'lost'] as const
export type DifferenceName = (typeof differenceNames)[number]

/** An attested reason why less of a line came on than was there before. */
export interface AttestedDifference {
  readonly index: number
  readonly consignment: string
  readonly item: string
  readonly unit: Unit
  readonly name: DifferenceName
  readonly low: number
  readonly high: number
  /** What was given as the reason; absent: none was. */
  readonly reason?: string
}

export interface Amount {
  readonly low: number
  readonly best: number
  readonly high: number
}

export interface LineAtStage extends Amount {
  readonly stage: AidStage
  readonly indices: readonly number[]
  /** Of it, as much as giver and receiver have signed together; absent: nobody has. The rest is told by one side. */
  readonly signedByBoth?: Amount
}

export interface LineDifference {
  readonly after: AidStage
  readonly before: AidStage
  /** `unexplained`: nobody attests to a reason. `surplus`: more came than was there before. */
  readonly name: DifferenceName | 'unexplained' | 'surplus'
  readonly low: number
  readonly high: number
  readonly reasons: readonly string[]
  readonly indices: readonly number[]
}

export interface Line {
  readonly consignment: string
  readonly item: string
  readonly unit: Unit
  readonly stages: readonly LineAtStage[]
  readonly differences: readonly LineDifference[]
}

/** After which stage a named difference takes something away. */
const takenAfter: Readonly<Record<DifferenceName, readonly AidStage[]>> = {
  removed_at_clearance: ['requested', 'loaded'],
  not_offloaded: ['cleared', 'entered'],
  in_transit: ['loaded', 'cleared', 'entered'],
  lost: ['loaded', 'cleared', 'entered', 'offloaded', 'received'],
}

/** The stage that what was taken away did not come to. */
const takenBefore: Readonly<Record<DifferenceName, AidStage>> = {
  removed_at_clearance: 'cleared',
  not_offloaded: 'offloaded',
  in_transit: 'offloaded',
  lost: 'distributed',
}

export function linesOf(facts: readonly Fact[], attested: readonly AttestedDifference[] = []): Line[] {
  const lines = new Map<string, Fact[]>()
  for (const fact of facts) {
    if (fact.subject !== 'aid' || fact.item === undefined || fact.consignment === undefined) continue
    if (fact.stage === undefined || fact.restsOnErased || fact.restsOnWithheld) continue
    const key = `${fact.consignment}\n${fact.item}\n${fact.unit}`
    const line = lines.get(key)
    if (line === undefined) lines.set(key, [fact])
    else line.push(fact)
  }
  return [...lines.values()].map((line) => lineOf(line, attested))
}

function lineOf(facts: readonly Fact[], attested: readonly AttestedDifference[]): Line {
  const [first] = facts
  const { consignment = '', item = '', unit = 'items' } = first ?? {}
  const stages = aidStages.flatMap((stage): LineAtStage[] => {
    const here = facts.filter((fact) => fact.stage === stage)
    if (here.length === 0) return []
    return [
      {
        stage,
        low: sum(here.map(({ low }) => low)),
        best: sum(here.map(({ best }) => best)),
        high: sum(here.map(({ high }) => high)),
        indices: here.flatMap(({ attestations }) => attestations.map(({ index }) => index)).sort((a, b) => a - b),
        ...signedByBoth(here),
      },
    ]
  })
  const named = attested.filter((each) => each.consignment === consignment && each.item === item && each.unit === unit)
  const open = new Set(named)
  const differences: LineDifference[] = []
  for (const [position, before] of stages.entries()) {
    const after = stages[position + 1]
    if (after === undefined || before.stage === 'requested') continue // what was asked for need not be what was loaded
    // Between two stages that were counted, all stages that were not are passed too.
    const passed = aidStages.slice(aidStages.indexOf(before.stage), aidStages.indexOf(after.stage))
    const here = [...open].filter(({ name }) => takenAfter[name].some((stage) => passed.includes(stage)))
    for (const each of here) open.delete(each)
    differences.push(...differencesBetween(before, after, here))
  }
  // What was taken away whole is counted at no later stage: what is attested of it is all there is.
  const last = stages.at(-1)
  if (last !== undefined) {
    for (const name of differenceNames) {
      const rest = [...open].filter((each) => each.name === name)
      if (rest.length > 0)
        differences.push(namedDifference(name, { before: last.stage, after: takenBefore[name] }, rest))
    }
  }
  return { consignment, item, unit, stages, differences }
}

/** Of each event once, as it was signed. */
function signedByBoth(facts: readonly Fact[]): Pick<LineAtStage, 'signedByBoth'> {
  const signed = facts
    .map(({ attestations }) => attestations.filter(({ isSignedByReceiver }) => isSignedByReceiver === true))
    .filter((each) => each.length > 0)
  if (signed.length === 0) return {}
  return {
    signedByBoth: {
      low: sum(signed.map((each) => Math.min(...each.map(({ low }) => low)))),
      best: sum(signed.map(([first]) => first?.best ?? 0)),
      high: sum(signed.map((each) => Math.max(...each.map(({ high }) => high)))),
    },
  }
}

function differencesBetween(
  before: LineAtStage,
  after: LineAtStage,
  named: readonly AttestedDifference[],
): LineDifference[] {
  const at = { before: before.stage, after: after.stage }
  const result: LineDifference[] = differenceNames.flatMap((name) => {
    const same = named.filter((each) => each.name === name)
    return same.length === 0 ? [] : [namedDifference(name, at, same)]
  })
  const restLow = before.low - after.high - sum(result.map(({ high }) => high))
  const restHigh = before.high - after.low - sum(result.map(({ low }) => low))
  const rest = { ...at, reasons: [], indices: [] }
  if (restHigh > 0) result.push({ ...rest, name: 'unexplained', low: Math.max(0, restLow), high: restHigh })
  if (restLow < 0 && restHigh < 0) result.push({ ...rest, name: 'surplus', low: -restHigh, high: -restLow })
  return result
}

function namedDifference(
  name: DifferenceName,
  at: Pick<LineDifference, 'before' | 'after'>,
  same: readonly AttestedDifference[],
): LineDifference {
  return {
    ...at,
    name,
    low: sum(same.map(({ low }) => low)),
    high: sum(same.map(({ high }) => high)),
    reasons: [...new Set(same.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))],
    indices: same.map(({ index }) => index),
  }
}

export interface ManifestLine {
  readonly consignment: string
  readonly item: string
  readonly unit: Unit
  readonly low: number
  readonly high: number
  readonly reasons: readonly string[]
}

export interface NextManifest {
  /** What came as far as the place and was not offloaded: to be carried again. */
  readonly notOffloaded: readonly ManifestLine[]
  /** Shown apart: it may not be allowed the next time either. */
  readonly removedAtClearance: readonly ManifestLine[]
}

/** What a second convoy is to bring of what a first one could not. */
export function nextManifest(lines: readonly Line[]): NextManifest {
  const named = (name: DifferenceName) =>
    lines.flatMap(({ consignment, item, unit, differences }) =>
      differences
        .filter((each) => each.name === name && each.high > 0)
        .map(({ low, high, reasons }): ManifestLine => ({ consignment, item, unit, low, high, reasons })),
    )
  return { notOffloaded: named('not_offloaded'), removedAtClearance: named('removed_at_clearance') }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
