// An A4 page: its head tells of which pause and which version it is and when it was made; its code opens what checks it.

import type { ReactNode } from 'react'
import { QrCode } from '../shell/qr-code.tsx'
import { useWords } from '../words.tsx'

export interface SheetOf {
  readonly pauseTitle: string
  readonly isExercise: boolean
  readonly madeAt: number
  readonly zone: string
  /** Of the plan, or of what is shown. */
  readonly version: string
}

export function Sheet({
  of: { pauseTitle, isExercise, madeAt, zone, version },
  title,
  number,
  address,
  children,
}: {
  of: SheetOf
  title: string
  number: string
  /** Opened by the code. */
  address: string
  children: ReactNode
}) {
  const { t, clock, day } = useWords()
  return (
    <article className="sheet">
      <header>
        <div>
          <h3>
            {title}{' '}
            <bdi className="form-number" dir="ltr">
              {number}
            </bdi>
          </h3>
          <p>
            <bdi>{pauseTitle}</bdi>
            {isExercise && <strong className="exercise">{t('app.exercise')}</strong>}
          </p>
          <p className="mark">
            {t('paper.made', {
              day: day(new Date(madeAt).toISOString()),
              time: clock(madeAt),
              zone,
              utc: clock(madeAt, 'UTC'),
            })}{' '}
            {t('paper.version', { version })}
          </p>
        </div>
        <QrCode text={address} label={t('paper.qr')} />
      </header>
      {children}
      <footer>{t('paper.standing')}</footer>
    </article>
  )
}
