// The line to the server: one request and what came of it. It tells apart a network that is not there, a server that will
// not have this phone, and an answer; and it holds the phone's clock against the server's whenever anything is heard.

import { toBase64Url } from '@treve/ledger/device'
import { finite, orNull, record, text, Unreadable } from '../border.ts'
import { type ClockCheck, checkOf, trueSeconds } from '../clock.ts'
import { authorization, type Request, type SignMessage } from './signed.ts'

export interface Heard {
  readonly status: number
  readonly text: string
  readonly etag: string | null
  readonly check: ClockCheck | undefined
  readonly retryAfterS: number | null
}

/** One request over whatever network there is; undefined where nothing was heard. */
export type Call = (request: Request) => Promise<Heard | undefined>

/** Why a round ends before its end. */
export type Stop =
  | { readonly why: 'away' }
  | { readonly why: 'revoked' }
  /** The server does not know this phone, or it has no role any more. */
  | { readonly why: 'not_taken'; readonly code: string; readonly text: string }
  | { readonly why: 'later'; readonly seconds: number }

export class Stopped extends Error {
  readonly stop: Stop

  constructor(stop: Stop) {
    super(stop.why)
    this.stop = stop
  }
}

export interface Problem {
  readonly code: string
  readonly text: string
}

const problem = record({ code: orNull(text), detail: orNull(text), title: orNull(text), server_time: orNull(finite) })

export function problemOf(body: string): Problem & { readonly serverTime: number | null } {
  const { code, detail, title, server_time } = read(body) ?? {
    code: null,
    detail: null,
    title: null,
    server_time: null,
  }
  return { code: code ?? 'not_reached', text: detail ?? title ?? '', serverTime: server_time }
}

function read(body: string) {
  try {
    return problem(JSON.parse(body))
  } catch (fault) {
    if (fault instanceof Unreadable || fault instanceof SyntaxError) return undefined
    throw fault
  }
}

export interface Signing {
  readonly device: string
  readonly sign: SignMessage
  readonly nowMs: () => number
  readonly random: (length: number) => Uint8Array
  /** What is known of the clock now. */
  readonly check: () => ClockCheck | null
  readonly checked: (check: ClockCheck) => Promise<void>
}

/** Asks as this phone. What comes back is an answer: a success, or a refusal of just this. */
export async function askSigned(call: Call, request: Request, signing: Signing): Promise<Heard> {
  const first = await once(call, request, signing)
  if (first.status !== 401) return first
  // Nobody but the operation of sign-in says why: a clock that is off, or a phone that is not known.
  const who = await once(call, { method: 'GET', path: '/api/v1/sign-in' }, signing)
  const { code, text: words, serverTime } = problemOf(who.text)
  if (code !== 'clock_off' || serverTime === null)
    throw new Stopped({ why: 'not_taken', code: who.status === 200 ? 'not_signed_in' : code, text: words })
  const now = signing.nowMs()
  const check = checkOf(now, now, serverTime)
  if (check !== undefined) await signing.checked(check)
  const again = await once(call, request, signing)
  if (again.status === 401) throw new Stopped({ why: 'not_taken', code: 'clock_off', text: words })
  return again
}

async function once(call: Call, request: Request, signing: Signing): Promise<Heard> {
  const { device, sign, nowMs, random } = signing
  const header = await authorization(request, {
    device,
    sign,
    nonce: toBase64Url(random(16)),
    atSeconds: trueSeconds(signing.check(), nowMs()),
  })
  const heard = await call({ ...request, headers: { ...request.headers, authorization: header } })
  if (heard === undefined) throw new Stopped({ why: 'away' })
  if (heard.check !== undefined) await signing.checked(heard.check)
  if (heard.status === 403 && problemOf(heard.text).code === 'device_revoked') throw new Stopped({ why: 'revoked' })
  if (heard.status === 429 || heard.status >= 500)
    throw new Stopped({ why: 'later', seconds: Math.min(600, Math.max(1, heard.retryAfterS ?? 20)) })
  return heard
}
