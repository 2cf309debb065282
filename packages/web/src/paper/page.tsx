// Paper, for when all else fails: orders, manifests and report forms to print, and what comes back on them to enter.

import { useMemo, useState } from 'react'
import type { DayView } from '../board/day.ts'
import { useBoardNames } from '../board/names.ts'
import { useOutbox } from '../board/outbox.tsx'
import { usePlanned } from '../board/sources.ts'
import { viewOf } from '../coordination/live.ts'
import type { PageGiven } from '../coordination/pages.ts'
import { usePauseNow } from '../coordination/pause-clock.tsx'
import { useWords } from '../words.tsx'
import { EnterForm } from './enter.tsx'
import { type FormKind, formsOf, versionMark } from './forms.ts'
import type { SheetOf } from './sheet.tsx'
import { BlankSheet, FormSheet } from './sheets.tsx'
import '../board/board.css'
import './paper.css'

type Kind = FormKind | 'R'

const titles = { F: 'paper.order', M: 'paper.manifest', R: 'paper.report' } as const

/** More at once would be a stack that nobody checks; and it takes long to draw. */
const mostSheets = 60

export function PaperPage({ pause: id, live, held }: PageGiven) {
  const { t, text, timeZone, number } = useWords()
  const day = viewOf<DayView>(live, 'day')
  const { pause, plan, planSha256 } = usePlanned(id, day?.view.plan?.sha256)
  const names = useBoardNames(pause)
  const outbox = useOutbox(id)
  const now = usePauseNow()
  const [kind, setKind] = useState<Kind | undefined>(undefined)
  const [vehicle, setVehicle] = useState('')
  const [madeAt, setMadeAt] = useState(now)
  const asked = new URL(location.href).searchParams.get('form') ?? undefined
  const mark = plan === undefined ? '' : versionMark(plan, planSha256)
  const forms = useMemo(() => (plan === undefined ? [] : formsOf(plan, mark)), [plan, mark])
  if (pause === undefined || plan === undefined) return <p className="empty">{t('paper.noPlan')}</p>
  const vehicles = [...new Set(forms.map((form) => form.vehicle))].sort()
  const chosen = forms.filter((form) => form.kind === kind && (vehicle === '' || form.vehicle === vehicle))
  const of: SheetOf = {
    pauseTitle: text(pause.title, id),
    isExercise: pause.exercise,
    madeAt,
    zone: timeZone,
    version: (planSha256 ?? plan.input_sha256).slice(0, 12),
  }
  const show = (next: Kind) => {
    setKind(next)
    setMadeAt(now)
  }
  return (
    <div className="day-board paper-page">
      <section aria-labelledby="paper" className="no-print">
        <h2 id="paper">{t('nav.paper')}</h2>
        <p className="about">{t('paper.about')}</p>
        <p className="filter">
          <label htmlFor="paper-vehicle">{t('timetable.vehicle')}</label>
          <select id="paper-vehicle" value={vehicle} onChange={({ target }) => setVehicle(target.value)}>
            <option value="">{t('paper.all', { count: vehicles.length })}</option>
            {vehicles.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </p>
        <div className="actions" role="group" aria-label={t('paper.show')}>
          {(['F', 'M', 'R'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={kind === each} onClick={() => show(each)}>
              {t(titles[each])}
            </button>
          ))}
          {kind !== undefined && (
            <button type="button" className="main" onClick={() => print()}>
              {t('paper.print')}
            </button>
          )}
        </div>
        {kind !== undefined && kind !== 'R' && (
          <p role="status">
            {chosen.length > mostSheets
              ? t('paper.tooMany', { most: number(mostSheets), count: chosen.length })
              : t('paper.count.sheets', { count: chosen.length })}
          </p>
        )}
      </section>
      {held.may_ask?.includes('report') === true && (
        <EnterForm
          pauseId={id}
          pause={pause}
          forms={forms}
          formerPlans={day?.view.former_plans ?? []}
          outbox={outbox}
          names={names}
          now={now}
          asked={asked}
        />
      )}
      <div className="sheets">
        {kind === 'R' && <BlankSheet of={of} address={addressOf(id, 'R')} />}
        {chosen.slice(0, mostSheets).map((form) => (
          <FormSheet
            key={form.number}
            form={form}
            of={of}
            names={names}
            pause={pause}
            address={addressOf(id, form.number)}
          />
        ))}
      </div>
    </div>
  )
}

/** Of this page with a form opened: it says at once whether the paper is of the plan in force. */
function addressOf(pause: string, form: string): string {
  const address = new URL('/', location.href)
  address.search = new URLSearchParams({ pause, page: 'paper', form }).toString()
  return address.href
}
