// Approvals and withdrawals that run out soon.

import type { Instant } from '@treve/model'
import { standings } from '../../approvals/standing.ts'
import type { Coordination } from '../../state.ts'
import { conditions } from '../../withdrawal/standing.ts'
import type { Raising } from '../alarm-commands.ts'
import { alarmLimits } from './limits.ts'
import { never, type Wanted } from './wanted.ts'

/** While it is under way, what runs out soon: whoever could renew it needs the time. */
export function lapsing(whole: Coordination, now: Instant): Wanted {
  if (whole.life.phase !== 'under_way') return { raise: [], isOver: never }
  const soon = (until: Instant | undefined): until is Instant =>
    until !== undefined && until > now && until - now <= alarmLimits.lapseSeconds
  const approvals = standings(whole, now).filter(({ isEnough }) => isEnough)
  const held = conditions(whole, now).filter(({ state }) => state === 'met')
  return {
    raise: [
      ...approvals.flatMap(({ element, party, approval }): Raising[] =>
        approval !== undefined && soon(approval.until)
          ? [
              {
                kind: 'approval_lapses',
                key: `${element} ${party}`,
                cause: `${approval.until}`,
                particulars: { element, party, until: approval.until },
              },
            ]
          : [],
      ),
      ...held.flatMap(({ corridor, segment, kind, until }): Raising[] =>
        soon(until)
          ? [
              {
                kind: 'withdrawal_lapses',
                key: `${corridor} ${segment} ${kind}`,
                cause: `${until}`,
                about: { corridor },
                particulars: { segment, kind, until },
              },
            ]
          : [],
      ),
    ],
    // Renewed: it holds, and not only until then.
    isOver: ({ kind, key, cause }) =>
      (kind === 'approval_lapses' &&
        approvals.some(
          ({ element, party, approval }) =>
            `${element} ${party}` === key &&
            approval !== undefined &&
            `${approval.until}` !== cause &&
            !soon(approval.until),
        )) ||
      (kind === 'withdrawal_lapses' &&
        held.some(
          ({ corridor, segment, kind: what, until }) =>
            `${corridor} ${segment} ${what}` === key && `${until}` !== cause && !soon(until),
        )),
  }
}
