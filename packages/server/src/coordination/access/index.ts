// Who holds which role in this pause, its devices, and the links of its liaisons.

import { formatInstant, type Instant, utc } from '@treve/model'
import { sees } from '../../policy/views.ts'
import type { JsonObject } from '../event.ts'
import type { Part } from '../part.ts'
import { linkState } from './actors.ts'
import { accessCommands } from './commands.ts'
import { type Access, afterEvent, nobody, type Revoked } from './state.ts'

export { actorNow, actorOfDevice, actorOfLink, actorOfPerson, hasCoordinator, linkState } from './actors.ts'
export { type Access, type Device, type DeviceRole, deviceRoles, type Holder, type Link } from './state.ts'

export const access: Part<Access> = {
  initial: nobody,
  after: afterEvent,
  commands: accessCommands,
  view: (whole, reader, now) => (sees(reader, 'access') ? shown(whole.access, now) : undefined),
}

/** No keys and no hashes of secrets: nobody needs to look at them. */
function shown({ people, devices, links }: Access, now: Instant): JsonObject {
  return {
    people: [...people.values()].map(({ person, label, roles, party, since }) => ({
      person,
      roles,
      since: written(since),
      ...(label === undefined ? {} : { label }),
      ...(party === undefined ? {} : { party }),
    })),
    devices: [...devices.values()].map(({ device, label, roles, person, since, revoked }) => ({
      device,
      label,
      roles,
      since: written(since),
      ...(person === undefined ? {} : { person }),
      ...ended(revoked),
    })),
    links: [...links.values()].map((each) => ({
      link: each.link,
      party: each.party,
      since: written(each.since),
      until: written(each.until),
      state: linkState(each, now),
      ...ended(each.revoked),
    })),
  }
}

function ended(revoked: Revoked | undefined): JsonObject {
  if (revoked === undefined) return {}
  return { revoked_at: written(revoked.at), ...(revoked.reason === undefined ? {} : { reason: revoked.reason }) }
}

function written(at: Instant): string {
  return formatInstant(at, utc)
}
