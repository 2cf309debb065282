// The zone, its corridors and its sites on a blank ground, and the same as a list.

import type { PlaceKind } from '@treve/model'
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Label } from '../charts/frame.tsx'
import type { PlanView } from '../plan.ts'
import { TableScroller } from '../shell/table-scroller.tsx'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import { type CorridorState, corridorStates } from './corridor-state.ts'
import {
  farFrom,
  metresBetween,
  type Placed,
  type Projection,
  placeLabels,
  positionsOf,
  projectionOf,
  roundDistance,
} from './projection.ts'
import './map.css'

/** Drawn over the map, in its own measure: what moves. */
export type MapLayer = (projection: Projection) => ReactNode

export function PauseMap({ pause, plan, layer }: { pause: PauseView; plan: PlanView; layer?: MapLayer }) {
  const { t } = useWords()
  const states = useMemo(
    () => corridorStates(plan, new Map(pause.corridors.map(({ id, gates }) => [id, gates.map((gate) => gate.id)]))),
    [pause, plan],
  )
  const [isList, setIsList] = useState(false)
  return (
    <section aria-labelledby="map" className="chart-section">
      <h2 id="map">{t('map.title')}</h2>
      <p className="about">{t('map.about')}</p>
      <div className="map-switch" role="group" aria-label={t('map.view')}>
        <button type="button" aria-pressed={!isList} onClick={() => setIsList(false)}>
          {t('map.asMap')}
        </button>
        <button type="button" aria-pressed={isList} onClick={() => setIsList(true)}>
          {t('map.asList')}
        </button>
      </div>
      {isList ? <SiteList pause={pause} states={states} /> : <Drawing pause={pause} states={states} layer={layer} />}
    </section>
  )
}

interface Sight {
  readonly x: number
  readonly y: number
  /** 1 shows all; greater is nearer. */
  readonly nearness: number
}

const whole: Sight = { x: 0, y: 0, nearness: 1 }
const lineHeight = 13
/** Whose labels come first where there is not room for all. */
const labelOrder: readonly PlaceKind[] = [
  'pick_up',
  'hospital',
  'reception',
  'warehouse',
  'depot',
  'drop',
  'mouth',
  'junction',
]

type States = ReadonlyMap<string, CorridorState>

