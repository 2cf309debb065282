// The terms: what they say and leave silent, who announced or agreed, and how one version differs from another.

import { questionsAddress } from '../../api.ts'
import { useWords, type Words } from '../../words.tsx'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { useNames } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import type { TermsVersionView, TermsView } from '../views.ts'
import { Differences } from './differences.tsx'
import { TermsForms } from './forms.tsx'
import { fiveThings, onTheTable } from './version.ts'

export function TermsPage(given: PageGiven) {
  const { t } = useWords()
  const terms = viewOf<TermsView>(given.live, 'terms')
  if (terms === undefined) return null
  const { view } = terms
  const version = onTheTable(view)
  return (
    <div className="coordination">
      {version === undefined ? (
        <p className="empty">{t('terms.none')}</p>
      ) : (
        <>
          <Standing view={view} />
          <OneVersion version={version} {...given} />
          <Versions view={view} now={version} />
        </>
      )}
      <TermsForms {...given} view={view} version={terms.version} />
    </div>
  )
}

/** Who said what. */
function Standing({ view }: { view: TermsView }) {
  const { t, number } = useWords()
  const version = onTheTable(view)
  const names = useNames(version)
  const { announced, agreed } = view
  const named = (ids: readonly string[]) => ids.map(names.party).join(t('list.comma'))
  return (
    <section aria-labelledby="terms">
      <h2 id="terms">{t('terms.title')}</h2>
      <p>
        <span className={`state ${view.called === 'agreed' ? 'fine' : view.called === 'announced' ? 'warn' : ''}`}>
          {t(`phase.${view.called}`)}
        </span>{' '}
        {version !== undefined &&
          t(version.in_force ? 'terms.inForce' : 'terms.onTheTable', { version: number(version.version) })}
      </p>
      <dl className="facts">
        <div>
          <dt>{t('terms.announcedBy')}</dt>
          <dd>
            {announced === null ? (
              t('terms.notAnnounced')
            ) : (
              <>
                <bdi>{named(announced.by)}</bdi>
                {t('list.comma')}
                <Instant at={announced.at} />{' '}
                <span className="mark">{t('terms.version', { version: number(announced.version) })}</span>
              </>
            )}
          </dd>
        </div>
        {announced !== null && (
          <div>
            <dt>{t('terms.acceptedBy')}</dt>
            <dd>
              {announced.accepted_by.length === 0 ? t('terms.nobodyYet') : <bdi>{named(announced.accepted_by)}</bdi>}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('terms.agreedBy')}</dt>
          <dd>
            {agreed === null ? (
              t('terms.notAgreed')
            ) : (
              <>
                <bdi>{named(agreed.by)}</bdi>
                {t('list.comma')}
                <Instant at={agreed.at} />{' '}
                <span className="mark">{t('terms.version', { version: number(agreed.version) })}</span>
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  )
}

function OneVersion({ version, pause, isPlanned }: PageGiven & { version: TermsVersionView }) {
  const { t, text, language, day, time, clock } = useWords()
  const names = useNames(version)
  const said = Object.entries(version.says)
  return (
    <>
      <section aria-labelledby="says">
        <h2 id="says">{t('terms.says')}</h2>
        <ul className="said">
          {fiveThings.map((thing) => (
            <Said key={thing} isSaid={version[`says_${thing}`]} what={t(`terms.five.${thing}`)} />
          ))}
          <Said isSaid={version.destination_choice === 'said'} what={t('terms.destinationChoice')} />
        </ul>
        <dl className="facts">
          <div>
            <dt>{t('terms.windows')}</dt>
            <dd>
              {version.windows.map(({ id, open, close }) => (
                <p key={id}>
                  {t('window.span', { day: day(open), open: time(open), close: time(close), zone: version.time_zone })}{' '}
                  <span className="utc">
                    {t('window.utc', {
                      open: clock(Date.parse(open), 'UTC'),
                      close: clock(Date.parse(close), 'UTC'),
                    })}
                  </span>
                </p>
              ))}
            </dd>
          </div>
          <div>
            <dt>{t('terms.parties')}</dt>
            <dd>
              <bdi>{version.parties.map(({ id }) => names.party(id)).join(t('list.comma'))}</bdi>
            </dd>
          </div>
          <div>
            <dt>{t('terms.corridors')}</dt>
            <dd>
              <bdi>{version.corridors.map(({ id }) => names.corridor(id)).join(t('list.comma'))}</bdi>
            </dd>
          </div>
          {said.map(([subject, words]) => (
            <div key={subject}>
              <dt>{subjectWords(subject, t)}</dt>
              <dd dir="auto">{text(words, '')}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="silent">
        <h2 id="silent">{t('terms.silent')}</h2>
        {version.silent_on.length === 0 ? (
          <p>{t('terms.silentOnNothing')}</p>
        ) : (
          <>
            <p className="about">{t('terms.silent.about')}</p>
            <ul>
              {version.silent_on.map((subject) => (
                <li key={subject}>{subjectWords(subject, t)}</li>
              ))}
            </ul>
          </>
        )}
        {isPlanned && version.silent_on.length > 0 && (
          <p className="no-print">
            {t('terms.questions')}{' '}
            {version.parties.map(({ id }, at) => (
              <span key={id}>
                {at > 0 && ' · '}
                <a href={questionsAddress(pause, id, language)}>
                  <bdi>{names.party(id)}</bdi>
                </a>
              </span>
            ))}
          </p>
        )}
      </section>
    </>
  )
}

function Said({ isSaid, what }: { isSaid: boolean; what: string }) {
  const { t } = useWords()
  return (
    <li className={isSaid ? 'is' : 'is-not'}>
      <span className="sign" aria-hidden="true" />
      <span>
        {what}
        {t('list.colon')}
        <strong>{t(isSaid ? 'terms.said' : 'terms.notSaid')}</strong>
      </span>
    </li>
  )
}

function Versions({ view, now }: { view: TermsView; now: TermsVersionView }) {
  const { t, number } = useWords()
  const latest = [...view.versions].reverse()
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('terms.versions')}</h2>
      {latest.map((each) => (
        <details
          key={each.version}
          className="on-paper"
          open={each.version === latest[0]?.version && each.differences.length > 0}
        >
          <summary>
            {t('terms.version', { version: number(each.version) })}
            {t('list.comma')}
            {t(`phase.${each.called}`)}
            {each.version === now.version && each.in_force && t('list.comma') + t('terms.isInForce')}
          </summary>
          <p className="mark">
            {t('terms.drafted')} <Instant at={each.drafted_at} />
          </p>
          {each === view.versions[0] ? <p>{t('terms.first')}</p> : <Differences differences={each.differences} />}
        </details>
      ))}
    </section>
  )
}

const subjects = [
  'screening',
  'men_of_fighting_age',
  'weapons',
  'private_cars',
  'papers_and_belongings',
  'children_alone',
  'the_dead',
  'return',
  'those_who_stay',
  'who_may_stop_it',
  'gate_contacts',
  'mines',
  'destinations',
] as const

export function subjectWords(subject: string, t: Words['t']): string {
  const known = subjects.find((each) => each === subject)
  return known === undefined ? subject : t(`subject.${known}`)
}
