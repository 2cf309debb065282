import type { SameInEnglish } from './rules/translations.ts'

/** Every exception has its reason here; one that is no longer met is refused by the tidy test. */
export const sameInEnglish: readonly SameInEnglish[] = [
  ...['{value} t', '{value} t', '{value} km', '{value} m', '{value} kg', '{value} m³', 'g'].map((text) => ({
    language: 'fr' as const,
    text,
    why: 'symbols of units, which French writes as English does',
  })),
  ...[
    'Minibus',
    'Ambulance',
    'Ambulances',
    'Ambulances',
    'Coordination',
    'liaison',
    'protection',
    'Code',
    'verbal',
    'version {version}',
    'Version',
    'Parties',
    'Destinations',
    'Mines',
    'mines',
    'Condition',
    'Incident',
    'incident',
  ].map((text) => ({ language: 'fr' as const, text, why: 'French has the same word' })),
  ...(['fr', 'ar', 'ru'] as const).map((language) => ({
    language,
    text: '{time} UTC',
    why: 'the name of a time scale, which all write alike',
  })),
]
