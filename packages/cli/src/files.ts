// Files named on the command line: `-` is standard input; files that a pause names lie in its own folder.

import { readFileSync, realpathSync } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { FileOpener } from '@treve/model'
import type { Io } from './verb.ts'

export interface Given {
  /** As shown in messages: the path as given, or `standard input`. */
  readonly shown: string
  readonly bytes: Uint8Array
  readonly openBeside: FileOpener
}

/** Undefined, after a message, where the file cannot be read. */
export async function openGiven(
  name: string,
  io: Io,
  insteadOfFolder = 'name the pause file in it, such as pause.yaml',
): Promise<Given | undefined> {
  if (name === '-') return { shown: 'standard input', bytes: await io.stdin(), openBeside: openerIn(io.folder) }
  const path = resolve(io.folder, name)
  try {
    return { shown: name, bytes: await readFile(path), openBeside: openerIn(dirname(await realpath(path))) }
  } catch (fault) {
    io.err(`treve: ${name}: ${reasonOf(fault, insteadOfFolder)}\n`)
    return undefined
  }
}

/** Opens files of one folder, and of no other: a link that leads out of it is refused too. */
function openerIn(folder: string): FileOpener {
  return (name) => {
    try {
      const path = realpathSync(join(folder, name))
      if (dirname(path) !== realpathSync(folder)) return 'outside_folder'
      return readFileSync(path)
    } catch {
      return 'missing'
    }
  }
}

function reasonOf(fault: unknown, insteadOfFolder: string): string {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
  switch (code) {
    case 'ENOENT':
      return 'there is no such file. Check the name, and the folder you are in.'
    case 'EISDIR':
      return `this is a folder: ${insteadOfFolder}.`
    case 'ENOTDIR':
      return 'there is no such file: what stands before the last / is no folder.'
    case 'EACCES':
      return 'the file may not be read. Check its permissions.'
    default:
      return fault instanceof Error ? fault.message : String(fault)
  }
}
