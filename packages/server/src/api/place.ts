// At which place of a stream a reader is: sealed, so that it tells its reader nothing of how much happened that the reader
// does not see. Any process of the installation opens it; it is of one reader and pause.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Database } from '../storage/index.ts'

export interface Place {
  /** Of the last event that was in what the reader was shown. */
  readonly position: number
  /** By part, of what was shown of it; '' where that was nothing. */
  readonly versions: readonly string[]
}

export class Places {
  private readonly key: Buffer

  constructor(key: Buffer) {
    this.key = key
  }

  /** The key is drawn once for a database. */
  static async of(database: Database): Promise<Places> {
    await database.query('insert into stream_key (key) values ($1) on conflict do nothing', [randomBytes(32)])
    const { rows } = await database.query('select key from stream_key')
    const key: unknown = rows[0]?.key
    if (!Buffer.isBuffer(key)) throw new Error('the key of the streams is not in the database')
    return new Places(key)
  }

  seal({ position, versions }: Place, reader: string, pause: string): string {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(ownerOf(reader, pause))
    const text = JSON.stringify([position, ...versions.map((version) => version.slice(0, 11))])
    // Its length tells no position.
    const body = Buffer.concat([cipher.update(text.padEnd(Math.ceil((text.length + 8) / 32) * 32)), cipher.final()])
    return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')
  }

  /** Undefined for what is not of this reader and pause, or was altered: they begin anew. */
  open(sealed: string, reader: string, pause: string): Place | undefined {
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes.length < 29 || bytes.length > 2048) return undefined
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12))
      decipher.setAAD(ownerOf(reader, pause)).setAuthTag(bytes.subarray(-16))
      const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString()
      const [position, ...versions] = JSON.parse(text) as [number, ...string[]]
      return { position, versions }
    } catch {
      return undefined
    }
  }
}

/** Whether what was shown then is what would be shown now. */
export function isSameVersion(placed: string | undefined, version: string): boolean {
  return placed === version.slice(0, 11)
}

function ownerOf(reader: string, pause: string): Buffer {
  return Buffer.from(`${reader}\n${pause}`)
}
