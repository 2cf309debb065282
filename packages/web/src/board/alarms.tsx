// Alarms: what is the matter, since when, what to do. Those that nobody has taken come first; none is lost from sight
// before it is over.

import { type ReactNode, useState } from 'react'
import { Act } from '../coordination/act.tsx'
import { CommandForm } from '../coordination/form.tsx'
import { isKey } from '../coordination/refusal.ts'
import { useFew } from '../shell/few.tsx'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import { inKinds } from './alarm-kinds.ts'
import { type AlarmView, openAlarms } from './day.ts'
import { Age, When } from './figures.tsx'
import type { BoardNames } from './names.ts'

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
  const { many, single } = inKinds(open)
  const [isOpen, setIsOpen] = useState<ReadonlySet<string>>(new Set())
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
          {many.map(([kind, alike]) => (
            <ManyAlarms
              key={kind}
              kind={kind}
              alarms={alike}
              names={names}
              now={now}
              isOpen={isOpen.has(kind)}
              turn={(on) => setIsOpen((was) => new Set(on ? [...was, kind] : [...was].filter((each) => each !== kind)))}
            >
              {(alarm) => <Alarm key={alarm.alarm} pause={pause} alarm={alarm} names={names} now={now} may={may} />}
            </ManyAlarms>
          ))}
          {single.map((alarm) => (
            <Alarm key={alarm.alarm} pause={pause} alarm={alarm} names={names} now={now} may={may} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** Of one kind, told together: how many, about what, since when and what to do; each by itself at a press. */
function ManyAlarms({
  kind,
  alarms,
  names,
  now,
  isOpen,
  turn,
  children,
}: {
  kind: string
  alarms: readonly AlarmView[]
  names: BoardNames
  now: number
  isOpen: boolean
  turn: (on: boolean) => void
  children: (alarm: AlarmView) => ReactNode
}) {
  const { t, number } = useWords()
  const escalated = alarms.filter(isEscalated).length
  const since = firstOf(alarms)
  const { shown, more } = useFew(alarms, fewestOpened)
  return (
    <li className={escalated > 0 ? 'alarm many escalated' : 'alarm many'}>
      <h3>
        <span aria-hidden="true">▲ </span>
        {alarmWords(kind, t)} ({number(alarms.length)})
      </h3>
      <p className="ids">
        <AlarmsAbout alarms={alarms} names={names} most={fewestNamed} />
      </p>
      <p className="mark">
        {t('alarms.first')} <When at={since} now={now} /> (<Age at={since} now={now} />)
        {escalated > 0 && (
          <>
            {' '}
            <span className="state stop">
              {t('alarms.escalated')} ({number(escalated)})
            </span>
          </>
        )}
      </p>
      <p className="do">
        <strong>{t('alarms.do')}</strong> {alarmActions(kind, t)}
      </p>
      <details open={isOpen} onToggle={({ currentTarget }) => turn(currentTarget.open)}>
        <summary>{t('alarms.each', { count: alarms.length })}</summary>
        {isOpen && (
          <>
            <ul className="alarm-list">{shown.map(children)}</ul>
            {more}
          </>
        )}
      </details>
    </li>
  )
}

/** So many are named, and so many shown by themselves, unasked. */
const fewestNamed = 12
const fewestOpened = 10

function byName(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true })
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
  const { t, language } = useWords()
  const { acknowledged } = alarm
  return (
    <li className={isTaken(alarm) ? 'alarm taken' : isEscalated(alarm) ? 'alarm escalated' : 'alarm'}>
      <h3>
        <span aria-hidden="true">{isTaken(alarm) ? '◇ ' : '▲ '}</span>
        {alarmWords(alarm.kind, t)}
        {t('list.colon')}
        <AlarmAbout alarm={alarm} names={names} />
      </h3>
      <p className="mark">
        <When at={alarm.since} now={now} /> (<Age at={alarm.since} now={now} />)
        {isEscalated(alarm) && (
          <>
            {' '}
            <span className="state stop">{t('alarms.escalated')}</span>{' '}
            {alarm.escalated?.to && <bdi>{t('alarms.takenTo', { who: alarm.escalated.to.function })}</bdi>}
          </>
        )}
        {acknowledged !== undefined && acknowledged !== null && (
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
      <Told alarm={alarm} names={names} />
      <p className="do">
        <strong>{t('alarms.do')}</strong> {alarmActions(alarm.kind, t)}
      </p>
      <div className="acts">
        {!isTaken(alarm) && may('acknowledge_alarm') && (
          <CommandForm
            pause={pause}
            kind="acknowledge_alarm"
            fields={[{ name: 'note', label: 'alarms.note', kind: 'line' }]}
            inputOf={({ note = '' }) => (note.trim() === '' ? {} : { note: { language, text: note.trim() } })}
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
function Told({ alarm, names }: { alarm: AlarmView; names: BoardNames }) {
  const told = toldTexts(useWords(), names, alarm)
  if (told.length === 0) return null
  return (
    <p className="particulars">
      {told.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  )
}

/** Seconds since 1970. */
const instants = ['by', 'since', 'until']

export function toldTexts(words: Words, names: BoardNames, { particulars }: Pick<AlarmView, 'particulars'>): string[] {
  const { t, number, duration, clock } = words
  const { people_low: peopleLow, people_high: peopleHigh, low, high, which, ...others } = particulars
  const { uncounted_low: uncountedLow, uncounted_high: uncountedHigh, ...rest } = others
  const span = (from: unknown, until: unknown) =>
    typeof from === 'number' && typeof until === 'number'
      ? [from === until ? number(from) : `${number(from)}–${number(until)}`]
      : []
  const texts = Object.entries(rest).flatMap(([name, value]) => {
    const key = `alarm.told.${name}`
    if (!isKey(key)) return []
    if (typeof value === 'string') return [t(key, { value: name === 'refuge' ? names.place(value) : value })]
    if (typeof value !== 'number') return []
    if (name === 'by' && typeof which === 'string' && isKey(`vehicles.by.${which.replace(/_by$/, '')}`))
      return [t(`vehicles.by.${which.replace(/_by$/, '')}` as 'vehicles.by.enter', { time: clock(value * 1000) })]
    if (instants.includes(name)) return [t(key, { value: clock(value * 1000) })]
    if (name.endsWith('_s')) return [t(key, { value: duration(Math.abs(value)) })]
    if (name === 'metres_off') return [t(key, { value: t('unit.metres', { value: number(value) }) })]
    if (name === 'late_share')
      return [t(key, { value: t('unit.percent', { value: number(Math.round(value * 1000) / 10) }) })]
    return [t(key, { value: number(value) })]
  })
  return [
    ...span(low, high).map((value) => t('alarm.told.waiting', { value })),
    ...span(peopleLow, peopleHigh).map((value) => t('alarm.told.people', { value })),
    ...span(uncountedLow, uncountedHigh).map((value) => t('alarm.told.uncounted', { value })),
    ...texts,
  ]
}

export function alarmWords(kind: string, t: Words['t']): string {
  const key = `alarm.${kind}`
  return isKey(key) ? t(key) : kind
}

export function alarmActions(kind: string, t: Words['t']): string {
  const key = `alarm.do.${kind}`
  return isKey(key) ? t(key) : t('alarm.do.other')
}

export function AlarmAbout({ alarm, names }: { alarm: AlarmView; names: BoardNames }) {
  return <span>{alarmAbout(useWords(), names, alarm)}</span>
}

/** What those of one kind are about, the first of them by name. */
export function AlarmsAbout({
  alarms,
  names,
  most,
}: {
  alarms: readonly AlarmView[]
  names: BoardNames
  most: number
}) {
  const words = useWords()
  const about = alarms.map((alarm) => alarmAbout(words, names, alarm)).sort(byName)
  return (
    <span>
      {listed(words, about.slice(0, most))}
      {about.length > most && ` … ${words.t('wall.more', { count: about.length - most })}`}
    </span>
  )
}

export function isTaken({ acknowledged }: AlarmView): boolean {
  return acknowledged !== undefined && acknowledged !== null
}

/** And nobody has taken it since. */
export function isEscalated(alarm: AlarmView): boolean {
  return alarm.escalated !== undefined && alarm.escalated !== null && !isTaken(alarm)
}

/** Since when there is one of them. */
export function firstOf(alarms: readonly AlarmView[]): string {
  return alarms.reduce((first, { since }) => (since < first ? since : first), alarms[0]?.since ?? '')
}

/** What it is about, the nearest first. */
export function alarmAbout(words: Words, names: BoardNames, alarm: AlarmView): string {
  const { t } = words
  const { vehicle, trip, place, corridor, gate, load } = alarm.about
  const said = listed(words, [
    vehicle,
    gate === undefined ? undefined : t('timetable.gate', { name: gate }),
    place === undefined ? undefined : names.place(place),
    corridor === undefined ? undefined : names.corridor(corridor),
    vehicle === undefined ? (trip ?? load) : undefined,
  ])
  return said === '' ? t('alarms.ofAll') : said
}
