// What time it is in an exercise: packages/server/src/storage/exercise-clock.ts.

export const exerciseClock = `alter table accounts add column exercise_clock jsonb;`
