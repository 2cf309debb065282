// Another PIN, by whoever knows the one there is: somebody looked over a shoulder, or the phone goes to another bearer.

import { type FormEvent, useState } from 'react'
import { isPin, leastPin } from '../keeping/lock.ts'
import { useWords } from '../words.tsx'
import { PinField } from './pin.tsx'

/** Of a wrong one: how long until the next may be tried. */
export type ChangePin = (pin: string, next: string) => Promise<null | { readonly waitS: number }>

type Told = 'pin_short' | 'pin_differs' | 'done' | { readonly waitS: number }

export function ChangePinForm({ change }: { change: ChangePin }) {
  const { t, duration } = useWords()
  const [pin, setPin] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [told, setTold] = useState<Told>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isPin(next)) return setTold('pin_short')
    if (next !== again) return setTold('pin_differs')
    setIsBusy(true)
    const wrong = await change(pin, next)
    setIsBusy(false)
    for (const empty of [setPin, setNext, setAgain]) empty('')
    return setTold(wrong ?? 'done')
  }
  return (
    <details className="change-pin">
      <summary>{t('own.pin.title')}</summary>
      <p>{t('own.pin.about')}</p>
      <form onSubmit={submit}>
        <PinField label={t('own.pin.now')} value={pin} set={setPin} />
        <PinField label={t('own.pin.new', { count: leastPin })} value={next} set={setNext} />
        <PinField label={t('enrol.pinAgain')} value={again} set={setAgain} />
        {told === 'done' && <p role="status">{t('own.pin.done')}</p>}
        {told !== undefined && told !== 'done' && (
          <p className="trouble" role="alert">
            {typeof told === 'string'
              ? t(`enrol.${told}`, { count: leastPin })
              : told.waitS > 0
                ? t('locked.wait', { time: duration(told.waitS) })
                : t('locked.wrong')}
          </p>
        )}
        <button type="submit" className="main" disabled={isBusy || pin === ''}>
          {t(isBusy ? 'own.pin.busy' : 'own.pin.do')}
        </button>
      </form>
    </details>
  )
}
