// Routes of the operations. The order of what is looked at is the same for all: who asks, how often, whether that role may;
// and only then anything that could tell something.

import { isIP } from 'node:net'
import { type Context, Hono } from 'hono'
import { type Actor, allows } from '../policy/index.ts'
import { problem } from '../problem.ts'
import { StorageFault } from '../storage/index.ts'
import { tooMany } from './limits.ts'
import type { LivePause } from './live.ts'
import type { Operation } from './operation.ts'
import type { Services } from './services.ts'

export function routesOf(operations: readonly Operation[], services: Services | undefined): Hono {
  const app = new Hono()
  for (const operation of operations)
    app.on(operation.method, routeOf(operation.path), async (context) => {
      try {
        return await answered(operation, context, services)
      } catch (fault) {
        if (fault instanceof StorageFault) return storageProblem(context, fault)
        throw fault
      }
    })
  return app
}

async function answered(operation: Operation, context: Context, services: Services | undefined): Promise<Response> {
  const path: Record<string, string> = { ...context.req.param() }
  if (operation.path === '/api/v1/events') path.pause = context.req.query('pause') ?? ''
  if (operation.who === 'everybody') return operation.answer({ context, services, path, actor: undefined })
  if (services === undefined) return problem(context, 'not_found')
  if (isOpenToAll(operation, services.live.of(path.pause ?? '')))
    return operation.answer({ context, services, path, actor: undefined })
  const { isUse = true } = operation
  const actor = await services.signIn.actorOf(context, path.pause ?? '', { isUse })
  if (actor === undefined)
    return tooMany(context, services, 'strangers', addressOf(context)) ?? problem(context, 'not_signed_in')
  const isReading = operation.method === 'get'
  const often = tooMany(context, services, isReading ? 'reads' : 'commands', actor.token)
  if (often !== undefined) return often
  const refused = refusalOf(operation, actor, context)
  if (refused !== undefined) {
    services.counts.refused += 1
    return refused
  }
  const { who } = operation
  if (isReading && typeof who === 'object' && 'sees' in who)
    await services.reads.note(path.pause ?? '', actor, who.sees)
  return operation.answer({ context, services, path, actor })
}

function isOpenToAll({ who }: Operation, pause: LivePause | undefined): boolean {
  return typeof who === 'object' && 'sees' in who && who.orReleased === true && pause?.isReleased === true
}

/** `{tile+}` is the rest of a path. */
function routeOf(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1').replace(/\{(\w+)\+\}/g, ':$1{.+}')
}

function refusalOf(operation: Operation, actor: Actor, context: Context): Response | undefined {
  // Who holds no role in a pause is not told whether there is one.
  if (actor.roles.length === 0) return problem(context, 'pause_unknown')
  if (!allows(actor, operation.who)) return problem(context, 'not_allowed')
  return operation.method === 'post' && isOfNoPage(context) ? problem(context, 'from_elsewhere') : undefined
}

/** A browser sends its cookies whoever’s page asks; so it must say that the page is ours, which `guard` has looked at. */
function isOfNoPage(context: Context): boolean {
  const [cookie, site, origin] = ['cookie', 'sec-fetch-site', 'origin'].map((name) => context.req.header(name))
  return cookie !== undefined && site === undefined && origin === undefined
}

/** Of who asks; behind a proxy on this machine, as the proxy has added it. What else such a header says is anybody’s word. */
export function addressOf(context: Context): string {
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  const peer = incoming?.socket?.remoteAddress ?? ''
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded !== undefined && isIP(forwarded) !== 0 && /^(::ffff:)?127\.|^::1$/.test(peer) ? forwarded : peer
}

function storageProblem(context: Context, fault: StorageFault): Response {
  const code = fault.kind === 'disk_full' ? 'disk_full' : 'database_away'
  return problem(context, code, { headers: { 'retry-after': '1' } })
}