function Drawing({ pause, states, layer }: { pause: PauseView; states: States; layer: MapLayer | undefined }) {
  const words = useWords()
  const { t, text } = words
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const flat = useMemo(() => projectionOf(positionsOf(pause), width, Math.min(70, width / 7)), [pause, width])
  const [sight, setSight] = useState(whole)
  const drag = useRef<{ x: number; y: number } | undefined>(undefined)
  const { height } = flat
  const projection = useMemo(() => nearer(flat, sight), [flat, sight])
  const shown = { width: width / sight.nearness, height: height / sight.nearness }

  const look = (change: (now: Sight) => Sight) => setSight((now) => within(change(now), width, height))
  const zoom = (factor: number) =>
    look((now) => {
      const nearness = Math.min(16, Math.max(1, now.nearness * factor))
      const shift = (size: number) => (size / now.nearness - size / nearness) / 2
      return { nearness, x: now.x + shift(width), y: now.y + shift(height) }
    })
  const move = (dx: number, dy: number) => look((now) => ({ ...now, x: now.x + dx, y: now.y + dy }))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = shown.width / 8
    const action = {
      '+': () => zoom(1.5),
      '=': () => zoom(1.5),
      '-': () => zoom(1 / 1.5),
      '0': () => setSight(whole),
      ArrowLeft: () => move(-step, 0),
      ArrowRight: () => move(step, 0),
      ArrowUp: () => move(0, -step),
      ArrowDown: () => move(0, step),
    }[event.key]
    const isForThePage = sight.nearness === 1 && event.key.startsWith('Arrow')
    if (action === undefined || isForThePage || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    action()
  }
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    if (drag.current === undefined) return
    const perPixel = shown.width / event.currentTarget.getBoundingClientRect().width
    move((drag.current.x - event.clientX) * perPixel, (drag.current.y - event.clientY) * perPixel)
    drag.current = { x: event.clientX, y: event.clientY }
  }

  const sites = [...pause.places]
    .filter(({ kind }) => kind !== 'junction')
    .sort((a, b) => labelOrder.indexOf(a.kind) - labelOrder.indexOf(b.kind))
  const zone = pause.zone.flat(2)
  const isFar = farFrom(zone)
  const pointOf = (at: PauseView['places'][number]['at']) => {
    const point = projection.point(at)
    if (!isFar(at) || sight.nearness > 1) return point
    return { x: Math.min(width - 14, Math.max(14, point.x)), y: Math.min(height - 30, Math.max(14, point.y)) }
  }
  // The mouths are told by their corridor's name; in the list they have their own.
  const labels = sites.map((place) => {
    const [near] = zone
    const away =
      isFar(place.at) && near !== undefined
        ? [t('unit.km', { value: words.number(Math.round(metresBetween(place.at, near) / 1000)) })]
        : []
    return {
      place,
      lines: place.kind === 'mouth' ? [] : [text(place.name, place.id), ...away, ...waitingAt(words, pause, place.id)],
    }
  })
  const wide = (lines: readonly string[]) => Math.max(0, ...lines.map((line) => line.length)) * 6.6
  const corridorLabels = pause.corridors.map((corridor) => {
    const middle = projection.point(along(lineOf(pause, corridor), 0.5))
    const state = states.get(corridor.id)
    // On a phone there is not room for numbers too: the list has them.
    const numbers = state === undefined || width < 600 ? [] : [crossingsText(words, state)]
    const lines = [text(corridor.name, corridor.id), ...numbers]
    return { x: middle.x, y: middle.y, lines }
  })
  const placed = placeLabels(
    [
      ...corridorLabels.map(({ x, y, lines }) => ({ x, y, width: wide(lines), lines: lines.length })),
      ...labels.map(({ place, lines }) => ({ ...pointOf(place.at), width: wide(lines), lines: lines.length })),
    ],
    lineHeight,
    { width, height },
  )
  const placedSites = placed.slice(corridorLabels.length)
  return (
    <div className="map" ref={frame}>
      <div className="map-buttons">
        <button type="button" aria-label={t('map.zoomIn')} title={t('map.zoomIn')} onClick={() => zoom(1.5)}>
          +
        </button>
        <button type="button" aria-label={t('map.zoomOut')} title={t('map.zoomOut')} onClick={() => zoom(1 / 1.5)}>
          −
        </button>
        <button type="button" onClick={() => setSight(whole)}>
          {t('map.whole')}
        </button>
      </div>
      <div className="map-ground">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          className={sight.nearness > 1 ? 'map-drawing is-near' : 'map-drawing'}
          direction="ltr"
          role="application"
          aria-label={t('map.label')}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            if (sight.nearness === 1) return
            event.currentTarget.setPointerCapture(event.pointerId)
            drag.current = { x: event.clientX, y: event.clientY }
          }}
          onPointerMove={onPointerMove}
          onPointerUp={() => {
            drag.current = undefined
          }}
        >
          {pause.zone.map((polygon) => (
            <path
              key={String(polygon[0])}
              className="map-zone"
              fillRule="evenodd"
              d={polygon.map((ring) => `${pathOf(projection, ring)}Z`).join(' ')}
            />
          ))}
          <Links pause={pause} projection={projection} />
          {pause.corridors.map((corridor, index) => {
            const line = lineOf(pause, corridor)
            const at = placed[index]
            return (
              <g key={corridor.id}>
                <title>{corridorText(words, corridor, states)}</title>
                <path className={corridorClass(states.get(corridor.id)?.kind)} d={pathOf(projection, line)} />
                {corridor.gates.map((gate) => {
                  const { x, y } = projection.point(along(line, gate.position))
                  return <rect key={gate.id} className="map-gate" x={x - 3} y={y - 9} width="6" height="18" />
                })}
                {at !== undefined &&
                  (corridorLabels[index]?.lines ?? []).map((label, row) => (
                    <Label
                      key={label}
                      x={at.x}
                      y={at.y + row * lineHeight}
                      anchor={at.anchor}
                      text={label}
                      strong={row === 0}
                    />
                  ))}
              </g>
            )
          })}
          {labels.map(({ place, lines }, index) => {
            const { x, y } = pointOf(place.at)
            const at: Placed = placedSites[index] ?? { x: x + 12, y, anchor: 'start' }
            return (
              <g key={place.id} className="map-site">
                <title>{[text(place.name, place.id), ...lines.slice(1)].join(' · ')}</title>
                <Shape kind={place.kind} x={x} y={y} />
                {(at.isHidden === true ? [] : lines).map((line, row) => (
                  <Label
                    key={line}
                    x={at.x}
                    y={at.y + row * lineHeight}
                    anchor={at.anchor}
                    text={line}
                    strong={row > 0}
                  />
                ))}
              </g>
            )
          })}
          <ScaleBar projection={projection} />
        </svg>
        {layer?.(projection)}
      </div>
      <ul className="legend">
        {[...new Set(sites.map(({ kind }) => kind))].map((kind) => (
          <li key={kind}>
            <svg width="18" height="18" aria-hidden="true">
              <Shape kind={kind} x={9} y={9} />
            </svg>
            {t(`kind.${kind}`)}
          </li>
        ))}
        {(['used', 'full', 'unused'] as const)
          .filter((kind) => [...states.values()].some((state) => state.kind === kind))
          .map((kind) => (
            <li key={kind}>
              <svg width="26" height="18" aria-hidden="true">
                <path className={corridorClass(kind)} d="M4 9H22" />
              </svg>
              {t(`map.corridor.${kind}`)}
            </li>
          ))}
      </ul>
    </div>
  )
}

