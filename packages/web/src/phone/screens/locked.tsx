// Locked: the PIN, or wiping. Who holds the phone learns nothing else from it.

import { type FormEvent, useEffect, useState } from 'react'
import type { Phone } from '../phone.ts'
import { unlock } from '../session.ts'
import { useWords } from '../words.tsx'
import { type Look, LookChoice } from './look.tsx'
import { PinField } from './pin.tsx'
import { Wipe } from './wipe.tsx'

export function LockedScreen({
  look,
  database,
  unlocked,
  wipe,
}: {
  look: Look
  database: IDBDatabase
  unlocked: (phone: Phone) => void
  wipe: () => Promise<void>
}) {
  const { t, duration } = useWords()
  const [pin, setPin] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [wrong, setWrong] = useState<{ readonly waitS: number }>()
  useEffect(() => {
    if (wrong === undefined || wrong.waitS <= 0) return undefined
    const timer = setTimeout(() => setWrong({ waitS: wrong.waitS - 1 }), 1000)
    return () => clearTimeout(timer)
  }, [wrong])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsBusy(true)
    const answer = await unlock(database, pin)
    setIsBusy(false)
    setPin('')
    if ('wrong' in answer) setWrong(answer)
    else unlocked(answer)
  }
  const waitS = wrong?.waitS ?? 0
  return (
    <main className="plain">
      <h1 className="brand" translate="no">
        Treve
      </h1>
      <h2>{t('locked.title')}</h2>
      <form onSubmit={submit}>
        <PinField label={t('locked.pin')} value={pin} set={setPin} />
        {wrong !== undefined && (
          <p className="trouble" role="alert">
            {waitS > 0 ? t('locked.wait', { time: duration(waitS) }) : t('locked.wrong')}
          </p>
        )}
        <button type="submit" className="main" disabled={isBusy || pin === '' || waitS > 0}>
          {t(isBusy ? 'locked.busy' : 'locked.do')}
        </button>
      </form>
      <p className="quiet">{t('locked.unsent')}</p>
      <LookChoice look={look} />
      <Wipe wipe={wipe} />
    </main>
  )
}
