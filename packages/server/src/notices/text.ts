// A notification as plain text. Every party gets these very texts; their digest is on the account.

import { createHash } from 'node:crypto'
import { type Language, languages, textIn } from '@treve/model'
import { type InLanguages, inLanguages, type Notice } from './notice.ts'
import { exerciseIn, isolated, momentIn, movementIn, numbered, say } from './words.ts'

export function textsOf(notice: Notice): InLanguages {
  return inLanguages((language) => textOf(notice, language))
}

/** Of the texts in all languages together: equal for every party, or it was not the same notification. */
export function digestOf(texts: InLanguages): string {
  return createHash('sha256')
    .update(JSON.stringify(languages.map((language) => texts[language])))
    .digest('base64url')
}

export function textOf(notice: Notice, language: Language): string {
  const { pause, terms, zone, sentAt, lead } = notice
  const exercise = pause.exercise ? [exerciseIn(language)] : []
  return [
    ...exercise,
    numbered(`kind.${notice.kind}`, notice, language),
    say(language, 'pause', { title: textIn(pause.title, language) }),
    say(language, 'sent', { at: momentIn(zone, sentAt, language) }),
    say(language, 'terms', { version: isolated(String(terms), language) }),
    ...(lead === 'as_set' ? [] : [say(language, `lead.${lead}`)]),
    '',
    ...changesIn(notice, language),
    notice.kind === 'cancel'
      ? numbered('cancelled', notice, language)
      : say(language, notice.kind === 'update' ? 'now.notified' : 'first.notified'),
    ...notice.movements.map((movement) => `- ${movementIn(notice, movement, language)}`),
    '',
    say(language, 'standing'),
    ...exercise,
  ].join('\n')
}

/** The difference to what was notified before, in lines. */
export function changesIn(notice: Notice, language: Language): string[] {
  const { difference, movements } = notice
  if (difference === undefined) return []
  const now = movements.filter(({ id }) => difference.added.includes(id))
  return [
    say(language, 'changes'),
    ...now.map((movement) => `- ${say(language, 'added')} ${movementIn(notice, movement, language)}`),
    ...difference.changed.map(({ was }) => `- ${say(language, 'changed')} ${movementIn(notice, was, language)}`),
    ...difference.withdrawn.map((was) => `- ${say(language, 'withdrawn')} ${movementIn(notice, was, language)}`),
    '',
  ]
}
