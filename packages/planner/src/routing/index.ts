// The routing engine: pick-ups and deliveries under windows, room, rides, trips. See docs/decisions/0014-routing-engine.md.

export { type Budget, RoutingEngine, type RunReport } from './engine.ts'
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
