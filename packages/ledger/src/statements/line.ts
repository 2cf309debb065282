// One line says one claim:
//
//   quantity of aid > 100 t; stage open; place aleppo; side open; period open; donor ru
//   none of aid; place syria; period open; donor us as open
//   duration of window 2016-11-04T08:00 to 2016-11-04T19:00; place aleppo; zone open
//   share of feedback.benefit few; place aleppo; period open
//
// docs/formats/statements.md has the grammar. What must be said is refused if it is absent, if only as `open`.

import { isTimeZone, parseInstant, type TimeZone } from '@treve/model'
import type { Places } from '../facts/places.ts'
import { hasDonor, type Stage, type Subject, stagesOf, subjectNames, subjects, type Unit } from '../facts/vocabulary.ts'
import {
  type Claim,
  type ClaimKind,
  claimKinds,
  comparisons,
  type Figure,
  type Hours,
  type Period,
  type Scope,
  type Threshold,
  type Topic,
} from './claim.ts'

/** What the file declares, for claims to name. */
export interface Declared {
  readonly zone: TimeZone
  readonly places: Places
  readonly parties: ReadonlySet<string>
  readonly periods: ReadonlyMap<string, Period>
}

/** What is wrong with a line, and what to write instead. */
export class ClaimFault extends Error {
  readonly code: string
  readonly remedy: string

  constructor(code: string, message: string, remedy: string) {
    super(message)
    this.name = 'ClaimFault'
    this.code = code
    this.remedy = remedy
  }
}

type LimitName = 'stage' | 'place' | 'side' | 'period' | 'donor' | 'by' | 'zone'

/** @throws ClaimFault */
export function parseClaim(line: string, declared: Declared): Claim {
  const [head = '', ...rest] = line.split(';').map((part) => part.trim())
  const [, kindText = '', topicWord, predicate = ''] = /^(\S*)(?:\s+of\s+(\S+))?\s*(.*)$/s.exec(head) ?? []
  const kind = claimKinds.find((each) => each === kindText)
  if (kind === undefined)
    throw new ClaimFault(
      'claim_kind_unknown',
      `“${kindText}” is no kind of claim`,
      `begin with one of ${claimKinds.join(', ')}`,
    )
  if (kind === 'opinion' || kind === 'purpose') {
    if (topicWord !== undefined || predicate !== '' || rest.length > 0)
      throw new ClaimFault('says_too_much', `${kind} is not checkable: nothing comes after it`, `write only “${kind}”`)
    return { kind }
  }
  if (topicWord === undefined)
    throw new ClaimFault(
      'claim_on_nothing',
      'the claim is on nothing',
      `write “${kind} of …” with one of ${subjectNames.join(', ')}`,
    )
  const topic = topicOf(topicWord)
  const limits = limitsIn(rest)
  const hours = kind === 'duration' ? hoursIn(predicate) : undefined
  const [required, optional] = limitsOf(kind, topic.subject, hours !== undefined)
  for (const name of limits.keys())
    if (!required.includes(name) && !optional.includes(name))
      throw new ClaimFault(
        'limit_unknown',
        `${kind} of ${topic.subject} takes no “${name}”`,
        `it takes ${[...required, ...optional].join(', ')}`,
      )
  for (const name of required)
    if (!limits.has(name))
      throw new ClaimFault(
        'limit_missing',
        `the claim does not say its ${name}`,
        `add “; ${name} …”, or “; ${name} open” where the words leave it open`,
      )
  if (hours !== undefined) return hoursClaim(hours, topic, limits, declared)
  const scope = scopeOf(topic, kind, limits, declared)
  switch (kind) {
    case 'none':
    case 'existence':
      if (predicate !== '')
        throw new ClaimFault('says_too_much', `${kind} has no figure: “${predicate}”`, 'write the figure with quantity')
      return { kind, scope }
    case 'quantity':
    case 'duration':
      return { kind, scope, figure: figureFor(kind, topic, predicate) }
    case 'share':
      if (topic.subject !== 'feedback' || topic.detail === undefined)
        throw new ClaimFault(
          'share_of_what',
          'a share is of what residents answer',
          `write share of ${subjects.feedback.map((each) => `feedback.${each}`).join(' or ')}`,
        )
      return { kind, scope, than: thresholdOf(predicate) }
    case 'sequence': {
      const [, after] = /^before\s+(\S+)$/.exec(predicate) ?? []
      if (after === undefined)
        throw new ClaimFault('sequence_form', `“${predicate}” is no order`, 'write sequence of … before …')
      return { kind, scope, after: topicOf(after) }
    }
  }
}

