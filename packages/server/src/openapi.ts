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