/** Plain shapes, one for each kind of site; none is, or looks like, a protected emblem. */
function Shape({ kind, x, y }: { kind: PlaceKind; x: number; y: number }) {
  const className = `shape ${kind}`
  switch (kind) {
    case 'pick_up':
      return <circle className={className} cx={x} cy={y} r="7" />
    case 'reception':
      return <path className={className} d={`M${x - 7} ${y + 6}V${y - 1}L${x} ${y - 8}L${x + 7} ${y - 1}V${y + 6}Z`} />
    case 'hospital':
      return (
        <path
          className={className}
          d={`M${x - 7} ${y - 7}V${y + 7}M${x - 7} ${y}H${x + 7}M${x + 7} ${y - 7}V${y + 7}`}
        />
      )
    case 'warehouse':
      return <rect className={className} x={x - 7} y={y - 6} width="14" height="12" />
    case 'drop':
      return <path className={className} d={`M${x - 7} ${y - 6}H${x + 7}L${x} ${y + 8}Z`} />
    case 'depot':
      return <path className={className} d={`M${x} ${y - 8}L${x + 8} ${y}L${x} ${y + 8}L${x - 8} ${y}Z`} />
    case 'mouth':
      return <path className={className} d={`M${x - 4} ${y - 7}V${y + 7}M${x + 4} ${y - 7}V${y + 7}`} />
    case 'junction':
      return <circle className={className} cx={x} cy={y} r="2.5" />
  }
}

function Links({ pause, projection }: { pause: PauseView; projection: Projection }) {
  const at = new Map(pause.places.map((place) => [place.id, place.at]))
  return (
    <g aria-hidden="true">
      {pause.links.map(([from, to]) => {
        const [start, end] = [at.get(from), at.get(to)]
        return start === undefined || end === undefined ? null : (
          <path key={`${from} ${to}`} className="map-link" d={pathOf(projection, [start, end])} />
        )
      })}
    </g>
  )
}

function ScaleBar({ projection }: { projection: Projection }) {
  const { t, number } = useWords()
  const metres = roundDistance((projection.width / 4) * projection.metresPerUnit)
  const long = metres / projection.metresPerUnit
  const y = projection.height - 12
  const label =
    metres >= 1000 ? t('unit.km', { value: number(metres / 1000) }) : t('unit.metres', { value: number(metres) })
  return (
    <g aria-hidden="true">
      <path className="map-scale" d={`M14 ${y - 6}V${y}H${14 + long}V${y - 6}`} />
      <Label x={22 + long} y={y + 2} anchor="start" text={label} />
    </g>
  )
}

/** The drawing is as wide as its frame: its letters are then as large on a phone as on a wall screen. */
function useWidth(frame: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(900)
  useEffect(() => {
    if (frame.current === null) return
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.max(280, Math.round(entry?.contentRect.width ?? 900))),
    )
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [frame])
  return width
}

/** What is looked at more nearly grows apart; shapes and letters keep their size. */
function nearer(flat: Projection, { x, y, nearness }: Sight): Projection {
  return {
    ...flat,
    metresPerUnit: flat.metresPerUnit / nearness,
    point: (position) => {
      const at = flat.point(position)
      return { x: (at.x - x) * nearness, y: (at.y - y) * nearness }
    },
  }
}

