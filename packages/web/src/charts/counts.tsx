// Two counts against time: who is out so far, below what nobody could exceed; who and what is under way, until none is.

import { useMemo } from 'react'
import type { PlanView } from '../plan.ts'
import { TableScroller } from '../shell/table-scroller.tsx'
import type { PauseView } from '../view.ts'
import { useWords } from '../words.tsx'
import { countTicks, leastPlotWidth, scale, spanAround } from './axis.ts'
import { clearSaid, FanSaid, FanTable, outSaid } from './fan.tsx'
import { Label, NowLine, type Plot, TimeAxis, TimeGround, WallLabels } from './frame.tsx'
import { outSoFar, peopleUnderWay, type Step, vehiclesUnderWay } from './steps.ts'
import type { CountsLive, FanPoint, ToldCount } from './told.ts'
import './charts.css'

export function OutSoFar({ pause, plan, live }: { pause: PauseView; plan: PlanView; live?: CountsLive }) {
  const words = useWords()
  const { t, number, clock } = words
  const steps = useMemo(() => outSoFar(pause, plan), [pause, plan])
  const wish = pause.people.reduce((sum, { count }) => sum + count.best, 0)
  const last = steps.at(-1)
  return (
    <section aria-labelledby="out-so-far" className="chart-section">
      <h2 id="out-so-far">{t('out.title')}</h2>
      {last === undefined ? (
        <p className="empty">{t('out.empty')}</p>
      ) : (
        <>
          <p className="about">{t(live === undefined ? 'out.about' : 'out.about.live')}</p>
          {live !== undefined && <LiveLegend live={live} />}
          <CountChart
            pause={pause}
            label={t('out.chart', { count: number(last.count), time: clock(last.at) })}
            lines={[{ steps, className: 'line civilians', isFilled: true }]}
            levels={[
              { at: plan.bound.people, className: 'limit', text: t('out.bound', { count: number(plan.bound.people) }) },
              ...(wish === plan.bound.people
                ? []
                : [{ at: wish, className: 'wish', text: t('out.wish', { count: number(wish) }) }]),
            ]}
            live={live}
          />
          {live !== undefined && (
            <FanSaid fan={live.fan} now={live.now} said={outSaid(words, live.fan, clearByNow(pause, live.now))} />
          )}
          <StepTable
            caption={t('out.title')}
            columns={[{ name: t('out.column'), steps }, ...toldColumn(live, t('out.told'))]}
          />
          {live !== undefined && <FanTable title={t('out.title')} fan={live.fan} />}
        </>
      )}
    </section>
  )
}

export function UnderWay({ pause, plan, live }: { pause: PauseView; plan: PlanView; live?: CountsLive }) {
  const words = useWords()
  const { t, number, clock } = words
  const people = useMemo(() => peopleUnderWay(pause, plan), [pause, plan])
  const vehicles = useMemo(() => vehiclesUnderWay(plan), [plan])
  const last = [people.at(-1), vehicles.at(-1)].reduce((a, b) =>
    a === undefined || (b !== undefined && b.at > a.at) ? b : a,
  )
  const greatest = (steps: readonly Step[]) => Math.max(0, ...steps.map(({ count }) => count))
  return (
    <section aria-labelledby="under-way" className="chart-section">
      <h2 id="under-way">{t('way.title')}</h2>
      {last === undefined ? (
        <p className="empty">{t('way.empty')}</p>
      ) : (
        <>
          <p className="about">{t('way.about')}</p>
          <ul className="legend">
            {(
              [
                ['civilians', 'way.people'],
                ['aid', 'way.vehicles'],
              ] as const
            ).map(([className, key]) => (
              <li key={key}>
                <svg width="34" height="10" aria-hidden="true">
                  <line className={`line ${className}`} x1="1" x2="33" y1="5" y2="5" />
                </svg>
                {t(key)}
              </li>
            ))}
          </ul>
          {live !== undefined && <LiveLegend live={live} />}
          <CountChart
            pause={pause}
            label={t('way.chart', {
              people: number(greatest(people)),
              vehicles: number(greatest(vehicles)),
              time: clock(last.at),
            })}
            lines={[
              { steps: people, className: 'line civilians', isFilled: true },
              { steps: vehicles, className: 'line aid', isFilled: false },
            ]}
            levels={[]}
            live={live}
          />
          {live !== undefined && <FanSaid fan={live.fan} now={live.now} said={clearSaid(words, live.fan)} />}
          <StepTable
            caption={t('way.title')}
            columns={[
              { name: t('way.people'), steps: people },
              { name: t('way.vehicles'), steps: vehicles },
              ...toldColumn(live, t('way.told')),
            ]}
          />
          {live !== undefined && <FanTable title={t('way.people')} fan={live.fan} />}
        </>
      )}
    </section>
  )
}

