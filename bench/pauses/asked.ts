// Which made-up pauses a bench is asked for by --instances.

import { chosenFrom } from '../report.ts'
import type { Regime } from './aleppo-like.ts'

export interface PauseAsked<R extends Regime> {
  readonly regime: R
  readonly seed: number
}

/** Regimes, each with so many pauses from a seed on, or one pause of a regime by its seed: mixed-3. */
export function pausesAsked<R extends Regime>(
  instances: readonly string[] | undefined,
  { regimes, seed, ofEach }: { readonly regimes: readonly R[]; readonly seed: number; readonly ofEach: number },
): PauseAsked<R>[] {
  return (instances ?? regimes).flatMap((name) => {
    const [, word = name, number] = /^([a-z]+)-(\d+)$/.exec(name) ?? []
    return chosenFrom([word], regimes).flatMap((regime) =>
      number === undefined
        ? Array.from({ length: ofEach }, (_, index) => ({ regime, seed: seed + index }))
        : [{ regime, seed: Number(number) }],
    )
  })
}
