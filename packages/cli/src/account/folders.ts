// Where an account is: a folder that `init` made, its `log` folder, a published copy, or a URL.

import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { checkpointPath, LogFault, type Reader, readFolder } from '@treve/ledger'
import { kindOf } from './given.ts'
import { readerOfUrl } from './world.ts'

export interface Place {
  readonly read: Reader
  /** The folder that `init` made, if it is one. */
  readonly own: string | undefined
}

export async function placeOf(given: string, folder: string): Promise<Place> {
  if (/^https?:\/\//.test(given)) return { read: readerOfUrl(given), own: undefined }
  const path = resolve(folder, given)
  const kind = await kindOf(path)
  if (kind === 'nothing') throw new LogFault('missing', `${given}: there is no such folder`)
  if (kind === 'file')
    throw new LogFault('missing', `${given}: this is a file: name the folder of an account, or of a copy`)
  const isOwn = await isThere(join(path, 'account.json'))
  const served = isOwn && !(await isThere(join(path, checkpointPath))) ? join(path, 'log') : path
  return { read: readFolder(served), own: isOwn ? path : undefined }
}

/** Where a checkpoint is published: without one there is nothing to look at. @throws LogFault `missing` */
export async function logAt(given: string, folder: string): Promise<Place & { readonly note: Uint8Array }> {
  const place = await placeOf(given, folder)
  const note = await place.read(checkpointPath)
  if (note !== undefined) return { ...place, note }
  const where = /^https?:/.test(given) ? `${given}: the server has` : `${given}: there is`
  throw new LogFault('missing', `${where} no ${checkpointPath}: this is no log, or nothing was published yet`)
}

export async function isThere(path: string): Promise<boolean> {
  return (await kindOf(path)) !== 'nothing'
}

/** Both are whole paths, links followed. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
