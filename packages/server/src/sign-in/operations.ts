// Sign-in as operations of the API. Those that take a code, a secret or an answer to a challenge are limited by address and
// by what they name; all of them refuse in the same words whatever the reason is.

import { formatInstant, inWords, type Language, languages, utc } from '@treve/model'
import { id, instant, list, object, oneOf, optional, required, type Type, text } from '@treve/model/schema'
import type { Context } from 'hono'
import encodeQR from 'qr'
import { jsonBody } from '../api/body.ts'
import { languageOf } from '../api/commands.ts'
import { Limit, type Rate } from '../api/limits.ts'
import { type Asking, jsonAnswer, type Operation, pathParameter, pauseParameter } from '../api/operation.ts'
import { addressOf } from '../api/routes.ts'
import { deviceRoles } from '../coordination/access/index.ts'
import { readInput } from '../coordination/index.ts'
import { type Actor, type CommandKind, commandKinds, mayAsk, roles } from '../policy/index.ts'
import { problem, refusal } from '../problem.ts'
import { networkOf } from './addresses.ts'
import { journeyS } from './open-id.ts'
import { linkPage, linkScript, pageStyles, returnPage } from './pages.ts'
import { transports } from './passkeys.ts'
import { codeAsDrawn, codeAsShown } from './secrets.ts'
import { type Begun, type Credential, type NotDone, openIdReturnPath, type SignInDesk } from './sign-in.ts'

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
const base = '/api/v1/sign-in'

const secret = (letters: number, doc: string) => required(text(letters), { sensitivity: 'severe', doc })
const shown = (letters: number, doc: string) => required(text(letters), { sensitivity: 'high', doc })

const passkeyAnswer = object({
  id: shown(1400, 'Id of the credential, in base64url.'),
  client_data: shown(8000, 'clientDataJSON, in base64url.'),
  authenticator_data: shown(8000, 'authenticatorData, in base64url.'),
  signature: shown(8000, 'signature, in base64url.'),
  user_handle: optional(text(200), { sensitivity: 'high', doc: 'userHandle, in base64url.' }),
})
const newPasskey = {
  id: shown(1400, 'Id of the credential, in base64url.'),
  client_data: shown(8000, 'clientDataJSON, in base64url.'),
  attestation_object: shown(16_000, 'attestationObject, in base64url.'),
  transports: optional(list(oneOf(transports), { max: transports.length }), {
    sensitivity: 'moderate',
    doc: 'What getTransports() says.',
  }),
}
const code = secret(40, 'As it was told; dashes, spaces and small letters do not matter.')
const label = text(60)
const party = optional(id(), { sensitivity: 'moderate', doc: 'Whose liaison: id of the party.' })

const invitation = object({
  roles: required(list(oneOf(roles), { min: 1, max: roles.length }), { sensitivity: 'moderate', doc: 'Which.' }),
  party,
  label: optional(label, { sensitivity: 'high', doc: 'The function, such as “duty officer 2”. Never a name.' }),
})
const deviceInvitation = object({
  roles: required(list(oneOf(deviceRoles), { min: 1, max: deviceRoles.length }), {
    sensitivity: 'moderate',
    doc: 'As what.',
  }),
  label: required(label, { sensitivity: 'high', doc: 'What it is called, by function: “gate team north”.' }),
  person: optional(id(), { sensitivity: 'high', doc: 'For whom, where that is one person: their token.' }),
})
const linkAsked = object({
  party: required(id(), { sensitivity: 'moderate', doc: 'Id of the party.' }),
  until: required(instant(), { sensitivity: 'moderate', doc: 'When it ends by itself.' }),
  ask: required(text(120), { sensitivity: 'moderate', doc: 'Whom to ask for a new one, by function.' }),
})

const anObject = (doc: string) => jsonAnswer(doc, { type: 'object' })
const done = { 200: anObject('It is so.') }

type Told = { readonly [key: string]: unknown }

