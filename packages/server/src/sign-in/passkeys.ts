// Passkeys (WebAuthn). A challenge is sealed instead of stored, so that asking for one costs nothing here; it serves once.

import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Database, Queryable } from '../storage/database.ts'
import { hashOf, type Keyed, newToken } from './secrets.ts'
import type { UsedOnce } from './used-once.ts'

/** Of `navigator.credentials.create`: binary values in base64url. */
export interface NewPasskey {
  readonly id: string
  readonly client_data: string
  readonly attestation_object: string
  readonly transports?: readonly Transport[]
}

/** Of `navigator.credentials.get`. */
export interface PasskeyAnswer {
  readonly id: string
  readonly client_data: string
  readonly authenticator_data: string
  readonly signature: string
  readonly user_handle?: string
}

export const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const
export type Transport = (typeof transports)[number]

/** Of a key pair that was made just now, and not kept yet. */
export interface MadePasskey {
  readonly person: string
  readonly credential: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
}

export interface PasskeySetup {
  readonly database: Database
  readonly keyed: Keyed
  readonly usedOnce: UsedOnce
  readonly nowSeconds: () => number
  /** Scheme, host and port of our pages. */
  readonly origin: string
}

const challengeS = 300
/** ES256, EdDSA, RS256: what authenticators have. */
const algorithms = [-7, -8, -257]

export class Passkeys {
  private readonly setup: PasskeySetup

  constructor(setup: PasskeySetup) {
    this.setup = setup
  }

