import type { Part } from '../part.ts'

export type Notices = Readonly<Record<string, never>>

export const notices: Part<Notices> = { initial: {}, after: (state) => state, commands: [], view: () => undefined }
