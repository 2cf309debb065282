// What the page takes of the model: types, and the few words they are made of.

export type { Frontier, FrontierOption, FrontierPair, OptionLevel } from '@treve/model/frontier'

/** A difference of days that so rarely comes by chance is told as one, as on the sheet. */
export const rarelyByChance = 0.05

/** Levels of people, by the priority they serve. */
export const levelOfPriority = { life_critical: '2', medical: '3', dependent: '4', general: '5b' } as const
export type Priority = keyof typeof levelOfPriority
export const priorities = ['life_critical', 'medical', 'dependent', 'general'] as const
