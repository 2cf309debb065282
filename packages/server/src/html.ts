// Parts of the pages that are made here to be printed: text, never markup, and codes that keep their own direction.

import type { Language } from '@treve/model'

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A name or code that does not reorder the words around it. */
export function bdi(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`
}

export function directionOf(language: Language): 'rtl' | 'ltr' {
  return language === 'ar' ? 'rtl' : 'ltr'
}
