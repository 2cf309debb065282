// Who attests, and who is independent of whom. Independence is declared, never guessed.

export interface Source {
  readonly organisation: string
  /** Where its information comes from. Two that repeat the same third are one source. */
  readonly chain: string
  /** The party it belongs to or speaks for, if any. */
  readonly side?: string
}

export function areIndependent(a: Source, b: Source): boolean {
  // Who has it from the other, or from where the other has it, adds nothing.
  return (
    a.organisation !== b.organisation && a.chain !== b.chain && a.chain !== b.organisation && b.chain !== a.organisation
  )
}

/** Whose word does not count for or against a claim: its speaker's side and that side's adversaries. */
export interface Excluded {
  readonly sides: ReadonlySet<string>
  readonly chains: ReadonlySet<string>
}

export const nobodyExcluded: Excluded = { sides: new Set(), chains: new Set() }

export function counts(source: Source, excluded: Excluded): boolean {
  if (excluded.chains.has(source.chain) || excluded.chains.has(source.organisation)) return false
  return source.side === undefined || !excluded.sides.has(source.side)
}

export function excludedKey(excluded: Excluded): string {
  return JSON.stringify([[...excluded.sides].sort(), [...excluded.chains].sort()])
}
