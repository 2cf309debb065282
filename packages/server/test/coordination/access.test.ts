// Who may do what in a pause: refusals first, then by hand, then whatever sequence of commands there is.

import { createHash } from 'node:crypto'
import { type Instant, utc } from '@treve/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Access,
  actorOfDevice,
  actorOfLink,
  actorOfPerson,
  hasCoordinator,
} from '../../src/coordination/access/index.ts'
import type { JsonObject, PauseEvent, Said } from '../../src/coordination/event.ts'
import {
  after,
  beginning,
  type Coordination,
  commandTypes,
  type Decision,
  parts,
  readInput,
  rules,
  standing,
} from '../../src/coordination/index.ts'
import { type Actor, type CommandKind, mayAsk, type Role } from '../../src/policy/index.ts'

const t0 = 1_478_239_200 as Instant
const day = 86_400
const coordinator: Actor = { token: 'a'.repeat(32), kind: 'person', roles: ['coordinator'] }
const dispatcher: Actor = { token: 'd'.repeat(32), kind: 'person', roles: ['dispatcher'] }
const server: Actor = { token: 'server', kind: 'server', roles: ['coordinator'] }
const keyOf = (name: string) => createHash('sha256').update(name).digest('base64url')

const withTerms = {
  ...beginning,
  terms: {
    versions: [
      { version: 1, summary: { parties: [{ id: 'old' }, { id: 'north' }] } },
      { version: 2, summary: { parties: [{ id: 'gone' }] } },
      { version: 3, summary: { parties: [{ id: 'north' }, { id: 'south' }] } },
    ],
    inForce: 1,
  },
} as unknown as Coordination

let count = 0
function eventOf(said: Said, at: Instant): PauseEvent {
  count += 1
  const notice = {
    ...said.notice,
    ...(said.details === undefined ? {} : { details: JSON.stringify(said.details) }),
  }
  return {
    id: `entry-${count}`,
    type: said.type,
    at,
    clear: { type: said.type },
    opened: {
      ...(Object.keys(notice).length === 0 ? {} : { notice }),
      ...(said.party === undefined ? {} : { party: said.party }),
      ...(said.references === undefined ? {} : { references: said.references }),
    },
  }
}

function decide(state: Coordination, kind: CommandKind, input: JsonObject, by = coordinator, now = t0): Decision {
  const type = commandTypes.get(kind)
  if (type === undefined) throw new Error(`${kind} is no command`)
  const read = readInput(type.input, JSON.stringify(input), utc)
  if ('problems' in read) throw new Error(read.problems.map(({ code, path }) => `${code} at ${path}`).join())
  return type.decide(read.input, { state, by, now })
}

class Pause {
  state = withTerms
  events: PauseEvent[] = []
  now = t0

  does(kind: CommandKind, input: JsonObject, by = coordinator): this {
    const decision = decide(this.state, kind, input, by, this.now)
    if ('refused' in decision) throw new Error(decision.refused.code)
    for (const said of decision.said) {
      const event = eventOf(said, this.now)
      this.events.push(event)
      this.state = after(this.state, event)
    }
    return this
  }

  refuses(kind: CommandKind, input: JsonObject, by = coordinator): string {
    const decision = decide(this.state, kind, input, by, this.now)
    if ('said' in decision) throw new Error(`it was not refused: ${JSON.stringify(decision.said)}`)
    expect(decision.refused.detail.length).toBeGreaterThan(20)
    return decision.refused.code
  }

  get access(): Access {
    return this.state.access
  }
}

const begun = () => new Pause().does('grant_role', { person: coordinator.token, roles: ['coordinator'] }, server)
const person = (letter: string) => letter.repeat(32)
const link = (more: JsonObject = {}): JsonObject => ({
  link: 'link-1',
  party: 'north',
  secret_sha256: keyOf('secret'),
  until: '2016-11-05T06:00:00Z',
  ask: 'Duty desk, line 4',
  ...more,
})
const device = (more: JsonObject = {}): JsonObject => ({
  device: 'device-1',
  key: keyOf('device'),
  roles: ['field'],
  label: 'gate team north',
  ...more,
})

