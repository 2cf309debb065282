// Prices to start from: those of a day on which everything goes on evenly. How often each vehicle makes which round, with no
// regard to when, is a linear programme of some hundred rows; what its limits are worth is near what they are worth in the
// real day, but for its beginning and end. It is solved by columns: rounds are added that pay at the prices so far.

import { LinearProgramme, type Row } from '../../linear-programme.ts'
import type { PlannedGroup } from '../../problem.ts'
import { limitOf } from './evaluate.ts'
import { type PersonGains, personGains } from './gains.ts'
import type { Goal } from './goal.ts'
import { places } from './loads.ts'
import type { Job, PickUp, Space, VehicleClass, Way } from './space.ts'
import { startPrices } from './start.ts'
import { Usage } from './usage.ts'

/** Rows of the day that are one row of the even day; −1: left out. */
interface Evened {
  readonly of: Int32Array
  readonly rows: Row[]
  /** Of each even row: what is counted in ones, so that all figures are of a size. */
  readonly units: number[]
}

export class EvenDay {
  private readonly space: Space
  private readonly evened: Evened
  private readonly timeRows: readonly number[]
  /** By class and mobility: people picked up anywhere, for the room that rounds made for others have. */
  private readonly poolRows: readonly (readonly number[])[]
  private readonly walkRows: readonly number[]
  private readonly columns: Columns
  private readonly programme: LinearProgramme
  private rounds = 0
  private found: Float64Array

  constructor(space: Space, goal: Goal) {
    const evened = evenedRows(space, goal)
    this.space = space
    this.evened = evened
    this.timeRows = space.classes.map((of) => addTimeRow(space, of, evened))
    this.walkRows = space.walks.map(({ perSecond, spans }) => {
      const seconds = spans.reduce((sum, { from, until }) => sum + until - from, 0)
      return addRow(evened, perSecond * seconds, 20)
    })
    this.poolRows = space.classes.map(() => places.map(() => addRow(evened, 0, 1)))
    const floorRows = space.problem.drops.map(() => addRow(evened, 1, 1))
    const shareRow = addRow(evened, 1_000_000, 1_000_000)
    // More would take too long: then what is known of it is where prices start.
    if (evened.rows.length > mostRows) this.rounds = mostRounds
    this.programme = new LinearProgramme(evened.rows.length > mostRows ? [] : evened.rows, amissCost)
    this.columns = new Columns(space, goal, evened, this.programme)
    this.columns.addFloorsAndShare(floorRows, shareRow)
    this.found = startPrices(space, goal)
  }

  get prices(): Float64Array {
    return this.found
  }

  /** Solves it with the rounds so far, and adds those that pay. False: there are none, or there were too many. */
  improve(): boolean {
    if (this.rounds >= mostRounds) return false
    this.rounds += 1
    const { space, evened, columns, programme } = this
    programme.solve()
    const even = Float64Array.from(programme.prices(), (price, row) => Math.abs(price) / (evened.units[row] ?? 1))
    const prices = Float64Array.from(evened.of, (to) => (to < 0 ? 0 : (even[to] ?? 0)))
    this.found = prices
    const before = columns.count
    columns.addWalks(prices, this.walkRows, even)
    space.classes.forEach((of, index) => {
      const row = this.timeRows[index] ?? -1
      const pools = (this.poolRows[index] ?? []).map((pool) => ({ row: pool, price: even[pool] ?? 0 }))
      columns.addRounds(of, prices, { row, price: even[row] ?? 0 }, pools)
    })
    return columns.count > before
  }

  /** How many rows it has: the time of a round grows with their square. */
  get size(): number {
    return this.evened.rows.length
  }
}

const mostRounds = 80
const mostRows = 700
/** Of a unit of what must be had and is not; the units of such rows are so large that it is what they are worth at most. */
const amissCost = 1000

function addRow({ rows, units }: Evened, limit: number, unit: number): number {
  rows.push({ of: rows.length, kind: limit < 0 ? 'at_least' : 'at_most', right: Math.abs(limit) / unit })
  units.push(unit)
  return rows.length - 1
}

