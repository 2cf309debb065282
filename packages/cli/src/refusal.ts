// Told alike by every verb that plans: why there is no plan to show.

import type { Plan } from '@treve/model'
import type { Answer } from '@treve/server/planning'
import { membersText, smallestText } from './conflicts.ts'
import type { ExitCode, Io } from './verb.ts'
import { violationText } from './violations.ts'

const why = {
  stranded: 'no plan was found that brings all out in time from where they are:',
  unkept: 'what is promised (rules.committed) cannot be kept as it stands; mend the promise, or take it back:',
  refused: 'a fault of ours: the checker refused the plan, so it is not shown. Please report this with the file.',
} as const

function nothingMoves(since: string): string {
  return `nothing may move now, and since ${since}, when the last window closed. Somebody is still inside; a later close, or another window, has to be agreed:`
}

const afterHours =
  'somebody is aboard, and the hours of their vehicle or its crew are over before they are where they go; let it bring them there all the same, or agree who takes them over:'

export function tellRefusal(answer: Exclude<Answer, { kind: 'plan' }>, shown: string, io: Io): ExitCode {
  const closed = answer.kind === 'stranded' ? answer.closedSince : undefined
  const told = isAfterHoursAlone(answer) ? afterHours : closed === undefined ? why[answer.kind] : nothingMoves(closed)
  io.err(`${shown}: ${told}\n`)
  for (const violation of answer.violations) io.err(`  ${violationText(violation)}\n`)
  if (answer.kind !== 'refused' && answer.conflict !== undefined) {
    io.err(`Together these cannot be kept; without any one of them the others can${smallestText(answer.conflict)}:\n`)
    io.err(membersText(answer.conflict))
  }
  return answer.kind === 'refused' ? 3 : 1
}

/** All are out; some are not yet where they go. */
function isAfterHoursAlone(answer: Exclude<Answer, { kind: 'plan' }>): boolean {
  const { kind, violations } = answer
  return kind === 'stranded' && violations.every(({ rule }) => rule === 'vehicle_available' || rule === 'crew_hours')
}

/** The plan that is shown all the same, where there is one, and what it is. */
export function tellShown(answer: Exclude<Answer, { kind: 'plan' }>, io: Io): Plan | undefined {
  if (answer.kind === 'stranded') {
    const where = isAfterHoursAlone(answer) ? 'where they go' : 'out'
    io.err(`  Shown is the plan that brings them ${where} soonest. It is not valid.\n`)
    return answer.plan
  }
  if (answer.kind !== 'refused' || answer.instead === undefined) return undefined
  io.err(
    '  Shown instead is a plan from before the fault. It has passed the checker, but a better one may well be possible.\n',
  )
  return answer.instead
}
