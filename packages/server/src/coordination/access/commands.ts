// What can be asked for about who may do what.

import { formatInstant, utc } from '@treve/model'
import { id, instant, list, object, oneOf, optional, required, text } from '@treve/model/schema'
import { roles } from '../../policy/actor.ts'
import { personalFault } from '../channels.ts'
import type { Said } from '../event.ts'
import { type CommandType, command, type Decision, refuse } from '../part.ts'
import type { Coordination } from '../state.ts'
import { inForce } from '../terms/index.ts'
import { hasCoordinator } from './actors.ts'
import { type Device, deviceRoles } from './state.ts'

const dayS = 86_400
/** Longer than pauses are prepared for: a link that outlives its pause opens what nobody remembers. */
const linkDaysMost = 31

/** SHA-256, or a public key: 32 bytes in base64url. */
const bytes32 = text(43)
const is32Bytes = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/

const label = text(60)
const person = required(id(), { sensitivity: 'high', doc: 'Token of the person. Never a name.' })
const functionLabel = 'The function, such as “duty officer 2”. Never a name.'
const device = required(id(), { sensitivity: 'high', doc: 'Token of the device.' })
const link = required(id(), { sensitivity: 'moderate', doc: 'Id of the link. It opens nothing without its secret.' })
const reason = optional(text(400), { sensitivity: 'high', doc: 'Why.' })
const party = { sensitivity: 'moderate', doc: 'Id of the party, as in the pause file.' } as const

const grantRole = command('grant_role', {
  doc: 'Gives a person roles in this pause. A liaison is of one party and holds no other role.',
  input: object({
    person,
    roles: required(list(oneOf(roles), { min: 1, max: roles.length }), { sensitivity: 'moderate', doc: 'Which.' }),
    party: optional(id(), party),
    label: optional(label, { sensitivity: 'high', doc: functionLabel }),
  }),
  decide(asked, { state, by }) {
    const personal = personalFault({ label: asked.label })
    if (personal !== undefined) return personal
    const { access } = state
    const before = access.people.get(asked.person)
    if (by.kind === 'server' && (hasCoordinator(access) || asked.roles.some((role) => role !== 'coordinator')))
      return refuse(
        'coordinator_there',
        'this pause has a coordinator: only a coordinator gives roles in it. Ask them for an invitation',
      )
    const all = [...new Set([...(before?.roles ?? []), ...asked.roles])]
    if (all.includes('liaison')) {
      const fault = liaisonFault(state, { all, asked: asked.party, before: before?.party })
      if (fault !== undefined) return fault
    } else if (asked.party !== undefined)
      return refuse('party_of_liaisons', 'only a liaison is of a party: leave the party out, or grant the role liaison')
    const isSo = all.length === before?.roles.length && (asked.label === undefined || asked.label === before.label)
    if (isSo) return nothing
    return say({
      type: 'role_granted',
      details: {
        person: asked.person,
        roles: [...asked.roles],
        ...(asked.label === undefined ? {} : { label: asked.label }),
      },
      ...(asked.party === undefined ? {} : { party: asked.party }),
    })
  },
})

function liaisonFault(
  state: Coordination,
  { all, asked, before }: { all: readonly string[]; asked: string | undefined; before: string | undefined },
): Decision | undefined {
  if (all.length > 1)
    return refuse(
      'liaison_alone',
      'who is the liaison of a party holds no other role in the pause: others would show what that party is not to see. Revoke the others first',
    )
  const named = asked ?? before
  if (named === undefined) return refuse('party_missing', 'a liaison is of a party: name it')
  if (before !== undefined && named !== before)
    return refuse('liaison_of_another', `this person is the liaison of ${before}: revoke that first`, { party: before })
  return partyFault(state, named)
}

function partyFault(state: Coordination, named: string): Decision | undefined {
  if (partiesOf(state).has(named)) return undefined
  return refuse(
    'party_not_of_pause',
    `no version of the terms that counts names a party ${named}: see the parties in the pause file, or draft the terms first`,
    { party: named },
  )
}

/** Of the version drafted last and of the one in force. */
function partiesOf({ terms }: Coordination): ReadonlySet<string> {
  const counting = [inForce(terms), terms.versions.at(-1)]
  return new Set(counting.flatMap((version) => version?.summary.parties.map(({ id: each }) => each) ?? []))
}

const revokeRole = command('revoke_role', {
  doc: 'Takes roles from a person. Who is left with none loses their devices too. The last coordinator stays.',
  input: object({
    person,
    roles: required(list(oneOf(roles), { min: 1, max: roles.length }), { sensitivity: 'moderate', doc: 'Which.' }),
    reason,
  }),
  decide(asked, { state: { access } }) {
    const personal = personalFault({ reason: asked.reason })
    if (personal !== undefined) return personal
    const before = access.people.get(asked.person)
    if (before === undefined)
      return refuse('person_unknown', 'nobody with this token holds a role in this pause: see who does')
    const lost = before.roles.filter((role) => asked.roles.includes(role))
    if (lost.length === 0) return nothing
    const isLast =
      lost.includes('coordinator') &&
      [...access.people.values()].every((each) => each === before || !each.roles.includes('coordinator'))
    if (isLast)
      return refuse('last_coordinator', 'a pause is never without a coordinator: grant the role to somebody else first')
    const why = asked.reason === undefined ? {} : { notice: { reason: asked.reason } }
    const theirs =
      lost.length < before.roles.length
        ? []
        : [...access.devices.values()].filter((each) => each.person === before.person && each.revoked === undefined)
    return say(
      {
        type: 'role_revoked',
        details: { person: before.person, roles: lost },
        references: { about: before.entries.slice(-mostReferences) },
        ...why,
      },
      ...theirs.map((each) => deviceRevoked(each, 'who it was for holds no role any more')),
    )
  },
})

