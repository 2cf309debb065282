// Where a pause is in its life, and what turns it.

import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { channelWords, choicesOf, spokenChannels } from '../code-words.ts'
import { apart, type FieldOf } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { Given } from '../given.tsx'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { useNames } from '../names.ts'
import type { NoticesView } from '../notices/view.ts'
import type { PageGiven } from '../pages.ts'
import { isOver, type Phase, PhaseMark } from '../state-words.tsx'
import { onTheTable } from '../terms/version.ts'
import type { ApprovalsView, LifeView, TermsView } from '../views.ts'
import { Steps } from './steps.tsx'

const before: readonly Phase[] = ['draft', 'announced', 'agreed', 'notified']

export function LifePage(given: PageGiven) {
  const { t } = useWords()
  const life = viewOf<LifeView>(given.live, 'life')
  const terms = viewOf<TermsView>(given.live, 'terms')?.view
  const names = useNames(onTheTable(terms))
  if (life === undefined) return null
  const { phase, since, stopped, begun_at: begunAt, resumed_at: resumedAt, not_clear: notClear = [] } = life.view
  return (
    <div className="coordination">
      <section aria-labelledby="life">
        <h2 id="life">{t('life.title')}</h2>
        <Steps phase={phase} called={terms?.called} hasBegun={typeof begunAt === 'string'} />
        <dl className="facts">
          <div>
            <dt>{t('life.now')}</dt>
            <dd>
              <PhaseMark phase={phase} />
              {since !== null && (
                <>
                  {' '}
                  {t('life.since')} <Instant at={since} />
                </>
              )}
            </dd>
          </div>
          {typeof begunAt === 'string' && (
            <div>
              <dt>{t('life.begun')}</dt>
              <dd>
                <Instant at={begunAt} />
              </dd>
            </div>
          )}
          {typeof resumedAt === 'string' && (
            <div>
              <dt>{t('life.resumed')}</dt>
              <dd>
                <Instant at={resumedAt} />
              </dd>
            </div>
          )}
          {notClear.length > 0 && (
            <div>
              <dt>{t('life.notClear')}</dt>
              <dd>
                <bdi>{notClear.join(t('list.comma'))}</bdi>
              </dd>
            </div>
          )}
        </dl>
      </section>
      {stopped !== null && (
        <section
          className={stopped.kind === 'aborted' ? 'notice-box stop' : 'notice-box warn'}
          aria-labelledby="stopped"
        >
          <h2 id="stopped">{t(stopped.kind === 'aborted' ? 'life.aborted' : 'life.suspended')}</h2>
          <dl className="facts">
            <div>
              <dt>{t('life.at')}</dt>
              <dd>
                <Instant at={stopped.at} />
              </dd>
            </div>
            {stopped.issuer !== undefined && (
              <>
                <div>
                  <dt>{t('life.issuer')}</dt>
                  <dd>
                    <Given value={stopped.issuer} />
                    {typeof stopped.by_party === 'string' && (
                      <>
                        {' '}
                        (<bdi>{names.party(stopped.by_party)}</bdi>)
                      </>
                    )}
                  </dd>
                </div>
                <div>
                  <dt>{t('life.channel')}</dt>
                  <dd>
                    <Given value={channelWords(stopped.channel, t)} />
                  </dd>
                </div>
                <div>
                  <dt>{t('life.reason')}</dt>
                  <dd>
                    <Given value={stopped.reason} />
                  </dd>
                </div>
              </>
            )}
          </dl>
        </section>
      )}
      <Commands {...given} life={life.view} version={life.version} terms={terms} />
    </div>
  )
}

