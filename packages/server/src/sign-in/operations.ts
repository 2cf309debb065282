// Sign-in as operations of the API: who one is, and all that a file each has beside this one.

import { formatInstant, utc } from '@treve/model'
import type { Operation } from '../api/operation.ts'
import { commandKinds, mayAsk } from '../policy/index.ts'
import { type Answering, anObject, answeringOf, base } from './answering.ts'
import { openIdOperations } from './by-open-id.ts'
import { comingInOperations } from './coming-in.ts'
import { enrollingOperations } from './enrolling.ts'
import { handingOutOperations } from './handing-out.ts'
import { ownOperations } from './own.ts'

export type { SignInPaths, SignInRates } from './answering.ts'

export function signInOperations(...given: Parameters<typeof answeringOf>): readonly Operation[] {
  const answering = answeringOf(...given)
  return [
    whoAmI(answering),
    ...comingInOperations(answering),
    ...ownOperations(answering),
    ...openIdOperations(answering),
    ...enrollingOperations(answering),
    ...handingOutOperations(answering),
  ]
}

function whoAmI({ desk, notDone }: Answering): Operation {
  return {
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
  }
}
