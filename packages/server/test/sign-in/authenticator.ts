// An authenticator in software, which can also do what a real one never does.

import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface CreationOptions {
  readonly challenge: string
  readonly rp: { readonly id?: string }
  readonly user: { readonly id: string }
}

export interface Otherwise {
  readonly origin?: string
  readonly rpId?: string
  readonly type?: string
  /** Flags of WebAuthn: 1 present, 4 verified, 64 a new key. */
  readonly flags?: number
  readonly counter?: number
  readonly key?: KeyObject
  readonly userHandle?: string
}

export class Authenticator {
  readonly origin: string
  readonly id = randomBytes(16).toString('base64url')
  counter = 0
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  private userHandle = ''

  constructor(origin: string) {
    this.origin = origin
  }

  create({ challenge, user }: CreationOptions, otherwise: Otherwise = {}) {
    this.userHandle = user.id
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' })
    const [cx, cy] = [x, y].map((each) => Buffer.from(each, 'base64url'))
    // COSE: an EC2 key for ES256 on P-256.
    const key = Buffer.concat([
      Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]),
      cx ?? Buffer.alloc(0),
      Buffer.from([0x22, 0x58, 32]),
      cy ?? Buffer.alloc(0),
    ])
    const id = Buffer.from(this.id, 'base64url')
    const authData = Buffer.concat([
      this.authData(1 | 4 | 64, otherwise),
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
      key,
    ])
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.from([0xa0]),
      text('authData'),
      Buffer.from([0x58, authData.length]),
      authData,
    ])
    return {
      id: this.id,
      client_data: this.clientData('webauthn.create', challenge, otherwise).toString('base64url'),
      attestation_object: attestation.toString('base64url'),
      transports: ['internal'],
    }
  }

  get({ challenge }: { readonly challenge: string }, otherwise: Otherwise = {}) {
    this.counter += 1
    const userHandle = otherwise.userHandle ?? this.userHandle
    const authData = this.authData(1 | 4, otherwise)
    const clientData = this.clientData('webauthn.get', challenge, otherwise)
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()])
    return {
      id: this.id,
      client_data: clientData.toString('base64url'),
      authenticator_data: authData.toString('base64url'),
      signature: sign('sha256', signed, otherwise.key ?? this.keys.privateKey).toString('base64url'),
      ...(userHandle === '' ? {} : { user_handle: userHandle }),
    }
  }

  private authData(usual: number, { rpId, flags = usual, counter = this.counter }: Otherwise): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const rp = rpId ?? new URL(this.origin).hostname
    return Buffer.concat([createHash('sha256').update(rp).digest(), Buffer.from([flags]), count])
  }

  private clientData(usual: string, challenge: string, { type = usual, origin = this.origin }: Otherwise): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }
}

function text(words: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)])
}
