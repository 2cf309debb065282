// Whether a plan holds more back than its terms ask for: what no plan exceeds is then said of plans that hold back as much.

interface WithReserve {
  readonly reserve?:
    | { readonly uses: readonly { readonly use: string; readonly is_taken: boolean }[] }
    | null
    | undefined
}

export function keepsReserve({ reserve }: WithReserve): boolean {
  return reserve?.uses.some(({ use, is_taken }) => is_taken && use !== 'none') === true
}
