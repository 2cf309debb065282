import type { Part } from '../part.ts'

export type Withdrawal = Readonly<Record<string, never>>

export const withdrawal: Part<Withdrawal> = {
  initial: {},
  after: (state) => state,
  commands: [],
  view: () => undefined,
}
