// The steps of a plan in flat arrays. What a simulated day asks of every step stands in a row of its own, two lines of the
// cache, whole numbers and others over one another: most of the time of a day is spent waiting for memory.

/** What a step is. */
export const steps = {
  /** A trip begins: not before its departure. */
  begin: 0,
  /** Boarding, alighting, loading, unloading. */
  handle: 1,
  /** Passes the mouth of a corridor, if it may. */
  enter: 2,
  gate: 3,
  /** Passes the other mouth. */
  exit: 4,
  /** Stands at a place. */
  stay: 5,
} as const

/** Where each whole number stands in a row of `wholes`: the first half of the first line. */
export const whole = { kind: 0, corridor: 1, traits: 2, queue: 3, booking: 4, rank: 5, trip: 6, kept: 7 } as const
export const wholeRow = 32

/** Where each other figure stands in the same row of `reals`: up to `by` on the first line, the rest on the second. */
export const real = {
  /** Seconds driven before it. On streets every day's are written anew. */
  drive: 4,
  /** Gate: seconds of service. Stay: until when. Enter and handle: what the day makes of them, written anew every day. */
  own: 5,
  notBefore: 6,
  by: 7,
  fixed: 8,
  variable: 9,
  people: 10,
  share: 11,
  personsEach: 12,
  spare: 13,
  grams: 14,
  unit: 15,
} as const
export const realRow = 16

/** Bits of `traits`. */
export const traits = {
  /** Loads; or leads out of the zone. */
  isOutward: 1,
  isInside: 2,
  /** Its slot out is later than the last moment to join the exit: it takes the first with room. */
  isEarly: 4,
  /** An entry that always depends on what others do: convoys, turns, conditions. */
  isJoint: 8,
  /** An exit that others may wait for. */
  isAwaited: 16,
  /** The drive before it, or the passage that it begins, takes longer at some hours. */
  isVarying: 32,
  /** The end of a second exit: the trip goes on where its first would have led. */
  isRejoining: 64,
} as const

/** One entry a step, all trips of a vehicle after one another. */
export interface Steps {
  readonly count: number
  /** Rows by `whole` and `real`, over one another. A simulation has its own. */
  readonly rows: ArrayBuffer
  readonly kind: Uint8Array
  readonly trip: Int32Array
  /** The leg of the trip it is (part of); −1: of none. */
  readonly leg: Int32Array
  /** Mean seconds driven before it: on streets, or for gate and exit on the corridor. */
  readonly drive: Float64Array
  readonly driveKey: Int32Array
  /** Of the drive, and of the passage that an entry begins: which of `hoursOfDay` it is, −1: none; and since when, as planned. */
  readonly way: Int32Array
  readonly leaves: Float64Array
  readonly passageWay: Int32Array
  /** Not before this instant: what the plan has reserved or ordered. */
  readonly notBefore: Float64Array
  /** Handle: −1 unloads, +1 loads. Enter and exit: −1 in, +1 out. */
  readonly sign: Int8Array
  readonly isInside: Uint8Array
  /** Enter inward: enter by. Handle inside: leave the stop by. Enter outward: join the exit by. */
  readonly by: Float64Array
  /** Of the chance that the step itself has. */
  readonly key: Int32Array
  /** Handle: index into `loads`, or −1. */
  readonly load: Int32Array
  /** Enter: the convoy passed with, or −1. */
  readonly convoy: Int32Array
  /** Enter inward: the corridor of the reserved exit, or −1. */
  readonly exitCorridor: Int32Array
  /** Enter: seconds from there to the other mouth as planned, for alternating corridors. */
  readonly passage: Float64Array
  /** Enter: a bit for each awaited movement that must be out first; and an instant. */
  readonly awaits: Int32Array
  readonly waitsUntil: Float64Array
  /** Exit: bits of awaited movements that this passage is the loaded exit of. */
  readonly heralds: Int32Array
  /** Enter outward: the entry of the second exit reserved for it, or −1. Of that entry, the first one; else −1. */
  readonly second: Int32Array
  readonly first: Int32Array
  /** Enter outward, with a second exit: when who still waits turns to it, and until when that is any use. */
  readonly turnBy: Float64Array
  readonly turnLatest: Float64Array
  /** The end of a second exit: the step at which the trip goes on, or −1. */
  readonly rejoin: Int32Array
}

