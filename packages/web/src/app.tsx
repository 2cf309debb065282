// The page: which pause, in which language, and what state its data is in.

import type { Language } from '@treve/model'
import { useCallback, useEffect, useState } from 'react'
import { Answer } from './answer/answer.tsx'
import { Sure } from './answer/assurance.tsx'
import { Conflicts } from './answer/conflicts.tsx'
import { Levels, PeopleTable } from './answer/levels.tsx'
import { Questions } from './answer/questions.tsx'
import { PriceOfSafety } from './answer/reserve.tsx'
import { Bottlenecks, Unserved } from './answer/unserved.tsx'
import { getPause, getPlan, listPauses } from './api.ts'
import { CorridorTimetable, OutSoFar, UnderWay } from './charts/index.ts'
import { FrontierPage } from './frontier/page.tsx'
import { PauseMap } from './map/index.ts'
import { NowPage } from './now/page.tsx'
import type { PlanView } from './plan.ts'
import { Windows } from './shell/clock.tsx'
import { Header } from './shell/header.tsx'
import { Pages, pageAsked } from './shell/pages.tsx'
import { useLanguage, useTheme } from './shell/preferences.ts'
import type { PauseView } from './view.ts'
import { useWords, WordsProvider } from './words.tsx'

type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'there'; readonly value: T }

export function App() {
  const [language, setLanguage] = useLanguage()
  const [theme, setTheme] = useTheme()
  const [pauses, reloadPauses] = useLoaded(listPauses)
  const listed = pauses.state === 'there' ? pauses.value : []
  const [asked, setAsked] = useState(() => new URL(location.href).searchParams.get('pause') ?? undefined)
  const chosen = listed.find(({ id }) => id === asked)?.id ?? listed[0]?.id
  const choose = (id: string) => {
    setAsked(id)
    const address = new URL(location.href)
    address.searchParams.set('pause', id)
    history.replaceState(null, '', address)
  }
  return (
    <WordsProvider language={language} timeZone="UTC">
      <Header
        pauses={listed}
        chosen={chosen}
        choose={choose}
        setLanguage={setLanguage}
        theme={theme}
        setTheme={setTheme}
      />
      <main>
        {pauses.state === 'loading' ? (
          <Loading />
        ) : pauses.state === 'failed' ? (
          <Failed retry={reloadPauses} />
        ) : chosen === undefined ? (
          <None />
        ) : (
          <Served key={chosen} id={chosen} language={language} />
        )}
      </main>
    </WordsProvider>
  )
}

function Served({ id, language }: { id: string; language: Language }) {
  const [loaded, reload] = useLoaded(
    useCallback(async () => ({ pause: await getPause(id), plan: await getPlan(id) }), [id]),
  )
  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed') return <Failed retry={reload} />
  const { pause, plan } = loaded.value
  return (
    <WordsProvider language={language} timeZone={pause.time_zone}>
      <Sheet pause={clearBy(pause, plan)} plan={plan} />
    </WordsProvider>
  )
}

/** When all are to be clear: a plan may keep more than the terms ask for. */
function clearBy(pause: PauseView, plan: PlanView): PauseView {
  const windows = pause.windows.map((window) => {
    const planned = plan.windows.find(({ id }) => id === window.id)
    return planned === undefined ? window : { ...window, clear_by: planned.clear_by }
  })
  return { ...pause, windows }
}

function Sheet({ pause, plan }: { pause: PauseView; plan: PlanView }) {
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
        <Pages pause={pause.id} />
      </div>
      <Page pause={pause} plan={plan} />
      <footer className="page-foot">
        <p>
          {t('app.footer', {
            seed: number(plan.seed),
            iterations: number(plan.effort.iterations),
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
