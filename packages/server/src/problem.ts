// Refusals of the API as problem details (RFC 9457). Codes are stable; words may improve.

import type { Context } from 'hono'
import { signInRefusals } from './sign-in/refusals.ts'

const problems = {
  ...signInRefusals,
  not_found: { status: 404, title: 'There is nothing here', detail: 'See /api/v1/openapi.json for what there is.' },
  pause_unknown: { status: 404, title: 'No such pause', detail: 'See /api/v1/pauses for the pauses served.' },
  party_unknown: { status: 404, title: 'No such party in this pause', detail: 'See the parties of the pause.' },
  language_unknown: { status: 404, title: 'No such language', detail: 'Use en, fr, ar or ru.' },
  no_plan_in_force: {
    status: 404,
    title: 'No plan is agreed',
    detail: 'Agree to one first (agree_plan).',
  },
  plan_mark_unknown: {
    status: 404,
    title: 'No plan has that mark',
    detail:
      'Of the plans that were agreed here, not one alone begins so: give four or more of the first letters of its SHA-256.',
  },
  frontier_not_there: {
    status: 404,
    title: 'Not worked out yet',
    detail: 'Begin it with POST /api/v1/pauses/{id}/frontier, or on the page “What to ask for”.',
  },
  no_exercise: {
    status: 409,
    title: 'Not a rehearsal',
    detail:
      'Only an exercise that was begun in a rehearsal has a clock of its own: every other pause is at the time that it is.',
  },
  clock_back: {
    status: 409,
    title: 'The clock does not go back',
    detail: 'What is on the account was so before: name a time from now on.',
  },
  command_not_known: {
    status: 404,
    title: 'No such command of yours',
    detail: 'No command under this id was taken from you in this pause: send it.',
  },
  command_unknown: {
    status: 404,
    title: 'There is no such command',
    detail: 'See /api/v1/openapi.json for the commands that there are.',
  },
  method_not_allowed: { status: 405, title: 'Nothing can be changed here', detail: 'Use GET or HEAD.' },
  host_refused: { status: 421, title: 'Only for this machine', detail: 'Open it by http://localhost and its port.' },
  not_signed_in: { status: 401, title: 'Not signed in', detail: 'Sign in, then ask again.' },
  not_allowed: { status: 403, title: 'Not for your role', detail: 'Ask whoever coordinates the pause for the role.' },
  from_elsewhere: {
    status: 403,
    title: 'Not from our own pages',
    detail: 'A browser that is signed in may ask for this from pages of this server alone.',
  },
  only_devices: {
    status: 409,
    title: 'Only for devices',
    detail: 'A device that is enrolled asks for this, and signs it. At a page, report by the command (report).',
  },
  not_yet_done: {
    status: 503,
    title: 'Taken, and not done yet',
    detail: 'Ask again with the same: it is done once.',
  },
  not_covered: {
    status: 404,
    title: 'Not covered by a checkpoint yet',
    detail: 'It is on disk. Ask again after the next beat of the account.',
  },
  attachment_differs: {
    status: 422,
    title: 'The bytes are not those that were named',
    detail: 'Their SHA-256 is not that of the address: send it again.',
  },
  id_missing: {
    status: 400,
    title: 'The command has no id',
    detail: 'Draw a UUID once for each thing that you ask for, and send it as Idempotency-Key, again with each repeat.',
  },
  not_json: { status: 400, title: 'Not JSON', detail: 'Mend the text where the error is, then send it again.' },
  input_invalid: { status: 422, title: 'The input cannot be used', detail: 'Mend what the errors name; then send it.' },
  media_type_unsupported: { status: 415, title: 'Not as JSON', detail: 'Send it as content-type: application/json.' },
  too_large: { status: 413, title: 'Too large', detail: 'Send less at once.' },
  too_costly: {
    status: 413,
    title: 'It takes too long to read',
    detail: 'Reading the file takes more time or memory than one has. Make it smaller; nothing of it was taken.',
  },
  too_many_requests: { status: 429, title: 'Too many at once', detail: 'Wait for as long as Retry-After says.' },
  not_under_way: {
    status: 409,
    title: 'Not under way',
    detail: 'A plan is made anew while its pause is under way, with a plan that was agreed.',
  },
  planning_anew: {
    status: 409,
    title: 'A new plan is being made',
    detail: 'It takes some seconds: look at what it proposes, then move the departure again if it is still wanted.',
  },
  trip_unknown: {
    status: 404,
    title: 'No such trip',
    detail: 'The plan in force has no such trip. Another may have been agreed: look again.',
  },
  not_moved: { status: 409, title: 'Nothing was moved', detail: 'Move it by a minute or more.' },
  trip_promised: {
    status: 409,
    title: 'It is under way or promised',
    detail: 'Orders that begin within 20 min are not changed any more: crews are on their way.',
  },
  departs_too_soon: {
    status: 409,
    title: 'It would depart too soon',
    detail: 'A crew needs 20 min from its new order to its departure: move it to a later time.',
  },
  outside_notified: {
    status: 409,
    title: 'Outside what the parties were told',
    detail: 'Move it within what was notified, or notify the change first and let its lead time run.',
  },
  proposal_not_there: {
    status: 404,
    title: 'No proposal yet',
    detail: 'Begin it with POST /api/v1/pauses/{id}/replan, and ask for it until its state is “there”.',
  },
  tracker_unknown: {
    status: 400,
    title: 'No such tracker',
    detail: 'Bind it to a vehicle first (bind_tracker), and give the app the very id that was bound.',
  },
  tracker_refused: { status: 400, title: 'The position cannot be used', detail: 'Mend what it sends.' },
  positions_full: {
    status: 503,
    title: 'More positions than can be written',
    detail: 'Nothing of this was taken: send it again.',
  },
  client_id_taken: {
    status: 409,
    title: 'The id was used for something else',
    detail: 'A command with this id and another content came before: draw a new id.',
  },
  changed_since: {
    status: 412,
    title: 'It has changed since you looked',
    detail: 'Look again, then decide whether to ask for it still.',
  },
  database_away: {
    status: 503,
    title: 'The database does not answer',
    detail: 'Send it again under the same id: what was taken already is not done twice.',
  },
  disk_full: {
    status: 503,
    title: 'The disk of the database is full',
    detail: 'Nothing of this was taken. Free some space; then send it again under the same id.',
  },
  fault: { status: 500, title: 'A fault of ours', detail: 'What you asked for was not done. The server goes on.' },
} as const

