// One pause under way: its vehicles followed by positions and reports, how sure it is to be clear kept up with them, and alarms
// raised and settled by what is seen.

import type { Instant, Trip } from '@treve/model'
import type { LivePause } from '../api/live.ts'
import { type Alarm, type Day, isOpen, type VehicleNow, vehicleNow, waitsOutside } from '../coordination/day/index.ts'
import { waitingAt } from '../coordination/day/sites.ts'
import { standingRecall } from '../coordination/day/standing-recalls.ts'
import { shutWays } from '../coordination/withdrawal/shut.ts'
import { SureNow } from '../now/sure-now.ts'
import type { Judged, Track } from '../positions/judged.ts'
import type { Intake } from '../storage/index.ts'
import { type Course, coursesOf, notSeen, type Progress, progressed } from './course.ts'
import { type Estimate, estimateOf } from './estimates.ts'
import { on } from './hysteresis.ts'
import type { InForce } from './in-force.ts'
import { isInZone, type MapOfPause, mapOf, metresOff, whereaboutsOf } from './map.ts'
import { type NotClear, notClear, notClearFrom } from './not-clear.ts'
import { type SeenVehicle, seenVehicle, stateText } from './present.ts'
import { Raising } from './raising.ts'
import { shutCorridors } from './shut.ts'
import { type Circumstances, type Turned, unheard, type Watch, watched, watchedKinds, watchFrom } from './watch.ts'

interface Followed {
  readonly progress: Progress
  /** Of the last fix that counts: seconds. */
  readonly fixAt: number | undefined
  readonly watch: Watch
}

/** From an answer to the next state that only positions have changed: a machine has other work too. */
const restMilliseconds = 1000
/** Time alone changes how sure it is: so often it is asked again. */
const mostSilentMilliseconds = 15_000

export class DayLive {
  readonly inForce: InForce
  readonly map: MapOfPause
  readonly courses: ReadonlyMap<string, Course>
  readonly sure: SureNow
  private readonly raising: Raising
  private readonly followed = new Map<string, Followed>()
  /** Alarms that are watched here for their end, whoever raised them. */
  private readonly takenOn = new Set<string>()
  private seen: ReadonlyMap<string, SeenVehicle> = new Map()
  private lateness: NotClear
  private told:
    | { readonly text: string; readonly day: unknown; readonly shut: readonly string[]; readonly at: number }
    | undefined
  private hasMoved = false
  estimates: readonly Estimate[] = []

  /** `before`: of the plan that was in force, or was to be. */
  constructor(intake: Pick<Intake, 'receive'>, inForce: InForce, pause: LivePause, before?: SureNow) {
    this.inForce = inForce
    this.map = mapOf(inForce.pause)
    this.courses = coursesOf(inForce.plan, this.map)
    this.sure = new SureNow(inForce, undefined, before?.handOver())
    this.raising = new Raising(intake)
    this.lateness = notClearFrom(openOf(pause, 'will_not_be_clear'))
  }

  /** What is known by now, where it goes on from a start or from another plan. */
  begin(pause: LivePause, tracks: ReadonlyMap<string, Track>): void {
    for (const [vehicle, { used }] of tracks) if (used !== undefined) this.fix(pause, vehicle, used)
  }

  /** A fix of a vehicle, flagged or not. */
  fix(pause: LivePause, vehicle: string, judged: Judged): void {
    const course = this.courses.get(vehicle)
    if (course === undefined) return
    const before = this.followed.get(vehicle) ?? {
      progress: notSeen,
      fixAt: undefined,
      watch: watchFrom(openKinds(pause, vehicle)),
    }
    const told = vehicleNow(pause.state.day, vehicle)
    const isPlace = judged.flags.length === 0
    const progress = isPlace
      ? progressed(course, before.progress, whereaboutsOf(this.map, judged, course), told)
      : before.progress
    const { watch, turned } = watched(before.watch, judged, this.circumstances(pause, course, told, progress, judged))
    this.followed.set(vehicle, { progress, watch, fixAt: isPlace ? judged.at / 1000 : before.fixAt })
    this.hasMoved ||= isPlace
    this.wantAll(vehicle, told, turned)
  }

  /** About once a second. */
  tick(pause: LivePause, tracks: ReadonlyMap<string, Track>, nowSeconds: number): void {
    const { day } = pause.state
    const seen = new Map<string, SeenVehicle>()
    const estimates: Estimate[] = []
    for (const [vehicle, course] of this.courses) {
      const { progress = notSeen, fixAt } = this.followed.get(vehicle) ?? {}
      const one = seenVehicle(course, { day, pause: this.inForce.pause, map: this.map, progress, fixAt })
      seen.set(vehicle, one)
      const estimate = estimateOf(course, one, nowSeconds)
      if (estimate !== undefined) estimates.push(estimate)
    }
    this.seen = seen
    this.estimates = estimates
    this.listen(pause, tracks, nowSeconds)
    this.tell(pause, nowSeconds)
    this.judgeClear()
    this.settleAll(pause)
    this.raising.handOver(pause)
  }

