// Quantities as typed integers. A figure is read once, rounded up once, and from then on planner, checker and
// bound use the same whole seconds, grams, millilitres and metres.

export type Seconds = number & { readonly __unit: 's' }
export type Grams = number & { readonly __unit: 'g' }
export type Millilitres = number & { readonly __unit: 'ml' }
export type Metres = number & { readonly __unit: 'm' }
export type MetresPerHour = number & { readonly __unit: 'm/h' }
/** Seconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly __unit: 'instant' }
/** Seconds since local midnight, 0..86399. */
export type SecondsOfDay = number & { readonly __unit: 'time of day' }

export type Dimension = 'duration' | 'mass' | 'volume' | 'length' | 'speed'

/** How many of the base unit (s, g, ml, m, m/h) one of each written unit is. */
const unitSizes: Record<Dimension, Readonly<Record<string, bigint>>> = {
  duration: { s: 1n, min: 60n, h: 3600n, d: 86400n },
  mass: { g: 1n, kg: 1000n, t: 1_000_000n },
  volume: { l: 1000n, m3: 1_000_000n },
  length: { m: 1n, km: 1000n },
  speed: { 'km/h': 1000n },
}

export type QuantityFault =
  | { readonly fault: 'unit_missing' }
  | { readonly fault: 'unit_wrong'; readonly unit: string; readonly means?: Dimension }
  | { readonly fault: 'negative' }
  | { readonly fault: 'not_a_quantity' }
  | { readonly fault: 'too_large' }

const quantityPattern = /^([+-]?)(\d+)(?:\.(\d+))?\s*(\S+)?$/

/**
 * Reads `30 min`, `2.5 t`, `40 km/h` as a whole number of base units, rounded up.
 * Done in integers: 1.1 h is 3,960 s, where floating point would make 3,961 of it.
 */
export function parseQuantity(text: string, dimension: Dimension): number | QuantityFault {
  const match = quantityPattern.exec(text.trim())
  if (match === null) return { fault: 'not_a_quantity' }
  const [, sign, whole = '0', fraction = '', unit] = match
  if (unit === undefined) return { fault: 'unit_missing' }
  const sizes = unitSizes[dimension]
  // Own keys alone: every object has a `constructor`, and it is no unit.
  const size = Object.hasOwn(sizes, unit) ? sizes[unit] : undefined
  if (size === undefined) {
    const means = (Object.keys(unitSizes) as Dimension[]).find((other) => Object.hasOwn(unitSizes[other], unit))
    return means === undefined ? { fault: 'unit_wrong', unit } : { fault: 'unit_wrong', unit, means }
  }
  if (whole.length + fraction.length > 30) return { fault: 'too_large' }
  const digits = BigInt(whole + fraction)
  if (sign === '-' && digits > 0n) return { fault: 'negative' }
  const scale = 10n ** BigInt(fraction.length)
  const rounded = (digits * size + scale - 1n) / scale
  if (rounded > BigInt(Number.MAX_SAFE_INTEGER)) return { fault: 'too_large' }
  return Number(rounded)
}

export function unitsOf(dimension: Dimension): readonly string[] {
  return Object.keys(unitSizes[dimension])
}
