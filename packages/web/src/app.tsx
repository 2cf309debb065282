// The page: which pause, in which language, and what state its data is in.

import type { Language } from '@treve/model'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { Answer } from './answer/answer.tsx'
import { Sure } from './answer/assurance.tsx'
import { Conflicts } from './answer/conflicts.tsx'
import { Levels, PeopleTable } from './answer/levels.tsx'
import { Questions } from './answer/questions.tsx'
import { PriceOfSafety } from './answer/reserve.tsx'
import { Bottlenecks, Unserved } from './answer/unserved.tsx'
import { getPause, getPlan, type ListedPause, listPauses } from './api.ts'
import { CorridorTimetable, OutSoFar, UnderWay } from './charts/index.ts'
import { clearByPlan } from './clear-by.ts'
import { goTo, linkTo, usePlace } from './coordination/place.ts'
import { Coordination } from './coordination/shell.tsx'
import { FrontierPage } from './frontier/page.tsx'
import { PauseMap } from './map/index.ts'
import { NowPage } from './now/page.tsx'
import type { PlanView } from './plan.ts'
import { PlayTheDay } from './play/play.tsx'
import { Windows } from './shell/clock.tsx'
import { Header } from './shell/header.tsx'
import { Pages, pageAsked } from './shell/pages.tsx'
import { useLanguage, useTheme } from './shell/preferences.ts'
import { SignInPage } from './sign-in/page.tsx'
import { type Standing, standingNow } from './sign-in/who.ts'
import type { PauseView } from './view.ts'
import { useWords, WordsProvider } from './words.tsx'

type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'there'; readonly value: T }

const WallPage = lazy(async () => ({ default: (await import('./board/wall.tsx')).WallPage }))

export function App() {
  const [language, setLanguage] = useLanguage()
  const [theme, setTheme] = useTheme()
  const [standing, lookAgain] = useLoaded(standingNow)
  const { pause: asked, page } = usePlace()
  const pauses = useListed(standing.state === 'there' ? standing.value : undefined)
  const isOpen = standing.state === 'there' && standing.value.state === 'open'
  const chosen =
    pauses.find(({ id }) => id === asked)?.id ?? (isOpen || pauses.length === 1 ? pauses[0]?.id : undefined)
  const shown = { language, setLanguage, theme, setTheme }
  const onWall = pauses.find(({ id }) => id === asked) ?? (pauses.length === 1 ? pauses[0] : undefined)
  if (page === 'wall' && standing.state === 'there' && standing.value.state === 'signed_in' && onWall !== undefined)
    return (
      <main>
        <Suspense>
          <WallPage key={onWall.id} listed={onWall} language={language} />
        </Suspense>
      </main>
    )
  return (
    <WordsProvider language={language} timeZone="UTC">
      <Header {...shown} pauses={pauses} chosen={chosen} choose={(pause) => goTo({ pause, page })}>
        {standing.state === 'there' && standing.value.state === 'signed_in' && <MineLink />}
      </Header>
      <main>
        {standing.state === 'loading' ? (
          <Loading />
        ) : standing.state === 'failed' ? (
          <Failed retry={lookAgain} />
        ) : standing.value.state === 'stranger' ? (
          <SignInPage
            hasOpenId={standing.value.hasOpenId}
            isRehearsal={standing.value.isRehearsal}
            signedIn={lookAgain}
          />
        ) : standing.value.state === 'signed_in' && !isPlanPage(page) ? (
          <Coordination reader={standing.value.reader} pauses={pauses} language={language} lookAgain={lookAgain} />
        ) : chosen === undefined ? (
          <None />
        ) : (
          <Served key={chosen} id={chosen} language={language} isCoordinated={!isOpen} />
        )}
      </main>
    </WordsProvider>
  )
}

/** Where people sign in, the plan is one page among others. */
function isPlanPage(page: string | undefined): boolean {
  return page === 'plan' || page === 'frontier'
}

const againMilliseconds = 15_000

