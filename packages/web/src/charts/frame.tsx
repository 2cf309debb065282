// What every chart against time shares: hours, the window's wall, the buffer before it, what is closed. Time runs from
// left to right in every language.

import type { PauseView } from '../view.ts'
import { useWords } from '../words.tsx'
import { type Scale, type TimeSpan, timeTicks } from './axis.ts'

export interface Plot {
  readonly span: TimeSpan
  readonly x: Scale
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export function pixelsPerMinute({ span, left, right }: Plot): number {
  return ((right - left) / (span.until - span.from)) * 60_000
}

export function TimeGround({ pause, plot }: { pause: PauseView; plot: Plot }) {
  const { span, x, top, bottom } = plot
  const windows = pause.windows.map(({ open, close, clear_by }) => ({
    open: Date.parse(open),
    close: Date.parse(close),
    clearBy: Date.parse(clear_by),
  }))
  const closed = [span.from, ...windows.flatMap(({ open, close }) => [open, close]), span.until]
  const height = bottom - top
  return (
    <g aria-hidden="true">
      {windows.map(({ open }, index) => {
        const from = closed[2 * index] ?? span.from
        return open > from ? (
          <rect key={open} className="closed" x={x(from)} y={top} width={x(open) - x(from)} height={height} />
        ) : null
      })}
      <rect
        className="closed"
        x={x(closed.at(-2) ?? span.until)}
        y={top}
        width={Math.max(0, x(span.until) - x(closed.at(-2) ?? span.until))}
        height={height}
      />
      {windows.map(({ clearBy, close }) => (
        <g key={close}>
          <rect className="buffer" x={x(clearBy)} y={top} width={x(close) - x(clearBy)} height={height} />
          <line className="clear-by" x1={x(clearBy)} x2={x(clearBy)} y1={top} y2={bottom} />
          <line className="wall" x1={x(close)} x2={x(close)} y1={top} y2={bottom} />
        </g>
      ))}
    </g>
  )
}

/** Names of the wall and of the line before it, above the plot. */
export function WallLabels({ pause, plot }: { pause: PauseView; plot: Plot }) {
  const { t, time } = useWords()
  const { x, top } = plot
  return (
    <g aria-hidden="true" className="wall-labels">
      {pause.windows.map((window) => (
        <g key={window.id}>
          <Label
            x={x(Date.parse(window.clear_by)) - 4}
            y={top - 6}
            anchor="end"
            text={`${time(window.clear_by)} ${t('timetable.clearBy')}`}
          />
          <Label
            x={x(Date.parse(window.close)) + 4}
            y={top - 6}
            anchor="start"
            text={`${time(window.close)} ${t('timetable.close')}`}
            strong
          />
        </g>
      ))}
    </g>
  )
}

/** Now; what is right of it has not happened yet. */
export function NowLine({ now, plot }: { now: number; plot: Plot }) {
  const { t, clock } = useWords()
  const { span, x, top, bottom } = plot
  if (now < span.from || now > span.until) return null
  return (
    <g aria-hidden="true">
      <line className="now-line" x1={x(now)} x2={x(now)} y1={top} y2={bottom} />
      <Label x={x(now) + 4} y={bottom - 6} anchor="start" text={t('chart.now', { time: clock(now) })} strong />
    </g>
  )
}

export function TimeAxis({ plot, y }: { plot: Plot; y: number }) {
  const { clock, t } = useWords()
  const { span, x, top, bottom, left } = plot
  return (
    <g aria-hidden="true" className="time-axis">
      {timeTicks(span, pixelsPerMinute(plot)).map((at) => (
        <g key={at}>
          <line className="hour" x1={x(at)} x2={x(at)} y1={top} y2={bottom} />
          <Label x={x(at)} y={y} anchor="middle" text={clock(at)} />
          <Label x={x(at)} y={y + 14} anchor="middle" text={clock(at, 'UTC')} faint />
        </g>
      ))}
      <Label x={left - 24} y={y + 14} anchor="end" text={t('timetable.utc')} faint />
    </g>
  )
}

/** Text in a drawing. `start` and `end` are left and right: a drawing does not turn around with the language. */
export function Label({
  x,
  y,
  anchor,
  text,
  strong = false,
  faint = false,
}: {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  text: string
  strong?: boolean
  faint?: boolean
}) {
  // Without an isolate of its own an Arabic label in a left-to-right drawing would put its numbers on the wrong side.
  return (
    <text
      x={x}
      y={y}
      textAnchor={anchor}
      direction="ltr"
      className={[strong ? 'strong' : '', faint ? 'faint' : ''].join(' ').trim() || undefined}
    >
      {`\u2068${text}\u2069`}
    </text>
  )
}
