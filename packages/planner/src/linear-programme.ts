// A linear programme over columns that come one after another: amounts of them, not below 0, that keep every row at
// least cost. What is missing from a row or too much in it, where the row does not allow it, costs `amiss` each. Where
// columns cost nothing, the least cost is 0 if and only if there are amounts that keep every row.
//
// Revised simplex with the whole inverse: there are some dozens of rows. Its prices are only a proposal: what is
// proved with them is computed anew in whole numbers, so that rounding here can cost sharpness, never truth.

export interface Row {
  /** What is counted: a column has it so many times. */
  readonly of: number
  readonly kind: 'exactly' | 'at_most' | 'at_least'
  /** Not below 0. */
  readonly right: number
}

export const rounding = 1e-7

interface Column {
  readonly cost: number
  readonly rows: readonly number[]
  readonly counts: readonly number[]
  /** What the caller knows it by; undefined for what is missing or too much. */
  readonly key: number | undefined
}

export class LinearProgramme {
  private readonly rows: number
  private readonly rowsOf = new Map<number, number[]>()
  private readonly columns: Column[] = []
  private readonly isBasic: boolean[] = []
  /** Column that stands in each row's place of the basis. */
  private readonly basis: Int32Array
  private readonly inverse: Float64Array
  /** Amount of each column of the basis. */
  private readonly amount: Float64Array

  constructor(rows: readonly Row[], amiss = 1) {
    this.rows = rows.length
    this.basis = new Int32Array(rows.length)
    this.inverse = new Float64Array(rows.length * rows.length)
    this.amount = Float64Array.from(rows, ({ right }) => right)
    for (const [row, { of, kind }] of rows.entries()) {
      this.rowsOf.set(of, [...(this.rowsOf.get(of) ?? []), row])
      this.basis[row] = this.columns.length
      this.inverse[row * rows.length + row] = 1
      this.columns.push({ cost: kind === 'at_most' ? 0 : amiss, rows: [row], counts: [1], key: undefined })
      this.isBasic.push(true)
      if (kind === 'at_most') continue
      this.columns.push({ cost: kind === 'at_least' ? 0 : amiss, rows: [row], counts: [-1], key: undefined })
      this.isBasic.push(false)
    }
  }

  /** What the column has, each with repetition. */
  add(key: number, has: readonly number[], cost = 0): void {
    const counts = new Map<number, number>()
    for (const each of has) for (const row of this.rowsOf.get(each) ?? []) counts.set(row, (counts.get(row) ?? 0) + 1)
    this.columns.push({ cost, rows: [...counts.keys()], counts: [...counts.values()], key })
    this.isBasic.push(false)
  }

  /** As `add`, with so much of each, whole or not. */
  addAmounts(key: number, amounts: ReadonlyMap<number, number>, cost: number): void {
    const rows: number[] = []
    const counts: number[] = []
    for (const [of, amount] of amounts)
      for (const row of this.rowsOf.get(of) ?? []) {
        rows.push(row)
        counts.push(amount)
      }
    this.columns.push({ cost, rows, counts, key })
    this.isBasic.push(false)
  }

  get cost(): number {
    let cost = 0
    for (let row = 0; row < this.rows; row++)
      cost += (this.columns[this.basis[row] ?? 0]?.cost ?? 0) * (this.amount[row] ?? 0)
    return cost
  }

  used(): { readonly key: number; readonly amount: number }[] {
    return Array.from(this.basis, (column, row) => ({
      key: this.columns[column]?.key,
      amount: this.amount[row] ?? 0,
    })).flatMap(({ key, amount }) => (key !== undefined && amount > rounding ? [{ key, amount }] : []))
  }

  /** What one more on the right of each row would add to the cost. */
  prices(): Float64Array {
    const { rows, inverse, basis, columns } = this
    const prices = new Float64Array(rows)
    for (let row = 0; row < rows; row++) {
      const cost = columns[basis[row] ?? 0]?.cost ?? 0
      if (cost === 0) continue
      for (let k = 0; k < rows; k++) prices[k] = (prices[k] ?? 0) + cost * (inverse[row * rows + k] ?? 0)
    }
    return prices
  }

  /**
   * To the least cost, or until so many pivots are made that rounding must have led astray: then amounts and prices are
   * still of use, but not the best. Tells how many entries were worked on.
   */
  solve(): number {
    let stalled = 0
    let work = 0
    for (let pivots = 0; pivots < 50 * this.rows; pivots++) {
      work += this.rows * this.rows + this.columns.length
      // After many pivots without progress the first column that improves is taken (Bland), which cannot cycle.
      const isCareful = stalled > 5 * this.rows
      const entering = this.entering(isCareful)
      if (entering < 0) break
      stalled = this.pivot(entering, isCareful) > rounding ? 0 : stalled + 1
    }
    return work
  }

  private entering(isCareful: boolean): number {
    const prices = this.prices()
    let best = -1
    let least = -rounding
    for (let index = 0; index < this.columns.length; index++) {
      const column = this.columns[index]
      if (this.isBasic[index] || column === undefined) continue
      const { rows, counts } = column
      let reduced = column.cost
      for (let k = 0; k < rows.length; k++) reduced -= (prices[rows[k] ?? 0] ?? 0) * (counts[k] ?? 0)
      if (reduced >= least) continue
      best = index
      if (isCareful) return best
      least = reduced
    }
    return best
  }

  /** How far the basis moved. */
  private pivot(entering: number, isCareful: boolean): number {
    const { rows, inverse, amount, basis } = this
    const column = this.columns[entering]
    if (column === undefined) throw new Error('there is no such column')
    const rates = new Float64Array(rows)
    for (let row = 0; row < rows; row++) {
      let rate = 0
      for (let k = 0; k < column.rows.length; k++)
        rate += (inverse[row * rows + (column.rows[k] ?? 0)] ?? 0) * (column.counts[k] ?? 0)
      rates[row] = rate
    }
    let leaving = -1
    let step = Number.POSITIVE_INFINITY
    for (let row = 0; row < rows; row++) {
      const rate = rates[row] ?? 0
      if (rate <= rounding) continue
      const ratio = Math.max(0, amount[row] ?? 0) / rate
      const isTied = leaving >= 0 && Math.abs(ratio - step) <= 1e-12
      const winsTie = isCareful ? (basis[row] ?? 0) < (basis[leaving] ?? 0) : rate > (rates[leaving] ?? 0)
      if (isTied ? !winsTie : ratio >= step) continue
      step = Math.min(step, ratio)
      leaving = row
    }
    if (leaving < 0) throw new Error('a column that no row bounds')
    const pivot = rates[leaving] ?? 1
    const base = leaving * rows
    for (let k = 0; k < rows; k++) inverse[base + k] = (inverse[base + k] ?? 0) / pivot
    amount[leaving] = (amount[leaving] ?? 0) / pivot
    for (let row = 0; row < rows; row++) {
      const rate = rates[row] ?? 0
      if (row === leaving || rate === 0) continue
      for (let k = 0; k < rows; k++)
        inverse[row * rows + k] = (inverse[row * rows + k] ?? 0) - rate * (inverse[base + k] ?? 0)
      amount[row] = (amount[row] ?? 0) - rate * (amount[leaving] ?? 0)
    }
    this.isBasic[basis[leaving] ?? 0] = false
    this.isBasic[entering] = true
    basis[leaving] = entering
    return step
  }
}
