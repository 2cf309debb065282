// What the parties were told, and what came back from each of them.

import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { wordOf } from '../code-words.ts'
import { CommandForm } from '../form.tsx'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { type Names, useNames } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import type { PublishingView } from '../publishing/view.ts'
import { hasEnded } from '../state-words.tsx'
import { onTheTable } from '../terms/version.ts'
import type { LifeView, TermsView } from '../views.ts'
import { Compose } from './compose.tsx'
import { Difference, Movements } from './movements.tsx'
import { Orders } from './orders.tsx'
import { PartiesTold } from './parties.tsx'
import { NoticeRules } from './rules.tsx'
import { ToTell } from './to-tell.tsx'
import { mattersOf, type NoticesView, type NoticeView } from './view.ts'
import '../told.css'

export function NoticesPage(given: PageGiven) {
  const { t, text } = useWords()
  const { live, held, pause } = given
  const shown = viewOf<NoticesView>(live, 'notices')
  const terms = onTheTable(viewOf<TermsView>(live, 'terms')?.view)
  const stopped = viewOf<PublishingView>(live, 'publishing')?.view.stopped_at
  const phase = viewOf<LifeView>(live, 'life')?.view.phase
  const names = useNames(terms)
  if (shown === undefined) return null
  const { view, version } = shown
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  const matters = mattersOf(view)
  const corridors = (terms?.corridors ?? []).map(({ segments = [], ...rest }) => ({ ...rest, segments }))
  const mustBeTold = terms?.requirements?.approval_of ?? []
  const others = (terms?.parties ?? []).map(({ id }) => id).filter((id) => !mustBeTold.includes(id))
  const composing = { pause, corridors, names, version, others, window: terms?.windows[0] }
  return (
    <div className="coordination">
      <section aria-labelledby="notices">
        <h2 id="notices">{t('nav.notices')}</h2>
        <p className="notice-box">
          <strong>{text(view.standing, '')}</strong>
        </p>
        {typeof stopped === 'string' && (
          <p className="notice-box stop" role="status">
            {t('publishing.isStopped')} <Instant at={stopped} />
          </p>
        )}
        {view.equal_text === false && (
          <p className="notice-box stop" role="alert">
            {t('notices.unequal')}
          </p>
        )}
        {phase !== undefined && hasEnded(phase) && matters.some(([latest]) => latest?.kind !== 'cancel') && (
          <p className="notice-box stop" role="status">
            {t('notices.pauseEnded')}
          </p>
        )}
        <StillAwaited view={view} names={names} />
        {matters.length === 0 && <p className="empty">{t('notices.none')}</p>}
        {may('notify') && terms !== undefined && (
          <Act title={t('notices.new')} about={t('notices.new.about')}>
            <Compose {...composing} />
          </Act>
        )}
      </section>
      <ToTell view={view} names={names} given={given} />
      {matters.map((matter) => {
        const [latest, ...earlier] = matter
        if (latest === undefined) return null
        return (
          <section key={latest.thread} className="card" aria-labelledby={`notice-${latest.thread}`}>
            <NoticeHead notice={latest} id={`notice-${latest.thread}`} />
            <Said notice={latest} names={names} zone={terms?.time_zone ?? 'UTC'} />
            <h3>{t('notices.cameBack')}</h3>
            <p className="about">{t('told.receiptOnly')}</p>
            <PartiesTold notice={latest} view={view} names={names} given={given} isLatest />
            <div className="acts">
              {latest.stands && may('update_notification') && (
                <Act title={t('notices.update')} about={t('notices.update.about')}>
                  <Compose {...composing} of={latest} />
                </Act>
              )}
              {latest.kind !== 'cancel' && may('cancel_notification') && (
                <Act title={t('notices.cancel')}>
                  <CommandForm
                    pause={pause}
                    kind="cancel_notification"
                    version={version}
                    fixed={{ notification: latest.thread }}
                    fields={[
                      {
                        name: 'reason',
                        label: 'notices.cancel.reason',
                        kind: {
                          choices: cancelReasons.map((value) => ({ value, label: t(`notices.cancel.${value}`) })),
                        },
                      },
                    ]}
                    submit="notices.cancel"
                    confirm={() => <p>{t('notices.cancel.confirm', { number: latest.thread })}</p>}
                  />
                </Act>
              )}
            </div>
            {earlier.length > 0 && (
              <details>
                <summary>{t('notices.earlier', { count: earlier.length })}</summary>
                {earlier.map((each) => (
                  <div key={each.number} className="earlier">
                    <NoticeHead notice={each} />
                    <Said notice={each} names={names} zone={terms?.time_zone ?? 'UTC'} />
                    <PartiesTold notice={each} view={view} names={names} given={given} />
                  </div>
                ))}
              </details>
            )}
          </section>
        )
      })}
      {view.orders !== undefined && (
        <Orders
          pause={pause}
          orders={view.orders}
          names={names}
          zone={terms?.time_zone ?? 'UTC'}
          may={may}
          notices={view.notices}
          corridors={corridors}
        />
      )}
      {view.rules !== undefined && (
        <NoticeRules
          key={JSON.stringify(view.rules)}
          pause={pause}
          rules={view.rules}
          mayAsk={may('set_notice_rules')}
        />
      )}
    </div>
  )
}

