// Sealed values in files. Each value is encrypted under a key of its own, used once; the keys stand in a file apart, at
// fixed places. To erase is to overwrite the key where it stands: then the ciphertext, in whatever backup, opens for nobody.
//
//   FOLDER/values/0001   a line for each entry: where its keys begin, its id, and what is sealed under them, slot by slot
//   FOLDER/keys/0001     32 bytes for each value; noughts where it was erased
//   FOLDER/attachments, FOLDER/keys/attachments   ./attachment-files.ts
//
// Back up `values` as you like and `keys` only to where an erasure reaches: docs/guides/account.md.

import { open, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { SealedStore } from '../account/sealed-store.ts'
import { isArray, type Json } from '../entry/canonical.ts'
import type { Random } from '../entry/entry.ts'
import { attachmentsSlot, type Opening } from '../entry/opening.ts'
import { bytesOf, joined, textOf } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import { attachmentFiles } from './attachment-files.ts'
import { appendDurably, isCode, makeFolder, overwriteDurably, readIfThere } from './durable.ts'
import { keyBytes, openSealed, type SealedSlots, sealOpenings } from './sealing.ts'

const file = '0001'

/** A line of the values, without the newline: all that is held in memory of an entry. */
interface Line {
  readonly offset: number
  readonly bytes: number
  readonly firstKey: number
  readonly count: number
}

/** What a line says. */
interface Row {
  readonly firstKey: number
  readonly id: string
  readonly sealed: SealedSlots
}

/**
 * Every value that can be opened, for who only reads: nothing is mended, and whoever writes meanwhile is not disturbed.
 * Values are read before their keys, which the writer makes durable first.
 */
export async function* readSealedValues(folder: string): AsyncIterable<Opening> {
  const values = (await readIfThere(join(folder, 'values', file))) ?? new Uint8Array()
  const keys = (await readIfThere(join(folder, 'keys', file))) ?? new Uint8Array()
  const bySlot = new Map<string, Opening>()
  for (const { row } of rowsIn(values))
    for (const opening of openSealed(row.id, row.sealed, keys.subarray(row.firstKey * keyBytes)))
      bySlot.set(`${opening.id} ${opening.slot}`, opening)
  yield* bySlot.values()
}

/** For the one who writes: what a crash left half written is mended. To be opened while the folder is held. */
export async function openSealedStore(folder: string, random: Random): Promise<SealedStore> {
  const valuesPath = join(folder, 'values', file)
  const keysPath = join(folder, 'keys', file)
  const attachments = attachmentFiles(folder, random)
  await makeFolder(join(folder, 'values'), 0o700)
  await makeFolder(join(folder, 'keys'), 0o700)
  const lines = new Map<string, readonly Line[]>()
  let valuesEnd = await readLines(valuesPath, lines)
  // A line cut short by a crash was never acknowledged; what follows must not be joined to it.
  if (valuesEnd < (await sizeOf(valuesPath))) await truncate(valuesPath, valuesEnd)
  let nextKey = Math.ceil((await sizeOf(keysPath)) / keyBytes)
  const lacking = nextKey * keyBytes - (await sizeOf(keysPath))
  if (lacking > 0) await appendDurably(keysPath, new Uint8Array(lacking))
  let turn: Promise<unknown> = Promise.resolve()
  /** After a write that failed the files may end in half a line: only a new start, which mends that, goes on. */
  let broken: unknown

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act)
    turn = mine.catch(() => undefined)
    return mine
  }

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
    const keys = random(openings.length * keyBytes)
    const parts: Uint8Array[] = []
    const added: [string, Line][] = []
    let end = valuesEnd
    for (let from = 0; from < openings.length; ) {
      const id = openings[from]?.id ?? ''
      const until = endOfEntry(openings, from, id)
      const sealed = sealOpenings(openings.slice(from, until), keys.subarray(from * keyBytes))
      const line = bytesOf(`${JSON.stringify([nextKey + from, id, sealed])}\n`)
      added.push([id, { offset: end, bytes: line.length - 1, firstKey: nextKey + from, count: until - from }])
      parts.push(line)
      end += line.length
      from = until
    }
    // Keys first: a line whose keys are not there could not be told from an erased one.
    await appendDurably(keysPath, keys)
    nextKey += openings.length
    await appendDurably(valuesPath, joined(parts))
    valuesEnd = end
    for (const [id, line] of added) lines.set(id, [...(lines.get(id) ?? []), line])
  }

  async function rowsOf(id: string): Promise<Row[]> {
    const known = lines.get(id) ?? []
    if (known.length === 0) return []
    const values = await open(valuesPath, 'r')
    try {
      const rows: Row[] = []
      for (const { offset, bytes } of known) {
        const { buffer } = await values.read(new Uint8Array(bytes), 0, bytes, offset)
        rows.push(rowOf(textOf(buffer), id))
      }
      return rows
    } finally {
      await values.close()
    }
  }

  async function keysOf({ firstKey, sealed }: Row): Promise<Uint8Array> {
    const keys = await open(keysPath, 'r')
    try {
      const length = sealed.length * keyBytes
      const { buffer, bytesRead } = await keys.read(new Uint8Array(length), 0, length, firstKey * keyBytes)
      return buffer.subarray(0, bytesRead)
    } finally {
      await keys.close()
    }
  }

  return {
    put: (openings) => inTurn(() => put(openings)),
    putAttachment: (attachment) => attachments.put(attachment),
    attachment: (id, index) => attachments.read(id, index),
    of: (id) =>
      inTurn(async () => {
        const bySlot = new Map<string, Opening>()
        for (const row of await rowsOf(id))
          for (const opening of openSealed(row.id, row.sealed, await keysOf(row))) bySlot.set(opening.slot, opening)
        return [...bySlot.values()]
      }),
    all: () => readSealedValues(folder),
    erase: (id, slot) =>
      inTurn(async () => {
        if (slot === attachmentsSlot) await attachments.destroy(id)
        for (const { firstKey, sealed } of await rowsOf(id))
          for (const [at, [each]] of sealed.entries())
            if (each === slot) await overwriteDurably(keysPath, (firstKey + at) * keyBytes, new Uint8Array(keyBytes))
      }),
    keepOnly: (ids) =>
      inTurn(async () => {
        const kept = new Set([...lines.keys(), ...(await attachments.ids())])
        const others = [...kept].filter((id) => !ids.has(id))
        for (const id of others) {
          await attachments.destroy(id)
          for (const { firstKey, count } of lines.get(id) ?? [])
            await overwriteDurably(keysPath, firstKey * keyBytes, new Uint8Array(count * keyBytes))
          lines.delete(id)
        }
        return others.length
      }),
  }
}

