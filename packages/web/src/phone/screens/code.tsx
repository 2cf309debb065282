// A code between two phones: shown to be photographed or copied; taken in from a photo or as text.

import { type ChangeEvent, useState } from 'react'
import { QrCode } from '../../shell/qr-code.tsx'
import { codeInPicture } from '../hand-over/picture.ts'
import type { HandOverFault } from '../hand-over/signing.ts'
import { useWords } from '../words.tsx'

export function ShownCode({ code, label }: { code: string; label: string }) {
  const { t } = useWords()
  const [isCopied, setIsCopied] = useState(false)
  return (
    <div className="code">
      <QrCode text={code} label={label} />
      <details>
        <summary>{t('code.asText')}</summary>
        <textarea readOnly rows={4} dir="ltr" aria-label={t('code.asText')} value={code} />
        <button
          type="button"
          onClick={() =>
            void navigator.clipboard?.writeText(code).then(
              () => setIsCopied(true),
              () => undefined,
            )
          }
        >
          {t(isCopied ? 'code.copied' : 'code.copy')}
        </button>
      </details>
    </div>
  )
}

/** `take` answers why the code serves for nothing here. */
export function TakenCode({ take }: { take: (code: string) => Promise<HandOverFault | undefined> }) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState<HandOverFault | 'none'>()
  const [isBusy, setIsBusy] = useState(false)
  const takeIn = async (code: string | undefined) => {
    setTrouble(code === undefined ? 'none' : await take(code))
    setIsBusy(false)
  }
  const onPicture = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (file === undefined) return
    setIsBusy(true)
    setTrouble(undefined)
    const code = await codeInPicture(file)
    event.target.value = ''
    await takeIn(code)
  }
  return (
    <div className="code">
      <label className="button main">
        {t(isBusy ? 'code.reading' : 'code.photo')}
        <input type="file" accept="image/*" capture="environment" className="visually-hidden" onChange={onPicture} />
      </label>
      <details>
        <summary>{t('code.paste')}</summary>
        <label className="field">
          <span>{t('code.pasted')}</span>
          <textarea
            rows={4}
            dir="ltr"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <button type="button" disabled={typed.trim() === '' || isBusy} onClick={() => void takeIn(typed)}>
          {t('code.take')}
        </button>
      </details>
      {trouble !== undefined && (
        <p className="trouble" role="alert">
          {t(`code.fault.${trouble}`)}
        </p>
      )}
    </div>
  )
}
