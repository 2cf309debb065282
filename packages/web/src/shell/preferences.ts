// What the reader chose: language and theme, kept in the address and on this device.

import { type Language, languages } from '@treve/model/languages'
import { useEffect, useState } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export function useLanguage(): [Language, (language: Language) => void] {
  const [language, setLanguage] = useState(chosenLanguage)
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
    const address = new URL(location.href)
    address.searchParams.set('lang', language)
    history.replaceState(null, '', address)
    keep('treve.language', language)
  }, [language])
  return [language, setLanguage]
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => themes.find((each) => each === kept('treve.theme')) ?? 'system')
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    keep('treve.theme', theme)
  }, [theme])
  return [theme, setTheme]
}

function chosenLanguage(): Language {
  const asked = [
    new URL(location.href).searchParams.get('lang'),
    kept('treve.language'),
    ...navigator.languages.map((tag) => tag.slice(0, 2)),
  ]
  return (
    asked.map((tag) => languages.find((language) => language === tag)).find((language) => language !== undefined) ??
    'en'
  )
}

/** A device may forbid storing; then the choice holds for this visit. */
function kept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // see above
  }
}
