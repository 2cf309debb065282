// Which roles see which part of a pause, counts included. Within a part, what is of one party is cut by `seesOfParty`.

import type { Actor, Role } from './actor.ts'

const whoSees = {
  access: ['coordinator'],
  terms: ['coordinator', 'dispatcher', 'planner', 'liaison', 'protection', 'auditor'],
  /** Drafts, what must be approved, and what of the pause file is sensitive. */
  terms_whole: ['coordinator', 'dispatcher', 'planner'],
  approvals: ['coordinator', 'dispatcher', 'planner'],
  life: [
    'coordinator',
    'dispatcher',
    'planner',
    'field',
    'desk',
    'liaison',
    'donor',
    'analyst',
    'auditor',
    'protection',
  ],
  /** Who stopped it and why, and which vehicles were not clear. */
  life_whole: ['coordinator', 'dispatcher', 'planner', 'protection', 'auditor'],
  withdrawal: ['coordinator', 'dispatcher', 'planner', 'liaison'],
  /** Who said what of a segment. */
  withdrawal_whole: ['coordinator', 'dispatcher', 'planner'],
  notices: ['coordinator', 'dispatcher', 'planner', 'liaison'],
  conversation: ['coordinator', 'dispatcher', 'planner'],
  // Orders are never shown to a party: it is told of movements.
  orders: ['coordinator', 'dispatcher', 'planner'],
  // Words that stop a movement, and numbers at which people are reached.
  duty_contacts: ['coordinator', 'dispatcher'],
  /** A field team sees its own trips of it, a desk its own arrivals. */
  day: ['coordinator', 'dispatcher', 'field', 'desk'],
  day_whole: ['coordinator', 'dispatcher'],
  /** What whoever is in the field or at a desk needs for the day, and signs of it. */
  own_day: ['field', 'desk'],
  /** Who was held, turned back or stepped down, who died, and who is left over; children alone. */
  reconciliation: ['coordinator', 'protection'],
  cases: ['coordinator', 'protection'],
  messages: ['coordinator', 'dispatcher', 'planner', 'protection'],
  // Where vehicles are now: never shown to a party. Field: those of its own convoy.
  positions: ['coordinator', 'dispatcher', 'field'],
  positions_whole: ['coordinator', 'dispatcher'],
  /** Tiles and entries of the account’s log, before it is released. */
  log: ['auditor'],
  plan: ['coordinator', 'dispatcher', 'planner'],
  publishing: ['coordinator', 'dispatcher', 'planner', 'auditor', 'protection'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Subject = keyof typeof whoSees

export function sees(actor: Actor, subject: Subject): boolean {
  const allowed: readonly Role[] = whoSees[subject]
  return actor.roles.some((role) => allowed.includes(role))
}

/** A liaison sees what is of its own party; others who see the part at all see every party's. */
export function seesOfParty(actor: Actor, subject: Subject, party: string): boolean {
  const allowed: readonly Role[] = whoSees[subject]
  return actor.roles.some((role) =>
    role === 'liaison' ? allowed.includes(role) && actor.party === party : allowed.includes(role),
  )
}
