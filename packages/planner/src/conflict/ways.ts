// Times as if every two places of one side had a way between them.

import type { Times } from '../problem.ts'

/** Any time would do that no window is too short for: whether there is a way is asked, not how long it is. */
const anyWaySeconds = 60

export function withEveryWay(times: Times): Times {
  return {
    walkSeconds: (from, to) => times.walkSeconds(from, to) ?? anyWaySeconds,
    leastSeconds: (kind, from, to) => times.leastSeconds(kind, from, to) ?? anyWaySeconds,
    arrival: (kind, from, to, departure) => times.arrival(kind, from, to, departure) ?? departure + anyWaySeconds,
    departure: (kind, from, to, arriveBy, notBefore) =>
      times.leastSeconds(kind, from, to) === undefined
        ? Math.max(notBefore, arriveBy - anyWaySeconds)
        : times.departure(kind, from, to, arriveBy, notBefore),
  }
}
