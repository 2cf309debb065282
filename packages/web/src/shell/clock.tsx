// The clock: how long until the window opens or closes, local time and UTC side by side, the zone named.

import { useEffect, useState } from 'react'
import type { PauseView } from '../view.ts'
import { useWords } from '../words.tsx'

const dayMilliseconds = 86_400_000

export function Windows({ pause }: { pause: PauseView }) {
  const { t, time, day, clock } = useWords()
  return (
    <ul className="windows">
      {pause.windows.map((window) => (
        <li key={window.id}>
          <strong>
            {t('window.span', {
              day: day(window.open),
              open: time(window.open),
              close: time(window.close),
              zone: pause.time_zone,
            })}
          </strong>{' '}
          <span className="utc">
            {t('window.utc', {
              open: clock(Date.parse(window.open), 'UTC'),
              close: clock(Date.parse(window.close), 'UTC'),
            })}
          </span>{' '}
          <Countdown open={Date.parse(window.open)} close={Date.parse(window.close)} />
        </li>
      ))}
    </ul>
  )
}

/** Shown within a day of the window: before and after that it tells nothing. */
export function Countdown({ open, close }: { open: number; close: number }) {
  const { t, duration } = useWords()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (now < open - dayMilliseconds || now > close + dayMilliseconds) return null
  const text =
    now < open
      ? t('clock.opens', { time: duration((open - now) / 1000) })
      : now < close
        ? t('clock.closes', { time: duration((close - now) / 1000) })
        : t('clock.closed', { time: duration(Math.floor((now - close) / 60_000) * 60) })
  return (
    <span className="countdown" role="timer">
      {text}
    </span>
  )
}
