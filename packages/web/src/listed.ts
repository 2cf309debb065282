// Several things in a sentence.

import type { Words } from './words.tsx'

/** One after the other; each by itself, so that an id in Latin letters turns nothing around it. */
export function listed({ t }: Pick<Words, 't'>, parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined && part.trim() !== '')
    .map((part) => `\u2068${part}\u2069`)
    .join(t('list.comma'))
}
