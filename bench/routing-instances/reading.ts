// Instance files read line by line. What is wrong comes back as a value that names the file and the line.

export interface Misreading {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly text: string
}

export type Reading<T> =
  | { readonly value: T; readonly wrong?: undefined }
  | { readonly value?: undefined; readonly wrong: Misreading }

export interface Line {
  readonly number: number
  readonly text: string
}

/** What `read` refuses by `refuse` becomes a value; any other error is a fault of ours and passes. */
export function reading<T>(file: string, read: () => T): Reading<T> {
  try {
    return { value: read() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { wrong: { file, line: error.line, text: error.message } }
  }
}

/** For programs that can only stop. */
export function readOrThrow<T>({ value, wrong }: Reading<T>): T {
  if (wrong !== undefined) throw new Error(`${wrong.file}:${wrong.line}: ${wrong.text}`)
  return value
}

class Refusal extends Error {
  readonly line: number

  constructor(line: number, text: string) {
    super(text)
    this.line = line
  }
}

/** Ends the `reading` that it is called in. */
export function refuse(line: number, text: string): never {
  throw new Refusal(line, text)
}

/** Lines that are not blank, each with its number. */
export function linesOf(text: string): Line[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '')
}

/** The line's numbers; refused unless there are `count` of them. A line that is not there is missed after `after`. */
export function numbersOf(line: Line | undefined, count: number, what: string, after = 0): number[] {
  if (line === undefined) refuse(after + 1, `the file ends where ${what} should be`)
  const values = line.text.split(/\s+/).map(Number)
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) refuse(line.number, `${what}: '${line.text.split(/\s+/)[bad]}' is not a number`)
  if (values.length !== count) refuse(line.number, `${what}: ${count} numbers are wanted, here are ${values.length}`)
  return values
}
