// The published API, as data.

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string' },
  description: 'Id of the pause.',
}
const refused = {
  description: 'Refused.',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'code', 'status', 'title', 'detail'],
        properties: {
          type: { type: 'string' },
          code: { type: 'string' },
          status: { type: 'integer' },
          title: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
}
const json = (description: string, schema: Readonly<Record<string, unknown>>) => ({
  description,
  content: { 'application/json': { schema } },
})

const frontierState = {
  type: 'object',
  required: ['state'],
  properties: {
    state: { enum: ['none', 'waiting', 'running', 'there', 'failed'] },
    progress: { type: 'object' },
    frontier: { type: 'object' },
    refused: { type: 'array', items: { type: 'string' } },
  },
}

const instant = { type: ['string', 'null'], format: 'date-time' }
const now = {
  type: 'object',
  required: ['is_watched', 'version', 'is_working', 'told_at', 'answer', 'trouble'],
  properties: {
    is_watched: { type: 'boolean', description: 'False: nobody tells this server where all are.' },
    version: { type: 'integer', description: 'Greater after each change.' },
    is_working: { type: 'boolean', description: 'A state is being answered, or more days of it.' },
    told_at: { ...instant, description: 'When the newest state came, by the clock of the server.' },
    answer: {
      type: ['object', 'null'],
      description: 'The last good one: when its state came, when it was there, and what it is.',
      properties: {
        told_at: instant,
        answered_at: instant,
        is_whole: { type: 'boolean', description: 'False: of a few of the days; the others follow.' },
        assurance: { type: 'object', description: 'As in docs/formats/assurance.md, “From now on”.' },
      },
    },
    trouble: {
      type: ['object', 'null'],
      description: 'What is wrong with what was told since.',
      properties: {
        told_at: instant,
        kind: { enum: ['missing', 'unreadable', 'unknown_trips', 'astray', 'nobody', 'fault'] },
        problems: { type: 'object', description: 'Unreadable: line, column, text, remedy, by language.' },
        trips: { type: 'array', items: { type: 'string' } },
        vehicles: { type: 'array', items: { type: 'string' } },
      },
    },
  },
}

export const openapi = {
  openapi: '3.1.0',
  info: { title: 'Treve', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  paths: {
    '/api/v1/pauses': {
      get: {
        operationId: 'listPauses',
        summary: 'The pauses that are served.',
        responses: {
          200: json('Id, title and whether it is an exercise.', {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'title', 'exercise'],
              properties: { id: { type: 'string' }, title: { type: 'object' }, exercise: { type: 'boolean' } },
            },
          }),
        },
      },
    },
    '/api/v1/pauses/{id}': {
      get: {
        operationId: 'getPause',
        summary: 'A pause, for drawing: quantities in whole base units, instants in ISO 8601 with offset.',
        parameters: [idParameter],
        responses: { 200: json('The pause.', { type: 'object' }), 404: refused },
      },
    },
    '/api/v1/pauses/{id}/plan': {
      get: {
        operationId: 'getPlan',
        summary: 'Its plan, as in docs/formats/plan.md.',
        parameters: [idParameter],
        responses: { 200: json('The plan.', { type: 'object' }), 404: refused },
      },
    },
    '/api/v1/pauses/{id}/frontier': {
      get: {
        operationId: 'getFrontier',
        summary: 'What other terms would bring, as in docs/formats/frontier.md, or how far it is worked out.',
        parameters: [idParameter],
        responses: { 200: json('Its state, and the frontier once it is there.', frontierState), 404: refused },
      },
      post: {
        operationId: 'beginFrontier',
        summary: 'Begins to work it out, unless it is begun already. Only for pages of this server, and programs.',
        parameters: [idParameter],
        responses: { 202: json('Its state.', frontierState), 404: refused, 405: refused },
      },
    },
    '/api/v1/pauses/{id}/frontier/stop': {
      post: {
        operationId: 'stopFrontier',
        summary: 'Stops it; what is done so far is kept, and says that it is not all.',
        parameters: [idParameter],
        responses: { 202: json('Its state.', frontierState), 404: refused, 405: refused },
      },
    },
    '/api/v1/pauses/{id}/now': {
      get: {
        operationId: 'getNow',
        summary: 'How sure the plan in force is now, and who must leave when; at once, or when it has changed.',
        parameters: [
          idParameter,
          {
            name: 'after',
            in: 'query',
            schema: { type: 'integer' },
            description: 'Answers as soon as the version is another, and after 20 s at the latest.',
          },
        ],
        responses: { 200: json('What is known.', now), 404: refused },
      },
    },
    '/pauses/{id}/frontier/{language}': {
      get: {
        operationId: 'getFrontierSheet',
        summary: 'The sheet for the room, one A4 page to print, once the frontier is there.',
        parameters: [
          idParameter,
          { name: 'language', in: 'path', required: true, schema: { enum: ['en', 'fr', 'ar', 'ru'] } },
        ],
        responses: { 200: { description: 'The page.', content: { 'text/html': {} } }, 404: refused },
      },
    },
    '/pauses/{id}/questions/{party}/{language}': {
      get: {
        operationId: 'getQuestions',
        summary: 'What the terms do not say, as a page to print for a party.',
        parameters: [
          idParameter,
          { name: 'party', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'language', in: 'path', required: true, schema: { enum: ['en', 'fr', 'ar', 'ru'] } },
        ],
        responses: { 200: { description: 'The page.', content: { 'text/html': {} } }, 404: refused },
      },
    },
    '/healthz': { get: { operationId: 'health', responses: { 200: { description: 'Alive.' } } } },
    '/readyz': { get: { operationId: 'ready', responses: { 200: { description: 'Ready.' } } } },
    '/metrics': {
      get: { operationId: 'metrics', responses: { 200: { description: 'In the text format of Prometheus.' } } },
    },
  },
} as const
