// The HTTP application. Alone it is stateless, without login, for this machine; with services of coordination people sign
// in to it. What it serves is handed to it.

import { Hono } from 'hono'
import { openapiOf } from './api/openapi.ts'
import type { Operation } from './api/operation.ts'
import { openOperations, operationsOf } from './api/operations.ts'
import type { ServedPause } from './api/planning.ts'
import { routesOf } from './api/routes.ts'
import type { Services } from './api/services.ts'
import { Frontiers } from './frontier/frontiers.ts'
import type { SureNow } from './now/sure-now.ts'
import type { PlayedDays } from './playing/index.ts'
import { problem } from './problem.ts'
import { guard, securityHeaders } from './security.ts'
import { readWebFiles, type WebFile, type WebFiles } from './web-files.ts'

export interface Coordinated {
  readonly services: Services
  /** Names by which this server is called, besides those of loopback: `treve.example.org`. */
  readonly hosts?: readonly string[]
  /** By what people and devices sign in. */
  readonly signIn?: readonly Operation[]
}

export function createApp(
  served: ReadonlyMap<string, ServedPause>,
  files: WebFiles = readWebFiles(),
  frontiers: Frontiers = new Frontiers(new Map()),
  coordinated?: Coordinated,
  sureNow: ReadonlyMap<string, SureNow> = new Map(),
  played?: PlayedDays,
): Hono {
  const planning = { served, frontiers, sureNow, ...(played === undefined ? {} : { played }) }
  const operations =
    coordinated === undefined
      ? openOperations(planning)
      : [...(coordinated.signIn ?? []), ...operationsOf(planning, coordinated.services.rules)]
  const description = openapiOf(operations)
  const mayPost = postable(operations)
  const app = new Hono()
  app.use(securityHeaders)
  app.use(guard({ hosts: coordinated?.hosts ?? [], mayPost }))
  app.notFound((context) => problem(context, 'not_found'))
  app.onError((fault, context) => {
    process.stderr.write(`treve: ${context.req.path}: ${fault.stack ?? fault.message}\n`)
    return problem(context, 'fault')
  })
  app.use('/api/*', async (context, next) => {
    await next()
    context.res.headers.set('cache-control', 'no-store')
  })
  app.get('/api/v1/openapi.json', (context) => context.json(description))
  app.route('/', routesOf(operations, coordinated?.services))
  // What devices keep for the day is under one path, with its slash.
  app.get('/phone', (context) => context.redirect('/phone/', 308))
  app.get('*', (context) => {
    const file = files.get(pageAt[context.req.path] ?? context.req.path)
    if (file === undefined) return problem(context, 'not_found')
    return context.body(file.content, 200, headersOf(file))
  })
  return app
}

/** The built page at a path that names none. */
const pageAt: Readonly<Record<string, string>> = { '/': '/index.html', '/phone/': '/phone.html' }

function postable(operations: readonly Operation[]): (path: string) => boolean {
  const patterns = operations
    .filter(({ method }) => method === 'post')
    .map(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`))
  return (path) => patterns.some((pattern) => pattern.test(path))
}

function headersOf({ type, isImmutable }: WebFile): Record<string, string> {
  return { 'content-type': type, 'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache' }
}
