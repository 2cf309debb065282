// The routing engine: pick-ups and deliveries under windows, room, rides, trips. See docs/decisions/0014-routing-engine.md.

export { type Budget, RoutingEngine, type RunReport } from './engine.ts'
export {
  type PartResult,
  type PartTask,
  type PortfolioAnswer,
  PortfolioPart,
  type PortfolioSettings,
  partsInTurn,
  type RunParts,
  runPortfolio,
} from './portfolio.ts'
export { type PreparedProblem, prepareRouting } from './prepared.ts'
export type {
  Breach,
  PlannedRoute,
  PlannedStop,
  Request,
  RoutingAnswer,
  RoutingProblem,
  Stop,
  TravelMatrix,
  VehicleType,
} from './problem.ts'
