// That an organisation vouches for a one-use key: sealed in the entry, so that who signed is seen by auditors alone.

import { bytesOf, fromBase64, toBase64 } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'
import { formatVerifierKey, type NoteSigner, noteVerifier, parseVerifierKey, type VerifierKey } from '../log/note.ts'
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

/** Whether the organisation's key signed for that one-use key. Whether that key is of the account is another question. */
export function isCertified(vkey: string, account: AccountName, certificate: Certificate): boolean {
  const signature = fromBase64(certificate.signature)
  if (signature === undefined) return false
  try {
    return noteVerifier(parseVerifierKey(certificate.key)).verify(messageOf(account, vkey), signature)
  } catch (fault) {
    if (fault instanceof LogFault) return false
    throw fault
  }
}
