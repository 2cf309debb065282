// Told alike by every verb that plans: why there is no plan to show.

import type { Answer } from '@treve/server/planning'
import type { ExitCode, Io } from './verb.ts'
import { violationText } from './violations.ts'

export function tellRefusal(answer: Exclude<Answer, { kind: 'plan' }>, shown: string, io: Io): ExitCode {
  const isStranded = answer.kind === 'stranded'
  io.err(
    isStranded
      ? `${shown}: no plan was found that brings all out in time from where they are:\n`
      : `${shown}: a fault of ours: the checker refused the plan, so it is not shown. Please report this with the file.\n`,
  )
  for (const violation of answer.violations) io.err(`  ${violationText(violation)}\n`)
  return isStranded ? 1 : 3
}
