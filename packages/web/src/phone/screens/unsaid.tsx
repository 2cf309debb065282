// A revoked phone that holds what it could not say: shown to whoever deals with it, until it is wiped by hand.

import type { Phone } from '../phone.ts'
import { useWords } from '../words.tsx'
import { ReportRow } from './report-row.tsx'
import { Wipe } from './wipe.tsx'

export function UnsaidScreen({ phone, wipe }: { phone: Phone; wipe: () => Promise<void> }) {
  const { t } = useWords()
  const { reports } = phone.kept
  return (
    <main className="plain">
      <h1 className="brand" translate="no">
        Treve
      </h1>
      <h2>{t('unsaid.title')}</h2>
      <p role="alert">{t('unsaid.text', { count: reports.length })}</p>
      <ul className="rows">
        {reports.map((report) => (
          <ReportRow key={report.id} report={report} day={null} />
        ))}
      </ul>
      <Wipe wipe={wipe} unsent={reports.length} />
    </main>
  )
}
