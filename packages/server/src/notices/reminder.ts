// What a party is told where a word from it is awaited: of which notification, what is asked for, and that to say so permits
// nothing. The same for whoever at the party is asked.

import { type Language, textIn } from '@treve/model'
import { type InLanguages, inLanguages, type Notice } from './notice.ts'
import { exerciseIn, momentIn, numbered, say } from './words.ts'

export function reminderTexts(
  notice: Notice,
  digest: string,
  awaited: 'acknowledgement' | 'onward_transmission',
): InLanguages {
  return inLanguages((language) => reminder(notice, digest, awaited, language))
}

function reminder(
  notice: Notice,
  digest: string,
  awaited: 'acknowledgement' | 'onward_transmission',
  language: Language,
): string {
  const { pause, zone, sentAt, kind } = notice
  return [
    ...(pause.exercise ? [exerciseIn(language)] : []),
    numbered(`kind.${kind}`, notice, language),
    say(language, 'pause', { title: textIn(pause.title, language) }),
    say(language, 'sent', { at: momentIn(zone, sentAt, language) }),
    say(language, `remind.${awaited}`),
    say(language, 'receipt.note'),
    `#${digest.slice(0, 8)}`,
  ].join('\n')
}
