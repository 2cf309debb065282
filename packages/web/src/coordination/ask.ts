// Asking for something: a command has an id of its own, drawn once, so that what is sent again is done once.

import type { Refusal } from './refusal.ts'

export type Outcome =
  | { readonly state: 'done' }
  /** Taken, and to be decided: the stream will show it. */
  | { readonly state: 'waiting' }
  | ({
      readonly state: 'refused'
      readonly errors: readonly string[]
      /** What it is about, as the server says it. */
      readonly particulars?: unknown
    } & Refusal)
  /** Not taken: to be sent again under the same id. */
  | { readonly state: 'unreachable' }

export interface Command {
  readonly id: string
  readonly pause: string
  readonly kind: string
  readonly input: Readonly<Record<string, unknown>>
  /** Of the part as it was seen; absent: whatever it is by now. */
  readonly version?: string
}

export async function send(command: Command): Promise<Outcome> {
  const { id, pause, kind, input, version } = command
  let answer: Response
  try {
    answer = await fetch(`/api/v1/pauses/${encodeURIComponent(pause)}/commands/${kind}`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'accept-language': document.documentElement.lang,
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      body: JSON.stringify(input),
    })
  } catch {
    return { state: 'unreachable' }
  }
  if (answer.status === 200) return { state: 'done' }
  if (answer.status === 202) return { state: 'waiting' }
  // Away, full, or asked too often: it passes, and nothing was taken.
  if (answer.status >= 500 || answer.status === 429) return { state: 'unreachable' }
  return refusedBy(await answer.json().catch(() => ({})), answer.status)
}

export function refusedBy(told: unknown, status: number): Outcome {
  const { code, detail, errors, particulars } = (told ?? {}) as {
    code?: unknown
    detail?: unknown
    errors?: unknown
    particulars?: { problems?: unknown; from?: unknown; until?: unknown }
  }
  const listed = errors ?? particulars?.problems
  const when = particulars?.from ?? particulars?.until
  return {
    state: 'refused',
    code: typeof code === 'string' ? code : `status_${status}`,
    detail: typeof detail === 'string' ? detail : '',
    ...(typeof when === 'string' ? { when } : {}),
    errors: Array.isArray(listed) ? listed.map(textOf) : [],
    particulars,
  }
}

function textOf(error: unknown): string {
  const { line, path, text, remedy } = (error ?? {}) as {
    line?: unknown
    path?: unknown
    text?: unknown
    remedy?: unknown
  }
  return [typeof line === 'number' ? String(line) : undefined, path === '' ? undefined : path, text, remedy]
    .filter((each) => typeof each === 'string')
    .join(' · ')
}
