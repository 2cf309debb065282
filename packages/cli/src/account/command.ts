import type { ExitCode, Io } from '../verb.ts'

/** One command of `treve account`. What the ledger throws is told by the verb. */
export interface Command {
  readonly name: string
  readonly usage: string
  readonly summary: string
  run(args: readonly string[], io: Io): Promise<ExitCode>
}

/** Exactly so many words beside the options; undefined after a message. */
export function wordsOf<const N extends readonly string[]>(
  verb: string,
  given: readonly string[],
  names: N,
  io: Io,
): { [K in keyof N]: string } | undefined {
  if (given.length === names.length) return given as unknown as { [K in keyof N]: string }
  io.err(`treve ${verb}: ${names.join(' and ')} expected, and nothing else. See treve ${verb} --help.\n`)
  return undefined
}
