// The page behind a liaison's link: for one party, who trusts nobody and installs nothing. What it was told, and what it can
// answer; nothing of any other party.

import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { CommandForm } from '../form.tsx'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { type Names, useNames } from '../names.ts'
import { Band } from '../notices/movements.tsx'
import { NoticeHead, Said } from '../notices/page.tsx'
import { Papers } from '../notices/papers.tsx'
import { CameBack, ForwardForm } from '../notices/parties.tsx'
import { mattersOf, type NoticesView, type NoticeView } from '../notices/view.ts'
import type { PageGiven } from '../pages.ts'
import { subjectWords } from '../terms/page.tsx'
import { onTheTable } from '../terms/version.ts'
import type { TermsVersionView, TermsView } from '../views.ts'
import { Conditions } from '../withdrawal/conditions.tsx'
import { LapseForm, ReportForm } from '../withdrawal/forms.tsx'
import type { WithdrawalView } from '../withdrawal/view.ts'
import '../told.css'

export function LiaisonPage({ pause, live, held }: PageGiven) {
  const { t, text } = useWords()
  const shown = viewOf<NoticesView>(live, 'notices')
  const terms = viewOf<TermsView>(live, 'terms')?.view
  const version = onTheTable(terms)
  const withdrawal = viewOf<WithdrawalView>(live, 'withdrawal')?.view
  const names = useNames(version)
  const { party, ask, until } = held
  if (shown === undefined || party === undefined) return null
  const { view } = shown
  const zone = version?.time_zone ?? 'UTC'
  return (
    <div className="coordination liaison">
      <section aria-labelledby="liaison">
        <h2 id="liaison">{t('liaison.title', { party: names.party(party) })}</h2>
        <p>{t('liaison.about')}</p>
        <p className="notice-box">
          <strong>{text(view.standing, '')}</strong>
        </p>
        {ask !== undefined && (
          <p>
            {t('liaison.ask', { ask })}
            {until !== undefined && (
              <>
                <br />
                {t('liaison.linkUntil')} <Instant at={until} />
              </>
            )}
          </p>
        )}
      </section>
      <section aria-labelledby="liaison-told">
        <h2 id="liaison-told">{t('liaison.told')}</h2>
        {view.notices.length === 0 && <p className="empty">{t('liaison.nothingTold')}</p>}
        {mattersOf(view).map(([latest, ...earlier]) =>
          latest === undefined ? null : (
            <div key={latest.thread} className="card">
              <Notice pause={pause} party={party} notice={latest} view={view} names={names} zone={zone} />
              {earlier.length > 0 && (
                <details>
                  <summary>{t('notices.earlier', { count: earlier.length })}</summary>
                  {earlier.map((each) => (
                    <div key={each.number} className="earlier">
                      <NoticeHead notice={each} />
                      <Said notice={each} names={names} zone={zone} />
                    </div>
                  ))}
                </details>
              )}
            </div>
          ),
        )}
      </section>
      {withdrawal !== undefined && (
        <section aria-labelledby="liaison-withdrawal">
          <h2 id="liaison-withdrawal">{t('liaison.withdrawal')}</h2>
          <p className="about">{t('liaison.withdrawal.about')}</p>
          {withdrawal.corridors.length === 0 && <p className="empty">{t('withdrawal.none')}</p>}
          {withdrawal.corridors.map((corridor) => (
            <div key={corridor.corridor} className="card">
              <h3>
                <bdi>{text(corridor.name ?? {}, corridor.corridor)}</bdi>
              </h3>
              <Conditions
                corridor={corridor.corridor}
                conditions={corridor.conditions}
                words={withdrawal.words}
                names={names}
              />
              <Act title={t('liaison.report')} about={t('liaison.report.about')}>
                <ReportForm pause={pause} corridor={corridor} kind="report_withdrawal" fixed={{ party }} />
              </Act>
              <Act title={t('liaison.lapse')} about={t('liaison.lapse.about')}>
                <LapseForm pause={pause} corridor={corridor} fixed={{ party }} />
              </Act>
            </div>
          ))}
        </section>
      )}
      {version !== undefined && terms !== undefined && <Terms called={terms.called} version={version} names={names} />}
      <p className="no-print">
        <button type="button" onClick={() => print()}>
          {t('liaison.print')}
        </button>
      </p>
    </div>
  )
}

function Notice({
  pause,
  party,
  notice,
  view,
  names,
  zone,
}: {
  pause: string
  party: string
  notice: NoticeView
  view: NoticesView
  names: Names
  zone: string
}) {
  const { t } = useWords()
  const own = view.parties[party]
  const told = own?.told.find(({ number }) => number === notice.number)
  const awaited = own?.awaited.find(({ number }) => number === notice.number)?.what
  const fixed = { number: notice.number, party }
  return (
    <>
      <NoticeHead notice={notice} />
      <Said notice={notice} names={names} zone={zone} />
      <Papers pause={pause} number={notice.number} party={party} />
      {told !== undefined && (
        <>
          <CameBack told={told} awaited={awaited} />
          {told.receipt === null && (
            <div className="acknowledge">
              <p>
                <strong>{t('liaison.receiptOnly')}</strong>
              </p>
              <CommandForm
                pause={pause}
                kind="acknowledge"
                fields={[
                  { name: 'by_function', label: 'liaison.byFunction', hint: 'told.function.hint', kind: 'line' },
                ]}
                fixed={{ ...fixed, channel: 'link' }}
                submit="liaison.acknowledge"
              />
            </div>
          )}
          <Act title={t('liaison.forward')} about={t('liaison.forward.about')}>
            <ForwardForm pause={pause} fixed={fixed} />
          </Act>
        </>
      )}
    </>
  )
}

function Terms({ called, version, names }: { called: TermsView['called']; version: TermsVersionView; names: Names }) {
  const { t, text } = useWords()
  return (
    <section aria-labelledby="liaison-terms">
      <h2 id="liaison-terms">{t('liaison.terms')}</h2>
      <p>
        <span className={called === 'agreed' ? 'state fine' : 'state warn'}>{t(`phase.${called}`)}</span>{' '}
        {t('liaison.termsVersion', { version: version.version })}
      </p>
      <dl className="facts">
        <div>
          <dt>{t('terms.windows')}</dt>
          <dd>
            {version.windows.map(({ id, open, close }) => (
              <p key={id}>
                <Band from={open} until={close} zone={version.time_zone} />
              </p>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('terms.corridors')}</dt>
          <dd>{version.corridors.map(({ id }) => names.corridor(id)).join(t('list.comma'))}</dd>
        </div>
        {Object.entries(version.says).map(([subject, words]) => (
          <div key={subject}>
            <dt>{subjectWords(subject, t)}</dt>
            <dd dir="auto">{text(words, '')}</dd>
          </div>
        ))}
        {version.silent_on.length > 0 && (
          <div>
            <dt>{t('terms.silent')}</dt>
            <dd>{version.silent_on.map((subject) => subjectWords(subject, t)).join(t('list.comma'))}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
