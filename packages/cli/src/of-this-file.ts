// Whether a plan was made from these very files: by another version of them it may say what no longer holds.

import type { Plan } from '@treve/model'
import { sha256 } from '@treve/server/planning'
import type { Given } from './files.ts'
import type { SoundPause } from './reading.ts'
import type { Io } from './verb.ts'

/** Names of those whose bytes are others than the plan was made from. */
export function differingFiles({ given, read }: SoundPause, plan: Pick<Plan, 'files' | 'input_sha256'>): string[] {
  const differing = [...read.files].filter(([name, content]) => plan.files[name] !== sha256(content))
  return [...(plan.input_sha256 === sha256(given.bytes) ? [] : [given.shown]), ...differing.map(([name]) => name)]
}

/** Where a plan is judged against another version: said beside what is found, which is of these files. */
export function tellOtherVersion(opened: SoundPause, given: Given, plan: Plan, io: Io): void {
  const changed = differingFiles(opened, plan)
  if (changed.length > 0)
    io.err(
      `${given.shown} was not made from these bytes of ${changed.join(', ')}: what follows is of the files as they are now.\n`,
    )
}
