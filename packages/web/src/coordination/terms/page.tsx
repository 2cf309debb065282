import type { PageGiven } from '../pages.ts'

export function TermsPage({ pause }: PageGiven) {
  return <p>{pause}</p>
}
