// One person stops all publishing and notification; two let it go on. Two sign that the account is released.

import { formatInstant, type Instant } from '@treve/model'
import { object } from '@treve/model/schema'
import { sees } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import type { Said } from '../event.ts'
import { isOver } from '../life/state.ts'
import { type Asked, command, type Part, refuse } from '../part.ts'
import type { Coordination } from '../state.ts'
import { inForce } from '../terms/state.ts'
import { afterPublishing, goesOut, isStopped, type Publishing, type Signature } from './state.ts'

export { isStopped, type Publishing } from './state.ts'

const nothing = object({})

const stopPublishing = command('stop_publishing', {
  doc: 'Stops all publishing and notification at once, until two people let it go on.',
  input: nothing,
  decide: (_, { state, by }) =>
    isStopped(state.publishing)
      ? { said: [] }
      : // This entry is public one day: it names a role, never a person or a token.
        { said: [{ type: 'publishing_stopped', clear: { by: by.roles[0] ?? by.kind } }] },
})

const resumePublishing = command('resume_publishing', {
  doc: 'Signs that publishing and notification go on. They do once a second person has signed.',
  input: nothing,
  decide: (_, asked) => {
    const { publishing } = asked.state
    if (!isStopped(publishing)) return { said: [] }
    const second = signing(asked, publishing.resuming, { for: 'resumption' })
    if ('refused' in second) return second
    const others = publishing.resuming.filter(({ by }) => by !== asked.by.token)
    return { said: [...second.said, ...(others.length > 0 ? [resumed] : [])] }
  },
})

const resumed: Said = { type: 'publishing_resumed', notice: { element: 'publishing' } }

const signRelease = command('sign_release', {
  doc: 'Signs that the account may be opened to the public. Two people sign, once it is due.',
  input: nothing,
  decide: (_, asked) => {
    const { state, now } = asked
    if (isStopped(state.publishing))
      return refuse('publishing_stopped', 'Publishing is stopped: let it go on first (resume_publishing).')
    const release = releaseOf(state)
    if (release === undefined)
      return refuse(
        'no_terms_in_force',
        'No terms were announced or agreed: no window tells when the account may be released.',
      )
    const { lastClose, due } = release
    const zone = zoneOf(state)
    if (now < due)
      return refuse('too_early', 'Movements may still go on, or the delay after the last window has not passed.', {
        due: formatInstant(due, zone),
      })
    if (!isAllClear(state))
      return refuse('not_all_clear', 'The pause is not closed, or a vehicle is not known to be clear of its roads.')
    const { releasing } = state.publishing
    const signatures = releasing?.lastClose === lastClose ? releasing.signatures : []
    return signing(asked, signatures, { for: 'release', last_close: formatInstant(lastClose, zone) })
  },
})

function signing(
  { by }: Asked,
  signatures: readonly Signature[],
  details: { readonly for: 'release' | 'resumption'; readonly last_close?: string },
) {
  if (by.kind !== 'person') return refuse('not_a_person', 'Two people sign this, each for themselves.')
  if (signatures.some((each) => each.by === by.token))
    return signatures.length > 1
      ? { said: [] }
      : refuse('second_person_needed', 'You have signed this. Another person signs too before it is so.')
  const said: Said = { type: 'release_signed', notice: { element: details.for }, details: { ...details, by: by.token } }
  return { said: [said] }
}

/** When the last window of the terms in force closes, and from when on the account may be released. */
function releaseOf(whole: Coordination): { lastClose: Instant; due: Instant } | undefined {
  const windows = inForce(whole.terms)?.summary.windows ?? []
  if (windows.length === 0) return undefined
  const lastClose = Math.max(...windows.map(({ close }) => close)) as Instant
  return { lastClose, due: (lastClose + whole.publishing.delaySeconds) as Instant }
}

/** Open to the public now: not while publishing is stopped, nor once terms have a later window. */
export function isReleased(whole: Coordination): boolean {
  return !isStopped(whole.publishing) && isReleasedThrough(whole)
}

function isReleasedThrough(whole: Coordination): boolean {
  const { released } = whole.publishing
  const release = releaseOf(whole)
  if (released === undefined || release === undefined) return released !== undefined
  return released.lastClose !== undefined && release.lastClose <= released.lastClose
}

/** Closed, and whoever was not clear then has been seen clear since. */
function isAllClear({ life, publishing }: Coordination): boolean {
  return isOver(life) && life.notClear.every((vehicle) => publishing.clearSince.includes(vehicle))
}

export const publishing: Part<Publishing> = {
  initial: goesOut,
  after: afterPublishing,
  commands: [stopPublishing, resumePublishing, signRelease],
  view: (whole, reader, now) => {
    if (!sees(reader, 'publishing')) return undefined
    const { publishing: state } = whole
    const zone = zoneOf(whole)
    const at = (instant: Instant) => formatInstant(instant, zone)
    const signatures = (list: readonly Signature[]) => list.map((each) => ({ by: each.by, at: at(each.at) }))
    const release = releaseOf(whole)
    const current = release !== undefined && state.releasing?.lastClose === release.lastClose
    const signed = current ? (state.releasing?.signatures ?? []) : []
    return {
      stopped_at: state.stopped === undefined ? null : at(state.stopped.at),
      resuming: signatures(state.resuming),
      release: {
        due: release === undefined ? null : at(release.due),
        last_close: release === undefined ? null : at(release.lastClose),
        delay_s: state.delaySeconds,
        signed: signatures(signed),
        // What is left is the entry itself, signed by two keys that are not on the server.
        may_be_entered: release !== undefined && now >= release.due && isAllClear(whole) && signed.length > 1,
        released_at: state.released === undefined || !isReleasedThrough(whole) ? null : at(state.released.at),
      },
    }
  },
}