function limitsOf(kind: ClaimKind, subject: Subject, isHours: boolean): [required: LimitName[], optional: LimitName[]] {
  const stage: LimitName[] = stagesOf(subject).length > 0 ? ['stage'] : []
  const donor: LimitName[] = hasDonor(subject) ? ['donor'] : []
  switch (kind) {
    case 'quantity':
      return [
        ['place', 'period', ...stage],
        ['side', 'by', ...donor],
      ]
    case 'none':
    case 'existence':
      return [
        ['place', 'period'],
        ['side', 'by', ...stage, ...donor],
      ]
    case 'duration':
      return isHours ? [['place', 'zone'], ['by']] : [['place', 'period'], ['by']]
    case 'share':
    case 'sequence':
      return [['place', 'period'], []]
    case 'opinion':
    case 'purpose':
      return [[], []]
  }
}

function limitsIn(parts: readonly string[]): Map<LimitName, string> {
  const names = ['stage', 'place', 'side', 'period', 'donor', 'by', 'zone'] as const
  const limits = new Map<LimitName, string>()
  for (const part of parts) {
    const [, word = '', value = ''] = /^(\S*)\s*(.*)$/s.exec(part) ?? []
    const name = names.find((each) => each === word)
    if (name === undefined)
      throw new ClaimFault('limit_unknown', `“${word}” limits nothing`, `after “;” comes one of ${names.join(', ')}`)
    if (limits.has(name)) throw new ClaimFault('limit_twice', `“${name}” stands twice`, 'leave one')
    if (value === '')
      throw new ClaimFault(
        'limit_empty',
        `“${name}” says nothing`,
        `write “${name} open” where the words leave it open`,
      )
    limits.set(name, value)
  }
  return limits
}

function scopeOf(
  topic: Topic,
  kind: ClaimKind,
  limits: ReadonlyMap<LimitName, string>,
  declared: Declared,
  period?: Period,
): Scope {
  const place = limits.get('place') ?? ''
  const { places } = declared
  if (!places.byId.has(place))
    throw new ClaimFault(
      'place_unknown',
      `there is no place “${place}”`,
      `declare it under places, or name one of ${[...places.byId.keys()].join(', ')}`,
    )
  const by = limits.get('by')
  return {
    topic,
    stage: stageOf(limits.get('stage'), topic, kind),
    place,
    side: sideOf(limits.get('side'), place, declared),
    period: period ?? periodOf(limits.get('period') ?? '', declared),
    donor: donorOf(limits.get('donor'), declared),
    by: by === undefined ? undefined : party(by, declared),
  }
}

function stageOf(written: string | undefined, { subject }: Topic, kind: ClaimKind): Scope['stage'] {
  const known = stagesOf(subject)
  if (written === undefined) return kind === 'quantity' ? 'any' : 'open'
  if (written === 'open') return 'open'
  if (written === 'any') {
    if (kind !== 'quantity' || known.length === 0) return 'any'
    // What is loaded and then offloaded is one load: adding stages would count it twice.
    throw new ClaimFault(
      'stages_do_not_add',
      'quantities of several stages do not add up',
      `name one of ${known.join(', ')}, or open`,
    )
  }
  const stage = known.find((each): each is Stage => each === written)
  if (stage === undefined)
    throw new ClaimFault(
      'stage_unknown',
      `“${written}” is no stage of ${subject}`,
      `name one of ${known.join(', ')}, or open`,
    )
  return stage
}

