// Who must leave when: a vehicle a row, what is past first. Each state has a word and a shape of its own.

import { shareInColumn } from '../answer/assurance.tsx'
import { useFew } from '../shell/few.tsx'
import { TableScroller } from '../shell/table-scroller.tsx'
import { useWords, type Words } from '../words.tsx'
import { type DueRow, dueRows, inMinutes, momentOf, type Urgency } from './due.ts'
import type { AssuranceNowView } from './state.ts'

/** All that is past or soon is shown, and at least so many. */
const fewest = 15

const shapes: Readonly<Record<Urgency, string>> = { past: '▲', soon: '◆', later: '○', out: '–' }

export function DueTable({ assurance, clock }: { assurance: AssuranceNowView; clock: number }) {
  const words = useWords()
  const { t } = words
  const { now } = momentOf(Date.parse(assurance.at), clock)
  const rows = dueRows(assurance.due, now)
  const pressing = rows.filter(({ urgency }) => urgency === 'past' || urgency === 'soon').length
  const { shown, more } = useFew(rows, Math.max(fewest, pressing))
  const late = new Map(assurance.vehicles.map((vehicle) => [vehicle.id, vehicle.late]))
  const notTold = new Set(assurance.not_told)
  const past = rows.filter(({ urgency }) => urgency === 'past').length
  return (
    <section aria-labelledby="now-due" className="due">
      <h2 id="now-due">{t('now.due')}</h2>
      <p className="about">{t('now.due.about')}</p>
      {rows.length === 0 ? (
        <p>{t('now.due.nobody')}</p>
      ) : (
        <>
          <p role="status">
            <strong>{t('now.due.past', { count: past })}</strong>
          </p>
          <TableScroller label={t('now.due')}>
            <table>
              <caption className="visually-hidden">{t('now.due')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('now.due.vehicle')}</th>
                  <th scope="col">{t('now.due.next')}</th>
                  {(['now.due.enter', 'now.due.leave', 'now.due.join', 'now.due.late'] as const).map((key) => (
                    <th key={key} scope="col" className="figure">
                      {t(key)}
                    </th>
                  ))}
                  <th scope="col">{t('now.due.trip')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((row) => (
                  <Row
                    key={row.due.vehicle}
                    row={row}
                    late={late.get(row.due.vehicle)}
                    isTold={!notTold.has(row.due.vehicle)}
                  />
                ))}
              </tbody>
            </table>
          </TableScroller>
          {more}
        </>
      )}
    </section>
  )
}

function Row({ row, late, isTold }: { row: DueRow; late: number | undefined; isTold: boolean }) {
  const words = useWords()
  const { t, time } = words
  const { due, urgency } = row
  const at = (iso: string | null) => (iso === null ? '–' : time(iso))
  return (
    <tr className={urgency}>
      <th scope="row">
        <bdi>{due.vehicle}</bdi>
        {!isTold && <small className="detail">{t('now.due.asPlanned')}</small>}
      </th>
      <td className="next">
        <span aria-hidden="true" className="shape">
          {shapes[urgency]}
        </span>{' '}
        {nextText(words, row)}
      </td>
      {[due.enter_by, due.leave_stop_by, due.join_exit_by].map((iso, index) => (
        <td key={['enter', 'leave', 'join'][index]} className="figure">
          {at(iso)}
        </td>
      ))}
      <td className="figure">{late === undefined ? '–' : late === 0 ? '0' : shareInColumn(words, late, 2)}</td>
      <td>
        <bdi>{due.trip}</bdi>
      </td>
    </tr>
  )
}

function nextText({ t, duration }: Words, { due: { next }, urgency, leftSeconds = 0 }: DueRow): string {
  if (next === null) return t('now.next.out')
  return urgency === 'past'
    ? t(`now.past.${next}`, { ago: duration(inMinutes(-leftSeconds)) })
    : t(`now.next.${next}`, { left: duration(inMinutes(leftSeconds)) })
}