  async close(): Promise<void> {
    await this.sure.close()
    await this.raising.close()
  }

  /** All that are told, as a pause file has it under `state`. */
  stateAt(nowSeconds: number): string {
    return stateText(nowSeconds, [...this.seen.values()], this.inForce.pause.time_zone)
  }

  /** What planning anew begins from. */
  standing({ state }: LivePause, nowSeconds: number) {
    const { day } = state
    const { trouble } = this.sure.view()
    const astray = trouble?.what.kind === 'astray' ? trouble.what.vehicles : []
    const late = this.estimates.filter(({ lateSeconds }) => lateSeconds > keptSeconds).map(({ vehicle }) => vehicle)
    // Aid that is aboard cannot be told in a state: such a trip stands as it was ordered.
    const hasAid = new Set(this.inForce.plan.trips.filter(carriesAid).map(({ vehicle }) => vehicle))
    const isKnown = (vehicle: string) => this.seen.get(vehicle)?.where !== undefined && !hasAid.has(vehicle)
    return {
      stateText: this.stateAt(nowSeconds),
      late: [...new Set([...astray, ...late])].filter(isKnown),
      shut: shutCorridors(state, nowSeconds),
      waiting: [...day.ofPlace.keys()].flatMap((place) => {
        const counted = waitingAt(day, place)
        return counted === undefined ? [] : [[place, counted.range.best] as const]
      }),
    }
  }

  /** Something stands against the plan in force: another one may help. */
  wouldHelp({ state }: LivePause, nowSeconds: number): boolean {
    const isLate = [...this.lateness.of.values()].some(({ hysteresis }) => hysteresis.isOn)
    return isLate || this.sure.view().trouble?.what.kind === 'astray' || shutCorridors(state, nowSeconds).length > 0
  }

  private circumstances(
    { state }: LivePause,
    course: Course,
    told: VehicleNow,
    progress: Progress,
    fix: Judged,
  ): Circumstances {
    const seen = this.seen.get(course.vehicle)
    const milestone = course.milestones[progress.at]
    const isRecalled = standingRecall(state, course.vehicle, Math.floor(fix.at / 1000) as Instant) !== undefined
    const isInsideUnsaid = isSaidOut(told, fix) && isInZone(this.map, fix)
    const isUnderWay = isInsideUnsaid || told.isInside || isOnTheWay(milestone?.kind, told, state.day)
    // Whoever is called back goes where it is safe, by whatever way.
    const metres = isUnderWay && !isRecalled ? metresOff(this.map, fix, course) : 0
    return {
      isUnderWay,
      isInsideUnsaid,
      metresOff: metres,
      hasPeople: Object.keys(seen?.aboard ?? {}).length > 0,
      isAtStop: progress.isThere && (milestone?.kind === 'load' || milestone?.kind === 'unload'),
    }
  }

  private listen(pause: LivePause, tracks: ReadonlyMap<string, Track>, nowSeconds: number): void {
    const { day } = pause.state
    const bound = new Set([...day.trackers.values()].map(({ vehicle }) => vehicle))
    for (const [vehicle, followed] of this.followed) {
      const told = vehicleNow(day, vehicle)
      const milestone = this.courses.get(vehicle)?.milestones[followed.progress.at]
      const { watch, turned } = unheard(followed.watch, {
        heardAt: tracks.get(vehicle)?.heardAt ?? 0,
        now: nowSeconds * 1000,
        isUnderWay:
          bound.has(vehicle) &&
          (followed.watch.of.seen_inside.isOn || told.isInside || isOnTheWay(milestone?.kind, told, day)),
      })
      if (watch !== followed.watch) this.followed.set(vehicle, { ...followed, watch })
      this.wantAll(vehicle, told, turned)
    }
  }

  /** At once where something was reported; where only positions have changed, or time has passed, with a rest between. */
  private tell(pause: LivePause, nowSeconds: number): void {
    const { day } = pause.state
    const { isWorking, answer } = this.sure.view()
    const now = performance.now()
    // By a way that is shut nobody is told to come out.
    const shut = [...shutWays(pause.state, Math.floor(nowSeconds) as Instant)].sort()
    const isReported = this.told === undefined || this.told.day !== day || this.told.shut.join(' ') !== shut.join(' ')
    const rested = this.told === undefined || now - Math.max(this.told.at, this.answeredAt) >= restMilliseconds
    const isOld = this.told !== undefined && now - this.told.at >= mostSilentMilliseconds
    if (answer?.answeredAt !== this.lastAnswer) {
      this.lastAnswer = answer?.answeredAt
      this.answeredAt = now
    }
    if (!isReported && (isWorking || !rested || !(this.hasMoved || isOld))) return
    this.hasMoved = false
    const text = this.stateAt(nowSeconds)
    this.told = { text, day, shut, at: now }
    this.sure.tell(new TextEncoder().encode(text), isReported, shut)
  }
  private lastAnswer: number | undefined
  private answeredAt = Number.NEGATIVE_INFINITY

