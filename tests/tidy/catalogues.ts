// The catalogues of words, as data: each group says the same things in the four languages.

import { posix } from 'node:path'

export const languages = ['en', 'fr', 'ar', 'ru'] as const
export type Language = (typeof languages)[number]

export interface CatalogueGroup {
  readonly name: string
  readonly words: Partial<Readonly<Record<Language, Words>>>
}

/** By path of keys; undefined for what is no text (a function, a number): only its being there is compared. */
export type Words = ReadonlyMap<string, string | undefined>

/** `messages/fr.ts` and `messages/charts.fr.ts` are in a language; `messages/catalogue.ts` is in none. */
const fileOfLanguage = /^(?:(.+)[.-])?(en|fr|ar|ru)\.tsx?$/

/** Groups of files side by side, and of maps by language within a file. */
export function groupsOf(modules: ReadonlyMap<string, Readonly<Record<string, unknown>>>): CatalogueGroup[] {
  const byFile = new Map<string, Partial<Record<Language, Words>>>()
  const within: CatalogueGroup[] = []
  const seen = new Set<unknown>()
  for (const [path, exported] of modules) {
    const [, prefix = '', language] = fileOfLanguage.exec(posix.basename(path)) ?? []
    if (isLanguage(language)) {
      const name = posix.join(posix.dirname(path), prefix === '' ? '*' : `${prefix}.*`)
      const group = byFile.get(name) ?? {}
      // `frTerms` beside `enTerms`: both are Terms.
      const named = Object.entries(exported).map(([key, value]) => [ofNoLanguage(key, language), value] as const)
      group[language] = wordsOf(Object.fromEntries(named))
      byFile.set(name, group)
      for (const value of Object.values(exported)) seen.add(value)
    }
  }
  for (const [path, exported] of modules)
    if (!fileOfLanguage.test(posix.basename(path))) within.push(...groupsWithin(exported, path, seen))
  return [...[...byFile].map(([name, words]) => ({ name, words })), ...within]
}

/** `messages/catalogue.ts` only brings the files of languages together: what was seen there is not told twice. */
function groupsWithin(value: unknown, name: string, seen: ReadonlySet<unknown>): CatalogueGroup[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const entries = Object.entries(value)
  if (entries.length > 1 && entries.every(([key]) => isLanguage(key))) {
    if (entries.every(([, words]) => seen.has(words))) return []
    return [{ name, words: Object.fromEntries(entries.map(([key, words]) => [key, wordsOf(words)])) }]
  }
  return entries.flatMap(([key, inner]) => groupsWithin(inner, `${name} ${key}`, seen))
}

function isLanguage(word: string | undefined): word is Language {
  return languages.some((language) => language === word)
}

function ofNoLanguage(name: string, language: Language): string {
  return name.replace(new RegExp(`^${language}(?![a-z])|(?<=[a-z])${language[0]?.toUpperCase()}${language[1]}$`), '')
}

function wordsOf(value: unknown, path = ''): Words {
  if (typeof value !== 'object' || value === null) {
    return new Map([[path, typeof value === 'string' ? value : undefined]])
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...wordsOf(inner, path === '' ? key : `${path}.${key}`)]),
  )
}
