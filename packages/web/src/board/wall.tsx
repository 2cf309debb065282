// The wall screen: read from across the room, with nothing to press. The clock, the alarms, the map, and who must leave next.

import type { Language } from '@treve/model'
import { type ReactNode, useEffect, useState } from 'react'
import type { ListedPause } from '../api.ts'
import { departureOf } from '../charts/moving.ts'
import { useLive, viewOf } from '../coordination/live.ts'
import { PauseClockProvider, usePauseNow } from '../coordination/pause-clock.tsx'
import { addressOf, linkTo } from '../coordination/place.ts'
import { PhaseMark } from '../coordination/state-words.tsx'
import { onTheTable } from '../coordination/terms/version.ts'
import type { LifeView, TermsVersionView, TermsView } from '../coordination/views.ts'
import { inMinutes } from '../now/due.ts'
import { useSureNow } from '../now/state.ts'
import type { PlanView } from '../plan.ts'
import { useWords, WordsProvider } from '../words.tsx'
import { inKinds } from './alarm-kinds.ts'
import { AlarmAbout, AlarmsAbout, alarmWords, firstOf, isEscalated, isTaken } from './alarms.tsx'
import { type AlarmView, type DayView, openAlarms } from './day.ts'
import { Age, Range } from './figures.tsx'
import { type BoardNames, useBoardNames } from './names.ts'
import { usePlanned, usePositions } from './sources.ts'
import { Standing } from './standing.tsx'
import { VehicleMap } from './vehicle-map.tsx'
import { vehicleRows } from './vehicles.tsx'
import { WindowClock } from './window-clock.tsx'
import { windowSpans } from './windows.ts'
import '../coordination/coordination.css'
import './board.css'

interface Room {
  readonly alarms: number
  readonly vehicles: number
  readonly places: number
}
const usual: Room = { alarms: 6, vehicles: 8, places: 6 }
/** On a screen that is not high: so much that nothing of it is below the edge. */
const low: Room = { alarms: 5, vehicles: 6, places: 3 }
const lowScreen = '(min-width: 70rem) and (max-height: 56rem)'

function useRoom(): Room {
  const [isLow, setIsLow] = useState(() => matchMedia(lowScreen).matches)
  useEffect(() => {
    const query = matchMedia(lowScreen)
    const turn = () => setIsLow(query.matches)
    query.addEventListener('change', turn)
    return () => query.removeEventListener('change', turn)
  }, [])
  return isLow ? low : usual
}

export function WallPage({ listed, language }: { listed: ListedPause; language: Language }) {
  const live = useLive(listed.id)
  const terms = onTheTable(viewOf<TermsView>(live, 'terms')?.view)
  const day = viewOf<DayView>(live, 'day')?.view
  const life = viewOf<LifeView>(live, 'life')?.view
  return (
    <WordsProvider language={language} timeZone={terms?.time_zone ?? 'UTC'}>
      <WallFrame listed={listed} life={life} isAway={live.line === 'away' || live.line === 'signed_out'}>
        {day !== undefined && (
          <PauseClockProvider pause={listed.id} isExercise={listed.exercise}>
            <Wall id={listed.id} day={day} terms={terms} />
          </PauseClockProvider>
        )}
      </WallFrame>
    </WordsProvider>
  )
}

function WallFrame({
  listed,
  life,
  isAway,
  children,
}: {
  listed: ListedPause
  life: LifeView | undefined
  isAway: boolean
  children: ReactNode
}) {
  const { t, text } = useWords()
  const title = text(listed.title, listed.id)
  const isExercise = life?.exercise ?? listed.exercise
  useEffect(() => {
    document.title = `${t('nav.wall')} – ${title} – Treve`
    const leave = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') location.assign(addressOf({ pause: listed.id, page: 'board' }))
    }
    addEventListener('keydown', leave)
    return () => removeEventListener('keydown', leave)
  }, [t, title, listed.id])
  return (
    <div className={isExercise ? 'wall-screen is-exercise' : 'wall-screen'} data-exercise={t('app.exercise')}>
      <a className="skip" {...linkTo({ pause: listed.id, page: 'board' })}>
        {t('wall.leave')}
      </a>
      <header>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {isExercise && <span className="exercise">{t('app.exercise')}</span>}
        {life !== undefined && <PhaseMark phase={life.phase} />}
        {isAway && (
          <span className="state stop" role="status">
            <span aria-hidden="true">▲ </span>
            {t('wall.away')}
          </span>
        )}
      </header>
      {children ?? <p role="status">{t('app.loading')}</p>}
    </div>
  )
}