const cancelReasons = ['plan_changed', 'terms_changed', 'pause_ended', 'sent_in_error', 'danger'] as const

export function NoticeHead({ notice, id }: { notice: NoticeView; id?: string }) {
  const { t } = useWords()
  const { number, thread, kind, sent_at: sentAt, lead, stands } = notice
  return (
    <>
      <h3 id={id} className="notice-head">
        {t(`notice.kind.${kind}`, { number, thread })}{' '}
        <span className={stands ? 'state fine' : 'state'}>
          {t(stands ? 'notice.stands' : kind === 'cancel' ? 'notice.cancelled' : 'notice.replaced')}
        </span>
      </h3>
      <p className="mark">
        {t('notice.sent')} <Instant at={sentAt} />
        {lead !== 'as_set' && <>. {wordOf('lead', lead, t)}</>}
      </p>
    </>
  )
}

/** The difference first, then all that holds. */
export function Said({ notice, names, zone }: { notice: NoticeView; names: Names; zone: string }) {
  const { t } = useWords()
  const { kind, difference, movements } = notice
  return (
    <>
      {difference !== null && (
        <div className="notice-box warn">
          <h4>{t('difference.title')}</h4>
          <Difference difference={difference} movements={movements} names={names} />
        </div>
      )}
      {kind === 'cancel' ? (
        <p className="notice-box stop">{t('notice.takenBack')}</p>
      ) : (
        kind === 'update' && <p className="mark">{t('notice.inFull')}</p>
      )}
      <Movements movements={movements} names={names} zone={zone} />
    </>
  )
}

function StillAwaited({ view, names }: { view: NoticesView; names: Names }) {
  const { t } = useWords()
  const awaited = Object.entries(view.parties).flatMap(([party, told]) =>
    told.awaited.map((each) => ({ party, ...each })),
  )
  const matterOf = (number: number) => {
    const { kind = 'first', thread = number } = view.notices.find((each) => each.number === number) ?? {}
    return t(`notice.kind.${kind}`, { number, thread })
  }
  if (view.notices.length === 0) return null
  if (awaited.length === 0) return <p>{t('notices.nothingAwaited')}</p>
  return (
    <div className="notice-box warn">
      <p>{t('notices.awaited')}</p>
      <ul>
        {awaited.map(({ party, number, what }) => (
          <li key={`${party} ${number} ${what}`}>
            <bdi>{names.party(party)}</bdi>
            {t('list.colon')}
            {wordOf('awaited', what, t)} ({matterOf(number)})
          </li>
        ))}
      </ul>
    </div>
  )
}
