// Who acts, as the pause sees it at this moment: whoever was revoked acts no more with the very next request.

import type { Instant } from '@treve/model'
import type { Actor } from '../../policy/actor.ts'
import { type CommandKind, mayAsk } from '../../policy/commands.ts'
import type { Access, Link } from './state.ts'

export function actorOfPerson({ people }: Access, person: string): Actor | undefined {
  const holder = people.get(person)
  if (holder === undefined) return undefined
  return {
    token: person,
    kind: 'person',
    roles: holder.roles,
    ...(holder.party === undefined ? {} : { party: holder.party }),
  }
}

export function actorOfDevice({ devices }: Access, token: string): Actor | undefined {
  const device = devices.get(token)
  return device === undefined || device.revoked !== undefined
    ? undefined
    : { token, kind: 'device', roles: device.roles }
}

export function actorOfLink({ links }: Access, token: string, now: Instant): Actor | undefined {
  const link = links.get(token)
  return link === undefined || linkState(link, now) !== 'open'
    ? undefined
    : { token, kind: 'link', roles: ['liaison'], party: link.party }
}

/** Whoever asked, as what they are by now: a command may have waited while its sender was revoked. */
export function actorNow(access: Access, by: Actor, now: Instant): Actor {
  const held = {
    person: () => actorOfPerson(access, by.token),
    device: () => actorOfDevice(access, by.token),
    link: () => actorOfLink(access, by.token, now),
    server: () => by,
  }[by.kind]()
  return held ?? { token: by.token, kind: by.kind, roles: [] }
}

/** By an event before which access was another: who might ask for something as a person, and may no longer. */
export function whoLost(kind: CommandKind, before: Access, after: Access): (person: string) => boolean {
  const may = (access: Access, person: string) => {
    const actor = actorOfPerson(access, person)
    return actor !== undefined && mayAsk(actor, kind)
  }
  return (person) => may(before, person) && !may(after, person)
}

export function linkState(link: Link, now: Instant): 'open' | 'expired' | 'revoked' {
  if (link.revoked !== undefined) return 'revoked'
  return now < link.until ? 'open' : 'expired'
}

export function hasCoordinator({ people }: Access): boolean {
  return [...people.values()].some(({ roles }) => roles.includes('coordinator'))
}