function Commands({
  pause,
  live,
  held,
  life: { phase },
  version,
  terms,
}: PageGiven & { life: LifeView; version: string; terms: TermsView | undefined }) {
  const { t } = useWords()
  const onTable = onTheTable(terms)
  const names = useNames(onTable)
  const approvals = viewOf<ApprovalsView>(live, 'approvals')?.view
  const mayAsk = (kind: string, ...phases: readonly boolean[]) =>
    phases.every((each) => each) && held.may_ask?.includes(kind) === true
  const standing = approvals?.board.filter(({ approval }) => approval !== null && approval.ended === null).length ?? 0
  const notified = Object.keys(viewOf<NoticesView>(live, 'notices')?.view.parties ?? {})
  const told = [...new Set([...(onTable?.requirements?.approval_of ?? []), ...notified])]
    .map(names.party)
    .join(t('list.comma'))
  const shared = { pause, version }
  const stopFields: readonly FieldOf[] = [
    { name: 'issuer', label: 'life.issuer', hint: 'life.issuer.hint', kind: 'line' },
    {
      name: 'by_party',
      label: 'life.byParty',
      kind: { choices: (onTable?.parties ?? []).map(({ id }) => ({ value: id, label: names.party(id) })) },
    },
    { name: 'channel', label: 'life.channel', kind: { choices: choicesOf('channel', spokenChannels, t) } },
    { name: 'reason', label: 'life.reason', kind: 'text' },
  ]
  const absent = (typed: Readonly<Record<string, string>>) => {
    const lacking = (['issuer', 'channel', 'reason'] as const).filter((name) => (typed[name] ?? '') === '')
    return lacking.length === 0 ? null : (
      <p>{t('life.willBeNotGiven', { what: lacking.map((name) => t(`life.${name}`)).join(t('list.comma')) })}</p>
    )
  }
  const forms = [
    mayAsk('begin', before.includes(phase)) && (
      <Act key="begin" title={t('life.begin')} about={t('life.begin.about')}>
        <CommandForm
          {...shared}
          kind="begin"
          fields={[]}
          submit="life.begin"
          confirm={() => <p>{t('life.begin.confirm')}</p>}
        />
      </Act>
    ),
    mayAsk('suspend', !isOver(phase), phase !== 'suspended', phase !== 'aborted') && (
      <Act key="suspend" title={t('life.suspend')} about={t('life.suspend.about')}>
        <CommandForm
          {...shared}
          kind="suspend"
          fields={stopFields}
          submit="life.suspend"
          confirm={(typed) => (
            <>
              <p>{t('life.suspend.confirm')}</p>
              {absent(typed)}
            </>
          )}
        />
      </Act>
    ),
    mayAsk('resume', phase === 'suspended' || phase === 'aborted') && (
      <Act key="resume" title={t('life.resume')} about={t('life.resume.about')}>
        <CommandForm
          {...shared}
          kind="resume"
          fields={stopFields.filter(({ name }) => name === 'channel' || name === 'reason')}
          submit="life.resume"
          confirm={() => <p>{t('life.resume.confirm')}</p>}
        />
      </Act>
    ),
    mayAsk('abort', !isOver(phase), phase !== 'aborted') && (
      <Act key="abort" title={t('life.abort')} about={t('life.abort.about')}>
        <CommandForm
          {...shared}
          kind="abort"
          fields={stopFields}
          submit="life.abort"
          confirm={(typed) => (
            <>
              <p>
                {approvals === undefined
                  ? t('life.abort.confirm')
                  : t('life.abort.confirmCounted', { count: standing })}
              </p>
              <p>{told === '' ? t('life.abort.tell') : t('life.abort.tellWhom', { parties: told })}</p>
              {absent(typed)}
            </>
          )}
        />
      </Act>
    ),
    mayAsk('close', !isOver(phase)) && (
      <Act key="close" title={t('life.close')} about={t('life.close.about')}>
        <CommandForm
          {...shared}
          kind="close"
          fields={[{ name: 'not_clear', label: 'life.notClear', hint: 'life.notClear.hint', kind: 'line' }]}
          inputOf={({ not_clear: vehicles }) => ({
            not_clear: apart(vehicles),
          })}
          submit="life.close"
          confirm={({ not_clear: vehicles = '' }) => (
            <p>
              {vehicles.trim() === ''
                ? t('life.close.confirmAll')
                : t('life.close.confirm', { vehicles: vehicles.trim() })}
            </p>
          )}
        />
      </Act>
    ),
    mayAsk('account_for', phase === 'closed') && (
      <Act key="account_for" title={t('life.account')} about={t('life.account.about')}>
        <CommandForm
          {...shared}
          kind="account_for"
          fields={[]}
          submit="life.account"
          confirm={() => <p>{t('life.account.confirm')}</p>}
        />
      </Act>
    ),
  ].filter((each) => each !== false)
  if (forms.length === 0) return null
  return (
    <section aria-labelledby="turns" className="no-print">
      <h2 id="turns">{t('life.commands')}</h2>
      {forms}
    </section>
  )
}
