// How operations of sign-in are answered. Those that take a code, a secret or an answer to a challenge are limited by address and
// by what they name; all of them refuse in the same words whatever the reason is.

import { inWords, utc } from '@treve/model'
import type { Type } from '@treve/model/schema'
import type { Context } from 'hono'
import { jsonBody } from '../api/body.ts'
import { idIn, idParameter, languageOf } from '../api/commands.ts'
import { Limit, type Rate } from '../api/limits.ts'
import {
  type Asking,
  jsonAnswer,
  type Operation,
  type Parameter,
  pathParameter,
  pauseParameter,
} from '../api/operation.ts'
import { addressOf } from '../api/routes.ts'
import { readInput } from '../coordination/index.ts'
import type { Actor, CommandKind } from '../policy/index.ts'
import { problem, refusal } from '../problem.ts'
import { networkOf } from './addresses.ts'
import type { Begun, Credential, NotDone, SignInDesk } from './sign-in.ts'

export interface SignInRates {
  /** Of whoever signs in, by address: a room of people has one. */
  readonly attempts: Rate
  /** Of codes and secrets, which could be tried out, by address. */
  readonly guesses: Rate
  /** Of one code, link or passkey, wherever it comes from. */
  readonly ofOne: Rate
  /** Of one who is signed in. */
  readonly mine: Rate
}

export const usualSignInRates: SignInRates = {
  attempts: { burst: 30, perSecond: 0.5 },
  guesses: { burst: 10, perSecond: 1 / 6 },
  ofOne: { burst: 10, perSecond: 1 / 6 },
  mine: { burst: 30, perSecond: 1 },
}

export interface SignInPaths {
  /** Where the page of a liaison is. */
  readonly liaison: string
  /** Where people go once they are signed in. */
  readonly home: string
  /** Where a device is enrolled: what the QR code opens, with the code behind #. */
  readonly device: string
}

export const usualPaths: SignInPaths = { liaison: '/', home: '/', device: '/phone/' }

const mostBytes = 32 * 1024
export const base = '/api/v1/sign-in'

export const anObject = (doc: string) => jsonAnswer(doc, { type: 'object' })
export const done = { 200: anObject('It is so.') }

/** Of what is handed out: where an answer is lost, the same is told again, and nothing is given out twice. */
const againParameter: Parameter = { ...idParameter, required: false }

type Told = { readonly [key: string]: unknown }

export type Answering = ReturnType<typeof answeringOf>

