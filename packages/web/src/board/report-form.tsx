// For those who report by radio: few fields, all by keyboard. Enter sends it; the next can be typed at once.

import { categories } from '@treve/model'
import { type FormEvent, useId, useRef, useState } from 'react'
import { keyOf, useKept } from '../coordination/kept.ts'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import type { BoardNames } from './names.ts'
import { type Outbox, PostedList } from './outbox.tsx'
import {
  emptyReport,
  faultsIn,
  fieldsOf,
  type ReportFault,
  type ReportField,
  type ReportTyped,
  reportInput,
  reportTypes,
} from './reporting.ts'

export interface Completed {
  readonly vehicles: readonly string[]
  readonly places: readonly string[]
  readonly gates: readonly { readonly id: string; readonly corridor: string }[]
  /** `food/parcels`. */
  readonly aid: readonly string[]
  /** Whose goods they may be: others too may be typed. */
  readonly parties: readonly string[]
}

export function ReportForm({
  pause,
  outbox,
  completed,
  tripOf,
  names,
  now,
}: {
  pause: string
  outbox: Outbox
  completed: Completed
  tripOf: (vehicle: string) => string | undefined
  names: BoardNames
  now: number
}) {
  const words = useWords()
  const { t, language, timeZone } = words
  const [kept, setTyped] = useKept<ReportTyped>(keyOf(pause, 'report'), emptyReport)
  // Kept by an older page, it may lack a field.
  const typed = { ...emptyReport, ...kept }
  const [faults, setFaults] = useState<readonly ReportFault[]>([])
  const first = useRef<HTMLSelectElement>(null)
  const id = useId()
  const { shown, must } = fieldsOf(typed.type)
  const type = (name: keyof ReportTyped, value: string) => {
    setTyped({ ...typed, [name]: value })
    setFaults([])
  }

  const submitted = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsIn(typed, now, timeZone)
    setFaults(found)
    const [wrong] = found
    if (wrong !== undefined) {
      document.getElementById(`${id}-${wrong}`)?.focus()
      return
    }
    outbox.post(
      'report',
      reportInput(typed, { now, timeZone, language }, { trip: tripOf, corridor: corridorOf }),
      labelOf(typed, words, names),
    )
    // Who tells, and what kind it is, is often the same again.
    setTyped({ ...emptyReport, type: typed.type, by: typed.by })
    first.current?.focus()
  }

  const corridorOf = (gate: string) => completed.gates.find((each) => each.id === gate)?.corridor

  const lists: Readonly<Record<ReportField, readonly string[]>> = {
    vehicle: completed.vehicles,
    place: completed.places,
    gate: completed.gates.map((gate) => gate.id),
    people: [],
    aid: completed.aid,
    reason: [],
    category: [],
    owner: completed.parties,
    funder: completed.parties,
  }
  const hints: Partial<Readonly<Record<ReportField, string>>> = {
    people: t('report.people.hint'),
    aid: t('report.aid.hint'),
    reason: t('report.reason.hint'),
    owner: t('report.goods.hint'),
    funder: t('report.goods.hint'),
  }
  return (
    <section aria-labelledby="report" className="report no-print">
      <h2 id="report">{t('report.title')}</h2>
      <p className="about">{t('report.about')}</p>
      <form onSubmit={submitted} noValidate>
        <div className="field">
          <label htmlFor={`${id}-what`}>{t('report.what')}</label>
          <select
            id={`${id}-what`}
            ref={first}
            value={typed.type}
            onChange={({ target }) => type('type', target.value)}
          >
            {reportTypes.map((each) => (
              <option key={each} value={each}>
                {t(`report.what.${each}`)}
              </option>
            ))}
          </select>
        </div>
        {shown.map((field) => (
          <div key={field} className={faults.includes(field) ? 'field wrong' : 'field'}>
            <label htmlFor={`${id}-${field}`}>
              {t(`report.${field === 'people' ? countLabel(typed.type) : field}`)}{' '}
              {!must.includes(field) && <span className="mark">{t('form.optional')}</span>}
            </label>
            {field === 'category' ? (
              <select id={`${id}-${field}`} value={typed.category} onChange={({ target }) => type(field, target.value)}>
                <option value="">{t('report.category.notSaid')}</option>
                {categories.map((each) => (
                  <option key={each} value={each}>
                    {t(`category.${each}`)}
                  </option>
                ))}
              </select>
            ) : (
              <input
                id={`${id}-${field}`}
                list={lists[field].length === 0 ? undefined : `${id}-${field}-list`}
                value={typed[field]}
                dir={field === 'reason' ? 'auto' : 'ltr'}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                inputMode={field === 'people' ? 'numeric' : 'text'}
                aria-invalid={faults.includes(field)}
                aria-describedby={hints[field] === undefined ? undefined : `${id}-${field}-hint`}
                onChange={({ target }) => type(field, target.value)}
              />
            )}
            <datalist id={`${id}-${field}-list`}>
              {lists[field].map((each) => (
                <option key={each} value={each}>
                  {field === 'place' ? names.place(each) : each}
                </option>
              ))}
            </datalist>
            {hints[field] !== undefined && (
              <p className="mark" id={`${id}-${field}-hint`}>
                {hints[field]}
              </p>
            )}
          </div>
        ))}
        <div className={faults.includes('at') ? 'field short wrong' : 'field short'}>
          <label htmlFor={`${id}-at`}>{t('report.at')}</label>
          <input
            id={`${id}-at`}
            value={typed.at}
            placeholder={words.clock(now)}
            dir="ltr"
            autoComplete="off"
            inputMode="numeric"
            aria-invalid={faults.includes('at')}
            onChange={({ target }) => type('at', target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-by`}>
            {t('report.by')} <span className="mark">{t('form.optional')}</span>
          </label>
          <input
            id={`${id}-by`}
            value={typed.by}
            dir="auto"
            autoComplete="off"
            onChange={({ target }) => type('by', target.value)}
          />
        </div>
        <div className="field wide">
          <label htmlFor={`${id}-words`}>
            {t('report.words')} <span className="mark">{t('form.optional')}</span>
          </label>
          <input
            id={`${id}-words`}
            value={typed.words}
            dir="auto"
            autoComplete="off"
            onChange={({ target }) => type('words', target.value)}
          />
        </div>
        <div className="field end">
          <button type="submit" className="main">
            {t('report.send')}
          </button>
        </div>
      </form>
      {faults.length > 0 && (
        <p role="alert" className="wrong">
          <span aria-hidden="true">▲ </span>
          {t('report.wrong', {
            what: faults
              .map((fault) => t(`report.${fault === 'people' ? countLabel(typed.type) : fault}`))
              .join(t('list.comma')),
          })}
        </p>
      )}
      <PostedList posted={outbox.posted} />
    </section>
  )
}

function countLabel(type: ReportTyped['type']): 'people' | 'queue' | 'service' | 'beds' {
  return type === 'queue' || type === 'service' || type === 'beds' ? type : 'people'
}

function labelOf(
  { type, vehicle, place, gate, people, aid, at }: ReportTyped,
  words: Words,
  names: BoardNames,
): string {
  const { t } = words
  return listed(words, [
    t(`report.what.${type}`),
    vehicle,
    place === '' ? '' : names.place(place),
    gate === '' ? '' : t('timetable.gate', { name: gate }),
    people,
    aid,
    at,
  ])
}
