// Whether anything is published or notified at all, and who has signed that the account is released.

import { afterwards, type EventName, eventTypes, isOpens, type Opens } from '@treve/ledger'
import { type Instant, parseInstant, utc } from '@treve/model'
import { instant, object, oneOf, optional, required, text } from '@treve/model/schema'
import type { CommandKind } from '../../policy/index.ts'
import { whoLost } from '../access/actors.ts'
import { type Access, afterEvent as accessAfter, nobody } from '../access/state.ts'
import { byDetails } from '../details.ts'
import type { Json, PauseEvent } from '../event.ts'
import { objectOf } from '../opened.ts'
import { high } from '../sensitivity.ts'

export interface Signature {
  /** Token of the person. */
  readonly by: string
  readonly at: Instant
  /** With which they sign the entry. */
  readonly key?: string
  /** JSON: the one-use key that the other names beside theirs. */
  readonly ready?: string
  /** JSON: the entry as one has signed it, for the other to sign. */
  readonly half?: string
}

export interface Publishing {
  /** By which a signature counts: that of who may sign no more is gone, also if they may again. */
  readonly access: Access
  /** Since when nothing goes out; undefined: it does. */
  readonly stopped?: { readonly at: Instant }
  /** Of those who would let it go on. */
  readonly resuming: readonly Signature[]
  /** Organisations by the verifier keys of their people who sign with another what nobody does alone. */
  readonly keys: ReadonlyMap<string, string>
  readonly releasing: { readonly lastClose: Instant; readonly signatures: readonly Signature[] } | null
  /** And up to which window: it is open to nobody for terms with a later one. */
  readonly released?: {
    readonly at: Instant
    readonly entry: string
    readonly lastClose: Instant | undefined
    /** The list of what is opened of what is sealed; undefined: nothing is. */
    readonly opens?: Opens
  }
  /** Of the windows that were made public. */
  readonly publicClose?: Instant
  readonly delaySeconds: number
  readonly beatSeconds: number
  /** The first beat after a stop: what was signed earlier releases nothing. */
  readonly signedFrom?: Instant
  /** Vehicles seen clear since the pause was closed. */
  readonly clearSince: readonly string[]
}

const day = 86_400

export const goesOut: Publishing = {
  access: nobody,
  keys: new Map(),
  resuming: [],
  releasing: null,
  delaySeconds: day,
  beatSeconds: 1,
  clearSince: [],
}

export const signedType = object({
  for: required(oneOf(['release', 'resumption']), high('What is signed.')),
  by: required(text(80), high('Token of the person.')),
  last_close: optional(instant(), high('When the last window closed.')),
  key: optional(text(300), high('Verifier key with which they sign the entry.')),
  ready: optional(text(2000), high('One-use key that the other names beside theirs.')),
  half: optional(text(30_000), high('The entry as they have signed it.')),
})

export function isStopped({ stopped }: Publishing): boolean {
  return stopped !== undefined
}

export function afterPublishing(state: Publishing, event: PauseEvent): Publishing {
  switch (event.type) {
    case 'log_opened': {
      const { release_delay_s: delay, beat_s: beat } = event.clear
      return {
        ...state,
        ...(typeof delay === 'number' ? { delaySeconds: delay } : {}),
        ...(typeof beat === 'number' ? { beatSeconds: beat } : {}),
      }
    }
    case 'role_granted':
    case 'role_revoked':
      return withAccess(state, event)
    case 'key_added': {
      const { key, role, organisation } = event.clear
      if (typeof key !== 'string' || role !== 'coordinator' || typeof organisation !== 'string') return state
      return { ...state, keys: new Map(state.keys).set(key, organisation) }
    }
    case 'key_revoked':
      return withoutKey(state, event.clear.key)
    case 'publishing_stopped':
      if (state.stopped !== undefined) return state
      return {
        ...closedAgain(state),
        stopped: { at: event.at },
        resuming: [],
        signedFrom: (event.at + state.beatSeconds) as Instant,
      }
    case 'closed':
      return state.clearSince.length === 0 ? state : { ...state, clearSince: [] }
    case 'clear': {
      const after = tellsOfMore(state, event) ? closedAgain(state) : state
      const { vehicle } = objectOf(event.opened.tokens)
      if (typeof vehicle !== 'string' || after.clearSince.includes(vehicle)) return after
      return { ...after, clearSince: [...after.clearSince, vehicle] }
    }
    case 'release_signed':
      return signed(state, event)
    case 'publishing_resumed':
      return state.stopped === undefined || state.resuming.length < 2 ? state : goingOn(state)
    case 'terms_announced':
    case 'terms_agreed': {
      const close = instantOf(event.clear.until)
      return close === undefined || close <= (state.publicClose ?? -1) ? state : { ...state, publicClose: close }
    }
    case 'released': {
      // An exercise may not state it.
      const lastClose = instantOf(event.clear.last_close) ?? state.publicClose
      // Two keys of two people have signed the entry: it also lifts a stop, as the account itself has it.
      const { opens } = event.clear
      const released = { at: event.at, entry: event.id, lastClose, ...(isOpens(opens) ? { opens } : {}) }
      return { ...goingOn(state), releasing: null, released }
    }
    default:
      return tellsOfMore(state, event) ? closedAgain(state) : state
  }
}

