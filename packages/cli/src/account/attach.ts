// Files that a line of entries names: read, sealed with their entry, and of pictures a copy for publication beside each.

import { readFile, realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  type Attachment,
  attachmentDigest,
  type Draft,
  isArray,
  isBase64UrlOf,
  isObject,
  type Json,
  type JsonObject,
  mediaOf,
  mostAttachmentBytes,
  Refusal,
  toBase64Url,
  withoutMetadata,
} from '@treve/ledger'
import { isWithin } from './folders.ts'
import { world } from './world.ts'

/** Of all files of one line: they are in memory together. */
const mostBytesOfLine = 2 * mostAttachmentBytes
const saltBytes = 32

export interface Attached {
  readonly draft: Draft
  readonly attachments: readonly Attachment[]
  /** Which number each file has, told with the entry. */
  readonly told: readonly JsonObject[]
  /** Of which files no copy for publication is made, and why. */
  readonly withoutCopy: readonly string[]
}

export interface Where {
  /** Names are relative to it, and lead nowhere else. */
  readonly folder: string
  /** The account itself, of which nothing is attached: its keys are in it. */
  readonly account: string
}

/** The draft with its files in the slot `attachments`. Its id is drawn here, since digests are bound to it. @throws Refusal */
export async function attachedTo(draft: Draft, asked: Json, where: Where): Promise<Attached> {
  if (draft.sealed?.attachments !== undefined)
    throw new Refusal('bad_value', 'attach: the line fills the slot “attachments” itself too')
  const id = draft.id ?? toBase64Url(world.random(16))
  if (!isBase64UrlOf(id, 16)) throw new Refusal('bad_value', 'the id of an entry is 22 letters of base64url, 16 bytes')
  const attachments: Attachment[] = []
  const rows: JsonObject[] = []
  const told: JsonObject[] = []
  const withoutCopy: string[] = []
  function add(file: string, bytes: Uint8Array, said: JsonObject, copyOf?: number): void {
    const attachment = { id, index: rows.length, salt: world.random(saltBytes), bytes }
    attachments.push(attachment)
    rows.push({ digest: attachmentDigest(bytes, attachment), bytes: bytes.length, ...said })
    told.push({
      index: attachment.index,
      file,
      bytes: bytes.length,
      ...(copyOf === undefined ? {} : { copy_of: copyOf }),
    })
  }
  let total = 0
  for (const { file, ...said } of filesIn(asked)) {
    const bytes = await bytesOfFile(file, where)
    total += bytes.length
    if (total > mostBytesOfLine)
      throw new Refusal('too_large', `attach: files of one entry have ${mostBytesOfLine / 1e6} MB at most, together`)
    const original = rows.length
    add(file, bytes, { media: mediaOf(bytes) ?? mediaByName(file), ...said })
    const made = withoutMetadata(bytes)
    if ('why' in made) withoutCopy.push(`${file}: no copy for publication is made: ${made.why}.`)
    else add(file, made.copy, { media: mediaOf(made.copy) ?? '', copy_of: rows[original]?.digest ?? null }, original)
  }
  return { draft: { ...draft, id, sealed: { ...draft.sealed, attachments: rows } }, attachments, told, withoutCopy }
}

function filesIn(asked: Json): (JsonObject & { readonly file: string })[] {
  if (!isArray(asked) || asked.length === 0) throw expected()
  return asked.map((each) => {
    if (typeof each === 'string') return { file: each }
    if (!isObject(each)) throw expected()
    const { file, ...said } = each
    if (typeof file !== 'string') throw expected()
    for (const key of Object.keys(said))
      if (!['media', 'taken_at', 'clock_offset_s'].includes(key))
        throw new Refusal(
          'bad_value',
          `attach: ${file} has “${key}”: file, media, taken_at and clock_offset_s are expected`,
        )
    return { ...said, file }
  })
}

function expected(): Refusal {
  return new Refusal('bad_value', 'attach: a list is expected, of names of files or of { "file": name, … }')
}

/** Whoever wrote the lines may be another than who runs this: they name files beside them and no others. */
async function bytesOfFile(file: string, { folder, account }: Where): Promise<Uint8Array> {
  const refused = (why: string, code: 'bad_value' | 'too_large' = 'bad_value') =>
    new Refusal(code, `attach: ${file}: ${why}`)
  try {
    const path = await realpath(resolve(folder, file))
    if (!isWithin(path, await realpath(folder))) throw refused('it lies outside the folder of the lines')
    if (isWithin(path, await realpath(account))) throw refused('it is part of the account')
    const found = await stat(path)
    if (!found.isFile()) throw refused('this is no file')
    if (found.size > mostAttachmentBytes)
      throw refused(`it has ${found.size} bytes, and ${mostAttachmentBytes} (50 MB) are the most`, 'too_large')
    return await readFile(path)
  } catch (fault) {
    if (fault instanceof Refusal || !(fault instanceof Error && 'code' in fault)) throw fault
    throw refused(fault.code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${String(fault.code)})`)
  }
}

/** What is no JPEG or PNG goes by its name, unless the line says it. */
function mediaByName(file: string): string {
  const ending = /\.([A-Za-z0-9]+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
  return mediaOfEnding[ending] ?? 'application/octet-stream'
}

const mediaOfEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  heic: 'image/heic',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
}
