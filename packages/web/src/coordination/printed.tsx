// On paper: as of when, and which version; and how far the account had come, with a code that opens where that is checked.

import { lazy, Suspense } from 'react'
import { useWords } from '../words.tsx'
import { checkpointAddress, useAccountHead } from './account-head.ts'
import type { Live } from './live.ts'
import type { PageOf } from './pages.ts'

const QrCode = lazy(async () => ({ default: (await import('../shell/qr-code.tsx')).QrCode }))

export function Printed({
  pause,
  live: { heardAt, views },
  part,
}: {
  pause: string
  live: Live
  part: PageOf['part'] | undefined
}) {
  const { t, clock, day, number } = useWords()
  const head = useAccountHead(pause)
  if (heardAt === undefined || part === undefined) return null
  const version = views[part]?.version.slice(0, 12) ?? ''
  return (
    <div className="page-foot printed">
      <p>
        {t('shell.printed', {
          day: day(new Date(heardAt).toISOString()),
          time: clock(heardAt),
          utc: clock(heardAt, 'UTC'),
          version,
        })}
        {head !== undefined && (
          <>
            <br />
            {t('shell.printed.account', { entries: number(head.entries) })} <bdi className="code">{head.root}</bdi>
            <br />
            {t('shell.printed.check')}
          </>
        )}
      </p>
      {head !== undefined && (
        <Suspense>
          {/* What is after # is not sent: it stands in the code for who compares it. */}
          <QrCode
            text={`${location.origin}${checkpointAddress(pause)}#${head.entries}:${head.root}:${part}:${version}`}
            label={t('shell.printed.qr')}
          />
        </Suspense>
      )}
    </div>
  )
}