/** Openings of one entry follow each other. */
function endOfEntry(openings: readonly Opening[], from: number, id: string): number {
  let until = from
  while (openings[until]?.id === id) until += 1
  return until
}

/** Where the last whole line ends. */
async function readLines(path: string, lines: Map<string, readonly Line[]>): Promise<number> {
  const values = (await readIfThere(path)) ?? new Uint8Array()
  let end = 0
  for (const { row, offset, bytes } of rowsIn(values)) {
    const { firstKey, id, sealed } = row
    lines.set(id, [...(lines.get(id) ?? []), { offset, bytes, firstKey, count: sealed.length }])
    end = offset + bytes + 1
  }
  return end
}

/** Whole lines; one that is cut short was never acknowledged. */
function* rowsIn(values: Uint8Array): Generator<{ row: Row; offset: number; bytes: number }> {
  for (let offset = 0; ; ) {
    const end = values.indexOf(10, offset)
    if (end === -1) return
    yield {
      row: rowOf(textOf(values.subarray(offset, end)), `the line at byte ${offset}`),
      offset,
      bytes: end - offset,
    }
    offset = end + 1
  }
}

function rowOf(line: string | undefined, of: string): Row {
  let parsed: Json = null
  try {
    parsed = JSON.parse(line ?? '') as Json
  } catch {
    // Told below.
  }
  const [firstKey, id, sealed] = isArray(parsed) ? parsed : []
  if (typeof firstKey !== 'number' || typeof id !== 'string' || !isArray(sealed))
    throw new LogFault('damaged', `the sealed values of ${of} cannot be read: their file was altered`)
  return {
    firstKey,
    id,
    sealed: sealed.map((each) => (isArray(each) ? ([String(each[0]), String(each[1])] as const) : (['', ''] as const))),
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (fault) {
    if (isCode(fault, 'ENOENT')) return 0
    throw fault
  }
}