/** Their states move on; what the line of one pause tells is of that one alone. */
function useListed(standing: Standing | undefined): readonly ListedPause[] {
  const [pauses, setPauses] = useState<readonly ListedPause[]>([])
  useEffect(() => {
    setPauses(standing === undefined || standing.state === 'stranger' ? [] : standing.pauses)
    if (standing?.state !== 'signed_in') return undefined
    const look = () =>
      listPauses().then(
        (now) => now.length > 0 && setPauses(now),
        // Away: what is shown stays, and the line says so.
        () => undefined,
      )
    const timer = setInterval(look, againMilliseconds)
    return () => clearInterval(timer)
  }, [standing])
  return pauses
}

function MineLink() {
  const { t } = useWords()
  const { pause } = usePlace()
  return (
    <a className="button" {...linkTo({ pause, page: 'mine' })}>
      {t('mine.title')}
    </a>
  )
}

function Served({ id, language, isCoordinated }: { id: string; language: Language; isCoordinated: boolean }) {
  const [loaded, reload] = useLoaded(
    useCallback(async () => ({ pause: await getPause(id), plan: await getPlan(id) }), [id]),
  )
  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed') return <Failed retry={reload} />
  const { pause, plan } = loaded.value
  return (
    <WordsProvider language={language} timeZone={pause.time_zone}>
      <Sheet pause={clearByPlan(pause, plan)} plan={plan} isCoordinated={isCoordinated} />
    </WordsProvider>
  )
}

function Sheet({ pause, plan, isCoordinated }: { pause: PauseView; plan: PlanView; isCoordinated: boolean }) {
  const { t, text, number } = useWords()
  const title = text(pause.title, pause.id)
  useEffect(() => {
    document.title = `${title} – Treve`
  }, [title])
  return (
    <>
      <div className="title">
        {pause.exercise && <p className="exercise">{t('app.exercise')}</p>}
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <p className="status">{t(pause.is_agreed ? 'pause.agreed' : 'pause.announced')}</p>
        <Windows pause={pause} />
        <Pages pause={pause.id} isCoordinated={isCoordinated} />
      </div>
      <Page pause={pause} plan={plan} />
      <footer className="page-foot">
        <p>
          {t('app.footer', {
            seed: number(plan.seed),
            iterations: plan.effort.iterations,
            hash: plan.input_sha256.slice(0, 12),
          })}
        </p>
      </footer>
    </>
  )
}

function Page({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  switch (pageAsked()) {
    case 'answer':
      return <AnswerPage pause={pause} plan={plan} />
    case 'now':
      return <NowPage pause={pause} />
    case 'frontier':
      return <FrontierPage pause={pause.id} />
  }
}

function AnswerPage({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  return (
    <>
      <PlayTheDay pause={pause.id} />
      <div className="columns">
        <Answer pause={pause} plan={plan} />
        <PeopleTable pause={pause} plan={plan} />
      </div>
      <Sure pause={pause} plan={plan} />
      <PriceOfSafety pause={pause} plan={plan} />
      <Conflicts pause={pause} plan={plan} />
      <Unserved pause={pause} plan={plan} />
      <Bottlenecks pause={pause} plan={plan} />
      <Levels plan={plan} />
      <CorridorTimetable pause={pause} plan={plan} />
      <OutSoFar pause={pause} plan={plan} />
      <UnderWay pause={pause} plan={plan} />
      <PauseMap pause={pause} plan={plan} />
      <Questions pause={pause} />
    </>
  )
}

function Loading() {
  const { t } = useWords()
  return (
    <p className="notice" role="status">
      {t('app.loading')}
    </p>
  )
}

function None() {
  const { t } = useWords()
  return (
    <div className="notice">
      <h1>{t('app.none')}</h1>
      <p>{t('app.none.how')}</p>
    </div>
  )
}

function Failed({ retry }: { retry: () => void }) {
  const { t } = useWords()
  return (
    <div className="notice" role="alert">
      <h1>{t('app.failed')}</h1>
      <p>{t('app.failed.how')}</p>
      <button type="button" onClick={retry}>
        {t('app.retry')}
      </button>
    </div>
  )
}

function useLoaded<T>(load: () => Promise<T>): [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
  useEffect(() => {
    let isCurrent = true
    setLoaded({ state: 'loading' })
    load().then(
      (value) => isCurrent && setLoaded({ state: 'there', value }),
      () => isCurrent && setLoaded({ state: 'failed' }),
    )
    return () => {
      isCurrent = false
    }
  }, [load, attempt])
  return [loaded, () => setAttempt((count) => count + 1)]
}
