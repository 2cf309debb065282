// What one shift tells the next, as of now, on paper too: what presses, who is where, what was told in the last hours, and
// what only a person can say.

import type { ConversationView } from '../coordination/conversation/view.ts'
import { Instant } from '../coordination/instant.tsx'
import { viewOf } from '../coordination/live.ts'
import { useNames } from '../coordination/names.ts'
import type { PageGiven } from '../coordination/pages.ts'
import { usePauseNow } from '../coordination/pause-clock.tsx'
import { onTheTable } from '../coordination/terms/version.ts'
import type { ApprovalsView, TermsView } from '../coordination/views.ts'
import { useSureNow } from '../now/state.ts'
import { useFew } from '../shell/few.tsx'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import { inKinds } from './alarm-kinds.ts'
import { AlarmAbout, alarmAbout, alarmActions, alarmWords } from './alarms.tsx'
import { type DayView, openAlarms } from './day.ts'
import { When } from './figures.tsx'
import { Gates } from './gates.tsx'
import { Loads } from './loads.tsx'
import { LogRows, logLines } from './log.tsx'
import { useBoardNames } from './names.ts'
import { ShiftNotes } from './shift-note.tsx'
import { usePlanned, useReports } from './sources.ts'
import { Standing } from './standing.tsx'
import { notClear } from './stop.tsx'
import { Vehicles } from './vehicles.tsx'
import { WindowClock } from './window-clock.tsx'
import { windowSpans } from './windows.ts'
import './board.css'

/** So many vehicles are told by name at once. */
const fewest = 24

/** What happened longer ago is on the log. */
const lastMilliseconds = 6 * 3_600_000

export function HandoverPage(given: PageGiven) {
  const shown = viewOf<DayView>(given.live, 'day')
  return shown === undefined ? null : <Handover given={given} day={shown.view} version={shown.version} />
}

function Handover({
  given: { pause: id, live, held },
  day,
  version,
}: {
  given: PageGiven
  day: DayView
  version: string
}) {
  const words = useWords()
  const { t, number, timeZone } = words
  const terms = onTheTable(viewOf<TermsView>(live, 'terms')?.view)
  const approvals = viewOf<ApprovalsView>(live, 'approvals')?.view
  const conversation = viewOf<ConversationView>(live, 'conversation')?.view
  const { pause, plan } = usePlanned(id, day.plan?.sha256)
  const reports = useReports(id, day, version)
  const known = useSureNow(id)
  const names = useBoardNames(pause)
  const partyNames = useNames(terms)
  const now = usePauseNow()
  const open = openAlarms(day.alarms)
  const { many, single } = inKinds(open)
  const inside = notClear(day)
  const lines = logLines(words, names, day, reports, conversation).filter(
    ({ at }) => Date.parse(at) > now - lastMilliseconds,
  )
  const lapsing = (approvals?.board ?? []).filter(
    ({ approval }) => approval !== null && approval.ended === null && approval.until !== null,
  )
  const unreceived = day.orders.filter(({ received_at: at }) => at === null)
  return (
    <div className="day-board handover">
      <p className="no-print">
        {t('handover.about')}{' '}
        <button type="button" onClick={() => print()}>
          {t('app.print')}
        </button>
      </p>
      <WindowClock
        windows={windowSpans(terms, pause, plan)}
        isExercises={day.clock != null}
        zone={terms?.time_zone ?? timeZone}
      />
      <Standing day={day} known={known} now={now} />
      <section aria-labelledby="handover-open">
        <h2 id="handover-open">{t('handover.open')}</h2>
        {open.length === 0 && <p>{t('alarms.untaken', { count: 0 })}</p>}
        <ul>
          {many.map(([kind, alarms]) => (
            <li key={kind}>
              <strong>
                {alarmWords(kind, t)} ({number(alarms.length)})
              </strong>
              {t('list.colon')}
              <Few words={words} all={alarms.map((alarm) => alarmAbout(words, names, alarm)).sort(byName)} />{' '}
              {alarmActions(kind, t)} <strong>{t('handover.untaken')}</strong>
            </li>
          ))}
          {single.map((alarm) => (
            <li key={alarm.alarm}>
              <strong>{alarmWords(alarm.kind, t)}</strong>
              {t('list.colon')}
              <AlarmAbout alarm={alarm} names={names} />
              {t('list.comma')}
              <When at={alarm.since} now={now} />. {alarmActions(alarm.kind, t)}{' '}
              {alarm.acknowledged ? (
                <>
                  <em>{t('alarms.acknowledged')}</em> <bdi>{alarm.acknowledged.note ?? ''}</bdi>
                </>
              ) : (
                <strong>{t('handover.untaken')}</strong>
              )}
            </li>
          ))}
          {unreceived.length > 0 && (
            <li>
              {t('handover.unreceived', { count: unreceived.length })}{' '}
              <Few words={words} all={byVehicle(unreceived, number)} />
            </li>
          )}
          {lapsing.map(({ element, party, approval }) => (
            <li key={`${element} ${party}`}>
              {t('handover.lapses', { element: partyNames.element(element), party: partyNames.party(party) })}{' '}
              <Instant at={approval?.until ?? ''} />
            </li>
          ))}
        </ul>
        <p>
          <strong>{t('handover.inside', { count: inside.length })}</strong>{' '}
          {listed(words, inside.map(({ id }) => id).sort(byName))}
        </p>
      </section>
      <ShiftNotes
        pause={id}
        conversation={conversation}
        mayLog={held.may_ask?.includes('log_conversation') === true}
        now={now}
      />
      <Vehicles
        day={{ vehicles: inside }}
        names={names}
        now={now}
        positions={undefined}
        empty={t('handover.inside', { count: 0 })}
      />
      <Gates day={day} names={names} now={now} />
      <Loads day={day} names={names} />
      <section aria-labelledby="handover-log">
        <h2 id="handover-log">{t('handover.last')}</h2>
        <LogRows pause={id} lines={lines} now={now} mayTakeBack={false} />
      </section>
    </div>
  )
}

function Few({ words, all }: { words: Words; all: readonly string[] }) {
  const { shown, more } = useFew(all, fewest)
  return (
    <>
      <span className="ids">{listed(words, shown)}</span>
      {more}
    </>
  )
}

/** How many orders of each, where it is more than one. */
function byVehicle(orders: readonly { readonly vehicle: string }[], number: Words['number']): readonly string[] {
  const counts = new Map<string, number>()
  for (const { vehicle } of orders) counts.set(vehicle, (counts.get(vehicle) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => byName(a, b))
    .map(([vehicle, count]) => (count === 1 ? vehicle : `${vehicle} (${number(count)})`))
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true })
}
