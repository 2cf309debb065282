// What other terms would bring, option by option: what `treve frontier` writes (docs/formats/frontier.md).

import type { Language } from '../languages.ts'
import type { Priority } from '../pause/words.ts'
import type { LevelName, Plan, PlanLevel } from '../plan/schema.ts'
import type { Change } from './change.ts'

export interface Frontier {
  readonly treve_frontier: 1
  readonly pause: string
  readonly input_sha256: string
  readonly files: Readonly<Record<string, string>>
  readonly seed: number
  /** Stopped, or out of time: what is not tried is named. */
  readonly partial: boolean
  readonly not_tried: readonly string[]
  readonly effort: {
    /** Wall time. */
    readonly seconds: number
    readonly seconds_cpu: number
    readonly threads: number
    /** Days simulated for each plan; fewer than a plan's own claim rests on. */
    readonly replications: number
  }
  /**
   * Every plan of it is clear so long before each close: by the terms alone, or with the reserve of the plan it began from.
   * `slack_s`: so much sooner still by that plan itself; by these no sooner than is needed (`Outcome.slack_s`).
   */
  readonly kept: { readonly buffer_s: number; readonly slack_s: number; readonly is_of_terms: boolean }
  /** Who wish to leave and what is consigned: what a figure is of. */
  readonly wished: Totals
  /** By the terms as they are, after as much search as any option had. */
  readonly as_it_is: Outcome
  /** Best first. */
  readonly options: readonly FrontierOption[]
  /** Two of the best together, beside the sum of the two. */
  readonly pairs: readonly FrontierPair[]
}

export interface Totals {
  readonly people: number
  readonly by_priority: Readonly<Record<Priority, number>>
  readonly aid_g: number
}

export interface Outcome extends Totals {
  readonly levels: readonly PlanLevel[]
  /** Sooner than its orders allow, as planned: the least with which it is as sure, and its trips are made on most days. */
  readonly slack_s: number
  /** Nobody is inside at any time: there is nothing to be sure of, and nothing to compare. */
  readonly moves_nobody: boolean
  /** Null: not simulated, or nobody moves. */
  readonly clear_probability: ClearOnDays | null
  /** On simulated days; null: not simulated. */
  readonly simulated: Simulated | null
}

/** On days for comparing: no limit, for that would be a claim, which takes days of its own. */
export type ClearOnDays = Omit<NonNullable<Plan['clear_probability']>, 'lower_95'>

export interface Simulated {
  /** Out by the close, companions not counted. */
  readonly people_out: { readonly mean: number; readonly p05: number; readonly p50: number; readonly p95: number }
  readonly aid_g: { readonly mean: number }
}

export interface FrontierOption {
  /** The codes, joined by ` & ` where there are two. */
  readonly change: string
  readonly changes: readonly Change[]
  /** What is asked for, in each language. */
  readonly words: Readonly<Record<Language, string>>
  readonly levels: readonly OptionLevel[]
  /** The first level that differs; null: none does. */
  readonly gain_level: LevelName | null
  /**
   * Certain: no plan by the terms as they are, whatever it holds back, does as well on the first level that differs (for a
   * loss: no plan by the changed terms does as well as the one there is; where nothing differs: none does better).
   */
  readonly certainty: 'certain' | 'possible'
  /**
   * What the prices of the bound say of `by_price_level`, to first order, and no more than is left to be had there; null: no
   * price says anything of it. The level is that of the gain, where there is a price of it.
   */
  readonly by_price: number | null
  readonly by_price_level: LevelName | null
  readonly outcome: Omit<Outcome, 'levels'>
  readonly clear_probability: ClearOnDays | null
  /** Null: not simulated, or one of the two moves nobody. */
  readonly days: PairedDays | null
}

export interface PairedDays {
  /** Simulated days on which one of the two plans is clear and the other is not. */
  readonly only_changed: number
  readonly only_as_it_is: number
  /** McNemar: of days as uneven as these, or more, if neither plan were clear more often. */
  readonly chance: number
}

/** A difference of days that so rarely comes by chance is told as one. */
export const rarelyByChance = 0.05

export interface OptionLevel {
  readonly level: LevelName
  readonly unit: PlanLevel['unit']
  readonly from: number
  readonly to: number
  readonly bound_from: number | null
  readonly bound_to: number | null
  /** Of 5a: the least drop's share, which is compared first. */
  readonly share_ppm_from?: number
  readonly share_ppm_to?: number
}

export interface FrontierPair extends FrontierOption {
  readonly alone: readonly { readonly level: LevelName; readonly sum: number }[]
}
