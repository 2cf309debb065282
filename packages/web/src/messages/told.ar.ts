import type { told as english } from './told.en.ts'

export const told: Readonly<Record<keyof typeof english, string>> = {}