export function signInOperations(
  /** Asked for when something is answered: as a description they need none. */
  desk: () => SignInDesk,
  { rates = {}, paths = usualPaths }: { rates?: Partial<SignInRates>; paths?: SignInPaths } = {},
): readonly Operation[] {
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
    act: (pause: string, by: Actor, input: I, context: Context) => Promise<Told | NotDone>,
  ): Operation {
    return {
      id,
      method: 'post',
      path: `/api/v1/pauses/{pause}/${name}`,
      summary,
      parameters: [pauseParameter],
      input: { type, mostBytes },
      answers: { 200: anObject('What to hand over. It is told once.') },
      who: { mayAsk },
      async answer(asking) {
        const { context, actor, path } = asking
        if (actor === undefined) return problem(context, 'not_signed_in')
        const given = await read(asking, type, 'attempts')
        if ('refused' in given) return given.refused
        const told = await act(path.pause ?? '', actor, given.input, context)
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

  return [
    {
      id: 'whoAmI',
      method: 'get',
      path: base,
      summary: 'Who is signed in, in which pauses, as what; and how to sign in.',
      parameters: [],
      answers: { 200: anObject('Tokens and roles; no names.') },
      who: 'everybody',
      async answer({ context }) {
        const ways = { passkey: true, open_id: desk().openId !== undefined, rehearsal: desk().isRehearsal }
        const credential = await desk().credentialOf(context)
        if ('refused' in credential) {
          if (credential.refused !== 'not_signed_in') return notDone(context, credential)
          return context.json({ ways, signed_in: null })
        }
        if (credential.kind === 'device') {
          const actor = await desk().actorOf(context, credential.pause)
          return context.json({
            ways,
            signed_in: { kind: 'device', token: credential.device },
            pauses: actor === undefined ? [] : [{ pause: credential.pause, roles: actor.roles }],
          })
        }
        const { who, id: session } = credential.session
        return context.json({
          ways,
          signed_in: {
            kind: who.method === 'link' ? 'link' : 'person',
            token: who.method === 'link' ? who.link : who.person,
            method: who.method,
            session,
          },
          pauses: desk()
            .pausesOf(who)
            .map(({ pause, actor, link }) => ({
              pause,
              roles: actor.roles,
              ...(link === undefined ? {} : { ask: link.ask, until: formatInstant(link.until, utc) }),
              ...(actor.party === undefined ? {} : { party: actor.party }),
              may_ask: commandKinds.filter((kind) => mayAsk(actor, kind)),
            })),
        })
      },
    },

    open(
      'askForPasskey',
      '/passkey/begin',
      'A challenge for a passkey.',
      object({}),
      'attempts',
      async (_, { context }) => context.json(await desk().passkeys.askForOne()),
    ),
    open(
      'signInByPasskey',
      '/passkey',
      'Signs in by a passkey.',
      passkeyAnswer,
      'attempts',
      async (input, { context }) => {
        const often = tooOften(context, 'ofOne', `passkey ${input.id}`)
        return often ?? began(context, await desk().signInByPasskey(input))
      },
    ),
    open(
      'askToJoin',
      '/invitation/begin',
      'What the authenticator needs to make a passkey, for who has an invitation.',
      object({ code }),
      'guesses',
      async (input, { context }) => {
        const often = tooOften(context, 'ofOne', `code ${codeAsDrawn(input.code)}`)
        if (often !== undefined) return often
        if (!(await desk().isInvited(input.code))) return problem(context, 'code_refused')
        return context.json(await desk().passkeys.askForNew('Treve'))
      },
    ),
    open(
      'join',
      '/invitation',
      'Takes an invitation up with a new passkey, and signs in.',
      object({ code, ...newPasskey }),
      'guesses',
      async ({ code: given, ...made }, { context }) => began(context, await desk().joinByPasskey(given, made)),
    ),
    open(
      'joinRehearsal',
      '/invitation/rehearsal',
      'Takes an invitation up in a rehearsal, without a passkey. Elsewhere it is refused.',
      object({ code }),
      'guesses',
      async ({ code: given }, { context }) => began(context, await desk().joinRehearsal(given)),
    ),
    open(
      'redeem',
      '/invitation/redeem',
      'Takes an invitation up, for who is signed in already.',
      object({ code }),
      'guesses',
      (input, asking) =>
        asPerson(asking, async (person) => {
          const answer = await desk().redeem(person, input.code)
          return answer === 'done' ? asking.context.json({}) : notDone(asking.context, answer)
        }),
    ),

    mine('listPasskeys', 'get', '/passkeys', 'One’s own passkeys.', async (person, _, { context }) =>
      context.json(
        (await desk().passkeys.of(person)).map(({ credential, madeAtSeconds, usedAtSeconds }) => ({
          credential,
          made_at: written(madeAtSeconds),
          used_at: usedAtSeconds === null ? null : written(usedAtSeconds),
        })),
      ),
    ),
    mine(
      'askForNewPasskey',
      'post',
      '/passkeys/begin',
      'What the authenticator needs to make a further passkey.',
      async (person, _, { context }) => context.json(await desk().passkeys.askForNew('Treve', person)),
    ),
    open('addPasskey', '/passkeys', 'Keeps a further passkey.', object(newPasskey), 'attempts', (made, asking) =>
      asPerson(asking, async (person) => {
        const answer = await desk().addPasskey(person, made)
        return answer === 'done' ? asking.context.json({}) : notDone(asking.context, answer)
      }),
    ),
    mine(
      'removePasskey',
      'post',
      '/passkeys/{credential}/remove',
      'Removes one of one’s own passkeys, but not the last.',
      async (person, _, { context, path }) => {
        const answer = await desk().passkeys.remove(person, path.credential ?? '')
        if (answer === 'removed') return context.json({})
        return problem(context, answer === 'last' ? 'last_passkey' : 'passkey_unknown')
      },
    ),

    mine('listSessions', 'get', '/sessions', 'Where one is signed in.', async (person, credential, { context }) =>
      context.json(
        (await desk().sessions.ofPerson(person)).map(({ id: session, method, madeAtSeconds, usedAtSeconds }) => ({
          session,
          method,
          made_at: written(madeAtSeconds),
          used_at: written(usedAtSeconds),
          is_this: session === credential.session.id,
        })),
      ),
    ),
    mine(
      'endSession',
      'post',
      '/sessions/{session}/end',
      'Signs out elsewhere.',
      async (person, _, { context, path }) =>
        (await desk().sessions.endOf(person, path.session ?? ''))
          ? context.json({})
          : problem(context, 'session_unknown'),
    ),
    mine(
      'endOtherSessions',
      'post',
      '/sessions/end-others',
      'Signs out everywhere else.',
      async (person, credential, { context }) => {
        await desk().sessions.endOthers(person, credential.session.id)
        return context.json({})
      },
    ),
    {
      id: 'signOut',
      method: 'post',
      path: `${base}/out`,
      summary: 'Signs out here.',
      parameters: [],
      answers: done,
      who: 'everybody',
      async answer({ context }) {
        const before = desk().cookies.get(context, 'session')
        if (before !== undefined) await desk().sessions.end(before)
        desk().cookies.set(context, 'session', '', 0)
        return context.json({})
      },
    },

    {
      id: 'beginOpenId',
      method: 'get',
      path: `${base}/open-id/begin`,
      summary: 'Goes to the organisation’s sign-in.',
      parameters: [],
      answers: { 302: { description: 'To the provider.', media: 'text/plain', schema: { type: 'string' } } },
      who: 'everybody',
      async answer({ context }) {
        const often = tooOften(context, 'attempts', address(context))
        if (often !== undefined) return often
        const { openId } = desk()
        if (openId === undefined) return problem(context, 'open_id_off')
        const begun = await openId.begin()
        if (begun === undefined) return problem(context, 'open_id_away')
        desk().cookies.set(context, 'journey', begun.journey, journeyS)
        return context.redirect(begun.goTo)
      },
    },
    {
      id: 'returnFromOpenId',
      method: 'get',
      path: openIdReturnPath,
      summary: 'Where the organisation’s sign-in sends people back to.',
      parameters: [],
      answers: { 200: { description: 'Signed in.', media: 'text/html', schema: { type: 'string' } } },
      who: 'everybody',
      async answer({ context }) {
        const often = tooOften(context, 'attempts', address(context))
        if (often !== undefined) return often
        const { openId } = desk()
        const journey = desk().cookies.get(context, 'journey')
        desk().cookies.set(context, 'journey', '', 0)
        const language = languageOf(context)
        const person =
          openId === undefined || journey === undefined
            ? undefined
            : await openId.finish(new URL(context.req.url).search, journey)
        if (person === undefined) return context.html(returnPage(language, undefined), 401)
        await signedIn(context, await desk().sessions.begin({ method: 'open_id', person }))
        return context.html(returnPage(language, paths.home))
      },
    },

    open(
      'enrol',
      '/devices',
      'Enrols a device by its code. It proves that the key is its own: docs/guides/coordinator.md.',
      object({
        code,
        key: shown(43, 'Its public key, Ed25519: 32 bytes in base64url.'),
        proof: shown(86, 'Signature of the text of the enrolment, in base64url.'),
      }),
      'guesses',
      async (input, { context }) => {
        const often = tooOften(context, 'ofOne', `code ${codeAsDrawn(input.code)}`)
        if (often !== undefined) return often
        const answer = await desk().enrol(input)
        if (!('device' in answer)) return notDone(context, answer)
        return context.json({ ...answer, server_time: Math.floor(desk().nowSeconds()) })
      },
    ),
    open(
      'openLink',
      '/link',
      'Opens the page of a liaison, for who has the whole link.',
      object({
        pause: required(id(), { sensitivity: 'moderate', doc: 'Id of the pause.' }),
        link: required(id(), { sensitivity: 'moderate', doc: 'Id of the link.' }),
        secret: secret(100, 'What stands behind #.'),
      }),
      'guesses',
      async (input, { context }) => {
        const often = tooOften(context, 'ofOne', `link ${input.link}`)
        return often ?? began(context, await desk().openLink(input), { go_to: paths.liaison })
      },
    ),
    page('linkPage', '/l/{pause}/{link}', 'text/html', ({ context }) => linkPage(chosenLanguage(context))),
    page('linkScript', '/l/open.js', 'text/javascript', () => linkScript),
    page('linkStyles', '/l/page.css', 'text/css', () => pageStyles),

    forPause(
      'invite',
      'invitations',
      'A one-time code for a person: with it they make a passkey and hold these roles. It serves for a day.',
      'grant_role',
      invitation,
      async (pause, by, input) => {
        const invited = await desk().invite(pause, by, input)
        if (!('code' in invited)) return invited
        const { code: drawn, endsAtSeconds } = invited
        return { code: codeAsShown(drawn), ends_at: written(endsAtSeconds) }
      },
    ),
    forPause(
      'giveDeviceCode',
      'device-codes',
      'A one-time code for a device, also as a QR code. It serves for ten minutes.',
      'enrol_device',
      deviceInvitation,
      async (pause, by, input) => {
        const given = await desk().deviceCode(pause, by, input)
        if (!('code' in given)) return given
        const { code: drawn, endsAtSeconds } = given
        const url = `${desk().origin}${paths.device}#${drawn}`
        return { code: codeAsShown(drawn), ends_at: written(endsAtSeconds), url, qr_svg: encodeQR(url, 'svg') }
      },
    ),
    forPause(
      'giveLink',
      'links',
      'A page for the liaison of a party, who installs nothing. Its address is told once.',
      'issue_link',
      linkAsked,
      (pause, by, { until, ...input }) => desk().issueLink(pause, by, { ...input, until: formatInstant(until, utc) }),
    ),
  ]
}

function chosenLanguage(context: Context): Language {
  const chosen = context.req.query('language')
  return languages.find((language) => language === chosen) ?? languageOf(context)
}

function written(seconds: number): string {
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`
}
