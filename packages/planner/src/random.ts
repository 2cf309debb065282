// A small generator of the planner's own, so that a plan is the same on any machine for the same seed.
// sfc32 (Chris Doty-Humphrey, PractRand); integers only.

export interface Random {
  /** 0 ≤ result < limit, whole. */
  below(limit: number): number
}

export function randomFrom(seed: number): Random {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = seed >>> 0
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let warm = 0; warm < 15; warm++) next()
  return { below: (limit) => next() % limit }
}
