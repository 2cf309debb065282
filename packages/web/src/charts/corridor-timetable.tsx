// The corridor timetable: Marey's chart (E.-J. Marey, La méthode graphique, 1885, after Ch. Ibry).

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { itemName } from '../item-name.ts'
import type { PlanTrip, PlanView } from '../plan.ts'
import { usePrinting } from '../shell/few.tsx'
import { TableScroller } from '../shell/table-scroller.tsx'
import { TitledTable } from '../shell/titled-table.tsx'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import { leastPlotWidth, scale, spanAround } from './axis.ts'
import { type Dragging, useDragging } from './dragging.ts'
import { Label, NowLine, type Plot, TimeAxis, TimeGround, WallLabels } from './frame.tsx'
import { MovePanel, type Moves, stepSeconds } from './move-panel.tsx'
import { type Conflict, conflictsOf, departureOf, groundOf, type Moving, movedBy, movedWith } from './moving.ts'
import { aboardAt, type Cargo, type CorridorTrip, corridorTrips, type Passage, type Slot, slotsOf } from './passages.ts'
import type { ToldLine } from './told.ts'
import './charts.css'

type Corridor = PauseView['corridors'][number]

/** Over the plan: what was told to have happened, by corridor. */
export interface TimetableLive {
  readonly now: number
  readonly told: ReadonlyMap<string, readonly ToldLine[]>
}

export function CorridorTimetable({
  pause,
  plan,
  live,
  moves,
}: {
  pause: PauseView
  plan: PlanView
  live?: TimetableLive
  /** Absent: it is only looked at. */
  moves?: Moves | undefined
}) {
  const { t } = useWords()
  const carried = useMoving(pause, plan, moves)
  const folds = useFolds(pause, plan, live !== undefined)
  return (
    <section aria-labelledby="timetable" className="chart-section">
      <h2 id="timetable">{t('timetable.title')}</h2>
      <p className="about">{t(live === undefined ? 'timetable.about' : 'timetable.about.live')}</p>
      {carried !== undefined && <p className="about no-print">{t('move.about')}</p>}
      <Legend isLive={live !== undefined} />
      {pause.corridors.map((corridor) => (
        <OneCorridor
          key={corridor.id}
          pause={pause}
          plan={plan}
          corridor={corridor}
          live={live}
          carried={carried}
          fold={folds?.of(corridor.id)}
        />
      ))}
    </section>
  )
}

interface Fold {
  readonly isOpen: boolean
  readonly turn: () => void
}

/** More corridors than these fill many screens: one is open, the others are a press away. On paper all of them are. */
const mostUnfolded = 2
const narrow = '(max-width: 48rem)'

function useFolds(pause: PauseView, plan: PlanView, isLive: boolean): { of(corridor: string): Fold } | undefined {
  const isOnPaper = usePrinting()
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const isFolded =
    pause.corridors.length > mostUnfolded && (isLive || globalThis.matchMedia?.(narrow).matches === true) && !isOnPaper
  const first = useMemo(
    () => pause.corridors.find(({ id }) => plan.trips.some(({ legs }) => legs.some((leg) => leg.corridor === id)))?.id,
    [pause, plan],
  )
  if (!isFolded) return undefined
  const turn = (id: string) =>
    setTurned((was) => new Set(was.has(id) ? [...was].filter((each) => each !== id) : [...was, id]))
  return { of: (id) => ({ isOpen: (id === first) !== turned.has(id), turn: () => turn(id) }) }
}

/** What is being moved, on all corridors alike. */
interface Carried {
  readonly moves: Moves
  readonly moving: Moving | undefined
  /** As the plan has them. */
  readonly before: readonly PlanTrip[]
  /** As they lie now. */
  readonly trips: readonly PlanTrip[]
  readonly conflicts: readonly Conflict[]
  isPromised(trip: PlanTrip): boolean
  move(trip: string, seconds: number): void
  undo(): void
}

