// An organisation’s OpenID Connect, small: real HTTP, ID tokens signed with a key of its own. It can be told to misbehave.

import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'

export interface Misbehaviour {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly key?: KeyObject
  readonly algorithm?: 'RS256' | 'none'
}

export class Provider {
  readonly clientId = 'treve'
  readonly clientSecret = 'only-for-tests'
  issuer = ''
  misbehaves: Misbehaviour = {}
  /** Of who signs in there. */
  subject = 'a.person@organisation.example'
  /** What the authorisation was asked with. */
  readonly asked: URLSearchParams[] = []
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  private readonly codes = new Map<string, { nonce: string; challenge: string; redirect: string }>()
  private server: Server | undefined

  async start(): Promise<void> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const { pathname } = new URL(request.url ?? '/', this.issuer)
      const body = new URLSearchParams(Buffer.concat(chunks).toString())
      const [status, answer] = this.answer(pathname, body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    const address = server.address()
    this.issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    this.server = server
  }

  async stop(): Promise<void> {
    await new Promise((done) => {
      this.server?.close(done)
      this.server?.closeAllConnections()
    })
  }

  /** The person agrees: where the browser is sent back to. */
  agree(goTo: string): URL {
    const { searchParams: asked } = new URL(goTo)
    this.asked.push(asked)
    const code = randomBytes(16).toString('base64url')
    const redirect = asked.get('redirect_uri') ?? ''
    this.codes.set(code, {
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      redirect,
    })
    const back = new URL(redirect)
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked.get('state') ?? '')
    return back
  }

  private answer(path: string, body: URLSearchParams): [number, unknown] {
    if (path === '/.well-known/openid-configuration')
      return [
        200,
        {
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
        },
      ]
    if (path === '/jwks')
      return [200, { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] }]
    if (path === '/token') return this.token(body)
    return [404, {}]
  }

  private token(body: URLSearchParams): [number, unknown] {
    const code = body.get('code') ?? ''
    const known = this.codes.get(code)
    this.codes.delete(code)
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (known === undefined || known.challenge !== challenge || body.get('redirect_uri') !== known.redirect)
      return [400, { error: 'invalid_grant' }]
    return [200, { access_token: 'unused', token_type: 'Bearer', id_token: this.idToken(known.nonce) }]
  }

  private idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1000)
    const { claims = {}, key = this.keys.privateKey, algorithm = 'RS256' } = this.misbehaves
    const all = {
      iss: this.issuer,
      aud: this.clientId,
      sub: this.subject,
      exp: now + 300,
      iat: now,
      nonce,
      email: this.subject,
      name: 'A Person',
      ...claims,
    }
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${part({ alg: algorithm, kid: '1' })}.${part(all)}`
    return `${signed}.${algorithm === 'none' ? '' : sign('sha256', Buffer.from(signed), key).toString('base64url')}`
  }
}
