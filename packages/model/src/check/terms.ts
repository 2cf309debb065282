// What was agreed, by whom, and whether it asks for something that the file cannot show.

import { below, type Inquiry } from './inquiry.ts'

export function checkTerms(inquiry: Inquiry): void {
  const { sections, root } = inquiry
  const { terms, parties = [], uncertainty } = sections
  if (terms === undefined) return
  const agreed = new Set(terms.agreed_by)
  const open = parties.filter((party) => party.role === 'party_to_conflict' && !agreed.has(party.id))
  if (open.length > 0) {
    const names = open.map((party) => party.id).join(', ')
    inquiry.warn(below(root, 'terms', 'agreed_by'), 'not_agreed_by_all', { parties: names })
  }
  const states =
    uncertainty !== undefined && Object.keys(uncertainty).some((key) => key !== 'source' && key !== 'assumed')
  if (terms.clear?.probability != null && terms.clear.probability > 0 && !states) {
    inquiry.warn(below(root, 'terms', 'clear', 'probability'), 'probability_without_uncertainty')
  }
}
