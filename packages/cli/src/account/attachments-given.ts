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
  /** Beside the lines, or else from where the command runs: as it was printed. */
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
  const beside = name === '-' ? io.folder : dirname(resolve(io.folder, name))
  const found: (Line & { readonly path: string })[] = []
  for (const line of lines) {
    const path = await firstFile([beside, io.folder].map((folder) => resolve(folder, line.file)))
    if (path !== undefined) found.push({ ...line, path })
    else {
      io.err(
        `${option} ${name}: ${line.file}: there is no such file, beside the lines or here, of ${mostAttachmentBytes} bytes at most.\n`,
      )
      return undefined
    }
  }
  return readOneByOne(found)
}

async function* readOneByOne(lines: readonly (Line & { readonly path: string })[]): AsyncGenerator<Attachment> {
  for (const { id, index, salt, path } of lines)
    yield { id, index, salt: fromBase64Url(salt) ?? new Uint8Array(), bytes: await readFile(path) }
}

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile() === true && found.size <= mostAttachmentBytes) return path
  }
  return undefined
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
