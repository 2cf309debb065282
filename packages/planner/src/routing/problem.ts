// What the routing engine is asked: requests, vehicles, travel, and what counts. The only place where these words are defined.
// Times, distances and loads are numbers in whatever unit the caller keeps to. Whole numbers give exact answers; others are
// computed in double precision.

export interface RoutingProblem {
  /** Places are 0 … places − 1; rows and columns of every matrix. */
  readonly places: number
  readonly matrices: readonly TravelMatrix[]
  /** How many kinds of room a vehicle has (seats, stretchers, kilograms …). Every load and capacity has this length. */
  readonly dimensions: number
  readonly vehicles: readonly VehicleType[]
  readonly requests: readonly Request[]
  /**
   * What counts once as much as possible is served, class by class:
   * `distance`: least cost. `vehicles`: fewest vehicles, then least cost. `makespan`: the last vehicle done soonest, then cost.
   */
  readonly objective: 'distance' | 'vehicles' | 'makespan'
}

/** Row by row, from × places + to. May be asymmetric and need not obey the triangle inequality. Infinity: no way. */
export interface TravelMatrix {
  readonly durations: ArrayLike<number>
  readonly distances: ArrayLike<number>
}

/** A stop is served once the vehicle is there and `opens` has come; it must begin by `closes`. Vehicles may wait. */
export interface Stop {
  readonly place: number
  readonly opens: number
  readonly closes: number
  readonly service: number
}

/**
 * From a pick-up to a delivery by one vehicle in one trip. Without a pick-up the load is put in where the trip starts;
 * without a delivery it stays aboard until the trip ends.
 */
export interface Request {
  readonly pickup?: Stop
  readonly delivery?: Stop
  readonly load: readonly number[]
  /** Absent: must be served. 0 is the most urgent class; nothing of a later class outweighs anything of an earlier one. */
  readonly optional?: { readonly rank: number; readonly weight: number }
  /** Most time from the end of service at the pick-up to the start of service at the delivery. */
  readonly maxRide?: number
  /** Already in this vehicle type, of which there is one, since then. No pick-up; delivered in the first trip, at any rate. */
  readonly aboard?: { readonly vehicle: number; readonly since: number }
  /** Vehicle types that may serve it; absent: all. */
  readonly vehicles?: readonly number[]
  /** Another request that names this one: both are served, by whichever vehicles, or neither. Both optional, of one class. */
  readonly together?: number
}

export interface VehicleType {
  readonly count: number
  readonly matrix: number
  /** Absent: wherever the first stop is. */
  readonly start?: number
  /** Absent: wherever the last stop was. */
  readonly end?: number
  readonly opens: number
  readonly closes: number
  /** Most time from leaving the start to reaching the end; it may leave later than `opens`. */
  readonly maxDuration?: number
  /** Alternative fittings: what is aboard in one trip must fit into one of them at every moment of that trip. */
  readonly configurations: readonly (readonly number[])[]
  /** Absent: one trip. Between trips everything is out, the vehicle is at `place`, and stays there for `turnaround`. */
  readonly trips?: { readonly most: number; readonly place: number; readonly turnaround: number }
  readonly fixedCost?: number
  /** Absent: 1. */
  readonly costPerDistance?: number
}

export interface RoutingAnswer {
  readonly routes: readonly PlannedRoute[]
  /** Requests in no route, in order. */
  readonly unserved: readonly number[]
  readonly vehicles: number
  /** Distance by cost per distance, and fixed costs. */
  readonly cost: number
  /** When the last vehicle is done; 0 without vehicles. */
  readonly makespan: number
  /** Commitments that no route could keep. Everything else is as asked. */
  readonly breaches: readonly Breach[]
}

export interface PlannedRoute {
  readonly vehicle: number
  readonly stops: readonly PlannedStop[]
  readonly departs: number
  readonly ends: number
  readonly distance: number
}

export interface PlannedStop {
  readonly kind: 'pickup' | 'delivery' | 'depot'
  /** −1 at a depot between trips. */
  readonly request: number
  readonly place: number
  /** When service starts. */
  readonly starts: number
}

/**
 * Someone is aboard who cannot be brought out as asked. What is asked is then stretched by just that much, for this vehicle
 * alone, and everything else is kept.
 */
export interface Breach {
  readonly vehicle: number
  /** −1: the vehicle itself, which is done too late. */
  readonly request: number
  /** `too_much_aboard`: more than any configuration takes; such a vehicle takes up nobody else. */
  readonly reason: 'too_late' | 'no_way' | 'too_much_aboard'
  /** Infinity where there is no way; 0 where it is not a matter of time. */
  readonly lateBy: number
}
