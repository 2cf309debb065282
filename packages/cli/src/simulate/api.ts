// A running server, asked as any program may ask it: by its published API alone.

import type { JsonObject } from './line.ts'

export interface Answered {
  readonly status: number
  readonly body: JsonObject
}

export interface Caller {
  /** What each request of it carries. */
  headers(method: string, path: string, body: Uint8Array): Record<string, string>
  /** What the server had it keep. */
  keep?(headers: Headers): void
}

export class ServerFault extends Error {}

/** How long it is tried again where the server says that it is too much, does not answer, or has not decided. */
export const patienceMilliseconds = 120_000

export class Api {
  readonly origin: string
  private readonly stop: AbortSignal

  constructor(origin: string, stop: AbortSignal) {
    this.origin = origin.replace(/\/$/, '')
    this.stop = stop
  }

  async ask(
    caller: Caller,
    method: 'GET' | 'POST',
    path: string,
    input?: unknown,
    more: Record<string, string> = {},
  ): Promise<Answered> {
    const body = new TextEncoder().encode(input === undefined ? '' : JSON.stringify(input))
    const until = performance.now() + patienceMilliseconds
    for (;;) {
      const answer = await this.once(caller, method, path, body, input !== undefined, more)
      const wait = answer instanceof Error ? 1 : again(answer)
      if (wait === undefined && !(answer instanceof Error)) {
        caller.keep?.(answer.headers)
        const text = await answer.text()
        return { status: answer.status, body: parsed(text) }
      }
      if (performance.now() + (wait ?? 1) * 1000 > until)
        throw answer instanceof Error
          ? new ServerFault(`${this.origin} does not answer (${answer.message}): is the server running there?`)
          : new ServerFault(`${this.origin} takes no more for now (${answer.status}): try again later`)
      await waited((wait ?? 1) * 1000, this.stop)
    }
  }

  wait(milliseconds: number): Promise<void> {
    return waited(milliseconds, this.stop)
  }

  /** Asked once, and no more: the status, or undefined where nothing was answered. */
  async tried(caller: Caller, path: string): Promise<number | undefined> {
    const answer = await this.once(caller, 'GET', path, new Uint8Array(), false, {})
    if (answer instanceof Error) return undefined
    await answer.arrayBuffer()
    return answer.status
  }

  /** Undefined where there is nothing. */
  async bytes(caller: Caller, path: string): Promise<Uint8Array | undefined> {
    const answer = await this.once(caller, 'GET', path, new Uint8Array(), false, {})
    if (answer instanceof Error) throw new ServerFault(`${this.origin} does not answer (${answer.message})`)
    if (answer.status === 404) return undefined
    if (answer.status !== 200) throw new ServerFault(`${path}: ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }

  private async once(
    caller: Caller,
    method: string,
    path: string,
    body: Uint8Array,
    hasBody: boolean,
    more: Record<string, string>,
  ): Promise<Response | Error> {
    this.stop.throwIfAborted()
    try {
      return await fetch(`${this.origin}${path}`, {
        method,
        signal: this.stop,
        redirect: 'error',
        headers: {
          ...(hasBody ? { 'content-type': 'application/json' } : {}),
          ...caller.headers(method, path, body),
          ...more,
        },
        ...(hasBody ? { body: Uint8Array.from(body) } : {}),
      })
    } catch (fault) {
      this.stop.throwIfAborted()
      return fault instanceof Error ? fault : new Error(String(fault))
    }
  }
}

/** Seconds after which it may be asked again; undefined where it was answered. */
function again({ status, headers }: Response): number | undefined {
  if (status !== 429 && status !== 503) return undefined
  const seconds = Number(headers.get('retry-after') ?? 1)
  return Number.isFinite(seconds) ? Math.max(0.2, seconds) : 1
}

function parsed(text: string): JsonObject {
  if (text === '') return {}
  try {
    return JSON.parse(text) as JsonObject
  } catch {
    return { text }
  }
}

export async function waited(milliseconds: number, stop: AbortSignal): Promise<void> {
  stop.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const over = () => {
      clearTimeout(timer)
      reject(stop.reason instanceof Error ? stop.reason : new Error('stopped'))
    }
    const timer = setTimeout(() => {
      stop.removeEventListener('abort', over)
      resolve()
    }, milliseconds)
    stop.addEventListener('abort', over, { once: true })
  })
}
