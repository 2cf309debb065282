import type { SameInEnglish } from './rules/translations.ts'

/** Every exception has its reason here; one that is no longer met is refused by the tidy test. */
export const sameInEnglish: readonly SameInEnglish[] = [
  ...['{value} t', '{count} h', '{count} min', '{count} s', '{value} km', '{value} m'].map((text) => ({
    language: 'fr' as const,
    text,
    why: 'symbols of units, which French writes as English does',
  })),
]
