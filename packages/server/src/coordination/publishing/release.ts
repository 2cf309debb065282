// The account is opened to the public by an entry that two people sign with keys of their own, which are on no server. It
// is entered once both have said so here too, the last window has closed, all are clear, and the delay has passed.

import {
  type Entry,
  halfIn,
  isObject,
  isReleaseShown,
  type Opening,
  type Opens,
  parseVerifierKey,
  readyIn,
} from '@treve/ledger'
import { formatInstant, type Instant, parseInstant, utc } from '@treve/model'
import { object, optional, required, text } from '@treve/model/schema'
import { zoneOf } from '../approvals/commands.ts'
import { personalFault } from '../channels.ts'
import type { JsonObject } from '../event.ts'
import { isOver } from '../life/state.ts'
import { command, type Refused, refuse } from '../part.ts'
import { high, low } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { inForce } from '../terms/state.ts'
import { signing } from './signing.ts'
import { isStopped, type Signature } from './state.ts'

const keyText = text(300)

export const registerKey = command('register_key', {
  doc: 'Registers the verifier key of a person, with which they will sign with another what nobody does alone. It is public.',
  input: object({
    key: required(keyText, low('Its verifier key. The key itself stays with the person, and on no server.')),
    organisation: required(text(80), low('For which organisation: as the certificates of the key say it.')),
  }),
  decide: ({ key, organisation }, { state, by }) => {
    if (by.kind !== 'person') return refuse('not_a_person', 'Who signs is a person, with a key of their own.')
    const personal = personalFault({ organisation })
    if (personal !== undefined) return personal
    if (!isVerifierKey(key))
      return refuse(
        'key_unusable',
        'This is no verifier key: NAME+8 HEXADECIMAL DIGITS+BASE64, as c2sp.org/signed-note has it.',
      )
    if (state.publishing.keys.has(key)) return { said: [] }
    return { said: [{ type: 'key_added', clear: { key, role: 'coordinator', organisation } }] }
  },
})

function isVerifierKey(key: string): boolean {
  try {
    parseVerifierKey(key)
    return true
  } catch {
    return false
  }
}

export const signRelease = command('sign_release', {
  doc: 'Signs that the account may be opened to the public, and names the key that the entry is signed with. Two people sign, once it is due.',
  input: object({
    key: optional(keyText, high('Own verifier key, registered before. It may be named by signing again.')),
    ready: optional(
      text(2000),
      high('JSON, made with that key: the one-use key that the other names beside theirs. It is no signature.'),
    ),
    half: optional(
      text(30_000),
      high('JSON: the entry as the first of the two has signed it, for the second who was ready.'),
    ),
  }),
  decide: ({ key, ready, half }, asked) => {
    const { state, by, now } = asked
    const refused = notDue(state, now)
    if (refused !== undefined) return { refused }
    const signatures = signaturesOf(state)
    if (key !== undefined && !state.publishing.keys.has(key))
      return refuse('key_unknown', 'This key is not registered: register it first (register_key).')
    if (key !== undefined && signatures.some((each) => each.by !== by.token && each.key === key))
      return refuse('second_person_needed', 'The other who signs has named this key: each signs with their own.')
    if ((ready !== undefined && readyIn(ready) === undefined) || (half !== undefined && !isOf(half, toSign(state))))
      return refuse(
        'entry_unusable',
        'What came with the signature is not made of what is to be signed here: sign what the address of the release says.',
      )
    const lastClose = releaseOf(state)?.lastClose
    return signing(asked, signatures, {
      for: 'release',
      ...(lastClose === undefined ? {} : { last_close: formatInstant(lastClose, zoneOf(state)) }),
      ...(key === undefined ? {} : { key }),
      ...(ready === undefined ? {} : { ready }),
      ...(half === undefined ? {} : { half }),
    })
  },
})

/** Of the same window and delay, naming the list of what it opens and no slots besides. Whether its signature holds is seen by the other before they sign, and by the account. */
function isOf(half: string, clear: JsonObject | undefined): boolean {
  const text = halfIn(half)?.text
  if (text === undefined || clear === undefined) return false
  try {
    const said = (JSON.parse(text) as { readonly clear?: JsonObject }).clear ?? {}
    return isReleaseShown(said) && Object.keys(clear).every((each) => said[each] === clear[each])
  } catch {
    return false
  }
}

/** When the last window of the terms in force closes, and from when on it may be signed that the account is released. */
export function releaseOf(whole: Coordination): { readonly lastClose: Instant; readonly due: Instant } | undefined {
  const windows = inForce(whole.terms)?.summary.windows ?? []
  if (windows.length === 0) return undefined
  const lastClose = Math.max(...windows.map(({ close }) => close)) as Instant
  const { delaySeconds, signedFrom = lastClose } = whole.publishing
  return { lastClose, due: Math.max(lastClose + delaySeconds, signedFrom) as Instant }
}

/** For the terms in force. */
export function signaturesOf(whole: Coordination): readonly Signature[] {
  const { releasing } = whole.publishing
  return releasing !== null && releasing.lastClose === releaseOf(whole)?.lastClose ? releasing.signatures : []
}

