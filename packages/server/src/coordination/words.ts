// The closed lists of words of coordination that several parts share, as the account has them.

/** How firmly a party approves, in rising order. */
export const grades = ['none', 'verbal', 'written_in_principle', 'written_unconditional'] as const
export type Grade = (typeof grades)[number]
/** What may be asked for: nobody is asked for no approval. */
export const askedGrades = [
  'verbal',
  'written_in_principle',
  'written_unconditional',
] as const satisfies readonly Grade[]

export const states = ['met', 'not_met', 'unknown'] as const
export type ConditionState = (typeof states)[number]

export function isAtLeast(grade: Grade, needed: Grade): boolean {
  return grades.indexOf(grade) >= grades.indexOf(needed)
}
