// Enrolling: the code, a PIN, one button. The key is made here and never leaves.

import { type FormEvent, useState } from 'react'
import { isPin, leastPin } from '../keeping/lock.ts'
import type { Phone } from '../phone.ts'
import type { Problem } from '../server/line.ts'
import { enrol } from '../session.ts'
import { refusalWords, useWords } from '../words.tsx'
import { type Look, LookChoice } from './look.tsx'
import { PinField } from './pin.tsx'

type Trouble = 'away' | 'pin_short' | 'pin_differs' | { readonly refused: Problem }

export function EnrolScreen({
  look,
  database,
  code: given,
  enrolled,
}: {
  look: Look
  database: IDBDatabase
  code: string
  enrolled: (phone: Phone) => void
}) {
  const words = useWords()
  const { t } = words
  const [code, setCode] = useState(given)
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isPin(pin)) return setTrouble('pin_short')
    if (pin !== again) return setTrouble('pin_differs')
    setIsBusy(true)
    setTrouble(undefined)
    const answer = await enrol(database, code, pin)
    setIsBusy(false)
    if (answer === 'away' || 'refused' in answer) setTrouble(answer)
    else enrolled(answer)
  }
  return (
    <main className="plain">
      <h1 className="brand" translate="no">
        Treve
      </h1>
      <h2>{t('enrol.title')}</h2>
      <p>{t('enrol.about')}</p>
      <form onSubmit={submit}>
        <label className="field">
          <span>{t('enrol.code')}</span>
          <input
            dir="ltr"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={code}
            required
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
        <PinField label={t('enrol.pin', { count: leastPin })} value={pin} set={setPin} />
        <PinField label={t('enrol.pinAgain')} value={again} set={setAgain} />
        {trouble !== undefined && (
          <p className="trouble" role="alert">
            {typeof trouble === 'object'
              ? refusalWords(words, trouble.refused)
              : t(`enrol.${trouble}`, { count: leastPin })}
          </p>
        )}
        <button type="submit" className="main" disabled={isBusy || code === ''}>
          {t(isBusy ? 'enrol.busy' : 'enrol.do')}
        </button>
      </form>
      <LookChoice look={look} />
    </main>
  )
}
