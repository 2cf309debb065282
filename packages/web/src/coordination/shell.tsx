// Around every page of coordination: which pause, what state it is in, the clock, the line, and the pages there are.

import type { Language } from '@treve/model'
import { lazy, Suspense, useEffect } from 'react'
import type { ListedPause } from '../api.ts'
import { calledAlarms } from '../board/calling.ts'
import type { DayView } from '../board/day.ts'
import { Countdown } from '../shell/clock.tsx'
import type { Held, Reader } from '../sign-in/who.ts'
import { useWords, WordsProvider } from '../words.tsx'
import './coordination.css'
import { Mine } from '../sign-in/mine.tsx'
import { useNow } from './instant.tsx'
import { type Live, useLive, viewOf } from './live.ts'
import { useNames } from './names.ts'
import { putAway, resume, useUnsettled } from './outbox.ts'
import { type PageOf, pagesFor } from './pages.ts'
import { PauseClockProvider, usePauseNow } from './pause-clock.tsx'
import { PausesPage } from './pauses/page.tsx'
import { comeTo, hasComeByCode, linkTo, usePlace } from './place.ts'
import { Printed } from './printed.tsx'
import { refusalText } from './refusal.ts'
import { isGoingOn, isOver, PhaseMark, roleWords } from './state-words.tsx'
import { onTheTable } from './terms/version.ts'
import type { LifeView, TermsVersionView, TermsView } from './views.ts'

const AlarmCall = lazy(async () => ({ default: (await import('../board/alarm-call.tsx')).AlarmCall }))

export function Coordination({
  reader,
  pauses,
  language,
  lookAgain,
}: {
  reader: Reader
  pauses: readonly ListedPause[]
  language: Language
  /** Who is signed in may have changed. */
  lookAgain: () => void
}) {
  const place = usePlace()
  useEffect(resume, [])
  const chosen = pauses.find(({ id }) => id === place.pause) ?? (pauses.length === 1 ? pauses[0] : undefined)
  const held = reader.held.find(({ pause }) => pause === chosen?.id)
  if (place.page === 'mine') return <Mine reader={reader} pauses={pauses} lookAgain={lookAgain} />
  if (chosen === undefined || held === undefined || place.page === 'pauses') return <PausesPage pauses={pauses} />
  return (
    <OnePause key={chosen.id} listed={chosen} held={held} me={reader.token} language={language} lookAgain={lookAgain} />
  )
}

function OnePause({
  listed,
  held,
  me,
  language,
  lookAgain,
}: {
  listed: ListedPause
  held: Held
  me: string
  language: Language
  lookAgain: () => void
}) {
  const live = useLive(listed.id)
  const terms = viewOf<TermsView>(live, 'terms')?.view
  const version = onTheTable(terms)
  const zone = version?.time_zone ?? viewOf<LifeView>(live, 'life')?.view.time_zone ?? 'UTC'
  return (
    <WordsProvider language={language} timeZone={zone}>
      <PauseClockProvider pause={listed.id} isExercise={listed.exercise}>
        <Sheet listed={listed} held={held} me={me} live={live} zone={zone} version={version} lookAgain={lookAgain} />
      </PauseClockProvider>
    </WordsProvider>
  )
}

function Sheet({
  listed,
  held,
  me,
  live,
  zone,
  version,
  lookAgain,
}: {
  listed: ListedPause
  held: Held
  me: string
  live: Live
  zone: string
  version: TermsVersionView | undefined
  lookAgain: () => void
}) {
  const { t, text, number } = useWords()
  const names = useNames(version)
  const asked = usePlace().page
  const open = pagesFor(live, held)
  const page = open.find(({ name }) => name === asked) ?? open[0]
  const title = text(version?.title ?? listed.title, listed.id)
  const life = viewOf<LifeView>(live, 'life')?.view
  const phase = life?.phase
  // Who comes to lead what is going on comes to the board, once; where it stands otherwise, as everybody does.
  useEffect(() => {
    if (phase === undefined || !hasComeByCode()) return
    const isAtBoard = asked === undefined && isGoingOn(phase) && held.roles.includes('coordinator')
    comeTo({ pause: listed.id, page: isAtBoard ? 'board' : asked })
  }, [phase, asked, held, listed.id])
  const isExercise = life?.exercise ?? listed.exercise
  const pageTitle = page === undefined ? undefined : t(page.title)
  // Of who runs the day: others are shown no alarms.
  const called = calledAlarms(viewOf<Partial<DayView>>(live, 'day')?.view.alarms ?? []).length
  useEffect(() => {
    const badge = called === 0 ? undefined : `▲ ${number(called)}`
    document.title = [badge, pageTitle, title, 'Treve'].filter((each) => each !== undefined).join(' – ')
  }, [called, number, pageTitle, title])
  return (
    <div className={isExercise ? 'coordination is-exercise' : 'coordination'} data-exercise={t('app.exercise')}>
      <div className="title">
        {isExercise && <p className="exercise">{t('app.exercise')}</p>}
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <p className="standing-now">
          {life !== undefined && <PhaseMark phase={life.phase} />}
          <span className="mark">
            {t('shell.roles', { roles: held.roles.map((role) => roleWords(role, t)).join(t('list.comma')) })}
            {held.party !== undefined && (
              <>
                {' '}
                <bdi>{names.party(held.party)}</bdi>
              </>
            )}
          </span>
        </p>
        <Clock zone={zone} version={version} isOver={phase !== undefined && isOver(phase)} />
        {viewOf<Partial<DayView>>(live, 'day')?.view.alarms !== undefined && (
          <Suspense fallback={null}>
            <AlarmCall pause={listed.id} live={live} />
          </Suspense>
        )}
        <LineState live={live} ask={held.ask} lookAgain={lookAgain} />
        <NotSettled pause={listed.id} />
        <Nav pause={listed} open={open} now={page?.name} />
      </div>
      <div id="answer" tabIndex={-1}>
        {page === undefined ? (
          live.line !== 'signed_out' && (
            <p className="notice" role="status">
              {t(live.line === 'live' && live.heardAt !== undefined ? 'shell.nothingForYou' : 'app.loading')}
            </p>
          )
        ) : (
          <Suspense
            fallback={
              <p className="notice" role="status">
                {t('app.loading')}
              </p>
            }
          >
            <page.Page
              key={page.name}
              pause={listed.id}
              live={live}
              held={held}
              me={me}
              isPlanned={listed.planned === true}
            />
          </Suspense>
        )}
      </div>
      <Printed pause={listed.id} live={live} part={page?.part} />
    </div>
  )
}

