// What is one's own: passkeys, and where one is signed in.

import { object } from '@treve/model/schema'
import type { Operation } from '../api/operation.ts'
import { problem } from '../problem.ts'
import { type Answering, base, done, written } from './answering.ts'
import { newPasskey } from './inputs.ts'

export function ownOperations({ asPerson, desk, mine, notDone, open }: Answering): readonly Operation[] {
  return [
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
  ]
}
