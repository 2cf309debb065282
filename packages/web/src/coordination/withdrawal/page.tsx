// Withdrawal, mines and corridors: what is reported, what is verified, what has lapsed, and which corridors are open.

import { useWords, type Words } from '../../words.tsx'
import { Act } from '../act.tsx'
import { wordOf } from '../code-words.ts'
import type { FieldOf } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { useNames } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import { Obstacles } from '../particulars.tsx'
import { onTheTable } from '../terms/version.ts'
import type { TermsView } from '../views.ts'
import { Conditions } from './conditions.tsx'
import { LapseForm, ReportForm } from './forms.tsx'
import type { CorridorView, UseView, WithdrawalView } from './view.ts'
import '../told.css'

const looks: Readonly<Record<UseView['state'], string>> = {
  not_opened: 'state',
  open: 'state fine',
  conditions_lapsed: 'state stop',
  suspended: 'state warn',
  closed: 'state',
}

export function WithdrawalPage({ pause, live, held }: PageGiven) {
  const { t, text } = useWords()
  const shown = viewOf<WithdrawalView>(live, 'withdrawal')
  const terms = onTheTable(viewOf<TermsView>(live, 'terms')?.view)
  const names = useNames(terms)
  if (shown === undefined) return null
  const { corridors, words } = shown.view
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  const parties = (terms?.parties ?? []).map(({ id }) => ({ value: id, label: names.party(id) }))
  const party = { name: 'party', label: 'withdrawal.party', isRequired: true, kind: { choices: parties } } as const
  return (
    <div className="coordination">
      <section aria-labelledby="withdrawal">
        <h2 id="withdrawal">{t('nav.withdrawal')}</h2>
        <p className="about">{t('withdrawal.intro')}</p>
        {corridors.length === 0 && <p className="empty">{t('withdrawal.none')}</p>}
      </section>
      {corridors.map((corridor) => {
        const { corridor: id, name, uses, conditions } = corridor
        return (
          <section key={id} className="card" aria-labelledby={`corridor-${id}`}>
            <h3 id={`corridor-${id}`}>
              <bdi>{text(name ?? {}, id)}</bdi>
            </h3>
            <ul className="rows">
              {uses.map((use) => (
                <li key={use.use}>
                  <Use use={use} />
                </li>
              ))}
            </ul>
            <h4>{t('withdrawal.conditions')}</h4>
            <Conditions corridor={id} conditions={conditions} words={words} names={names} />
            <div className="acts">
              {may('report_withdrawal') && (
                <Act title={t('withdrawal.report.title')} about={t('withdrawal.report.about')}>
                  <ReportForm pause={pause} corridor={corridor} kind="report_withdrawal" by={party} />
                </Act>
              )}
              {may('verify_withdrawal') && (
                <Act title={t('withdrawal.verify.title')} about={t('withdrawal.verify.about')}>
                  <ReportForm
                    pause={pause}
                    corridor={corridor}
                    kind="verify_withdrawal"
                    by={{ name: 'by', label: 'withdrawal.by', kind: { choices: parties } }}
                  />
                </Act>
              )}
              {may('lapse_withdrawal') && (
                <Act title={t('withdrawal.lapse.title')} about={t('withdrawal.lapse.about')}>
                  <LapseForm
                    pause={pause}
                    corridor={corridor}
                    by={{ name: 'party', label: 'withdrawal.saidBy', kind: { choices: parties } }}
                  />
                </Act>
              )}
              {may('open_corridor') && <Turning pause={pause} corridor={corridor} />}
            </div>
          </section>
        )
      })}
    </div>
  )
}

function Use({ use: { use, state, since, why, lapsed = [] } }: { use: UseView }) {
  const { t } = useWords()
  return (
    <div>
      <p>
        {t('withdrawal.for', { use: wordOf('coordination.use', use, t) })}{' '}
        <span className={looks[state]}>{wordOf('opening', state, t)}</span>
        {since !== null && (
          <span className="mark">
            {' '}
            {t('life.since')} <Instant at={since} />
          </span>
        )}
        {typeof why === 'string' && (
          <>
            {' '}
            <bdi>{whyWords(why, t)}</bdi>
          </>
        )}
      </p>
      {lapsed.length > 0 && <Obstacles obstacles={[...new Set(lapsed)].map((what) => ({ what }))} />}
    </div>
  )
}

/** The turn of the pause that closed it, what its conditions lack, or what somebody gave as the reason. */
function whyWords(why: string, t: Words['t']): string {
  return why === 'aborted' || why === 'suspended' || why === 'closed' ? t(`step.${why}`) : wordOf('obstacle', why, t)
}

/** Opening is refused with what stands in the way, each by its name. */
function Turning({ pause, corridor: { corridor, uses } }: { pause: string; corridor: CorridorView }) {
  const { t } = useWords()
  const use: FieldOf = {
    name: 'use',
    label: 'withdrawal.use',
    isRequired: true,
    kind: { choices: uses.map((each) => ({ value: each.use, label: wordOf('coordination.use', each.use, t) })) },
    ...(uses.length === 1 ? { initial: uses[0]?.use ?? '' } : {}),
  }
  const reason: FieldOf = { name: 'reason', label: 'withdrawal.reason', kind: 'text' }
  const opened = uses.some(({ state }) => state !== 'not_opened')
  return (
    <>
      <Act title={t('withdrawal.open')} about={t('withdrawal.open.about')}>
        <CommandForm pause={pause} kind="open_corridor" fields={[use]} fixed={{ corridor }} submit="withdrawal.open" />
      </Act>
      {opened && (
        <>
          <Act title={t('withdrawal.suspend')}>
            <CommandForm
              pause={pause}
              kind="suspend_corridor"
              fields={[use, reason]}
              fixed={{ corridor }}
              submit="withdrawal.suspend"
            />
          </Act>
          <Act title={t('withdrawal.close')}>
            <CommandForm
              pause={pause}
              kind="close_corridor"
              fields={[use, reason]}
              fixed={{ corridor }}
              submit="withdrawal.close"
              confirm={() => <p>{t('withdrawal.close.confirm')}</p>}
            />
          </Act>
        </>
      )}
    </>
  )
}