/** Of the window that is open, else of the next, else of the last. */
function clearByNow({ windows }: PauseView, now: number): number {
  const window = windows.find(({ close }) => Date.parse(close) > now) ?? windows.at(-1)
  return window === undefined ? now : Date.parse(window.clear_by)
}

/** What the lines mean that are drawn over the plan’s. */
function LiveLegend({ live }: { live: CountsLive }) {
  const { t } = useWords()
  return (
    <ul className="legend">
      <li>
        <svg width="34" height="10" aria-hidden="true">
          <line className="line civilians is-thin" x1="1" x2="33" y1="5" y2="5" />
        </svg>
        {t('chart.planned')}
      </li>
      <li>
        <svg width="34" height="10" aria-hidden="true">
          <line className="told-line" x1="1" x2="33" y1="5" y2="5" />
        </svg>
        {t('chart.told')}
      </li>
      {live.fan.length > 0 && (
        <li>
          <svg width="34" height="12" aria-hidden="true">
            <rect className="fan" x="1" y="1" width="32" height="10" />
            <line className="fan-middle" x1="1" x2="33" y1="6" y2="6" />
          </svg>
          {t('chart.fan')}
        </li>
      )}
    </ul>
  )
}

function toldColumn(live: CountsLive | undefined, name: string): { name: string; steps: readonly Step[] }[] {
  return live === undefined || live.told.length === 0
    ? []
    : [{ name, steps: live.told.map(({ at, best }) => ({ at, count: best })) }]
}

interface Line {
  readonly steps: readonly Step[]
  readonly className: string
  readonly isFilled: boolean
}

const size = { height: 250, left: 54, right: 74, top: 26, bottom: 40 }

function CountChart({
  pause,
  label,
  lines,
  levels,
  live,
}: {
  pause: PauseView
  label: string
  lines: readonly Line[]
  levels: readonly { at: number; className: string; text: string }[]
  live: CountsLive | undefined
}) {
  const { number } = useWords()
  const instants = [
    ...pause.windows.flatMap(({ open, close }) => [Date.parse(open) - 600_000, Date.parse(close) + 300_000]),
    ...lines.flatMap(({ steps }) => steps.map(({ at }) => at)),
    ...(live?.told ?? []).map(({ at }) => at),
  ]
  const span = spanAround(instants)
  const minutes = (span.until - span.from) / 60_000
  const width = size.left + Math.max(leastPlotWidth, Math.min(6000, minutes * 3.4)) + size.right
  const ticks = countTicks(
    Math.max(
      1,
      ...lines.flatMap(({ steps }) => steps.map(({ count }) => count)),
      ...levels.map(({ at }) => at),
      ...(live?.told ?? []).map(({ high }) => high),
      ...(live?.fan ?? []).map(({ p95 }) => p95),
    ),
  )
  const plot: Plot = {
    span,
    x: scale(span.from, span.until, size.left, width - size.right),
    left: size.left,
    right: width - size.right,
    top: size.top,
    bottom: size.height - size.bottom,
  }
  const y = scale(0, ticks.at(-1) ?? 1, plot.bottom, plot.top)
  const path = (steps: readonly Step[]) => {
    const corners = [`M${plot.x(span.from)} ${y(0)}`]
    for (const { at, count } of steps) corners.push(`H${plot.x(at).toFixed(1)} V${y(count).toFixed(1)}`)
    corners.push(`H${plot.x(span.until)}`)
    return corners.join(' ')
  }
  return (
    <div className="scroller" role="region" aria-label={label} tabIndex={0} dir="ltr">
      <svg
        viewBox={`0 0 ${width} ${size.height}`}
        width={width}
        height={size.height}
        className={live === undefined ? 'drawing' : 'drawing is-live'}
        role="img"
        aria-label={label}
      >
        <TimeGround pause={pause} plot={plot} />
        <WallLabels pause={pause} plot={plot} />
        <TimeAxis plot={plot} y={plot.bottom + 16} />
        {ticks.map((count) => (
          <g key={count}>
            <line className="count" x1={plot.left} x2={plot.right} y1={y(count)} y2={y(count)} />
            <Label x={plot.left - 8} y={y(count) + 4} anchor="end" text={number(count)} />
          </g>
        ))}
        {lines.map(({ steps, className, isFilled }) => (
          <g key={className}>
            {isFilled && <path className={`area ${className}`} d={`${path(steps)} V${y(0)} Z`} />}
            <path className={className} d={path(steps)} fill="none" />
          </g>
        ))}
        {live !== undefined && <LiveLines live={live} plot={plot} y={y} />}
        {levels.map(({ at, className, text }) => (
          <g key={className}>
            <line className={className} x1={plot.left} x2={plot.right} y1={y(at)} y2={y(at)} />
            <Label x={plot.left + 6} y={y(at) + (className === 'wish' ? -5 : 14)} anchor="start" text={text} />
          </g>
        ))}
      </svg>
    </div>
  )
}