function sideOf(written: string | undefined, place: string, { places }: Declared): Scope['side'] {
  if (written === undefined || written === 'any') return 'any'
  const known = places.sidesOf(place)
  if (written === 'open') return known.length === 0 ? 'any' : 'open'
  if (known.includes(written)) return written
  throw new ClaimFault(
    'side_unknown',
    `${place} has no side “${written}”`,
    `name one of ${[...known, 'any', 'open'].join(', ')}`,
  )
}

function periodOf(written: string, { periods, zone }: Declared): Scope['period'] {
  if (written === 'open') {
    if (periods.size > 0) return 'open'
    throw new ClaimFault(
      'no_period_declared',
      'the period is open, and the file declares none that it could be',
      'declare at least one under periods',
    )
  }
  const named = periods.get(written)
  if (named !== undefined) return named
  const [, from, to] = /^(\S+)\s+to\s+(\S+)$/.exec(written) ?? []
  if (from === undefined || to === undefined)
    throw new ClaimFault(
      'period_unknown',
      `there is no period “${written}”`,
      `name one of ${[...periods.keys(), 'open'].join(', ')}, or write … to …`,
    )
  return readPeriod(from, to, zone, written)
}

/** Days or instants, `2016-11-01 to 2016-11-04`: from the first moment of the one to the last of the other. */
export function readPeriod(from: string, to: string, zone: TimeZone, name: string): Period {
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)
  const start = parseInstant(isDay(from) ? `${from}T00:00` : from, zone)
  const end = isDay(to) ? parseInstant(`${nextDay(to)}T00:00`, zone) : parseInstant(to, zone)
  if (typeof start !== 'number' || typeof end !== 'number')
    throw new ClaimFault(
      'period_unreadable',
      `“${from} to ${to}” cannot be read`,
      'write days, or times such as 2016-11-04T08:00',
    )
  if (start >= end)
    throw new ClaimFault(
      'period_impossible',
      `the period “${from} to ${to}” ends before it begins`,
      'put the earlier first',
    )
  return { from: start, until: end, name }
}

function nextDay(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? day : new Date(at + 86_400_000).toISOString().slice(0, 10)
}

function donorOf(written: string | undefined, declared: Declared): Scope['donor'] {
  if (written === undefined || written === 'any') return undefined
  const [, id = '', as = 'open'] = /^(\S+)(?:\s+as\s+(owner|funder|open))?$/.exec(written) ?? []
  if (id === '')
    throw new ClaimFault('donor_form', `“${written}” is no donor`, 'write a party, or a party as owner, funder or open')
  return { party: party(id, declared), as: as === 'owner' || as === 'funder' ? as : 'open' }
}

function party(id: string, { parties }: Declared): string {
  if (parties.has(id)) return id
  throw new ClaimFault(
    'party_unknown',
    `there is no party “${id}”`,
    `declare it under parties, or name one of ${[...parties].join(', ')}`,
  )
}

function topicOf(word: string): Topic {
  const [name = '', detail, ...more] = word.split('.')
  const subject = subjectNames.find((each) => each === name)
  if (subject === undefined || more.length > 0)
    throw new ClaimFault(
      'topic_unknown',
      `“${word}” is nothing that claims are on`,
      `name one of ${subjectNames.join(', ')}`,
    )
  if (detail === undefined) return { subject }
  const known: readonly string[] = subjects[subject]
  if (known.includes(detail)) return { subject, detail }
  throw new ClaimFault(
    'detail_unknown',
    `${subject} has no kind “${detail}”`,
    known.length === 0 ? 'leave it out' : `name one of ${known.join(', ')}`,
  )
}

