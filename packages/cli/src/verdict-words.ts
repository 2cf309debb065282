// The line in which `check` sums up, in the reader's language.

import type { Language } from '@treve/model'

interface Verdict {
  readonly ok: boolean
  readonly errors: number
  readonly warnings: number
  readonly questions: number
}

interface VerdictWords {
  readonly error: string
  readonly warning: string
  verdict(found: Verdict): string
}

/** Counts stand after their names: no language then needs a form of its own for each number. */
function named(
  error: string,
  warning: string,
  names: { sound: string; errors: string; warnings: string; questions: string },
): VerdictWords {
  return {
    error,
    warning,
    verdict: ({ ok, errors, warnings, questions }) =>
      ok
        ? `${names.sound}. ${names.warnings}: ${warnings}. ${names.questions}: ${questions}.`
        : `${names.errors}: ${errors}. ${names.warnings}: ${warnings}.`,
  }
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

export const verdictWords: Readonly<Record<Language, VerdictWords>> = {
  en: {
    error: 'error',
    warning: 'warning',
    verdict: ({ ok, errors, warnings, questions }) =>
      ok
        ? `sound: ${counted(warnings, 'warning')}, ${counted(questions, 'question')}`
        : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`,
  },
  fr: named('erreur', 'avertissement', {
    sound: 'Fichier valable',
    errors: 'Erreurs',
    warnings: 'Avertissements',
    questions: 'Questions à poser',
  }),
  ar: named('خطأ', 'تنبيه', { sound: 'الملف سليم', errors: 'الأخطاء', warnings: 'التنبيهات', questions: 'الأسئلة' }),
  ru: named('ошибка', 'предупреждение', {
    sound: 'Файл пригоден',
    errors: 'Ошибок',
    warnings: 'Предупреждений',
    questions: 'Вопросов',
  }),
}
