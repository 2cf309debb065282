/** The levels of the objective, in order (docs/planning.md). */
export const levelNames = ['2', '3', '4', '5a', '5b', '6a', '6b', '7', '8', '9'] as const
export type LevelName = (typeof levelNames)[number]
