// Wiping the phone: one clear action, that asks once.

import { useState } from 'react'
import { useWords } from '../words.tsx'

/** What asks must not stand below the edge, or below the bar. */
function intoSight(asks: HTMLElement | null) {
  asks?.focus({ preventScroll: true })
  asks?.scrollIntoView({ block: 'center' })
}

export function Wipe({ wipe, unsent }: { wipe: () => Promise<void>; unsent?: number }) {
  const { t } = useWords()
  const [isAsked, setIsAsked] = useState(false)
  if (!isAsked)
    return (
      <button type="button" className="danger" onClick={() => setIsAsked(true)}>
        {t('wipe.do')}
      </button>
    )
  return (
    <div className="asks" role="alertdialog" aria-labelledby="wipe-asks" tabIndex={-1} ref={intoSight}>
      <p id="wipe-asks">{t('wipe.asks')}</p>
      {unsent === undefined && <p>{t('wipe.mayBeUnsent')}</p>}
      {unsent !== undefined && unsent > 0 && <p>{t('wipe.unsent', { count: unsent })}</p>}
      <button type="button" className="danger is-sure" onClick={() => void wipe()}>
        {t('wipe.sure')}
      </button>
      <button type="button" onClick={() => setIsAsked(false)}>
        {t('wipe.not')}
      </button>
    </div>
  )
}