function Wall({ id, day, terms }: { id: string; day: DayView; terms: TermsVersionView | undefined }) {
  const { timeZone } = useWords()
  const { pause, plan } = usePlanned(id, day.plan?.sha256)
  const positions = usePositions(id)
  const known = useSureNow(id)
  const names = useBoardNames(pause)
  const now = usePauseNow()
  return (
    <>
      <WindowClock
        windows={windowSpans(terms, pause, plan)}
        isExercises={day.clock != null}
        zone={terms?.time_zone ?? timeZone}
      />
      <Standing day={day} known={known} now={now} />
      <div className="wall-columns">
        <div>
          <WallAlarms alarms={day.alarms} names={names} now={now} />
          <WallVehicles day={day} plan={plan} now={now} names={names} />
          <WallWaiting day={day} now={now} names={names} />
        </div>
        {pause !== undefined && plan !== undefined && positions !== undefined && (
          <VehicleMap pause={pause} plan={plan} positions={positions} />
        )}
      </div>
    </>
  )
}

function WallAlarms({ alarms, names, now }: { alarms: readonly AlarmView[]; names: BoardNames; now: number }) {
  const { t, number } = useWords()
  const { alarms: mostAlarms } = useRoom()
  const open = openAlarms(alarms)
  const { many, single } = inKinds(open)
  const kinds = many.slice(0, mostAlarms)
  const shown = single.slice(0, mostAlarms - kinds.length)
  const more = open.length - shown.length - kinds.reduce((sum, [, alike]) => sum + alike.length, 0)
  return (
    <section aria-labelledby="wall-alarms" aria-live="polite">
      <h2 id="wall-alarms">{t('alarms.title')}</h2>
      {open.length === 0 && (
        <p>
          <span aria-hidden="true">● </span>
          {t('alarms.untaken', { count: 0 })}
        </p>
      )}
      <ul className="alarm-list">
        {kinds.map(([kind, alike]) => {
          const escalated = alike.filter(isEscalated).length
          return (
            <li key={kind} className={escalated > 0 ? 'alarm escalated' : 'alarm'}>
              <span aria-hidden="true">▲ </span>
              <strong>
                {alarmWords(kind, t)} ({number(alike.length)})
              </strong>{' '}
              <AlarmsAbout alarms={alike} names={names} most={fewestNamed} /> {t('alarms.first')}{' '}
              <Age at={firstOf(alike)} now={now} />{' '}
              {escalated > 0 && (
                <span className="state stop">
                  {t('alarms.escalated')} ({number(escalated)})
                </span>
              )}
            </li>
          )
        })}
        {shown.map((alarm) => (
          <li
            key={alarm.alarm}
            className={isTaken(alarm) ? 'alarm taken' : isEscalated(alarm) ? 'alarm escalated' : 'alarm'}
          >
            <span aria-hidden="true">{isTaken(alarm) ? '◇ ' : '▲ '}</span>
            <strong>{alarmWords(alarm.kind, t)}</strong> <AlarmAbout alarm={alarm} names={names} />{' '}
            <Age at={alarm.since} now={now} />{' '}
            {isTaken(alarm) && <span className="state fine">{t('alarms.acknowledged')}</span>}
            {isEscalated(alarm) && <span className="state stop">{t('alarms.escalated')}</span>}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t('wall.more', { count: more })}</p>}
    </section>
  )
}

/** So many of many alarms of a kind are named: the rest is on the board. */
const fewestNamed = 3

function WallVehicles({
  day,
  plan,
  now,
  names,
}: {
  day: DayView
  plan: PlanView | undefined
  now: number
  names: BoardNames
}) {
  const { t, duration } = useWords()
  const { vehicles: mostVehicles } = useRoom()
  const due = vehicleRows(day, now)
    .filter((row) => row.due?.leftSeconds !== undefined)
    .slice(0, mostVehicles)
  return (
    <section aria-labelledby="wall-due">
      <h2 id="wall-due">{t('now.due')}</h2>
      {due.length === 0 ? (
        <NobodyDue day={day} plan={plan} now={now} />
      ) : (
        <table>
          <caption className="visually-hidden">{t('now.due')}</caption>
          <tbody>
            {due.map(({ vehicle, due: row }) => {
              const left = row?.leftSeconds ?? 0
              return (
                <tr key={vehicle.id} className={left < 0 ? 'past' : undefined}>
                  <th scope="row">
                    <bdi>{vehicle.id}</bdi>
                  </th>
                  <td>
                    <bdi>{names.where(vehicle.at)}</bdi>
                  </td>
                  <td>
                    <Range value={vehicle.aboard} />
                  </td>
                  <td>
                    <span aria-hidden="true">{left < 0 ? '▲ ' : row?.urgency === 'soon' ? '◆ ' : '○ '}</span>
                    {left < 0
                      ? t('vehicles.past', { ago: duration(inMinutes(-left)) })
                      : t('vehicles.left', { left: duration(inMinutes(left)) })}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Before anybody is told to be inside, who is to go in next; once all are out, that nothing is left. */
function NobodyDue({ day, plan, now }: { day: DayView; plan: PlanView | undefined; now: number }) {
  const { t, clock } = useWords()
  const { vehicles: mostVehicles } = useRoom()
  const next = departuresAfter(plan, now)
  const isInside = (day.under_way.vehicles_inside?.high ?? 0) > 0
  const isUntold = day.vehicles.every(({ told_at: at }) => at === null)
  if (isInside || (next.length === 0 && !isUntold)) return <p>{t('now.due.nobody')}</p>
  if (next.length === 0) return <p>{t('wall.nobodyInside')}</p>
  return (
    <>
      <p>{t('wall.nobodyInside')}</p>
      <table>
        <caption>{t('wall.next')}</caption>
        <tbody>
          {next.slice(0, mostVehicles).map(({ trip, at }) => (
            <tr key={trip.id}>
              <th scope="row">
                <bdi>{trip.vehicle}</bdi>
              </th>
              <td>
                <bdi>{clock(at)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {next.length > mostVehicles && <p>{t('wall.more', { count: next.length - mostVehicles })}</p>}
    </>
  )
}

function departuresAfter(plan: PlanView | undefined, now: number) {
  return (plan?.trips ?? [])
    .map((trip) => ({ trip, at: departureOf(trip) }))
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at - b.at)
}

function WallWaiting({ day, now, names }: { day: DayView; now: number; names: BoardNames }) {
  const { t } = useWords()
  const { places: mostPlaces } = useRoom()
  if (day.waiting.length === 0) return null
  const isOver = ({ count, holds }: DayView['waiting'][number]) =>
    count !== null && holds !== null && count.best > holds
  const places = [...day.waiting].sort((a, b) => Number(isOver(b)) - Number(isOver(a)))
  const more = places.length - mostPlaces
  return (
    <section aria-labelledby="wall-waiting">
      <h2 id="wall-waiting">{t('waiting.title')}</h2>
      <table>
        <caption className="visually-hidden">{t('waiting.title')}</caption>
        <tbody>
          {places.slice(0, mostPlaces).map((waiting) => (
            <tr key={waiting.place} className={isOver(waiting) ? 'past' : undefined}>
              <th scope="row">
                <bdi>{names.place(waiting.place)}</bdi>
              </th>
              <td>
                <Range value={waiting.count} />
              </td>
              <td>
                <Age at={waiting.at} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p>{t('wall.more', { count: more })}</p>}
    </section>
  )
}
