// Commands: one operation for each kind. Taken means durable: it is carried out, or refused with a reason, whoever dies.

import { inWords, type Language, languages, type TimeZone } from '@treve/model'
import type { Type } from '@treve/model/schema'
import type { Context } from 'hono'
import { type PartName, readInput } from '../coordination/index.ts'
import { type CommandType, refusedIn } from '../coordination/part.ts'
import { type ProblemCode, problem, refusal } from '../problem.ts'
import { type AskedContent, type Command, type Outcome, type Refused, receiptOf } from '../storage/index.ts'
import { jsonBody } from './body.ts'
import { mostErrors } from './limits.ts'
import { type Asking, jsonAnswer, type Operation, type Parameter, pathParameter, pauseParameter } from './operation.ts'
import { outcomeSchema } from './schemas.ts'
import type { Services } from './services.ts'

export const usualBytes = 256 * 1024
/** Of those that bring a document. They are read in a thread of their own; what is stored of them is read by all. */
export const documentBytes = 4 * 1024 * 1024
/** A plan is strict JSON, which costs little to read: that of 500 vehicles has some megabytes. */
const planBytes = 16 * 1024 * 1024

/** Of whatever is taken and carried out once. */
export const idParameter: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A UUID, drawn once for each thing that is asked for and sent again with each repeat.',
  schema: { type: 'string', format: 'uuid' },
}

export const takenAnswers = {
  200: jsonAnswer('It is done, and on the account.', outcomeSchema),
  202: jsonAnswer('It is taken and will be decided: ask for its outcome.', outcomeSchema),
}

export function commandOperation(type: CommandType & { readonly part: PartName }): Operation {
  const mostBytes = mostBytesOf(type)
  return {
    id: camel(type.kind),
    method: 'post',
    path: `/api/v1/pauses/{pause}/commands/${type.kind}`,
    summary: type.doc,
    parameters: [
      pauseParameter,
      idParameter,
      {
        name: 'If-Match',
        in: 'header',
        required: false,
        description: `The version of “${type.part}” as it was seen: refused (changed_since) where it is another by now.`,
        schema: { type: 'string' },
      },
    ],
    input: { type: type.input, mostBytes },
    answers: takenAnswers,
    who: { mayAsk: type.kind },
    answer: (asking) => ask(type.kind, asking),
  }
}

function mostBytesOf({ kind, prepare }: Pick<CommandType, 'kind' | 'prepare'>): number {
  if (prepare === undefined) return usualBytes
  return kind === 'agree_plan' ? planBytes : documentBytes
}

export const outcomeOperation: Operation = {
  id: 'getOutcome',
  method: 'get',
  path: '/api/v1/pauses/{pause}/outcomes/{id}',
  summary: 'What became of a command, for who sent it.',
  parameters: [pauseParameter, pathParameter('id', 'Of the command.', { type: 'string', format: 'uuid' })],
  answers: {
    200: jsonAnswer('It is done, and on the account.', outcomeSchema),
    202: jsonAnswer('It is taken and waits.', outcomeSchema),
  },
  who: 'of_the_pause',
  async answer({ context, services, actor, path: { pause = '', id = '' } }) {
    if (services === undefined || actor === undefined) return problem(context, 'command_not_known')
    const receipt = await receiptOf(services.database, { clientId: id, pause, askedBy: actor.token })
    return receipt === undefined ? problem(context, 'command_not_known') : told(context, id, receipt.outcome)
  },
}

async function ask(kind: string, { context, services, actor, path }: Asking): Promise<Response> {
  if (services === undefined) return problem(context, 'not_found')
  const { live, rules } = services
  const { pause = '' } = path
  const known = live.of(pause)
  const type = rules.commandTypes.get(kind)
  if (known === undefined || actor === undefined || type === undefined) return problem(context, 'pause_unknown')
  const clientId = idIn(context)
  if (clientId === undefined) return problem(context, 'id_missing')
  const read = await readCommand(services, context, type, known.zone)
  if ('refused' in read) return read.refused
  const expects = versionIn(context.req.header('if-match'))
  const content: AskedContent = {
    kind: 'asked',
    command: kind,
    input: read.stored,
    by: { ...actor },
    ...(expects === undefined ? {} : { expects }),
    ...(read.prepared === undefined ? {} : { prepared: read.prepared }),
  }
  return handOver(services, context, { clientId, pause, content })
}

