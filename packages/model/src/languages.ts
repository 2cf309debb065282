/** The languages that Treve speaks from its first line. */
export const languages = ['en', 'fr', 'ar', 'ru'] as const
export type Language = (typeof languages)[number]

/** A text in one or more languages, as it stands in a pause file: `{ en: North, ar: الشمال }`. */
export type LocalText = Partial<Readonly<Record<Language, string>>>

/** The text in the language asked for, else in the first there is: a name is better shown in another language than not. */
export function textIn(text: LocalText, language: Language): string {
  return text[language] ?? languages.map((other) => text[other]).find((found) => found !== undefined) ?? ''
}
