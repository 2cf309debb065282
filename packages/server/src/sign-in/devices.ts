// What devices sign with their own Ed25519 key: that the key is theirs, when they are enrolled, and each request afterwards.

import { createHash, createPublicKey, verify } from 'node:crypto'
import { codeAsDrawn, hashOf } from './secrets.ts'
import type { UsedOnce } from './used-once.ts'

/** A request that is older, or of later, is refused for its clock. */
const toleranceS = 300

/** What a device signs to be enrolled, so that nobody enrols a key of others. */
export function enrolmentText(code: string, key: string): string {
  return ['treve/device/v1', 'enrol', codeAsDrawn(code), key].join('\n')
}

export interface SignedRequest {
  readonly device: string
  readonly atSeconds: number
  readonly nonce: string
  /** Base64url. */
  readonly signature: string
}

const scheme = 'Treve-Device '
const form = /^([0-9a-f]{32})\.(\d{1,12})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{86})$/

/** `Authorization: Treve-Device DEVICE.SECONDS.NONCE.SIGNATURE`; undefined where it is another scheme. */
export function signedRequest(header: string | undefined): SignedRequest | 'malformed' | undefined {
  if (!header?.startsWith(scheme)) return undefined
  const [, device, at, nonce, signature] = form.exec(header.slice(scheme.length)) ?? []
  if (device === undefined || nonce === undefined || signature === undefined) return 'malformed'
  return { device, atSeconds: Number(at), nonce, signature }
}

/** What is signed: all that the request says, when, and a nonce, so that it is taken once. */
export function requestText(
  { device, atSeconds, nonce }: Omit<SignedRequest, 'signature'>,
  request: { readonly method: string; readonly pathAndQuery: string; readonly bodySha256: Uint8Array },
): string {
  return [
    'treve/device/v1',
    'request',
    device,
    String(atSeconds),
    nonce,
    request.method,
    request.pathAndQuery,
    Buffer.from(request.bodySha256).toString('base64url'),
  ].join('\n')
}

export function digestOf(body: Uint8Array | undefined): Uint8Array | undefined {
  return body && Uint8Array.from(createHash('sha256').update(body).digest())
}

/** Of a photograph that is sent ahead. */
export function digestNamed(method: string, url: string): Uint8Array | undefined {
  const { pathname, searchParams } = new URL(url)
  if (method !== 'POST' || !/^\/api\/v1\/pauses\/[^/]+\/attachments$/.test(pathname)) return undefined
  const named = searchParams.get('sha256') ?? ''
  return /^[0-9a-f]{64}$/.test(named) ? Uint8Array.from(Buffer.from(named, 'hex')) : undefined
}

export function isSignedBy(key: string, text: string, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

export function isClockOff({ atSeconds }: SignedRequest, nowSeconds: number): boolean {
  return Math.abs(nowSeconds - atSeconds) > toleranceS
}

export function isFirstTime({ device, atSeconds, nonce }: SignedRequest, usedOnce: UsedOnce): Promise<boolean> {
  return usedOnce.use(hashOf(`device\n${device}\n${nonce}`), atSeconds + 2 * toleranceS)
}
