// What a reserve that holds back more than is needed brings on simulated days: else it reads as fewer out, for nothing.

import type { LevelName } from './levels.ts'

interface PriceRow {
  readonly level: LevelName
  readonly on_average_without: number | null
  readonly on_average: number | null
}

/** The first level of which more gets through on average, where none before it has less; `isWhy`: the terms alone were enough. */
export function gainOfReserve({
  uses,
  price,
}: {
  readonly uses: readonly { readonly use: string; readonly is_enough: boolean; readonly is_taken: boolean }[]
  readonly price: readonly PriceRow[]
}):
  | { readonly level: LevelName; readonly without: number; readonly with: number; readonly isWhy: boolean }
  | undefined {
  for (const { level, on_average_without: before, on_average: after } of price) {
    if (before === null || after === null || Math.round(before) === Math.round(after)) continue
    if (after < before) return undefined
    const isWhy = uses.some(({ use, is_enough, is_taken }) => use === 'none' && is_enough && !is_taken)
    return { level, without: before, with: after, isWhy }
  }
  return undefined
}
