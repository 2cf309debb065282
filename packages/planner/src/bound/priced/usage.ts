// What one answer to the prices takes of the rows.

/** Amounts by row, few of them other than 0. */
export interface Column {
  readonly rows: Int32Array
  readonly amounts: Float64Array
}

/** Gathers a column. */
export class Usage {
  private readonly amounts: Float64Array
  private readonly touched: number[] = []

  constructor(rowCount: number) {
    this.amounts = new Float64Array(rowCount)
  }

  add(row: number | undefined, amount: number): void {
    if (row === undefined || row < 0 || amount === 0) return
    if ((this.amounts[row] ?? 0) === 0) this.touched.push(row)
    this.amounts[row] = (this.amounts[row] ?? 0) + amount
  }

  /** What was gathered since the last time. */
  column(): Column {
    const rows = Int32Array.from(new Set(this.touched))
    const amounts = Float64Array.from(rows, (row) => this.amounts[row] ?? 0)
    for (const row of rows) this.amounts[row] = 0
    this.touched.length = 0
    return { rows, amounts }
  }
}