/** A step being written. */
export interface Draft {
  kind: number
  trip: number
  leg: number
  /** Where it is: a place, at the mouths of a corridor too; of a gate, none. */
  place: string
  /** Gate and exit: how far from the outside mouth. */
  position: number
  drive: number
  driveKey: number
  way: number
  leaves: number
  passageWay: number
  notBefore: number
  /** As planned: its end. */
  plannedUntil: number
  /** Corridor that it is on or, of a drive, whose hour it shares; −1: none. */
  corridor: number
  /** Gate: its queue. Handle: the bays' queue, or −1. */
  queue: number
  /** Handle: seconds whoever comes, and beside them seconds as planned for all. Gate: service in `fixed`. */
  fixed: number
  variable: number
  key: number
  sign: number
  isInside: boolean
  /** Handle: people moved, persons with companions for each, how many more fit, how many belong together. */
  people: number
  personsEach: number
  spare: number
  unit: number
  grams: number
  /** Handle: share of what is aboard that is unloaded. */
  share: number
  load: number
  /** Enter: slots, or −1. Handle: intake, or −1. */
  booking: number
  /** Enter: for how many seconds its own place in the bin is kept for it. */
  kept: number
  convoy: number
  by: number
  exitCorridor: number
  passage: number
  awaits: number
  waitsUntil: number
  heralds: number
  second: number
  first: number
  turnBy: number
  turnLatest: number
  rejoin: number
}

export const blank: Draft = {
  kind: steps.stay,
  trip: 0,
  leg: -1,
  place: '',
  position: 0,
  drive: 0,
  driveKey: 0,
  way: -1,
  leaves: 0,
  passageWay: -1,
  notBefore: 0,
  plannedUntil: 0,
  corridor: -1,
  queue: -1,
  fixed: 0,
  variable: 0,
  key: 0,
  sign: 0,
  isInside: false,
  people: 0,
  personsEach: 1,
  spare: 0,
  unit: 1,
  grams: 0,
  share: 0,
  load: -1,
  booking: -1,
  kept: 0,
  convoy: -1,
  by: Number.POSITIVE_INFINITY,
  exitCorridor: -1,
  passage: 0,
  awaits: 0,
  waitsUntil: Number.NEGATIVE_INFINITY,
  heralds: 0,
  second: -1,
  first: -1,
  turnBy: Number.POSITIVE_INFINITY,
  turnLatest: Number.NEGATIVE_INFINITY,
  rejoin: -1,
}

/** `hasTurns`: by corridor. */
export function stepsOf(drafts: readonly Draft[], hasTurns: readonly boolean[]): Steps {
  const count = drafts.length
  const numbers = (value: (draft: Draft) => number) => filled(new Float64Array(count), drafts, value)
  const integers = (value: (draft: Draft) => number) => filled(new Int32Array(count), drafts, value)
  return {
    count,
    rows: rowsOf(drafts, hasTurns),
    kind: filled(new Uint8Array(count), drafts, ({ kind }) => kind),
    trip: integers(({ trip }) => trip),
    leg: integers(({ leg }) => leg),
    drive: numbers(({ drive }) => Math.max(0, drive)),
    driveKey: integers(({ driveKey }) => driveKey),
    way: integers(({ way }) => way),
    leaves: numbers(({ leaves }) => leaves),
    passageWay: integers(({ passageWay }) => passageWay),
    notBefore: numbers(({ notBefore }) => notBefore),
    sign: filled(new Int8Array(count), drafts, ({ sign }) => sign),
    isInside: filled(new Uint8Array(count), drafts, ({ isInside }) => (isInside ? 1 : 0)),
    by: numbers(({ by }) => by),
    key: integers(({ key }) => key),
    load: integers(({ load }) => load),
    convoy: integers(({ convoy }) => convoy),
    exitCorridor: integers(({ exitCorridor }) => exitCorridor),
    passage: numbers(({ passage }) => passage),
    awaits: integers(({ awaits }) => awaits),
    waitsUntil: numbers(({ waitsUntil }) => waitsUntil),
    heralds: integers(({ heralds }) => heralds),
    second: integers(({ second }) => second),
    first: integers(({ first }) => first),
    turnBy: numbers(({ turnBy }) => turnBy),
    turnLatest: numbers(({ turnLatest }) => turnLatest),
    rejoin: integers(({ rejoin }) => rejoin),
  }
}

