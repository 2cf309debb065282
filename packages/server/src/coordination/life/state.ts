// The life of a pause: draft, announced or agreed, notified, under way, closed, accounted for; suspended, or broken off.

import type { Instant } from '@treve/model'
import { list, object, optional, text } from '@treve/model/schema'
import { detailsOf } from '../details.ts'
import type { PauseEvent } from '../event.ts'
import { happenedAt, namedBy, noticeOf, partyOf } from '../opened.ts'
import { high } from '../sensitivity.ts'
import { calledNow, noTerms, partiesToTell, type Terms, afterEvent as termsAfter } from '../terms/state.ts'

export const phases = [
  'draft',
  'announced',
  'agreed',
  'notified',
  'under_way',
  'suspended',
  'aborted',
  'closed',
  'accounted',
] as const
export type Phase = (typeof phases)[number]

export const stopType = object({
  issuer: optional(text(200), high('Who ordered it, by function. Absent: not given.')),
  by_party: optional(text(64), high('Of which party, where that is known.')),
})

export const closedType = object({
  not_clear: optional(list(text(100)), high('Vehicles that are not known to be clear.')),
})

export interface Stop {
  readonly kind: 'suspended' | 'aborted'
  readonly at: Instant
  /** Null: not given. */
  readonly issuer: string | null
  readonly byParty: string | null
  readonly channel: string | null
  readonly reason: string | null
  readonly entry: string
}

/** The latest first; one more copies nothing of those before it. */
export interface Entries {
  readonly id: string
  readonly before: Entries | undefined
}

export interface Life {
  readonly phase: Phase
  readonly since?: Instant
  readonly isExercise: boolean
  /** What of the terms the phase follows from. */
  readonly terms: Terms
  /** Notifications that stand, by party. */
  readonly told: ReadonlyMap<string, Entries>
  readonly begunAt?: Instant
  readonly stopped?: Stop
  readonly resumedAt?: Instant
  /** By vehicle; empty: none was named. */
  readonly notClear: readonly string[]
}

export const unborn: Life = { phase: 'draft', isExercise: false, terms: noTerms, told: new Map(), notClear: [] }

const before: readonly Phase[] = ['draft', 'announced', 'agreed', 'notified']
const over: readonly Phase[] = ['closed', 'accounted']

export function isBefore({ phase }: Life): boolean {
  return before.includes(phase)
}

export function isOver({ phase }: Life): boolean {
  return over.includes(phase)
}

/** Broken off, or over: of what was told would move, nothing does. */
export function hasEnded(life: Life): boolean {
  return life.phase === 'aborted' || isOver(life)
}

export function afterEvent(state: Life, event: PauseEvent): Life {
  switch (event.type) {
    case 'terms_drafted':
    case 'terms_announced':
    case 'terms_agreed':
      return withTerms(state, event)
    case 'notified':
    case 'notification_updated':
    case 'notification_cancelled':
      return withTold(state, event)
    case 'begun':
      return isBefore(state) ? { ...turned(state, 'under_way', event), begunAt: happenedAt(event) } : state
    case 'suspended':
      return isOver(state) || state.phase === 'aborted' || state.phase === 'suspended'
        ? state
        : stopped(state, 'suspended', event)
    case 'aborted':
      return isOver(state) || state.phase === 'aborted' ? state : stopped(state, 'aborted', event)
    case 'resumed':
      return resumed(state, event)
    case 'closed':
      return isOver(state)
        ? state
        : { ...turned(state, 'closed', event), notClear: detailsOf(closedType, event)?.not_clear ?? [] }
    case 'accounted':
      return state.phase === 'closed' ? turned(state, 'accounted', event) : state
    default:
      return state
  }
}

function withTerms(state: Life, event: PauseEvent): Life {
  const terms = termsAfter(state.terms, event)
  if (terms === state.terms) return state
  const isChanged = terms.inForce !== state.terms.inForce
  // What parties were told of other terms is not this.
  const told = isChanged ? new Map<string, Entries>() : state.told
  const isExercise = terms.versions.at(-1)?.summary.exercise ?? false
  return atRest({ ...state, terms, told, isExercise }, event)
}

function withTold(state: Life, event: PauseEvent): Life {
  const party = partyOf(event)
  if (party === undefined) return state
  const replaced = event.type === 'notified' ? [] : namedBy(event)
  const standing = replaced.reduce(without, state.told.get(party))
  const own = event.type === 'notification_cancelled' ? standing : { id: event.id, before: standing }
  const told = new Map(state.told)
  if (own === undefined) told.delete(party)
  else told.set(party, own)
  return atRest({ ...state, told }, event)
}

/** What follows the entry that is left out is shared, and what is mostly replaced is among the latest. */
function without(entries: Entries | undefined, id: string): Entries | undefined {
  const passed: string[] = []
  for (let at = entries; at !== undefined; at = at.before) {
    if (at.id === id)
      return passed.reduceRight<Entries | undefined>((before, later) => ({ id: later, before }), at.before)
    passed.push(at.id)
  }
  return entries
}

function resumed(state: Life, event: PauseEvent): Life {
  if (state.phase !== 'suspended' && state.phase !== 'aborted') return state
  const next: Life = { ...state, phase: state.begunAt === undefined ? 'draft' : 'under_way', since: happenedAt(event) }
  return atRest({ ...next, resumedAt: happenedAt(event) }, event)
}

function stopped(state: Life, kind: Stop['kind'], event: PauseEvent): Life {
  const details = detailsOf(stopType, event)
  const { channel, reason } = noticeOf(event)
  const stop: Stop = {
    kind,
    at: happenedAt(event),
    issuer: details?.issuer ?? null,
    byParty: details?.by_party ?? null,
    channel: channel ?? null,
    reason: reason ?? null,
    entry: event.id,
  }
  return { ...turned(state, kind, event), stopped: stop }
}

/** Before it has begun, the phase follows from the terms and from who was told. */
function atRest(state: Life, event: PauseEvent): Life {
  if (!isBefore(state)) return state
  const phase = quietPhase(state)
  return phase === state.phase && state.since !== undefined ? state : turned(state, phase, event)
}

/** Each party that must be told was told of the terms in force. */
export function isTold({ terms, told }: Pick<Life, 'terms' | 'told'>): boolean {
  const needed = partiesToTell(terms)
  return needed.length > 0 && needed.every((party) => told.has(party))
}

function quietPhase({ terms, told }: Life): Phase {
  const called = calledNow(terms)
  return called !== 'draft' && isTold({ terms, told }) ? 'notified' : called
}

function turned(state: Life, phase: Phase, event: PauseEvent): Life {
  return { ...state, phase, since: happenedAt(event) }
}
