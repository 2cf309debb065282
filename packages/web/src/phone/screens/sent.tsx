// What was said from this phone, the newest first, and what became of it.

import { useState } from 'react'
import type { Phone } from '../phone.ts'
import type { Report } from '../reports/report.ts'
import { reportsLeft } from '../stock.ts'
import { refusalWords, useWords } from '../words.tsx'
import { ReportRow } from './report-row.tsx'
import { useKept } from './use-phone.ts'

export function SentScreen({ phone, said }: { phone: Phone; said: () => void }) {
  const words = useWords()
  const { t, clock } = words
  const { reports, receipts, day, stock } = useKept(phone)
  const takenBack = new Set(reports.flatMap(({ said: { corrects } }) => (corrects === undefined ? [] : [corrects])))
  const left = reportsLeft(stock)
  return (
    <>
      <h2>{t('sent.title')}</h2>
      {left === 0 && reports.some(({ state }) => state === 'unsigned') && (
        <p className="trouble" role="alert">
          {t('sent.noKeys')}
        </p>
      )}
      {reports.length + receipts.length === 0 && <p>{t('sent.none')}</p>}
      <ul className="rows">
        {[...reports].reverse().map((report) => (
          <ReportRow key={report.id} report={report} day={day}>
            {takenBack.has(report.id) ? (
              <p className="quiet">{t('sent.takenBack')}</p>
            ) : (
              report.said.type !== 'taken_back' &&
              report.state !== 'refused' && <TakeBack phone={phone} report={report} said={said} />
            )}
          </ReportRow>
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
