import { type Language, languages } from '@treve/model/languages'
import type { ReactNode } from 'react'
import type { ListedPause } from '../api.ts'
import { useWords } from '../words.tsx'
import { ownNames } from './own-names.ts'
import { type Theme, themes } from './preferences.ts'

export function Header({
  pauses,
  chosen,
  choose,
  setLanguage,
  theme,
  setTheme,
  children,
}: {
  pauses: readonly ListedPause[]
  chosen: string | undefined
  choose: (id: string) => void
  setLanguage: (language: Language) => void
  theme: Theme
  setTheme: (theme: Theme) => void
  children?: ReactNode
}) {
  const { t, text, language } = useWords()
  return (
    <header className="bar">
      <a className="skip" href="#answer">
        {t('app.skip')}
      </a>
      <span className="brand" translate="no">
        Treve
      </span>
      {pauses.length > 1 && (
        <label>
          <span>{t('app.pause')}</span>
          <select value={chosen ?? ''} onChange={(event) => choose(event.target.value)}>
            {chosen === undefined && <option value="" />}
            {pauses.map(({ id, title, phase }) => (
              <option key={id} value={id}>
                {phase === undefined
                  ? text(title, id)
                  : t('shell.named', { title: text(title, id), state: t(`phase.${phase}`) })}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>{t('app.language')}</span>
        <select
          value={language}
          onChange={(event) => setLanguage(languages.find((each) => each === event.target.value) ?? 'en')}
        >
          {languages.map((each) => (
            <option key={each} value={each} lang={each}>
              {ownNames[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('app.theme')}</span>
        <select
          value={theme}
          onChange={(event) => setTheme(themes.find((each) => each === event.target.value) ?? 'system')}
        >
          {themes.map((each) => (
            <option key={each} value={each}>
              {t(`app.theme.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => print()}>
        {t('app.print')}
      </button>
      {children}
    </header>
  )
}
