// What comes by radio, typed in few fields: what each report needs, how quantities and times are read, what is sent.

import { type Category, categories } from '@treve/model'
import type { RangeView } from './day.ts'

/** In the order in which a day goes. The last four are counts of what no other report tells. */
export const reportTypes = [
  'departed',
  'came',
  'people_boarded',
  'people_passed',
  'people_arrived',
  'clear',
  'broke_down',
  'stepped_down',
  'turned_back',
  'held',
  'born',
  'died',
  'walked_out',
  'refused_to_leave',
  'loaded',
  'cleared',
  'entered',
  'offloaded',
  'received',
  'removed_at_clearance',
  'not_offloaded',
  'unregistered_vehicle',
  'child_alone',
  'incident',
  'waiting',
  'queue',
  'service',
  'beds',
] as const
export type ReportType = (typeof reportTypes)[number]

export type ReportField = 'vehicle' | 'place' | 'gate' | 'people' | 'aid' | 'reason' | GoodsField
/** Of goods, where it was told: what they are, whose, and who paid for them. */
export type GoodsField = 'category' | 'owner' | 'funder'

const aid: readonly ReportType[] = [
  'loaded',
  'cleared',
  'entered',
  'offloaded',
  'received',
  'removed_at_clearance',
  'not_offloaded',
]
const atPlaceAlone: readonly ReportType[] = ['unregistered_vehicle', 'child_alone', 'incident']
const ofPeople: readonly ReportType[] = [
  'people_boarded',
  'people_passed',
  'people_arrived',
  'stepped_down',
  'turned_back',
  'held',
  'born',
  'died',
  'walked_out',
  'refused_to_leave',
]

/** What is asked for, and which of it must be given. */
export function fieldsOf(type: ReportType): {
  readonly shown: readonly ReportField[]
  readonly must: readonly ReportField[]
} {
  if (type === 'removed_at_clearance')
    return { shown: ['vehicle', 'place', 'aid', 'reason', 'category', 'owner', 'funder'], must: ['aid', 'reason'] }
  if (aid.includes(type)) return { shown: ['vehicle', 'place', 'aid', 'category', 'owner', 'funder'], must: ['aid'] }
  if (atPlaceAlone.includes(type)) return { shown: ['vehicle', 'place'], must: ['place'] }
  if (type === 'walked_out' || type === 'refused_to_leave') return { shown: ['place', 'people'], must: ['people'] }
  if (type === 'people_passed') return { shown: ['vehicle', 'gate', 'people'], must: ['vehicle', 'people'] }
  if (ofPeople.includes(type)) return { shown: ['vehicle', 'place', 'people'], must: ['vehicle', 'people'] }
  if (type === 'waiting' || type === 'beds') return { shown: ['place', 'people'], must: ['place', 'people'] }
  if (type === 'queue' || type === 'service') return { shown: ['gate', 'people'], must: ['gate', 'people'] }
  if (type === 'came') return { shown: ['vehicle', 'place'], must: ['vehicle', 'place'] }
  return { shown: ['vehicle', 'place'], must: ['vehicle'] }
}

/** `38`; `35-40`: the middle is taken as the best; `35-38-40`. Nothing else is understood. */
export function rangeOf(text: string): RangeView | undefined {
  const numbers = text
    .trim()
    .split(/\s*[-–—]\s*/)
    .map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : Number.NaN))
  if (numbers.length > 3 || numbers.some(Number.isNaN)) return undefined
  const [low = 0, second = low, third] = numbers
  const high = third ?? second
  const best = third === undefined ? Math.round((low + high) / 2) : second
  return low <= best && best <= high ? { low, best, high } : undefined
}

export interface AidItem {
  readonly consignment: string
  readonly item: string
}

/** `food/parcels 120`: consignment, item and how many. */
export function aidOf(text: string): { readonly line: AidItem; readonly quantity: RangeView } | undefined {
  const [, consignment, item, quantity] = /^\s*([^/\s]+)\s*\/\s*([^/\s]+)\s+(\S.*)$/.exec(text) ?? []
  const range = rangeOf(quantity ?? '')
  return consignment === undefined || item === undefined || range === undefined
    ? undefined
    : { line: { consignment, item }, quantity: range }
}

/**
 * The instant of `10:42` in the pause’s zone: on its day now, or on the day before where it would else lie more than
 * an hour ahead (it is told after midnight). `undefined`: it is no time.
 */
