// What our own witness has seen, in files: a folder for each log, and in it the heads it cosigned, by number. The highest
// counts. A head is durable before its cosignature leaves.

import { createHash } from 'node:crypto'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesOf, decimalOf, fromBase64, textOf, toBase64 } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import type { Head } from '../log/merkle.ts'
import { formatPrivateKey, keyTypes } from '../log/note.ts'
import type { WitnessStore } from '../log/witness.ts'
import { createDurably, isCode, makeFolder, namesIn, readIfThere } from './durable.ts'

export async function openWitnessStore(folder: string): Promise<WitnessStore> {
  await makeFolder(folder)
  const folderOf = (origin: string) => join(folder, createHash('sha256').update(origin).digest('hex'))

  async function latest(origin: string): Promise<{ number: number; head: Head } | undefined> {
    for (;;) {
      const name = (await namesIn(folderOf(origin))).at(-1)
      if (name === undefined) return undefined
      const bytes = await readIfThere(join(folderOf(origin), name))
      if (bytes !== undefined) return { number: Number(name), head: headOf(bytes, origin) }
    }
  }

  return {
    latest: async (origin) => (await latest(origin))?.head,
    async replace(origin, before, next) {
      const found = await latest(origin)
      if (
        found?.head.size !== before?.size ||
        toBase64(found?.head.root ?? new Uint8Array()) !== toBase64(before?.root ?? new Uint8Array())
      )
        return false
      await makeFolder(folderOf(origin))
      const number = (found?.number ?? 0) + 1
      const path = join(folderOf(origin), String(number).padStart(16, '0'))
      if (!(await createDurably(path, bytesOf(`${origin}\n${next.size}\n${toBase64(next.root)}\n`)))) return false
      const names = await namesIn(folderOf(origin))
      if (Number(names.at(-1)) !== number) return false
      for (const name of names)
        if (Number(name) < number - 2)
          await unlink(join(folderOf(origin), name)).catch((fault: unknown) => {
            if (!isCode(fault, 'ENOENT')) throw fault
          })
      return true
    },
  }
}

function headOf(bytes: Uint8Array, origin: string): Head {
  const [name, sizeText = '', rootText = '', end] = (textOf(bytes) ?? '').split('\n')
  const [size, root] = [decimalOf(sizeText), fromBase64(rootText)]
  if (name !== origin || size === undefined || root?.length !== 32 || end !== '')
    throw new LogFault(
      'damaged',
      `what the witness has kept of ${origin} cannot be read: it cosigns nothing until it is put right`,
    )
  return { size, root }
}

/** Made once; where there is one already it is left as it is. */
export async function createWitnessKey(
  path: string,
  name: string,
  random: (length: number) => Uint8Array,
): Promise<void> {
  await createDurably(path, bytesOf(`${formatPrivateKey({ name, type: keyTypes.cosignature, seed: random(32) })}\n`))
}
