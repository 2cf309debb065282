// The organisation’s OpenID Connect, as the environment names it. The secret is in a file: the environment is seen by others.

import { readFile } from 'node:fs/promises'
import { isThisMachine, type OpenIdSettings } from './open-id.ts'

const names = {
  issuer: 'TREVE_OPENID_ISSUER',
  clientId: 'TREVE_OPENID_CLIENT_ID',
  secretFile: 'TREVE_OPENID_SECRET_FILE',
} as const

/** Undefined where none is named; a text where it cannot be used: what is wrong, and what to do. */
export async function openIdSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<OpenIdSettings | string | undefined> {
  const issuer = environment[names.issuer]
  const clientId = environment[names.clientId]
  const secretFile = environment[names.secretFile]
  if (issuer === undefined && clientId === undefined && secretFile === undefined) return undefined
  if (issuer === undefined || clientId === undefined || secretFile === undefined)
    return `sign-in by OpenID Connect needs ${Object.values(names).join(', ')}: set all of them, or none`
  const url = URL.parse(issuer)
  if (url === null || (url.protocol !== 'https:' && !isThisMachine(url)))
    return `${names.issuer}: an address that begins with https:// is expected`
  let clientSecret: string
  try {
    clientSecret = (await readFile(secretFile, 'utf8')).trim()
  } catch (fault) {
    return `${names.secretFile}: ${secretFile} cannot be read (${fault instanceof Error ? fault.message : String(fault)})`
  }
  if (clientSecret === '') return `${names.secretFile}: ${secretFile} is empty`
  return { issuer, clientId, clientSecret }
}
