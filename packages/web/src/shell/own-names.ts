import type { Language } from '@treve/model'

/** Each language by its own name: whoever needs it reads it. */
export const ownNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  ar: 'العربية',
  ru: 'Русский',
}
