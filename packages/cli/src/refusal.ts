// Told alike by every verb that plans: why there is no plan to show.

import type { Answer } from '@treve/server/planning'
import type { ExitCode, Io } from './verb.ts'
import { violationText } from './violations.ts'

export function tellRefusal(answer: Exclude<Answer, { kind: 'plan' }>, shown: string, io: Io): ExitCode {
  if (answer.kind === 'not_planned') {
    io.err(`${shown}: sound, but it needs what this version does not plan yet:\n`)
    for (const { path, text } of answer.reasons) io.err(`  ${path}: ${text}\n`)
    return 2
  }
  io.err(
    `${shown}: a fault of ours: the checker refused the plan, so it is not shown. Please report this with the file.\n`,
  )
  for (const violation of answer.violations) io.err(`  ${violationText(violation)}\n`)
  return 3
}
