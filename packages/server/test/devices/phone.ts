// A phone, as the server meets one: enrolled, with keys of its own that are certified, and entries signed where it stands.

import { createHash, randomBytes } from 'node:crypto'
import {
  type CertifiedKey,
  type Draft,
  formatVerifierKey,
  type Json,
  keyTypes,
  noteSigner,
  type Signed,
  sign,
} from '@treve/ledger'
import type { Device, Served, Told } from '../sign-in/made.ts'

export const random = (length: number) => Uint8Array.from(randomBytes(length))

export interface Sent {
  readonly bytes: string
  readonly openings: Signed['openings']
  readonly attachments?: readonly { readonly index: number; readonly salt: string; readonly sha256: string }[]
}

export class Phone {
  readonly device: Device
  readonly pause: string
  readonly stock: CertifiedKey[] = []

  constructor({ pause }: Pick<Served, 'pause'>, device: Device) {
    this.device = device
    this.pause = pause
  }

  async post(path: string, body: unknown, more: { at?: number } = {}): Promise<Told> {
    const at = `/api/v1/pauses/${this.pause}/${path}`
    return this.device.browser.post(at, body, {
      authorization: this.device.authorization('POST', at, { body: JSON.stringify(body), ...more }),
    })
  }

  get(path: string): Promise<Told> {
    return this.device.get(`/api/v1/pauses/${this.pause}/${path}`)
  }

  /** Keys drawn here; what is certified goes into the stock. */
  async fill(count: number): Promise<Told> {
    const signers = Array.from({ length: count }, () =>
      noteSigner({ name: random16(), type: keyTypes.ed25519, seed: random(32) }),
    )
    const answer = await this.post('certificates', { keys: signers.map(({ key }) => formatVerifierKey(key)) })
    for (const { vkey, certificate } of answer.body.certificates ?? []) {
      const signer = signers.find(({ key }) => formatVerifierKey(key) === vkey)
      if (signer !== undefined) this.stock.push({ signer, certificate: certificate as Json })
    }
    return answer
  }

  /** Undefined where the stock has run dry. */
  signed(
    type: string,
    values: Readonly<Record<string, Json>> = {},
    { id, seconds = Date.now() / 1000, happened = seconds, chain = this.device.token }: Signing = {},
  ): Signed | undefined {
    const at = iso(happened)
    const draft: Draft = {
      class: 'field',
      ...(id === undefined ? {} : { id }),
      sealed: {
        type,
        source: { organisation: 'Relief Coordination', chain },
        time: { from: at, until: at, zone: 'Asia/Damascus' },
        ...values,
      },
    }
    return sign(
      draft,
      { log: `example.org/${this.pause}`, pause: this.pause, mode: 'exercise' },
      { seconds, beatSeconds: 1, random, next: () => this.stock.shift() },
    )
  }

  sent(type: string, values: Readonly<Record<string, Json>> = {}, more: Signing = {}): Sent {
    const signed = this.signed(type, values, more)
    if (signed === undefined) throw new Error('the stock has run dry')
    return { bytes: Buffer.from(signed.bytes).toString('base64url'), openings: signed.openings }
  }

  send(...entries: readonly Sent[]): Promise<Told> {
    return this.post('entries', { entries })
  }

  async upload(bytes: Uint8Array, named = hex(bytes)): Promise<Told> {
    const at = `/api/v1/pauses/${this.pause}/attachments?sha256=${named}`
    // The body is signed by its digest, which stands in the address.
    const answer = await this.device.browser.raw(at, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg', authorization: this.uploading(at, named) },
      body: Buffer.from(bytes),
    })
    return { status: answer.status, headers: answer.headers, body: await answer.json() }
  }

  private uploading(path: string, named: string): string {
    const at = Math.floor(Date.now() / 1000)
    const nonce = randomBytes(16).toString('base64url')
    const digest = Buffer.from(named, 'hex').toString('base64url')
    const { token } = this.device
    const text = ['treve/device/v1', 'request', token, String(at), nonce, 'POST', path, digest].join('\n')
    return `Treve-Device ${token}.${at}.${nonce}.${this.device.sign(text)}`
  }
}

export interface Signing {
  readonly id?: string
  /** The phone's clock as it signs. */
  readonly seconds?: number
  readonly happened?: number
  readonly chain?: string
}

export function hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function random16(): string {
  return Buffer.from(random(16)).toString('base64url')
}

function iso(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}
