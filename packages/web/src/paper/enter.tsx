// Paper that came back: the number of the form, then its rows. What each row is about is known; what is typed is when, and
// how many.

import { type FormEvent, useId, useState } from 'react'
import type { PlanAgreedView } from '../board/day.ts'
import type { BoardNames } from '../board/names.ts'
import { type Outbox, PostedList } from '../board/outbox.tsx'
import { instantOf, type ReportType, rangeOf, reasonOf } from '../board/reporting.ts'
import { keyOf, useKept } from '../coordination/kept.ts'
import { TitledTable } from '../shell/titled-table.tsx'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import { useFormerForms } from './former.ts'
import { type FormRow, findForm, isCounted, type PaperForm, planOfMark } from './forms.ts'
import { rowText } from './sheets.tsx'

/** By row and box: `3 people_boarded`. */
type Filled = Readonly<Record<string, { readonly at?: string; readonly count?: string; readonly reason?: string }>>

export function EnterForm({
  pauseId,
  pause,
  forms,
  formerPlans,
  outbox,
  names,
  now,
  asked,
}: {
  pauseId: string
  pause: PauseView
  /** Of the plan in force. */
  forms: readonly PaperForm[]
  formerPlans: readonly PlanAgreedView[]
  outbox: Outbox
  names: BoardNames
  now: number
  /** In the address, by the code on the paper. */
  asked: string | undefined
}) {
  const { t, day, time } = useWords()
  const [number, setNumber] = useState(asked ?? '')
  const id = useId()
  const inForce = number.trim() === '' ? undefined : findForm(forms, number)
  const former = inForce?.kind === 'other_plan' ? planOfMark(formerPlans, inForce.mark) : undefined
  const ofFormer = useFormerForms(pauseId, former?.sha256)
  const found = ofFormer.forms === undefined ? inForce : findForm(ofFormer.forms, number)
  return (
    <section aria-labelledby="enter" className="no-print">
      <h2 id="enter">{t('paper.enter')}</h2>
      <p className="about">{t('paper.enter.about')}</p>
      <p className="filter">
        <label htmlFor={id}>{t('paper.number')}</label>
        <input
          id={id}
          value={number}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setNumber(target.value)}
        />
      </p>
      {found?.kind === 'none' && <p role="status">{t('paper.number.none')}</p>}
      {former !== undefined && (
        <p role="status" className="notice-box warn">
          {t('paper.number.former', { day: day(former.agreed_at), time: time(former.agreed_at) })}
          {ofFormer.isAway && ` ${t('paper.number.away')}`}
        </p>
      )}
      {former === undefined && found?.kind === 'other_plan' && (
        <p role="alert" className="notice-box warn">
          {t('paper.number.other')}
        </p>
      )}
      {found?.kind === 'found' && (
        <Rows
          key={found.form.number}
          pauseId={pauseId}
          pause={pause}
          form={found.form}
          outbox={outbox}
          names={names}
          now={now}
        />
      )}
      <PostedList posted={outbox.posted} />
    </section>
  )
}

