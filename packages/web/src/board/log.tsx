// The log of the day: what was reported, what raised an alarm and who took it, who was spoken with, the newest first. An entry
// that was wrong is taken back, and stays to be seen.

import { useState } from 'react'
import { Act } from '../coordination/act.tsx'
import { wordOf } from '../coordination/code-words.ts'
import type { ConversationView } from '../coordination/conversation/view.ts'
import { CommandForm } from '../coordination/form.tsx'
import { isKey } from '../coordination/refusal.ts'
import { FindField, isWanted, useFew } from '../shell/few.tsx'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import { alarmWords } from './alarms.tsx'
import type { AlarmView, DayView, ReportView } from './day.ts'
import { rangeText, When } from './figures.tsx'
import { peopleOf } from './happened.ts'
import type { BoardNames } from './names.ts'

export interface LogLine {
  readonly key: string
  readonly at: string
  readonly text: string
  /** Who said it. */
  readonly by: string | undefined
  /** A report that may be taken back. */
  readonly entry?: string
  readonly isTakenBack?: boolean
  readonly isDisputed?: boolean
  /** Told long after it happened. */
  readonly toldAt?: string
}

const lateMilliseconds = 600_000
const fewest = 30

export function logLines(
  words: Words,
  names: BoardNames,
  day: Pick<DayView, 'alarms' | 'orders'>,
  reports: readonly ReportView[],
  conversation: ConversationView | undefined,
): readonly LogLine[] {
  const { t } = words
  const lines: LogLine[] = [
    ...reports.map((report) => reportLine(words, names, report)),
    ...day.alarms.flatMap((alarm) => alarmLines(words, names, alarm)),
    ...day.orders.flatMap(({ order, vehicle, what, received_at: at }) =>
      at === null
        ? []
        : [
            {
              key: `order ${order} ${vehicle}`,
              at,
              text: t(`log.received.${what}`, { order, vehicle }),
              by: undefined,
            },
          ],
    ),
    ...(conversation?.log ?? []).map(({ id, when, text, by, with: partner, channel, shift }) => ({
      key: id,
      at: when,
      text:
        shift === undefined
          ? t('log.spoke', { with: partner, channel: wordOf('channel', channel, t), text })
          : t(`log.shift.${shift}`, { with: partner, text }),
      by,
    })),
  ]
  return lines.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}

function reportLine(words: Words, names: BoardNames, report: ReportView): LogLine {
  const { t } = words
  const people = peopleOf(report)
  const said = [
    report.vehicle,
    report.gate === undefined ? undefined : t('timetable.gate', { name: report.gate }),
    report.place === undefined ? undefined : names.place(report.place),
    people === undefined ? undefined : rangeText(words, people),
    report.type !== 'received' ? undefined : t(report.receiver == null ? 'log.toldByOne' : 'log.signedByBoth'),
  ]
  const late = Date.parse(report.told_at) - Date.parse(report.at) > lateMilliseconds
  return {
    key: report.entry,
    entry: report.entry,
    at: report.at,
    text: listed(words, [reportWords(report.type, t), ...said]),
    by: report.by?.chain ?? report.by?.organisation,
    ...(report.taken_back === true ? { isTakenBack: true } : {}),
    ...(report.disputed === true ? { isDisputed: true } : {}),
    ...(late ? { toldAt: report.told_at } : {}),
  }
}

export function reportWords(type: string, t: Words['t']): string {
  const key = `report.what.${type}`
  return isKey(key) ? t(key) : type
}

function alarmLines(words: Words, names: BoardNames, alarm: AlarmView): LogLine[] {
  const { t } = words
  const { vehicle, place, gate, corridor } = alarm.about
  const about =
    vehicle ??
    gate ??
    (place === undefined ? undefined : names.place(place)) ??
    (corridor === undefined ? '' : names.corridor(corridor))
  const what = listed(words, [alarmWords(alarm.kind, t), about])
  const { acknowledged, escalated, ended } = alarm
  return [
    { key: `${alarm.alarm} raised`, at: alarm.since, text: t('log.alarm', { what }), by: undefined },
    ...(escalated
      ? [{ key: `${alarm.alarm} up`, at: escalated.at, text: t('log.escalated', { what }), by: undefined }]
      : []),
    ...(acknowledged
      ? [
          {
            key: `${alarm.alarm} taken`,
            at: acknowledged.at,
            text: t('log.acknowledged', { what }),
            by: acknowledged.by,
          },
        ]
      : []),
    ...(ended ? [{ key: `${alarm.alarm} over`, at: ended.at, text: t('log.ended', { what }), by: undefined }] : []),
  ]
}

export function DayLog({
  pause,
  lines,
  now,
  may,
}: {
  pause: string
  lines: readonly LogLine[]
  now: number
  may: (kind: string) => boolean
}) {
  const { t } = useWords()
  const [wanted, setWanted] = useState('')
  const found = lines.filter(({ text, by }) => isWanted(wanted, [`${text} ${by ?? ''}`]))
  return (
    <section aria-labelledby="log">
      <h2 id="log">{t('log.title')}</h2>
      <FindField label={t('log.find')} wanted={wanted} want={setWanted} />
      <LogRows pause={pause} lines={found} now={now} mayTakeBack={may('take_back')} />
    </section>
  )
}

/** The newest of them; the rest at a press. */
export function LogRows({
  lines,
  ...given
}: {
  pause: string
  lines: readonly LogLine[]
  now: number
  mayTakeBack: boolean
}) {
  const { t } = useWords()
  const { shown, more } = useFew(lines, fewest)
  if (lines.length === 0) return <p className="empty">{t('log.none')}</p>
  return (
    <>
      <ol className="day-log">
        {shown.map((line) => (
          <LogRow key={line.key} line={line} {...given} />
        ))}
      </ol>
      {more}
    </>
  )
}

function LogRow({
  pause,
  line,
  now,
  mayTakeBack,
}: {
  pause: string
  line: LogLine
  now: number
  mayTakeBack: boolean
}) {
  const { t, language } = useWords()
  const { at, text, by, entry, isTakenBack = false, isDisputed = false, toldAt } = line
  return (
    <li>
      <When at={at} now={now} /> <span className="words">{isTakenBack ? <del>{text}</del> : text}</span>{' '}
      <span className="mark">
        {by !== undefined && <bdi>{by}</bdi>}
        {toldAt !== undefined && (
          <>
            {' '}
            {t('log.late')} <When at={toldAt} now={now} />
          </>
        )}
      </span>
      {isTakenBack && <span className="state">{t('log.takenBack')}</span>}
      {isDisputed && <span className="state warn">{t('log.disputed')}</span>}
      {mayTakeBack && entry !== undefined && !isTakenBack && (
        <Act title={t('log.takeBack')}>
          <CommandForm
            pause={pause}
            kind="take_back"
            fields={[{ name: 'reason', label: 'life.reason', kind: 'line' }]}
            inputOf={({ reason = '' }) => (reason.trim() === '' ? {} : { reason: { language, text: reason.trim() } })}
            fixed={{ entry }}
            submit="log.takeBack"
            confirm={() => <p>{t('log.takeBack.confirm', { what: text })}</p>}
          />
        </Act>
      )}
    </li>
  )
}