  /** For whoever comes: none is named, so that nothing is learnt of who has one. */
  async askForOne(): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return generateAuthenticationOptions({
      rpID: this.rpId,
      challenge: this.challenge('get', ''),
      userVerification: 'required',
      timeout: challengeS * 1000,
    })
  }

  /** Whose it is; undefined where it is not taken, whatever the reason. */
  async check(answer: PasskeyAnswer): Promise<string | undefined> {
    const { database, nowSeconds, origin } = this.setup
    const { rows } = await database.query('select person, public_key, counter from passkeys where credential = $1', [
      answer.id,
    ])
    const [row] = rows
    if (row === undefined) return undefined
    const person = String(row.person)
    let sealed: string | undefined
    const verified = await orUndefined(() =>
      verifyAuthenticationResponse({
        response: {
          id: answer.id,
          rawId: answer.id,
          type: 'public-key',
          clientExtensionResults: {},
          response: {
            clientDataJSON: answer.client_data,
            authenticatorData: answer.authenticator_data,
            signature: answer.signature,
            ...(answer.user_handle === undefined ? {} : { userHandle: answer.user_handle }),
          },
        },
        expectedChallenge: (challenge) => {
          sealed = challenge
          return this.subjectOf('get', challenge) !== undefined
        },
        expectedOrigin: origin,
        expectedRPID: this.rpId,
        credential: {
          id: answer.id,
          publicKey: Uint8Array.from(row.public_key as Buffer),
          counter: Number(row.counter),
        },
      }),
    )
    if (verified?.verified !== true || sealed === undefined || !(await this.isFirstUse(sealed))) return undefined
    if (answer.user_handle !== undefined && answer.user_handle !== toHandle(person)) return undefined
    // Some authenticators count how often they were used: one that is not ahead of the last time is a copy. Two at once, too.
    const { newCounter } = verified.authenticationInfo
    const { rowCount } = await database.query(
      `update passkeys set counter = $2, used_at = to_timestamp($3)
       where credential = $1 and (counter < $2 or (counter = 0 and $2 = 0))`,
      [answer.id, newCounter, nowSeconds()],
    )
    return rowCount === 1 ? person : undefined
  }

  /** @param person whose further passkey it is to be; a new person where it is absent */
  async askForNew(label: string, person = newToken()): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const known = await this.of(person)
    return generateRegistrationOptions({
      rpName: 'Treve',
      rpID: this.rpId,
      // Shown by the authenticator alone; nothing is kept of it here.
      userName: label,
      userDisplayName: label,
      userID: Uint8Array.from(Buffer.from(person)),
      challenge: this.challenge('create', person),
      attestationType: 'none',
      excludeCredentials: known.map(({ credential }) => ({ id: credential })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: algorithms,
      timeout: challengeS * 1000,
    })
  }

  /** Not kept yet; undefined where it is not taken. */
  async checkNew(made: NewPasskey): Promise<MadePasskey | undefined> {
    let sealed: string | undefined
    const verified = await orUndefined(() =>
      verifyRegistrationResponse({
        response: {
          id: made.id,
          rawId: made.id,
          type: 'public-key',
          clientExtensionResults: {},
          response: { clientDataJSON: made.client_data, attestationObject: made.attestation_object },
        },
        expectedChallenge: (challenge) => {
          sealed = challenge
          return this.subjectOf('create', challenge) !== undefined
        },
        expectedOrigin: this.setup.origin,
        expectedRPID: this.rpId,
        supportedAlgorithmIDs: algorithms,
      }),
    )
    if (verified?.verified !== true || sealed === undefined) return undefined
    const person = this.subjectOf('create', sealed)
    if (person === undefined || !(await this.isFirstUse(sealed))) return undefined
    const { credential } = verified.registrationInfo
    return {
      person,
      credential: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: made.transports ?? [],
    }
  }

  /** False where there is one with this id. */
  async keep(
    { person, credential, publicKey, counter, transports: ways }: MadePasskey,
    database: Queryable = this.setup.database,
  ): Promise<boolean> {
    const { rowCount } = await database.query(
      `insert into passkeys (credential, person, public_key, counter, transports, made_at)
       values ($1, $2, $3, $4, $5, to_timestamp($6)) on conflict do nothing`,
      [credential, person, Buffer.from(publicKey), counter, ways, this.setup.nowSeconds()],
    )
    return rowCount === 1
  }

  async of(
    person: string,
  ): Promise<readonly { credential: string; madeAtSeconds: number; usedAtSeconds: number | null }[]> {
    const { rows } = await this.setup.database.query(
      `select credential, extract(epoch from made_at)::float8 as made_s, extract(epoch from used_at)::float8 as used_s
       from passkeys where person = $1 order by made_at`,
      [person],
    )
    return rows.map((row) => ({
      credential: String(row.credential),
      madeAtSeconds: Math.floor(Number(row.made_s)),
      usedAtSeconds: row.used_s === null ? null : Math.floor(Number(row.used_s)),
    }))
  }

  /** Of two that are removed at once, one stays. */
  async remove(person: string, credential: string): Promise<'removed' | 'unknown' | 'last'> {
    return this.setup.database.inTransaction(async (client) => {
      const { rows } = await client.query('select credential from passkeys where person = $1 for update', [person])
      if (!rows.some((row) => row.credential === credential)) return 'unknown'
      if (rows.length === 1) return 'last'
      await client.query('delete from passkeys where credential = $1', [credential])
      return 'removed'
    })
  }

  private get rpId(): string {
    return new URL(this.setup.origin).hostname
  }

  private challenge(purpose: 'get' | 'create', subject: string): Uint8Array<ArrayBuffer> {
    const text = JSON.stringify([newToken(), Math.floor(this.setup.nowSeconds()), subject])
    return Uint8Array.from(Buffer.from(this.setup.keyed.seal(`challenge ${purpose}`, text)))
  }

  /** For whom we made it, if it is ours and not too old. */
  private subjectOf(purpose: 'get' | 'create', challenge: string): string | undefined {
    const text = this.setup.keyed.open(`challenge ${purpose}`, Buffer.from(challenge, 'base64url').toString())
    if (text === undefined) return undefined
    const [, atSeconds, subject] = JSON.parse(text) as [string, number, string]
    return this.setup.nowSeconds() - atSeconds > challengeS ? undefined : subject
  }

  private isFirstUse(challenge: string): Promise<boolean> {
    return this.setup.usedOnce.use(hashOf(challenge), this.setup.nowSeconds() + challengeS)
  }
}

function toHandle(person: string): string {
  return Buffer.from(person).toString('base64url')
}

/** What the library throws says why; to whoever tries, it is all the same. */
async function orUndefined<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch {
    return undefined
  }
}
