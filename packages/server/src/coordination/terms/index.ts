import type { Part } from '../part.ts'

export type Terms = Readonly<Record<string, never>>

export const terms: Part<Terms> = { initial: {}, after: (state) => state, commands: [], view: () => undefined }
