// Somebody who signs in as people do: an invitation taken up with a passkey. The passkey is in software, since nobody sits
// before a simulated screen; a server takes it as it takes any.

import { createHash, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { type Answered, type Api, type Caller, ServerFault } from './api.ts'
import type { JsonObject } from './line.ts'

export class Person implements Caller {
  /** As the server knows them: a random token. */
  token = ''
  private readonly api: Api
  private readonly cookies = new Map<string, string>()
  private readonly publicKey: KeyObject
  private readonly credential = randomBytes(16)

  constructor(api: Api) {
    this.api = api
    this.publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
  }

  headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    // Whoever is signed in is asked from where, as browsers say it.
    return cookie === '' ? {} : { cookie, origin: this.api.origin }
  }

  keep(headers: Headers): void {
    for (const set of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      this.cookies.set(name, value)
    }
  }

  /** Takes an invitation up. */
  async join(code: string): Promise<void> {
    const asked = await this.api.ask(this, 'POST', '/api/v1/sign-in/invitation/begin', { code })
    if (asked.status !== 200) throw refused('the code is not taken', asked)
    const { challenge = '', rp } = asked.body as { challenge?: string; rp?: { id?: string } }
    const made = this.newPasskey(challenge, rp?.id ?? new URL(this.api.origin).hostname)
    const joined = await this.api.ask(this, 'POST', '/api/v1/sign-in/invitation', { code, ...made })
    if (joined.status !== 200) throw refused('the invitation was not taken up', joined)
    const { body } = await this.api.ask(this, 'GET', '/api/v1/sign-in')
    const { signed_in: signedIn } = body as { signed_in?: { token?: string } }
    this.token = signedIn?.token ?? ''
  }

  get(path: string): Promise<Answered> {
    return this.api.ask(this, 'GET', path)
  }

  post(path: string, input: unknown): Promise<Answered> {
    return this.api.ask(this, 'POST', path, input)
  }

  command(pause: string, kind: string, input: JsonObject, id = randomUUID()): Promise<Answered> {
    const path = `/api/v1/pauses/${encodeURIComponent(pause)}/commands/${kind}`
    return this.api.ask(this, 'POST', path, input, { 'idempotency-key': id })
  }

  /** Attested by nobody, as most are: COSE key of ES256, in CBOR by hand since it is always the same. */
  private newPasskey(challenge: string, rpId: string): JsonObject {
    const { x = '', y = '' } = this.publicKey.export({ format: 'jwk' })
    const cose = Buffer.concat([
      Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]),
      Buffer.from(x, 'base64url'),
      Buffer.from([0x22, 0x58, 32]),
      Buffer.from(y, 'base64url'),
    ])
    const isPresentVerifiedAndNew = 0x45
    const data = Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([isPresentVerifiedAndNew, 0, 0, 0, 0]),
      Buffer.alloc(16),
      Buffer.from([0, this.credential.length]),
      this.credential,
      cose,
    ])
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      ...['fmt', 'none', 'attStmt'].map(cborText),
      Buffer.from([0xa0]),
      cborText('authData'),
      Buffer.from([0x58, data.length]),
      data,
    ])
    const clientData = { type: 'webauthn.create', challenge, origin: this.api.origin, crossOrigin: false }
    return {
      id: this.credential.toString('base64url'),
      client_data: Buffer.from(JSON.stringify(clientData)).toString('base64url'),
      attestation_object: attestation.toString('base64url'),
      transports: ['internal'],
    }
  }
}

function cborText(words: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)])
}

export function refused(what: string, { status, body }: Answered): ServerFault {
  return new ServerFault(`${what}: ${status} ${String(body.code ?? '')} ${String(body.detail ?? '')}`.trim())
}
