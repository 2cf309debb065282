// Sealed values in files. Each value is encrypted under a key of its own, used once; the keys stand in files apart, at
// fixed places. To erase is to overwrite the key where it stands: then the ciphertext, in whatever backup, opens for nobody.
//
//   FOLDER/values/<segment>   a line for each put: where its keys begin, and what is sealed under them
//   FOLDER/keys/<segment>     32 bytes for each value; noughts where it was erased
//
// Back up `values` as you like and `keys` only to where an erasure reaches: docs/guides/account.md.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { SealedStore } from '../account/sealed-store.ts'
import { isArray, type Json } from '../entry/canonical.ts'
import type { Opening } from '../entry/opening.ts'
import { bytesOf, fromBase64, joined, textOf, toBase64 } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import { appendDurably, isCode, makeFolder, overwriteDurably, readIfThere } from './durable.ts'

const keyBytes = 32
const tagBytes = 16
const segment = '0001'

/** Of one put: the ids and slots in the order of their keys. */
interface Row {
  readonly firstKey: number
  readonly sealed: readonly (readonly [id: string, slot: string, ciphertext: string])[]
}

interface Place {
  readonly row: number
  readonly at: number
  readonly key: number
}

export async function openSealedStore(folder: string): Promise<SealedStore> {
  const valuesPath = join(folder, 'values', segment)
  const keysPath = join(folder, 'keys', segment)
  await makeFolder(join(folder, 'values'), 0o700)
  await makeFolder(join(folder, 'keys'), 0o700)
  const { rows, whole } = parseRows(await readIfThere(valuesPath))
  // A line cut short by a crash was never acknowledged; what follows must not be joined to it.
  if (whole !== undefined) await truncate(valuesPath, whole)
  let nextKey = Math.ceil((await sizeOf(keysPath)) / keyBytes)
  await padKeys(nextKey)
  const places = new Map<string, Map<string, Place[]>>()
  for (const [row, each] of rows.entries()) remember(row, each)
  let turn: Promise<unknown> = Promise.resolve()

  function remember(row: number, { firstKey, sealed }: Row): void {
    for (const [at, [id, slot]] of sealed.entries()) {
      const slots = places.get(id) ?? new Map<string, Place[]>()
      places.set(id, slots)
      slots.set(slot, [...(slots.get(slot) ?? []), { row, at, key: firstKey + at }])
    }
  }

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act)
    turn = mine.catch(() => undefined)
    return mine
  }

  async function padKeys(count: number): Promise<void> {
    const lacking = count * keyBytes - (await sizeOf(keysPath))
    if (lacking > 0) await appendDurably(keysPath, new Uint8Array(lacking))
  }

  /** After a write that failed the files may end in half a line: only a new start, which mends that, goes on. */
  let broken: unknown

  async function put(openings: readonly Opening[]): Promise<void> {
    if (openings.length === 0) return
    if (broken !== undefined)
      throw new LogFault('stopped', 'sealed values could not be written: start again', { cause: broken })
    try {
      await write(openings)
    } catch (fault) {
      broken = fault
      throw fault
    }
  }

  async function write(openings: readonly Opening[]): Promise<void> {
    const keys = openings.map(() => randomBytes(keyBytes))
    const row: Row = {
      firstKey: nextKey,
      sealed: openings.map(
        (opening, at) => [opening.id, opening.slot, seal(opening, keys[at] ?? new Uint8Array())] as const,
      ),
    }
    // Keys first: a line whose keys are not there could not be told from an erased one.
    nextKey += openings.length
    await appendDurably(keysPath, joined(keys))
    await appendDurably(valuesPath, bytesOf(`${JSON.stringify([row.firstKey, row.sealed])}\n`))
    rows.push(row)
    remember(rows.length - 1, row)
  }

  async function opened(keys: Uint8Array, { row, at, key }: Place): Promise<Opening | undefined> {
    const sealed = rows[row]?.sealed[at]
    const bytes = keys.subarray(key * keyBytes, (key + 1) * keyBytes)
    if (sealed === undefined || bytes.length !== keyBytes || bytes.every((byte) => byte === 0)) return undefined
    return unseal(sealed, bytes)
  }

  async function destroy(found: readonly Place[]): Promise<void> {
    for (const { key } of found) await overwriteDurably(keysPath, key * keyBytes, new Uint8Array(keyBytes))
  }

  return {
    put: (openings) => inTurn(() => put(openings)),
    of: (id) =>
      inTurn(async () => {
        const keys = (await readIfThere(keysPath)) ?? new Uint8Array()
        const all = [...(places.get(id)?.values() ?? [])].map((found) => found.at(-1))
        const openings = await Promise.all(all.map((place) => (place === undefined ? undefined : opened(keys, place))))
        return openings.filter((opening) => opening !== undefined)
      }),
    async *all() {
      const keys = (await readIfThere(keysPath)) ?? new Uint8Array()
      for (const slots of places.values())
        for (const found of slots.values()) {
          const last = found.at(-1)
          const opening = last && (await opened(keys, last))
          if (opening !== undefined) yield opening
        }
    },
    erase: (id, slot) => inTurn(() => destroy(places.get(id)?.get(slot) ?? [])),
    keepOnly: (ids) =>
      inTurn(async () => {
        const others = [...places].filter(([id]) => !ids.has(id))
        for (const [id, slots] of others) {
          await destroy([...slots.values()].flat())
          places.delete(id)
        }
        return others.length
      }),
  }
}