function useMoving(pause: PauseView, plan: PlanView, moves: Moves | undefined): Carried | undefined {
  const [moving, setMoving] = useState<Moving | undefined>(undefined)
  // Of another plan it would be another trip.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the plan is another
  useEffect(() => setMoving(undefined), [plan])
  // On paper there is the plan in force, and nothing that somebody tries.
  useEffect(() => {
    const undo = () => setMoving(undefined)
    window.addEventListener('beforeprint', undo)
    return () => window.removeEventListener('beforeprint', undo)
  }, [])
  const isMovable = moves !== undefined
  const ground = useMemo(() => (isMovable ? groundOf(pause, plan) : undefined), [isMovable, pause, plan])
  return useMemo(() => {
    if (moves === undefined || ground === undefined) return undefined
    const before = moving === undefined ? [] : movedWith(plan.trips, moving.trip)
    const trips = before.map((trip) => movedBy(trip, moving?.seconds ?? 0))
    return {
      moves,
      moving,
      before,
      trips,
      conflicts: moving === undefined || moving.seconds === 0 ? [] : conflictsOf(ground, trips, moves),
      isPromised: (trip) =>
        movedWith(plan.trips, trip.id).some((each) => departureOf(each) < moves.now + moves.promisedSeconds * 1000),
      move: (trip, seconds) => setMoving({ trip, seconds }),
      undo: () => setMoving(undefined),
    }
  }, [moves, ground, moving, plan])
}

const cargoes: readonly Cargo[] = ['civilians', 'medical', 'aid', 'armed_groups', 'empty']

function Legend({ isLive }: { isLive: boolean }) {
  const { t } = useWords()
  return (
    <ul className="legend">
      {cargoes.map((cargo) => (
        <li key={cargo}>
          <svg width="34" height="10" aria-hidden="true">
            <line className={`line ${cargo}`} x1="1" x2="33" y1="5" y2="5" />
          </svg>
          {t(`cargo.${cargo}`)}
        </li>
      ))}
      {isLive && (
        <li>
          <svg width="34" height="10" aria-hidden="true">
            <line className="told-line" x1="1" x2="33" y1="5" y2="5" />
            <circle className="told-point" cx="17" cy="5" r="3" />
          </svg>
          {t('timetable.told')}
        </li>
      )}
      {isLive && (
        <li>
          <svg width="34" height="10" aria-hidden="true">
            <line className="told-line between" x1="1" x2="33" y1="5" y2="5" />
          </svg>
          {t('timetable.told.between')}
        </li>
      )}
    </ul>
  )
}

const rows = { corridor: 190, stop: 26, slot: 16 }
const margin = { left: 164, right: 74, top: 26 }

function OneCorridor({
  pause,
  plan,
  corridor,
  live,
  carried,
  fold,
}: {
  pause: PauseView
  plan: PlanView
  corridor: Corridor
  live: TimetableLive | undefined
  carried: Carried | undefined
  /** Absent: it is not folded. */
  fold: Fold | undefined
}) {
  const { t, text, number, duration } = useWords()
  const trips = useMemo(() => corridorTrips(pause, plan, corridor.id), [pause, plan, corridor])
  const slots = useMemo(() => slotsOf(pause, plan, corridor.id), [pause, plan, corridor])
  const moved = useMemo(
    () => (carried === undefined ? [] : corridorTrips(pause, carried, corridor.id)),
    [pause, carried, corridor],
  )
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const name = text(corridor.name, corridor.id)
  const heading = <h3>{name}</h3>
  if (trips.length === 0) {
    return (
      <div className="corridor">
        {heading}
        <p className="empty">{t('timetable.unused')}</p>
      </div>
    )
  }
  if (fold?.isOpen === false)
    return (
      <div className="corridor">
        <FoldedHeading name={name} trips={trips} fold={fold} />
      </div>
    )
  const shown = trips.find(({ trip }) => trip.id === chosen)
  return (
    <div className="corridor">
      {fold === undefined ? heading : <FoldedHeading name={name} trips={trips} fold={fold} />}
      <Drawing
        pause={pause}
        corridor={corridor}
        name={name}
        trips={trips}
        slots={carried === undefined ? slots : slotsWith(slots, pause, corridor.id, carried)}
        chosen={chosen}
        choose={setChosen}
        live={live}
        carried={carried}
        moved={moved}
      />
      {corridor.capacity !== null && (
        <p className="about">
          {t(corridor.capacity.shared ? 'timetable.slots.shared' : 'timetable.slots', {
            per: duration(corridor.capacity.per_s),
            capacity: number(corridor.capacity.vehicles),
          })}
        </p>
      )}
      <p className="chosen" aria-live="polite">
        {shown === undefined ? t('timetable.choose') : <Chosen pause={pause} shown={shown} />}
      </p>
      {shown !== undefined && carried !== undefined && <PanelOf trip={shown.trip} carried={carried} />}
      <PassageTable pause={pause} trips={trips} name={name} />
      {live !== undefined && <ToldTable corridor={corridor} name={name} lines={live.told.get(corridor.id) ?? []} />}
    </div>
  )
}

