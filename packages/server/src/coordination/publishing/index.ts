// One person stops all publishing and notification; two let it go on. Two sign that the account is released.

import { formatInstant, type Instant } from '@treve/model'
import { object } from '@treve/model/schema'
import { sees } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import type { Said } from '../event.ts'
import { command, type Part } from '../part.ts'
import { isReleasedThrough, mayBeEntered, registerKey, releaseOf, signaturesOf, signRelease } from './release.ts'
import { signing } from './signing.ts'
import { afterPublishing, goesOut, isStopped, type Publishing, type Signature } from './state.ts'

export {
  isReleased,
  opensOther,
  type ReleaseSigned,
  releasedList,
  releaseFault,
  releaseOf,
  releaseSigned,
  signaturesOf,
  toSign,
} from './release.ts'
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

export const publishing: Part<Publishing> = {
  initial: goesOut,
  after: afterPublishing,
  commands: [stopPublishing, resumePublishing, registerKey, signRelease],
  view: (whole, reader, now) => {
    if (!sees(reader, 'publishing')) return undefined
    const { publishing: state } = whole
    const zone = zoneOf(whole)
    const at = (instant: Instant) => formatInstant(instant, zone)
    const signatures = (list: readonly Signature[]) => list.map((each) => ({ by: each.by, at: at(each.at) }))
    const release = releaseOf(whole)
    return {
      stopped_at: state.stopped === undefined ? null : at(state.stopped.at),
      resuming: signatures(state.resuming),
      release: {
        due: release === undefined ? null : at(release.due),
        last_close: release === undefined ? null : at(release.lastClose),
        delay_s: state.delaySeconds,
        signed: signaturesOf(whole).map((each) => ({
          by: each.by,
          at: at(each.at),
          key: each.key ?? null,
          // How far the entry is: with neither, they have said here that it may be, and no more.
          entry: each.half !== undefined ? 'half' : each.ready !== undefined ? 'ready' : null,
        })),
        keys: [...state.keys].map(([key, organisation]) => ({ key, organisation })),
        // What is left is the entry itself, signed by two keys that are not on the server.
        may_be_entered: mayBeEntered(whole, now),
        released_at: state.released === undefined || !isReleasedThrough(whole) ? null : at(state.released.at),
      },
    }
  },
}
