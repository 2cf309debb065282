// A pause whose commands are decided and entered as whoever leads does it, on a clock that the test moves.

import { checkValues, eventTypes, formatVerifierKey, keyTypes, noteSigner } from '@treve/ledger'
import { type Instant, parseInstant, readBytes, type TimeZone } from '@treve/model'
import type { Json, JsonObject, PauseEvent, Said } from '../../src/coordination/event.ts'
import {
  after,
  beginning,
  type Coordination,
  commandTypes,
  draftOf,
  type PartName,
  parts,
} from '../../src/coordination/index.ts'
import { type Actor, type CommandKind, mayAsk, type Role } from '../../src/policy/index.ts'

export const damascus = 'Asia/Damascus' as TimeZone

export function at(local: string): Instant {
  const read = parseInstant(local.includes('T') ? local : `2016-11-04T${local}`, damascus)
  if (typeof read !== 'number') throw new Error(`${local} is no time`)
  return read
}

export function somebody(role: Role, party?: string): Actor {
  const token = party === undefined ? `token-of-${role}` : `token-of-${role}-${party}`
  return { token, kind: 'person', roles: [role], ...(party === undefined ? {} : { party }) }
}

export const coordinator = somebody('coordinator')
export const monitor = somebody('field')

/** As the account holds it: in at 8:10, at the school until 8:45, out by 9:00, back by 9:10. */
export function schoolTrip(
  id: string,
  vehicle: string,
  { stops, refuge = null }: { readonly stops?: readonly Json[]; readonly refuge?: string | null } = {},
): Json {
  const own = stops ?? [
    ['load', 'school', at('08:20'), at('08:45'), { families: 40 }, 0],
    ['unload', 'reception', at('09:05'), at('09:10'), { families: 40 }, 0],
  ]
  const back = [at('10:00'), at('10:30'), at('10:45'), refuge]
  return [
    id,
    vehicle,
    null,
    at('08:00'),
    at('09:10'),
    'bridge',
    'bridge',
    at('09:00'),
    'depot',
    'reception',
    [...own],
    back,
  ]
}

export interface Refusal {
  readonly code: string
  readonly particulars: JsonObject
}

export class Day {
  state: Coordination = beginning
  now: Instant
  readonly events: PauseEvent[] = []

  constructor(local: string) {
    this.now = at(local)
  }

  /** Undefined where it was done. */
  ask(kind: CommandKind, input: JsonObject = {}, by: Actor = coordinator): Refusal | undefined {
    const type = commandTypes.get(kind)
    if (type === undefined) throw new Error(`there is no command ${kind}`)
    if (!mayAsk(by, kind)) return { code: 'not_allowed', particulars: {} }
    const decision = type.decide(inputOf(type.input, input), { state: this.state, by, now: this.now })
    if ('refused' in decision) return { code: decision.refused.code, particulars: decision.refused.particulars ?? {} }
    for (const said of decision.said) this.enter(said)
    return undefined
  }

  /** Asked for, and done; else the test fails with the reason. */
  do(kind: CommandKind, input: JsonObject = {}, by: Actor = coordinator): void {
    const refused = this.ask(kind, input, by)
    if (refused !== undefined) throw new Error(`${kind}: ${JSON.stringify(refused)}`)
  }

  /** What time brings until then. */
  at(local: string): void {
    this.goTo(at(local))
  }

  goTo(now: Instant): void {
    this.now = now
    for (const said of this.due()) this.enter(said)
  }

  due(): readonly Said[] {
    return Object.values(parts).flatMap((part) => part.due?.(this.state, this.now) ?? [])
  }

  view(part: PartName, by: Actor = coordinator): JsonObject | undefined {
    return parts[part].view(this.state, by, this.now)
  }

  fold(event: PauseEvent): PauseEvent {
    this.events.push(event)
    this.state = after(this.state, event)
    return event
  }

  enter(said: Said): PauseEvent {
    return this.fold(entered(said, this.now, this.events.length))
  }
}

