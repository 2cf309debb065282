// An instant as people of a pause say it: day and time of the place, with UTC beside it.

import { useEffect, useState } from 'react'
import { useWords } from '../words.tsx'

export function Instant({ at }: { at: string }) {
  const { t, day, clock } = useWords()
  return (
    <time dateTime={at} title={t('instant.utc', { time: clock(Date.parse(at), 'UTC') })}>
      <bdi>
        {day(at)}
        {t('list.comma')}
        {clock(Date.parse(at))}
      </bdi>
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
