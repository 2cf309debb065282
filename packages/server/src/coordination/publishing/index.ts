import type { Part } from '../part.ts'

export type Publishing = Readonly<Record<string, never>>

export const publishing: Part<Publishing> = {
  initial: {},
  after: (state) => state,
  commands: [],
  view: () => undefined,
}
