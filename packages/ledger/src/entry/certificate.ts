// That an organisation vouches for a one-use key: sealed in the entry, so that who signed is seen by auditors alone.

import { bytesOf, fromBase64, toBase64 } from '../log/bytes.ts'
import type { SignatureToVerify } from '../log/crypto.ts'
import { LogFault } from '../log/fault.ts'
import { formatVerifierKey, type NoteSigner, parseVerifierKey, type VerifierKey } from '../log/note.ts'
import { canonicalJson } from './canonical.ts'

export interface Certificate {
  readonly organisation: string
  /** Of the organisation: a verifier key. */
  readonly key: string
  /** Base64. */
  readonly signature: string
}

/** For which account a key is certified: it is worth nothing in another. */
export interface AccountName {
  readonly log: string
  readonly pause: string
  readonly mode: 'live' | 'exercise'
}

function messageOf({ log, pause, mode }: AccountName, vkey: string): Uint8Array {
  return bytesOf(`treve/key-certificate/v1\n${canonicalJson({ log, mode, pause, vkey })}\n`)
}

export function certify(
  vkey: string,
  account: AccountName,
  {
    organisation,
    signer,
  }: { readonly organisation: string; readonly signer: NoteSigner & { readonly key: VerifierKey } },
): Certificate {
  const signature = toBase64(signer.sign(messageOf(account, vkey)))
  return { organisation, key: formatVerifierKey(signer.key), signature }
}

/** What must hold for the organisation to have vouched for that key. Whether its own key is of the account is another question. */
export function certificateToVerify(
  vkey: string,
  account: AccountName,
  { key, signature }: Certificate,
): SignatureToVerify {
  return {
    publicKey: publicKeyOf(key) ?? new Uint8Array(),
    message: messageOf(account, vkey),
    signature: fromBase64(signature) ?? new Uint8Array(),
  }
}

/** Nothing, if it is no key. */
export function publicKeyOf(vkey: string): Uint8Array | undefined {
  try {
    return parseVerifierKey(vkey).publicKey
  } catch (fault) {
    if (fault instanceof LogFault) return undefined
    throw fault
  }
}
