// What a verb of the command line is, and how it meets the world. Tests run verbs in process with an Io of their own.

/** 0 yes or done; 1 the answer is no; 2 the input could not be used; 3 a fault of ours or of the machine. */
export type ExitCode = 0 | 1 | 2 | 3

export interface Io {
  /** Results. */
  out(text: string): void
  /** Messages for people. */
  err(text: string): void
  /** What is under way, where it takes long; absent: nobody waits to read it. */
  progress?(text: string): void
  /** All of standard input. */
  stdin(): Promise<Uint8Array>
  /** Paths given on the command line are relative to it. */
  readonly folder: string
  /** Aborted when the user asks to stop (Ctrl-C). */
  readonly stop: AbortSignal
}

/** Ctrl-C while nothing could be answered yet. */
export class Stopped extends Error {}

export interface Verb {
  readonly name: string
  /** One line for the list of verbs. */
  readonly summary: string
  /** Printed by `treve <verb> --help`. */
  readonly help: string
  /** Of one of its commands, where it has several: `treve <verb> <command> --help`. */
  helpOn?(command: string): string | undefined
  run(args: readonly string[], io: Io): Promise<ExitCode>
}
