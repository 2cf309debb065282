// What the phone signs with its own key: that the key is its own, and each request (docs/guides/coordinator.md).

import { toBase64Url } from '@treve/ledger/device'

export interface Request {
  readonly method: 'GET' | 'POST'
  /** With its query. */
  readonly path: string
  readonly body?: Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

export type SignMessage = (message: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>

/** The code in capitals, without dashes and spaces: as it was drawn. */
export function codeAsDrawn(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
}

export async function enrolmentProof(code: string, publicKey: string, sign: SignMessage): Promise<string> {
  return signature(['treve/device/v1', 'enrol', codeAsDrawn(code), publicKey], sign)
}

export async function authorization(
  { method, path, body = new Uint8Array() }: Request,
  { device, atSeconds, nonce, sign }: { device: string; atSeconds: number; nonce: string; sign: SignMessage },
): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  const said = ['treve/device/v1', 'request', device, String(atSeconds), nonce, method, path, toBase64Url(digest)]
  return `Treve-Device ${device}.${atSeconds}.${nonce}.${await signature(said, sign)}`
}

async function signature(lines: readonly string[], sign: SignMessage): Promise<string> {
  return toBase64Url(await sign(new TextEncoder().encode(lines.join('\n'))))
}