function FoldedHeading({ name, trips, fold }: { name: string; trips: readonly CorridorTrip[]; fold: Fold }) {
  const { t, number } = useWords()
  const passing = (direction: Passage['direction']) =>
    number(trips.reduce((sum, { passages }) => sum + passages.filter((each) => each.direction === direction).length, 0))
  return (
    <h3 className="fold">
      <button type="button" aria-expanded={fold.isOpen} onClick={fold.turn}>
        <span aria-hidden="true">{fold.isOpen ? '▾ ' : '▸ '}</span>
        <bdi>{name}</bdi>
      </button>{' '}
      <span className="mark">{t('map.crossings', { in: passing('in'), out: passing('out') })}</span>
    </h3>
  )
}

function PanelOf({ trip, carried }: { trip: PlanTrip; carried: Carried }) {
  const { moves, moving, trips, conflicts } = carried
  const now = trips.find(({ id }) => id === trip.id)
  return (
    <MovePanel
      trip={trip.id}
      departure={departureOf(now ?? trip)}
      moving={now === undefined ? undefined : moving}
      conflicts={now === undefined ? [] : conflicts}
      companions={now === undefined ? 0 : trips.length - 1}
      isPromised={carried.isPromised(trip)}
      moves={moves}
      move={(seconds) => carried.move(now === undefined || moving === undefined ? trip.id : moving.trip, seconds)}
      undo={carried.undo}
    />
  )
}

/** With those that are moved where they lie now. */
function slotsWith(slots: readonly Slot[], pause: PauseView, corridor: string, carried: Carried): readonly Slot[] {
  if (carried.trips.length === 0) return slots
  const was = slotsOf(pause, { trips: carried.before }, corridor)
  const is = slotsOf(pause, { trips: carried.trips }, corridor)
  return slots.map((slot, index) => {
    const at = (which: 'in' | 'out') => slot[which] - (was[index]?.[which] ?? 0) + (is[index]?.[which] ?? 0)
    return { ...slot, in: at('in'), out: at('out') }
  })
}