/** What sends people and vehicles on their way, where no terms of a later window do. */
const setsOut: ReadonlySet<EventName> = new Set([
  'go_decided',
  'begun',
  'notified',
  'notification_updated',
  'order_issued',
])

/** Of what happened after the windows that were released. What is not known is not said to be of before. */
function tellsOfMore({ released }: Publishing, { type, opened }: PauseEvent): boolean {
  if (released === undefined) return false
  if (eventTypes[type].class !== 'field' ? !setsOut.has(type) : afterwards.has(type)) return false
  return (instantOf(objectOf(opened.time).until) ?? Infinity) > (released.lastClose ?? Infinity)
}

/** To the public, until two people release it anew: what they signed before is not enough for it. */
function closedAgain({ released: _, ...rest }: Publishing): Publishing {
  return { ...rest, releasing: null }
}

/** What was to be signed with it is to be signed anew. */
function withoutKey(state: Publishing, key: Json | undefined): Publishing {
  if (typeof key !== 'string' || !state.keys.has(key)) return state
  const { releasing } = state
  return {
    ...state,
    keys: new Map([...state.keys].filter(([each]) => each !== key)),
    releasing: releasing && { ...releasing, signatures: releasing.signatures.filter((each) => each.key !== key) },
  }
}

function withAccess(state: Publishing, event: PauseEvent): Publishing {
  const access = accessAfter(state.access, event)
  if (access === state.access) return state
  const { resuming, releasing } = state
  const left = (list: readonly Signature[], kind: CommandKind) => {
    const hasLost = whoLost(kind, state.access, access)
    return list.some(({ by }) => hasLost(by)) ? list.filter(({ by }) => !hasLost(by)) : list
  }
  return {
    ...state,
    access,
    resuming: left(resuming, 'resume_publishing'),
    releasing: releasing && { ...releasing, signatures: left(releasing.signatures, 'sign_release') },
  }
}

function instantOf(value: Json | undefined): Instant | undefined {
  const read = typeof value === 'string' ? parseInstant(value, utc) : undefined
  return typeof read === 'number' ? read : undefined
}

function goingOn({ stopped: _, ...rest }: Publishing): Publishing {
  return { ...rest, resuming: [] }
}

/** Signed again, and nothing named that was not named before. */
export function saysNothingNew(own: Signature, again: Pick<Signature, 'key' | 'ready' | 'half'>): boolean {
  return (['key', 'ready', 'half'] as const).every((each) => again[each] === undefined || again[each] === own[each])
}

const signed = byDetails(signedType, (state: Publishing, details, event): Publishing => {
  const signature = { by: details.by, at: event.at }
  if (details.for === 'resumption') {
    if (state.stopped === undefined || state.resuming.some(({ by }) => by === details.by)) return state
    return { ...state, resuming: [...state.resuming, signature] }
  }
  const { last_close: lastClose } = details
  if (lastClose === undefined) return state
  const before = state.releasing?.lastClose === lastClose ? state.releasing.signatures : []
  const { key, ready, half } = details
  const own = before.find(({ by }) => by === details.by)
  if (own !== undefined && saysNothingNew(own, details)) return state
  const others = before.filter(({ by }) => by !== details.by)
  // What was made with another key is gone with it.
  const kept = own !== undefined && (key === undefined || key === own.key) ? own : {}
  const made = {
    ...kept,
    ...signature,
    ...(key === undefined ? {} : { key }),
    ...(ready === undefined ? {} : { ready }),
    ...(half === undefined ? {} : { half }),
  }
  return { ...state, releasing: { lastClose, signatures: [...others, made] } }
})
