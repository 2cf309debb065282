// Of several changes that would do, which one is named: what does not more than double what there is before what does; then by
// who could grant it, those who bring relief first; then the smallest part of what there is; then as the file has them.

import { granters } from '../changes/asks.ts'
import type { Asked } from './least.ts'

export function inOrder<T extends Asked>(asked: readonly T[]): T[] {
  return asked
    .map((each, position) => ({ each, position }))
    .sort(
      (a, b) =>
        Number(isMoreThanDouble(a.each)) - Number(isMoreThanDouble(b.each)) ||
        granters.indexOf(a.each.ask.grantedBy) - granters.indexOf(b.each.ask.grantedBy) ||
        part(a.each) - part(b.each) ||
        a.position - b.position,
    )
    .map(({ each }) => each)
}

/** Where there is none, any amount is the first. */
function isMoreThanDouble({ ask: { have }, amount }: Asked): boolean {
  return have !== undefined && have > 0 && amount > have
}

/** What cannot be told in parts comes after what can. */
function part({ ask: { have }, amount }: Asked): number {
  return have === undefined || have === 0 ? 1 : Math.min(1, amount / have)
}
