// What is printed of a form: the steps of a vehicle, what is aboard, or a blank report form.

import type { BoardNames } from '../board/names.ts'
import { reportTypes } from '../board/reporting.ts'
import { itemName } from '../item-name.ts'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { type FormRow, isCounted, type PaperForm } from './forms.ts'
import { Sheet, type SheetOf } from './sheet.tsx'

export function FormSheet({
  form,
  of,
  names,
  pause,
  address,
}: {
  form: PaperForm
  of: SheetOf
  names: BoardNames
  pause: PauseView
  address: string
}) {
  const words = useWords()
  const { t, time } = words
  const { kind, number, vehicle, trip, turnBack, rows } = form
  const columns = [...new Set(rows.flatMap(({ boxes }) => boxes))]
  const isSteps = kind === 'F'
  return (
    <Sheet of={of} title={t(isSteps ? 'paper.order' : 'paper.manifest')} number={number} address={address}>
      <dl className="moments">
        <div>
          <dt>{t('timetable.vehicle')}</dt>
          <dd>
            <bdi>{vehicle}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('now.due.trip')}</dt>
          <dd>
            <bdi>{trip}</bdi>
          </dd>
        </div>
        {isSteps &&
          turnBack !== null &&
          (
            [
              ['now.due.enter', turnBack.enter_by],
              ['now.due.leave', turnBack.leave_stop_by],
              ['now.due.join', turnBack.join_exit_by],
            ] as const
          ).map(([key, at]) =>
            at === null ? null : (
              <div key={key} className="strong">
                <dt>{t(key)}</dt>
                <dd>
                  <bdi>{time(at)}</bdi>
                </dd>
              </div>
            ),
          )}
      </dl>
      {isSteps && turnBack === null && <p>{t('paper.noTurnBack')}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('paper.row')}</th>
            {isSteps && <th scope="col">{t('paper.planned')}</th>}
            <th scope="col">{t(isSteps ? 'paper.step' : 'paper.line')}</th>
            <th scope="col">{t('paper.count')}</th>
            {isSteps ? (
              <>
                <th scope="col">{t('paper.actual')}</th>
                <th scope="col">{t('paper.actualCount')}</th>
              </>
            ) : (
              columns.map((type) => (
                <th key={type} scope="col">
                  {t(`report.what.${type}`)}
                  {type === 'removed_at_clearance' && `${t('list.colon')}${t('report.reason')}`}
                </th>
              ))
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <th scope="row">{row.row}</th>
              {isSteps && (
                <td>
                  {row.planned !== undefined && (
                    <bdi dir="ltr">
                      {row.planned.from === row.planned.until
                        ? time(row.planned.from)
                        : `${time(row.planned.from)}–${time(row.planned.until)}`}
                    </bdi>
                  )}
                </td>
              )}
              <td>{rowText(words, names, pause, row)}</td>
              <td>{row.count === undefined ? '' : <bdi>{words.number(row.count)}</bdi>}</td>
              {isSteps ? (
                <>
                  <td className={row.boxes.length === 0 ? 'none' : undefined} />
                  <td className={row.boxes.some(isCounted) ? undefined : 'none'} />
                </>
              ) : (
                columns.map((type) => <td key={type} className={row.boxes.includes(type) ? undefined : 'none'} />)
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="notes">{t('paper.notes')}</p>
    </Sheet>
  )
}

export function rowText(words: Words, names: BoardNames, pause: PauseView, row: FormRow): string {
  const { t, text } = words
  if (row.what === 'group') return text(pause.people.find(({ id }) => id === row.group)?.name ?? {}, row.group ?? '')
  if (row.what === 'item') {
    const consignment = pause.aid.find(({ id }) => id === row.aid?.consignment)
    const item = itemName(words, pause, row.aid?.consignment ?? '', row.aid?.item ?? '')
    return [item, text(consignment?.name ?? {}, row.aid?.consignment ?? '')].join(t('list.comma'))
  }
  const where =
    row.gate !== undefined
      ? row.gate
      : row.corridor !== undefined
        ? names.corridor(row.corridor)
        : row.place === undefined
          ? ''
          : names.place(row.place)
  return t('paper.step.at', { what: t(`paper.step.${row.what}`), where })
}

const blankRows = Array.from({ length: 22 }, (_, index) => index + 1)

export function BlankSheet({ of, address }: { of: SheetOf; address: string }) {
  const { t } = useWords()
  return (
    <Sheet of={of} title={t('paper.report')} number="R" address={address}>
      <p>{t('paper.report.about')}</p>
      <table className="blank">
        <thead>
          <tr>
            <th scope="col">{t('paper.row')}</th>
            <th scope="col">{t('report.at')}</th>
            <th scope="col">{t('report.what')}</th>
            <th scope="col">{t('report.vehicle')}</th>
            <th scope="col">{t('paper.where')}</th>
            <th scope="col">{t('report.people')}</th>
            <th scope="col">{t('report.by')}</th>
          </tr>
        </thead>
        <tbody>
          {blankRows.map((row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              <td />
              <td />
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="notes">
        {t('report.what')}: {reportTypes.map((type) => t(`report.what.${type}`)).join(' · ')}
      </p>
    </Sheet>
  )
}
