// How the generated client asks. Refusals are values with a stable code; what could not be sent at all is one of them.

export interface Asking {
  readonly signal?: AbortSignal
  /** In which language errors are told. */
  readonly language?: string
}

export interface Problem {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly [more: string]: unknown
}

export type Answered<T> =
  /** `version`: of a view, to be sent along with what is asked for because of it. */
  | { readonly ok: true; readonly status: number; readonly told: T; readonly version: string | undefined }
  | { readonly ok: false; readonly problem: Problem; readonly retryAfterSeconds: number | undefined }

interface Sent {
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly input?: unknown
}

export async function ask<T>(
  method: 'GET' | 'POST',
  path: string,
  { query = {}, headers = {}, input }: Sent,
  { signal, language }: Asking,
): Promise<Answered<T>> {
  const parameters = new URLSearchParams(given(query))
  const body = input === undefined ? {} : { body: JSON.stringify(input) }
  let response: Response
  let told: T | undefined
  try {
    response = await fetch(parameters.size === 0 ? path : `${path}?${parameters}`, {
      method,
      credentials: 'same-origin',
      headers: {
        ...(input === undefined ? {} : { 'content-type': 'application/json' }),
        ...(language === undefined ? {} : { 'accept-language': language }),
        ...Object.fromEntries(given(headers)),
      },
      ...body,
      ...(signal === undefined ? {} : { signal }),
    })
    // Who asked may be gone, or the line, when the answer has only begun.
    if (response.ok) told = (await (isJson(response) ? response.json() : response.text())) as T
  } catch (fault) {
    const detail = fault instanceof Error ? fault.message : String(fault)
    return refused({ code: 'not_reached', status: 0, title: 'The server was not reached', detail }, undefined)
  }
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  if (!response.ok) return refused(await problemIn(response), Number.isNaN(retryAfter) ? undefined : retryAfter)
  const version = response.headers.get('etag')?.replaceAll('"', '')
  return { ok: true, status: response.status, told: told as T, version }
}

function isJson({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/json') === true
}

function refused(problem: Problem, retryAfterSeconds: number | undefined): { ok: false } & Answered<never> {
  return { ok: false, problem, retryAfterSeconds }
}

async function problemIn(response: Response): Promise<Problem> {
  const { status, statusText } = response
  try {
    const problem = (await response.json()) as Problem
    if (typeof problem.code === 'string') return problem
  } catch {
    // No problem of ours: a proxy answered.
  }
  return { code: 'not_reached', status, title: statusText, detail: `${status} ${statusText}` }
}

function given(values: Readonly<Record<string, string | number | undefined>>): [string, string][] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
}
