// A pause file, or a plan, for a verb that needs a sound one: errors are told, with file, line and remedy.

import {
  inWords,
  type Pause,
  type PauseRead,
  type Plan,
  readPause,
  readPlan,
  readState,
  type State,
  type TimeZone,
} from '@treve/model'
import { type Given, openGiven } from './files.ts'
import type { Io } from './verb.ts'

export interface SoundPause {
  readonly given: Given
  readonly read: PauseRead
  readonly pause: Pause
}

/** Undefined after messages: the caller then exits with 2. */
export async function openPause(name: string, io: Io): Promise<SoundPause | undefined> {
  const given = await openGiven(name, io)
  if (given === undefined) return undefined
  const read = readPause(given.bytes, given.openBeside)
  if (read.pause !== undefined) return { given, read, pause: read.pause }
  for (const { line, column, text, remedy } of inWords(read.errors, read.text, 'en')) {
    io.err(`${given.shown}:${line}:${column}  error  ${text}\n    ${remedy}\n`)
  }
  io.err(
    `${given.shown} cannot be used: ${read.errors.length} ${read.errors.length === 1 ? 'error' : 'errors'}. Nothing was planned.\n`,
  )
  return undefined
}

/** Undefined after messages: the caller then exits with 2. */
export async function openPlan(
  name: string,
  zone: TimeZone,
  io: Io,
): Promise<{ readonly given: Given; readonly plan: Plan } | undefined> {
  const given = await openGiven(name, io)
  if (given === undefined) return undefined
  const read = readPlan(given.bytes, zone)
  if (read.plan !== undefined) return { given, plan: read.plan }
  if (!read.isPlan) {
    io.err(`${given.shown} is not a plan: it has no “treve_plan”. Make one with treve plan FILE -o PLAN.\n`)
    return undefined
  }
  for (const { line, column, text, remedy } of inWords(read.problems, read.text, 'en')) {
    io.err(`${given.shown}:${line}:${column}  error  ${text}\n    ${remedy}\n`)
  }
  io.err(`${given.shown} cannot be read as a plan.\n`)
  return undefined
}

export const folderForState = 'name the file that says where all are'

/** Where everybody is, as a file by itself. Undefined after messages: the caller then exits with 2. */
export async function openState(name: string, pause: Pause, io: Io): Promise<State | undefined> {
  const given = await openGiven(name, io, folderForState)
  return given === undefined ? undefined : soundState(given.bytes, given.shown, pause, io)
}

export function soundState(bytes: Uint8Array, shown: string, pause: Pause, io: Io): State | undefined {
  const read = readState(bytes, pause)
  if (read.state !== undefined) return read.state
  for (const { line, column, text, remedy } of inWords(read.problems, read.text, 'en'))
    io.err(`${shown}:${line}:${column}  error  ${text}\n    ${remedy}\n`)
  io.err(`${shown} cannot be used.\n`)
  return undefined
}