/** A nonce of noughts is right where each key seals one value only. */
function seal({ salt, value }: Opening, key: Uint8Array): string {
  const cipher = createCipheriv('aes-256-gcm', key, new Uint8Array(12))
  const bytes = Buffer.concat([cipher.update(JSON.stringify([salt, value])), cipher.final(), cipher.getAuthTag()])
  return toBase64(bytes)
}

function unseal([id, slot, ciphertext]: Row['sealed'][number], key: Uint8Array): Opening {
  const bytes = fromBase64(ciphertext)
  const damaged = (cause?: unknown) =>
    new LogFault('damaged', `what is sealed in slot ${slot} of entry ${id} cannot be opened: its file was altered`, {
      cause,
    })
  if (bytes === undefined || bytes.length < tagBytes) throw damaged()
  const decipher = createDecipheriv('aes-256-gcm', key, new Uint8Array(12))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()])
    const [salt, value] = JSON.parse(textOf(text) ?? '') as [string, Json]
    return { id, slot, salt, value }
  } catch (cause) {
    throw damaged(cause)
  }
}

/** `whole`: where the file ends if its last line was cut short. */
function parseRows(bytes: Uint8Array | undefined): { rows: Row[]; whole: number | undefined } {
  if (bytes === undefined) return { rows: [], whole: undefined }
  const end = bytes.lastIndexOf(10) + 1
  const text = textOf(bytes.subarray(0, end)) ?? ''
  const rows = text
    .split('\n')
    .slice(0, -1)
    .map((line, at): Row => {
      let parsed: Json
      try {
        parsed = JSON.parse(line) as Json
      } catch (cause) {
        throw new LogFault('damaged', `line ${at + 1} of the sealed values cannot be read`, { cause })
      }
      const [firstKey, sealed] = isArray(parsed) ? parsed : []
      if (typeof firstKey !== 'number' || !isArray(sealed))
        throw new LogFault('damaged', `line ${at + 1} of the sealed values is none`)
      return {
        firstKey,
        sealed: sealed.map((each) =>
          isArray(each) ? [String(each[0]), String(each[1]), String(each[2])] : ['', '', ''],
        ),
      }
    })
  return { rows, whole: end === bytes.length ? undefined : end }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (fault) {
    if (isCode(fault, 'ENOENT')) return 0
    throw fault
  }
}
