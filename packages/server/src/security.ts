// What every answer carries, and who is answered at all.

import type { Context, MiddlewareHandler } from 'hono'
import { problem } from './problem.ts'

/** Nothing from anywhere else, nothing inline: the pages need no more. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Printed pages stand alone, their style within them; they run no script and load nothing. */
const printedPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  context.res.headers.set('content-security-policy', isPrinted(context) ? printedPolicy : policy)
  context.res.headers.set('x-content-type-options', 'nosniff')
  context.res.headers.set('referrer-policy', 'no-referrer')
  context.res.headers.set('cross-origin-opener-policy', 'same-origin')
  context.res.headers.set('cross-origin-resource-policy', 'same-origin')
  context.res.headers.set('permissions-policy', 'geolocation=(), camera=(), microphone=()')
}

function isPrinted(context: Context): boolean {
  return context.req.path.startsWith('/pauses/')
}

export interface Guarding {
  /** Names by which we are called besides those of loopback, with their ports: `treve.example.org`. */
  readonly hosts: readonly string[]
  /** What may be sent here by POST. */
  readonly mayPost: (path: string) => boolean
}

/**
 * Loopback alone is not enough: a page elsewhere can point a name of its own at 127.0.0.1 and read what is here (DNS
 * rebinding). So the name by which we are called must be ours, and no page but ours may have anything done.
 */
export function guard({ hosts, mayPost }: Guarding): MiddlewareHandler {
  return async (context, next) => {
    const host = (context.req.header('host') ?? '').toLowerCase()
    if (!isLoopbackName(host) && !hosts.includes(host)) return problem(context, 'host_refused')
    const { method, path } = context.req
    const isReading = method === 'GET' || method === 'HEAD'
    if (method === 'POST' && !mayPost(path) && commandPath.test(path)) return problem(context, 'command_unknown')
    if (!isReading && !(method === 'POST' && mayPost(path))) return problem(context, 'method_not_allowed')
    if (!isReading && isFromElsewhere(context)) return problem(context, 'from_elsewhere')
    return await next()
  }
}

const commandPath = /^\/api\/v1\/pauses\/[^/]+\/commands\/[^/]+$/

/** With or without its port. */
export function isLoopbackName(host: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(host.toLowerCase().replace(/:\d+$/, ''))
}

/** Browsers name the page that asks; other programs name none, and act for whoever runs them. */
function isFromElsewhere(context: Context): boolean {
  const [site, origin, host] = ['sec-fetch-site', 'origin', 'host'].map((name) => context.req.header(name))
  if (site !== undefined && site !== 'same-origin') return true
  return origin !== undefined && hostOf(origin) !== host?.toLowerCase()
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}
