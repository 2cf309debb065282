// Who holds which role in a pause, which devices report in it, which pages are open to liaisons: folded from its account.

import { type Instant, parseInstant, utc } from '@treve/model'
import { type Role, roles } from '../../policy/actor.ts'
import type { Json, JsonObject, PauseEvent } from '../event.ts'

/** A person is a random token: who that is, is known elsewhere and to nobody here. */
export interface Holder {
  readonly person: string
  /** Of the function, such as “duty officer 2”. */
  readonly label?: string
  readonly roles: readonly Role[]
  /** Whose liaison. */
  readonly party?: string
  readonly since: Instant
  /** Entries that granted it. */
  readonly entries: readonly string[]
}

/** All that a device may be: what a lost phone opens is little. */
export const deviceRoles = ['field', 'desk'] as const
export type DeviceRole = (typeof deviceRoles)[number]

export interface Device {
  readonly device: string
  /** Ed25519, 32 bytes in base64url. */
  readonly key: string
  /** For whom, where that is one person. */
  readonly person?: string
  readonly label: string
  readonly roles: readonly DeviceRole[]
  readonly since: Instant
  readonly entry: string
  readonly revoked?: Revoked
}

export interface Link {
  readonly link: string
  readonly party: string
  /** Of its secret, in base64url: whoever reads the account opens nothing by it. */
  readonly secretSha256: string
  readonly until: Instant
  /** Whom to ask for a new one, by function. */
  readonly ask: string
  readonly since: Instant
  readonly entry: string
  readonly revoked?: Revoked
}

export interface Revoked {
  readonly at: Instant
  readonly reason?: string
}

export interface Access {
  readonly people: ReadonlyMap<string, Holder>
  readonly devices: ReadonlyMap<string, Device>
  readonly links: ReadonlyMap<string, Link>
}

export const nobody: Access = { people: new Map(), devices: new Map(), links: new Map() }

export function afterEvent(state: Access, event: PauseEvent): Access {
  switch (event.type) {
    case 'role_granted':
      return granted(state, event)
    case 'role_revoked':
      return roleRevoked(state, event)
    case 'device_enrolled':
      return enrolled(state, event)
    case 'device_revoked':
      return { ...state, devices: revokedIn(state.devices, 'device', event) ?? state.devices }
    case 'link_issued':
      return issued(state, event)
    case 'link_revoked':
      return { ...state, links: revokedIn(state.links, 'link', event) ?? state.links }
    default:
      return state
  }
}

function granted(state: Access, event: PauseEvent): Access {
  const details = detailsOf(event)
  const person = textOf(details.person)
  const added = rolesOf(details.roles)
  if (person === undefined || added.length === 0) return state
  const before = state.people.get(person)
  const party = textOf(event.opened.party)
  const label = textOf(details.label) ?? before?.label
  const holder: Holder = {
    person,
    roles: roles.filter((role) => added.includes(role) || before?.roles.includes(role)),
    since: before?.since ?? event.at,
    entries: [...(before?.entries ?? []), event.id],
    ...(label === undefined ? {} : { label }),
    ...(party === undefined ? (before?.party === undefined ? {} : { party: before.party }) : { party }),
  }
  return { ...state, people: new Map(state.people).set(person, holder) }
}

function roleRevoked(state: Access, event: PauseEvent): Access {
  const details = detailsOf(event)
  const about = aboutOf(event)
  const person = textOf(details.person)
  // What was said may be erased since: that somebody lost their roles must hold all the same.
  const before =
    person === undefined
      ? [...state.people.values()].find(({ entries }) => entries.some((each) => about.includes(each)))
      : state.people.get(person)
  if (before === undefined) return state
  const lost = person === undefined ? before.roles : rolesOf(details.roles)
  const left = before.roles.filter((role) => !lost.includes(role))
  const people = new Map(state.people)
  if (left.length === 0) people.delete(before.person)
  else people.set(before.person, { ...before, roles: left })
  return { ...state, people }
}

function enrolled(state: Access, event: PauseEvent): Access {
  const details = detailsOf(event)
  const [device, key, person] = [textOf(details.device), textOf(details.key), textOf(details.person)]
  if (device === undefined || key === undefined || state.devices.has(device)) return state
  const made: Device = {
    device,
    key,
    label: textOf(details.label) ?? device,
    roles: rolesOf(details.roles).filter(isDeviceRole),
    since: event.at,
    entry: event.id,
    ...(person === undefined ? {} : { person }),
  }
  return { ...state, devices: new Map(state.devices).set(device, made) }
}

function issued(state: Access, event: PauseEvent): Access {
  const details = detailsOf(event)
  const [link, secretSha256, party] = [textOf(details.link), textOf(details.secret_sha256), textOf(event.opened.party)]
  const until = parseInstant(textOf(noticeOf(event).until) ?? '', utc)
  if (link === undefined || secretSha256 === undefined || party === undefined || typeof until !== 'number') return state
  if (state.links.has(link)) return state
  const made: Link = {
    link,
    party,
    secretSha256,
    until,
    ask: textOf(details.ask) ?? '',
    since: event.at,
    entry: event.id,
  }
  return { ...state, links: new Map(state.links).set(link, made) }
}

function revokedIn<T extends { readonly entry: string; readonly revoked?: Revoked }>(
  all: ReadonlyMap<string, T>,
  key: 'device' | 'link',
  event: PauseEvent,
): ReadonlyMap<string, T> | undefined {
  const named = textOf(detailsOf(event)[key])
  const about = aboutOf(event)
  const found =
    named === undefined ? [...all].find(([, { entry }]) => about.includes(entry)) : ([named, all.get(named)] as const)
  if (found?.[1] === undefined || found[1].revoked !== undefined) return undefined
  const reason = textOf(noticeOf(event).reason)
  const revoked = { at: event.at, ...(reason === undefined ? {} : { reason }) }
  return new Map(all).set(found[0], { ...found[1], revoked })
}

function noticeOf({ opened }: PauseEvent): JsonObject {
  return objectOf(opened.notice)
}

function detailsOf(event: PauseEvent): JsonObject {
  try {
    return objectOf(JSON.parse(textOf(noticeOf(event).details) ?? 'null') as Json)
  } catch {
    return {}
  }
}

function aboutOf({ opened }: PauseEvent): readonly Json[] {
  const { about } = objectOf(opened.references)
  return Array.isArray(about) ? about : []
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function rolesOf(value: Json | undefined): readonly Role[] {
  return Array.isArray(value) ? roles.filter((role) => value.includes(role)) : []
}

function isDeviceRole(role: Role): role is DeviceRole {
  return deviceRoles.some((each) => each === role)
}
