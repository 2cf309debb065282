// The decision table. Best estimates are shown and never decide; what is only reported never decides.

import type { Comparison, Figure, Threshold } from './claim.ts'
import { wilson95 } from './wilson.ts'

export type Verdict = 'supported' | 'contradicted' | 'undecided'

/** The limits of a total, L ≤ U; U is infinite unless the whole of the reading was watched. */
export interface LowHigh {
  readonly low: number
  readonly high: number
}

export function verdictOnFigure({ comparison, amount: x, tolerance }: Figure, { low, high }: LowHigh): Verdict {
  switch (comparison) {
    case '>':
      return low > x ? 'supported' : high <= x ? 'contradicted' : 'undecided'
    case '>=':
      return low >= x ? 'supported' : high < x ? 'contradicted' : 'undecided'
    case '<':
      return high < x ? 'supported' : low >= x ? 'contradicted' : 'undecided'
    case '<=':
      return high <= x ? 'supported' : low > x ? 'contradicted' : 'undecided'
    case '=':
    case 'about': {
      if (low >= x - tolerance && high <= x + tolerance) return 'supported'
      return low > x + tolerance || high < x - tolerance ? 'contradicted' : 'undecided'
    }
  }
}

export function verdictOnNone({ low, high }: LowHigh, instances: number): Verdict {
  if (low > 0 || instances > 0) return 'contradicted'
  return high === 0 ? 'supported' : 'undecided'
}

/** @param high 0 only where the whole was watched and nothing was seen, and nothing can have been missed */
export function verdictOnExistence(instances: number, high: number): Verdict {
  if (instances > 0) return 'supported'
  return high === 0 ? 'contradicted' : 'undecided'
}

export interface SurveyAnswer {
  readonly asked: number
  readonly low: number
  readonly high: number
  readonly frame: 'probability' | 'convenience'
}

/** Of one survey. Whoever could be asked speaks for nobody else: such a sample can only refute “none” or “all”. */
export function verdictOnShare(than: Exclude<Threshold, 'few'>, { asked, low, high, frame }: SurveyAnswer): Verdict {
  if (than === 'none') return low > 0 ? 'contradicted' : 'undecided'
  if (than === 'all') return high < asked ? 'contradicted' : 'undecided'
  if (frame === 'convenience') return 'undecided'
  const interval = { low: wilson95(low, asked).low, high: wilson95(high, asked).high }
  const { comparison, perTenThousand } = than
  return clearOf(comparison, perTenThousand, interval)
}

function clearOf(comparison: Exclude<Comparison, 'about' | '='>, threshold: number, { low, high }: LowHigh): Verdict {
  const isAbove = comparison === '>' || comparison === '>='
  if (low > threshold) return isAbove ? 'supported' : 'contradicted'
  if (high < threshold) return isAbove ? 'contradicted' : 'supported'
  return 'undecided'
}