describe('refused', () => {
  test.each<[string, CommandKind, JsonObject]>([
    ['coordinator_there', 'grant_role', { person: person('b'), roles: ['coordinator'] }],
    ['coordinator_there', 'grant_role', { person: person('b'), roles: ['planner'] }],
  ])('%s: where there is a coordinator, the server grants nothing', (code, kind, input) => {
    expect(begun().refuses(kind, input, server)).toBe(code)
  })

  test('coordinator_there: the first that the server makes is a coordinator and nothing else', () => {
    expect(new Pause().refuses('grant_role', { person: person('b'), roles: ['planner'] }, server)).toBe(
      'coordinator_there',
    )
    expect(
      new Pause().refuses('grant_role', { person: person('b'), roles: ['coordinator', 'protection'] }, server),
    ).toBe('coordinator_there')
  })

  test.each<[string, JsonObject]>([
    ['party_missing', { person: person('b'), roles: ['liaison'] }],
    ['party_not_of_pause', { person: person('b'), roles: ['liaison'], party: 'nowhere' }],
    ['party_not_of_pause', { person: person('b'), roles: ['liaison'], party: 'gone' }],
    ['liaison_alone', { person: person('b'), roles: ['liaison', 'planner'], party: 'north' }],
    ['liaison_alone', { person: coordinator.token, roles: ['liaison'], party: 'north' }],
    ['party_of_liaisons', { person: person('b'), roles: ['planner'], party: 'north' }],
  ])('%s: a role that asks for more', (code, input) => {
    expect(begun().refuses('grant_role', input)).toBe(code)
  })

  test('liaison_of_another, liaison_alone: who is a liaison stays with their party', () => {
    const pause = begun().does('grant_role', { person: person('b'), roles: ['liaison'], party: 'north' })
    expect(pause.refuses('grant_role', { person: person('b'), roles: ['liaison'], party: 'south' })).toBe(
      'liaison_of_another',
    )
    expect(pause.refuses('grant_role', { person: person('b'), roles: ['coordinator'] })).toBe('liaison_alone')
  })

  test('party_not_of_pause: where no terms were drafted there is no party', () => {
    const pause = begun()
    pause.state = { ...pause.state, terms: beginning.terms }
    expect(pause.refuses('grant_role', { person: person('b'), roles: ['liaison'], party: 'north' })).toBe(
      'party_not_of_pause',
    )
    expect(pause.refuses('issue_link', link())).toBe('party_not_of_pause')
  })

  test('last_coordinator, person_unknown', () => {
    const pause = begun()
    expect(pause.refuses('revoke_role', { person: coordinator.token, roles: ['coordinator'] })).toBe('last_coordinator')
    expect(pause.refuses('revoke_role', { person: person('f'), roles: ['planner'] })).toBe('person_unknown')
    pause.does('grant_role', { person: person('b'), roles: ['coordinator'] })
    pause.does('revoke_role', { person: coordinator.token, roles: ['coordinator'] })
    expect(pause.refuses('revoke_role', { person: person('b'), roles: ['coordinator'] })).toBe('last_coordinator')
  })

  test.each<[string, JsonObject]>([
    ['key_malformed', device({ key: 'short' })],
    ['key_malformed', device({ key: `${'A'.repeat(42)}B` })],
    ['person_unknown', device({ person: person('f') })],
  ])('%s: a device', (code, input) => {
    expect(begun().refuses('enrol_device', input)).toBe(code)
  })

  test.each([['coordinator'], ['dispatcher'], ['liaison'], ['protection']])('a device that would be %s', (role) => {
    expect(() => begun().does('enrol_device', device({ roles: [role] }))).toThrow(/word_unknown at roles/)
  })

  test('key_known, device_known: also of one that was revoked', () => {
    const pause = begun().does('enrol_device', device())
    expect(pause.refuses('enrol_device', device())).toBe('device_known')
    expect(pause.refuses('enrol_device', device({ device: 'device-2' }))).toBe('key_known')
    pause.does('revoke_device', { device: 'device-1', reason: 'lost' })
    expect(pause.refuses('enrol_device', device())).toBe('device_known')
    expect(pause.refuses('enrol_device', device({ device: 'device-2' }))).toBe('key_known')
    expect(pause.refuses('revoke_device', { device: 'device-3' })).toBe('device_unknown')
  })

  test.each<[string, JsonObject]>([
    ['secret_malformed', link({ secret_sha256: 'abc' })],
    ['party_not_of_pause', link({ party: 'nowhere' })],
    ['until_past', link({ until: '2016-11-04T06:00:00Z' })],
    ['until_too_far', link({ until: '2016-12-05T06:00:01Z' })],
  ])('%s: a link', (code, input) => {
    expect(begun().refuses('issue_link', input)).toBe(code)
  })

  test('link_known, link_unknown', () => {
    const pause = begun().does('issue_link', link())
    expect(pause.refuses('issue_link', link({ secret_sha256: keyOf('other') }))).toBe('link_known')
    expect(pause.refuses('revoke_link', { link: 'link-2' })).toBe('link_unknown')
  })

  test('by the policy, what a role may not ask for', () => {
    const asked: [Role, CommandKind][] = [
      ['dispatcher', 'grant_role'],
      ['planner', 'grant_role'],
      ['liaison', 'issue_link'],
      ['dispatcher', 'issue_link'],
      ['field', 'enrol_device'],
      ['desk', 'revoke_device'],
      ['protection', 'grant_role'],
    ]
    for (const [role, kind] of asked)
      expect(mayAsk({ token: person('c'), kind: 'person', roles: [role] }, kind), `${role} ${kind}`).toBe(false)
  })

  test('a command that waited while its sender was revoked', () => {
    const at = { nowSeconds: t0, zone: 'UTC', organisation: 'Relief Coordination' }
    const asked = {
      kind: 'asked',
      command: 'grant_role',
      input: JSON.stringify({ person: person('c'), roles: ['planner'] }),
      // As what they were when it came.
      by: { token: person('b'), kind: 'person', roles: ['coordinator'] },
    } as const
    const pause = begun().does('grant_role', { person: person('b'), roles: ['coordinator'] })
    expect(standing(rules, pause.state).decide(asked, at)).toMatchObject({ entering: [{}] })
    pause.does('revoke_role', { person: person('b'), roles: ['coordinator'] })
    expect(standing(rules, pause.state).decide(asked, at)).toMatchObject({ refused: { code: 'not_allowed' } })
    const gone = { ...asked, by: { token: 'device-1', kind: 'device', roles: ['coordinator'] } } as const
    expect(standing(rules, pause.state).decide(gone, at)).toMatchObject({ refused: { code: 'not_allowed' } })
  })

  test('nobody but a coordinator sees any of it', () => {
    const pause = begun().does('enrol_device', device()).does('issue_link', link())
    for (const reader of [
      dispatcher,
      { token: 'link-1', kind: 'link', roles: ['liaison'], party: 'north' } as const,
      { token: person('e'), kind: 'person', roles: [] } as const,
    ])
      expect(parts.access.view(pause.state, reader, t0)).toBeUndefined()
  })
})

