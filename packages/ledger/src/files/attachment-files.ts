// Attachments in files, each encrypted under a key of its own. As with sealed values the keys stand apart, so that what is
// backed up with the rest opens for nobody once the key was overwritten.
//
//   FOLDER/attachments/<entry>/<index>        salt and bytes, under that key; written once and never over
//   FOLDER/keys/attachments/<entry>/<index>   32 bytes; noughts where it was erased
//
// An entry is named by the hexadecimal of its id: some disks do not tell large letters from small.

import { readdir, stat, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fromBase64Url, toBase64Url } from '../entry/base64url.ts'
import type { Random } from '../entry/entry.ts'
import type { Attachment } from '../entry/opening.ts'
import { Refusal } from '../entry/refusal.ts'
import { toHex } from '../log/bytes.ts'
import { createDurably, isCode, makeFolder, overwriteDurably, readIfThere } from './durable.ts'
import { isKey, keyBytes, openAttachment, sealAttachment } from './sealing.ts'

const ownerOnly = 0o700
/** An original is not written to again. */
const readOnly = 0o400

export interface AttachmentFiles {
  put(attachment: Attachment): Promise<void>
  read(id: string, index: number): Promise<Attachment | undefined>
  /** Keys first: without them the rest opens for nobody. */
  destroy(id: string): Promise<void>
  ids(): Promise<string[]>
}

export function attachmentFiles(folder: string, random: Random): AttachmentFiles {
  const sealedOf = (id: string) => join(folder, 'attachments', nameOf(id))
  const keysOf = (id: string) => join(folder, 'keys', 'attachments', nameOf(id))

  return {
    async put(attachment) {
      const { id, index } = attachment
      for (const each of [keysOf(id), sealedOf(id)]) await makeFolder(each, ownerOnly)
      const key = random(keyBytes)
      // The key first: bytes whose key is not there could not be told from erased ones.
      const isNew =
        (await createDurably(join(keysOf(id), String(index)), key)) &&
        (await createDurably(join(sealedOf(id), String(index)), sealAttachment(attachment, key), readOnly))
      if (!isNew)
        throw new Refusal(
          'id_taken',
          `attachments of another entry ${id} are kept here: give this one an id of its own`,
        )
    },
    async read(id, index) {
      // Bytes before their key, which the writer makes durable first.
      const bytes = await readIfThere(join(sealedOf(id), String(index)))
      const key = await readIfThere(join(keysOf(id), String(index)))
      if (bytes === undefined || !isKey(key)) return undefined
      return openAttachment(bytes, { id, index }, key)
    },
    async destroy(id) {
      // What a crash left half written too, under whatever name.
      for (const path of await filesIn(keysOf(id)))
        await overwriteDurably(path, 0, new Uint8Array((await stat(path)).size))
      for (const path of await filesIn(sealedOf(id))) await unlink(path)
    },
    async ids() {
      const folders = [join(folder, 'attachments'), join(folder, 'keys', 'attachments')]
      const names = (await Promise.all(folders.map(filesIn))).flat().map((path) => basename(path))
      return [...new Set(names.filter((name) => /^[0-9a-f]{32}$/.test(name)))].map(idOf)
    },
  }
}

function nameOf(id: string): string {
  const bytes = fromBase64Url(id)
  // Without a name of its own it would be the folder of all.
  if (bytes?.length !== 16) throw new RangeError(`${id} is no id of an entry`)
  return toHex(bytes)
}

function idOf(name: string): string {
  return toBase64Url(Uint8Array.from(Buffer.from(name, 'hex')))
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).map((name) => join(folder, name))
  } catch (fault) {
    if (isCode(fault, 'ENOENT')) return []
    throw fault
  }
}
