// Language and theme: on every screen before the day, and among one's own settings.

import { type Language, languages } from '@treve/model/languages'
import { ownNames } from '../../shell/own-names.ts'
import { type Theme, themes } from '../../shell/preferences.ts'
import { useWords } from '../words.tsx'

export interface Look {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
  readonly theme: Theme
  readonly setTheme: (theme: Theme) => void
}

export function LookChoice({ look: { language, setLanguage, theme, setTheme } }: { look: Look }) {
  const { t } = useWords()
  return (
    <div className="look">
      <div className="choices" role="group" aria-label={t('look.language')}>
        {languages.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={each === language}
            onClick={() => setLanguage(each)}
          >
            {ownNames[each]}
          </button>
        ))}
      </div>
      <div className="choices" role="group" aria-label={t('look.theme')}>
        {themes.map((each) => (
          <button key={each} type="button" aria-pressed={each === theme} onClick={() => setTheme(each)}>
            {t(`look.theme.${each}`)}
          </button>
        ))}
      </div>
    </div>
  )
}