function Rows({
  pauseId,
  pause,
  form,
  outbox,
  names,
  now,
}: {
  pauseId: string
  pause: PauseView
  form: PaperForm
  outbox: Outbox
  names: BoardNames
  now: number
}) {
  const words = useWords()
  const { t, timeZone } = words
  const [filled, setFilled, forget] = useKept<Filled>(keyOf(pauseId, 'paper', form.number), {})
  const [by, setBy] = useState('')
  const [wrong, setWrong] = useState<readonly string[]>([])
  const id = useId()
  const boxes = form.rows.flatMap((row) => row.boxes.map((type) => ({ row, type, key: `${row.row} ${type}` })))
  const fill = (key: string, change: { at?: string; count?: string; reason?: string }) => {
    setFilled({ ...filled, [key]: { ...filled[key], ...change } })
    setWrong([])
  }
  const isFilled = (key: string) => Object.values(filled[key] ?? {}).some((value) => value.trim() !== '')
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    const given = boxes.filter(({ key }) => isFilled(key))
    const faults = given
      .filter(({ key, type }) => !isRight(type, filled[key] ?? {}, now, timeZone))
      .map(({ key }) => key)
    setWrong(faults)
    if (faults.length > 0) return
    for (const { row, type, key } of given)
      outbox.post(
        'report',
        inputOf(form, row, type, filled[key] ?? {}, { now, timeZone, chain: chainOf(form, by) }),
        listed(words, [form.number, words.number(row.row), t(`report.what.${type}`)]),
      )
    forget()
    setFilled({})
  }
  return (
    <form onSubmit={submitted} noValidate>
      <p>
        <strong>
          <bdi>{form.vehicle}</bdi>
        </strong>{' '}
        <bdi>{form.trip}</bdi>
      </p>
      <TitledTable
        title={t('paper.enter.rows', { number: form.number })}
        heads={[t('paper.row'), t('paper.step'), t('report.what'), t('report.at'), t('paper.actualCount')]}
      >
        {boxes.map(({ row, type, key }) => (
          <tr key={key} className={wrong.includes(key) ? 'past' : undefined}>
            <th scope="row">{row.row}</th>
            <td>
              <bdi>{rowText(words, names, pause, row)}</bdi>
            </td>
            <td>{t(`report.what.${type}`)}</td>
            <td>
              <input
                aria-label={label(words, row, type, 'report.at')}
                value={filled[key]?.at ?? ''}
                dir="ltr"
                inputMode="numeric"
                autoComplete="off"
                size={6}
                aria-invalid={wrong.includes(key)}
                onChange={({ target }) => fill(key, { at: target.value })}
              />
            </td>
            <td>
              {isCounted(type) && (
                <input
                  aria-label={label(words, row, type, 'paper.actualCount')}
                  value={filled[key]?.count ?? ''}
                  placeholder={row.count === undefined ? '' : String(row.count)}
                  dir="ltr"
                  inputMode="numeric"
                  autoComplete="off"
                  size={8}
                  aria-invalid={wrong.includes(key)}
                  onChange={({ target }) => fill(key, { count: target.value })}
                />
              )}
              {type === 'removed_at_clearance' && (
                <input
                  aria-label={label(words, row, type, 'report.reason')}
                  value={filled[key]?.reason ?? ''}
                  placeholder={t('report.reason')}
                  dir="auto"
                  maxLength={200}
                  aria-invalid={wrong.includes(key)}
                  onChange={({ target }) => fill(key, { reason: target.value })}
                />
              )}
            </td>
          </tr>
        ))}
      </TitledTable>
      <div className="field">
        <label htmlFor={id}>
          {t('report.by')} <span className="mark">{t('form.optional')}</span>
        </label>
        <input id={id} value={by} dir="auto" onChange={({ target }) => setBy(target.value)} />
      </div>
      {wrong.length > 0 && (
        <p role="alert" className="wrong">
          <span aria-hidden="true">▲ </span>
          {t('paper.wrong')}
        </p>
      )}
      <p>
        <button type="submit" className="main" disabled={!boxes.some(({ key }) => isFilled(key))}>
          {t('paper.send')}
        </button>
      </p>
    </form>
  )
}

function label(
  { t, number }: Words,
  row: FormRow,
  type: ReportType,
  of: 'report.at' | 'paper.actualCount' | 'report.reason',
): string {
  return [number(row.row), t(`report.what.${type}`), t(of)].join(t('list.comma'))
}

export function isRight(
  type: ReportType,
  { at = '', count = '', reason = '' }: Filled[string],
  now: number,
  timeZone: string,
): boolean {
  const isTimeRight = at.trim() === '' || instantOf(at, now, timeZone) !== undefined
  if (type === 'removed_at_clearance' && reason.trim() === '') return false
  return isTimeRight && (!isCounted(type) || rangeOf(count) !== undefined)
}

/** By whom it was told: by paper, and who brought it. */
function chainOf({ number }: PaperForm, by: string): string {
  return [number, by.trim()].filter((each) => each !== '').join(' ')
}

export function inputOf(
  form: PaperForm,
  row: FormRow,
  type: ReportType,
  { at = '', count = '', reason = '' }: Filled[string],
  { now, timeZone, chain }: { now: number; timeZone: string; chain: string },
): Readonly<Record<string, unknown>> {
  const range = isCounted(type) ? rangeOf(count) : undefined
  const happened = at.trim() === '' ? undefined : instantOf(at, now, timeZone)
  return {
    what: type,
    vehicle: form.vehicle,
    trip: form.trip,
    ...(row.place === undefined ? {} : { place: row.place }),
    ...(row.gate === undefined ? {} : { gate: row.gate }),
    ...(row.corridor === undefined ? {} : { corridor: row.corridor }),
    ...(range === undefined
      ? {}
      : row.aid === undefined
        ? { people: [{ ...(row.group === undefined ? {} : { group: row.group }), ...range }] }
        : { lines: [{ ...row.aid, unit: 'items', ...range, ...reasonOf(reason) }] }),
    ...(happened === undefined ? {} : { happened }),
    chain,
  }
}