function Drawing({
  pause,
  corridor,
  name,
  trips,
  slots,
  chosen,
  choose,
  live,
  carried,
  moved,
}: {
  pause: PauseView
  corridor: Corridor
  name: string
  trips: readonly CorridorTrip[]
  slots: readonly Slot[]
  chosen: string | undefined
  choose: (id: string | undefined) => void
  live: TimetableLive | undefined
  carried: Carried | undefined
  /** Of those that are moved, as they lie now. */
  moved: readonly CorridorTrip[]
}) {
  const words = useWords()
  const { t, text } = words
  const group = useRef<SVGGElement>(null)
  const stops = [...new Set(trips.flatMap((each) => each.stops.map(({ place }) => place)))]
  const instants = [
    ...pause.windows.flatMap(({ open, close }) => [Date.parse(open) - 600_000, Date.parse(close) + 300_000]),
    ...trips.flatMap(({ passages }) => passages.flatMap(({ from, until }) => [from, until])),
    ...(live?.told.get(corridor.id) ?? []).flatMap(({ points }) => points.map(({ at }) => at)),
  ]
  const span = spanAround(instants)
  const minutes = (span.until - span.from) / 60_000
  const width = margin.left + Math.max(leastPlotWidth, Math.min(6000, minutes * 3.4)) + margin.right
  const slotRows = slots.length > 0 ? 2 * rows.slot + 8 : 0
  const top = margin.top + slotRows
  const mouth = top + rows.corridor
  const bottom = mouth + stops.length * rows.stop + 10
  const height = bottom + 40
  const x = scale(span.from, span.until, margin.left, width - margin.right)
  const plot: Plot = { span, x, left: margin.left, right: width - margin.right, top, bottom }
  const y = scale(0, 1, top, mouth)
  const stopY = (place: string) => mouth + (stops.indexOf(place) + 0.5) * rows.stop + 4
  const placeName = (id: string) => text(pause.places.find((place) => place.id === id)?.name ?? {}, id)

  const secondsPerPixel = (span.until - span.from) / 1000 / (plot.right - plot.left)
  const dragging = useDragging({
    secondsPerPixel,
    moving: carried?.moving,
    move: (trip, seconds) => carried?.move(trip, seconds),
    drop: (moving) => carried?.moves.propose(moving),
    undo: () => carried?.undo(),
  })
  /** The lines of whoever may be moved are dragged; by a finger, which also scrolls, only at the handle. */
  const draggingOf = (trip: PlanTrip): Partial<Dragging> =>
    carried === undefined || carried.isPromised(trip) ? {} : dragging.of(trip.id)
  const held = [...moved, ...trips].find(
    ({ trip }) => trip.id === chosen && carried !== undefined && !carried.isPromised(trip),
  )
  const isMoving = (trip: PlanTrip) => moved.some((each) => each.trip.id === trip.id)
  const disturbed = new Set(carried?.conflicts.map((each) => each.trip))

  /** Enter begins to move the departure, and proposes it; between them arrows move it. True: it was for that. */
  const movedByKey = (event: KeyboardEvent, trip: PlanTrip): boolean => {
    if (carried === undefined || carried.isPromised(trip)) return false
    const own = isMoving(trip) ? carried.moving : undefined
    const by = {
      ArrowRight: stepSeconds.small,
      ArrowLeft: -stepSeconds.small,
      ArrowUp: stepSeconds.large,
      ArrowDown: -stepSeconds.large,
    }[event.key]
    if (event.key === 'Enter') {
      if (own === undefined) carried.move(trip.id, 0)
      else if (own.seconds !== 0) carried.moves.propose(own)
    } else if (own !== undefined && by !== undefined) carried.move(own.trip, own.seconds + by)
    else if (own !== undefined && event.key === 'Escape') {
      dragging.letGo()
      carried.undo()
    } else return false
    event.preventDefault()
    return true
  }

  /** One stop of the Tab key for the chart; arrows go from line to line. */
  const moveTo = (event: KeyboardEvent, index: number, trip: PlanTrip) => {
    if (movedByKey(event, trip)) return
    const next = {
      ArrowRight: index + 1,
      ArrowDown: index + 1,
      ArrowLeft: index - 1,
      ArrowUp: index - 1,
      Home: 0,
      End: trips.length - 1,
    }[event.key]
    if (event.key === 'Escape') choose(undefined)
    const target = next === undefined ? undefined : trips[next]
    if (next === undefined || target === undefined) return
    event.preventDefault()
    choose(target.trip.id)
    const lines = group.current?.querySelectorAll<SVGGElement>('[data-trip]')
    lines?.[next]?.focus()
  }
  const tabStop = trips.some(({ trip }) => trip.id === chosen) ? chosen : trips[0]?.trip.id

  return (
    <div className="scroller" role="region" aria-label={t('timetable.scroll', { name })} tabIndex={0} dir="ltr">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        className={live === undefined ? 'drawing' : 'drawing is-live'}
        role="group"
        aria-label={name}
      >
        <Hatch />
        <TimeGround pause={pause} plot={plot} />
        <WallLabels pause={pause} plot={{ ...plot, top: margin.top - 4 }} />
        <SlotRows
          slots={slots}
          capacity={corridor.capacity?.vehicles ?? 0}
          isShared={corridor.capacity?.shared ?? false}
          x={x}
          top={margin.top}
          bottom={mouth}
        />
        <TimeAxis plot={plot} y={bottom + 16} />
        <g aria-hidden="true">
          <line className="mouth" x1={plot.left} x2={plot.right} y1={y(0)} y2={y(0)} />
          <Label x={plot.left - 8} y={y(0) + 4} anchor="end" text={t('timetable.outside')} />
          {corridor.gates.map((gate) => (
            <g key={gate.id}>
              <line className="gate" x1={plot.left} x2={plot.right} y1={y(gate.position)} y2={y(gate.position)} />
              <Label
                x={plot.left - 8}
                y={y(gate.position) + 4}
                anchor="end"
                text={t('timetable.gate', { name: gate.id })}
              />
            </g>
          ))}
          <line className="mouth" x1={plot.left} x2={plot.right} y1={y(1)} y2={y(1)} />
          <Label x={plot.left - 8} y={y(1) + 4} anchor="end" text={t('timetable.inside')} />
          {stops.map((place) => (
            <g key={place}>
              <line className="stop" x1={plot.left} x2={plot.right} y1={stopY(place)} y2={stopY(place)} />
              <Label x={plot.left - 8} y={stopY(place) + 4} anchor="end" text={placeName(place)} faint />
            </g>
          ))}
        </g>
        <g ref={group}>
          {trips.map((each, index) => (
            <g
              key={each.trip.id}
              data-trip={each.trip.id}
              className={classes(
                'trip',
                chosen === each.trip.id && 'is-chosen',
                isMoving(each.trip) && 'is-moved-away',
                disturbed.has(each.trip.id) && 'is-met',
                carried !== undefined && !carried.isPromised(each.trip) && 'can-move',
              )}
              role="button"
              tabIndex={tabStop === each.trip.id ? 0 : -1}
              aria-pressed={chosen === each.trip.id}
              aria-label={tripText(words, pause, each)}
              onFocus={() => choose(each.trip.id)}
              onClick={() => choose(each.trip.id)}
              onPointerEnter={(event) => event.pointerType === 'mouse' && choose(each.trip.id)}
              onKeyDown={(event) => moveTo(event, index, each.trip)}
              {...draggingOf(each.trip)}
            >
              <TripLines each={each} x={x} y={y} stopY={stopY} />
            </g>
          ))}
        </g>
        {moved.map((each) => (
          <g
            key={each.trip.id}
            aria-hidden="true"
            className={classes('trip', 'is-moving', (carried?.conflicts.length ?? 0) > 0 && 'is-met')}
            {...draggingOf(each.trip)}
          >
            <TripLines each={each} x={x} y={y} stopY={stopY} />
          </g>
        ))}
        {held !== undefined && (
          <g {...draggingOf(held.trip)}>
            <Handle each={held} x={x} y={y} />
          </g>
        )}
        {live !== undefined && (
          <>
            <ToldLines lines={live.told.get(corridor.id) ?? []} x={x} y={y} />
            <NowLine now={live.now} plot={plot} />
          </>
        )}
      </svg>
    </div>
  )
}

