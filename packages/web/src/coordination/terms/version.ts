// Which version counts, and what each must say.

import type { TermsVersionView, TermsView } from '../views.ts'

/** The one in force, else the latest draft. */
export function onTheTable(terms: TermsView | undefined): TermsVersionView | undefined {
  return terms?.versions.find(({ version }) => version === terms.in_force) ?? terms?.versions.at(-1)
}

/** What every agreement must say. */
export const fiveThings = ['times', 'places', 'routes', 'who', 'aid'] as const
