// What trackers ask for: each is known by the id that is bound to a vehicle, and by nothing else. An answer of 200 means that
// the position is on the disk.

import type { Context } from 'hono'
import { bytesOf } from '../api/body.ts'
import { type Asking, jsonAnswer, type Operation, type Parameter, pauseParameter } from '../api/operation.ts'
import { eventStream } from '../api/readers.ts'
import { addressOf } from '../api/routes.ts'
import { problem } from '../problem.ts'
import { flagNames } from './judged.ts'
import type { Protocol } from './positions.ts'
import { framesJson, mayFollow, positionJson } from './shown.ts'
import { osmandJson, osmandParameters } from './trackers/osmand.ts'
import { ownTracks } from './trackers/owntracks.ts'
import type { TrackerTold } from './trackers/told.ts'

/** One position with whatever else an app puts beside it. */
const mostBytes = 16 * 1024

const query = (name: string, description: string): Parameter => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: { type: 'string' },
})
const osmandQuery = [
  query('id', 'Of the tracker; also `deviceid`.'),
  query('lat', 'Degrees; or both in `location`.'),
  query('lon', 'Degrees.'),
  query('location', 'Latitude and longitude, with a comma.'),
  query('timestamp', 'Seconds since 1970, or milliseconds from 2³¹ on; or ISO 8601 with its offset.'),
  query('speed', 'Knots.'),
  query('bearing', 'Degrees from north; also `heading`.'),
  query('altitude', 'Metres.'),
  query('accuracy', 'Metres.'),
  query('batt', 'Percent.'),
  query('valid', 'false or 0: it has no fix.'),
]
const taken = (media: string) => ({
  200: { description: 'Taken, and durable.', media, schema: { type: media === 'text/plain' ? 'string' : 'array' } },
})

const positionsSchema = {
  type: 'object',
  required: ['at', 'whole', 'vehicles'],
  properties: {
    at: { type: 'string', format: 'date-time', description: 'By the clock of the pause.' },
    whole: { type: 'boolean', description: 'False: only those that changed.' },
    vehicles: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'lat', 'lon', 'at', 'age_s', 'flags'],
        properties: {
          id: { type: 'string' },
          lat: { type: 'number' },
          lon: { type: 'number' },
          at: { type: 'string', format: 'date-time', description: 'Of the newest position that can be so.' },
          speed_mps: { type: 'number' },
          heading: { type: 'number' },
          accuracy_m: { type: 'number' },
          age_s: { type: 'integer', description: 'How old it is.' },
          flags: { type: 'array', items: { enum: flagNames }, description: 'Of what came last.' },
        },
      },
    },
  },
}

export const trackerOperations: readonly Operation[] = [
  {
    id: 'tellByOsmandQuery',
    method: 'get',
    path: '/trackers/osmand',
    summary: 'A position by the protocol of OsmAnd, as parameters. docs/formats/trackers.md.',
    parameters: osmandQuery,
    answers: taken('text/plain'),
    who: 'everybody',
    isUse: false,
    answer: (asking) => takeTold(asking, 'osmand', osmandParameters(queryOf(asking.context))),
  },
  {
    id: 'tellByOsmand',
    method: 'post',
    path: '/trackers/osmand',
    summary: 'A position by the protocol of OsmAnd and Traccar: parameters of the query or of a form, or JSON.',
    parameters: osmandQuery,
    answers: taken('text/plain'),
    who: 'everybody',
    isUse: false,
    async answer(asking) {
      const { context } = asking
      const text = await textOf(context)
      if (text === undefined) return tooLarge(context)
      const isJson = text.trimStart().startsWith('{')
      const parameters = text === '' ? queryOf(context) : new URLSearchParams(text)
      return takeTold(asking, 'osmand', isJson ? osmandJson(text) : osmandParameters(parameters))
    },
  },
  {
    id: 'tellByOwnTracks',
    method: 'post',
    path: '/trackers/owntracks',
    summary: 'A position by the HTTP mode of OwnTracks. What tells of no place is answered and left alone.',
    parameters: [
      {
        name: 'Authorization',
        in: 'header',
        required: false,
        description: 'Basic: the password is the id of the tracker; without it, that is `tid`.',
        schema: { type: 'string' },
      },
    ],
    answers: taken('application/json'),
    who: 'everybody',
    isUse: false,
    async answer(asking) {
      const { context } = asking
      const text = await textOf(context)
      if (text === undefined) return tooLarge(context)
      return takeTold(asking, 'owntracks', ownTracks(text, context.req.header('authorization')))
    },
  },
]

