// Views: what is so now, cut to who reads; one by one, or as a stream.

import { partNames } from '../coordination/index.ts'
import { problem } from '../problem.ts'
import { jsonAnswer, type Operation, pauseParameter } from './operation.ts'
import { eventStream } from './readers.ts'
import { viewSchema } from './schemas.ts'

export const viewOperations: readonly Operation[] = partNames.map((name) => ({
  id: `view${name[0]?.toUpperCase()}${name.slice(1)}`,
  method: 'get',
  path: `/api/v1/pauses/{pause}/${name}`,
  summary: `“${name}” of a pause, as the reader may see it. Its ETag is its version.`,
  parameters: [pauseParameter],
  answers: { 200: jsonAnswer('The view.', viewSchema) },
  who: { sees: name },
  answer({ context, services, actor, path: { pause = '' } }) {
    const known = services?.live.of(pause)
    if (services === undefined || known === undefined || actor === undefined) return problem(context, 'pause_unknown')
    const shown = services.shows.of(known, name, actor, services.nowIn(known))
    if (shown === undefined) return problem(context, 'not_found')
    const etag = `"${shown.version}"`
    if (context.req.header('if-none-match') === etag) return context.body(null, 304, { etag })
    return context.body(shown.json, 200, { 'content-type': 'application/json', etag })
  },
}))

export const streamOperation: Operation = {
  id: 'readEvents',
  method: 'get',
  path: '/api/v1/events',
  summary:
    'The live stream of a pause: frames of the views that changed, whole, each with its version; four a second at most. It goes on by Last-Event-ID.',
  parameters: [
    { name: 'pause', in: 'query', required: true, description: 'Id of the pause.', schema: { type: 'string' } },
    {
      name: 'Last-Event-ID',
      in: 'header',
      required: false,
      description: 'The id of the last frame that came: only what differs from it is sent.',
      schema: { type: 'string' },
    },
  ],
  answers: {
    200: { description: 'Server-sent events.', media: 'text/event-stream', schema: { type: 'string' } },
  },
  who: 'of_the_pause',
  isUse: false,
  answer({ context, services, actor, path: { pause = '' } }) {
    if (services === undefined) return problem(context, 'not_found')
    const { live, streams, signIn } = services
    if (live.of(pause) === undefined || actor === undefined) return problem(context, 'pause_unknown')
    if (!streams.hasPlaceFor(actor)) return problem(context, 'too_many_requests', { headers: { 'retry-after': '5' } })
    const last = context.req.header('last-event-id')
    const actorNow = () => signIn.actorOf(context, pause, { isUse: false })
    return eventStream(context, streams.open({ pause, actor, actorNow, last }))
  },
}
