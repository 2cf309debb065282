// The frontier of a pause, and the sheet that is taken into the room.

export {
  comparedDays,
  type FrontierAnswer,
  type FrontierProgress,
  type FrontierRequest,
  findFrontier,
} from './find.ts'
export { type FrontierGiven, type FrontierState, Frontiers } from './frontiers.ts'
export { sheetPage } from './sheet.ts'