export function instantOf(text: string, now: number, timeZone: string): string | undefined {
  const [, hours, minutes] = /^(\d{1,2})[:.]?(\d{2})$/.exec(text.trim()) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined
  const local = (at: number) => {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }).formatToParts(at)
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0)
    return part('hour') * 3600 + part('minute') * 60 + part('second')
  }
  const wanted = Number(hours) * 3600 + Number(minutes) * 60
  const today = now + (wanted - local(now)) * 1000
  const at = today > now + 3_600_000 ? today - 86_400_000 : today
  return `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`
}

export interface ReportTyped {
  readonly type: ReportType
  readonly vehicle: string
  readonly place: string
  readonly gate: string
  readonly people: string
  readonly aid: string
  readonly reason: string
  readonly category: string
  readonly owner: string
  readonly funder: string
  readonly at: string
  readonly by: string
  readonly words: string
}

export const emptyReport: ReportTyped = {
  type: 'departed',
  vehicle: '',
  place: '',
  gate: '',
  people: '',
  aid: '',
  reason: '',
  category: '',
  owner: '',
  funder: '',
  at: '',
  by: '',
  words: '',
}

export type ReportFault = ReportField | 'at'

/** What is lacking or not understood: then nothing is sent. */
export function faultsIn(typed: ReportTyped, now: number, timeZone: string): readonly ReportFault[] {
  const { shown, must } = fieldsOf(typed.type)
  const isGood: Readonly<Record<ReportField, (text: string) => boolean>> = {
    vehicle: () => true,
    place: () => true,
    gate: () => true,
    people: (text) => rangeOf(text) !== undefined,
    aid: (text) => aidOf(text) !== undefined,
    reason: (text) => text.length <= mostReasonLetters,
    category: isCategory,
    owner: isId,
    funder: isId,
  }
  const faults: ReportFault[] = shown.filter((field) => {
    const text = typed[field].trim()
    return text === '' ? must.includes(field) : !isGood[field](text)
  })
  if (typed.at.trim() !== '' && instantOf(typed.at, now, timeZone) === undefined) faults.push('at')
  return faults
}

/** As the account takes them. */
const mostReasonLetters = 200

/** As the account writes them. */
function isId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/.test(text)
}

function isCategory(text: string): text is Category {
  return categories.some((each) => each === text)
}

/** What the command `report` takes. */
export function reportInput(
  typed: ReportTyped,
  known: { readonly now: number; readonly timeZone: string; readonly language: string },
  of: {
    readonly trip: (vehicle: string) => string | undefined
    readonly corridor: (gate: string) => string | undefined
  },
): Readonly<Record<string, unknown>> {
  const { shown } = fieldsOf(typed.type)
  const given = (field: ReportField) => (shown.includes(field) ? typed[field].trim() : '')
  const [vehicle, place, gate] = [given('vehicle'), given('place'), given('gate')]
  const people = given('people') === '' ? undefined : rangeOf(given('people'))
  const unit = countUnits[typed.type]
  const line = aidOf(given('aid'))
  const goods = Object.fromEntries(goodsFields.map((field) => [field, given(field)]).filter(([, text]) => text !== ''))
  const trip = vehicle === '' ? undefined : of.trip(vehicle)
  const corridor = gate === '' ? undefined : of.corridor(gate)
  const happened = instantOf(typed.at, known.now, known.timeZone)
  const words = typed.words.trim()
  return {
    what: unit === undefined ? typed.type : 'counted',
    ...(vehicle === '' ? {} : { vehicle }),
    ...(trip === undefined ? {} : { trip }),
    ...(place === '' ? {} : { place }),
    ...(gate === '' ? {} : { gate }),
    ...(corridor === undefined ? {} : { corridor }),
    ...(people === undefined
      ? {}
      : unit === undefined
        ? { people: [people] }
        : { counts: [{ subject: typed.type, unit, ...people }] }),
    ...(line === undefined
      ? {}
      : { lines: [{ ...line.line, ...goods, ...reasonOf(given('reason')), unit: 'items', ...line.quantity }] }),
    ...(typed.type === 'incident' ? { counts: [incidentCount] } : {}),
    ...(happened === undefined ? {} : { happened }),
    ...(typed.by.trim() === '' ? {} : { chain: typed.by.trim() }),
    ...(words === '' ? {} : { text: { language: known.language, text: words } }),
  }
}

export function reasonOf(text: string): { readonly reason?: string } {
  return text.trim() === '' ? {} : { reason: text.trim() }
}

const goodsFields: readonly GoodsField[] = ['category', 'owner', 'funder']

const countUnits: Readonly<Partial<Record<ReportType, string>>> = {
  waiting: 'people',
  queue: 'vehicles',
  service: 's',
  beds: 'beds',
}

/** Of what kind it was is said in words. */
const incidentCount = { subject: 'incident', detail: 'other', unit: 'times', low: 1, best: 1, high: 1 }
