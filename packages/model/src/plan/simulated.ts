// What simulated days make of what is planned.

/** Less than nine tenths of what is planned: told beside it wherever it stands. */
const muchLess = 0.9

/** What is reached on half of simulated days, or less; undefined: about as much as planned, or no day was simulated. */
export function muchLessOnHalf(planned: number, days: { readonly p50: number } | undefined): number | undefined {
  return days !== undefined && days.p50 < muchLess * planned ? days.p50 : undefined
}