/** Slots, gates and intake over the whole day, as far as they can be of use; all else as it is. */
function evenedRows(space: Space, goal: Goal): Evened {
  const { rows, problem } = space
  const evened: Evened = { of: new Int32Array(rows.count).fill(-1), rows: [], units: [] }
  const sums = new Map<string, { limit: number; scale: number; members: number[]; isLeast: boolean }>()
  const useful = usefulSpans(space)
  const worths = startPrices(space, goal)
  rows.names.forEach((name, row) => {
    if (name.kind === 'group' && Number.isFinite(name.before)) return
    const isKept = name.kind.endsWith('_kept')
    if (isKept && !goal.kept.has(row)) return
    let limit = limitOf(space, goal, row)
    if (name.kind === 'slot') limit *= partWithin(name, useful(name.corridor, name.direction))
    if (name.kind === 'gate' || name.kind === 'intake') limit *= partWithin(name, useful(undefined, 'out'))
    const key =
      name.kind === 'slot'
        ? `slot ${name.corridor} ${name.direction}`
        : name.kind === 'gate'
          ? `gate ${name.corridor} ${name.gate}`
          : name.kind === 'intake'
            ? `intake ${name.place}`
            : `${row}`
    // What is kept may be worth more than what it keeps from, but not without end where all of it is needed.
    const scale = isKept ? amissCost / (5 * (worths[row] ?? 1)) : (rows.scales[row] ?? 1)
    const known = sums.get(key) ?? { limit: 0, scale, members: [], isLeast: isKept }
    sums.set(key, known)
    known.limit += limit
    known.members.push(row)
  })
  for (const { limit, scale, members, isLeast } of sums.values()) {
    const to = evened.rows.length
    evened.rows.push({ of: to, kind: isLeast ? 'at_least' : 'at_most', right: Math.abs(limit) / scale })
    evened.units.push(scale)
    for (const row of members) evened.of[row] = to
  }
  return problem.groups.length === 0 && problem.drops.length === 0 ? { ...evened, rows: [] } : evened
}

interface Span {
  readonly from: number
  readonly until: number
}

/** From when on anybody can be at a mouth on the way out, and until when it is worth going in. */
function usefulSpans({ problem, classes }: Space) {
  let firstOut = Number.POSITIVE_INFINITY
  let leastRound = Number.POSITIVE_INFINITY
  for (const { ins, outs, pickUps, drops } of classes)
    for (const stop of [...pickUps, ...drops])
      ins.forEach((into, inIndex) => {
        const there = passage(into) + (stop.fromIn[inIndex] ?? 0)
        outs.forEach((out, outIndex) => {
          firstOut = Math.min(firstOut, there + (stop.toOut[outIndex] ?? 0))
          leastRound = Math.min(leastRound, there + (stop.toOut[outIndex] ?? 0) + passage(out))
        })
      })
  return (corridor: number | undefined, direction: 'in' | 'out' | 'both'): readonly Span[] => {
    const opens = (corridor === undefined ? undefined : problem.corridors[corridor]?.opens.earliest) ?? 0
    return problem.windows.map(({ open, clearBy }) => ({
      from: Math.max(open, opens) + (direction === 'out' ? firstOut : 0),
      until: clearBy - (direction === 'in' ? leastRound : 0),
    }))
  }
}

function partWithin({ from, until }: Span, spans: readonly Span[]): number {
  const within = spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(until, span.until) - Math.max(from, span.from)),
    0,
  )
  return Math.min(1, within / Math.max(1, until - from))
}

function passage({ toGateSeconds, fromGateSeconds }: Way): number {
  return toGateSeconds + fromGateSeconds
}

/** Vehicle-seconds. */
function addTimeRow(space: Space, of: VehicleClass, evened: Evened): number {
  const count = of.starts.reduce((sum, each) => sum + each.count, 0)
  return addRow(evened, count * daySeconds(space, of), 3600)
}

/** After its last round a vehicle need not come back to a way in: as if the day were longer by that. */
function daySeconds({ problem }: Space, of: VehicleClass): number {
  const back = of.jobs.reduce(
    (least, { fromOut, toIn }) => Math.min(least, Math.min(...fromOut) + Math.min(...toIn)),
    Number.POSITIVE_INFINITY,
  )
  return problem.windows.reduce((sum, { open, clearBy }) => {
    const from = Math.max(open, of.fleet.available?.[0] ?? open)
    const until = Math.min(clearBy, of.until)
    return sum + Math.max(0, until - from) + (Number.isFinite(back) ? back : 0)
  }, 0)
}

class Columns {
  count = 0
  private readonly space: Space
  private readonly goal: Goal
  private readonly evened: Evened
  private readonly programme: LinearProgramme
  private readonly usage: Usage

  constructor(space: Space, goal: Goal, evened: Evened, programme: LinearProgramme) {
    this.space = space
    this.goal = goal
    this.evened = evened
    this.programme = programme
    this.usage = new Usage(space.rows.count)
  }

