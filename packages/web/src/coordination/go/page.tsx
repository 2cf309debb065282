// Go or no go: the answer, what is missing, and by when. It says what is missing, not who is guilty.

import { useWords } from '../../words.tsx'
import { Given } from '../given.tsx'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { movementWords, useNames } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import { onTheTable } from '../terms/version.ts'
import type { ApprovalsView, LifeView, TermsView } from '../views.ts'
import { Board } from './board.tsx'
import { GoForms } from './forms.tsx'
import { WhatIsMissing } from './missing.tsx'
import { type Verdict, verdictOf } from './verdict.ts'

export function GoPage(given: PageGiven) {
  const { t, number } = useWords()
  const approvals = viewOf<ApprovalsView>(given.live, 'approvals')
  const terms = viewOf<TermsView>(given.live, 'terms')?.view
  const version = onTheTable(terms)
  const names = useNames(version)
  if (approvals === undefined) return null
  const { go_no_go: go, board, owner, decision, reciprocal } = approvals.view
  const phase = viewOf<LifeView>(given.live, 'life')?.view.phase
  const verdict = verdictOf(approvals.view, phase, terms?.in_force ?? null)
  return (
    <div className="coordination">
      <section className={`verdict ${looks[verdict.answer]}`} aria-labelledby="go" aria-live="polite">
        <h2 id="go">
          <span className="sign" aria-hidden="true" />
          {t(headings[verdict.answer])}
        </h2>
        <p>
          {t(reasonFor(verdict), { count: go.missing.length })}
          {verdict.answer === 'no_go' && verdict.why !== 'missing' && (
            <>
              {' '}
              {go.missing.length === 0 ? t('go.nothingMissing') : t('go.missingCount', { count: go.missing.length })}
            </>
          )}
          {go.version !== null && (
            <>
              {' '}
              <span className="mark">
                {t('go.ofVersion', { version: number(go.version), state: t(`phase.${go.called}`) })}
              </span>
            </>
          )}
        </p>
        <dl className="facts">
          <div>
            <dt>{t('go.owner')}</dt>
            <dd>
              {owner === null ? (
                t('go.noOwner')
              ) : (
                <>
                  <bdi>{owner.function}</bdi>{' '}
                  <span className="mark">
                    {t('go.since')} <Instant at={owner.since} />
                  </span>
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>{t('go.decision')}</dt>
            <dd>
              {decision === null ? (
                t('go.undecided')
              ) : (
                <>
                  <strong>{t(decision.answer === 'go' ? 'go.decidedGo' : 'go.decidedNoGo')}</strong>
                  {t('list.comma')}
                  <Instant at={decision.at} />. {t('life.reason')}
                  {t('list.colon')}
                  <Given value={decision.reason} />
                </>
              )}
            </dd>
          </div>
        </dl>
      </section>
      <WhatIsMissing missing={go.missing} awaited={go.awaited} names={names} />
      <Timing go={go} />
      <Board board={board} names={names} />
      {reciprocal.length > 0 && (
        <section aria-labelledby="reciprocal">
          <h2 id="reciprocal">{t('go.reciprocal')}</h2>
          <p className="about">{t('go.reciprocal.about')}</p>
          <ul className="rows">
            {reciprocal.map(({ id, movement, waits_for: waitsFor, state, waived, reason, exempt = [] }) => (
              <li key={id}>
                <span>
                  {t('go.waits', { movement: movementWords(movement, t), event: movementWords(waitsFor, t) })}
                  {exempt.length > 0 && (
                    <span className="mark">
                      {' '}
                      {t('go.exempt', { what: exempt.map((each) => movementWords(each, t)).join(t('list.comma')) })}
                    </span>
                  )}
                  {waived && (
                    <span className="mark">
                      {' '}
                      {t('life.reason')}
                      {t('list.colon')}
                      <Given value={reason} />
                    </span>
                  )}
                </span>
                <span className={`state ${state === 'met' || waived ? 'fine' : 'warn'}`}>
                  {t(waived ? 'go.waived' : `condition.${state}`)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <GoForms {...given} view={approvals.view} version={approvals.version} names={names} terms={version} />
    </div>
  )
}

const looks: Readonly<Record<Verdict['answer'], string>> = { go: 'go', could_go: 'could-go', no_go: 'no-go' }
const headings = { go: 'go.go', could_go: 'go.couldGo', no_go: 'go.noGo' } as const
const reasons = {
  aborted: 'go.over.aborted',
  closed: 'missing.remedy.pause_over',
  decided: 'go.decidedNotNow',
  missing: 'go.missingCount',
} as const

function reasonFor(verdict: Verdict) {
  if (verdict.answer === 'no_go') return reasons[verdict.why]
  return verdict.answer === 'go' ? 'go.decidedNow' : 'go.couldGo.is'
}

function Timing({ go }: { go: ApprovalsView['go_no_go'] }) {
  const { t, duration, day, time, timeZone } = useWords()
  return (
    <section aria-labelledby="timing">
      <h2 id="timing">{t('go.timing')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('go.leadTime')}</dt>
          <dd>{t('go.leadTime.is', { time: duration(go.lead_time_s) })}</dd>
        </div>
        <div>
          <dt>{t('go.lastApproval')}</dt>
          <dd>{go.last_approval_at === null ? t('go.approvalsMissing') : <Instant at={go.last_approval_at} />}</dd>
        </div>
        <div>
          <dt>{t('go.earliest')}</dt>
          <dd>{go.earliest_go === null ? t('go.earliest.unknown') : <Instant at={go.earliest_go} />}</dd>
        </div>
      </dl>
      {go.windows.length > 0 && (
        <ul className="rows">
          {go.windows.map(({ id, open, close, last_approval_by: by, met }) => (
            <li key={id}>
              <span>
                <strong>
                  <bdi>
                    {t('window.span', { day: day(open), open: time(open), close: time(close), zone: timeZone })}
                  </bdi>
                </strong>{' '}
                <span className="mark">
                  {t('go.lastApprovalBy')} <Instant at={by} />
                </span>
              </span>
              <span className={`state ${met === 'whole' ? 'fine' : met === 'no' ? 'stop' : 'warn'}`}>
                {t(`go.met.${met}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
