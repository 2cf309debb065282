// Told alike by every verb that plans: why there is no plan to show.

import type { Answer } from '@treve/server/planning'
import type { ExitCode, Io } from './verb.ts'
import { violationText } from './violations.ts'

const why = {
  stranded: 'no plan was found that brings all out in time from where they are:',
  unkept: 'what is promised (rules.committed) cannot be kept as it stands; mend the promise, or take it back:',
  refused: 'a fault of ours: the checker refused the plan, so it is not shown. Please report this with the file.',
} as const

export function tellRefusal(answer: Exclude<Answer, { kind: 'plan' }>, shown: string, io: Io): ExitCode {
  io.err(`${shown}: ${why[answer.kind]}\n`)
  for (const violation of answer.violations) io.err(`  ${violationText(violation)}\n`)
  return answer.kind === 'refused' ? 3 : 1
}