export function inputOf(type: { read: (...given: never) => unknown }, input: JsonObject): unknown {
  const { root } = readBytes(new TextEncoder().encode(JSON.stringify(input)))
  const problems: unknown[] = []
  const reading = { zone: damascus, openFile: () => 'missing', problems, figures: new Map(), nodes: new WeakMap() }
  const read = root === undefined ? undefined : type.read(...([root, reading] as never))
  if (read === undefined || problems.length > 0) throw new Error(`bad input: ${JSON.stringify(problems)}`)
  return read
}

/** As the account takes it: a slot or value that it does not take is an error of the test. */
export function entered(said: Said, now: Instant, index: number): PauseEvent {
  const draft = draftOf(said, { now, zone: damascus, organisation: 'relief', chain: 'relief' })
  const { clear = {}, sealed = {} } = draft
  // Certificates are added by who signs.
  const signed = draft.class === 'field' ? { key_cert: certificate, key_cert2: certificate } : { key_cert: certificate }
  checkValues(draft.class, clear, { ...signed, ...sealed })
  checkClear(said)
  return { id: `${String(index).padStart(21, '0')}A`, type: said.type, at: now, clear, opened: sealed }
}

const { key } = noteSigner({ name: 'relief', type: keyTypes.ed25519, seed: new Uint8Array(32) })
const certificate = { organisation: 'relief', key: formatVerifierKey(key), signature: 'x' }

/** What stands in the clear has its shape too. */
function checkClear({ type, clear = {} }: Said): void {
  const shapes: Readonly<Record<string, { fault: (value: never) => string | undefined }>> =
    (eventTypes[type] as { clear?: never }).clear ?? {}
  for (const [name, value] of Object.entries(clear)) {
    const shape = shapes[name] ?? shapes[`${name}?`]
    if (shape === undefined) throw new Error(`${type} has no ${name} in the clear`)
    const fault = shape.fault(value as never)
    if (fault !== undefined) throw new Error(`${type}: ${name}: ${fault}`)
  }
  for (const name of Object.keys(shapes))
    if (!name.endsWith('?') && !(name in clear)) throw new Error(`${type} lacks ${name} in the clear`)
}

interface Given {
  readonly open?: string
  readonly close?: string
  readonly needs?: string
  readonly extra?: string
  readonly silent?: string
  readonly reciprocal?: string
  readonly people?: string
}

/** Two sides, an authority, a bridge, families and patients, and flour. */
export function pauseFile({
  open = '2016-11-04T08:00',
  close = '2016-11-04T12:00',
  needs = 'withdrawal_verified, route_clear_of_mines',
  extra = '',
  silent = 'screening, private_cars',
  reciprocal = '[]',
  people = '100',
}: Given = {}): string {
  return `treve_pause: 1
id: two-banks
title: { en: Two banks }
time_zone: Asia/Damascus
exercise: true
parties:
  - { id: north, role: party_to_conflict, name: { en: North } }
  - { id: south, role: party_to_conflict, name: { en: South } }
  - { id: council, role: authority, name: { en: Council } }
  - { id: relief, role: humanitarian, name: { en: Relief team } }
terms:
  stated_by: [south]
  windows: [ { id: day, open: ${open}, close: ${close} } ]
  clear: { buffer: 30 min, probability: null }
  silent_on: [${silent}]
zone: { area: { type: Polygon, coordinates: [[[37.13,36.18],[37.20,36.18],[37.20,36.24],[37.13,36.24],[37.13,36.18]]] } }
places:
  - { id: depot, kind: depot, at: [37.10, 36.20] }
  - { id: outer, kind: mouth, at: [37.12, 36.20] }
  - { id: inner, kind: mouth, at: [37.14, 36.20], inside: true }
  - { id: school, kind: pick_up, at: [37.16, 36.20], inside: true }
  - { id: reception, kind: reception, at: [37.09, 36.20], places: 400 }
  - { id: clinic, kind: hospital, at: [37.08, 36.20], beds: { stretcher: 6 } }
  - { id: warehouse, kind: warehouse, at: [37.09, 36.21] }
  - { id: bakery, kind: drop, at: [37.15, 36.21], inside: true }
links:
  - { between: [depot, outer], time: 6 min }
  - { between: [reception, outer], time: 5 min }
  - { between: [clinic, outer], time: 5 min }
  - { between: [warehouse, outer], time: 5 min }
  - { between: [inner, school], time: 5 min }
  - { between: [inner, bakery], time: 5 min }
corridors:
  - id: bridge
    uses: [civilians, medical, aid]
    outside: outer
    inside: inner
    travel: { vehicle: 6 min }
    opens: { needs: [${needs}] }
people:
  - { id: families, at: school, count: ${people}, mobility: seated, priority: general, movement: civilians, to: [reception] }
  - { id: patients, at: school, count: 4, mobility: stretcher, priority: life_critical, movement: medical, to: [clinic] }
aid:
  - { id: flour, donor: relief, from: warehouse, to: bakery, items: [ { id: sacks, category: food, count: 320, mass: 25 kg } ] }
fleet:
  - { id: bus, kind: bus, count: 1, at: depot, carries: [civilians], loads: [ { seated: 50 } ] }
  - { id: ambulance, kind: ambulance, count: 1, at: clinic, carries: [medical], loads: [ { stretcher: 2 } ] }
  - { id: truck, kind: truck, count: 1, at: warehouse, carries: [aid], loads: [ { mass: 8 t } ] }
rules:
  events: [ { id: swap, earliest: 2016-11-04T09:00 } ]
  reciprocal: ${reciprocal}
${extra}`
}

