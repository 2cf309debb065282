// Time as the priced bound sees it: each window a block of cells of equal length, counted from its opening.

import type { PlannedWindow, Problem } from '../../problem.ts'

export interface Block {
  readonly window: PlannedWindow
  /** Cells from the opening to the end of the block, where the next window opens or outside nothing matters any more. */
  readonly cells: number
}

export interface Clock {
  readonly cellSeconds: number
  readonly blocks: readonly Block[]
}

/** After the last must be out, intake is still priced for so long; later arrivals are taken in for nothing. */
const tailSeconds = 7200

export function clockOf(problem: Problem, cellSeconds: number): Clock {
  const blocks = problem.windows.map((window, index) => {
    const end = Math.min(
      problem.windows[index + 1]?.open ?? Number.POSITIVE_INFINITY,
      Math.max(window.clearBy + tailSeconds, window.open + cellSeconds),
    )
    return { window, cells: Math.max(1, Math.ceil((end - window.open) / cellSeconds)) }
  })
  return { cellSeconds, blocks }
}

export function cellsOf(clock: Clock): number {
  return clock.blocks.reduce((sum, { cells }) => sum + cells, 0)
}
