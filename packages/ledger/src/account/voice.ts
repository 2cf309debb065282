// Composes entries as a sender does: one-use keys drawn for each, certified by the organisation.

import { toBase64Url } from '../entry/base64url.ts'
import type { Json } from '../entry/canonical.ts'
import { type AccountName, certify } from '../entry/certificate.ts'
import { classes } from '../entry/classes.ts'
import { composeEntry, type Draft, formatAt, type Random, signEntry } from '../entry/entry.ts'
import type { Opening } from '../entry/opening.ts'
import { formatVerifierKey, keyTypes, type NoteSigner, noteSigner, type VerifierKey } from '../log/note.ts'

export type Signer = NoteSigner & { readonly key: VerifierKey }

export interface Signed {
  readonly id: string
  readonly bytes: Uint8Array
  readonly openings: readonly Opening[]
}

export interface Organisation {
  readonly organisation: string
  readonly signer: Signer
}

/** Pre-made and certified, such as a device takes for a day offline; or made when they are needed. */
export interface CertifiedKey {
  readonly signer: Signer
  readonly certificate: Json
}

export function oneUseKey(random: Random, account: AccountName, organisation: Organisation): CertifiedKey {
  const signer = noteSigner({ name: toBase64Url(random(16)), type: keyTypes.ed25519, seed: random(32) })
  return { signer, certificate: { ...certify(formatVerifierKey(signer.key), account, organisation) } }
}

/** Of whatever class; `key` entries are signed by the lasting keys that are given. */
export function sign(
  draft: Draft,
  account: AccountName,
  {
    seconds,
    beatSeconds,
    random,
    next,
    lasting = [],
  }: {
    readonly seconds: number
    readonly beatSeconds: number
    readonly random: Random
    /** The next one-use key; undefined where a stock has run dry. */
    readonly next: () => CertifiedKey | undefined
    readonly lasting?: readonly Signer[]
  },
): Signed | undefined {
  const at = formatAt(seconds, beatSeconds)
  if (draft.class === 'key') {
    const [first, second] = lasting
    if (first === undefined) return undefined
    const { id, text, openings } = composeEntry(draft, account, { at, first: first.key, second: second?.key, random })
    return { id, bytes: signEntry(text, lasting), openings }
  }
  const count = classes[draft.class].signatures[0] ?? 1
  const [first, second] = [next(), count === 2 ? next() : undefined]
  if (first === undefined || (count === 2 && second === undefined)) return undefined
  const isFiller = (draft.sealed?.type ?? draft.clear?.type) === 'filler'
  const certificates: Record<string, Json> = isFiller
    ? {}
    : { key_cert: first.certificate, ...(second === undefined ? {} : { key_cert2: second.certificate }) }
  const { id, text, openings } = composeEntry({ ...draft, sealed: { ...certificates, ...draft.sealed } }, account, {
    at,
    first: first.signer.key,
    second: second?.signer.key,
    random,
  })
  return { id, bytes: signEntry(text, [first.signer, ...(second === undefined ? [] : [second.signer])]), openings }
}
