// The desk of a hospital or reception: who arrives, when, how many on stretchers; what came is confirmed, beds are told.

import type { Mobility } from '@treve/model'
import { type FormEvent, useId, useState } from 'react'
import type { ArrivalView, DeskDayView, RangeView } from '../board/day.ts'
import { Dispersed } from '../board/dispersed.tsx'
import { oldMilliseconds, Range } from '../board/figures.tsx'
import { Beds } from '../board/gates.tsx'
import { type Outbox, PostedList, useOutbox } from '../board/outbox.tsx'
import { instantOf, rangeOf } from '../board/reporting.ts'
import { viewOf } from '../coordination/live.ts'
import type { PageGiven } from '../coordination/pages.ts'
import { usePauseNow } from '../coordination/pause-clock.tsx'
import { useWords, type Words, WordsProvider } from '../words.tsx'
import { listed } from '../words-of.ts'
import { type OwnDay, type Planned, useOwnDay } from './own-day.ts'
import '../board/board.css'
import './desk.css'

const mobilities: readonly Mobility[] = ['stretcher', 'wheelchair', 'seated', 'on_foot']

export function DeskPage(given: PageGiven) {
  const { language, timeZone } = useWords()
  const own = useOwnDay(given.pause, viewOf(given.live, 'day')?.version)
  return (
    <WordsProvider language={language} timeZone={own?.pause.time_zone ?? timeZone}>
      <Desk {...given} own={own} />
    </WordsProvider>
  )
}

function Desk({ pause, live, held, own }: PageGiven & { own: OwnDay | undefined }) {
  const shown = viewOf<DeskDayView>(live, 'day')
  const { t, text } = useWords()
  const outbox = useOutbox(pause)
  const now = usePauseNow()
  if (shown === undefined) return null
  const { arrivals, beds } = shown.view
  const nameOf = (id: string) => {
    const name = own?.places.find((place) => place.id === id)?.name
    return typeof name === 'object' ? text(name, id) : (name ?? id)
  }
  const places = [...new Set([...arrivals.map(({ place }) => place), ...beds.map(({ place }) => place)])]
  const mayReport = held.may_ask?.includes('report') === true
  const plannedOf = ({ trip, place }: ArrivalView) =>
    own?.arrivals.find((each) => each.trip === trip && each.place === place)
  const rank = (arrival: ArrivalView) =>
    Date.parse(timeOf(arrival, plannedOf(arrival)) ?? '') || Number.POSITIVE_INFINITY
  const isOver = ({ state }: ArrivalView) => state === 'arrived'
  // What is not known to come at any time stands last of those to come.
  const inOrder = arrivals.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)) || rank(a) - rank(b) || 0)
  return (
    <div className="day-board desk">
      <Dispersed told={shown.view.dispersals} nameOf={nameOf} now={now} />
      <section aria-labelledby="arrivals">
        <h2 id="arrivals">{t('desk.title')}</h2>
        <p className="about">{t('desk.about')}</p>
        {inOrder.length === 0 ? (
          <p className="empty">{t('desk.none')}</p>
        ) : (
          <ul className="arrivals">
            {inOrder.map((arrival) => (
              <Arrival
                key={`${arrival.trip} ${arrival.place}`}
                arrival={arrival}
                planned={plannedOf(arrival)}
                placeName={nameOf(arrival.place)}
                now={now}
                outbox={mayReport ? outbox : undefined}
              />
            ))}
          </ul>
        )}
      </section>
      <Beds beds={beds} nameOf={nameOf} now={now} />
      {mayReport && <TellBeds places={places} nameOf={nameOf} outbox={outbox} now={now} />}
      <PostedList posted={outbox.posted} />
    </div>
  )
}

/** Below that it is as planned: an order has as much play. */
const lateMilliseconds = 300_000

function timeOf({ planned_at: at }: ArrivalView, planned: Planned | undefined): string | null {
  return planned?.eta ?? at
}

