// The open phone: whose it is and how the line stands above, what there is to do below, under the thumb.

import { useEffect, useState } from 'react'
import type { NewVersion } from '../offline/new-version.ts'
import type { Phone } from '../phone.ts'
import { notTaken, tallyOf } from '../queue.ts'
import type { FormType } from '../reports/forms.ts'
import { refusalWords, useWords } from '../words.tsx'
import type { ChangePin } from './change-pin.tsx'
import type { Look } from './look.tsx'
import { OwnScreen } from './own.tsx'
import { ReportScreen } from './report.tsx'
import { useIdleLock, useRounds } from './rounds.ts'
import { SentScreen } from './sent.tsx'
import { TodayScreen } from './today.tsx'
import { useKept, useLine } from './use-phone.ts'

const tabs = ['today', 'report', 'sent', 'own'] as const
type Tab = (typeof tabs)[number]

export function OpenScreen({
  phone,
  look,
  version,
  inZone,
  lock,
  changePin,
  wipe,
  revoked,
}: {
  phone: Phone
  look: Look
  version: NewVersion | undefined
  inZone: (zone: string) => void
  lock: () => void
  changePin: ChangePin
  wipe: (isRevoked?: boolean) => Promise<void>
  revoked: () => void
}) {
  const { t, text } = useWords()
  const kept = useKept(phone)
  const [tab, setTab] = useState<Tab>('today')
  const [begun, setBegun] = useState<FormType>()
  /** Each visit to a page begins anew. */
  const [visit, setVisit] = useState(0)
  const [trip, setTrip] = useState<string>()
  const zone = kept.day?.pause.time_zone
  useEffect(() => {
    if (zone !== undefined) inZone(zone)
  }, [zone, inZone])
  const round = useRounds(phone, async () => {
    if (notTaken(phone.kept.reports).length + phone.kept.giving.length === 0) return wipe(true)
    await phone.forgetAllButUnsaid()
    revoked()
  })
  useIdleLock(lock)
  const tally = tallyOf(kept.reports, kept.receipts)
  const waiting = tally.unsigned + tally.waiting
  const toLookAt = waiting + tally.refused + kept.giving.length
  const { day } = kept
  const goTo = (to: Tab, type?: FormType) => {
    setTab(to)
    setBegun(type)
    setVisit(visit + 1)
    scrollTo(0, 0)
  }
  return (
    <div className="phone">
      <header>
        <p className="whose">
          {day === null ? (
            t('head.unknown')
          ) : (
            <>
              <bdi>{day.device.organisation}</bdi> <bdi className="label">{day.device.label}</bdi>
            </>
          )}
        </p>
        {day !== null && (
          <p className="pause">
            {day.pause.exercise && <strong className="exercise">{t('head.exercise')}</strong>}{' '}
            <bdi>{text(day.pause.title, day.pause.id)}</bdi>
          </p>
        )}
        <LineWords phone={phone} waiting={waiting} refused={tally.refused} />
        {version !== undefined && (
          <p className="version">
            {t('version.there')}{' '}
            <button type="button" onClick={() => version.take()}>
              {t('version.take')}
            </button>
          </p>
        )}
      </header>
      <main>
        <h1 className="visually-hidden">{t(`nav.${tab}`)}</h1>
        {tab === 'today' && (
          <TodayScreen
            phone={phone}
            chosen={trip}
            choose={setTrip}
            report={(type) => goTo('report', type)}
            said={() => round()}
          />
        )}
        {tab === 'report' && (
          <ReportScreen
            key={visit}
            phone={phone}
            trip={trip}
            begun={begun}
            said={() => round()}
            done={() => goTo('today')}
            again={() => goTo('report')}
          />
        )}
        {tab === 'sent' && <SentScreen phone={phone} said={() => round()} />}
        {tab === 'own' && (
          <OwnScreen
            phone={phone}
            look={look}
            lock={lock}
            changePin={changePin}
            wipe={() => wipe()}
            ask={() => round(true)}
          />
        )}
      </main>
      <nav aria-label={t('nav.label')}>
        {tabs.map((each) => (
          <button key={each} type="button" aria-current={each === tab ? 'page' : undefined} onClick={() => goTo(each)}>
            {t(`nav.${each}`)}
            {each === 'sent' && toLookAt > 0 && (
              <span className="count">
                <span aria-hidden="true">{toLookAt}</span>
                <span className="visually-hidden">{t('nav.waiting', { count: toLookAt })}</span>
              </span>
            )}
          </button>
        ))}
      </nav>
    </div>
  )
}

/** How the line stands, in words and a shape. */
function LineWords({ phone, waiting, refused }: { phone: Phone; waiting: number; refused: number }) {
  const words = useWords()
  const { t, clock } = words
  const line = useLine(phone)
  const isIll = line.state === 'not_taken' || refused > 0
  const mark = isIll
    ? 'ill'
    : waiting > 0
      ? 'waits'
      : line.state === 'reached' || line.state === 'busy'
        ? 'well'
        : 'away'
  return (
    <p className={`line ${mark}`} role="status">
      <span className="mark" aria-hidden="true" />
      {line.state === 'not_taken'
        ? refusalWords(words, { code: line.code ?? '', text: line.text ?? '' })
        : t(`line.${line.state === 'busy' && line.reachedMs !== null ? 'reached' : line.state}`)}
      {line.state === 'away' && line.reachedMs !== null && ` ${t('line.since', { time: clock(line.reachedMs) })}`}
      {waiting > 0 && <strong> {t('line.waiting', { count: waiting })}</strong>}
      {refused > 0 && <strong> {t('line.refused', { count: refused })}</strong>}
    </p>
  )
}