/** What is written for a unit, and what it is in base units. */
const writtenUnits: Readonly<Record<string, readonly [Unit, number]>> = {
  t: ['g', 1_000_000],
  kg: ['g', 1000],
  g: ['g', 1],
  l: ['ml', 1000],
  ml: ['ml', 1],
  d: ['s', 86_400],
  h: ['s', 3600],
  min: ['s', 60],
  s: ['s', 1],
  people: ['people', 1],
  vehicles: ['vehicles', 1],
  trucks: ['trucks', 1],
  buses: ['buses', 1],
  ambulances: ['ambulances', 1],
  parcels: ['parcels', 1],
  items: ['items', 1],
  times: ['times', 1],
}

const unitsFor: Partial<Readonly<Record<Subject, readonly Unit[]>>> = {
  aid: ['g', 'ml', 'trucks', 'parcels', 'items'],
  people: ['people'],
  casualties: ['people'],
  vehicles: ['vehicles', 'trucks', 'buses', 'ambulances'],
  feedback: [],
}

function figureFor(kind: 'quantity' | 'duration', topic: Topic, written: string): Figure {
  const figure = parseFigure(written)
  const known = kind === 'duration' ? ['s' as const] : (unitsFor[topic.subject] ?? ['times' as const])
  if (!known.includes(figure.unit))
    throw new ClaimFault(
      'unit_of_other_topic',
      `${topic.subject} is not counted in what “${written}” says`,
      `it is counted in ${known.join(', ') || 'nothing: use share'}`,
    )
  const { comparison, amount } = figure
  if (amount === 0 && (comparison === '<' || comparison === '>='))
    throw new ClaimFault('claim_says_nothing', `“${written}” is never, or always, so`, 'write none, or another figure')
  return figure
}

/** `> 100 t`, `about 10 h ± 30 min`: exact, by digits. */
export function parseFigure(written: string): Figure {
  const [, sign = '', number = '', unit = '', plusMinus, toleranceUnit] =
    /^(>=|<=|>|<|=|about)\s*(\d[\d ]*(?:\.\d+)?)\s*([a-z]+)(?:\s*±\s*(\d+(?:\.\d+)?)\s*([a-z]+))?$/.exec(written) ?? []
  const comparison = comparisons.find((each) => each === sign)
  if (comparison === undefined)
    throw new ClaimFault(
      'figure_unreadable',
      `“${written}” is no figure`,
      `write one of ${comparisons.join(' ')}, a number and a unit, such as > 100 t`,
    )
  const [base, factor] = unitOf(unit)
  const digits = number.replaceAll(' ', '')
  const amount = scaled(digits, factor, written)
  if (comparison === 'about' && plusMinus === undefined)
    throw new ClaimFault(
      'about_without_precision',
      `“${written}” does not say how near is near`,
      'add ± and a figure, such as about 10 h ± 30 min',
    )
  if (comparison !== 'about' && plusMinus !== undefined)
    throw new ClaimFault('figure_unreadable', `± goes with about: “${written}”`, 'write about … ± …')
  if (plusMinus !== undefined) {
    const [toleranceBase, toleranceFactor] = unitOf(toleranceUnit ?? unit)
    if (toleranceBase !== base)
      throw new ClaimFault(
        'unit_of_other_topic',
        `the two units of “${written}” do not go together`,
        'use the same kind of unit',
      )
    return { comparison, amount, tolerance: scaled(plusMinus, toleranceFactor, written), unit: base }
  }
  const decimals = digits.split('.')[1]?.length ?? 0
  // What can be counted one by one is exact; what is measured, to half of the last digit.
  const tolerance = comparison === '=' && factor > 1 ? factor / 10 ** decimals / 2 : 0
  return { comparison, amount, tolerance, unit: base }
}

export interface WrittenUnit {
  readonly name: string
  /** Base units in one. */
  readonly factor: number
}

