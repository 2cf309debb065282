// Refusals of the API as problem details (RFC 9457). Codes are stable; words may improve.

import type { Context } from 'hono'

const problems = {
  not_found: { status: 404, title: 'There is nothing here', detail: 'See /api/v1/openapi.json for what there is.' },
  pause_unknown: { status: 404, title: 'No such pause', detail: 'See /api/v1/pauses for the pauses served.' },
  party_unknown: { status: 404, title: 'No such party in this pause', detail: 'See the parties of the pause.' },
  language_unknown: { status: 404, title: 'No such language', detail: 'Use en, fr, ar or ru.' },
  frontier_not_there: {
    status: 404,
    title: 'Not worked out yet',
    detail: 'Begin it with POST /api/v1/pauses/{id}/frontier, or on the page “What to ask for”.',
  },
  method_not_allowed: { status: 405, title: 'Nothing can be changed here', detail: 'Use GET or HEAD.' },
  host_refused: { status: 421, title: 'Only for this machine', detail: 'Open it by http://localhost and its port.' },
  fault: { status: 500, title: 'A fault of ours', detail: 'What you asked for was not done. The server goes on.' },
} as const

export type ProblemCode = keyof typeof problems

export function problem(context: Context, code: ProblemCode): Response {
  const { status, title, detail } = problems[code]
  return context.body(JSON.stringify({ type: `urn:treve:problem:${code}`, code, status, title, detail }), status, {
    'content-type': 'application/problem+json',
  })
}