describe('by hand', () => {
  test('what holds, and what ends at once', () => {
    const pause = begun()
      .does('grant_role', { person: person('b'), roles: ['field', 'dispatcher'], label: 'duty officer 2' })
      .does('enrol_device', device({ person: person('b') }), dispatcher)
      .does('issue_link', link())
    expect(actorOfPerson(pause.access, person('b'))).toEqual({
      token: person('b'),
      kind: 'person',
      roles: ['dispatcher', 'field'],
    })
    expect(actorOfDevice(pause.access, 'device-1')).toEqual({ token: 'device-1', kind: 'device', roles: ['field'] })
    expect(actorOfLink(pause.access, 'link-1', t0)).toEqual({
      token: 'link-1',
      kind: 'link',
      roles: ['liaison'],
      party: 'north',
    })
    // A link ends by itself, at its time and not a second before.
    expect(actorOfLink(pause.access, 'link-1', (t0 + day - 1) as Instant)).toBeDefined()
    expect(actorOfLink(pause.access, 'link-1', (t0 + day) as Instant)).toBeUndefined()

    pause.does('revoke_role', { person: person('b'), roles: ['dispatcher'] })
    expect(actorOfPerson(pause.access, person('b'))?.roles).toEqual(['field'])
    expect(actorOfDevice(pause.access, 'device-1')).toBeDefined()
    // Who has no role left has no device either.
    pause.does('revoke_role', { person: person('b'), roles: ['field'] })
    expect(actorOfPerson(pause.access, person('b'))).toBeUndefined()
    expect(actorOfDevice(pause.access, 'device-1')).toBeUndefined()
    pause.does('revoke_link', { link: 'link-1', reason: 'sent to the wrong number' })
    expect(actorOfLink(pause.access, 'link-1', t0)).toBeUndefined()
  })

  test('what is so already says nothing', () => {
    const pause = begun().does('enrol_device', device()).does('issue_link', link())
    pause.does('revoke_device', { device: 'device-1' }).does('revoke_link', { link: 'link-1' })
    const before = pause.events.length
    pause
      .does('grant_role', { person: coordinator.token, roles: ['coordinator'] })
      .does('revoke_role', { person: coordinator.token, roles: ['planner'] })
      .does('revoke_device', { device: 'device-1' })
      .does('revoke_link', { link: 'link-1' })
    expect(pause.events.length).toBe(before)
  })

  test('a coordinator sees who holds what, and neither keys nor secrets', () => {
    const pause = begun()
      .does('enrol_device', device())
      .does('issue_link', link())
      .does('revoke_device', { device: 'device-1', reason: 'lost' })
    const view = parts.access.view(pause.state, coordinator, (t0 + 2 * day) as Instant)
    expect(view).toEqual({
      people: [{ person: coordinator.token, roles: ['coordinator'], since: '2016-11-04T06:00:00+00:00' }],
      devices: [
        {
          device: 'device-1',
          label: 'gate team north',
          roles: ['field'],
          since: '2016-11-04T06:00:00+00:00',
          revoked_at: '2016-11-04T06:00:00+00:00',
          reason: 'lost',
        },
      ],
      links: [
        {
          link: 'link-1',
          party: 'north',
          since: '2016-11-04T06:00:00+00:00',
          until: '2016-11-05T06:00:00+00:00',
          state: 'expired',
        },
      ],
    })
    for (const hidden of [keyOf('device'), keyOf('secret')]) expect(JSON.stringify(view)).not.toContain(hidden)
  })

  test('what was revoked stays so where the words of it are erased', () => {
    const pause = begun()
      .does('grant_role', { person: person('b'), roles: ['planner'] })
      .does('enrol_device', device())
      .does('issue_link', link())
      .does('revoke_role', { person: person('b'), roles: ['planner'] })
      .does('revoke_device', { device: 'device-1' })
      .does('revoke_link', { link: 'link-1' })
    const folded = pause.events
      .map((event) => {
        const { notice, ...left } = event.opened
        return event.type.endsWith('_revoked') ? { ...event, opened: left } : event
      })
      .reduce(after, withTerms).access
    expect(actorOfPerson(folded, person('b'))).toBeUndefined()
    expect(actorOfDevice(folded, 'device-1')).toBeUndefined()
    expect(actorOfLink(folded, 'link-1', t0)).toBeUndefined()
  })
})

