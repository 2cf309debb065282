// The board of who runs the day, on a laptop: what presses first, then where all are, then all the rest.

import { useMemo } from 'react'
import type { AccessView } from '../coordination/access/view.ts'
import type { ConversationView } from '../coordination/conversation/view.ts'
import { viewOf } from '../coordination/live.ts'
import type { PageGiven } from '../coordination/pages.ts'
import { usePauseNow } from '../coordination/pause-clock.tsx'
import { linkTo } from '../coordination/place.ts'
import { onTheTable } from '../coordination/terms/version.ts'
import type { LifeView, TermsView } from '../coordination/views.ts'
import { useSureNow } from '../now/state.ts'
import { useWords } from '../words.tsx'
import { Alarms } from './alarms.tsx'
import type { DayView } from './day.ts'
import { Dispersed } from './dispersed.tsx'
import { Duties } from './duties.tsx'
import { Gates } from './gates.tsx'
import { LiveCharts } from './live-charts.tsx'
import { Loads } from './loads.tsx'
import { DayLog, logLines } from './log.tsx'
import { useMoves } from './moves.tsx'
import { useBoardNames } from './names.ts'
import { useOutbox } from './outbox.tsx'
import { Replan } from './replan.tsx'
import { useReplanning } from './replanning.ts'
import { type Completed, ReportForm } from './report-form.tsx'
import { usePlanned, usePositions, useReports } from './sources.ts'
import { Standing } from './standing.tsx'
import { Stop } from './stop.tsx'
import { TrackedLegend, VehicleMap } from './vehicle-map.tsx'
import { Vehicles } from './vehicles.tsx'
import { WindowClock } from './window-clock.tsx'
import { windowSpans } from './windows.ts'
import './board.css'

export function BoardPage(given: PageGiven) {
  const shown = viewOf<DayView>(given.live, 'day')
  return shown === undefined ? null : <Board given={given} day={shown.view} version={shown.version} />
}

function Board({ given, day, version }: { given: PageGiven; day: DayView; version: string }) {
  const words = useWords()
  const { t, timeZone } = words
  const { pause: id, live, held } = given
  const terms = onTheTable(viewOf<TermsView>(live, 'terms')?.view)
  const { pause, plan } = usePlanned(id, day.plan?.sha256)
  const reports = useReports(id, day, version)
  const positions = usePositions(id)
  const known = useSureNow(id)
  const outbox = useOutbox(id)
  const names = useBoardNames(pause)
  const now = usePauseNow()
  const drawnAt = Math.floor(now / 30_000) * 30_000
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  const access = viewOf<AccessView>(live, 'access')?.view
  const life = viewOf<LifeView>(live, 'life')?.view
  const replanning = useReplanning(id, life?.phase === 'under_way')
  const moves = useMoves(replanning, drawnAt)
  const conversation = viewOf<ConversationView>(live, 'conversation')?.view
  // Once a change, and not each second.
  // biome-ignore lint/correctness/useExhaustiveDependencies: words follow the language
  const lines = useMemo(
    () => logLines(words, names, day, reports, conversation),
    [day, reports, conversation, pause, words.language],
  )
  const completed = useMemo(() => completedOf(day, pause), [day, pause])
  const tripOf = (vehicle: string) => day.vehicles.find((each) => each.id === vehicle)?.trip ?? undefined
  return (
    <div className="day-board">
      <WindowClock
        windows={windowSpans(terms, pause, plan)}
        isExercises={day.clock != null}
        zone={terms?.time_zone ?? timeZone}
      />
      <nav className="on-board no-print" aria-label={t('app.contents')}>
        {(
          [
            ['alarms', 'alarms.title'],
            ['report', 'report.title'],
            ['map', 'map.title'],
            ['vehicles', 'vehicles.title'],
            ['timetable', 'timetable.title'],
            ['gates', 'gates.title'],
            ['stop', 'stop.title'],
            ['duties', 'duties.title'],
            ['log', 'log.title'],
          ] as const
        ).map(([anchor, title]) => (
          <a key={anchor} href={`#${anchor}`}>
            {t(title)}
          </a>
        ))}
        <a {...linkTo({ pause: id, page: 'wall' })}>{t('nav.wall')}</a>
      </nav>
      <Dispersed told={day.dispersals} nameOf={names.place} now={now} />
      <Standing day={day} known={known} now={now} />
      <div className="board-columns">
        <div>
          <Alarms pause={id} alarms={day.alarms} names={names} now={now} may={may} />
          {may('report') && (
            <ReportForm pause={id} outbox={outbox} completed={completed} tripOf={tripOf} names={names} now={now} />
          )}
        </div>
        <div>
          {pause !== undefined && plan !== undefined && positions !== undefined ? (
            <>
              <VehicleMap pause={pause} plan={plan} positions={positions} />
              <TrackedLegend positions={positions} />
            </>
          ) : (
            <p className="empty">{t('board.noMap')}</p>
          )}
        </div>
      </div>
      <Vehicles day={day} names={names} now={now} positions={positions} empty={t('vehicles.none')} />
      <Replan pause={id} replanning={replanning} version={terms?.version} names={names} may={may} />
      <Stop given={given} day={day} pauseView={pause} names={names} />
      {pause !== undefined && plan !== undefined && (
        <LiveCharts
          pause={pause}
          plan={plan}
          reports={reports}
          assurance={known.told?.answer?.assurance}
          now={drawnAt}
          moves={moves}
        />
      )}
      <Gates day={day} names={names} now={now} />
      <Loads day={day} names={names} />
      <Duties pause={id} day={day} access={access} completed={completed} names={names} may={may} />
      <DayLog pause={id} lines={lines} now={now} may={may} />
    </div>
  )
}

function completedOf(day: DayView, pause: ReturnType<typeof usePlanned>['pause']): Completed {
  return {
    vehicles: day.vehicles.map(({ id }) => id),
    places: (pause?.places ?? []).filter(({ kind }) => kind !== 'junction').map(({ id }) => id),
    gates: (pause?.corridors ?? []).flatMap(({ id: corridor, gates }) => gates.map(({ id }) => ({ id, corridor }))),
    aid: (pause?.aid ?? []).flatMap(({ id, items }) => items.map((item) => `${id}/${item.id} `)),
    parties: (pause?.parties ?? []).map(({ id }) => id),
  }
}
