// The HTTP application, first form: stateless, no login, for this machine alone. What it serves is handed to it.

import { type Language, languages, type Pause, type Plan, type Provenance, planToJson } from '@treve/model'
import { Hono } from 'hono'
import { Frontiers } from './frontier/frontiers.ts'
import { sheetPage } from './frontier/sheet.ts'
import type { SureNow } from './now/sure-now.ts'
import { notWatched, viewOfNow } from './now/view.ts'
import { openapi } from './openapi.ts'
import { problem } from './problem.ts'
import { questionsPage } from './questions/page.ts'
import { guard, securityHeaders } from './security.ts'
import { viewOf } from './view.ts'
import { readWebFiles, type WebFile, type WebFiles } from './web-files.ts'

export interface ServedPause {
  readonly pause: Pause
  readonly plan: Plan
  readonly figures: ReadonlyMap<string, Provenance>
}

export function createApp(
  served: ReadonlyMap<string, ServedPause>,
  files: WebFiles = readWebFiles(),
  frontiers: Frontiers = new Frontiers(new Map()),
  sureNow: ReadonlyMap<string, SureNow> = new Map(),
): Hono {
  const app = new Hono()
  app.use(securityHeaders)
  app.use(guard)
  app.notFound((context) => problem(context, 'not_found'))
  app.onError((fault, context) => {
    process.stderr.write(`treve: ${context.req.path}: ${fault.stack ?? fault.message}\n`)
    return problem(context, 'fault')
  })

  app.get('/healthz', (context) => context.text('ok\n'))
  app.get('/readyz', (context) => context.text('ok\n'))
  app.get('/metrics', (context) =>
    context.text(`# HELP treve_pauses Pauses served.\n# TYPE treve_pauses gauge\ntreve_pauses ${served.size}\n`, 200, {
      'content-type': 'text/plain; version=0.0.4',
    }),
  )

  app.use('/api/*', async (context, next) => {
    await next()
    context.res.headers.set('cache-control', 'no-store')
  })
  app.get('/api/v1/openapi.json', (context) => context.json(openapi))
  app.get('/api/v1/pauses', (context) =>
    context.json([...served.values()].map(({ pause: { id, title, exercise } }) => ({ id, title, exercise }))),
  )
  app.get('/api/v1/pauses/:id', (context) => {
    const found = served.get(context.req.param('id'))
    return found === undefined ? problem(context, 'pause_unknown') : context.json(viewOf(found.pause))
  })
  app.get('/api/v1/pauses/:id/plan', (context) => {
    const found = served.get(context.req.param('id'))
    if (found === undefined) return problem(context, 'pause_unknown')
    return context.body(planToJson(found.plan, found.pause.time_zone), 200, { 'content-type': 'application/json' })
  })

  app.get('/api/v1/pauses/:id/frontier', (context) => {
    const state = frontiers.state(context.req.param('id'))
    return state === undefined ? problem(context, 'pause_unknown') : context.json(state)
  })
  app.post('/api/v1/pauses/:id/frontier', (context) => {
    const state = frontiers.begin(context.req.param('id'))
    return state === undefined ? problem(context, 'pause_unknown') : context.json(state, 202)
  })
  app.post('/api/v1/pauses/:id/frontier/stop', (context) => {
    const state = frontiers.stop(context.req.param('id'))
    return state === undefined ? problem(context, 'pause_unknown') : context.json(state, 202)
  })

  app.get('/api/v1/pauses/:id/now', async (context) => {
    const id = context.req.param('id')
    if (!served.has(id)) return problem(context, 'pause_unknown')
    const sure = sureNow.get(id)
    if (sure === undefined) return context.json(notWatched)
    const after = Number(context.req.query('after') ?? Number.NaN)
    return context.json(
      viewOfNow(sure, Number.isNaN(after) ? sure.view() : await sure.newer(after, mostHeldMilliseconds)),
    )
  })

  app.get('/pauses/:id/frontier/:language', (context) => {
    const { id, language } = context.req.param()
    const pause = served.get(id)?.pause
    if (pause === undefined) return problem(context, 'pause_unknown')
    if (!isLanguage(language)) return problem(context, 'language_unknown')
    const found = frontiers.state(id)
    if (found?.state !== 'there') return problem(context, 'frontier_not_there')
    return context.html(sheetPage(pause, found.frontier, language))
  })
  app.get('/pauses/:id/questions/:party/:language', (context) => {
    const { id, party, language } = context.req.param()
    const pause = served.get(id)?.pause
    if (pause === undefined) return problem(context, 'pause_unknown')
    if (!pause.parties.some((each) => each.id === party)) return problem(context, 'party_unknown')
    if (!isLanguage(language)) return problem(context, 'language_unknown')
    return context.html(questionsPage(pause, party, language))
  })

  app.get('*', (context) => {
    const file = files.get(context.req.path === '/' ? '/index.html' : context.req.path)
    if (file === undefined) return problem(context, 'not_found')
    return context.body(file.content, 200, headersOf(file))
  })
  return app
}

/** Shorter than what stands between may cut off. */
const mostHeldMilliseconds = 20_000

function headersOf({ type, isImmutable }: WebFile): Record<string, string> {
  return { 'content-type': type, 'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache' }
}

function isLanguage(text: string): text is Language {
  return languages.some((language) => language === text)
}
