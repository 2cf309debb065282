// Durations for people, in the reader's language. Files keep what was written.

import type { Language } from './languages.ts'

const sizes = { day: 86_400, hour: 3600, minute: 60, second: 1 } as const
type Unit = keyof typeof sizes

/** Symbols that do not change with the number. */
const symbols: Readonly<Record<Language, Readonly<Record<Unit, string>>>> = {
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
  fr: { day: 'j', hour: 'h', minute: 'min', second: 's' },
  ar: { day: 'ي', hour: 'س', minute: 'د', second: 'ث' },
  ru: { day: 'сут', hour: 'ч', minute: 'мин', second: 'с' },
}

/** 3,720 s → `1 h 2 min`; of so many parts, from the greatest on. */
export function durationText(seconds: number, language: Language = 'en', parts = 4): string {
  const shown: string[] = []
  const whole = Math.round(seconds)
  let rest = Math.abs(whole)
  for (const unit of ['day', 'hour', 'minute', 'second'] as const) {
    const count = Math.floor(rest / sizes[unit])
    if (count > 0 && shown.length < parts) shown.push(`${count} ${symbols[language][unit]}`)
    rest -= count * sizes[unit]
  }
  return (whole < 0 ? '−' : '') + (shown.length === 0 ? `0 ${symbols[language].second}` : shown.join(' '))
}