export const elements = [
  'window.day',
  'corridor.bridge.civilians',
  'corridor.bridge.medical',
  'corridor.bridge.aid',
  'aid.flour',
  'medical_evacuation',
  'evacuation.civilians',
  'staff_safety',
] as const
export const approving = ['north', 'south', 'council'] as const

/** Every party approves every element, in writing and without conditions. */
export function approveAll(day: Day, but?: { readonly element: string; readonly party: string }, until?: string): void {
  for (const element of elements)
    for (const party of approving)
      if (element !== but?.element || party !== but.party) approve(day, element, party, until)
}

export function approve(day: Day, element: string, party: string, until?: string): void {
  const input = { element, party, grade: 'written_unconditional', evidence: 'letter' }
  day.do('record_approval', until === undefined ? input : { ...input, until })
}

/** As the part of notifications would have it, which has tests of its own. */
export function tellAll(day: Day, isAcknowledged = true): void {
  const byParty: Record<string, unknown> = {}
  for (const party of approving) {
    const event = day.enter({ type: 'notified', party, notice: { channel: 'paper' }, details: {} })
    const latest = {
      id: event.id,
      number: 1,
      thread: 1,
      sentAt: day.now,
      ...(isAcknowledged ? { acknowledgedAt: day.now } : {}),
    }
    byParty[party] = { latest, told: [latest] }
  }
  day.state = { ...day.state, notices: { ...day.state.notices, byParty } as never }
}

/** Agreed on 1 November, all approved, all told, go decided: it may begin when the window opens. */
export function ready(file = pauseFile(), draft: JsonObject = {}): Day {
  const day = new Day('2016-11-01T07:00')
  day.do('draft_terms', { pause_file: file, ...draft })
  day.do('agree_terms', { version: 1, by: ['north', 'south'], text: 'From 08:00 to 12:00 on 4 November.' })
  approveAll(day)
  tellAll(day)
  day.do('name_owner', { function: 'head_of_operations' })
  day.do('decide_go')
  return day
}

/** Under way, its corridor verified until the close. */
export function underWay(file = pauseFile()): Day {
  const day = ready(file)
  day.at('08:00')
  verifyAll(day)
  day.do('begin')
  return day
}

export function verifyAll(day: Day, until = '2016-11-04T12:00'): void {
  for (const kind of ['troops', 'mines'])
    day.do('verify_withdrawal', { corridor: 'bridge', kind, by: 'relief', state: 'met', until }, monitor)
}
