// Where an account is: a folder that `init` made, its `log` folder, a published copy, or a URL.

import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { checkpointPath, type Reader, readFolder } from '@treve/ledger'
import { readerOfUrl } from './world.ts'

export interface Place {
  readonly read: Reader
  /** The folder that `init` made, if it is one. */
  readonly own: string | undefined
}

export async function placeOf(given: string, folder: string): Promise<Place> {
  if (/^https?:\/\//.test(given)) return { read: readerOfUrl(given), own: undefined }
  const path = resolve(folder, given)
  const isOwn = await isThere(join(path, 'account.json'))
  const served = isOwn && !(await isThere(join(path, checkpointPath))) ? join(path, 'log') : path
  return { read: readFolder(served), own: isOwn ? path : undefined }
}

export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
