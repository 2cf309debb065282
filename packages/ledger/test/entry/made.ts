// An account made in memory for tests: keys from a seed, entries composed and signed as senders would.

import {
  type AccountName,
  bytesOf,
  type Certificate,
  certify,
  composeEntry,
  type Draft,
  formatVerifierKey,
  type Json,
  keyTypes,
  noteSigner,
  type Opening,
  signEntry,
  toBase64Url,
} from '../../src/index.ts'
import { sha256 } from '../../src/log/crypto.ts'

export const liveAccount: AccountName = { log: 'example.com/pause-log', pause: 'test-pause', mode: 'live' }
export const exerciseAccount: AccountName = { ...liveAccount, mode: 'exercise' }

/** The same bytes for the same seed. */
export function randomOf(seed: string): (length: number) => Uint8Array {
  let count = 0
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) {
      bytes.set(sha256(bytesOf(`${seed} ${count}`)).subarray(0, Math.min(32, length - at)), at)
      count += 1
    }
    return bytes
  }
}

export function signerOf(name: string) {
  return noteSigner({ name, type: keyTypes.ed25519, seed: sha256(bytesOf(`seed of ${name}`)) })
}

export type Signer = ReturnType<typeof signerOf>

export const authority = signerOf('authority')
export const coordinator = signerOf('coordinator')
export const source = { organisation: 'Test Relief', chain: 'own staff' }
export const time = { from: '2016-11-04T08:10:00+02:00', until: '2016-11-04T08:10:00+02:00', zone: 'Asia/Damascus' }

export interface Sent {
  readonly bytes: Uint8Array
  readonly openings: readonly Opening[]
  readonly id: string
}

export class Sender {
  readonly account: AccountName
  readonly random: (length: number) => Uint8Array
  at = '2016-11-04T08:15Z'
  private keys = 0

  constructor(account: AccountName, seed = 'sender') {
    this.account = account
    this.random = randomOf(seed)
  }

  oneUse(): Signer {
    this.keys += 1
    return noteSigner({ name: toBase64Url(this.random(16)), type: keyTypes.ed25519, seed: this.random(32) })
  }

  certificate(key: Signer, by: Signer = authority, organisation = source.organisation): Certificate {
    return certify(formatVerifierKey(key.key), this.account, { organisation, signer: by })
  }

  opening(): Sent {
    return this.keyEntry({
      type: 'log_opened',
      treve: 1,
      authority: formatVerifierKey(authority.key),
      organisation: source.organisation,
      beat_s: 900,
      fill: 0,
    })
  }

  keyEntry(
    clear: Draft['clear'],
    signers: readonly [Signer, Signer?] = [authority],
    sealed: Draft['sealed'] = {},
  ): Sent {
    const [first, second] = signers
    return this.signed({ class: 'key', clear: clear ?? {}, sealed }, first, second)
  }

  /** With its own one-use keys, certified. */
  field(
    type: string,
    sealed: Readonly<Record<string, Json>>,
    { id, certifier = authority }: { id?: string; certifier?: Signer } = {},
  ): Sent {
    const [first, second] = [this.oneUse(), this.oneUse()]
    return this.signed(
      {
        class: 'field',
        ...(id === undefined ? {} : { id }),
        clear: { type },
        sealed: {
          key_cert: { ...this.certificate(first, certifier) },
          key_cert2: { ...this.certificate(second, certifier) },
          source,
          time,
          ...sealed,
        },
      },
      first,
      second,
    )
  }

  loaded(kilograms = 100, options: { id?: string; certifier?: Signer } = {}): Sent {
    const grams = kilograms * 1000
    return this.field(
      'loaded',
      {
        lines: [
          { consignment: 'c1', item: 'flour', category: 'food', unit: 'g', low: grams, best: grams, high: grams },
        ],
      },
      options,
    )
  }

  one(className: 'notice' | 'public', clear: Draft['clear'], sealed: Readonly<Record<string, Json>> = {}): Sent {
    const key = this.oneUse()
    const common = className === 'notice' ? { source, time } : {}
    return this.signed(
      {
        class: className,
        clear: clear ?? {},
        sealed: { key_cert: { ...this.certificate(key) }, ...common, ...sealed },
      },
      key,
    )
  }

  /** The second person: a coordinator whose key is registered by `coordinatorAdded`. */
  coordinatorAdded(): Sent {
    const key = formatVerifierKey(coordinator.key)
    return this.keyEntry({ type: 'key_added', key, role: 'coordinator', organisation: 'Coordination cell' })
  }

  erased(entry: number, slot: string, by: readonly [Signer, Signer] = [authority, coordinator]): Sent {
    const [first, second] = [this.oneUse(), this.oneUse()]
    const of = (key: Signer, certifier: Signer) =>
      this.certificate(key, certifier, certifier === coordinator ? 'Coordination cell' : source.organisation)
    return this.signed(
      {
        class: 'erasure',
        clear: { type: 'erased', entry, slot, ground: 'danger' },
        sealed: { key_cert: { ...of(first, by[0]) }, key_cert2: { ...of(second, by[1]) } },
      },
      first,
      second,
    )
  }

  signed(draft: Draft, first: Signer, second?: Signer): Sent {
    const { id, text, openings } = composeEntry(draft, this.account, {
      at: this.at,
      first: first.key,
      second: second?.key,
      random: this.random,
    })
    return { id, bytes: signEntry(text, second === undefined ? [first] : [first, second]), openings }
  }
}
