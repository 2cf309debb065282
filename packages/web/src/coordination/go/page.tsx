import type { PageGiven } from '../pages.ts'

export function GoPage({ pause }: PageGiven) {
  return <p>{pause}</p>
}
