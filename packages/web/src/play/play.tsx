// A button that plays a day of the plan: a rehearsal of its own, with vehicles, gates and phones that a program plays.

import { useCallback, useEffect, useState } from 'react'
import { beginPlayedDay, getPlayedDay, stopPlayedDay } from '../client/operations.ts'
import { useWords } from '../words.tsx'

interface Played {
  readonly state: 'not_offered' | 'none' | 'beginning' | 'preparing' | 'playing' | 'over' | 'failed'
  readonly address?: string
  readonly speed?: number
  readonly ordered?: number
  readonly trips?: number
  readonly reason?: string
}

const againMilliseconds = 1000

export function PlayTheDay({ pause }: { pause: string }) {
  const { t, number } = useWords()
  const [played, setPlayed] = useState<Played>({ state: 'not_offered' })
  const take = useCallback((answer: { ok: boolean; told?: unknown }) => {
    if (answer.ok) setPlayed(answer.told as Played)
  }, [])
  const isMoving = ['beginning', 'preparing', 'playing'].includes(played.state)
  useEffect(() => {
    const look = () => void getPlayedDay({ pause }).then(take)
    look()
    if (!isMoving) return undefined
    const timer = setInterval(look, againMilliseconds)
    return () => clearInterval(timer)
  }, [pause, isMoving, take])
  if (played.state === 'not_offered') return null
  const { state, address, speed = 1, ordered, trips } = played
  return (
    <section className="card play-day" aria-labelledby="play-day">
      <h2 id="play-day">{t('play.title')}</h2>
      <p>{t('play.about')}</p>
      <p role="status" className="told">
        {state === 'beginning' && t('play.beginning')}
        {state === 'preparing' &&
          (ordered === undefined || trips === undefined
            ? t('play.preparing')
            : t('play.ordering', { ordered: number(ordered), trips: number(trips) }))}
        {state === 'playing' && t('play.playing', { speed: number(speed) })}
        {state === 'over' && t('play.over')}
        {state === 'failed' && t('play.failed', { reason: played.reason ?? '' })}
      </p>
      <div className="actions">
        {address !== undefined && (
          <a className="button main" href={address} target="_blank" rel="noreferrer">
            {t('play.open')}
          </a>
        )}
        {!isMoving && (
          <button
            type="button"
            className={address === undefined ? 'main' : ''}
            onClick={() => void beginPlayedDay({ pause }).then(take)}
          >
            {t(state === 'over' ? 'play.again' : 'play.go')}
          </button>
        )}
        {isMoving && (
          <button type="button" onClick={() => void stopPlayedDay({ pause }).then(take)}>
            {t('play.stop')}
          </button>
        )}
      </div>
    </section>
  )
}