function Arrival({
  arrival,
  planned,
  placeName,
  now,
  outbox,
}: {
  arrival: ArrivalView
  planned: Planned | undefined
  placeName: string
  now: number
  outbox: Outbox | undefined
}) {
  const words = useWords()
  const { t, clock, duration, number } = words
  const { vehicle, people, state } = arrival
  const at = timeOf(arrival, planned)
  const asOf = typeof planned?.eta_as_of === 'string' ? Date.parse(planned.eta_as_of) : undefined
  const isEstimated = typeof planned?.eta === 'string' && asOf !== undefined
  const isOld = isEstimated && now - asOf > oldMilliseconds
  const isRecalled = arrival.recalled === true
  const hasCome = state === 'arrived' || state === 'uncounted'
  const isLate =
    !hasCome &&
    !isRecalled &&
    (arrival.late === true ||
      (at !== null &&
        arrival.planned_at !== null &&
        Date.parse(at) - Date.parse(arrival.planned_at) > lateMilliseconds))
  const left = at === null ? undefined : Date.parse(at) - now
  const byMobility = planned?.by_mobility ?? undefined
  const stretchers = byMobility === undefined ? null : (byMobility.stretcher ?? 0)
  const total =
    byMobility === undefined
      ? undefined
      : Object.values(byMobility).reduce((sum, count) => sum + count, planned?.companions ?? 0)
  return (
    <li className={state === 'arrived' ? 'arrival is-over' : 'arrival'}>
      <h3>
        <bdi>{vehicle}</bdi>{' '}
        {at === null || left === undefined ? (
          <em className="not-known">{t('desk.eta.unknown')}</em>
        ) : (
          <>
            <bdi className="eta">{clock(Date.parse(at))}</bdi>{' '}
            <span className="mark">
              {hasCome || isRecalled
                ? ''
                : left > 0
                  ? t('desk.in', { left: duration(Math.ceil(left / 60_000) * 60) })
                  : t('desk.due')}{' '}
              {isEstimated
                ? t('desk.estimated.asOf', { age: duration(Math.max(0, Math.floor((now - asOf) / 60_000) * 60)) })
                : t('desk.planned')}
            </span>
          </>
        )}
      </h3>
      <p>
        <span className={state === 'arrived' ? 'state fine' : 'state'}>{t(`desk.state.${state}`)}</span>
        {isRecalled && <span className="state stop">{t('desk.recalled')}</span>}
        {isLate && <span className="state warn">{t('desk.late')}</span>}
        {isOld && !hasCome && <span className="mark">{t('desk.estimated.old')}</span>}
      </p>
      <dl className="facts">
        <div>
          <dt>{t('desk.stretchers')}</dt>
          <dd className="large">
            <Range value={stretchers} />
          </dd>
        </div>
        <div>
          <dt>{t('desk.aboard')}</dt>
          <dd>
            <Range value={people} />
          </dd>
        </div>
        {byMobility !== undefined && total !== undefined && (
          <div>
            <dt>{t('desk.expected')}</dt>
            <dd>
              {number(total)} <span className="mark">{plannedText(words, byMobility, planned?.companions ?? 0)}</span>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('map.site')}</dt>
          <dd>
            <bdi>{placeName}</bdi>
          </dd>
        </div>
      </dl>
      {outbox !== undefined && state !== 'arrived' && (
        <Confirm
          arrival={arrival}
          expected={people ?? (total === undefined ? undefined : { low: total, best: total, high: total })}
          now={now}
          outbox={outbox}
        />
      )}
    </li>
  )
}

/** One press where it is as announced; else how many came. */
function Confirm({
  arrival: { trip, vehicle, place },
  expected,
  now,
  outbox,
}: {
  arrival: ArrivalView
  expected: RangeView | undefined
  now: number
  outbox: Outbox
}) {
  const { t, timeZone, number } = useWords()
  const [count, setCount] = useState('')
  const [at, setAt] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const tell = (range: RangeView) => {
    const happened = at.trim() === '' ? undefined : instantOf(at, now, timeZone)
    if (at.trim() !== '' && happened === undefined) return setIsWrong(true)
    outbox.post(
      'report',
      {
        what: 'people_arrived',
        trip,
        vehicle,
        place,
        people: [range],
        ...(happened === undefined ? {} : { happened }),
      },
      t('desk.said', { vehicle, count: number(range.best) }),
    )
    setCount('')
    setAt('')
    return setIsWrong(false)
  }
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    const range = rangeOf(count)
    if (range === undefined) return setIsWrong(true)
    return tell(range)
  }
  return (
    <form className="confirm-arrival no-print" onSubmit={submitted} noValidate>
      {expected !== undefined && expected.low === expected.high && (
        <button type="button" onClick={() => tell(expected)}>
          {t('desk.asAnnounced', { count: expected.best })}
        </button>
      )}
      <FigureField label={t('desk.came')} typed={count} type={setCount} isWrong={isWrong} />
      <FigureField label={t('report.at')} isOptional typed={at} type={setAt} isWrong={isWrong} />
      <button type="submit" className="main">
        {t('desk.confirm')}
      </button>
      {isWrong && (
        <p role="alert" className="wrong">
          {t('desk.wrong')}
        </p>
      )}
    </form>
  )
}

