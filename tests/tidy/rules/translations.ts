import { type CatalogueGroup, languages } from '../catalogues.ts'

/** Texts that are rightly the same as in English: the text, and why. */
export interface SameInEnglish {
  readonly language: 'fr' | 'ar' | 'ru'
  readonly text: string
  readonly why: string
}

export function translationFaults(groups: readonly CatalogueGroup[], same: readonly SameInEnglish[]): string[] {
  return groups.flatMap(({ name, words }) => {
    const english = words.en
    if (english === undefined) return [`${name}: there is no English`]
    return languages
      .filter((language) => language !== 'en')
      .flatMap((language) => {
        const translated = words[language]
        if (translated === undefined) return [`${name}: there is no ${language}`]
        const missing = [...english.keys()].filter((key) => !translated.has(key))
        const left = [...translated.keys()].filter((key) => !english.has(key))
        const equal = [...english].filter(
          ([key, text]) =>
            text !== undefined &&
            translated.get(key) === text &&
            hasWords(text) &&
            !same.some((each) => each.language === language && each.text === text),
        )
        const empty = [...translated].filter(([, text]) => text?.trim() === '').map(([key]) => key)
        return [
          ...missing.map((key) => `${name}: ${language} lacks ${key}`),
          ...left.map((key) => `${name}: ${language} has ${key}, which English has not`),
          ...equal.map(([key, text]) => `${name}: ${language} is English at ${key}: ${text}`),
          ...empty.map((key) => `${name}: ${language} is empty at ${key}`),
        ]
      })
  })
}

/** Placeholders and signs are no words: `{from} – {to}` is the same everywhere. */
function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\{\w+\}/g, ''))
}