describe('whatever is asked for, in whatever order', () => {
  const people = ['b', 'c', 'e'].map(person).concat(coordinator.token)
  const tokens = ['device-1', 'device-2', 'device-3']
  const roles = fc.uniqueArray(fc.constantFrom<Role>('coordinator', 'planner', 'field', 'liaison'), { minLength: 1 })
  const asked = fc.oneof(
    fc.record({
      kind: fc.constant<CommandKind>('grant_role'),
      input: fc.record(
        { person: fc.constantFrom(...people), roles, party: fc.constantFrom('north', 'south', 'nowhere') },
        { requiredKeys: ['person', 'roles'] },
      ),
    }),
    fc.record({
      kind: fc.constant<CommandKind>('revoke_role'),
      input: fc.record({ person: fc.constantFrom(...people), roles }),
    }),
    fc.record({
      kind: fc.constant<CommandKind>('enrol_device'),
      input: fc.record(
        {
          device: fc.constantFrom(...tokens),
          key: fc.constantFrom('1', '2', '3').map(keyOf),
          roles: fc.constant(['field']),
          label: fc.constant('team'),
          person: fc.constantFrom(...people),
        },
        { requiredKeys: ['device', 'key', 'roles', 'label'] },
      ),
    }),
    fc.record({
      kind: fc.constant<CommandKind>('revoke_device'),
      input: fc.record({ device: fc.constantFrom(...tokens) }),
    }),
    fc.record({
      kind: fc.constant<CommandKind>('issue_link'),
      input: fc.constantFrom('link-1', 'link-2').map((name) => link({ link: name })),
    }),
    fc.record({
      kind: fc.constant<CommandKind>('revoke_link'),
      input: fc.record({ link: fc.constantFrom('link-1', 'link-2') }),
    }),
  )

  test('a pause with a coordinator keeps one; what was revoked never comes back; the same events, the same state', () => {
    let refused = 0
    let said = 0
    fc.assert(
      fc.property(fc.array(asked, { minLength: 20, maxLength: 40 }), (all) => {
        const pause = begun()
        const revoked = new Set<string>()
        for (const { kind, input } of all) {
          pause.now = (pause.now + 60) as Instant
          const before = pause.state
          const decision = decide(pause.state, kind, input as JsonObject, coordinator, pause.now)
          if ('refused' in decision) {
            refused += 1
            expect(decision.refused.code).toMatch(/^[a-z_]+$/)
            expect(pause.state).toBe(before)
          } else {
            said += decision.said.length
            for (const each of decision.said) {
              const event = eventOf(each, pause.now)
              pause.events.push(event)
              pause.state = after(pause.state, event)
            }
            // Asked again, it is so already; but what was enrolled or issued is known.
            const again = decide(pause.state, kind, input as JsonObject, coordinator, pause.now)
            if ('said' in again) expect(again.said).toEqual([])
          }
          expect(hasCoordinator(pause.access)).toBe(true)
          for (const holder of pause.access.people.values()) {
            expect(holder.roles.length).toBeGreaterThan(0)
            expect(holder.roles.includes('liaison')).toBe(holder.party !== undefined)
            if (holder.roles.includes('liaison')) expect(holder.roles).toEqual(['liaison'])
          }
          for (const each of pause.access.devices.values()) {
            if (each.revoked !== undefined) revoked.add(each.key)
            else expect(revoked.has(each.key)).toBe(false)
            if (each.person !== undefined && !pause.access.people.has(each.person))
              expect(each.revoked, each.device).toBeDefined()
          }
        }
        expect(pause.events.reduce(after, withTerms)).toEqual(pause.state)
      }),
      { seed: 27, numRuns: 300 },
    )
    expect(refused).toBeGreaterThan(1000)
    expect(said).toBeGreaterThan(1000)
  })

  test('whatever stands in an entry, folding it throws nothing', () => {
    const types = fc.constantFrom<PauseEvent['type']>(
      'role_granted',
      'role_revoked',
      'device_enrolled',
      'device_revoked',
      'link_issued',
      'link_revoked',
    )
    fc.assert(
      fc.property(types, fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (type, details, notice, rest) => {
        for (const opened of [{ notice: { details: JSON.stringify(details) } }, { notice, references: rest }, rest])
          after(withTerms, { id: 'entry', type, at: t0, clear: {}, opened: (opened ?? {}) as JsonObject })
      }),
      { seed: 27, numRuns: 500 },
    )
  })
})