  private judgeClear(): void {
    const next = notClear(this.lateness, this.sure.view())
    if (next === this.lateness) return
    const kind = 'will_not_be_clear'
    for (const vehicle of this.lateness.of.keys())
      if (next.of.get(vehicle)?.hysteresis.isOn !== true) this.raising.isOver({ kind, key: vehicle })
    for (const [vehicle, { hysteresis, late, trip }] of next.of) {
      const wasOn = this.lateness.of.get(vehicle)?.hysteresis.isOn ?? false
      if (!hysteresis.isOn || wasOn) continue
      this.raising.want({
        kind,
        key: vehicle,
        about: { vehicle, ...(trip === undefined ? {} : { trip }) },
        particulars: { late_share: late },
      })
    }
    this.lateness = next
  }

  private wantAll(vehicle: string, { trip }: VehicleNow, turned: readonly Turned[]): void {
    for (const { kind, isOn, particulars } of turned) {
      if (!isOn) {
        this.raising.isOver({ kind, key: vehicle })
        continue
      }
      this.raising.want({
        kind,
        key: vehicle,
        about: { vehicle, ...(trip === null ? {} : { trip }) },
        particulars,
      })
    }
  }

  /** Whatever is open of what is watched here, and is not so any more. */
  private settleAll({ state: { day } }: LivePause): void {
    for (const alarm of day.alarms.values()) {
      if (!isOpen(alarm) || !isOfPositions(alarm)) continue
      if (!this.takenOn.has(alarm.alarm)) this.takeOn(alarm)
      else if (this.isOver(alarm)) this.raising.settle(alarm)
    }
  }

  /** Another process may have seen more of it than this one, which began later: it is over once that was seen here. */
  private takeOn({ alarm, kind, key }: Alarm): void {
    this.takenOn.add(alarm)
    if (kind === 'will_not_be_clear') {
      const { late = 1, trip } = this.lateness.of.get(key) ?? {}
      this.lateness = { ...this.lateness, of: new Map(this.lateness.of).set(key, { hysteresis: on, late, trip }) }
    }
    const followed = this.followed.get(key)
    const watched = watchedKinds.find((each) => each === kind)
    if (followed === undefined || watched === undefined) return
    const watch = { ...followed.watch, of: { ...followed.watch.of, [watched]: on } }
    this.followed.set(key, { ...followed, watch })
  }

  private isOver({ kind, key }: Alarm): boolean {
    if (kind === 'will_not_be_clear') return this.lateness.of.get(key)?.hysteresis.isOn === false
    const watch = this.followed.get(key)?.watch
    const watchedKind = watchedKinds.find((each) => each === kind)
    return watch !== undefined && watchedKind !== undefined && !watch.of[watchedKind].isOn
  }
}

/** An order that is late by no more than this can still be kept. */
const keptSeconds = 300

function carriesAid({ legs }: Trip): boolean {
  return legs.some(({ aid }) => Object.keys(aid).length > 0)
}

/** Those of standing still that follow from reports say since when; they end by reports. */
function isOfPositions({ kind, particulars }: Alarm): boolean {
  if (kind === 'standing') return particulars.since === undefined
  return kind === 'will_not_be_clear' || watchedKinds.some((each) => each === kind)
}

function openKinds(pause: LivePause, vehicle: string) {
  return watchedKinds.filter((kind) => openOf(pause, kind).includes(vehicle))
}

/** Keys of those of a kind that are open, and follow from what is watched here. */
function openOf({ state: { day } }: LivePause, kind: Alarm['kind']): readonly string[] {
  return [...day.alarms.values()]
    .filter((alarm) => alarm.kind === kind && isOpen(alarm) && isOfPositions(alarm))
    .map(({ key }) => key)
}

/** Out, or done with its trip, and this is of later. */
function isSaidOut({ phase, since }: VehicleNow, { at }: Judged): boolean {
  return (phase === 'out' || phase === 'done') && since !== null && at / 1000 > since
}

function isOnTheWay(kind: string | undefined, told: VehicleNow, day: Day): boolean {
  const { phase } = told
  if (phase === 'done' || phase === 'out') return false
  const isWaiting = phase === 'before' || waitsOutside(day, told)
  return !isWaiting || kind === 'corridor_in' || kind === 'load' || kind === 'corridor_out'
}
