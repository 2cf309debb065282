// People reconciled per load. A difference is never corrected here: it is shown to those who deal with it.

export const outcomes = ['boarded', 'passed', 'arrived', 'held', 'turned_back', 'stepped_down', 'born', 'died'] as const
export type Outcome = (typeof outcomes)[number]

/** So many, as counted; a range where counts differ. */
export interface Count {
  readonly low: number
  readonly high: number
}

export interface LoadCounts {
  readonly load: string
  /** What was counted. What nobody counted is absent: it is not nought. */
  readonly counts: Partial<Readonly<Record<Outcome, Count>>>
  /** Whether the load is over: before that, people are on their way and not unknown. */
  readonly isOver: boolean
}

export interface LoadReconciled {
  readonly load: string
  readonly counts: Partial<Readonly<Record<Outcome, Count>>>
  /** Boarded or born, and not known to have come anywhere. Undefined where nobody counted those who boarded. */
  readonly unknown: Count | undefined
  /** More are accounted for than ever boarded or were born. */
  readonly surplus: Count | undefined
  /** Boarded or born, and neither past the gate nor known to be elsewhere. */
  readonly notPassed: Count | undefined
  /** Counts exclude each other, or leave people unknown: a protection case is opened and an alarm given. */
  readonly opensCase: boolean
  /** Counted by nobody. */
  readonly uncounted: readonly Outcome[]
}

const nobody: Count = { low: 0, high: 0 }

export function reconcileLoad({ load, counts, isOver }: LoadCounts): LoadReconciled {
  const of = (outcome: Outcome): Count => counts[outcome] ?? nobody
  // One may be born in a load of which nobody counted who boarded; but how many are missing is then unknown.
  const aboard = counts.boarded === undefined ? undefined : plus(counts.boarded, of('born'))
  const elsewhere = [of('held'), of('turned_back'), of('stepped_down'), of('died')].reduce(plus)
  const accounted = plus(elsewhere, of('arrived'))
  const left = aboard === undefined ? undefined : minus(aboard, accounted)
  const atGate =
    aboard === undefined || counts.passed === undefined ? undefined : minus(aboard, plus(elsewhere, counts.passed))
  const unknown = isOver ? positive(left) : undefined
  const notPassed = positive(atGate)
  const surplus = positive(left === undefined ? undefined : { low: -left.high, high: -left.low })
  return {
    load,
    counts,
    unknown,
    surplus,
    notPassed,
    opensCase: [unknown, surplus, isOver ? notPassed : undefined, of('held')].some((count) => (count?.high ?? 0) > 0),
    uncounted: outcomes.filter((outcome) => counts[outcome] === undefined),
  }
}

/** The same for others than those who deal with protection: who was held, and that anybody was, is not in it. */
export interface LoadShown {
  readonly load: string
  readonly boarded: Count | undefined
  readonly arrived: Count | undefined
  /** Born on the way: they arrive without having boarded. */
  readonly born: Count | undefined
  /** The dead are told by themselves, never among those carried. */
  readonly died: Count | undefined
  /** Neither arrived nor died, whatever the reason. */
  readonly notArrived: Count | undefined
}

export function shownToOthers({ load, counts }: LoadReconciled): LoadShown {
  const { boarded, arrived, born, died } = counts
  const rest =
    boarded === undefined || arrived === undefined
      ? undefined
      : positive(minus(plus(boarded, born ?? nobody), plus(arrived, died ?? nobody)))
  return { load, boarded, arrived, born, died, notArrived: rest }
}

function plus(a: Count, b: Count): Count {
  return { low: a.low + b.low, high: a.high + b.high }
}

function minus(a: Count, b: Count): Count {
  return { low: a.low - b.high, high: a.high - b.low }
}

/** What of it is above nought; undefined where nothing can be. */
function positive(count: Count | undefined): Count | undefined {
  if (count === undefined || count.high <= 0) return undefined
  return { low: Math.max(0, count.low), high: count.high }
}
