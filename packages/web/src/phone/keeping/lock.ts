// The app lock. A key made of the PIN wraps two others: the one that seals what is kept, and the device's own. Once they
// are unwrapped no script can read them out again; while the app is locked they are nowhere but in the wrapping.

import { ed25519Signer, fromBase64Url, toBase64Url } from '@treve/ledger/device'

type Bytes = Uint8Array<ArrayBuffer>

/** What stands in the clear: without the PIN it opens nothing. */
export interface Lock {
  readonly version: 1
  readonly salt: string
  readonly iterations: number
  readonly dataKey: Wrapped
  /** `platform`: the browser signs by itself. `portable`: it is too old for Ed25519, and our own code signs. */
  readonly deviceKey: DeviceKey
}

type DeviceKey = Wrapped & { readonly kind: 'platform' | 'portable'; readonly publicKey: string }

interface Wrapped {
  readonly iv: string
  readonly wrapped: string
}

export interface Unlocked {
  readonly dataKey: CryptoKey
  /** Base64url, 32 bytes. */
  readonly publicKey: string
  /** By the device's own key. */
  sign(message: Bytes): Promise<Uint8Array>
}

/** OWASP's number for PBKDF2 with SHA-256. A PIN is short: this is what makes trying them all slow. */
const iterations = 600_000
export const leastPin = 6

/** From the fifth wrong PIN on each costs a wait that doubles: half a minute to half an hour. */
export function waitAfter(failures: number): number {
  return failures < 5 ? 0 : Math.min(1800, 30 * 2 ** (failures - 5))
}

export function isPin(text: string): boolean {
  return new RegExp(`^\\d{${leastPin},12}$`).test(text)
}

export async function makeLock(pin: string): Promise<{ lock: Lock; unlocked: Unlocked }> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const pinKey = await pinKeyOf(pin, salt, iterations)
  const dataKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
  const lock: Lock = {
    version: 1,
    salt: toBase64Url(salt),
    iterations,
    dataKey: await wrap('raw', dataKey, pinKey),
    deviceKey: await newDeviceKey(pinKey),
  }
  const unlocked = await openLock(lock, pin)
  if (unlocked === undefined) throw new Error('the lock that was just made does not open')
  return { lock, unlocked }
}

/** Undefined: not with this PIN. */
export async function openLock(lock: Lock, pin: string): Promise<Unlocked | undefined> {
  const pinKey = await pinKeyOf(pin, bytesFrom(lock.salt), lock.iterations)
  try {
    const dataKey = await unwrap('raw', lock.dataKey, pinKey, { name: 'AES-GCM' }, ['encrypt', 'decrypt'])
    const { kind, publicKey } = lock.deviceKey
    if (kind === 'platform') {
      const key = await unwrap('pkcs8', lock.deviceKey, pinKey, { name: 'Ed25519' }, ['sign'])
      const sign = async (message: Bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, message))
      return { dataKey, publicKey, sign }
    }
    const kept = await unwrap('raw', lock.deviceKey, pinKey, seedAlgorithm, ['sign'], true)
    const seed = await crypto.subtle.exportKey('raw', kept)
    const signer = ed25519Signer(new Uint8Array(seed))
    return { dataKey, publicKey, sign: async (message) => signer.sign(message) }
  } catch (fault) {
    if (isWrongPin(fault)) return undefined
    throw fault
  }
}

/** What is sealed stays sealed by the same keys: only what wraps them is another. Undefined: not with this PIN. */
export async function rewrapped(lock: Lock, pin: string, next: string): Promise<Lock | undefined> {
  const from = await pinKeyOf(pin, bytesFrom(lock.salt), lock.iterations)
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const to = await pinKeyOf(next, salt, iterations)
  const { kind, publicKey } = lock.deviceKey
  try {
    const dataKey = await unwrap('raw', lock.dataKey, from, { name: 'AES-GCM' }, ['encrypt', 'decrypt'], true)
    const deviceKey =
      kind === 'platform'
        ? await wrap('pkcs8', await unwrap('pkcs8', lock.deviceKey, from, { name: 'Ed25519' }, ['sign'], true), to)
        : await wrap('raw', await unwrap('raw', lock.deviceKey, from, seedAlgorithm, ['sign'], true), to)
    return {
      version: 1,
      salt: toBase64Url(salt),
      iterations,
      dataKey: await wrap('raw', dataKey, to),
      deviceKey: { kind, publicKey, ...deviceKey },
    }
  } catch (fault) {
    if (isWrongPin(fault)) return undefined
    throw fault
  }
}

/** AES-GCM says no: another PIN, or a byte was changed. */
function isWrongPin(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === 'OperationError'
}

async function pinKeyOf(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    typed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  )
}

/** A seed is 32 bytes; to be wrapped it must be some kind of key. */
const seedAlgorithm = { name: 'HMAC', hash: 'SHA-256', length: 256 } as const

async function newDeviceKey(pinKey: CryptoKey): Promise<DeviceKey> {
  const pair = await platformPair()
  if (pair !== undefined) {
    const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
    return { kind: 'platform', publicKey, ...(await wrap('pkcs8', pair.privateKey, pinKey)) }
  }
  const seed = crypto.getRandomValues(new Uint8Array(32))
  const key = await crypto.subtle.importKey('raw', seed, seedAlgorithm, true, ['sign'])
  const publicKey = toBase64Url(ed25519Signer(seed).publicKey)
  return { kind: 'portable', publicKey, ...(await wrap('raw', key, pinKey)) }
}

async function platformPair(): Promise<CryptoKeyPair | undefined> {
  try {
    const made = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])
    return 'privateKey' in made ? made : undefined
  } catch {
    return undefined
  }
}

async function wrap(format: 'raw' | 'pkcs8', key: CryptoKey, by: CryptoKey): Promise<Wrapped> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const wrapped = await crypto.subtle.wrapKey(format, key, by, { name: 'AES-GCM', iv })
  return { iv: toBase64Url(iv), wrapped: toBase64Url(new Uint8Array(wrapped)) }
}

function unwrap(
  format: 'raw' | 'pkcs8',
  { iv, wrapped }: Wrapped,
  by: CryptoKey,
  algorithm: AlgorithmIdentifier | HmacImportParams,
  usages: KeyUsage[],
  isExtractable = false,
): Promise<CryptoKey> {
  const how = { name: 'AES-GCM', iv: bytesFrom(iv) }
  return crypto.subtle.unwrapKey(format, bytesFrom(wrapped), by, how, algorithm, isExtractable, usages)
}

function bytesFrom(text: string): Bytes {
  return new Uint8Array(fromBase64Url(text) ?? [])
}
