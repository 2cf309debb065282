import type { PageGiven } from '../pages.ts'

export function LifePage({ pause }: PageGiven) {
  return <p>{pause}</p>
}
