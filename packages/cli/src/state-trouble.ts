// What is wrong with what was told of where all are.

import type { Language } from '@treve/model'
import type { SureNowView } from '@treve/server/now'
import type { Io } from './verb.ts'

export type StateTrouble = NonNullable<SureNowView['trouble']>['what']

/** `shown`: the name of the file, or of the option that said it. */
export function tellTrouble(trouble: StateTrouble, shown: string, language: Language, io: Io): void {
  switch (trouble.kind) {
    case 'unreadable':
      for (const { line, column, text, remedy } of trouble.problems[language])
        io.err(`${shown}:${line}:${column}  error  ${text}\n    ${remedy}\n`)
      io.err(`${shown} cannot be used.\n`)
      return
    case 'unknown_trips':
      io.err(
        `treve assure: ${shown}: done names ${trouble.trips.join(', ')}, which the plan does not have. Name trips of the plan.\n`,
      )
      return
    case 'astray':
      io.err(
        `treve assure: ${trouble.vehicles.join(', ')}: told to be where their orders do not lead. Plan anew: treve plan FILE --in-force PLAN.\n`,
      )
      return
    case 'missing':
      io.err(`treve assure: ${shown}: it cannot be read any more. Write it again.\n`)
      return
    case 'nobody':
      io.err('treve assure: nobody moves by this plan, so there is nothing to be sure of.\n')
      return
    case 'fault':
      io.err('treve assure: a fault of ours: of this state nothing could be said. Write it again to try again.\n')
  }
}
