// One person stops all publishing and notification; two let it go on. Two sign that the account is released.

import { type Key, useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { CommandForm } from '../form.tsx'
import { Given } from '../given.tsx'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { usePeople } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import { Opened } from './opened.tsx'
import { OwnKey } from './own-key.tsx'
import { SignRelease } from './sign.tsx'
import type { PublishingView } from './view.ts'
import '../told.css'

export function PublishingPage({ pause, live, held, me }: PageGiven) {
  const people = usePeople(live, me)
  const { t, duration } = useWords()
  const shown = viewOf<PublishingView>(live, 'publishing')
  if (shown === undefined) return null
  const { version, view } = shown
  const { stopped_at: stoppedAt, resuming, release } = view
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  return (
    <div className="coordination">
      <section aria-labelledby="publishing">
        <h2 id="publishing">{t('nav.publishing')}</h2>
        {stoppedAt === null ? (
          <p>
            <span className="state fine">{t('publishing.goesOn')}</span> {t('publishing.goesOn.about')}
          </p>
        ) : (
          <div className="notice-box stop" role="status">
            <p>
              <strong>{t('publishing.isStopped')}</strong> <Instant at={stoppedAt} />
            </p>
            <p>{t('publishing.isStopped.about')}</p>
            <Signatures signatures={resuming} people={people} />
          </div>
        )}
        {stoppedAt === null && may('stop_publishing') && (
          <Act title={t('publishing.stop')} about={t('publishing.stop.about')}>
            <CommandForm
              pause={pause}
              kind="stop_publishing"
              fields={[]}
              submit="publishing.stop"
              confirm={() => <p>{t('publishing.stop.confirm')}</p>}
            />
          </Act>
        )}
        {stoppedAt !== null && may('resume_publishing') && (
          <Act title={t('publishing.resume')} about={t('publishing.resume.about')}>
            <CommandForm pause={pause} kind="resume_publishing" fields={[]} submit="publishing.resume" />
          </Act>
        )}
      </section>
      <section aria-labelledby="release">
        <h2 id="release">{t('publishing.release')}</h2>
        <p className="about">{t('publishing.release.about')}</p>
        <dl className="facts">
          <div>
            <dt>{t('publishing.lastClose')}</dt>
            <dd>{release.last_close === null ? <Given value={null} /> : <Instant at={release.last_close} />}</dd>
          </div>
          <div>
            <dt>{t('publishing.due')}</dt>
            <dd>
              {release.due === null ? <Given value={null} /> : <Instant at={release.due} />}{' '}
              <span className="mark">{t('publishing.delay', { time: duration(release.delay_s) })}</span>
            </dd>
          </div>
          <div>
            <dt>{t('publishing.signed')}</dt>
            <dd>
              {release.signed.length === 0 ? (
                t('publishing.nobody')
              ) : (
                <>
                  <span className="state">{t(release.signed.length > 1 ? 'publishing.two' : 'publishing.one')}</span>
                  <Signatures signatures={release.signed} people={people} />
                  {release.released_at === null && <p className="mark">{t(nextOf(release.signed))}</p>}
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>{t('publishing.state')}</dt>
            <dd>
              {release.released_at !== null ? (
                <>
                  <span className="state fine">{t('publishing.released')}</span> <Instant at={release.released_at} />
                </>
              ) : (
                <span className="state">
                  {t(release.may_be_entered ? 'publishing.mayBeEntered' : 'publishing.notReleased')}
                </span>
              )}
            </dd>
          </div>
        </dl>
        <Opened pause={pause} />
        {may('register_key') && <OwnKey pause={pause} />}
        {release.released_at === null && may('sign_release') && <SignRelease pause={pause} version={version} />}
      </section>
    </div>
  )
}

/** Who does what next: an entry names both keys, so the one who was ready first signs once the other has. */
function nextOf(signed: PublishingView['release']['signed']): Key {
  if (signed.some(({ entry }) => entry === 'half')) return 'publishing.next.second'
  return signed.some(({ entry }) => entry === 'ready') ? 'publishing.next.first' : 'publishing.next.key'
}

function Signatures({
  signatures,
  people,
}: {
  signatures: PublishingView['resuming']
  people: (token: string) => string
}) {
  const { t } = useWords()
  if (signatures.length === 0) return null
  return (
    <ul>
      {signatures.map(({ by, at }) => (
        <li key={by}>
          {t('publishing.signedBy')} <bdi className="code">{people(by)}</bdi>
          {t('list.comma')}
          <Instant at={at} />
        </li>
      ))}
    </ul>
  )
}