/** Where a finger takes hold of a departure, wide enough for it. */
function Handle({
  each: { passages },
  x,
  y,
}: {
  each: CorridorTrip
  x: (at: number) => number
  y: (position: number) => number
}) {
  const [first] = passages
  const grip = useRef<SVGGElement>(null)
  // In a drawing, touch-action alone does not keep a browser from scrolling; and what React listens by cannot.
  useEffect(() => {
    const { current } = grip
    const keepStill = (event: TouchEvent) => event.preventDefault()
    current?.addEventListener('touchstart', keepStill, { passive: false })
    return () => current?.removeEventListener('touchstart', keepStill)
  }, [])
  if (first === undefined) return null
  const [cx, cy] = [x(first.from), y(first.direction === 'in' ? 0 : 1)]
  return (
    <g ref={grip} className="move-handle" data-handle="" aria-hidden="true">
      <circle className="grip" cx={cx} cy={cy} r="22" />
      <circle className="knob" cx={cx} cy={cy} r="8" />
    </g>
  )
}

function classes(...names: readonly (string | false)[]): string {
  return names.filter((each) => each !== false).join(' ')
}

function TripLines({
  each,
  x,
  y,
  stopY,
}: {
  each: CorridorTrip
  x: (at: number) => number
  y: (position: number) => number
  stopY: (place: string) => number
}) {
  const path = ({ corners }: Passage) =>
    corners
      .map(({ at, position }, index) => `${index === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(position).toFixed(1)}`)
      .join(' ')
  const inward = each.passages.find(({ direction }) => direction === 'in')
  const outward = each.passages.find(({ direction }) => direction === 'out')
  const first = each.stops[0]
  const last = each.stops.at(-1)
  return (
    <>
      {each.passages.map((passage) => (
        <g key={`${passage.direction}${passage.from}`}>
          <path className="touch" d={path(passage)} />
          <path className={`line ${passage.cargo}`} d={path(passage)} />
        </g>
      ))}
      {inward !== undefined && first !== undefined && (
        <line className="line way" x1={x(inward.until)} y1={y(1)} x2={x(first.from)} y2={stopY(first.place)} />
      )}
      {each.stops.map((stop) => (
        <line
          key={`${stop.place}${stop.from}`}
          className="dwell"
          x1={x(stop.from)}
          x2={Math.max(x(stop.from) + 2, x(stop.until))}
          y1={stopY(stop.place)}
          y2={stopY(stop.place)}
        />
      ))}
      {outward !== undefined && last !== undefined && (
        <line className="line way" x1={x(last.until)} y1={stopY(last.place)} x2={x(outward.from)} y2={y(1)} />
      )}
    </>
  )
}

