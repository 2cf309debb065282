// Attachments given to whoever verifies: lines that `treve account attachment` printed, each naming a file.

import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Attachment, fromBase64Url, mostAttachmentBytes } from '@treve/ledger'
import { openGiven } from '../files.ts'
import type { Io } from '../verb.ts'
import { anyFile, utf8Given } from './given.ts'

interface Line {
  readonly id: string
  readonly index: number
  readonly salt: string
  /** Relative to the folder of the lines, or that in which the command runs if they come by standard input. */
  readonly file: string
}

/** Read one after the other, as they are asked for; undefined after a message. */
export async function attachmentsGiven(
  option: string,
  name: string,
  io: Io,
): Promise<AsyncIterable<Attachment> | undefined> {
  const given = await openGiven(name, io, anyFile)
  if (given === undefined) return undefined
  const lines = linesIn(utf8Given(given))
  if (lines === undefined) {
    io.err(
      `${option} ${name}: one line {"id","index","salt","file"} for each is expected, as treve account attachment prints them.\n`,
    )
    return undefined
  }
  const folder = name === '-' ? io.folder : dirname(resolve(io.folder, name))
  for (const { file } of lines) {
    const why = await whyUnreadable(resolve(folder, file))
    if (why === undefined) continue
    io.err(`${option} ${name}: ${file}: ${why}.\n`)
    return undefined
  }
  return readOneByOne(lines, folder)
}

async function* readOneByOne(lines: readonly Line[], folder: string): AsyncGenerator<Attachment> {
  for (const { id, index, salt, file } of lines)
    yield { id, index, salt: fromBase64Url(salt) ?? new Uint8Array(), bytes: await readFile(resolve(folder, file)) }
}

async function whyUnreadable(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) return 'there is no such file'
  return found.size > mostAttachmentBytes ? `it has more than ${mostAttachmentBytes} bytes, as none has` : undefined
}

function linesIn(text: string): Line[] | undefined {
  const lines: Line[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    try {
      const { id, index, salt, file } = JSON.parse(line) as Partial<Line>
      if (typeof id !== 'string' || typeof salt !== 'string' || typeof file !== 'string' || !isIndex(index))
        return undefined
      lines.push({ id, index, salt, file })
    } catch {
      return undefined
    }
  }
  return lines
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
