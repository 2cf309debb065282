// The coordination of a pause, as a library: no clock, no store, no network.

export type { Json, JsonObject, PauseEvent, Said } from './event.ts'
export { type InputRead, readInput } from './input.ts'
export { movementsOf, ordersOfTrip, useOf } from './notices/planned.ts'
export { type Asked, type CommandType, command, type Decision, type Part, type Refused, refuse } from './part.ts'
export { draftOf, eventOf, type SaidAt } from './said.ts'
export { standing } from './standing.ts'
export {
  after,
  beginning,
  type Coordination,
  commandTypes,
  type PartName,
  type Parts,
  partNames,
  parts,
  type Rules,
  rules,
  rulesOf,
} from './state.ts'
export { versionOf, versionOfText } from './version.ts'
