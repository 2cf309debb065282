import type { Part } from '../part.ts'

export type Conversation = Readonly<Record<string, never>>

export const conversation: Part<Conversation> = {
  initial: {},
  after: (state) => state,
  commands: [],
  view: () => undefined,
}
