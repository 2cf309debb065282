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

/** Prices are carried from pivot to pivot; after so many they are worked out anew, so that rounding does not add up. */
const anewEvery = 64

/** What is missing or too much has no key. */
const noKey = -1

export class LinearProgramme {
  private readonly rows: number
  private readonly rowsOf = new Map<number, number[]>()
  private columns = 0
  private costOf = new Float64Array(256)
  private key = new Float64Array(256)
  private isBasic = new Uint8Array(256)
  /** Entries of column c: from begins[c] to begins[c + 1]. */
  private begins = new Int32Array(257)
  private rowAt = new Int32Array(2048)
  private countAt = new Float64Array(2048)
  /** Column that stands in each row's place of the basis. */
  private readonly basis: Int32Array
  private readonly inverse: Float64Array
  /** Amount of each column of the basis. */
  private readonly amount: Float64Array
  /** What one more on the right of each row would add to the cost. */
  private readonly price: Float64Array
  private readonly rates: Float64Array
  /** Of the entering column: what one of it costs less than what it stands for. */
  private reduced = 0

  constructor(rows: readonly Row[], amiss = 1) {
    this.rows = rows.length
    this.basis = new Int32Array(rows.length)
    this.inverse = new Float64Array(rows.length * rows.length)
    this.amount = Float64Array.from(rows, ({ right }) => right)
    this.price = new Float64Array(rows.length)
    this.rates = new Float64Array(rows.length)
    for (const [row, { of, kind }] of rows.entries()) {
      this.rowsOf.set(of, [...(this.rowsOf.get(of) ?? []), row])
      this.basis[row] = this.columns
      this.inverse[row * rows.length + row] = 1
      this.isBasic[this.columns] = 1
      this.column(noKey, kind === 'at_most' ? 0 : amiss, [row], 1)
      if (kind !== 'at_most') this.column(noKey, kind === 'at_least' ? 0 : amiss, [row], -1)
    }
  }

  /** What the column has, each with repetition. */
  add(key: number, has: readonly number[], cost = 0): void {
    this.column(
      key,
      cost,
      has.flatMap((each) => this.rowsOf.get(each) ?? []),
      1,
    )
  }

  /** `counts`: of each row in turn, or of every row alike. */
  private column(key: number, cost: number, rows: readonly number[], counts: readonly number[] | number): void {
    const column = this.columns++
    if (this.costOf.length < this.columns) {
      this.costOf = grown(this.costOf, new Float64Array(2 * column))
      this.key = grown(this.key, new Float64Array(2 * column))
      this.isBasic = grown(this.isBasic, new Uint8Array(2 * column))
      this.begins = grown(this.begins, new Int32Array(2 * column + 1))
    }
    const begin = this.begins[column] as number
    if (this.rowAt.length < begin + rows.length) {
      const size = 2 * (begin + rows.length)
      this.rowAt = grown(this.rowAt, new Int32Array(size))
      this.countAt = grown(this.countAt, new Float64Array(size))
    }
    let end = begin
    for (const [index, row] of rows.entries()) {
      let at = begin
      while (at < end && this.rowAt[at] !== row) at++
      if (at === end) {
        this.rowAt[end] = row
        this.countAt[end++] = 0
      }
      this.countAt[at] = (this.countAt[at] as number) + (typeof counts === 'number' ? counts : (counts[index] ?? 0))
    }
    this.costOf[column] = cost
    this.key[column] = key
    this.begins[column + 1] = end
  }

  /** As `add`, with so much of each, whole or not. */
  addAmounts(key: number, amounts: ReadonlyMap<number, number>, cost: number): void {
    const entries = [...amounts].flatMap(([of, amount]) => (this.rowsOf.get(of) ?? []).map((row) => ({ row, amount })))
    this.column(
      key,
      cost,
      entries.map(({ row }) => row),
      entries.map(({ amount }) => amount),
    )
  }

  get cost(): number {
    let cost = 0
    for (let row = 0; row < this.rows; row++)
      cost += (this.costOf[this.basis[row] as number] as number) * (this.amount[row] as number)
    return cost
  }

  used(): { readonly key: number; readonly amount: number }[] {
    return Array.from(this.basis, (column, row) => ({
      key: this.key[column] ?? noKey,
      amount: this.amount[row] ?? 0,
    })).filter(({ key, amount }) => key !== noKey && amount > rounding)
  }

