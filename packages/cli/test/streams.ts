// An Io that keeps what is written, for running verbs in process.

import { fileURLToPath } from 'node:url'
import type { Io } from '../src/verb.ts'

export const repository = fileURLToPath(new URL('../../../', import.meta.url))

export interface Captured extends Io {
  readonly written: { out: string; err: string }
}

export function capture(options: { stdin?: string | Uint8Array; folder?: string; stop?: AbortSignal } = {}): Captured {
  const written = { out: '', err: '' }
  const { stdin = '' } = options
  return {
    written,
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    stdin: async () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
    folder: options.folder ?? repository,
    stop: options.stop ?? new AbortController().signal,
  }
}