/** Solid: what was told, with its range; hatched: the fan of simulated days from now on. */
function LiveLines({
  live: { now, told, fan },
  plot,
  y,
}: {
  live: CountsLive
  plot: Plot
  y: (count: number) => number
}) {
  const { x, span } = plot
  const end = x(Math.min(now, span.until))
  const steps = (of: (each: ToldCount) => number) =>
    told.map((each) => `H${x(each.at).toFixed(1)} V${y(of(each)).toFixed(1)}`).join(' ')
  const [first] = told
  const back = told.toReversed().map(({ at, low }, index) => {
    const before = told[told.length - 2 - index]
    return `V${y(low).toFixed(1)} H${x(at).toFixed(1)}${before === undefined ? ` V${y(0)}` : ''}`
  })
  const ahead = fan.filter(({ at }) => at >= span.from && at <= span.until)
  const along = (points: readonly FanPoint[], of: (point: FanPoint) => number) =>
    points.map((point) => `${x(point.at).toFixed(1)} ${y(of(point)).toFixed(1)}`).join(' L')
  return (
    <g aria-hidden="true">
      {ahead.length > 1 && (
        <>
          <path
            className="fan"
            d={`M${along(ahead, ({ p95 }) => p95)} L${along(ahead.toReversed(), ({ p05 }) => p05)} Z`}
          />
          <path className="fan-middle" d={`M${along(ahead, ({ p50 }) => p50)}`} />
        </>
      )}
      {first !== undefined && (
        <>
          <path
            className="told-range"
            d={`M${x(first.at)} ${y(0)} ${steps(({ high }) => high)} H${end} ${back.join(' ')} Z`}
          />
          <path className="told-line" d={`M${x(first.at)} ${y(0)} ${steps(({ best }) => best)} H${end}`} />
        </>
      )}
      <NowLine now={now} plot={plot} />
    </g>
  )
}

function StepTable({
  caption,
  columns,
}: {
  caption: string
  columns: readonly { name: string; steps: readonly Step[] }[]
}) {
  const { t, clock, number } = useWords()
  const instants = [...new Set(columns.flatMap(({ steps }) => steps.map(({ at }) => at)))].sort((a, b) => a - b)
  return (
    <details>
      <summary>{t('timetable.table')}</summary>
      <TableScroller label={caption}>
        <table>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('chart.time')}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {instants.map((at) => (
              <tr key={at}>
                <td>
                  <bdi>{clock(at)}</bdi>
                </td>
                {columns.map(({ name, steps }) => (
                  <td key={name} className="figure">
                    {number(steps.findLast((step) => step.at <= at)?.count ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroller>
    </details>
  )
}
