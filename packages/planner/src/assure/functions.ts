// exp, log and the distributions built on them, of our own: those of the platform are not specified to the bit, and the
// same seed must give the same days on every machine. Only + − × ÷ and sqrt are used, which IEEE 754 does specify.

const bits = new DataView(new ArrayBuffer(8))

/** 2^k for −1022 ≤ k ≤ 1023, exactly. */
export function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20)
  bits.setUint32(4, 0)
  return bits.getFloat64(0)
}

// ln 2 in two parts, the first with zeros at its end: a small multiple of it is exact.
const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10
const ln2 = ln2High + ln2Low

/** e^x: x = k ln 2 + r with |r| ≤ ln 2 / 2, and the series of e^r. */
export function exp(x: number): number {
  if (x > 709) return Number.POSITIVE_INFINITY
  if (x < -708) return 0
  const k = Math.round(x / ln2)
  const r = x - k * ln2High - k * ln2Low
  let sum = 1
  for (let n = 14; n >= 1; n--) sum = 1 + (r / n) * sum
  return sum * powerOfTwo(k)
}

/** ln x of a positive number: x = 2^k m with m from 0.75 to 1.5, and the series of artanh. */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (!(x > 0)) return Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  if (x < 2.3e-308) return log(x * powerOfTwo(60)) - 60 * ln2
  bits.setFloat64(0, x)
  const high = bits.getUint32(0)
  let k = (high >>> 20) - 1023
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000)
  let m = bits.getFloat64(0)
  if (m > 1.5) {
    m /= 2
    k += 1
  }
  const s = (m - 1) / (m + 1)
  const square = s * s
  let sum = 0
  for (let n = 31; n >= 1; n -= 2) sum = sum * square + 1 / n
  return k * ln2High + (k * ln2Low + 2 * s * sum)
}

const rootTwoPi = 2.5066282746310002

/** P(N ≤ x): near the middle the series of Marsaglia (2004), in the tails Laplace's continued fraction. */
export function normalBelow(x: number): number {
  if (x > 0) return 1 - normalBelow(-x)
  if (x < -38) return 0
  const density = exp((-x * x) / 2) / rootTwoPi
  if (x > -3) {
    let sum = x
    let term = x
    for (let n = 3; n < 200; n += 2) {
      term = (term * x * x) / n
      if (sum + term === sum) break
      sum += term
    }
    return 0.5 + density * sum
  }
  let fraction = -x
  for (let n = 80; n >= 1; n--) fraction = -x + n / fraction
  return density / fraction
}

/** The x with P(N ≤ x) = p: a rational start (Abramowitz & Stegun 26.2.23), then Newton on the logarithm. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p)
  if (p <= 0) return Number.NEGATIVE_INFINITY
  if (p === 0.5) return 0
  const goal = log(p)
  const t = Math.sqrt(-2 * goal)
  let x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
  for (let step = 0; step < 4; step++) {
    const below = normalBelow(x)
    x -= ((log(below) - goal) * below * rootTwoPi) / exp((-x * x) / 2)
  }
  return x
}

/** ln Γ(x), x > 0: Stirling's series from 12 on. */
export function logGamma(x: number): number {
  let shift = 0
  let at = x
  while (at < 12) {
    shift += log(at)
    at += 1
  }
  const inverse = 1 / at
  const square = inverse * inverse
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
  return (at - 0.5) * log(at) - at + 0.9189385332046728 + series - shift
}

/** P(G ≤ x) of a gamma with this shape and scale 1, and 1 − that, each to full relative precision. */
export function gammaBelow(shape: number, x: number): { readonly below: number; readonly above: number } {
  if (x <= 0) return { below: 0, above: 1 }
  const front = exp(shape * log(x) - x - logGamma(shape))
  if (x < shape + 1) {
    let term = 1 / shape
    let sum = term
    for (let n = 1; n < 10_000; n++) {
      term *= x / (shape + n)
      sum += term
      if (term < sum * 1e-17) break
    }
    return { below: front * sum, above: 1 - front * sum }
  }
  // Lentz's way of evaluating the continued fraction.
  let b = x + 1 - shape
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let n = 1; n < 10_000; n++) {
    const a = n * (shape - n)
    b += 2
    d = a * d + b
    d = 1 / (d === 0 ? 1e-300 : d)
    c = b + a / c
    if (c === 0) c = 1e-300
    const change = d * c
    h *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return { below: 1 - front * h, above: front * h }
}

/** The x below which a gamma of this shape and scale 1 lies with probability p; `above` = 1 − p, given for the tails. */
export function gammaQuantile(shape: number, p: number, above = 1 - p): number {
  // Wilson & Hilferty (1931), then Newton on the logarithm of the nearer tail, within a bracket.
  const z = p < 0.5 ? normalQuantile(p) : -normalQuantile(above)
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))
  let x = root > 0 ? shape * root * root * root : shape * exp((log(p) + logGamma(shape + 1)) / shape - log(shape))
  let low = 0
  let high = Number.POSITIVE_INFINITY
  for (let step = 0; step < 100; step++) {
    const found = gammaBelow(shape, x)
    const isLow = p < 0.5 ? found.below < p : found.above > above
    if (isLow) low = x
    else high = x
    const logDensity = (shape - 1) * log(x) - x - logGamma(shape)
    const density = exp(logDensity)
    const change =
      p < 0.5
        ? ((log(found.below) - log(p)) * found.below) / density
        : ((log(above) - log(found.above)) * found.above) / density
    let next = x - change
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? x * 2 : (low + high) / 2
    if (Math.abs(next - x) <= 1e-14 * x) return next
    x = next
  }
  return x
}

/** P(B ≤ x) of a beta: the continued fraction of the incomplete beta function, on the side where it converges fast. */
export function betaBelow(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(b, a, 1 - x)
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(1 - x)) / a
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  d = 1 / (d === 0 ? 1e-300 : d)
  let h = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    d = 1 / (d === 0 ? 1e-300 : d)
    c = 1 + even / c
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    d = 1 / (d === 0 ? 1e-300 : d)
    c = 1 + odd / c
    const change = d * c
    h *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return front * h
}

/** The x below which a beta lies with probability p, by halving: it is asked for a few times a plan. */
export function betaQuantile(a: number, b: number, p: number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (betaBelow(a, b, middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
