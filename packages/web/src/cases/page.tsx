// Protection cases: for those who deal with them, and for nobody else. What was counted stays as it was counted.

import { Alarms } from '../board/alarms.tsx'
import type { AlarmView, LoadView } from '../board/day.ts'
import { Age } from '../board/figures.tsx'
import { Loads } from '../board/loads.tsx'
import { useBoardNames } from '../board/names.ts'
import { ActForm } from '../coordination/act-form.tsx'
import { Instant } from '../coordination/instant.tsx'
import { viewOf } from '../coordination/live.ts'
import type { PageGiven } from '../coordination/pages.ts'
import { usePauseNow } from '../coordination/pause-clock.tsx'
import { useWords, type Words } from '../words.tsx'
import '../board/board.css'

const kinds = ['difference', 'held', 'uncounted', 'child_alone', 'other'] as const
const outcomes = ['explained', 'followed_elsewhere', 'not_established', 'opened_in_error'] as const

interface Said {
  readonly language: string
  readonly text: string
}

interface CaseView {
  readonly case: string
  readonly what: (typeof kinds)[number]
  readonly load: string | null
  readonly opened_at: string
  readonly text: Said | null
  readonly notes: readonly { readonly at: string; readonly text: Said }[]
  readonly closed: { readonly at: string; readonly outcome: (typeof outcomes)[number]; readonly reason: string } | null
}

interface CasesView {
  readonly cases: readonly CaseView[]
  readonly loads: readonly LoadView[]
  readonly alarms: readonly AlarmView[]
}

export function CasesPage({ pause, live, held }: PageGiven) {
  const { t, language } = useWords()
  const shown = viewOf<CasesView>(live, 'cases')
  const names = useBoardNames(undefined)
  const now = usePauseNow()
  if (shown === undefined) return null
  const { cases, loads, alarms } = shown.view
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  const open = cases.filter(({ closed }) => closed === null)
  const said = (text: string | undefined) =>
    text === undefined || text.trim() === '' ? {} : { text: { language, text: text.trim() } }
  return (
    <div className="day-board">
      <section aria-labelledby="cases">
        <h2 id="cases">{t('nav.cases')}</h2>
        <p className="about">{t('cases.about')}</p>
        <p role="status">
          <strong>{t('cases.open', { count: open.length })}</strong>
        </p>
        <ul className="alarm-list">
          {[...open, ...cases.filter(({ closed }) => closed !== null)].map((each) => (
            <li key={each.case} className={each.closed === null ? 'alarm' : 'alarm taken'}>
              <h3>
                {t(`cases.what.${each.what}`)} {each.load !== null && <bdi>{each.load}</bdi>}
              </h3>
              <p className="mark">
                <Instant at={each.opened_at} /> (<Age at={each.opened_at} now={now} />)
              </p>
              {each.text !== null && <p dir="auto">{each.text.text}</p>}
              {each.notes.length > 0 && (
                <ul>
                  {each.notes.map((note) => (
                    <li key={note.at + note.text.text}>
                      <Instant at={note.at} />
                      {t('list.colon')}
                      <bdi>{note.text.text}</bdi>
                    </li>
                  ))}
                </ul>
              )}
              {each.closed !== null && (
                <p>
                  <span className="state fine">{t('cases.closed')}</span> {t(`cases.outcome.${each.closed.outcome}`)}
                  {t('list.colon')}
                  <bdi>{each.closed.reason}</bdi> <Instant at={each.closed.at} />
                </p>
              )}
              {each.closed === null && (
                <div className="acts">
                  {may('note_case') && (
                    <ActForm
                      pause={pause}
                      kind="note_case"
                      fields={[{ name: 'text', label: 'cases.note.words', isRequired: true, kind: 'text' }]}
                      inputOf={({ text }) => said(text)}
                      fixed={{ case: each.case }}
                      submit="cases.note"
                    />
                  )}
                  {may('close_case') && (
                    <ActForm
                      pause={pause}
                      kind="close_case"
                      fields={[
                        { name: 'outcome', label: 'cases.outcome', isRequired: true, kind: { choices: choices(t) } },
                        { name: 'reason', label: 'life.reason', isRequired: true, kind: 'text' },
                      ]}
                      fixed={{ case: each.case }}
                      submit="cases.close"
                      confirm={() => <p>{t('cases.close.confirm')}</p>}
                    />
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
        {may('open_case') && (
          <ActForm
            pause={pause}
            kind="open_case"
            about="cases.begin.about"
            fields={[
              {
                name: 'what',
                label: 'report.what',
                isRequired: true,
                kind: { choices: kinds.map((value) => ({ value, label: t(`cases.what.${value}`) })) },
              },
              { name: 'load', label: 'loads.load', kind: 'line' },
              { name: 'text', label: 'cases.note.words', kind: 'text' },
            ]}
            inputOf={({ what, load = '', text }) => ({
              what,
              ...(load.trim() === '' ? {} : { load: load.trim() }),
              ...said(text),
            })}
            submit="cases.begin"
          />
        )}
      </section>
      <Alarms pause={pause} alarms={alarms} names={names} now={now} may={may} />
      <Loads day={{ loads, contradictions: [] }} names={names} />
    </div>
  )
}

function choices(t: Words['t']) {
  return outcomes.map((value) => ({ value, label: t(`cases.outcome.${value}`) }))
}
