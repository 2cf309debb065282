// The clock: how long the window is still open, until when all are to be clear, and the time here and in UTC.

import { usePauseNow } from '../coordination/pause-clock.tsx'
import { useWords } from '../words.tsx'
import { hoursMinutes, type Urgency, urgencyOf, type WindowSpan, windowNow } from './clock.ts'

const shapes: Readonly<Record<Urgency, string>> = { before: '○', calm: '●', soon: '◆', late: '▲', over: '■' }

export function WindowClock({
  windows,
  isExercises,
  zone,
}: {
  windows: readonly WindowSpan[]
  /** Of an exercise that has a clock of its own. */
  isExercises: boolean
  zone: string
}) {
  const { t, clock, duration } = useWords()
  const now = usePauseNow(1000)
  const window = windowNow(windows, now)
  const urgency = window === undefined ? 'over' : urgencyOf(window, now)
  return (
    <section className={`window-clock ${urgency}`} aria-label={t('board.clock')}>
      {window !== undefined && (
        <>
          <p className="left">
            <span className="shape" aria-hidden="true">
              {shapes[urgency]}
            </span>
            <span>{t(`board.clock.${urgency === 'before' ? 'opens' : urgency === 'over' ? 'closed' : 'closes'}`)}</span>{' '}
            <strong role="timer">
              <bdi>
                {urgency === 'over'
                  ? duration(Math.floor((now - window.close) / 60_000) * 60)
                  : hoursMinutes((urgency === 'before' ? window.open : window.close) - now)}
              </bdi>
            </strong>
          </p>
          <p className="word">
            <strong>{t(`board.urgency.${urgency}`)}</strong>{' '}
            {urgency !== 'over' && window.clearBy !== undefined && t('board.clearBy', { time: clock(window.clearBy) })}{' '}
            {t(urgency === 'over' ? 'board.closedAt' : 'board.closesAt', { time: clock(window.close) })}
          </p>
        </>
      )}
      <p className="times">
        <span>
          <strong>
            <bdi>{clock(now)}</bdi>
          </strong>{' '}
          <bdi className="zone">{zone}</bdi>
        </span>
        {zone !== 'UTC' && (
          <span className="utc">
            <bdi>{t('instant.utc', { time: clock(now, 'UTC') })}</bdi>
          </span>
        )}
        {isExercises && <span className="state warn">{t('board.clock.exercise')}</span>}
      </p>
    </section>
  )
}
