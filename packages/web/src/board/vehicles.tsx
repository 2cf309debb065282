// Vehicles: where each is by the newest word, who is aboard, what is next and by when, and how old all of it is. The most
// pressing first.

import { useEffect, useState } from 'react'
import { type DueRow, dueRows, inMinutes, type Urgency } from '../now/due.ts'
import type { DueView } from '../now/state.ts'
import { FindField, isWanted, useFew } from '../shell/few.tsx'
import { figure, TitledTable } from '../shell/titled-table.tsx'
import { useWords } from '../words.tsx'
import type { DayView, VehicleView } from './day.ts'
import { Age, Range } from './figures.tsx'
import type { BoardNames } from './names.ts'
import { ageSeconds, type Positions } from './positions.ts'
import { oldSeconds } from './vehicle-layer.tsx'

const shapes: Readonly<Record<Urgency, string>> = { past: '▲', soon: '◆', later: '○', out: '–' }
const fewest = 20

interface VehicleRow {
  readonly vehicle: VehicleView
  readonly due: DueRow | undefined
}

export function vehicleRows({ vehicles }: Pick<DayView, 'vehicles'>, now: number): readonly VehicleRow[] {
  const due = dueRows(vehicles.flatMap(dueOf), now)
  const byVehicle = new Map(due.map((row) => [row.due.vehicle, row]))
  const rank = ({ due: row }: VehicleRow) => row?.leftSeconds ?? Number.POSITIVE_INFINITY
  return vehicles
    .map((vehicle) => ({ vehicle, due: byVehicle.get(vehicle.id) }))
    .sort((a, b) => rank(a) - rank(b) || a.vehicle.id.localeCompare(b.vehicle.id))
}

/** What is next for it, where it has turn-back times and is not out. Of one that is not heard of, the last that may be. */
function dueOf({ id, trip, phase, turn_back: turnBack }: VehicleView): DueView[] {
  if (turnBack === null || trip === null) return []
  const nexts: Readonly<Record<string, DueView['next']>> = {
    before: 'enter',
    to_stop: turnBack.enter_by === null ? 'leave_stop' : 'enter',
    at_stop: 'leave_stop',
    leaving: 'join_exit',
  }
  const next = phase === null ? 'join_exit' : nexts[phase]
  return next === undefined ? [] : [{ vehicle: id, trip, next, ...turnBack }]
}

export function Vehicles({
  day,
  names,
  now,
  positions,
  empty,
}: {
  day: Pick<DayView, 'vehicles'>
  names: BoardNames
  now: number
  positions: Positions | undefined
  /** What is said where there are none at all. */
  empty: string
}) {
  const words = useWords()
  const { t, clock, duration } = words
  const [wanted, setWanted] = useState('')
  const tracked = useTracked(positions)
  const rows = vehicleRows(day, now).filter(({ vehicle }) => isWanted(wanted, [vehicle.id, vehicle.trip]))
  const pressing = rows.filter(({ due }) => due?.urgency === 'past' || due?.urgency === 'soon').length
  const { shown, more } = useFew(rows, Math.max(fewest, pressing))
  return (
    <section aria-labelledby="vehicles" className="vehicles">
      <h2 id="vehicles">{t('vehicles.title')}</h2>
      {day.vehicles.length > 0 && <FindField label={t('vehicles.find')} wanted={wanted} want={setWanted} />}
      {rows.length === 0 ? (
        <p className="empty">{day.vehicles.length === 0 ? empty : t('vehicles.noneFound')}</p>
      ) : (
        <TitledTable
          title={t('vehicles.title')}
          heads={[
            t('timetable.vehicle'),
            t('vehicles.phase'),
            t('vehicles.where'),
            t('vehicles.told'),
            figure(t('vehicles.aboard')),
            t('vehicles.next'),
            t('vehicles.position'),
          ]}
        >
          {shown.map(({ vehicle, due }) => (
            <tr key={vehicle.id} className={due?.urgency === 'past' ? 'past' : undefined}>
              <th scope="row">
                <bdi>{vehicle.id}</bdi>
                {vehicle.trip !== null && (
                  <small>
                    <bdi>{vehicle.trip}</bdi>
                  </small>
                )}
              </th>
              <td>{vehicle.phase === null ? t('board.unknown') : t(`vehicles.phase.${vehicle.phase}`)}</td>
              <td>
                <bdi>{names.where(vehicle.at)}</bdi>
              </td>
              <td>
                <Age at={vehicle.told_at ?? vehicle.since} now={now} />
              </td>
              <td className="figure">
                <Range value={vehicle.aboard} />
              </td>
              <td className={due?.urgency}>
                {due === undefined || due.leftSeconds === undefined ? (
                  '–'
                ) : (
                  <>
                    <span aria-hidden="true" className="shape">
                      {vehicle.phase === null ? '?' : shapes[due.urgency]}{' '}
                    </span>
                    {due.leftSeconds < 0
                      ? t('vehicles.past', { ago: duration(inMinutes(-due.leftSeconds)) })
                      : t('vehicles.left', { left: duration(inMinutes(due.leftSeconds)) })}{' '}
                    <span className="mark">
                      {t(`vehicles.by.${due.due.next ?? 'enter'}`, { time: clock(now + due.leftSeconds * 1000) })}
                    </span>
                  </>
                )}
              </td>
              <td>
                <Tracked isTracked={tracked.has(vehicle.id)} seconds={tracked.get(vehicle.id)} />
              </td>
            </tr>
          ))}
        </TitledTable>
      )}
      {more}
    </section>
  )
}

function Tracked({ isTracked, seconds }: { isTracked: boolean; seconds: number | undefined }) {
  const { t, duration } = useWords()
  if (seconds === undefined)
    return <em className="not-known">{t(isTracked ? 'board.unknown' : 'vehicles.untracked')}</em>
  const isOld = seconds > oldSeconds
  return (
    <span className={isOld ? 'age is-old' : 'age'}>
      {isOld && <span aria-hidden="true">◔ </span>}
      <bdi>{seconds < 60 ? t('board.justNow') : t('board.ago', { age: duration(Math.floor(seconds / 60) * 60) })}</bdi>
    </span>
  )
}

/** How old the position of each is; looked at every few seconds, since frames come much faster. */
function useTracked(positions: Positions | undefined): ReadonlyMap<string, number | undefined> {
  const [ages, setAges] = useState<ReadonlyMap<string, number | undefined>>(new Map())
  useEffect(() => {
    if (positions === undefined) return undefined
    const look = () => {
      const now = performance.now()
      setAges(new Map([...positions.vehicles].map(([id, shown]) => [id, ageSeconds(shown, now)])))
    }
    // The first that comes is shown at once.
    const stop = positions.follow(() => {
      look()
      stop()
    })
    const timer = setInterval(look, 5000)
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [positions])
  return ages
}
