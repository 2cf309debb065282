// What was said from this phone, the newest first, and what became of it.

import { useState } from 'react'
import type { Phone } from '../phone.ts'
import type { Report } from '../reports/report.ts'
import { reportsLeft } from '../stock.ts'
import { refusalWords, useWords } from '../words.tsx'
import { GiveScreen, HandedOver, ReceivedCode } from './hand-over.tsx'
import { ReportRow } from './report-row.tsx'
import { useKept } from './use-phone.ts'

export function SentScreen({ phone, said }: { phone: Phone; said: () => void }) {
  const words = useWords()
  const { t, clock } = words
  const { reports, receipts, giving, receiving, day, stock } = useKept(phone)
  const [opened, setOpened] = useState<string>()
  const takenBack = new Set(reports.flatMap(({ said: { corrects } }) => (corrects === undefined ? [] : [corrects])))
  const left = reportsLeft(stock)
  const close = () => {
    setOpened(undefined)
    said()
  }
  if (giving.some(({ given }) => given.id === opened) && opened !== undefined)
    return <GiveScreen phone={phone} id={opened} completed={close} told={close} back={() => setOpened(undefined)} />
  const shown = receiving.find(({ id }) => id === opened)
  if (shown !== undefined) return <ReceivedCode phone={phone} receiving={shown} done={() => setOpened(undefined)} />
  return (
    <>
      <h2>{t('sent.title')}</h2>
      {left === 0 && reports.some(({ state }) => state === 'unsigned') && (
        <p className="trouble" role="alert">
          {t('sent.noKeys')}
        </p>
      )}
      {giving.map(({ given: { id, said: handed, happenedS } }) => (
        <section key={id} className="asks">
          <strong>{t('report.handed_over')}</strong>
          <HandedOver day={day} said={handed} happenedS={happenedS} />
          <p className="state waits">
            <span className="mark" aria-hidden="true" />
            {t('give.waits')}
          </p>
          <button type="button" className="main" onClick={() => setOpened(id)}>
            {t('give.show')}
          </button>
        </section>
      ))}
      {reports.length + receipts.length + giving.length + receiving.length === 0 && <p>{t('sent.none')}</p>}
      <ul className="rows">
        {[...reports].reverse().map((report) => (
          <ReportRow key={report.id} report={report} day={day}>
            {takenBack.has(report.id) ? (
              <p className="quiet">{t('sent.takenBack')}</p>
            ) : (
              report.said.type !== 'taken_back' &&
              report.state !== 'refused' && <TakeBack phone={phone} report={report} said={said} />
            )}
            {report.state === 'refused' && report.said.receiver !== undefined && (
              <button
                type="button"
                onClick={async () => {
                  await phone.giveAlone(report.id)
                  said()
                }}
              >
                {t('give.alone')}
              </button>
            )}
          </ReportRow>
        ))}
        {receiving.map(({ id, said: handed, happenedS }) => (
          <li key={id}>
            <strong>{t('report.received')}</strong>
            <HandedOver day={day} said={handed} happenedS={happenedS} />
            <p className="quiet">{t('receive.was')}</p>
            <button type="button" onClick={() => setOpened(id)}>
              {t('give.show')}
            </button>
          </li>
        ))}
        {receipts.map(({ id, order, madeS, state, refusal }) => (
          <li key={id}>
            <p>
              <span className="when">{clock(madeS * 1000)}</span> <strong>{t('order.receiptOf', { order })}</strong>
            </p>
            <p className={`state ${state === 'taken' ? 'well' : state === 'waiting' ? 'waits' : 'ill'}`}>
              <span className="mark" aria-hidden="true" />
              {t(`state.${state}`)}
              {refusal !== null && ` ${refusalWords(words, refusal)}`}
            </p>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('sent.kept')}</p>
    </>
  )
}

/** Nothing is edited: that it was wrong is said by a report of its own, and asked once. */
function TakeBack({ phone, report: { id }, said }: { phone: Phone; report: Report; said: () => void }) {
  const { t } = useWords()
  const [isAsked, setIsAsked] = useState(false)
  if (!isAsked)
    return (
      <button type="button" onClick={() => setIsAsked(true)}>
        {t('takeBack.do')}
      </button>
    )
  return (
    <div className="asks">
      <p>{t('takeBack.asks')}</p>
      <button
        type="button"
        className="main"
        onClick={async () => {
          await phone.report({ type: 'taken_back', corrects: id })
          said()
        }}
      >
        {t('takeBack.sure')}
      </button>
      <button type="button" onClick={() => setIsAsked(false)}>
        {t('takeBack.not')}
      </button>
    </div>
  )
}