/** What `from` of typed arrays does, which asks an iterator for each of thousands of steps. */
function filled<Column extends Float64Array | Int32Array | Uint8Array | Int8Array>(
  column: Column,
  drafts: readonly Draft[],
  value: (draft: Draft) => number,
): Column {
  for (const [step, draft] of drafts.entries()) column[step] = value(draft)
  return column
}

type Whole = keyof typeof whole
type Real = keyof typeof real
const wholes = Object.entries(whole) as [Whole, number][]
const reals = Object.entries(real) as [Real, number][]

function rowsOf(drafts: readonly Draft[], hasTurns: readonly boolean[]): ArrayBuffer {
  const rows = new ArrayBuffer(drafts.length * realRow * Float64Array.BYTES_PER_ELEMENT)
  const wholeRows = new Int32Array(rows)
  const realRows = new Float64Array(rows)
  const ranks = rankSteps(drafts)
  const wholeOf = (draft: Draft, step: number, name: Whole) => {
    if (name === 'rank') return ranks[step] ?? 0
    return name === 'traits' ? traitsOf(draft, hasTurns) : draft[name]
  }
  const realOf = (draft: Draft, name: Real) => {
    if (name === 'drive') return Math.max(0, draft.drive)
    if (name !== 'own') return draft[name]
    return draft.kind === steps.gate ? draft.fixed : draft.kind === steps.stay ? draft.plannedUntil : 1
  }
  for (const [step, draft] of drafts.entries()) {
    for (const [name, place] of wholes) wholeRows[step * wholeRow + place] = wholeOf(draft, step, name)
    for (const [name, place] of reals) realRows[step * realRow + place] = realOf(draft, name)
  }
  return rows
}

function traitsOf(draft: Draft, hasTurns: readonly boolean[]): number {
  const { kind, sign, isInside, by, notBefore, convoy, corridor, awaits, waitsUntil, heralds, way, passageWay } = draft
  const { first, rejoin } = draft
  const isEntry = kind === steps.enter
  const isHeld = awaits !== 0 || waitsUntil > Number.NEGATIVE_INFINITY
  const isJoint = isEntry && (convoy >= 0 || hasTurns[corridor] === true || isHeld)
  return (
    (sign === 1 ? traits.isOutward : 0) |
    (isInside ? traits.isInside : 0) |
    // Who comes to a second exit before its slot takes the first with room, too.
    (isEntry && sign === 1 && (by < notBefore || first >= 0) ? traits.isEarly : 0) |
    (isJoint ? traits.isJoint : 0) |
    (heralds !== 0 ? traits.isAwaited : 0) |
    (way >= 0 || passageWay >= 0 ? traits.isVarying : 0) |
    (rejoin >= 0 ? traits.isRejoining : 0)
  )
}

/**
 * Ties. At one instant gates and bays serve before anybody enters a corridor, so that what leaves it is known; and they
 * serve in the order of the plan, the shorter service first: one that takes no time may begin on a lane just before another.
 */
function rankSteps(drafts: readonly Draft[]): Float64Array {
  const isQueue = ({ kind, queue }: Draft) => kind === steps.gate || (kind === steps.handle && queue !== -1)
  const inOrder = drafts
    .map((draft, index) => ({ draft, index }))
    .sort(
      (a, b) =>
        Number(isQueue(b.draft)) - Number(isQueue(a.draft)) ||
        a.draft.notBefore - b.draft.notBefore ||
        a.draft.plannedUntil - b.draft.plannedUntil ||
        a.index - b.index,
    )
  const ranks = new Float64Array(drafts.length)
  for (const [rank, { index }] of inOrder.entries()) ranks[index] = rank
  return ranks
}
