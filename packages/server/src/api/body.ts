// What came with a request: read no further than it may be long, and told where it is no JSON.

import type { Context } from 'hono'
import { problem } from '../problem.ts'

export type Body =
  /** As it came; and as it is stored. */
  { readonly text: string; readonly stored: string } | { readonly refused: Response }

export async function jsonBody(context: Context, mostBytes: number): Promise<Body> {
  const media = context.req.header('content-type') ?? ''
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(media))
    return { refused: problem(context, 'media_type_unsupported') }
  const bytes = await bytesOf(context.req.raw.body, mostBytes)
  if (bytes === undefined)
    return {
      refused: problem(context, 'too_large', {
        detail: `At most ${mostBytes} bytes are taken at once here: send less.`,
        members: { most_bytes: mostBytes },
      }),
    }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { refused: problem(context, 'not_json', { detail: 'It is not UTF-8: send it as UTF-8.' }) }
  }
  try {
    const value: unknown = JSON.parse(text)
    // As it is stored: without what may differ between two sendings of the same.
    const stored = JSON.stringify(value)
    if (/\\ud[89a-f]/.test(stored)) return { refused: problem(context, 'not_json', { detail: halfLetter }) }
    return { text, stored }
  } catch (fault) {
    return { refused: problem(context, 'not_json', { members: placeOf(fault, text) }) }
  }
}

const halfLetter = 'A text holds half of a letter (a lone surrogate): send whole letters.'

/** Undefined where it is longer. */
export async function bytesOf(body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Uint8Array.from(Buffer.concat(chunks))
}

/** Line and column from 1, from what the platform says. */
function placeOf(fault: unknown, text: string): { line: number; column: number } {
  const message = fault instanceof Error ? fault.message : ''
  const said = /position (\d+)/.exec(message)
  const before = text.slice(0, said === null ? text.length : Number(said[1])).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