/** As many as an entry names. */
const mostReferences = 40

const enrolDevice = command('enrol_device', {
  doc: 'Lets a device report, by its own key. It may be no more than what a field team or a desk is.',
  input: object({
    device,
    key: required(bytes32, { sensitivity: 'high', doc: 'Its public key, Ed25519: 32 bytes in base64url.' }),
    roles: required(list(oneOf(deviceRoles), { min: 1, max: deviceRoles.length }), {
      sensitivity: 'moderate',
      doc: 'As what.',
    }),
    person: optional(id(), { sensitivity: 'high', doc: 'For whom, where that is one person: their token.' }),
    label: required(label, { sensitivity: 'high', doc: 'What it is called, by function: “gate team north”.' }),
  }),
  decide(asked, { state: { access } }) {
    const personal = personalFault({ label: asked.label })
    if (personal !== undefined) return personal
    if (!is32Bytes.test(asked.key)) return refuse('key_malformed', 'a public key is 32 bytes in base64url, 43 letters')
    if (access.devices.has(asked.device))
      return refuse('device_known', 'there is a device with this token: draw another')
    const same = [...access.devices.values()].find(({ key }) => key === asked.key)
    if (same !== undefined)
      return refuse(
        'key_known',
        same.revoked === undefined
          ? 'a device with this key is enrolled: revoke that one first, or let this one make a new key'
          : 'a device with this key was revoked: a key that was revoked never comes back. Let the device make a new one',
      )
    if (asked.person !== undefined && !access.people.has(asked.person))
      return refuse(
        'person_unknown',
        'nobody with this token holds a role in this pause: grant one first, or leave it out',
      )
    return say({
      type: 'device_enrolled',
      details: {
        device: asked.device,
        key: asked.key,
        roles: [...new Set(asked.roles)],
        label: asked.label,
        ...(asked.person === undefined ? {} : { person: asked.person }),
      },
    })
  },
})

const revokeDevice = command('revoke_device', {
  doc: 'Ends what a device may do, at once and for good.',
  input: object({ device, reason }),
  decide(asked, { state: { access } }) {
    const personal = personalFault({ reason: asked.reason })
    if (personal !== undefined) return personal
    const found = access.devices.get(asked.device)
    if (found === undefined) return refuse('device_unknown', 'there is no device with this token in this pause')
    return found.revoked === undefined ? say(deviceRevoked(found, asked.reason)) : nothing
  },
})

function deviceRevoked({ device: token, entry }: Device, why: string | undefined): Said {
  return {
    type: 'device_revoked',
    details: { device: token },
    references: { about: [entry] },
    ...(why === undefined ? {} : { notice: { reason: why } }),
  }
}

const issueLink = command('issue_link', {
  doc: 'Opens a page for the liaison of a party, who installs nothing, until a time.',
  input: object({
    link,
    party: required(id(), party),
    secret_sha256: required(bytes32, { sensitivity: 'high', doc: 'SHA-256 of its secret, in base64url.' }),
    until: required(instant(), { sensitivity: 'moderate', doc: 'When it ends by itself.' }),
    ask: required(text(120), {
      sensitivity: 'moderate',
      doc: 'Whom to ask for a new one, by function or extension; shown once it has ended.',
    }),
  }),
  decide(asked, { state, now }) {
    const personal = personalFault({ ask: asked.ask })
    if (personal !== undefined) return personal
    if (!is32Bytes.test(asked.secret_sha256))
      return refuse('secret_malformed', 'SHA-256 of the secret is 32 bytes in base64url, 43 letters')
    if (state.access.links.has(asked.link)) return refuse('link_known', 'there is a link with this id: draw another')
    if (asked.until <= now) return refuse('until_past', 'a link ends after now: give a later time')
    if (asked.until > now + linkDaysMost * dayS)
      return refuse(
        'until_too_far',
        `a link is open for ${linkDaysMost} days at most: give an earlier time, and issue a new one then`,
        {
          most_days: linkDaysMost,
        },
      )
    return (
      partyFault(state, asked.party) ??
      say({
        type: 'link_issued',
        party: asked.party,
        notice: { until: formatInstant(asked.until, utc) },
        details: { link: asked.link, secret_sha256: asked.secret_sha256, ask: asked.ask },
      })
    )
  },
})

const revokeLink = command('revoke_link', {
  doc: 'Closes the page of a liaison, at once and for good.',
  input: object({ link, reason }),
  decide(asked, { state: { access } }) {
    const personal = personalFault({ reason: asked.reason })
    if (personal !== undefined) return personal
    const found = access.links.get(asked.link)
    if (found === undefined) return refuse('link_unknown', 'there is no link with this id in this pause')
    if (found.revoked !== undefined) return nothing
    return say({
      type: 'link_revoked',
      party: found.party,
      details: { link: found.link },
      references: { about: [found.entry] },
      ...(asked.reason === undefined ? {} : { notice: { reason: asked.reason } }),
    })
  },
})

const nothing: Decision = { said: [] }

function say(...said: readonly Said[]): Decision {
  return { said }
}

export const accessCommands: readonly CommandType[] = [
  grantRole,
  revokeRole,
  enrolDevice,
  revokeDevice,
  issueLink,
  revokeLink,
]
