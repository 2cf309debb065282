// What is drawn, hashed and compared. Secrets are kept as hashes; short codes as keyed ones, since short ones can be tried out.

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const keyBytes = 32
const tokenBytes = 16

/** Of a person, device or link: says nothing, and is an id wherever one is taken. */
export function newToken(): string {
  return tokenOf(randomBytes(tokenBytes))
}

export function tokenOf(drawn: Uint8Array): string {
  return Buffer.from(drawn.subarray(0, tokenBytes)).toString('hex')
}

/** 256 bits, in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** In a time that does not depend on where they differ. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** What is made by a key that is in no database; each purpose has hashes of its own. */
export class Keyed {
  private readonly key: Uint8Array

  constructor(key: Uint8Array) {
    if (key.length !== keyBytes) throw new RangeError(`a key of ${keyBytes} bytes is expected`)
    this.key = key
  }

  hash(purpose: string, ...parts: readonly string[]): Buffer {
    // As JSON: no two lists of parts look alike.
    return createHmac('sha256', this.key)
      .update(JSON.stringify(['treve/sign-in/v1', purpose, ...parts]))
      .digest()
  }

  /** Bytes that nobody guesses: the same for what is asked again in these words, new where it has none. */
  draw(purpose: string, again: readonly string[] | undefined): Buffer {
    return again === undefined ? randomBytes(32) : this.hash(`drawn ${purpose}`, ...again)
  }

  /** Text that only we can have made, and that says when. */
  seal(purpose: string, text: string): string {
    const body = Buffer.from(text).toString('base64url')
    return `${body}.${this.hash(purpose, body).toString('base64url')}`
  }

  /** Undefined where we did not make it. */
  open(purpose: string, sealed: string): string | undefined {
    const [body = '', seal = '', more] = sealed.split('.')
    if (more !== undefined || !isSame(Buffer.from(seal, 'base64url'), this.hash(purpose, body))) return undefined
    return Buffer.from(body, 'base64url').toString()
  }
}

export const signInKeyFile = 'sign-in.key'

/** The same on every machine that serves: put there by hand, or made where there is none. */
export async function signInKey(keysFolder: string): Promise<Uint8Array> {
  await mkdir(keysFolder, { recursive: true, mode: 0o700 })
  const path = join(keysFolder, signInKeyFile)
  try {
    const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600)
    try {
      await file.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  }
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
  if (key.length !== keyBytes)
    throw new Error(
      `${path} is no key: put back the one it was, or remove it (codes given out and OpenID sign-ins then begin anew)`,
    )
  return Uint8Array.from(key)
}

/** Without I, L, O and U: nothing in it is taken for another sign, and nothing is spelt. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function codeOf(drawn: Uint8Array, length: number): string {
  return Array.from(drawn.subarray(0, length), (byte) => letters[byte % letters.length]).join('')
}

/** As it was drawn, however it was typed. */
export function codeAsDrawn(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
}

/** In groups of four, to be read out. */
export function codeAsShown(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}