function Clock({
  zone,
  version,
  isOver: isPauseOver,
}: {
  zone: string
  version: TermsVersionView | undefined
  isOver: boolean
}) {
  const { t, clock } = useWords()
  const now = usePauseNow(1000)
  const next = version?.windows.find(({ close }) => Date.parse(close) > now) ?? version?.windows.at(-1)
  return (
    <p className="clock-now">
      {zone !== 'UTC' && (
        <>
          <strong>{t('shell.local', { time: clock(now), zone })}</strong>{' '}
        </>
      )}
      <span className="utc">{t('instant.utc', { time: clock(now, 'UTC') })}</span>{' '}
      {next !== undefined && !isPauseOver && <Countdown open={Date.parse(next.open)} close={Date.parse(next.close)} />}
    </p>
  )
}

function LineState({
  live: { line, heardAt },
  ask,
  lookAgain,
}: {
  live: Live
  /** Whom to ask for a new link, of who came in by one. */
  ask: string | undefined
  lookAgain: () => void
}) {
  const { t, clock, duration } = useWords()
  const now = useNow()
  if (line === 'signed_out')
    return (
      <div className="notice-box stop" role="alert">
        <p>{ask === undefined ? t('shell.signedOut') : t('shell.linkEnded', { ask })}</p>
        <p>
          <button type="button" onClick={lookAgain}>
            {t('shell.lookAgain')}
          </button>
        </p>
      </div>
    )
  if (line === 'away')
    return (
      <p className="notice-box warn" role="status">
        {heardAt === undefined
          ? t('shell.away.never')
          : // By the minute: it is read aloud with each change.
            t('shell.away', {
              time: clock(heardAt),
              ago: duration(Math.max(60, Math.floor((now - heardAt) / 60_000) * 60)),
            })}
      </p>
    )
  return (
    <p className="line" role="status">
      <span className={line === 'live' ? 'dot fine' : 'dot'} aria-hidden="true" />
      {t(line === 'live' ? 'shell.live' : 'shell.connecting')}
    </p>
  )
}

/** Also where its form is not on this page. */
function NotSettled({ pause }: { pause: string }) {
  const words = useWords()
  const { t } = words
  return useUnsettled(pause).map(({ key, label, sending }) =>
    sending.state === 'refused' ? (
      <div key={key} className="notice-box stop" role="alert">
        <p>
          <strong>{t('outbox.refused', { what: t(label) })}</strong> {refusalText(sending, words)}
        </p>
        <p>{t('outbox.kept')}</p>
        <p>
          <button type="button" onClick={() => putAway(key)}>
            {t('outbox.seen')}
          </button>
        </p>
      </div>
    ) : (
      <p key={key} className="notice-box warn" role="status">
        {t('outbox.late', { what: t(label) })}
      </p>
    ),
  )
}

function Nav({ pause, open, now }: { pause: ListedPause; open: readonly PageOf[]; now: string | undefined }) {
  const { t } = useWords()
  return (
    <nav aria-label={t('nav.label')} className="pages">
      {open.map(({ name, title }) => (
        <a key={name} {...linkTo({ pause: pause.id, page: name })} aria-current={name === now ? 'page' : undefined}>
          {t(title)}
        </a>
      ))}
      {pause.planned === true && <a {...linkTo({ pause: pause.id, page: 'plan' })}>{t('nav.answer')}</a>}
      <a {...linkTo({ pause: pause.id, page: 'pauses' })}>{t('nav.pauses')}</a>
    </nav>
  )
}
