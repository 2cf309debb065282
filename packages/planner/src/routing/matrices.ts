// Travel matrices: what can be told of them once, before the search.

import { randomFrom } from '../random.ts'

/** Above this many places triples are sampled, not all looked at: the answer only saves work, it decides nothing. */
const allTriplesUpTo = 100
const samples = 200_000

/** Whether no detour over a third place is quicker. Only the first `real` of `places` count. */
export function isMetric(time: Float64Array, places: number, real: number): boolean {
  const holds = (a: number, b: number, c: number) => {
    const direct = time[a * places + c] as number
    const detour = (time[a * places + b] as number) + (time[b * places + c] as number)
    return direct <= detour * (1 + 1e-9) + 1e-9
  }
  if (real <= allTriplesUpTo) {
    for (let a = 0; a < real; a++)
      for (let b = 0; b < real; b++) for (let c = 0; c < real; c++) if (!holds(a, b, c)) return false
    return true
  }
  const random = randomFrom(1)
  for (let k = 0; k < samples; k++) if (!holds(random.below(real), random.below(real), random.below(real))) return false
  return true
}

/** The same matrix with rows and columns exchanged; itself where it is symmetric, so that memory is read once. */
export function transposed(matrix: Float64Array, places: number): Float64Array {
  const result = new Float64Array(matrix.length)
  for (let a = 0; a < places; a++)
    for (let b = 0; b < places; b++) result[b * places + a] = matrix[a * places + b] as number
  return isSame(result, matrix) ? matrix : result
}

export function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, k) => value === b[k])
}
