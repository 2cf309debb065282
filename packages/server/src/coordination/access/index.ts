import type { Part } from '../part.ts'

export type Access = Readonly<Record<string, never>>

export const access: Part<Access> = { initial: {}, after: (state) => state, commands: [], view: () => undefined }