  /** What was gathered as usage, and so much of further even rows. */
  private add(gain: number, further: readonly (readonly [number, number])[] = []): void {
    const { of, units } = this.evened
    const amounts = new Map<number, number>()
    const { rows, amounts: used } = this.usage.column()
    rows.forEach((row, index) => {
      const to = of[row] ?? -1
      if (to < 0) return
      const isLeast = this.evened.rows[to]?.kind === 'at_least'
      const amount = ((isLeast ? -1 : 1) * (used[index] ?? 0)) / (units[to] ?? 1)
      amounts.set(to, (amounts.get(to) ?? 0) + amount)
    })
    for (const [to, amount] of further) amounts.set(to, (amounts.get(to) ?? 0) + amount / (units[to] ?? 1))
    this.programme.addAmounts(this.count, amounts, -gain)
    this.count += 1
  }

  /** A floor that is reached, and a millionth of every drop's wish. */
  addFloorsAndShare(floorRows: readonly number[], shareRow: number): void {
    const { space, goal, usage } = this
    for (const { index, floorGrams } of space.problem.drops) {
      if (goal.floorGram <= 0 || floorGrams === 0) continue
      usage.add(space.floorDeliveredRows[index], floorGrams)
      this.add(goal.floorGram * floorGrams, [[floorRows[index] ?? -1, 1]])
    }
    if (goal.share <= 0) return
    for (const { index, demandGrams } of space.problem.drops)
      usage.add(space.shareDeliveredRows[index], demandGrams / 1_000_000)
    this.add(goal.share, [[shareRow, 1]])
  }

  addWalks(prices: Float64Array, walkRows: readonly number[], even: Float64Array): void {
    const { space, goal, usage } = this
    const gains = personGains(space, goal, prices)
    space.walks.forEach(({ choices }, walk) => {
      const row = walkRows[walk] ?? -1
      for (const { group, to } of choices) {
        if (gains.gain(group, to, latest) <= (even[row] ?? 0) + least) continue
        gains.take(usage, group, to, latest, 1)
        this.add(goal.person[group.tier] ?? 0, [[row, 1]])
      }
    })
  }

  /** For each stop and job the best round, if it pays. */
  addRounds(of: VehicleClass, prices: Float64Array, time: EvenPrice, pools: readonly EvenPrice[]): void {
    const { space, goal } = this
    const secondPrice = time.price
    const gains = personGains(space, goal, prices)
    const inCost = of.ins.map((way) => this.wayCost(way, prices) + secondPrice * passage(way))
    const outCost = of.outs.map((way) => this.wayCost(way, prices) + secondPrice * passage(way))
    for (const planned of of.groups) {
      const place = planned.bed.stretcher > 0 ? 0 : planned.bed.wheelchair > 0 ? 1 : 2
      const pool = pools[place]
      for (const to of planned.group.to) {
        if (pool === undefined || gains.gain(planned, to, latest) <= pool.price + least) continue
        gains.take(this.usage, planned, to, latest, 1)
        this.add(goal.person[planned.tier] ?? 0, [[pool.row, 1]])
      }
    }
    for (const stop of of.pickUps)
      of.jobs.forEach((job, jobIndex) => {
        const load = bestLoad(of, stop, job, jobIndex, pools, gains, secondPrice, this.intakePrice(job, prices))
        if (load === undefined) return
        const ins = cheapest(inCost, (way) => secondPrice * ((stop.fromIn[way] ?? 0) + (job.toIn[way] ?? 0)))
        const outs = cheapest(outCost, (way) => secondPrice * ((stop.toOut[way] ?? 0) + (job.fromOut[way] ?? 0)))
        for (let rank = 0; rank < Math.min(ins.length, outs.length); rank++) {
          const [into, out] = [ins[rank], outs[rank]]
          if (into === undefined || out === undefined || load.value - into.cost - out.cost <= least) break
          const { usage } = this
          const { planned, to, count } = load.main
          gains.take(usage, planned, to, latest, count)
          usage.add(job.intake?.first[0], load.persons)
          const way = this.takeRound(of, into.way, out.way, stop, job.fromOut[out.way] ?? 0, job.toIn[into.way] ?? 0)
          this.add(count * (goal.person[planned.tier] ?? 0), [[time.row, load.seconds + way], ...load.pooled])
        }
      })
    const { grams } = of.loads
    for (const stop of of.drops) {
      const { around } = of
      const [into] = cheapest(inCost, (way) => secondPrice * (stop.fromIn[way] ?? 0))
      if (into === undefined) continue
      const [out] = cheapest(outCost, (way) => secondPrice * ((stop.toOut[way] ?? 0) + (around[way]?.[into.way] ?? 0)))
      if (out === undefined) continue
      const brought = Math.min(grams, space.problem.drops[stop.drop]?.demandGrams ?? 0)
      const seconds = brought * stop.secondsEach
      const { usage } = this
      const each = this.gramWorth(stop.drop, prices)
      if (brought * each - seconds * secondPrice - into.cost - out.cost <= least) continue
      usage.add(space.demandRows[stop.drop], brought)
      for (const rows of [space.floorKeptRows, space.shareKeptRows, space.floorDeliveredRows, space.shareDeliveredRows])
        usage.add(rows[stop.drop], -brought)
      const way = this.takeRound(of, into.way, out.way, stop, around[out.way]?.[into.way] ?? 0, 0)
      this.add(brought * (goal.gram[stop.drop] ?? 0), [[time.row, seconds + way]])
    }
  }

