import type { Part } from '../part.ts'

export type Life = Readonly<Record<string, never>>

export const life: Part<Life> = { initial: {}, after: (state) => state, commands: [], view: () => undefined }
