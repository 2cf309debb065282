// One pause under way: its vehicles followed by positions and reports, how sure it is to be clear kept up with them, and alarms
// raised and settled by what is seen.

import type { Instant, Trip } from '@treve/model'
import type { LivePause } from '../api/live.ts'
import { type Alarm, type Day, isOpen, type VehicleNow, vehicleNow, waitsOutside } from '../coordination/day/index.ts'
import { loadNow } from '../coordination/day/loads.ts'
import { waitingAt } from '../coordination/day/sites.ts'
import { standingRecall } from '../coordination/day/standing-recalls.ts'
import { shutWays } from '../coordination/withdrawal/shut.ts'
import { SureNow } from '../now/sure-now.ts'
import type { Judged, Track } from '../positions/judged.ts'
import type { Intake } from '../storage/index.ts'
import { type Course, coursesOf, notSeen, type Progress, progressed } from './course.ts'
import { type Estimate, estimateOf } from './estimates.ts'
import { gotOffOn } from './got-off.ts'
import { on } from './hysteresis.ts'
import type { InForce } from './in-force.ts'
import { isInZone, type MapOfPause, mapOf, metresOff, whereaboutsOf } from './map.ts'
import { type NotClear, notClear, notClearFrom } from './not-clear.ts'
import { type SeenVehicle, seenVehicle, stateText } from './present.ts'
import { Raising } from './raising.ts'
import { shutCorridors } from './shut.ts'
import {
  type Circumstances,
  type Turned,
  unheard,
  type Watch,
  watched,
  watchedKinds,
  watchFrom,
  watchLimits,
} from './watch.ts'

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
  /** Of trackers that never spoke: since when their vehicle is under way. */
  private readonly waitedFor = new Map<string, number>()
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
  begin(pause: LivePause, tracks: ReadonlyMap<string, Track>, watches: ReadonlyMap<string, Watch> = new Map()): void {
    for (const [vehicle, watch] of watches) this.followed.set(vehicle, { ...this.notSeenYet(pause, vehicle), watch })
    for (const [vehicle, { used }] of tracks) if (used !== undefined) this.fix(pause, vehicle, used)
  }

  /** Where each has stood since when, and what was seen of it how often: another plan does not change that. */
  get watches(): ReadonlyMap<string, Watch> {
    return new Map([...this.followed].map(([vehicle, { watch }]) => [vehicle, watch]))
  }

  /** A fix of a vehicle, flagged or not. */
  fix(pause: LivePause, vehicle: string, judged: Judged): void {
    const course = this.courses.get(vehicle) ?? withoutOrders(vehicle)
    const before = this.followed.get(vehicle) ?? this.notSeenYet(pause, vehicle)
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
    const isKnown = (vehicle: string) => this.seen.get(vehicle)?.where !== undefined && !this.mayHaveAid(day, vehicle)
    return {
      stateText: this.stateAt(nowSeconds),
      late: [...new Set([...astray, ...late])].filter(isKnown),
      gotOff: [...this.courses.keys()].flatMap((vehicle) => gotOffOn(day, this.inForce.plan, vehicle)),
      shut: shutCorridors(state, nowSeconds),
      waiting: [...day.ofPlace.keys()].flatMap((place) => {
        const counted = waitingAt(day, place)
        return counted === undefined ? [] : [[place, counted.range.best] as const]
      }),
    }
  }

  /**
   * Aid that is aboard cannot be told in a state, nor what of a trip was taken off already: a trip with aid stands as it was ordered until
   * it is done, and one that has loaded for the next. Once such a trip is done, or while it is only to come, the vehicle begins where it is.
   */
  private mayHaveAid(day: Day, vehicle: string): boolean {
    const { trip, done = [] } = this.seen.get(vehicle) ?? {}
    const own = this.inForce.plan.trips.filter((each) => each.vehicle === vehicle && carriesAid(each))
    if (own.length === 0) return false
    if (trip === undefined || own.some(({ id }) => id === trip && !done.includes(id))) return true
    return (day.ofVehicle.get(vehicle) ?? []).some(
      ({ type, trip: of }) => type === 'loaded' && (of === undefined || !done.includes(of)),
    )
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
    const hasWay = course.corridors.length + course.places.length > 0
    const metres = isUnderWay && !isRecalled && hasWay ? metresOff(this.map, fix, course) : 0
    const counted = told.load === null ? null : loadNow(state.day, told.load).aboard
    return {
      isUnderWay,
      isInsideUnsaid,
      metresOff: metres,
      hasPeople: Object.keys(seen?.aboard ?? {}).length > 0 || (counted?.high ?? 0) > 0,
      isAtStop: progress.isThere && (milestone?.kind === 'load' || milestone?.kind === 'unload'),
    }
  }

  /** Of those that were seen, those that a tracker is to tell of, and all that are reported inside. */
  private listen(pause: LivePause, tracks: ReadonlyMap<string, Track>, nowSeconds: number): void {
    const { day } = pause.state
    const boundAt = new Map([...day.trackers.values()].map(({ vehicle, at }) => [vehicle, at]))
    const reported = [...day.ofVehicle.keys()].filter((vehicle) => vehicleNow(day, vehicle).isInside)
    for (const vehicle of new Set([...this.followed.keys(), ...boundAt.keys(), ...reported])) {
      const told = vehicleNow(day, vehicle)
      const followed = this.followed.get(vehicle) ?? this.notSeenYet(pause, vehicle)
      const milestone = this.courses.get(vehicle)?.milestones[followed.progress.at]
      const isUnderWay = followed.watch.of.seen_inside.isOn || told.isInside || isOnTheWay(milestone?.kind, told, day)
      const bound = boundAt.get(vehicle)
      const heardAt = tracks.get(vehicle)?.heardAt ?? Number.NEGATIVE_INFINITY
      const { watch, turned } = unheard(
        followed.watch,
        bound === undefined
          ? {
              heardAt: Math.max(heardAt, this.reportedOrDueAt(day, told)),
              now: nowSeconds * 1000,
              // Who has taken refuge has nothing to report.
              isUnderWay: told.isInside && told.phase !== 'sheltered',
              mostSeconds: watchLimits.silentByReportSeconds,
              isByReports: true,
            }
          : {
              // One that never spoke: since it was bound, and its vehicle under way.
              heardAt: Number.isFinite(heardAt) ? heardAt : this.waitedForSince(vehicle, isUnderWay, bound, nowSeconds),
              now: nowSeconds * 1000,
              isUnderWay,
            },
      )
      if (watch !== followed.watch) this.followed.set(vehicle, { ...followed, watch })
      this.wantAll(vehicle, told, turned)
    }
  }

  private notSeenYet(pause: LivePause, vehicle: string): Followed {
    return { progress: notSeen, fixAt: undefined, watch: watchFrom(openKinds(pause, vehicle)) }
  }

  /** Milliseconds since 1970. */
  private waitedForSince(vehicle: string, isUnderWay: boolean, boundAt: number, nowSeconds: number): number {
    if (!isUnderWay) {
      this.waitedFor.delete(vehicle)
      return nowSeconds * 1000
    }
    const since = this.waitedFor.get(vehicle) ?? nowSeconds
    this.waitedFor.set(vehicle, since)
    return Math.max(since, boundAt) * 1000
  }

  /**
   * When it was reported last; or, where that is later, when what it does was to be over, so that the next report was due: of a long stop
   * nobody reports in between. That is not waited for longer than half an hour. Milliseconds since 1970.
   */
  private reportedOrDueAt(day: Day, { vehicle, trip }: VehicleNow): number {
    const reports = day.ofVehicle.get(vehicle) ?? []
    const last = reports.reduce((latest, { saidAt }) => Math.max(latest, saidAt), 0)
    const next = this.courses.get(vehicle)?.milestones.find((each) => each.trip === trip && each.until > last)
    return Math.max(last, Math.min(next?.until ?? 0, last + watchLimits.silentByReportSeconds)) * 1000
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

/** A spare one, or of a recovery team: it has no way that it could be off. */
function withoutOrders(vehicle: string): Course {
  return { vehicle, milestones: [], stops: [], places: [], corridors: [] }
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
