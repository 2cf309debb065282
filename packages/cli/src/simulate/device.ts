// A phone in the field: a key of its own, by which it is enrolled and signs its requests; and what it reports, signed with
// one-use keys that its organisation has certified.

import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign as signBytes } from 'node:crypto'
import { type Draft, formatVerifierKey, keyTypes, noteSigner, type Signer, sign, toBase64Url } from '@treve/ledger'
import type { Answered, Api, Caller } from './api.ts'
import type { JsonObject } from './line.ts'
import { refused } from './person.ts'

export interface AccountAt {
  readonly log: string
  readonly pause: string
  readonly mode: 'live' | 'exercise'
  readonly beatSeconds: number
}

type Certificate = { readonly organisation: string; readonly key: string; readonly signature: string }

const stockSize = 40

export class Device implements Caller {
  id = ''
  private readonly api: Api
  private readonly key: KeyObject
  private readonly publicKey: string
  private readonly stock: { readonly signer: Signer; readonly certificate: Certificate }[] = []

  constructor(api: Api) {
    this.api = api
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    this.key = privateKey
    this.publicKey = publicKey.export({ format: 'jwk' }).x ?? ''
  }

  headers(method: string, path: string, body: Uint8Array): Record<string, string> {
    if (this.id === '') return {}
    const at = Math.floor(Date.now() / 1000)
    const nonce = randomBytes(16).toString('base64url')
    const digest = createHash('sha256').update(body).digest('base64url')
    const text = ['treve/device/v1', 'request', this.id, String(at), nonce, method, path, digest].join('\n')
    return { authorization: `Treve-Device ${this.id}.${at}.${nonce}.${this.signed(text)}` }
  }

  async enrol(code: string): Promise<void> {
    const drawn = code.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
    const proof = this.signed(['treve/device/v1', 'enrol', drawn, this.publicKey].join('\n'))
    const answer = await this.api.ask(this, 'POST', '/api/v1/sign-in/devices', { code, key: this.publicKey, proof })
    if (answer.status !== 200) throw refused('a device was not enrolled', answer)
    this.id = String(answer.body.device)
  }

  /** Signs what it saw, and sends it; what could not be sent is for the caller to send again, the same bytes. */
  async report(account: AccountAt, said: Draft, seconds: number): Promise<Answered> {
    if (this.stock.length < 2) await this.refill(account)
    const organisation = this.stock.at(-1)?.certificate.organisation ?? ''
    const draft = { ...said, sealed: { ...said.sealed, source: { organisation, chain: this.id } } }
    const signed = sign(draft, account, {
      seconds,
      beatSeconds: account.beatSeconds,
      random: (length) => Uint8Array.from(randomBytes(length)),
      next: () => this.stock.pop(),
    })
    if (signed === undefined) throw refused('the stock of keys has run dry', { status: 0, body: {} })
    const entry = { bytes: Buffer.from(signed.bytes).toString('base64url'), openings: signed.openings }
    return this.api.ask(this, 'POST', `${this.base(account)}/entries`, { entries: [entry] })
  }

  /** As a person asks for it: of what is its own. */
  command(account: AccountAt, kind: string, input: JsonObject): Promise<Answered> {
    const more = { 'idempotency-key': crypto.randomUUID() }
    return this.api.ask(this, 'POST', `${this.base(account)}/commands/${kind}`, input, more)
  }

  private async refill(account: AccountAt): Promise<void> {
    const signers = Array.from({ length: stockSize }, () =>
      noteSigner({ name: toBase64Url(randomBytes(16)), type: keyTypes.ed25519, seed: randomBytes(32) }),
    )
    const keys = signers.map(({ key }) => formatVerifierKey(key))
    const answer = await this.api.ask(this, 'POST', `${this.base(account)}/certificates`, { keys })
    if (answer.status !== 200) throw refused('no keys were certified', answer)
    const certified = new Map(
      (answer.body.certificates as readonly JsonObject[]).map((each) => [
        String(each.vkey),
        each.certificate as unknown as Certificate,
      ]),
    )
    for (const signer of signers) {
      const certificate = certified.get(formatVerifierKey(signer.key))
      if (certificate !== undefined) this.stock.push({ signer, certificate })
    }
  }

  private base({ pause }: AccountAt): string {
    return `/api/v1/pauses/${encodeURIComponent(pause)}`
  }

  private signed(text: string): string {
    return signBytes(null, Buffer.from(text), this.key).toString('base64url')
  }
}
