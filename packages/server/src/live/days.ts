// The pauses that are under way, each followed live by this process.

import type { LivePause, LivePauses } from '../api/live.ts'
import { isBefore, type Phase } from '../coordination/life/index.ts'
import { versionOf } from '../coordination/terms/index.ts'
import { SureNow } from '../now/sure-now.ts'
import type { Positions } from '../positions/positions.ts'
import type { Intake } from '../storage/index.ts'
import { DayLive } from './day-live.ts'
import type { InForce, PlansInForce } from './in-force.ts'
import { Replan } from './replan.ts'
import type { Watch } from './watch.ts'

export interface DaysSetup {
  readonly intake: Pick<Intake, 'receive'>
  readonly live: LivePauses
  readonly plans: PlansInForce
  readonly positions: Positions
  /** Of a pause: seconds since 1970. */
  readonly nowIn: (pause: LivePause) => number
}

/** Somebody may be inside. */
const isOn: readonly Phase[] = ['under_way', 'suspended', 'aborted']
const tickMilliseconds = 500
/** So long before its first window opens a pause is made ready for: then the first answer is as quick as the others. */
const readySeconds = 3600

export class Days {
  private readonly setup: DaysSetup
  private readonly days = new Map<string, { readonly day: DayLive; readonly replan: Replan }>()
  /** Of pauses that are about to begin. */
  private readonly ready = new Map<string, { readonly inForce: InForce; readonly sure: SureNow }>()
  private readonly stopListening: () => void
  private readonly timer: NodeJS.Timeout
  /** Of pauses whose plan is being replaced, what was watched under the one before. */
  private readonly watched = new Map<string, ReadonlyMap<string, Watch>>()
  private readonly closing = new Set<Promise<void>>()

  constructor(setup: DaysSetup) {
    this.setup = setup
    const { live, positions } = setup
    this.stopListening = positions.tracks.listen((id, vehicle, judged) => {
      const found = this.days.get(id)
      const pause = found === undefined ? undefined : live.of(id)
      if (found !== undefined && pause !== undefined) found.day.fix(pause, vehicle, judged)
    })
    this.timer = setInterval(() => this.tick(), tickMilliseconds)
    this.timer.unref()
  }

  /** Undefined: nothing of it is followed live. */
  of(pause: string): DayLive | undefined {
    return this.days.get(pause)?.day
  }

  /** Of a pause that is followed: planning it anew. */
  replanOf(pause: string): Replan | undefined {
    return this.days.get(pause)?.replan
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    this.stopListening()
    for (const [id] of this.days) this.end(id)
    for (const [id] of this.ready) this.standDown(id)
    await Promise.all(this.closing)
  }

  private tick(): void {
    for (const pause of this.setup.live.all) {
      try {
        this.follow(pause)
      } catch (fault) {
        // A fault of ours in one pause is told, and the others go on.
        process.stderr.write(`treve: ${pause.id} live: ${fault instanceof Error ? fault.stack : String(fault)}\n`)
      }
    }
  }

  private follow(pause: LivePause): void {
    const { plans, positions, nowIn } = this.setup
    const before = this.days.get(pause.id)
    const inForce = isOn.includes(pause.state.life.phase) ? plans.of(pause) : undefined
    if (before !== undefined && before.day.inForce !== inForce) this.end(pause.id)
    if (!isOn.includes(pause.state.life.phase)) this.watched.delete(pause.id)
    if (inForce === undefined) {
      this.makeReady(pause)
      return
    }
    const tracks = positions.tracks.of(pause.id)
    const { day, replan } = this.days.get(pause.id) ?? this.begin(pause, inForce, before?.day)
    const now = nowIn(pause)
    day.tick(pause, tracks, now)
    // A proposal is no order: somebody looks at it, and agrees it or not.
    if (pause.state.life.phase === 'under_way' && replan.isRested && day.wouldHelp(pause, now)) replan.begin(pause, now)
  }

  private makeReady(pause: LivePause): void {
    const { plans, nowIn } = this.setup
    const { life, terms } = pause.state
    const isNear =
      isBefore(life) && isNearOpening(versionOf(terms, terms.plan?.version)?.summary.windows ?? [], nowIn(pause))
    const inForce = isNear ? plans.of(pause) : undefined
    const before = this.ready.get(pause.id)
    if (inForce === undefined) this.standDown(pause.id)
    else if (before?.inForce !== inForce)
      this.ready.set(pause.id, { inForce, sure: new SureNow(inForce, undefined, before?.sure.handOver()) })
  }

  private standDown(id: string): void {
    const found = this.ready.get(id)
    this.ready.delete(id)
    if (found !== undefined) this.closed(found.sure.close())
  }

  private begin(pause: LivePause, inForce: InForce, before: DayLive | undefined) {
    const { sure } = before ?? this.ready.get(pause.id) ?? {}
    const day = new DayLive(this.setup.intake, inForce, pause, sure)
    this.standDown(pause.id)
    const begun = { day, replan: new Replan(day) }
    this.days.set(pause.id, begun)
    day.begin(pause, this.setup.positions.tracks.of(pause.id), this.watched.get(pause.id))
    this.watched.delete(pause.id)
    return begun
  }

  private end(id: string): void {
    const found = this.days.get(id)
    this.days.delete(id)
    if (found === undefined) return
    this.watched.set(id, found.day.watches)
    this.closed(found.replan.close().then(() => found.day.close()))
  }

  private closed(closed: Promise<void>): void {
    const closing = closed.finally(() => this.closing.delete(closing))
    this.closing.add(closing)
  }
}

function isNearOpening(windows: readonly { readonly open: number; readonly close: number }[], now: number): boolean {
  const opens = Math.min(...windows.map(({ open }) => open))
  return opens - now <= readySeconds && windows.some(({ close }) => close > now)
}
