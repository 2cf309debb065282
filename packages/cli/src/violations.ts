import type { Violation } from '@treve/checker'

export function violationText({ rule, trip, text }: Violation): string {
  return `${rule}${trip === null ? '' : `  ${trip}`}  ${text}`
}
