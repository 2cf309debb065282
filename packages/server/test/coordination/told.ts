// A pause's coordination without a server: commands are read, decided and folded as whoever leads does it, and what is to be
// said is held against the shapes of the account.

import { slotShapes } from '@treve/ledger'
import type { Instant, TimeZone } from '@treve/model'
import { type Language, readBytes } from '@treve/model'
import {
  after,
  beginning,
  type Coordination,
  commandTypes,
  type PauseEvent,
  type Said,
} from '@treve/server/coordination'
import { type Actor, mayAsk, type Role } from '@treve/server/policy'

export const zone = 'Asia/Damascus' as TimeZone
const parse = (text: string) => (Date.parse(text) / 1000) as Instant
/** Two days and a little before the window. */
export const start = parse('2016-11-02T05:00:00Z')
export const hours = (count: number) => count * 3600

export const summary = {
  id: 'test-pause',
  title: { en: 'Test pause', fr: 'Pause d’essai', ar: 'هدنة تجريبية', ru: 'Пробная пауза' },
  exercise: false,
  time_zone: zone,
  buffer_s: 1800,
  windows: [{ id: 'day', open: parse('2016-11-04T06:00:00Z'), close: parse('2016-11-04T17:00:00Z') }],
  parties: [
    { id: 'north', role: 'party_to_conflict', name: { en: 'North', ar: 'الشمال' } },
    { id: 'south', role: 'party_to_conflict' },
    { id: 'relief', role: 'humanitarian' },
  ],
  corridors: [
    {
      id: 'c1',
      name: { en: 'Mill road', fr: 'Route du moulin', ar: 'طريق المطحنة', ru: 'Мельничная дорога' },
      uses: ['civilians', 'medical', 'aid'],
      segments: ['s1', 's2'],
      needs: [],
    },
    { id: 'c2', uses: ['civilians', 'medical'], segments: ['whole'], needs: [] },
    { id: 'c3', uses: ['armed_groups'], segments: ['whole'], needs: [] },
    { id: 'c4', uses: ['civilians'], segments: ['whole'], needs: [] },
  ],
  movements: ['civilians', 'medical'],
  aid: [],
  reciprocal: [],
  events: [],
  says: {},
  silent_on: [],
  five: { times: true, places: true, routes: true, who: true, aid: true },
}

export function agreed(more: Partial<typeof summary> = {}, plan?: string): Coordination {
  const version = {
    version: 1,
    draftedAt: start,
    entry: 'A'.repeat(22),
    pauseFileSha256: 'a'.repeat(64),
    summary: { ...summary, ...more },
    requirements: {
      agreement_of: ['north', 'south'],
      approval_of: ['north', 'south'],
      lead_time_s: hours(48),
      elements: [],
    },
    content: {},
  }
  const terms = {
    versions: [version],
    agreed: { version: 1, by: ['north', 'south'], at: start },
    inForce: 1,
    ...(plan === undefined ? {} : { plan: { version: 1, at: start, entry: 'B'.repeat(22), planSha256: plan } }),
  }
  return { ...beginning, terms: terms as unknown as Coordination['terms'] }
}

export function person(token: string, ...roles: readonly Role[]): Actor {
  return { token, kind: 'person', roles: roles.length === 0 ? ['coordinator'] : roles }
}
export const anna = person('token-one')
export const bert = person('token-two')
export const dispatcher = person('token-three', 'dispatcher')
export const liaisonOf = (party: string): Actor => ({ token: `link-${party}`, kind: 'link', roles: ['liaison'], party })

export type Answer =
  | { readonly said: readonly Said[] }
  | { readonly refused: { readonly code: string; readonly particulars?: unknown } }

export class Told {
  state: Coordination
  now: Instant = start
  readonly events: PauseEvent[] = []
  private count = 0

  constructor(state = agreed()) {
    this.state = state
  }