/** The unit that a claim's figure is written in; of hours, the hour. */
export function unitWritten(line: string, claim: Claim): WrittenUnit | undefined {
  if (!('figure' in claim)) return undefined
  const { unit } = claim.figure
  if (claim.kind === 'duration' && claim.hours !== undefined) return { name: 'h', factor: 3600 }
  const [, name = ''] = /(?:>=|<=|>|<|=|about)\s*\d[\d ]*(?:\.\d+)?\s*([a-z]+)/.exec(line) ?? []
  const written = Object.hasOwn(writtenUnits, name) ? writtenUnits[name] : undefined
  return written?.[0] === unit ? { name, factor: written[1] } : { name: unit, factor: 1 }
}

function unitOf(written: string): readonly [Unit, number] {
  const unit = Object.hasOwn(writtenUnits, written) ? writtenUnits[written] : undefined
  if (unit === undefined)
    throw new ClaimFault(
      'unit_unknown',
      `there is no unit “${written}”`,
      `write one of ${Object.keys(writtenUnits).join(', ')}`,
    )
  return unit
}

function scaled(digits: string, factor: number, written: string): number {
  const amount = Number(digits) * factor
  const rounded = Math.round(amount)
  if (!Number.isSafeInteger(rounded) || Math.abs(amount - rounded) > 1e-6)
    throw new ClaimFault(
      'figure_unreadable',
      `“${written}” is finer than is counted, or too large`,
      'write it in a smaller unit',
    )
  return rounded
}

function thresholdOf(written: string): Threshold {
  if (written === 'none' || written === 'all' || written === 'few') return written
  const [, sign, number = ''] = /^(>=|<=|>|<)\s*(\d{1,3}(?:\.\d{1,2})?)\s*%$/.exec(written) ?? []
  const perTenThousand = Math.round(Number(number) * 100)
  const isSign = sign === '>' || sign === '>=' || sign === '<' || sign === '<='
  if (!isSign || number === '' || perTenThousand > 10_000)
    throw new ClaimFault(
      'share_unreadable',
      `“${written}” is no share`,
      'write none, few, all, or a comparison such as < 50 %',
    )
  const isEmpty =
    ((sign === '<' || sign === '>=') && perTenThousand === 0) ||
    ((sign === '>' || sign === '<=') && perTenThousand === 10_000)
  if (isEmpty)
    throw new ClaimFault(
      'claim_says_nothing',
      `“${written}” is never, or always, so`,
      'write none or all, or another figure',
    )
  return { comparison: sign, perTenThousand }
}

function hoursIn(predicate: string): { from: string; until: string } | undefined {
  const [, from, until] = /^(\S+)\s+to\s+(\S+)$/.exec(predicate) ?? []
  return from === undefined || until === undefined ? undefined : { from, until }
}

/** How long it was follows from the hours, whatever the zone, as long as it is one for both. */
function hoursClaim(
  { from, until }: { from: string; until: string },
  topic: Topic,
  limits: ReadonlyMap<LimitName, string>,
  declared: Declared,
): Claim {
  const written = limits.get('zone') ?? ''
  if (written !== 'open' && !isTimeZone(written))
    throw new ClaimFault('zone_unknown', `there is no zone “${written}”`, 'write a zone such as Asia/Damascus, or open')
  const zone = written === 'open' ? 'open' : (written as TimeZone)
  const period = readPeriod(from, until, zone === 'open' ? declared.zone : zone, `${from} to ${until}`)
  const amount = period.until - period.from
  return {
    kind: 'duration',
    scope: scopeOf(topic, 'duration', limits, declared, period),
    figure: { comparison: '=', amount, tolerance: 0, unit: 's' },
    hours: { from, until, zone },
  }
}

/** The hours as clocks of two zones may have shown them, in seconds; undefined where they would end before they begin. */
export function secondsBetween(
  { from, until }: Pick<Hours, 'from' | 'until'>,
  zones: readonly [TimeZone, TimeZone],
): number | undefined {
  const [start, end] = [parseInstant(from, zones[0]), parseInstant(until, zones[1])]
  return typeof start === 'number' && typeof end === 'number' && end > start ? end - start : undefined
}
