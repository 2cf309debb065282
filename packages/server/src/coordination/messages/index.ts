import type { Part } from '../part.ts'

export type Messages = Readonly<Record<string, never>>

export const messages: Part<Messages> = { initial: {}, after: (state) => state, commands: [], view: () => undefined }
