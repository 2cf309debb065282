// Who may do and see what: the one place that decides.

export { type Actor, type Role, roles } from './actor.ts'
export { type CommandKind, commandKinds, mayAsk } from './commands.ts'
export { isReadRecorded } from './sensitivity.ts'
export { type Subject, sees, seesOfParty } from './views.ts'
export { allows, type Who } from './who.ts'