function ToldLines({
  lines,
  x,
  y,
}: {
  lines: readonly ToldLine[]
  x: (at: number) => number
  y: (position: number) => number
}) {
  return (
    <g aria-hidden="true" className="told-lines">
      {lines.map(({ vehicle, points, isSeen }) => (
        <g key={`${vehicle} ${points[0]?.at}`}>
          <path
            className={isSeen ? 'told-line' : 'told-line between'}
            d={points.map(({ at, position }, index) => `${index === 0 ? 'M' : 'L'}${x(at)} ${y(position)}`).join(' ')}
          />
          {points.map(({ at, position }) => (
            <circle key={at} className="told-point" cx={x(at)} cy={y(position)} r="3" />
          ))}
        </g>
      ))}
    </g>
  )
}

function SlotRows({
  slots,
  capacity,
  isShared,
  x,
  top,
  bottom,
}: {
  slots: readonly Slot[]
  capacity: number
  isShared: boolean
  x: (at: number) => number
  top: number
  bottom: number
}) {
  const { t } = useWords()
  if (slots.length === 0) return null
  const inIt = (slot: Slot, direction: 'in' | 'out') => (isShared ? slot.in + slot.out : slot[direction])
  return (
    <g aria-hidden="true" className="slots">
      {slots.map((slot) => (
        <line key={slot.from} className="slot-edge" x1={x(slot.from)} x2={x(slot.from)} y1={top} y2={bottom} />
      ))}
      {(['in', 'out'] as const).map((direction, row) => (
        <g key={direction}>
          <Label
            x={margin.left - 8}
            y={top + (row + 1) * rows.slot - 3}
            anchor="end"
            text={t(`timetable.slot.${direction}`)}
            faint
          />
          {slots.map((slot) =>
            slot[direction] === 0 ? null : (
              <g key={slot.from}>
                <rect
                  className={classes(
                    'slot',
                    inIt(slot, direction) >= capacity && 'full',
                    inIt(slot, direction) > capacity && 'over',
                  )}
                  x={x(slot.from) + 1}
                  y={top + row * rows.slot}
                  width={Math.max(2, x(slot.until) - x(slot.from) - 2)}
                  height={rows.slot - 2}
                />
                <Label
                  x={(x(slot.from) + x(slot.until)) / 2}
                  y={top + (row + 1) * rows.slot - 4}
                  anchor="middle"
                  text={String(slot[direction])}
                />
              </g>
            ),
          )}
        </g>
      ))}
    </g>
  )
}

/** What is closed is hatched: it must not look like room. */
function Hatch() {
  return (
    <defs>
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" className="hatch-ground" />
        <line x1="0" y1="0" x2="0" y2="7" className="hatch-line" />
      </pattern>
    </defs>
  )
}

/** In the direction of its language: it begins with the id of a vehicle, which says nothing of that. */
function Chosen({ pause, shown }: { pause: PauseView; shown: CorridorTrip }) {
  const words = useWords()
  return <span dir={words.direction}>{tripText(words, pause, shown)}</span>
}

function tripText(words: Words, pause: PauseView, { trip, passages }: CorridorTrip): string {
  const { t, clock } = words
  const times = (direction: 'in' | 'out') => {
    const passage = passages.find((each) => each.direction === direction)
    return passage === undefined ? undefined : `${clock(passage.from)}–${clock(passage.until)}`
  }
  const [inward, outward] = [times('in'), times('out')]
  const values = { vehicle: trip.vehicle, cargo: cargoText(words, pause, trip) }
  if (inward !== undefined && outward !== undefined) return t('timetable.trip', { ...values, in: inward, out: outward })
  return inward !== undefined
    ? t('timetable.trip.in', { ...values, in: inward })
    : t('timetable.trip.out', { ...values, out: outward ?? '' })
}

