// What was agreed, by whom, and whether it asks for something that the file cannot show.

import { entryOf } from '../reading/node.ts'
import { below, type Inquiry } from './inquiry.ts'

export function checkTerms(inquiry: Inquiry): void {
  const { sections, root } = inquiry
  const { terms, parties = [] } = sections
  if (terms === undefined) return
  const agreed = new Set(terms.agreed_by)
  const open = parties.filter((party) => party.role === 'party_to_conflict' && !agreed.has(party.id))
  if (open.length > 0) {
    const names = open.map((party) => party.id).join(', ')
    inquiry.warn(below(root, 'terms', 'agreed_by'), 'not_agreed_by_all', { parties: names })
  }
  // Also where it says it wrongly: that is told where it stands.
  const written = entryOf(root, 'uncertainty')
  const states =
    written?.kind === 'map' && [...written.entries.keys()].some((key) => key !== 'source' && key !== 'assumed')
  if (terms.clear?.probability != null && terms.clear.probability > 0 && !states) {
    inquiry.warn(below(root, 'terms', 'clear', 'probability'), 'probability_without_uncertainty')
  }
}
