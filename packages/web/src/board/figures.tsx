// Figures of the field: each with its range, and how old it is. What is not known is said to be so.

import { useWords, type Words } from '../words.tsx'
import type { RangeView } from './day.ts'

/** What was told longer ago than this is marked: it may be otherwise by now. */
export const oldMilliseconds = 900_000

export function rangeText({ t, number }: Pick<Words, 't' | 'number'>, value: RangeView | number | null | undefined) {
  if (value === null || value === undefined) return t('board.unknown')
  if (typeof value === 'number') return number(value)
  const { low, best, high } = value
  if (low === high) return number(best)
  return t('people.range', { best: number(best), low: number(low), high: number(high) })
}

export function Range({ value }: { value: RangeView | number | null | undefined }) {
  const words = useWords()
  const isUnknown = value === null || value === undefined
  if (isUnknown) return <em className="not-known">{rangeText(words, value)}</em>
  if (typeof value === 'number' || value.low === value.high) return <bdi>{rangeText(words, value)}</bdi>
  const { number, t } = words
  return (
    <>
      <bdi>{number(value.best)}</bdi>{' '}
      <span className="range">{t('board.range', { low: number(value.low), high: number(value.high) })}</span>
    </>
  )
}

/** When it was; its day, where that is not today. */
export function When({ at, now }: { at: string; now: number }) {
  const { t, day, clock } = useWords()
  const milliseconds = Date.parse(at)
  const isToday = day(at) === day(new Date(now).toISOString())
  return (
    <time dateTime={at} title={t('instant.utc', { time: clock(milliseconds, 'UTC') })}>
      <bdi>{isToday ? clock(milliseconds) : t('instant.at', { day: day(at), time: clock(milliseconds) })}</bdi>
    </time>
  )
}

/** How long ago; by the minute, since it is read aloud with each change. */
export function Age({ at, now }: { at: string | null | undefined; now: number }) {
  const { t, duration } = useWords()
  if (at === null || at === undefined) return <em className="not-known">{t('board.never')}</em>
  const ago = Math.max(0, now - Date.parse(at))
  const isOld = ago > oldMilliseconds
  const text = ago < 60_000 ? t('board.justNow') : t('board.ago', { age: duration(Math.floor(ago / 60_000) * 60) })
  return (
    <time dateTime={at} className={isOld ? 'age is-old' : 'age'}>
      {isOld && <span aria-hidden="true">◔ </span>}
      <bdi>{text}</bdi>
    </time>
  )
}
