// What the terms do not say, as questions: the same words to every party, at the same time.

import { type Language, textIn } from '../languages.ts'
import type { Pause } from '../pause/schema.ts'
import { type Subject, subjects } from '../pause/words.ts'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { ru } from './ru.ts'

export interface SubjectWords {
  readonly title: string
  readonly questions: readonly string[]
}

export type QuestionWords = Readonly<Record<Subject, SubjectWords>>

export interface Question {
  readonly subject: Subject
  readonly title: string
  readonly questions: readonly string[]
  /** What of this pause it is asked of: its gates, corridors or destinations. */
  readonly about: readonly string[]
}

/**
 * The subjects to ask about. `silent_on` is exhaustive where it is given: whoever wrote it has read the terms.
 * Without it, every subject that `says` does not answer.
 */
export function subjectsToAsk(pause: Pause): Subject[] {
  const { silent_on: silent, says } = pause.terms
  if (silent !== undefined) return subjects.filter((subject) => silent.includes(subject))
  return subjects.filter((subject) => says[subject] === undefined)
}

export function questionsOf(pause: Pause, language: Language): Question[] {
  return subjectsToAsk(pause).map((subject) => ({
    subject,
    ...words[language][subject],
    about: about(subject, pause, language),
  }))
}

const words: Readonly<Record<Language, QuestionWords>> = { en, fr, ar, ru }

function about(subject: Subject, pause: Pause, language: Language): readonly string[] {
  const called = (thing: { readonly id: string; readonly name?: Parameters<typeof textIn>[0] }) =>
    thing.name === undefined ? thing.id : textIn(thing.name, language)
  switch (subject) {
    case 'gate_contacts':
      return pause.corridors.flatMap((corridor) =>
        corridor.gates.map((gate) => `${called(corridor)} / ${called(gate)}`),
      )
    case 'mines':
      return pause.corridors.map(called)
    case 'destinations': {
      const chosen = new Set(pause.people.flatMap((group) => group.to))
      return pause.places.filter((place) => chosen.has(place.id)).map(called)
    }
    default:
      return []
  }
}
