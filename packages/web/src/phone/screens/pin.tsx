// A field for the PIN: digits of whatever keyboard, never shown, never offered again by the browser.

import { latinDigits } from '../digits.ts'
import { leastPin } from '../keeping/lock.ts'
import { useWords } from '../words.tsx'

export function PinField({ label, value, set }: { label: string; value: string; set: (pin: string) => void }) {
  const { t } = useWords()
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="password"
        inputMode="numeric"
        autoComplete="off"
        dir="ltr"
        maxLength={12}
        value={value}
        aria-description={t('pin.digits', { count: leastPin })}
        onChange={(event) => set(latinDigits(event.target.value))}
      />
    </label>
  )
}
