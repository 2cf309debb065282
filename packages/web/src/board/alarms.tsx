// Alarms: what is the matter, since when, what to do. Those that nobody has taken come first; none is lost from sight
// before it is over.

import { Act } from '../coordination/act.tsx'
import { CommandForm } from '../coordination/form.tsx'
import { isKey } from '../coordination/refusal.ts'
import { useWords, type Words } from '../words.tsx'
import { type AlarmView, openAlarms } from './day.ts'
import { Age, When } from './figures.tsx'
import { type BoardNames, listed } from './names.ts'

export function Alarms({
  pause,
  alarms,
  names,
  now,
  may,
}: {
  pause: string
  alarms: readonly AlarmView[]
  names: BoardNames
  now: number
  may: (kind: string) => boolean
}) {
  const { t } = useWords()
  const open = openAlarms(alarms)
  const untaken = open.filter(({ acknowledged }) => !acknowledged).length
  return (
    <section aria-labelledby="alarms" className="alarms">
      <h2 id="alarms">{t('alarms.title')}</h2>
      <p role="status" className={untaken > 0 ? 'untaken' : undefined}>
        <span aria-hidden="true">{untaken > 0 ? '▲ ' : '● '}</span>
        <strong>{t('alarms.untaken', { count: untaken })}</strong>{' '}
        {open.length > untaken && t('alarms.taken', { count: open.length - untaken })}
      </p>
      {open.length > 0 && (
        <ul className="alarm-list">
          {open.map((alarm) => (
            <Alarm key={alarm.alarm} pause={pause} alarm={alarm} names={names} now={now} may={may} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Alarm({
  pause,
  alarm,
  names,
  now,
  may,
}: {
  pause: string
  alarm: AlarmView
  names: BoardNames
  now: number
  may: (kind: string) => boolean
}) {
  const { t } = useWords()
  const { acknowledged, escalated } = alarm
  const isTaken = acknowledged !== undefined && acknowledged !== null
  const isEscalated = escalated !== undefined && escalated !== null && !isTaken
  return (
    <li className={isTaken ? 'alarm taken' : isEscalated ? 'alarm escalated' : 'alarm'}>
      <h3>
        <span aria-hidden="true">{isTaken ? '◇ ' : '▲ '}</span>
        {alarmWords(alarm.kind, t)}: <AlarmAbout alarm={alarm} names={names} />
      </h3>
      <p className="mark">
        <When at={alarm.since} now={now} /> (<Age at={alarm.since} now={now} />)
        {isEscalated && <span className="state stop">{t('alarms.escalated')}</span>}
        {isTaken && (
          <>
            {' '}
            <span className="state fine">{t('alarms.acknowledged')}</span> <When at={acknowledged.at} now={now} />
            {typeof acknowledged.note === 'string' && acknowledged.note !== '' && (
              <>
                {' '}
                <bdi>{acknowledged.note}</bdi>
              </>
            )}
          </>
        )}
      </p>
      <Told alarm={alarm} />
      <p className="do">
        <strong>{t('alarms.do')}</strong> {alarmActions(alarm.kind, t)}
      </p>
      <div className="acts">
        {!isTaken && may('acknowledge_alarm') && (
          <CommandForm
            pause={pause}
            kind="acknowledge_alarm"
            fields={[{ name: 'note', label: 'alarms.note', kind: 'line' }]}
            fixed={{ alarm: alarm.alarm }}
            submit="alarms.acknowledge"
          />
        )}
        {may('end_alarm') && (
          <Act title={t('alarms.end')} about={t('alarms.end.about')}>
            <CommandForm
              pause={pause}
              kind="end_alarm"
              fields={[{ name: 'reason', label: 'life.reason', isRequired: true, kind: 'line' }]}
              fixed={{ alarm: alarm.alarm }}
              submit="alarms.end"
            />
          </Act>
        )}
      </div>
    </li>
  )
}

/** Figures that it rests on: of those that have words. */
function Told({ alarm: { particulars } }: { alarm: AlarmView }) {
  const words = useWords()
  const told = Object.entries(particulars).flatMap(([name, value]) => {
    const text = particularText(words, name, value)
    return text === undefined ? [] : [{ name, text }]
  })
  if (told.length === 0) return null
  return (
    <p className="particulars">
      {told.map(({ name, text }) => (
        <span key={name}>{text}</span>
      ))}
    </p>
  )
}

/** By what it ends in: `_s` are seconds, `_m` metres; a share of days under its own name. */
function particularText(words: Words, name: string, value: unknown): string | undefined {
  const key = `alarm.told.${name}`
  if (!isKey(key)) return undefined
  const { t, number, duration, clock } = words
  if (typeof value === 'string') {
    const at = Date.parse(value)
    return t(key, { value: /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(at) ? clock(at) : value })
  }
  if (typeof value !== 'number') return undefined
  if (name.endsWith('_s')) return t(key, { value: duration(value) })
  if (name.endsWith('_m')) return t(key, { value: t('unit.metres', { value: number(Math.round(value)) }) })
  if (name === 'probability')
    return t(key, { value: t('unit.percent', { value: number(Math.round(value * 1000) / 10) }) })
  return t(key, { value: number(value) })
}

export function alarmWords(kind: string, t: Words['t']): string {
  const key = `alarm.${kind}`
  return isKey(key) ? t(key) : kind
}

export function alarmActions(kind: string, t: Words['t']): string {
  const key = `alarm.do.${kind}`
  return isKey(key) ? t(key) : t('alarm.do.other')
}

/** What it is about, the nearest first. */
export function AlarmAbout({ alarm, names }: { alarm: AlarmView; names: BoardNames }) {
  const words = useWords()
  const { t } = words
  const { vehicle, trip, place, corridor, gate, load } = alarm.about
  const said = listed(words, [
    vehicle,
    gate === undefined ? undefined : t('timetable.gate', { name: gate }),
    place === undefined ? undefined : names.place(place),
    corridor === undefined ? undefined : names.corridor(corridor),
    vehicle === undefined ? (trip ?? load) : undefined,
  ])
  return <span>{said === '' ? t('alarms.ofAll') : said}</span>
}
