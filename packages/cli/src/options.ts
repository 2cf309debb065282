// Options of a verb, parsed once; what is wrong with them is told in one line.

import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Io } from './verb.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Undefined after a message: the caller then exits with 2. */
export function optionsOf<O extends Options>(
  verb: string,
  args: readonly string[],
  options: O,
  io: Io,
): ReturnType<typeof parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>> | undefined {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (fault) {
    io.err(
      `treve ${verb}: ${fault instanceof Error ? fault.message.split('. To specify')[0] : String(fault)}. See treve ${verb} --help.\n`,
    )
    return undefined
  }
}

/** A number given as an option: undefined if absent, NaN after a message if it is none. */
export function numberOf(
  verb: string,
  name: string,
  text: string | undefined,
  io: Io,
  { min = 0, max = Number.MAX_SAFE_INTEGER, isWhole = true } = {},
): number | undefined {
  if (text === undefined) return undefined
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value) && value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value
  io.err(`treve ${verb}: --${name} ${text}: a ${isWhole ? 'whole ' : ''}number from ${min} to ${max} is expected.\n`)
  return Number.NaN
}
