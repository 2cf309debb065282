// To the organisation's own sign-in, and back.

import { languageOf } from '../api/commands.ts'
import type { Operation } from '../api/operation.ts'
import { problem } from '../problem.ts'
import { type Answering, base } from './answering.ts'
import { journeyS } from './open-id.ts'
import { returnPage } from './pages.ts'
import { openIdReturnPath } from './sign-in.ts'

export function openIdOperations({ address, desk, paths, signedIn, tooOften }: Answering): readonly Operation[] {
  return [
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
  ]
}
