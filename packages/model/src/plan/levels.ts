/** The levels of the objective, in order (docs/planning.md). */
export const levelNames = ['2', '3', '4', '5a', '5b', '6a', '6b', '7', '8', '9'] as const
export type LevelName = (typeof levelNames)[number]

/**
 * What people are told of a value of a level: of the time until exit, which is summed over people, what it is of one on
 * average. Undefined: nobody comes out.
 */
export function toldOfLevel(level: LevelName, value: number, people: number): number | undefined {
  if (level !== '7') return value
  return people === 0 ? undefined : value / people
}
