// Keys, policies and texts given on the command line: what is wrong with one is told with the option or file it came by.

import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  LogFault,
  type NoteSigner,
  noteSigner,
  type Policy,
  type PrivateKey,
  parsePolicy,
  parseVerifierKey,
  privateKeyIn,
  type VerifierKey,
} from '@treve/ledger'
import { type Given, openGiven } from '../files.ts'
import type { Io } from '../verb.ts'

/** @throws LogFault */
export function verifierKeyGiven(option: string, text: string): VerifierKey {
  return named(`${option} ${text}`, () => parseVerifierKey(text))
}

/** @throws LogFault */
export async function privateKeyGiven(
  option: string,
  file: string,
  io: Io,
): Promise<NoteSigner & { readonly key: VerifierKey }> {
  return noteSigner(await privateKeyTextGiven(option, file, io))
}

/** The key itself, from which others follow. @throws LogFault */
export async function privateKeyTextGiven(option: string, file: string, io: Io): Promise<PrivateKey> {
  const path = resolve(io.folder, file)
  if ((await kindOf(path)) === 'folder') throw new LogFault('malformed', `${option} ${file}: this is a folder`)
  try {
    return await privateKeyIn(path)
  } catch (fault) {
    throw relabelled(`${option} ${file}`, fault)
  }
}

/** Undefined after a message. @throws LogFault */
export async function policyGiven(name: string, io: Io): Promise<Policy | undefined> {
  const given = await openGiven(name, io, anyFile)
  if (given === undefined) return undefined
  return policyIn(given.shown, utf8Given(given))
}

/** The policy of an account's own folder is read again by whoever opens it: here it is told which file is wrong, and where. */
export async function checkOwnPolicy(folder: string, io: Io): Promise<boolean> {
  const path = join(folder, 'witnesses.policy')
  if ((await kindOf(path)) === 'nothing') return true
  return (await policyGiven(path, io)) !== undefined
}

function policyIn(shown: string, text: string): Policy {
  try {
    return parsePolicy(text)
  } catch (fault) {
    throw relabelled(`${shown}${lineOf(text)}`, fault)
  }
}

/** The first line with which the policy is refused for another reason than that it does not go on. */
function lineOf(text: string): string {
  const lines = text.split('\n')
  const at = lines.findIndex((_, index) => {
    try {
      parsePolicy(`${lines.slice(0, index + 1).join('\n')}\n`)
      return false
    } catch (fault) {
      return !(fault instanceof LogFault) || !fault.message.endsWith('has no quorum')
    }
  })
  return at === -1 ? '' : `:${at + 1}`
}

/** Of a file that is text, in UTF-8: a letter that cannot be read is refused, not replaced. @throws LogFault */
export function utf8Given({ shown, bytes }: Given): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const good = new TextDecoder().decode(bytes).split('�')[0] ?? ''
    throw new LogFault(
      'malformed',
      `${shown}:${good.split('\n').length}: this is not UTF-8 text: nothing was taken from it`,
    )
  }
}

export const anyFile = 'name a file'

export async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  return stat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => 'nothing',
  )
}

function named<T>(label: string, act: () => T): T {
  try {
    return act()
  } catch (fault) {
    throw relabelled(label, fault)
  }
}

function relabelled(label: string, fault: unknown): unknown {
  return fault instanceof LogFault ? new LogFault(fault.kind, `${label}: ${fault.message}`, { cause: fault }) : fault
}
