// What a refusal is about, where it says more than its code: what stands in the way, what departs, what time is short.

import { useWords, type Words } from '../words.tsx'
import { wordOf } from './code-words.ts'
import { Instant } from './instant.tsx'
import { isKey } from './refusal.ts'

interface Known {
  readonly obstacles?: readonly Obstacle[]
  readonly departures?: readonly Departure[]
  readonly needed_s?: number
  readonly left_s?: number
  readonly called?: number
  readonly planned?: number
  readonly due?: string
}

export interface Obstacle {
  readonly what: string
  readonly element?: string
  readonly segment?: string
  readonly kind?: string
  readonly from?: string
}

export interface Departure {
  readonly what: string
  readonly ordered: string
  readonly notified: string
}

export function Particulars({ of }: { of: unknown }) {
  const { t, duration, number } = useWords()
  if (typeof of !== 'object' || of === null) return null
  const { obstacles = [], departures = [], needed_s: needed, left_s: left, called, planned, due } = of as Known
  return (
    <>
      {obstacles.length > 0 && <Obstacles obstacles={obstacles} />}
      {departures.length > 0 && <Departures departures={departures} />}
      {needed !== undefined && left !== undefined && (
        <p>{t('particulars.lead', { needed: duration(needed), left: duration(left) })}</p>
      )}
      {called !== undefined && planned !== undefined && (
        <p>{t('particulars.seats', { called: number(called), planned: number(planned) })}</p>
      )}
      {due !== undefined && (
        <p>
          {t('particulars.due')} <Instant at={due} />
        </p>
      )}
    </>
  )
}

export function Obstacles({ obstacles }: { obstacles: readonly Obstacle[] }) {
  const { t } = useWords()
  return (
    <ul>
      {obstacles.map((each) => {
        const { what, segment, kind, element, from } = each
        return (
          <li key={JSON.stringify(each)}>
            {wordOf('obstacle', what, t)}
            {kind !== undefined && (
              <>
                {t('list.colon')}
                {wordOf('withdrawal.kind', kind, t)}
              </>
            )}
            {segment !== undefined && segment !== 'whole' && (
              <>
                {' '}
                (<bdi>{segment}</bdi>)
              </>
            )}
            {element !== undefined && (
              <>
                {t('list.colon')}
                <bdi>{element}</bdi>
              </>
            )}
            {from !== undefined && (
              <>
                {' '}
                <Instant at={from} />
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

export function Departures({ departures }: { departures: readonly Departure[] }) {
  const words = useWords()
  const { t } = words
  return (
    <ul>
      {departures.map(({ what, ordered, notified }) => (
        <li key={what + ordered}>
          {t('departure.said', {
            what: wordOf('departure', what, t),
            ordered: orderedWords(what, ordered, words),
            notified: notifiedWords(what, notified, words),
          })}
        </li>
      ))}
    </ul>
  )
}

const instants = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d|Z)/g

function orderedWords(what: string, value: string, words: Words): string {
  const said = valueWords(what, value, words)
  // Those ordered before count with it.
  return what === 'number' && kindCount.test(value) ? words.t('departed.withEarlier', { count: said }) : said
}

function notifiedWords(what: string, value: string, words: Words): string {
  const { t } = words
  const said = value
    .split(' | ')
    .map((each) => valueWords(what, each, words))
    .reduce((one, other) => t('departed.any', { one, other }))
  return what === 'lead_time' ? t('departed.notBefore', { time: said }) : said
}

const kindCount = /^([a-z]+) (\d+)$/

/** Codes by their words, instants by the clock of the pause. */
function valueWords(what: string, value: string, { t, day, time, number }: Words): string {
  const code = `departed.${value}`
  if (isKey(code)) return t(code)
  if (what === 'purpose') return wordOf('coordination.use', value, t)
  if (what === 'direction') return wordOf('direction', value, t)
  const [, kind, count] = (what === 'number' ? kindCount.exec(value) : null) ?? []
  if (kind !== undefined) return `${wordOf('vehicle', kind, t)}${t('list.colon')}${number(Number(count))}`
  const [, route, use] = (what === 'terms' ? /^(.*), ([a-z_]+)$/.exec(value) : null) ?? []
  if (route !== undefined && use !== undefined) return `${route}${t('list.comma')}${wordOf('coordination.use', use, t)}`
  return value.replace(instants, (instant) => t('instant.at', { day: day(instant), time: time(instant) }))
}
