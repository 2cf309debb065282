// Files that recorded lines name: `{ "file": NAME, "without": […], "instead": [[…]] }` in a line stands for the text of that file,
// changed so. A file lies beside the lines.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isObject, type Json, type JsonObject, type Line } from './line.ts'

export class FileInLineFault extends Error {}

export async function withFiles(lines: readonly Line[], folder: string): Promise<readonly Line[]> {
  return Promise.all(lines.map(async (line) => ({ ...line, with: (await filled(line.with, folder)) as JsonObject })))
}

async function filled(given: Json, folder: string): Promise<Json> {
  if (Array.isArray(given)) return Promise.all(given.map((each: Json) => filled(each, folder)))
  if (!isObject(given)) return given
  if (typeof given.file === 'string') return textOf(given.file, given, folder)
  const entries = await Promise.all(
    Object.entries(given).map(async ([key, value]) => [key, await filled(value, folder)] as const),
  )
  return Object.fromEntries(entries)
}

async function textOf(name: string, { without = [], instead = [] }: JsonObject, folder: string): Promise<string> {
  if (!/^[\w.-]+$/.test(name)) throw new FileInLineFault(`“${name}” is to be a file beside the lines`)
  let text: string
  try {
    text = await readFile(join(folder, name), 'utf8')
  } catch (fault) {
    throw new FileInLineFault(`${name} cannot be read (${fault instanceof Error ? fault.message : String(fault)})`)
  }
  for (const part of textsIn(without)) {
    const kept = text.split('\n').filter((line) => !line.includes(part))
    if (kept.length !== text.split('\n').length - 1) throw new FileInLineFault(`${name} has not one line with ${part}`)
    text = kept.join('\n')
  }
  for (const pair of Array.isArray(instead) ? instead : []) {
    const [before = '', after = ''] = textsIn(pair)
    if (before === '' || text.split(before).length !== 2) throw new FileInLineFault(`${name} has not once “${before}”`)
    text = text.replace(before, () => after)
  }
  return text
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