  /** Takes slots and gates; tells how long it is on its way. */
  private takeRound(
    of: VehicleClass,
    into: number,
    out: number,
    stop: { readonly fromIn: readonly number[]; readonly toOut: readonly number[] },
    after: number,
    back: number,
  ): number {
    let seconds = (stop.fromIn[into] ?? 0) + (stop.toOut[out] ?? 0) + after + back
    for (const way of [of.ins[into], of.outs[out]]) {
      if (way === undefined) continue
      seconds += passage(way)
      this.usage.add(way.slots?.first[0], 1)
      this.usage.add(way.gate?.rows.first[0], way.gate?.serviceSeconds ?? 0)
    }
    return seconds
  }

  private wayCost({ slots, gate }: Way, prices: Float64Array): number {
    const priceOf = (row: number | undefined) => (row === undefined ? 0 : (prices[row] ?? 0))
    return priceOf(slots?.first[0]) + priceOf(gate?.rows.first[0]) * (gate?.serviceSeconds ?? 0)
  }

  private intakePrice({ intake }: Job, prices: Float64Array): number {
    return intake === undefined ? 0 : (prices[intake.first[0] ?? -1] ?? 0)
  }

  private gramWorth(drop: number, prices: Float64Array): number {
    const { space, goal } = this
    const price = (rows: readonly number[]) => prices[rows[drop] ?? -1] ?? 0
    const kept = [space.floorKeptRows, space.shareKeptRows, space.floorDeliveredRows, space.shareDeliveredRows]
    return kept.reduce((sum, rows) => sum + price(rows), (goal.gram[drop] ?? 0) - price(space.demandRows))
  }
}

const latest = Number.MAX_SAFE_INTEGER
/** Below it nothing pays: amounts are people, or what is worth as much. */
const least = 1e-6

interface WayCost {
  readonly way: number
  readonly cost: number
}

/** Some, so that not all rounds of one pricing crowd into the same corridor. */
const mostWays = 3

function cheapest(costs: readonly number[], further: (way: number) => number): WayCost[] {
  return costs
    .map((cost, way) => ({ way, cost: cost + further(way) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, mostWays)
}

interface Load {
  readonly value: number
  readonly seconds: number
  readonly persons: number
  readonly main: Best & { readonly count: number }
  /** Room for others, by even row. */
  readonly pooled: readonly (readonly [number, number])[]
}

interface EvenPrice {
  readonly row: number
  readonly price: number
}

interface Best {
  readonly planned: PlannedGroup
  readonly to: string
  readonly gain: number
}

/** Of each mobility, who is worth most of some. */
function bestOf(
  groups: readonly PlannedGroup[],
  destinations: (planned: PlannedGroup) => readonly string[],
  gains: PersonGains,
): Best | undefined {
  let best: Best | undefined
  for (const planned of groups)
    for (const to of destinations(planned)) {
      const gain = gains.gain(planned, to, latest)
      if (gain > (best?.gain ?? 0)) best = { planned, to, gain }
    }
  return best
}

/** As days count it (load-gains.ts): the main of a kind are of the stop, the others come from anywhere. */
function bestLoad(
  of: VehicleClass,
  stop: PickUp,
  { destination }: Job,
  job: number,
  pools: readonly EvenPrice[],
  gains: PersonGains,
  secondPrice: number,
  intakePrice: number,
): Load | undefined {
  const here = (stop.groups[job] ?? []).map((groups) => bestOf(groups, () => [destination], gains))
  let load: Load | undefined
  for (const { main, most, bucket } of of.loads.kinds) {
    const own = here[main]
    if (own === undefined) continue
    const { boardSeconds = 0, alightSeconds = 0, persons = 0 } = of.loads.buckets[bucket] ?? {}
    const seconds = boardSeconds + alightSeconds
    const count = most[main] ?? 0
    let value = count * own.gain - seconds * secondPrice - persons * intakePrice
    const pooled = pools.flatMap(({ row, price }, place): [number, number][] => {
      const room = place === main ? 0 : (most[place] ?? 0)
      value += room * price
      return room === 0 ? [] : [[row, -room]]
    })
    if (value > (load?.value ?? 0)) load = { value, seconds, persons, main: { ...own, count }, pooled }
  }
  return load
}
