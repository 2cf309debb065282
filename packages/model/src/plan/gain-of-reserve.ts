// What a reserve brings, and for whom it is left: else it reads as fewer out, for nothing, or as a sum that does not add up.

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

/** People left for the reserve, and others brought out in their place; undefined where there are no others, or it is not told. */
export function changedByReserve({
  price,
}: {
  readonly price: readonly { readonly left?: number; readonly instead?: number }[]
}): { readonly left: number; readonly instead: number; readonly less: number } | undefined {
  const left = price.reduce((sum, row) => sum + (row.left ?? 0), 0)
  const instead = price.reduce((sum, row) => sum + (row.instead ?? 0), 0)
  return instead === 0 ? undefined : { left, instead, less: left - instead }
}
