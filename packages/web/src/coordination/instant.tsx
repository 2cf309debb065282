// An instant as people of a pause say it: day and time of the place, with UTC beside it.

import { useEffect, useState } from 'react'
import { useWords } from '../words.tsx'

export function Instant({ at }: { at: string }) {
  const { t, day, clock, timeZone } = useWords()
  const milliseconds = Date.parse(at)
  const told = { day: day(at), time: clock(milliseconds) }
  return (
    <time dateTime={at} title={t('instant.utc', { time: clock(milliseconds, 'UTC') })}>
      <bdi>{t(timeZone === 'UTC' ? 'instant.atUtc' : 'instant.at', told)}</bdi>
    </time>
  )
}

export function useNow(everyMilliseconds = 1000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds)
    return () => clearInterval(timer)
  }, [everyMilliseconds])
  return now
}
