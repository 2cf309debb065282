// Below a timetable: the departure that is chosen, moved by steps that a finger can press, with what stands against it, and
// what became of it once it was proposed.

import type { ReactNode } from 'react'
import { useWords } from '../words.tsx'
import { Against } from './against.tsx'
import type { Conflict, Moving } from './moving.ts'

/** Who may move departures, and what is done with them; absent: a timetable is only looked at. */
export interface Moves {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly promisedSeconds: number
  propose(moving: Moving): void
  /** What became of it, once it was proposed. */
  outcomeOf(moving: Moving): ReactNode
}

export const stepSeconds = { small: 60, large: 300 }

export function MovePanel({
  trip,
  departure,
  moving,
  conflicts,
  companions,
  isPromised,
  moves,
  move,
  undo,
}: {
  trip: string
  /** Where it is now: milliseconds since 1970. */
  departure: number
  /** Undefined: it is where the plan has it. */
  moving: Moving | undefined
  conflicts: readonly Conflict[]
  companions: number
  isPromised: boolean
  moves: Moves
  move: (seconds: number) => void
  undo: () => void
}) {
  const { t, clock, duration } = useWords()
  const seconds = moving?.seconds ?? 0
  const step = (by: number) => (
    <button type="button" dir="auto" onClick={() => move(seconds + by)}>
      {t(by > 0 ? 'move.later' : 'move.earlier', { by: duration(Math.abs(by)) })}
    </button>
  )
  if (isPromised)
    return (
      <div className="move-panel no-print">
        <p className="empty">{t('move.promised', { lead: duration(moves.promisedSeconds) })}</p>
      </div>
    )
  return (
    <div className="move-panel no-print" role="group" aria-label={t('move.title', { trip })}>
      {/* Earlier is left of later, as on the chart above. */}
      <div className="move-steps" dir="ltr">
        {step(-stepSeconds.large)}
        {step(-stepSeconds.small)}
        <p dir="auto" aria-live="polite" className="move-time">
          {t('move.departs', { time: clock(departure) })}
          {seconds !== 0 && (
            <>
              {' '}
              <strong>{t(seconds > 0 ? 'move.later' : 'move.earlier', { by: duration(Math.abs(seconds)) })}</strong>
            </>
          )}
        </p>
        {step(stepSeconds.small)}
        {step(stepSeconds.large)}
      </div>
      {companions > 0 && <p>{t('move.with', { count: companions })}</p>}
      <div className="actions">
        <button
          type="button"
          className="main"
          disabled={seconds === 0}
          onClick={() => moving !== undefined && moves.propose(moving)}
        >
          {t('move.propose')}
        </button>
        <button type="button" disabled={moving === undefined} onClick={undo}>
          {t('move.undo')}
        </button>
      </div>
      <div aria-live="polite">
        {seconds !== 0 &&
          (conflicts.length === 0 ? (
            <p>{t('move.clear')}</p>
          ) : (
            <>
              <p className="move-conflicts">
                <span aria-hidden="true">▲ </span>
                {t('move.conflicts')}
              </p>
              <Against all={conflicts} />
            </>
          ))}
      </div>
      {moving !== undefined && moves.outcomeOf(moving)}
    </div>
  )
}