function SiteList({ pause, states }: { pause: PauseView; states: States }) {
  const words = useWords()
  const { t, text } = words
  return (
    <>
      <TableScroller label={t('map.title')}>
        <table>
          <caption className="visually-hidden">{t('map.title')}</caption>
          <thead>
            <tr>
              {(['map.site', 'map.kind', 'map.side', 'map.what'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pause.places.map((place) => (
              <tr key={place.id}>
                <th scope="row">
                  <bdi>{text(place.name, place.id)}</bdi>
                </th>
                <td>{t(`kind.${place.kind}`)}</td>
                <td>{t(place.inside ? 'map.inside' : 'map.outside')}</td>
                <td>{waitingAt(words, pause, place.id).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroller>
      <TableScroller label={t('map.corridor')}>
        <table>
          <thead>
            <tr>
              {(['map.corridor', 'map.uses', 'map.state'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pause.corridors.map((corridor) => (
              <tr key={corridor.id}>
                <th scope="row">
                  <bdi>{text(corridor.name, corridor.id)}</bdi>
                </th>
                <td>{corridor.uses.map((use) => t(`cargo.${use}`)).join(' · ')}</td>
                <td>{stateText(words, states.get(corridor.id))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroller>
    </>
  )
}

const corridorClass = (kind: CorridorState['kind'] | undefined) => `map-corridor ${kind ?? 'used'}`

/** `12 in · 35 out`, or that it is not used. */
function crossingsText({ t, number }: Words, { kind, in: inward, out, onFoot }: CorridorState): string {
  if (kind === 'unused') return t('map.corridor.unused')
  return [
    ...(inward + out > 0 ? [t('map.crossings', { in: number(inward), out: number(out) })] : []),
    ...(onFoot > 0 ? [t('map.onFoot', { count: number(onFoot) })] : []),
  ].join(' · ')
}

function stateText(words: Words, state: CorridorState | undefined): string {
  if (state === undefined) return ''
  const { t, time } = words
  const full = state.full.map(({ from, until }) => t('map.full', { from: time(from), until: time(until) }))
  return [crossingsText(words, state), ...new Set(full)].join(' · ')
}

function corridorText(words: Words, corridor: PauseView['corridors'][number], states: States): string {
  const uses = listed(
    words,
    corridor.uses.map((use) => words.t(`cargo.${use}`)),
  )
  return [words.text(corridor.name, corridor.id), uses, stateText(words, states.get(corridor.id))].join(' · ')
}

/** What waits at a place: people who wish to leave, aid that is ready, aid that is asked for. */
function waitingAt({ t, tonnes }: Words, pause: PauseView, place: string): string[] {
  const people = pause.people.filter(({ at }) => at === place).reduce((sum, { count }) => sum + count.best, 0)
  const mass = (matches: (consignment: PauseView['aid'][number]) => boolean) =>
    pause.aid.filter(matches).reduce((sum, { mass_g }) => sum + mass_g, 0)
  const ready = mass(({ from }) => from === place)
  const asked = mass(({ to }) => to === place)
  return [
    ...(people > 0 ? [t('map.waiting', { count: people })] : []),
    ...(ready > 0 ? [t('map.from', { mass: tonnes(ready) })] : []),
    ...(asked > 0 ? [t('map.for', { mass: tonnes(asked) })] : []),
  ]
}

type Line = PauseView['places'][number]['at'][]

/** From the outside mouth to the inside one. */
function lineOf(pause: PauseView, corridor: PauseView['corridors'][number]): Line {
  if (corridor.path !== null) return [...corridor.path]
  return [corridor.outside, corridor.inside].flatMap((id) =>
    pause.places.filter((place) => place.id === id).map(({ at }) => at),
  )
}

/** The position at a share of a line's length. */
function along(line: Line, share: number): Line[number] {
  const lengths = line
    .slice(1)
    .map((to, index) => Math.hypot(to[0] - (line[index]?.[0] ?? 0), to[1] - (line[index]?.[1] ?? 0)))
  let left = share * lengths.reduce((sum, length) => sum + length, 0)
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [line[index], line[index + 1]]
    if (from === undefined || to === undefined) break
    if (left <= length || index === lengths.length - 1) {
      const part = length === 0 ? 0 : Math.min(1, left / length)
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
    }
    left -= length
  }
  return line[0] ?? [0, 0]
}

function pathOf(projection: Projection, line: readonly Line[number][]): string {
  return line
    .map((position, index) => {
      const { x, y } = projection.point(position)
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join(' ')
}

/** Never looks past the edges of the map. */
function within({ x, y, nearness }: Sight, wide: number, high: number): Sight {
  const clamp = (value: number, most: number) => Math.min(Math.max(0, value), Math.max(0, most))
  return { nearness, x: clamp(x, wide - wide / nearness), y: clamp(y, high - high / nearness) }
}
