// What an auditor takes away of a played day: the log as it is served, and the openings. From there anybody checks it.

import { bytesOf, checkpointPath, copyServed, parseVerifierKey, readCheckpoint, readerAt, textOf } from '@treve/ledger'
import { openingsOf } from '../account/openings.ts'
import { type Api, ServerFault } from './api.ts'
import type { Person } from './person.ts'

/** Answers the log's verifier key. */
export async function copyAccount(api: Api, auditor: Person, pause: string, folder: string): Promise<string> {
  const prefix = `/account/${encodeURIComponent(pause)}/`
  const read = (path: string) => api.bytes(auditor, prefix + path)
  const vkey = (textOf((await read('vkey')) ?? new Uint8Array()) ?? '').trim()
  const note = await settled(() => read(checkpointPath))
  if (note === undefined || vkey === '') throw new ServerFault(`the account of ${pause} has no checkpoint yet`)
  parseVerifierKey(vkey)
  const { size } = readCheckpoint(note)
  const openings = openingsOf(textOf((await read('openings')) ?? bytesOf('')) ?? '') ?? []
  await copyServed(readerAt(read, note), size, folder, { tiles: true, entries: true, vkey, openings })
  return vkey
}

/** The checkpoint, once it no longer changes: beats come by themselves. */
async function settled(read: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
  let last = await read()
  for (let same = 0; same < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const next = await read()
    same = textOf(next ?? new Uint8Array()) === textOf(last ?? new Uint8Array()) ? same + 1 : 0
    last = next
  }
  return last
}
