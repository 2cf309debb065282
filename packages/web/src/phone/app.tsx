// The phone: which of its states it is in. Nothing of the day is on the screen, nor in memory, while it is locked.

import { useCallback, useEffect, useRef, useState } from 'react'
import { useLanguage, useTheme } from '../shell/preferences.ts'
import type { WipeStep } from './keeping/purge.ts'
import { type NewVersion, watchVersions } from './offline/new-version.ts'
import type { Phone } from './phone.ts'
import { EnrolScreen } from './screens/enrol.tsx'
import { LockedScreen } from './screens/locked.tsx'
import { OpenScreen } from './screens/open.tsx'
import { SayScreen } from './screens/say.tsx'
import { UnsaidScreen } from './screens/unsaid.tsx'
import { begin, changePin, wipeAll } from './session.ts'
import { WordsProvider } from './words.tsx'

type Stage =
  | { readonly at: 'starting' }
  | { readonly at: 'unfit' }
  | { readonly at: 'elsewhere' }
  | { readonly at: 'new'; readonly database: IDBDatabase }
  | { readonly at: 'locked'; readonly database: IDBDatabase }
  | { readonly at: 'open'; readonly database: IDBDatabase; readonly phone: Phone }
  | { readonly at: 'wiped'; readonly failed: readonly WipeStep[]; readonly isRevoked: boolean }

export function App() {
  const [code] = useState(takeCode)
  const [language, setLanguage] = useLanguage()
  const [theme, setTheme] = useTheme()
  const [stage, setStage] = useState<Stage>({ at: 'starting' })
  const [zone, setZone] = useState('UTC')
  const [version, setVersion] = useState<NewVersion>()
  const hasBegun = useRef(false)
  useEffect(() => watchVersions(setVersion), [])
  useEffect(() => {
    // Once: to begin is to hold the phone against other windows.
    if (hasBegun.current) return
    hasBegun.current = true
    begin().then(setStage, () => setStage({ at: 'unfit' }))
  }, [])
  const database = 'database' in stage ? stage.database : undefined
  const wipe = useCallback(
    async (isRevoked = false) => {
      setStage({ at: 'wiped', failed: await wipeAll(database), isRevoked })
    },
    [database],
  )
  const opened = (phone: Phone) => {
    if (database !== undefined) setStage({ at: 'open', database, phone })
  }
  const look = { language, setLanguage, theme, setTheme }
  return (
    <WordsProvider language={language} timeZone={zone}>
      {stage.at === 'starting' && <main aria-busy="true" />}
      {(stage.at === 'unfit' || stage.at === 'elsewhere') && <SayScreen look={look} what={stage.at} />}
      {stage.at === 'wiped' && (
        <SayScreen look={look} what={stage.failed.length > 0 ? 'wipedInPart' : stage.isRevoked ? 'revoked' : 'wiped'} />
      )}
      {stage.at === 'new' && <EnrolScreen look={look} database={stage.database} code={code} enrolled={opened} />}
      {stage.at === 'locked' && (
        <LockedScreen look={look} database={stage.database} unlocked={opened} wipe={() => wipe()} />
      )}
      {stage.at === 'open' && stage.phone.kept.identity.isRevoked === true && (
        <UnsaidScreen phone={stage.phone} wipe={() => wipe(true)} />
      )}
      {stage.at === 'open' && stage.phone.kept.identity.isRevoked !== true && (
        <OpenScreen
          phone={stage.phone}
          look={look}
          version={version}
          inZone={setZone}
          lock={async () => {
            await stage.phone.close()
            setStage({ at: 'locked', database: stage.database })
          }}
          changePin={(pin, next) => changePin(stage.database, pin, next)}
          wipe={wipe}
          revoked={() => setStage({ ...stage })}
        />
      )}
    </WordsProvider>
  )
}

/** What the QR code brings stands behind #, and is gone from the address as soon as it was read. */
function takeCode(): string {
  const code = decodeURIComponent(location.hash.slice(1))
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search)
  return /^[0-9A-Za-z -]{4,40}$/.test(code) ? code : ''
}
