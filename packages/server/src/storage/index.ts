// Where all that the server keeps is kept, and who may write it: docs/decisions/0026-the-log-in-postgresql.md.

export { createAccount, keysMissing, keysOf, storedAccounts } from './accounts.ts'
export { backup, restore } from './backup.ts'
export {
  type Command,
  type CommandContent,
  type Entered,
  type Outcome,
  type Receipt,
  type Refused,
  receiptOf,
  receive,
} from './commands.ts'
export { type Database, type DatabaseChoice, openDatabase } from './database.ts'
export type { AskedContent, Decided, DecidedAt, Entering, Standing, StoredEvent } from './deciding.ts'
export { type ExerciseClock, momentOf, setExerciseClock, timeIn } from './exercise-clock.ts'
export { StorageFault, type StorageFaultKind } from './fault.ts'
export { Folded, type Folding } from './folded.ts'
export { type Intake, openIntake } from './intake.ts'
export { type KeeperWorld, keep } from './keeper.ts'
export { type Outcomes, openOutcomes } from './outcomes.ts'
export { type Rebuilt, rebuild } from './rebuild.ts'
