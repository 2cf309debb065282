// What is taken out of coordination as a paper or a file: a notification in each of its forms, the conversation log as a table.

import { conversationTable } from '../coordination/conversation/index.ts'
import { noticeForm, noticeForms } from '../coordination/notices/index.ts'
import { problem } from '../problem.ts'
import { type Operation, pathParameter, pauseParameter } from './operation.ts'
import { isLanguage, languageParameter } from './planning.ts'

const file = (media: string, description: string) => ({ 200: { description, media, schema: { type: 'string' } } })

export const paperOperations: readonly Operation[] = [
  {
    id: 'getNotification',
    method: 'get',
    path: '/pauses/{pause}/notifications/{number}/{party}/{form}/{language}',
    summary: 'A notification as it went to a party: as a page to print, as text, as a short message, or as CAP.',
    parameters: [
      pauseParameter,
      pathParameter('number', 'Its number.', { type: 'integer', minimum: 1 }),
      pathParameter('party', 'Id of the party.'),
      pathParameter('form', 'In which form. CAP is in all languages.', { enum: noticeForms }),
      languageParameter,
    ],
    answers: file('text/html', 'The page; or the text, or CAP.'),
    who: { sees: 'notices' },
    answer({ context, services, actor, path: { pause = '', number = '', party = '', form, language } }) {
      const known = services?.live.of(pause)
      const asked = noticeForms.find((each) => each === form)
      if (known === undefined || actor === undefined || asked === undefined) return problem(context, 'not_found')
      if (!isLanguage(language)) return problem(context, 'language_unknown')
      const found = noticeForm(known.state, actor, {
        number: /^[1-9]\d{0,8}$/.test(number) ? Number(number) : 0,
        party,
        form: asked,
        language,
        // By the name that we are called by, which was looked at before.
        sender: context.req.header('host') ?? '',
      })
      if (found === undefined) return problem(context, 'not_found')
      return context.body(found.body, 200, {
        'content-type': found.media,
        'cache-control': 'no-store',
        // For the machine of who sends it on; nobody reads it in a browser.
        ...(asked === 'cap'
          ? { 'content-disposition': `attachment; filename="${pause}.${number}.${party}.cap.xml"` }
          : {}),
      })
    },
  },
  {
    id: 'getConversationTable',
    method: 'get',
    path: '/pauses/{pause}/conversation.csv',
    summary: 'The conversation log as a table for spreadsheets.',
    parameters: [pauseParameter],
    answers: file('text/csv', 'The table.'),
    who: { sees: 'conversation' },
    answer({ context, services, actor, path: { pause = '' } }) {
      const known = services?.live.of(pause)
      const table = known === undefined || actor === undefined ? undefined : conversationTable(known.state, actor)
      if (table === undefined) return problem(context, 'not_found')
      return context.body(table, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="conversation.csv"',
        'cache-control': 'no-store',
      })
    },
  },
]