export function answeringOf(
  /** Asked for when something is answered: as a description they need none. */
  desk: () => SignInDesk,
  { rates = {}, paths = usualPaths }: { rates?: Partial<SignInRates>; paths?: SignInPaths } = {},
) {
  const rated = { ...usualSignInRates, ...rates }
  const limits = {
    attempts: new Limit(rated.attempts),
    guesses: new Limit(rated.guesses),
    ofOne: new Limit(rated.ofOne),
    mine: new Limit(rated.mine),
  }

  function tooOften(context: Context, which: keyof SignInRates, who: string): Response | undefined {
    const seconds = limits[which].take(who, desk().nowSeconds())
    return seconds === 0
      ? undefined
      : problem(context, 'too_many_requests', { headers: { 'retry-after': String(seconds) } })
  }

  const address = (context: Context) => networkOf(addressOf(context))

  /** What came, read; or the refusal. */
  async function read<I>(
    { context, services, path }: Asking,
    type: Type<I>,
    which: 'attempts' | 'guesses',
  ): Promise<{ input: I } | { refused: Response }> {
    const often = tooOften(context, which, address(context))
    if (often !== undefined) return { refused: often }
    const body = await jsonBody(context, mostBytes)
    if ('refused' in body) return body
    const found = readInput(type, body.text, services?.live.of(path.pause ?? '')?.zone ?? utc)
    if ('input' in found) return found
    const errors = inWords(found.problems, found.text, languageOf(context))
    return { refused: problem(context, 'input_invalid', { members: { errors } }) }
  }

  function notDone(context: Context, why: NotDone): Response {
    if ('refusedByPause' in why) {
      const { code: which, detail, particulars } = why.refusedByPause
      return refusal(context, { code: which, text: detail, ...(particulars === undefined ? {} : { particulars }) })
    }
    return problem(context, why.refused, why.particulars === undefined ? {} : { members: { ...why.particulars } })
  }

  /** The session that was before ends: nobody goes on in one that somebody else may have put there. */
  async function signedIn(context: Context, begun: Begun): Promise<void> {
    const before = desk().cookies.get(context, 'session')
    if (before !== undefined) await desk().sessions.end(before)
    desk().cookies.set(context, 'session', begun.secret, begun.endsAtSeconds - desk().nowSeconds())
  }

  async function began(context: Context, begun: Begun | NotDone, more: Told = {}): Promise<Response> {
    if (!('secret' in begun)) return notDone(context, begun)
    await signedIn(context, begun)
    return context.json({ ends_at: written(begun.endsAtSeconds), ...more })
  }

  /** For who is signed in as a person. */
  async function asPerson(
    { context }: Asking,
    act: (person: string, mine: Extract<Credential, { kind: 'session' }>) => Promise<Response>,
  ): Promise<Response> {
    const credential = await desk().credentialOf(context)
    if ('refused' in credential) return notDone(context, credential)
    if (credential.kind !== 'session' || credential.session.who.method === 'link')
      return problem(context, 'not_signed_in')
    const { person } = credential.session.who
    return tooOften(context, 'mine', person) ?? (await act(person, credential))
  }

  function forPause<I>(
    id: string,
    name: string,
    summary: string,
    mayAsk: CommandKind,
    type: Type<I>,
    act: (pause: string, by: Actor, input: I, again: string | undefined) => Promise<Told | NotDone>,
  ): Operation {
    return {
      id,
      method: 'post',
      path: `/api/v1/pauses/{pause}/${name}`,
      summary,
      parameters: [pauseParameter, againParameter],
      input: { type, mostBytes },
      answers: { 200: anObject('What to hand over. It is told to who asks for it, and kept nowhere.') },
      who: { mayAsk },
      async answer(asking) {
        const { context, actor, path } = asking
        if (actor === undefined) return problem(context, 'not_signed_in')
        const again = idIn(context)
        if (again === undefined && context.req.header('idempotency-key') !== undefined)
          return problem(context, 'id_missing')
        const given = await read(asking, type, 'attempts')
        if ('refused' in given) return given.refused
        const told = await act(path.pause ?? '', actor, given.input, again)
        return 'refused' in told || 'refusedByPause' in told ? notDone(context, told as NotDone) : context.json(told)
      },
    }
  }

  function open<I>(
    name: string,
    path: string,
    summary: string,
    type: Type<I>,
    which: 'attempts' | 'guesses',
    act: (input: I, asking: Asking) => Promise<Response>,
  ): Operation {
    return {
      id: name,
      method: 'post',
      path: `${base}${path}`,
      summary,
      parameters: [],
      input: { type, mostBytes },
      answers: done,
      who: 'everybody',
      async answer(asking) {
        const given = await read(asking, type, which)
        return 'refused' in given ? given.refused : act(given.input, asking)
      },
    }
  }

  function mine(
    name: string,
    method: 'get' | 'post',
    path: string,
    summary: string,
    act: Parameters<typeof asPerson>[1] extends (person: string, mine: infer M) => unknown
      ? (person: string, mine: M, asking: Asking) => Promise<Response>
      : never,
  ): Operation {
    const [, parameter] = /\{(\w+)\}/.exec(path) ?? []
    return {
      id: name,
      method,
      path: `${base}${path}`,
      summary,
      parameters: parameter === undefined ? [] : [pathParameter(parameter, 'Which.')],
      answers: done,
      who: 'everybody',
      answer: (asking) => asPerson(asking, (person, credential) => act(person, credential, asking)),
    }
  }

  function page(name: string, path: string, media: string, make: (asking: Asking) => string): Operation {
    return {
      id: name,
      method: 'get',
      path,
      summary: 'Of the page that a liaison opens.',
      parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => pathParameter(parameter, 'Which.')),
      answers: { 200: { description: 'It.', media, schema: { type: 'string' } } },
      who: 'everybody',
      answer: (asking) =>
        asking.context.body(make(asking), 200, {
          'content-type': `${media}; charset=utf-8`,
          'cache-control': 'no-store',
        }),
    }
  }

  return { desk, paths, tooOften, address, notDone, signedIn, began, asPerson, forPause, open, mine, page }
}

/** As all times are told. */
export function written(seconds: number): string {
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`
}
