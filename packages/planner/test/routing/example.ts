import { RoutingEngine, type RoutingProblem } from '@treve/planner/routing'

// Minutes between: 0 hospital, 1 school, 2 square, 3 reception. There is no way from the square to the school.
const none = Number.POSITIVE_INFINITY
const minutes = [
  [0, 12, 9, 4],
  [12, 0, 6, 10],
  [9, none, 0, 8],
  [4, 10, 8, 0],
].flat()

const problem: RoutingProblem = {
  places: 4,
  matrices: [{ durations: minutes, distances: minutes }],
  dimensions: 2, // seats, stretchers
  vehicles: [
    // On its way: it is at the square now, and may be fitted out with two stretchers, or one and two seats.
    {
      count: 1,
      matrix: 0,
      start: 2,
      end: 0,
      opens: 0,
      closes: 120,
      configurations: [
        [0, 2],
        [2, 1],
      ],
    },
    {
      count: 1,
      matrix: 0,
      start: 3,
      end: 3,
      opens: 0,
      closes: 90,
      configurations: [[40, 0]],
      trips: { most: 2, place: 3, turnaround: 5 },
    },
  ],
  requests: [
    // Aboard the ambulance since three minutes ago.
    { delivery: { place: 0, opens: 0, closes: 15, service: 4 }, load: [0, 1], aboard: { vehicle: 0, since: -3 } },
    {
      pickup: { place: 1, opens: 0, closes: 60, service: 5 },
      delivery: { place: 0, opens: 0, closes: 120, service: 4 },
      load: [0, 1],
      maxRide: 30,
      optional: { rank: 0, weight: 1 },
    },
    ...[35, 30].map((people) => ({
      pickup: { place: 1, opens: 0, closes: 90, service: 8 },
      delivery: { place: 3, opens: 0, closes: 90, service: 3 },
      load: [people, 0],
      optional: { rank: 1, weight: people },
    })),
  ],
  objective: 'distance',
}

const engine = new RoutingEngine(problem, { seed: 1 })
engine.run({ iterations: 1000 }) // or { timeUsed: () => partOfTheTimeThatIsUsed }
export const answer = engine.answer()
