// Signing in by a passkey, and taking an invitation up.

import { object } from '@treve/model/schema'
import type { Operation } from '../api/operation.ts'
import { problem } from '../problem.ts'
import type { Answering } from './answering.ts'
import { code, newPasskey, passkeyAnswer } from './inputs.ts'
import { codeAsDrawn } from './secrets.ts'

export function comingInOperations({
  asPerson,
  began,
  desk,
  notDone,
  open,
  tooOften,
}: Answering): readonly Operation[] {
  return [
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
  ]
}