  /** What one more on the right of each row would add to the cost. */
  prices(): Float64Array {
    this.priceAnew()
    return this.price.slice()
  }

  private priceAnew(): void {
    const { rows, inverse, basis, costOf, price } = this
    price.fill(0)
    for (let row = 0; row < rows; row++) {
      const cost = costOf[basis[row] as number] as number
      if (cost === 0) continue
      const base = row * rows
      for (let k = 0; k < rows; k++) price[k] = (price[k] as number) + cost * (inverse[base + k] as number)
    }
  }

  /**
   * To the least cost, or until so many pivots are made that rounding must have led astray: then amounts and prices are
   * still of use, but not the best. Tells how many entries were worked on.
   */
  solve(): number {
    let stalled = 0
    let work = 0
    this.priceAnew()
    for (let pivots = 1; pivots <= 50 * this.rows; pivots++) {
      work += this.rows * this.rows + this.columns
      // After many pivots without progress the first column that improves is taken (Bland), which cannot cycle.
      const isCareful = stalled > 5 * this.rows
      let entering = this.entering(isCareful)
      if (entering < 0) {
        // Only prices made anew tell that nothing improves.
        this.priceAnew()
        entering = this.entering(isCareful)
        if (entering < 0) break
      }
      stalled = this.pivot(entering, isCareful) > rounding ? 0 : stalled + 1
      if (pivots % anewEvery === 0) this.priceAnew()
    }
    return work
  }

  private entering(isCareful: boolean): number {
    const { price, begins, rowAt, countAt, costOf, isBasic, columns } = this
    let best = -1
    let least = -rounding
    for (let column = 0; column < columns; column++) {
      if (isBasic[column] === 1) continue
      let reduced = costOf[column] as number
      const end = begins[column + 1] as number
      for (let at = begins[column] as number; at < end; at++)
        reduced -= (price[rowAt[at] as number] as number) * (countAt[at] as number)
      if (reduced >= least) continue
      best = column
      this.reduced = reduced
      if (isCareful) return best
      least = reduced
    }
    return best
  }

  /** How far the basis moved. */
  private pivot(entering: number, isCareful: boolean): number {
    const { rows, inverse, amount, basis, rates, price, rowAt, countAt } = this
    const begin = this.begins[entering] as number
    const end = this.begins[entering + 1] as number
    let leaving = -1
    let step = Number.POSITIVE_INFINITY
    for (let row = 0; row < rows; row++) {
      const base = row * rows
      let rate = 0
      for (let at = begin; at < end; at++)
        rate += (inverse[base + (rowAt[at] as number)] as number) * (countAt[at] as number)
      rates[row] = rate
      if (rate <= rounding) continue
      const held = amount[row] as number
      const ratio = held > 0 ? held / rate : 0
      const isTied = leaving >= 0 && Math.abs(ratio - step) <= 1e-12
      const winsTie = isCareful
        ? (basis[row] as number) < (basis[leaving] as number)
        : rate > (rates[leaving] as number)
      if (isTied ? !winsTie : ratio >= step) continue
      if (ratio < step) step = ratio
      leaving = row
    }
    if (leaving < 0) throw new Error('a column that no row bounds')
    const pivot = rates[leaving] as number
    const base = leaving * rows
    for (let k = 0; k < rows; k++) inverse[base + k] = (inverse[base + k] as number) / pivot
    amount[leaving] = (amount[leaving] as number) / pivot
    for (let row = 0; row < rows; row++) {
      const rate = rates[row] as number
      if (row === leaving || rate === 0) continue
      const own = row * rows
      for (let k = 0; k < rows; k++)
        inverse[own + k] = (inverse[own + k] as number) - rate * (inverse[base + k] as number)
      amount[row] = (amount[row] as number) - rate * (amount[leaving] as number)
    }
    const { reduced } = this
    for (let k = 0; k < rows; k++) price[k] = (price[k] as number) + reduced * (inverse[base + k] as number)
    this.isBasic[basis[leaving] as number] = 0
    this.isBasic[entering] = 1
    basis[leaving] = entering
    return step
  }
}

function grown<Numbers extends Float64Array | Int32Array | Uint8Array>(from: Numbers, into: Numbers): Numbers {
  into.set(from)
  return into
}
