// Who holds which role in a pause, which devices report in it, which pages are open to liaisons: folded from its account.

import type { Instant } from '@treve/model'
import { id, list, object, oneOf, optional, required, text } from '@treve/model/schema'
import { type Role, roles } from '../../policy/actor.ts'
import { byDetails, detailsOf } from '../details.ts'
import type { PauseEvent } from '../event.ts'
import { namedBy, noticeOf, partyOf } from '../opened.ts'
import { high, moderate } from '../sensitivity.ts'

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

const person = required(id(), high('Token of the person.'))
const rolesNamed = required(list(oneOf(roles)), moderate('Which roles.'))
const device = required(id(), high('Token of the device.'))
const link = required(id(), moderate('Id of the link.'))

const grantedType = object({ person, roles: rolesNamed, label: optional(text(100), high('Of the function.')) })
const revokedType = object({ person, roles: rolesNamed })
const enrolledType = object({
  device,
  key: required(text(43), high('Ed25519, 32 bytes in base64url.')),
  roles: required(list(oneOf(deviceRoles)), moderate('As what.')),
  person: optional(id(), high('For whom.')),
  label: required(text(100), high('What it is called, by function.')),
})
const deviceType = object({ device })
const issuedType = object({
  link,
  secret_sha256: required(text(43), high('SHA-256 of its secret.')),
  ask: required(text(200), moderate('Whom to ask for a new one.')),
})
const linkType = object({ link })

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
      return deviceRevoked(state, event)
    case 'link_issued':
      return issued(state, event)
    case 'link_revoked':
      return linkRevoked(state, event)
    default:
      return state
  }
}

const granted = byDetails(grantedType, (state: Access, details, event): Access => {
  if (details.roles.length === 0) return state
  const { person, roles: added } = details
  const before = state.people.get(person)
  const party = partyOf(event) ?? before?.party
  const label = details.label ?? before?.label
  const holder: Holder = {
    person,
    roles: roles.filter((role) => added.includes(role) || before?.roles.includes(role)),
    since: before?.since ?? event.at,
    entries: [...(before?.entries ?? []), event.id],
    ...(label === undefined ? {} : { label }),
    ...(party === undefined ? {} : { party }),
  }
  return { ...state, people: new Map(state.people).set(person, holder) }
})

function roleRevoked(state: Access, event: PauseEvent): Access {
  const details = detailsOf(revokedType, event)
  // What was said may be erased since: that somebody lost their roles must hold all the same.
  const before =
    details === undefined ? heldBy(state.people, event, ({ entries }) => entries) : state.people.get(details.person)
  if (before === undefined) return state
  const lost = details?.roles ?? before.roles
  const left = before.roles.filter((role) => !lost.includes(role))
  const people = new Map(state.people)
  if (left.length === 0) people.delete(before.person)
  else people.set(before.person, { ...before, roles: left })
  return { ...state, people }
}

const enrolled = byDetails(enrolledType, (state: Access, details, event): Access => {
  if (state.devices.has(details.device)) return state
  const made: Device = { ...details, since: event.at, entry: event.id }
  return { ...state, devices: new Map(state.devices).set(details.device, made) }
})

const issued = byDetails(issuedType, (state: Access, details, event): Access => {
  const party = partyOf(event)
  const { until } = noticeOf(event)
  if (party === undefined || until === undefined || state.links.has(details.link)) return state
  const { link, secret_sha256: secretSha256, ask } = details
  const made: Link = { link, party, secretSha256, until, ask, since: event.at, entry: event.id }
  return { ...state, links: new Map(state.links).set(link, made) }
})

function deviceRevoked(state: Access, event: PauseEvent): Access {
  const named = detailsOf(deviceType, event)?.device
  const found = named === undefined ? entered(state.devices, event) : state.devices.get(named)
  if (found === undefined || found.revoked !== undefined) return state
  return { ...state, devices: new Map(state.devices).set(found.device, { ...found, revoked: revokedBy(event) }) }
}

function linkRevoked(state: Access, event: PauseEvent): Access {
  const named = detailsOf(linkType, event)?.link
  const found = named === undefined ? entered(state.links, event) : state.links.get(named)
  if (found === undefined || found.revoked !== undefined) return state
  return { ...state, links: new Map(state.links).set(found.link, { ...found, revoked: revokedBy(event) }) }
}

function revokedBy(event: PauseEvent): Revoked {
  const { reason } = noticeOf(event)
  return { at: event.at, ...(reason === undefined ? {} : { reason }) }
}

/** What an entry is about, where it does not say so any more. */
function entered<T extends { readonly entry: string }>(all: ReadonlyMap<string, T>, event: PauseEvent): T | undefined {
  return heldBy(all, event, ({ entry }) => [entry])
}

function heldBy<T>(
  all: ReadonlyMap<string, T>,
  event: PauseEvent,
  entriesOf: (one: T) => readonly string[],
): T | undefined {
  const named = namedBy(event)
  return [...all.values()].find((each) => entriesOf(each).some((entry) => named.includes(entry)))
}
