// What a report must say, and what none may, whichever way it comes: as a command, or signed by a device.

import type { Instant } from '@treve/model'
import { personalFault } from '../channels.ts'
import { refuse } from '../part.ts'
import { aidTypes, peopleTypes, type Range, type ReportType } from './report.ts'

type Refusal = ReturnType<typeof refuse>

/** Of a line of aid, whose the goods are and who paid for them are written as ids of whoever it is. */
export interface NamedLine extends Range {
  readonly consignment?: string | undefined
  readonly item?: string | undefined
  readonly owner?: string | undefined
  readonly funder?: string | undefined
}

/** What is looked at, of either. */
export interface Told {
  readonly what: ReportType
  readonly vehicle?: string | undefined
  readonly trip?: string | undefined
  readonly load?: string | undefined
  readonly group?: string | undefined
  readonly corridor?: string | undefined
  readonly gate?: string | undefined
  readonly convoy?: string | undefined
  readonly place?: string | undefined
  readonly event?: string | undefined
  readonly people?: readonly Range[] | undefined
  readonly lines?: readonly NamedLine[] | undefined
  readonly counts?: readonly Range[] | undefined
  readonly watched?: object | undefined
}

/** A phone may be as far ahead: it has happened all the same. */
const clockSlackSeconds = 300

const needsVehicle: readonly ReportType[] = ['departed', 'clear', 'broke_down', ...peopleTypes]
export const needsPlace: readonly ReportType[] = ['came', 'unregistered_vehicle', 'child_alone', 'watched']
const needsPeople: readonly ReportType[] = [...peopleTypes, 'walked_out', 'refused_to_leave']
const tokenPattern = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/

export function shapeFault(told: Told): Refusal | undefined {
  const { what, vehicle, load, trip, place, gate, people, lines, counts, watched } = told
  const names = [vehicle, trip, load, told.group, told.corridor, gate, told.convoy, place, told.event]
  const odd = oddName(names) ?? namesFault(lines)
  if (odd !== undefined) return odd
  if (needsVehicle.includes(what) && vehicle === undefined && load === undefined)
    return refuse('vehicle_missing', 'Say of which vehicle.')
  if (what === 'came' && vehicle === undefined) return refuse('vehicle_missing', 'Say of which vehicle.')
  if (needsPlace.includes(what) && place === undefined && gate === undefined)
    return refuse('place_missing', 'Say at which place or gate.')
  if (needsPeople.includes(what) && people === undefined)
    return refuse('people_missing', 'Say how many people, as a range where it is not known exactly.')
  if (isAid(what) && lines === undefined) return refuse('lines_missing', 'Say what of which consignment, line by line.')
  if (what === 'counted' && counts === undefined) return refuse('counts_missing', 'Say what was counted.')
  if (what === 'watched' && watched === undefined) return refuse('watched_missing', 'Say what was watched for.')
  return rangeFault(told)
}

/** Longer or otherwise written, it could not stand on the account. */
export function namesFault(lines: readonly NamedLine[] = []): Refusal | undefined {
  return oddName(lines.flatMap(({ consignment, item, owner, funder }) => [consignment, item, owner, funder]))
}

function oddName(names: readonly (string | undefined)[]): Refusal | undefined {
  const odd = names.find((each) => each !== undefined && !tokenPattern.test(each))
  return odd === undefined
    ? undefined
    : refuse('not_an_id', `“${odd}” is no id of the pause: letters, digits, and . _ : / -`)
}

export function rangeFault({
  people = [],
  lines = [],
  counts = [],
}: Pick<Told, 'people' | 'lines' | 'counts'>): Refusal | undefined {
  return [...people, ...lines, ...counts].some(({ low, best, high }) => low > best || best > high)
    ? refuse('range_backwards', 'Of a range: at the least ≤ likeliest ≤ at the most.')
    : undefined
}

export function timesFault(
  { from, until }: { readonly from: Instant; readonly until: Instant },
  now: Instant,
): Refusal | undefined {
  if (until < from) return refuse('period_backwards', 'It ends before it begins.')
  if (until > now + clockSlackSeconds)
    return refuse('not_yet', 'It lies in the future: report it once it has happened.')
  return undefined
}

/** Whatever somebody may have written freely. */
export interface Words {
  readonly texts: readonly (string | undefined)[]
  readonly lines: readonly WordsOfLine[]
}

/** An owner could be written as a number by which somebody is called. */
const freeInLine = ['reason', 'owner', 'funder'] as const
export type WordsOfLine = Partial<Readonly<Record<(typeof freeInLine)[number], string | undefined>>>

export function wordsFault({ texts, lines }: Words): Refusal | undefined {
  const ofLines = freeInLine.map((field) => [field, lines.map((line) => line[field])] as const)
  for (const [field, all] of [['text', texts] as const, ...ofLines])
    for (const each of all) {
      const fault = personalFault({ [field]: each })
      if (fault !== undefined) return fault
    }
  return undefined
}

function isAid(what: ReportType): boolean {
  return aidTypes.some((each) => each === what)
}
