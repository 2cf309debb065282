// What answers look like.

import type { JsonSchema } from '@treve/model/schema'

const text = { type: 'string' } as const

export const problemSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'code', 'status', 'title', 'detail'],
  properties: {
    type: text,
    code: text,
    status: { type: 'integer' },
    title: text,
    detail: text,
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'path', 'line', 'column', 'text', 'remedy'],
        properties: {
          code: text,
          path: text,
          line: { type: 'integer' },
          column: { type: 'integer' },
          text,
          remedy: text,
        },
      },
    },
    line: { type: 'integer' },
    column: { type: 'integer' },
    particulars: { type: 'object' },
  },
}

/** What became of a command. */
export const outcomeSchema: JsonSchema = {
  type: 'object',
  required: ['state', 'id'],
  properties: {
    state: { enum: ['done', 'waiting'] },
    id: { ...text, description: 'Of the command: the Idempotency-Key under which it came.' },
    entries: {
      type: 'array',
      description: 'On the account, where it is done; none where it was so already.',
      items: { type: 'object', required: ['id', 'leaf'], properties: { id: text, leaf: text } },
    },
  },
}

export const viewSchema: JsonSchema = { type: 'object' }