export function mayBeEntered(whole: Coordination, now: Instant): boolean {
  return notDue(whole, now) === undefined && signaturesOf(whole).length > 1
}

function notDue(whole: Coordination, now: Instant): Refused | undefined {
  const no = (code: string, detail: string, particulars?: JsonObject) => refuse(code, detail, particulars).refused
  if (isStopped(whole.publishing))
    return no('publishing_stopped', 'Publishing is stopped: let it go on first (resume_publishing).')
  const release = releaseOf(whole)
  if (release === undefined)
    return no(
      'no_terms_in_force',
      'No terms were announced or agreed: no window tells when the account may be released.',
    )
  if (now < release.due)
    return no('too_early', 'Movements may still go on, or the delay after the last window has not passed.', {
      due: formatInstant(release.due, zoneOf(whole)),
    })
  if (!isAllClear(whole))
    return no('not_all_clear', 'The pause is not closed, or a vehicle is not known to be clear of its roads.')
  return undefined
}

/** Closed, and whoever was not clear then has been seen clear since. */
function isAllClear({ life, publishing }: Coordination): boolean {
  return isOver(life) && life.notClear.every((vehicle) => publishing.clearSince.includes(vehicle))
}

/**
 * What the entry says in the clear beside the list of what it opens, which is known once it is due; undefined where there is
 * no window that could have closed.
 */
export function toSign(whole: Coordination): JsonObject | undefined {
  const release = releaseOf(whole)
  if (release === undefined) return undefined
  const { delaySeconds } = whole.publishing
  return { type: 'released', last_close: formatInstant(release.lastClose, zoneOf(whole)), delay_s: delaySeconds }
}

/** An entry that came signed: what it says, and by which keys its one-use keys are certified. */
export interface ReleaseSigned {
  readonly id: string
  /** When it was signed, as it says: rounded down to the beat. */
  readonly at: string
  readonly clear: JsonObject
  readonly keys: readonly string[]
}

export function releaseSigned({ id, at, clear }: Entry, openings: readonly Opening[]): ReleaseSigned {
  const keys = ['key_cert', 'key_cert2'].flatMap((slot) => {
    const value = openings.findLast((each) => each.slot === slot)?.value
    return isObject(value) && typeof value.key === 'string' ? [value.key] : []
  })
  return { id, at, clear, keys }
}

/** Why it is not entered now. Whether its signatures hold is the account’s to judge. */
export function releaseFault(
  whole: Coordination,
  { id, at, clear, keys }: ReleaseSigned,
  now: Instant,
): Refused | undefined {
  // It comes again, and is answered as it was.
  if (whole.publishing.released?.entry === id) return undefined
  const refused = notDue(whole, now)
  if (refused !== undefined) return refused
  const signatures = signaturesOf(whole)
  if (signatures.length < 2)
    return refuse(
      'second_person_needed',
      'Two people sign that the account may be released (sign_release), each for themselves.',
    ).refused
  const named = signatures.flatMap(({ key }) => key ?? [])
  if (new Set(keys).size !== 2 || !keys.every((key) => named.includes(key)))
    return refuse(
      'key_not_named',
      'The entry is signed by other keys than those that two people have named (sign_release, key).',
    ).refused
  const { delaySeconds, signedFrom } = whole.publishing
  const signedAt = parseInstant(at, utc)
  if (signedFrom !== undefined && !(typeof signedAt === 'number' && signedAt >= signedFrom))
    return refuse(
      'signed_before_stop',
      'The entry was signed before publishing was stopped, or in the beat of the stop: sign it anew.',
    ).refused
  const closed = typeof clear.last_close === 'string' ? parseInstant(clear.last_close, zoneOf(whole)) : undefined
  if (closed !== releaseOf(whole)?.lastClose || clear.delay_s !== delaySeconds)
    return refuse(
      'another_window',
      'The entry is of another window or delay than the terms in force and this account have: sign it anew.',
      { ...toSign(whole) },
    ).refused
  return isReleaseShown(clear) ? undefined : opensOther()
}

/** Slots of its own choice, no list, or another list than follows from the account. */
export function opensOther(): Refused {
  return refuse(
    'opens_other',
    'The entry opens something else than what those who sign are shown: sign anew what the address of the release says.',
  ).refused
}

/** Open to the public now: not while publishing is stopped, nor once terms have a later window. */
export function isReleased(whole: Coordination): boolean {
  return !isStopped(whole.publishing) && isReleasedThrough(whole)
}

/** The list of what is open now of what is sealed, as two people have signed it. */
export function releasedList(
  whole: Coordination,
): { readonly entry: string; readonly lastClose: Instant; readonly opens: Opens } | undefined {
  const { entry, lastClose, opens } = whole.publishing.released ?? {}
  if (!isReleased(whole) || entry === undefined || lastClose === undefined || opens === undefined) return undefined
  return { entry, lastClose, opens }
}

export function isReleasedThrough(whole: Coordination): boolean {
  const { released } = whole.publishing
  const release = releaseOf(whole)
  if (released === undefined || release === undefined) return released !== undefined
  return released.lastClose !== undefined && release.lastClose <= released.lastClose
}
