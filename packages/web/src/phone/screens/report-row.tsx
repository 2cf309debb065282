// One report in the list of what was said, with what became of it: a word and a shape for each.

import type { ReactNode } from 'react'
import type { MyDay } from '../day/my-day.ts'
import { lostPausesS } from '../queue.ts'
import { formTypeOf } from '../reports/forms.ts'
import type { Range, Report, Resending } from '../reports/report.ts'
import { type PhoneWords, refusalWords, useWords } from '../words.tsx'
import { gateName, placeName } from './names.ts'

const marks = { unsigned: 'waits', waiting: 'waits', taken: 'well', proved: 'proved', refused: 'ill' } as const

export function ReportRow({ report, day, children }: { report: Report; day: MyDay | null; children?: ReactNode }) {
  const words = useWords()
  const { t, clock } = words
  const { said, happenedS, photo, clockOffsetS } = report
  const where =
    said.gate !== undefined
      ? gateName(words, day, said.gate)
      : said.place !== undefined
        ? placeName(words, day, said.place)
        : undefined
  return (
    <li>
      <p>
        <span className="when">{clock(happenedS * 1000)}</span> <strong>{t(`report.${formTypeOf(said)}`)}</strong>
        {said.people !== undefined && ` · ${peopleWords(words, said.people)}`}
        {said.count !== undefined && ` · ${countWords(words, said.count)}`}
      </p>
      <p className="quiet">
        {said.vehicle !== undefined && <bdi>{said.vehicle}</bdi>}
        {said.vehicle !== undefined && where !== undefined && ' · '}
        {where !== undefined && <bdi>{where}</bdi>}
        {said.type === 'received' && ` · ${t(said.receiver === undefined ? 'row.one' : 'row.both')}`}
        {photo !== null && ` · ${t('row.photo')}`}
        {clockOffsetS === null && ` · ${t('row.clockUnknown')}`}
      </p>
      <StateWords report={report} />
      {children}
    </li>
  )
}

export function StateWords({ report: { state, refusal, photo, photoRefusal } }: { report: Report }) {
  const words = useWords()
  const { t } = words
  const resending = state === 'waiting' ? photo?.resending : undefined
  return (
    <p className={`state ${marks[state]}`}>
      <span className="mark" aria-hidden="true" />
      {t(`state.${state}`)}
      {refusal !== null && ` ${refusalWords(words, refusal)}`}
      {photoRefusal !== undefined && ` ${t('state.photo.refused')} ${refusalWords(words, photoRefusal)}`}
      {resending !== undefined && resending.pauseS > 0 && ` ${resendingWords(words, resending)}`}
    </p>
  )
}

function resendingWords({ t, duration, number }: PhoneWords, { lost, brokenOff, pauseS }: Resending): string {
  const pause = duration(pauseS)
  return brokenOff > 0
    ? t('state.photo.brokenOff', { pause })
    : t('state.photo.lost', { pause, count: number(lost), most: number(lostPausesS.length) })
}

function countWords({ t, number }: PhoneWords, { low, best, high }: Range): string {
  return low === high ? number(best) : t('row.counted', { low, best, high })
}

function peopleWords({ t }: PhoneWords, { low, best, high }: Range): string {
  return low === high ? t('leg.people', { count: best }) : t('row.range', { low, best, high })
}
