// What an auditor takes away of a played day: the log as it is served, and the openings. From there anybody checks it.

import { bytesOf, checkpointPath, copyServed, readCheckpoint, readerAt, textOf } from '@treve/ledger'
import { openingsOf } from '../account/openings.ts'
import { type Api, ServerFault } from './api.ts'
import type { Person } from './person.ts'

export interface Copying {
  readonly api: Api
  readonly auditor: Person
  readonly pause: string
  readonly folder: string
  /** Lets the clock of the exercise go on to the next beat, so that what was said is covered. */
  nextBeat(): Promise<void>
}

/** Answers the log's verifier key. */
export async function copyAccount({ api, auditor, pause, folder, nextBeat }: Copying): Promise<string> {
  const prefix = `/account/${encodeURIComponent(pause)}/`
  const read = (path: string) => api.bytes(auditor, prefix + path)
  const vkey = (textOf((await read('vkey')) ?? new Uint8Array()) ?? '').trim()
  // Openings first: the log may then hold more, and never less.
  const openings = openingsOf(textOf((await read('openings')) ?? bytesOf('')) ?? '') ?? []
  await nextBeat()
  const note = await settled(() => read(checkpointPath))
  if (note === undefined || vkey === '') throw new ServerFault(`the account of ${pause} has no checkpoint yet`)
  const { size } = readCheckpoint(note)
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