/** What a trip carries, whichever way. */
function cargoText(words: Words, pause: PauseView, trip: PlanTrip): string {
  const loads = trip.legs.filter(({ kind }) => kind === 'load')
  const groups = loads.flatMap((leg) => Object.entries(leg.people))
  const items = loads.flatMap((leg) =>
    Object.entries(leg.aid).flatMap(([consignment, lines]) =>
      Object.entries(lines).map(([item, count]) => [consignment, item, count] as const),
    ),
  )
  if (groups.length + items.length === 0) return words.t('cargo.empty')
  return listed(words, [
    ...groups.map(([group, count]) => peopleText(words, pause, group, count)),
    ...items.map(([consignment, item, count]) =>
      words.t('cargo.items', { item: itemName(words, pause, consignment, item), count }),
    ),
  ])
}

function peopleText(words: Words, pause: PauseView, group: string, count: number): string {
  return words.t('cargo.people', {
    count,
    group: words.text(pause.people.find(({ id }) => id === group)?.name ?? {}, group),
  })
}

function ToldTable({ corridor, name, lines }: { corridor: Corridor; name: string; lines: readonly ToldLine[] }) {
  const { t, clock } = useWords()
  if (lines.length === 0) return null
  const where = (position: number) => {
    const gate = corridor.gates.find((each) => each.position === position)
    if (gate !== undefined) return t('timetable.gate', { name: gate.id })
    return t(position === 0 ? 'timetable.outside' : 'timetable.inside')
  }
  const listed = lines
    .flatMap(({ vehicle, points }) => points.map((point) => ({ vehicle, ...point })))
    .sort((a, b) => a.at - b.at)
  return (
    <details>
      <summary>{t('timetable.told.table')}</summary>
      <TitledTable
        title={t('timetable.told.of', { name })}
        heads={[t('chart.time'), t('timetable.vehicle'), t('vehicles.where')]}
      >
        {listed.map(({ vehicle, at, position }) => (
          <tr key={`${vehicle}${at}${position}`}>
            <td>
              <bdi>{clock(at)}</bdi>
            </td>
            <td>
              <bdi>{vehicle}</bdi>
            </td>
            <td>{where(position)}</td>
          </tr>
        ))}
      </TitledTable>
    </details>
  )
}

function PassageTable({ pause, trips, name }: { pause: PauseView; trips: readonly CorridorTrip[]; name: string }) {
  const words = useWords()
  const { t, clock } = words
  const listed = trips
    .flatMap(({ trip, passages }) => passages.map((passage) => ({ trip, passage })))
    .sort((a, b) => a.passage.from - b.passage.from)
  return (
    <details>
      <summary>{t('timetable.table')}</summary>
      <TableScroller label={name}>
        <table>
          <caption className="visually-hidden">{name}</caption>
          <thead>
            <tr>
              {(
                [
                  'timetable.enters',
                  'timetable.leaves',
                  'timetable.direction',
                  'timetable.vehicle',
                  'timetable.carries',
                ] as const
              ).map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {listed.map(({ trip, passage }) => (
              <tr key={`${trip.id}${passage.from}`}>
                <td>
                  <bdi>{clock(passage.from)}</bdi>
                </td>
                <td>
                  <bdi>{clock(passage.until)}</bdi>
                </td>
                <td>{t(passage.direction === 'in' ? 'timetable.in' : 'timetable.out')}</td>
                <td>
                  <bdi>{trip.vehicle}</bdi>
                </td>
                <td>{passage.cargo === 'empty' ? t('cargo.empty') : aboardText(words, pause, trip, passage)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroller>
    </details>
  )
}

function aboardText(words: Words, pause: PauseView, trip: PlanTrip, passage: Passage): string {
  const index = trip.legs.findIndex(
    (leg) =>
      Date.parse(leg.from) === passage.from &&
      leg.kind === (passage.direction === 'in' ? 'corridor_in' : 'corridor_out'),
  )
  const { people, aid } = aboardAt(trip, index)
  return listed(words, [
    ...[...people].filter(([, count]) => count > 0).map(([group, count]) => peopleText(words, pause, group, count)),
    ...[...aid]
      .filter(([, count]) => count > 0)
      .map(([line, count]) => {
        const [consignment = '', item = ''] = line.split('/')
        return words.t('cargo.items', { item: itemName(words, pause, consignment, item), count })
      }),
  ])
}
