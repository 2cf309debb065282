// The stock of one-use keys: made on this phone, certified by the organisation while there is a network, used when there is
// none. An entry takes two. What has run dry is filled again; nothing is signed by a key that nobody certified.

import {
  type AccountName,
  type Certificate,
  type CertifiedKey,
  certificateToVerify,
  ed25519Verifier,
  formatVerifierKey,
  fromBase64Url,
  keyTypes,
  noteSigner,
  type Random,
  toBase64Url,
} from '@treve/ledger/device'

export interface StockKey {
  readonly name: string
  /** 32 bytes, base64url. */
  readonly seed: string
  readonly vkey: string
  readonly certificate: Certificate | null
}

/** How many keys are made and asked for at once: a phone stays quick to the touch, and the server takes no more. */
export const mostAtOnce = 40
/** Of one `field` entry. */
export const keysOfReport = 2

export function newKey(random: Random): StockKey {
  const seed = random(32)
  const { name, key } = noteSigner({ name: toBase64Url(random(16)), type: keyTypes.ed25519, seed })
  return { name, seed: toBase64Url(seed), vkey: formatVerifierKey(key), certificate: null }
}

const certified = (stock: readonly StockKey[]) => stock.filter(({ certificate }) => certificate !== null)

/** For so many reports there are keys. */
export function reportsLeft(stock: readonly StockKey[]): number {
  return Math.floor(certified(stock).length / keysOfReport)
}

/** How many keys to make now. */
export function lacking(
  stock: readonly StockKey[],
  { keep, refill_below }: { readonly keep: number; readonly refill_below: number },
): number {
  if (certified(stock).length >= Math.max(refill_below, keysOfReport)) return 0
  return Math.max(0, Math.max(keep, keysOfReport) - stock.length)
}

/** Those to have certified now. */
export function toCertify(stock: readonly StockKey[]): readonly StockKey[] {
  return stock.filter(({ certificate }) => certificate === null).slice(0, mostAtOnce)
}

/** With those certificates that hold for its own keys, in this account; others are as if they had not come. */
export function withCertificates(
  stock: readonly StockKey[],
  given: readonly { readonly vkey: string; readonly certificate: Certificate }[],
  account: AccountName,
): readonly StockKey[] {
  const byKey = new Map(given.map(({ vkey, certificate }) => [vkey, certificate]))
  return stock.map((key) => {
    const certificate = byKey.get(key.vkey)
    if (key.certificate !== null || certificate === undefined || !holds(key.vkey, certificate, account)) return key
    return { ...key, certificate }
  })
}

function holds(vkey: string, certificate: Certificate, account: AccountName): boolean {
  const { publicKey, message, signature } = certificateToVerify(vkey, account, certificate)
  return publicKey.length === 32 && ed25519Verifier(publicKey)(message, signature)
}

/** The next two, and what is left; undefined where the stock has run dry. */
export function takeTwo(
  stock: readonly StockKey[],
): { readonly keys: readonly StockKey[]; readonly left: readonly StockKey[] } | undefined {
  const keys = certified(stock).slice(0, keysOfReport)
  if (keys.length < keysOfReport) return undefined
  return { keys, left: stock.filter((key) => !keys.includes(key)) }
}

/** Of what another signs beside. */
export function takeOne(
  stock: readonly StockKey[],
): { readonly key: StockKey; readonly left: readonly StockKey[] } | undefined {
  const [key] = certified(stock)
  return key === undefined ? undefined : { key, left: stock.filter((each) => each !== key) }
}

export function certifiedKeyOf({ name, seed, certificate }: StockKey): CertifiedKey | undefined {
  const bytes = fromBase64Url(seed)
  if (certificate === null || bytes === undefined) return undefined
  return { signer: noteSigner({ name, type: keyTypes.ed25519, seed: bytes }), certificate: { ...certificate } }
}
