// The shelf of an unlocked phone: what goes to the disk is sealed first, each thing under its own name, so that none can be
// put in another's place.

import { bytesOf, type Json, textOf } from '@treve/ledger/device'
import { allValues, getValue, putValues, type StoreName } from './database.ts'
import type { Changes, Shelf } from './shelf.ts'

const ivBytes = 12

export class SealedShelf implements Shelf {
  private readonly database: IDBDatabase
  private readonly key: CryptoKey

  constructor(database: IDBDatabase, key: CryptoKey) {
    this.database = database
    this.key = key
  }

  async records(): Promise<ReadonlyMap<string, Json>> {
    const sealed = await allValues(this.database, 'records')
    const opened = await Promise.all(
      sealed.map(async ([name, value]) => {
        const text = textOf(await this.open('records', name, value))
        return [name, text === undefined ? null : (JSON.parse(text) as Json)] as const
      }),
    )
    return new Map(opened)
  }

  async photo(name: string): Promise<Uint8Array | undefined> {
    const value = await getValue(this.database, 'photos', name)
    return value === undefined ? undefined : this.open('photos', name, value)
  }

  async write({ records = new Map(), photos = new Map() }: Changes): Promise<void> {
    // Sealed before the transaction: a browser ends one that waits for anything else.
    const values = await Promise.all([
      ...[...records].map(([name, value]) =>
        this.sealed('records', name, value === null ? null : bytesOf(JSON.stringify(value))),
      ),
      ...[...photos].map(([name, bytes]) => this.sealed('photos', name, bytes)),
    ])
    await putValues(this.database, values)
  }

  private async sealed(store: StoreName, name: string, bytes: Uint8Array | null) {
    if (bytes === null) return [store, name, undefined] as const
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
    const how = { name: 'AES-GCM', iv, additionalData: nameBytes(store, name) }
    const ciphertext = await crypto.subtle.encrypt(how, this.key, new Uint8Array(bytes))
    const value = new Uint8Array(ivBytes + ciphertext.byteLength)
    value.set(iv)
    value.set(new Uint8Array(ciphertext), ivBytes)
    return [store, name, value] as const
  }

  private async open(store: StoreName, name: string, value: unknown): Promise<Uint8Array> {
    const bytes = value instanceof Uint8Array ? new Uint8Array(value) : new Uint8Array()
    const how = { name: 'AES-GCM', iv: bytes.slice(0, ivBytes), additionalData: nameBytes(store, name) }
    return new Uint8Array(await crypto.subtle.decrypt(how, this.key, bytes.slice(ivBytes)))
  }
}

function nameBytes(store: StoreName, name: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${store}/${name}`)
}
