// One word for one thing, as docs/GLOSSARY.md has it, and one way to speak to readers: words that crept in before stay out.

import type { CatalogueGroup, Language } from '../catalogues.ts'

interface OtherWord {
  readonly language: Exclude<Language, 'en'>
  readonly said: RegExp
  /** What the glossary has, or how readers are spoken to. */
  readonly instead: string
}

/** A word of Arabic by itself: letters join on both sides, with `و` or `ف` before it at most. */
const arabic = (words: string) => new RegExp(`(?<![\\u0600-\\u06ff])[وف]?(?:${words})(?![\\u0600-\\u06ff])`, 'u')

const otherWords: readonly OtherWord[] = [
  // Keys of the pause file stand in quotes, and values in braces.
  { language: 'fr', said: /(?<![«{]\s?)\bcorridors?\b(?![}:])/iu, instead: 'couloir' },
  { language: 'fr', said: /\btout (est|soit|doit être) dégagé/iu, instead: 'tous sont sortis: it is no all-clear' },
  { language: 'fr', said: /\bcelles et ceux\b.*\bIls\b/u, instead: 'Ces personnes' },
  { language: 'ar', said: arabic('نقطة (?:ال)?عبور'), instead: 'حاجز' },
  { language: 'ar', said: arabic('(?:ال)?حصة (?:ال)?زمنية'), instead: 'فترة عبور' },
  { language: 'ar', said: arabic('مدة (?:ال)?احتياط'), instead: 'هامش الأمان' },
  { language: 'ar', said: arabic('معاملة بالمثل'), instead: 'شرط متبادل' },
  { language: 'ar', said: arabic('طرفا الممر'), instead: 'مدخلا الممر: a طرف is a party' },
  {
    language: 'ar',
    said: arabic(
      'انظر|اختر|اضغط|اطلب|أضف|حاول|اذكر|سمّ|أصلح|اسأل|اكتب|افتح|انتظر|صحّح|صحّحه|راجع|احذف|احذفه|استعمل|اضبطها|أعد (?:تحميل|المحاولة)',
    ),
    instead: 'the plural: readers are spoken to as أنتم',
  },
  { language: 'ru', said: /пункт\p{L}* пропуска/iu, instead: 'КПП' },
  { language: 'ru', said: /желающ\p{L}+ уехать/iu, instead: 'желающие выехать' },
  { language: 'ru', said: /окон (выезда|въезда)/iu, instead: 'интервалов: an окно is a window' },
]

export function fieldWordFaults(groups: readonly CatalogueGroup[]): string[] {
  return groups.flatMap(({ name, words }) =>
    otherWords.flatMap(({ language, said, instead }) =>
      [...(words[language] ?? [])]
        .filter(([, text]) => text !== undefined && said.test(text))
        .map(([key, text]) => `${name}: ${language} at ${key}, instead ${instead}: ${text}`),
    ),
  )
}
