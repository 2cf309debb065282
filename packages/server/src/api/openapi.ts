// The published API, as OpenAPI has it: made from the operations.

import type { JsonSchema } from '@treve/model/schema'
import type { Operation } from './operation.ts'
import { problemSchema } from './schemas.ts'

export function openapiOf(operations: readonly Operation[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const operation of operations) {
    const path = operation.path.replace('+}', '}')
    const at = paths[path] ?? {}
    paths[path] = at
    at[operation.method] = described(operation)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Treve', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem: problemSchema },
      responses: {
        Refused: {
          description: 'Refused, with a stable code.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

function described({ id, summary, parameters, input, answers }: Operation): JsonSchema {
  return {
    operationId: id,
    summary,
    parameters,
    ...(input === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: input.type.json() } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, media, schema }]) => [
          status,
          { description, content: { [media]: { schema } } },
        ]),
      ),
      default: { $ref: '#/components/responses/Refused' },
    },
  }
}