const bedKinds = ['stretcher', 'wheelchair', 'seated'] as const

function TellBeds({
  places,
  nameOf,
  outbox,
  now,
}: {
  places: readonly string[]
  nameOf: (place: string) => string
  outbox: Outbox
  now: number
}) {
  const words = useWords()
  const { t } = words
  const [chosen, setPlace] = useState('')
  const place = chosen === '' ? (places[0] ?? '') : chosen
  const [kind, setKind] = useState<string>('stretcher')
  const [free, setFree] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const id = useId()
  if (places.length === 0) return null
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    const range = rangeOf(free)
    setIsWrong(range === undefined)
    if (range === undefined) return
    const happened = `${new Date(Math.floor(now / 1000) * 1000).toISOString().slice(0, 19)}Z`
    outbox.post(
      'report',
      { what: 'counted', place, happened, counts: [{ subject: 'beds', detail: kind, unit: 'beds', ...range }] },
      listed(words, [t('report.what.beds'), nameOf(place), free]),
    )
    setFree('')
  }
  return (
    <form className="confirm-arrival no-print" onSubmit={submitted} noValidate aria-label={t('desk.beds')}>
      {places.length > 1 && (
        <div className="field">
          <label htmlFor={`${id}-place`}>{t('map.site')}</label>
          <select id={`${id}-place`} value={place} onChange={({ target }) => setPlace(target.value)}>
            {places.map((each) => (
              <option key={each} value={each}>
                {nameOf(each)}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-kind`}>{t('beds.kind')}</label>
        <select id={`${id}-kind`} value={kind} onChange={({ target }) => setKind(target.value)}>
          {bedKinds.map((each) => (
            <option key={each} value={each}>
              {t(`people.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <FigureField label={t('desk.beds')} typed={free} type={setFree} isWrong={isWrong} />
      <button type="submit" className="main">
        {t('desk.beds.tell')}
      </button>
      {isWrong && (
        <p role="alert" className="wrong">
          {t('desk.wrong')}
        </p>
      )}
    </form>
  )
}

function FigureField({
  label,
  isOptional = false,
  typed,
  type,
  isWrong,
}: {
  label: string
  isOptional?: boolean
  typed: string
  type: (typed: string) => void
  isWrong: boolean
}) {
  const { t } = useWords()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {isOptional && <span className="mark">{t('form.optional')}</span>}
      </label>
      <input
        id={id}
        value={typed}
        inputMode="numeric"
        dir="ltr"
        autoComplete="off"
        aria-invalid={isWrong}
        onChange={({ target }) => type(target.value)}
      />
    </div>
  )
}

function plannedText({ t, number }: Words, people: NonNullable<Planned['by_mobility']>, companions: number): string {
  return [
    ...mobilities.flatMap((mobility) => {
      const count = people[mobility]
      return count === undefined ? [] : [`${t(`people.${mobility}`)}: ${number(count)}`]
    }),
    ...(companions > 0 ? [t('desk.companions', { count: number(companions) })] : []),
  ].join(' · ')
}