export type ProblemCode = keyof typeof problems

export const problemCodes = Object.keys(problems) as readonly ProblemCode[]

export interface MoreOfProblem {
  readonly detail?: string
  /** Further members: errors with their places, limits. */
  readonly members?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

export function problem(context: Context, code: ProblemCode, more: MoreOfProblem = {}): Response {
  const { status, title, detail } = problems[code]
  return answer(context, { code, status, title, detail: more.detail ?? detail }, more)
}

/** What a command was refused for: by the rules of the pause, or by the account. */
export function refusal(
  context: Context,
  { code, text, particulars }: { code: string; text: string; particulars?: Readonly<Record<string, unknown>> },
): Response {
  const known = problemCodes.find((each) => each === code)
  if (known !== undefined) return problem(context, known)
  const members = particulars === undefined ? {} : { members: { particulars } }
  return answer(context, { code, status: 409, title: 'Refused', detail: text }, members)
}

function answer(
  context: Context,
  {
    code,
    status,
    title,
    detail,
  }: { code: string; status: (typeof problems)[ProblemCode]['status']; title: string; detail: string },
  { members, headers }: MoreOfProblem,
): Response {
  return context.body(
    JSON.stringify({ type: `urn:treve:problem:${code}`, code, status, title, detail, ...members }),
    status,
    { 'content-type': 'application/problem+json', ...headers },
  )
}
