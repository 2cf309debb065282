// Devices that are enrolled by their code, and pages of liaisons that are opened by their link.

import { type Language, languages } from '@treve/model'
import { id, object, required } from '@treve/model/schema'
import type { Context } from 'hono'
import { languageOf } from '../api/commands.ts'
import type { Operation } from '../api/operation.ts'
import type { Answering } from './answering.ts'
import { code, secret, shown } from './inputs.ts'
import { linkPage, linkScript, pageStyles } from './pages.ts'
import { codeAsDrawn } from './secrets.ts'

export function enrollingOperations({
  began,
  desk,
  notDone,
  open,
  page,
  paths,
  tooOften,
}: Answering): readonly Operation[] {
  return [
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
  ]
}

function chosenLanguage(context: Context): Language {
  const chosen = context.req.query('language')
  return languages.find((language) => language === chosen) ?? languageOf(context)
}
