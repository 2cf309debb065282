// What is missing, and what is awaited.

import { useWords, type Words } from '../../words.tsx'
import { Instant } from '../instant.tsx'
import type { Names } from '../names.ts'
import { subjectWords } from '../terms/page.tsx'
import { fiveThings } from '../terms/version.ts'
import type { ApprovalsView, Missing } from '../views.ts'

type Awaited = ApprovalsView['go_no_go']['awaited'][number]

export function WhatIsMissing({
  missing,
  awaited,
  names,
}: {
  missing: readonly Missing[]
  awaited: readonly Awaited[]
  names: Names
}) {
  const { t } = useWords()
  if (missing.length === 0 && awaited.length === 0) return null
  const present = [...new Set(missing.map(({ what }) => what))]
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{t('go.missing')}</h2>
      {missing.length === 0 ? (
        <p>{t('go.nothingMissing')}</p>
      ) : (
        <dl className="facts missing">
          {present.map((kind) => {
            const own = together(missing.filter(({ what }) => what === kind))
            return (
              <div key={kind}>
                <dt>{kindWords(kind, t)}</dt>
                <dd>
                  <ul>
                    {own.map(([each, parties]) => (
                      <li key={JSON.stringify(each)}>
                        <One missing={each} parties={parties} names={names} />
                      </li>
                    ))}
                  </ul>
                  {kind === 'acknowledgement' && <p className="mark">{t('go.receiptOnly')}</p>}
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      {awaited.length > 0 && (
        <details>
          <summary>{t('go.awaited', { count: awaited.length })}</summary>
          <ul>
            {awaited.map((each) => (
              <li key={JSON.stringify(each)}>
                {each.what === 'reciprocal_condition'
                  ? t('go.awaited.reciprocal', { name: each.condition ?? '', event: each.waits_for ?? '' })
                  : place(each, names, t)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** What is missing in the same way of several parties, once, with all of them. */
function together(missing: readonly Missing[]): readonly [Missing, readonly string[]][] {
  const found = new Map<string, [Missing, string[]]>()
  for (const each of missing) {
    const { party, ...rest } = each
    const key =
      each.what === 'approval' || each.what === 'approval_lapsed' ? JSON.stringify(rest) : JSON.stringify(each)
    const [, parties] = found.get(key) ?? [each, []]
    found.set(key, [each, party === undefined ? parties : [...parties, party]])
  }
  return [...found.values()]
}

function One({ missing, parties, names }: { missing: Missing; parties: readonly string[]; names: Names }) {
  const { t } = useWords()
  const { what, element = '', party = '', grade = 'none', needed = 'none', why, until, subject = '' } = missing
  const of = { element: names.element(element), party: names.party(party) }
  const all = parties.map(names.party).join(t('list.comma'))
  switch (what) {
    case 'approval':
      return t('missing.approval', {
        element: of.element,
        parties: all,
        needed: t(`grade.${needed}`),
      })
    case 'approval_too_weak':
      return t('missing.approvalTooWeak', { ...of, grade: t(`grade.${grade}`), needed: t(`grade.${needed}`) })
    case 'approval_lapsed':
      return (
        <>
          {t('missing.approvalLapsed', { ...of, party: all, why: endingWords(why, t) })}
          {until !== undefined && (
            <>
              {' ('}
              <Instant at={until} />)
            </>
          )}
        </>
      )
    case 'notification':
    case 'acknowledgement':
      return <bdi>{of.party}</bdi>
    case 'not_said':
      return subjectOf(subject, t)
    case 'condition_not_met':
    case 'condition_unknown':
      return place(missing, names, t)
    default:
      return remedyWords(what, t)
  }
}

function subjectOf(subject: string, t: Words['t']): string {
  const known = fiveThings.find((each) => each === subject)
  return known === undefined ? subjectWords(subject, t) : t(`terms.five.${known}`)
}

function place(
  { corridor = '', segment = '', kind = '' }: Pick<Missing, 'corridor' | 'segment' | 'kind'>,
  names: Names,
  t: Words['t'],
): string {
  const of = {
    corridor: names.corridor(corridor),
    kind: kind === 'troops' || kind === 'mines' ? t(`condition.kind.${kind}`) : kind,
  }
  // A corridor that is not told by segment is one, called so.
  return segment === 'whole' ? t('missing.condition', of) : t('missing.conditionOf', { ...of, segment })
}

const kinds = [
  'terms_in_force',
  'not_said',
  'nobody_to_approve',
  'approval',
  'approval_lapsed',
  'approval_too_weak',
  'notification',
  'acknowledgement',
  'condition_not_met',
  'condition_unknown',
  'owner',
  'lead_time',
  'pause_over',
] as const

function kindWords(what: string, t: Words['t']): string {
  const known = kinds.find((each) => each === what)
  return known === undefined ? what : t(`missing.kind.${known}`)
}

const alone = ['terms_in_force', 'nobody_to_approve', 'owner', 'lead_time', 'pause_over'] as const

/** Of what is missing as a whole: what to do. */
function remedyWords(what: string, t: Words['t']): string {
  const known = alone.find((each) => each === what)
  return known === undefined ? what : t(`missing.remedy.${known}`)
}

export function endingWords(why: string | undefined, t: Words['t']): string {
  return why === 'expired' || why === 'withdrawn' || why === 'aborted' || why === 'changed' ? t(`ending.${why}`) : ''
}
