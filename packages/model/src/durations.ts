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

function partText(count: number, unit: Unit, language: Language): string {
  return language === 'ar' && unit === 'day' ? arabicDays(count) : `${count} ${symbols[language][unit]}`
}

/** Nobody abbreviates days in Arabic; and a day and two days are words without a number. */
function arabicDays(count: number): string {
  if (count === 1) return 'يوم'
  if (count === 2) return 'يومان'
  const ofHundred = count % 100
  if (ofHundred >= 3 && ofHundred <= 10) return `${count} أيام`
  return ofHundred >= 11 ? `${count} يومًا` : `${count} يوم`
}

/** 3,720 s → `1 h 2 min`; of so many parts, from the greatest on. */
export function durationText(seconds: number, language: Language = 'en', parts = 4): string {
  const shown: string[] = []
  const whole = Math.round(seconds)
  let rest = Math.abs(whole)
  for (const unit of ['day', 'hour', 'minute', 'second'] as const) {
    const count = Math.floor(rest / sizes[unit])
    if (count > 0 && shown.length < parts) shown.push(partText(count, unit, language))
    rest -= count * sizes[unit]
  }
  return (whole < 0 ? '−' : '') + (shown.length === 0 ? `0 ${symbols[language].second}` : shown.join(' '))
}
