// Figures of the frontier as they are shown: each with what it was, and what no plan exceeds.

import type { Words } from '../words.tsx'
import { type FrontierOption, levelOfPriority, type OptionLevel, type Priority, priorities } from './model.ts'

export interface Measure {
  readonly key: Priority | 'aid'
  readonly from: number
  readonly to: number
  readonly boundFrom: number | null
  readonly boundTo: number | null
}

/** People by priority, as far as there are any who wish to leave, then grams. */
export function measuresOf(option: FrontierOption, asItIsGrams: number, shown: readonly Measure['key'][]): Measure[] {
  return shown.map((key): Measure => {
    if (key === 'aid') return { key, from: asItIsGrams, to: option.outcome.aid_g, boundFrom: null, boundTo: null }
    const level = option.levels.find((each) => each.level === levelOfPriority[key])
    return {
      key,
      from: level?.from ?? 0,
      to: level?.to ?? 0,
      boundFrom: level?.bound_from ?? null,
      boundTo: level?.bound_to ?? null,
    }
  })
}

export function shownOf(wished: {
  readonly by_priority: Readonly<Record<Priority, number>>
  readonly aid_g: number
}): Measure['key'][] {
  return [
    ...priorities.filter((priority) => wished.by_priority[priority] > 0),
    ...(wished.aid_g > 0 ? (['aid'] as const) : []),
  ]
}

/** With its sign, which in Arabic too stands before the digits. */
export function signed(value: number, { number }: Words): string {
  return `\u2066${signOf(value)}${number(Math.abs(value))}\u2069`
}

export function signedTonnes(grams: number, { t, number }: Words): string {
  return t('unit.tonnes', { value: `\u2066${signOf(grams)}${number(Math.round(Math.abs(grams) / 1e5) / 10)}\u2069` })
}

function signOf(value: number): string {
  return value > 0 ? '+' : value < 0 ? '\u2212' : '±'
}

export function atMost(value: number | null, words: Words): string {
  return value === null ? words.t('frontier.unknown') : `\u2066≤\u00a0${words.number(value)}\u2069`
}

export function clearDays(
  { estimate, replications }: NonNullable<FrontierOption['clear_probability']>,
  { number }: Words,
): { clear: string; days: string } {
  return { clear: number(Math.round(estimate * replications)), days: number(replications) }
}

export function signedAmount(value: number, unit: OptionLevel['unit'], words: Words): string {
  if (unit === 'g') return signedTonnes(value, words)
  const figure = signed(unit === 'ppm' ? Math.round(value / 1000) / 10 : Math.round(value), words)
  return unit === 'ppm' ? words.t('unit.percent', { value: figure }) : figure
}