  /** As an API takes it: JSON, with local times. */
  ask(kind: string, input: object, by: Actor = anna): Answer {
    const type = commandTypes.get(kind)
    if (type === undefined) throw new Error(`there is no command ${kind}`)
    if (!mayAsk(by, type.kind)) return { refused: { code: 'not_allowed' } }
    const { root } = readBytes(new TextEncoder().encode(JSON.stringify(input)))
    const reading = {
      zone,
      firstDay: '2016-11-04',
      openFile: () => 'outside_folder' as const,
      problems: [],
      figures: new Map(),
      nodes: new WeakMap(),
    }
    const read = root === undefined ? undefined : type.input.read(root, reading)
    if (read === undefined || reading.problems.length > 0)
      return { refused: { code: 'malformed', particulars: reading.problems } }
    const decision = type.decide(read, { state: this.state, by, now: this.now })
    if ('refused' in decision) return decision
    this.enter(decision.said)
    return decision
  }

  /** Roles as access has them: what was signed counts by them. */
  grant(...people: readonly Actor[]): this {
    const said = people.map(({ token, roles }): Said => {
      return { type: 'role_granted', details: { person: token, roles: [...roles] } }
    })
    this.enter(said)
    return this
  }

  revoke(token: string, ...roles: readonly Role[]): this {
    this.enter([{ type: 'role_revoked', details: { person: token, roles: [...roles] } }])
    return this
  }

  /** Go, by the terms in force, as whoever decides it has it entered. */
  go(): this {
    this.enter([{ type: 'go_decided', notice: {}, details: { version: this.state.terms.inForce ?? 0 } }])
    return this
  }

  /** What it said, or why this test is wrong. */
  done(kind: string, input: object, by: Actor = anna): readonly Said[] {
    const answer = this.ask(kind, input, by)
    if ('refused' in answer) throw new Error(`${kind}: ${JSON.stringify(answer.refused)}`)
    return answer.said
  }

  refused(kind: string, input: object, by: Actor = anna): string {
    const answer = this.ask(kind, input, by)
    return 'refused' in answer ? answer.refused.code : 'it was done'
  }

  enter(said: readonly Said[]): void {
    for (const each of said) {
      const event = this.eventOf(each)
      this.events.push(event)
      this.state = after(this.state, event)
    }
  }

  private eventOf(said: Said): PauseEvent {
    const details = said.details === undefined ? {} : { details: JSON.stringify(said.details) }
    const opened = {
      ...(said.party === undefined ? {} : { party: said.party }),
      notice: { ...said.notice, ...details },
      ...(said.place === undefined ? {} : { place: said.place }),
      ...(said.text === undefined ? {} : { text: said.text }),
      ...(said.staff === undefined ? {} : { staff: said.staff }),
      ...(said.references === undefined ? {} : { references: said.references }),
    }
    if (said.type !== 'publishing_stopped')
      for (const [name, value] of Object.entries(opened)) {
        const fault = slotShapes[name as keyof typeof slotShapes].fault(value as never)
        if (fault !== undefined) throw new Error(`${said.type}, slot ${name}: ${fault}`)
      }
    this.count += 1
    const id = Buffer.from(String(this.count).padStart(16, '0')).toString('base64url')
    return { id, type: said.type, at: this.now, clear: said.clear ?? {}, opened: opened as PauseEvent['opened'] }
  }
}

export const eight = {
  id: 'm1',
  use: 'civilians',
  corridor: 'c1',
  direction: 'out',
  from: '2016-11-04T08:00',
  until: '2016-11-04T12:00',
  vehicles: [
    { kind: 'bus', count: 8 },
    { kind: 'ambulance', count: 2 },
  ],
  alternates: [{ corridor: 'c2' }],
}

export const busOrder = {
  id: 'trip-1',
  notification: 1,
  movement: 'm1',
  use: 'civilians',
  corridor: 'c1',
  direction: 'out',
  from: '2016-11-04T08:30',
  until: '2016-11-04T09:30',
  vehicles: [{ id: 'bus-001', kind: 'bus' }],
}

export const everyLanguage: readonly Language[] = ['en', 'fr', 'ar', 'ru']