/** What somebody chose once for what they ask for; undefined: nothing that could be one. */
export function idIn(context: Context): string | undefined {
  const given = context.req.header('idempotency-key') ?? ''
  return uuid.test(given) ? given : undefined
}

/** To whoever leads; answered with what came of it, if that is known soon enough. */
export async function handOver(services: Services, context: Context, command: Command): Promise<Response> {
  const receipt = await taken(services, command)
  if ('refused' in receipt) return problem(context, refusedCodes[receipt.refused])
  return told(context, command.clientId, receipt.outcome)
}

/** The one way by which what is asked for is taken, also by who signs people in and by who begins a pause (decision 42). */
export async function taken(
  { live, intake, outcomes, counts, outcomeMilliseconds }: Services,
  command: Command,
): Promise<{ readonly outcome: Outcome | undefined } | Refused> {
  const receipt = await intake.receive(command)
  if ('refused' in receipt) return receipt
  counts.taken += 1
  const outcome = receipt.outcome ?? (await outcomes.of(receipt.number, { milliseconds: outcomeMilliseconds }))
  // Whoever looks next, here, sees what came of it.
  if (outcome?.state === 'done') await live.reach(command.pause, outcome.position)
  return { outcome }
}

/** What a command takes, read; or the refusal. One that brings a document is read in a thread of its own. */
async function readCommand(
  { documents }: Services,
  context: Context,
  { kind, input, prepare }: CommandType,
  zone: TimeZone,
): Promise<{ readonly stored: string; readonly prepared?: string | undefined } | { readonly refused: Response }> {
  if (prepare === undefined) return readInputOf(context, input, zone)
  const body = await jsonBody(context, mostBytesOf({ kind, prepare }))
  if ('refused' in body) return body
  const read = await documents.read({ kind, input: body.text, zone, language: languageOf(context) })
  if (read === 'too_costly') return { refused: problem(context, 'too_costly') }
  if (read === 'too_many')
    return { refused: problem(context, 'too_many_requests', { headers: { 'retry-after': '5' } }) }
  if ('errors' in read) return { refused: invalid(context, read.errors, read.count) }
  const refused = refusedIn(read.prepared)
  if (refused !== undefined) return { refused: refusal(context, { ...refused, text: refused.detail }) }
  return { stored: body.stored, prepared: JSON.stringify(read.prepared) }
}

export async function readInputOf<I>(
  context: Context,
  type: Type<I>,
  zone: TimeZone,
  mostBytes = usualBytes,
): Promise<
  { readonly input: I; readonly stored: string; readonly prepared?: undefined } | { readonly refused: Response }
> {
  const body = await jsonBody(context, mostBytes)
  if ('refused' in body) return body
  const read = readInput(type, body.text, zone)
  if ('input' in read) return { input: read.input, stored: body.stored }
  const errors = inWords(read.problems.slice(0, mostErrors), read.text, languageOf(context))
  return { refused: invalid(context, errors, read.problems.length) }
}

/** What is wrong with what came; the first of it, where that is much. */
function invalid(context: Context, errors: readonly object[], count: number): Response {
  return problem(context, 'input_invalid', { members: { errors, count } })
}

const refusedCodes = {
  client_id_taken: 'client_id_taken',
  pause_unknown: 'pause_unknown',
  malformed: 'input_invalid',
} as const satisfies Record<string, ProblemCode>

function told(context: Context, id: string, outcome: Outcome | undefined): Response {
  if (outcome === undefined) return context.json({ state: 'waiting', id }, 202)
  if (outcome.state === 'refused') return refusal(context, outcome)
  return context.json({ state: 'done', id, entries: outcome.entries })
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** `"…"`, as an ETag is written. */
function versionIn(header: string | undefined): string | undefined {
  return header === undefined ? undefined : header.replace(/^W\//, '').replaceAll('"', '').trim()
}

export function languageOf(context: Context): Language {
  const asked = (context.req.header('accept-language') ?? '').split(',').map((each) => each.trim().slice(0, 2))
  return (
    languages.find((language) => asked.find((each) => languages.some((known) => known === each)) === language) ?? 'en'
  )
}

export function camel(kind: string): string {
  return kind.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}