export const positionOperations: readonly Operation[] = [
  {
    id: 'getPositions',
    method: 'get',
    path: '/api/v1/pauses/{pause}/positions.json',
    summary: 'Where the vehicles are now, as far as the reader may follow them.',
    parameters: [pauseParameter],
    answers: { 200: jsonAnswer('All of them.', positionsSchema) },
    who: { sees: 'positions' },
    answer({ context, services, actor, path: { pause: id = '' } }) {
      const pause = services?.live.of(id)
      if (services === undefined || pause === undefined || actor === undefined) return problem(context, 'pause_unknown')
      const now = services.nowIn(pause)
      const mayBeShown = mayFollow(pause, actor)
      const shown = [...services.positions.tracks.of(id)].flatMap(([vehicle, track]) =>
        mayBeShown(vehicle) ? (positionJson(vehicle, track, now) ?? []) : [],
      )
      return context.body(framesJson(shown, now, true), 200, { 'content-type': 'application/json' })
    },
  },
  {
    id: 'readPositions',
    method: 'get',
    path: '/api/v1/pauses/{pause}/positions',
    summary:
      'The stream of positions, as server-sent events “positions”: first all that the reader may follow, then those that changed; four a second at most.',
    parameters: [pauseParameter],
    answers: {
      200: { description: 'Server-sent events.', media: 'text/event-stream', schema: { type: 'string' } },
    },
    who: { sees: 'positions' },
    isUse: false,
    answer({ context, services, actor, path: { pause = '' } }) {
      if (services === undefined) return problem(context, 'not_found')
      const { live, positionStreams, signIn } = services
      if (live.of(pause) === undefined || actor === undefined) return problem(context, 'pause_unknown')
      if (!positionStreams.hasPlaceFor(actor))
        return problem(context, 'too_many_requests', { headers: { 'retry-after': '5' } })
      const actorNow = () => signIn.actorOf(context, pause, { isUse: false })
      return eventStream(context, positionStreams.open({ pause, actor, actorNow }))
    },
  },
]

async function takeTold({ context, services }: Asking, protocol: Protocol, told: TrackerTold): Promise<Response> {
  if (services === undefined) return problem(context, 'not_found')
  const { positions, limits } = services
  if (told.kind === 'nothing') return answered(context, protocol)
  const bound = told.kind === 'refused' ? undefined : positions.boundTo(told.tracker, protocol)
  if (told.kind === 'refused' || bound === undefined) {
    positions.intake.counts.refused += 1
    // Whoever tries ids is slowed down; a tracker that is known is not.
    const seconds = limits.strangers.take(`tracker ${addressOf(context)}`, services.now())
    if (seconds > 0) return tooMany(context, seconds)
    if (told.kind === 'refused')
      return problem(context, 'tracker_refused', { detail: words[told.fault], members: { fault: told.fault } })
    return problem(context, 'tracker_unknown')
  }
  const seconds = limits.trackers.take(told.tracker, services.now())
  if (seconds > 0) return tooMany(context, seconds)
  if (positions.intake.isFull) return problem(context, 'positions_full', { headers: { 'retry-after': '5' } })
  await positions.take(bound.pause, bound.vehicle, told.kind === 'fix' ? told.fix : undefined)
  return answered(context, protocol)
}

/** What is expected by apps: OwnTracks takes a list of what is to be told to it. */
function answered(context: Context, protocol: Protocol): Response {
  return protocol === 'owntracks' ? context.json([]) : context.text('')
}

function tooMany(context: Context, seconds: number): Response {
  return problem(context, 'too_many_requests', { headers: { 'retry-after': String(seconds) } })
}

function tooLarge(context: Context): Response {
  return problem(context, 'too_large', {
    detail: `At most ${mostBytes} bytes are taken at once here: send one position at a time.`,
    members: { most_bytes: mostBytes },
  })
}

const words = {
  tracker_missing: 'It does not say which tracker it is: send its id.',
  timestamp_missing: 'It does not say when that was: send a timestamp.',
  naive_timestamp:
    'Its time has no offset, so nobody knows when that was: send seconds since 1970, or ISO 8601 with an offset.',
  timestamp_unreadable: 'Its time cannot be read: send seconds since 1970, or ISO 8601 with an offset.',
  position_unreadable: 'Its place cannot be read: send latitude and longitude in degrees.',
  not_json: 'It is not a JSON object.',
  encrypted: 'It is encrypted with a key of the app, which is not known here: switch that off, and use TLS.',
} as const

function queryOf(context: Context): URLSearchParams {
  return new URL(context.req.url).searchParams
}

async function textOf(context: Context): Promise<string | undefined> {
  const bytes = await bytesOf(context.req.raw.body, mostBytes)
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}
