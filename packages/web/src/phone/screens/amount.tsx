// How many: counted, or roughly. Nothing is filled in beforehand: what was planned is offered, to be tapped.

import { useState } from 'react'
import { latinDigits } from '../digits.ts'
import type { Offered } from '../reports/forms.ts'
import type { Range } from '../reports/report.ts'
import { useWords } from '../words.tsx'

const most = 100_000

export function Amount({
  label,
  value,
  set,
  offered = [],
}: {
  label: string
  value: Range | undefined
  set: (range: Range | undefined) => void
  offered?: readonly Offered[]
}) {
  const { t } = useWords()
  const [isRough, setIsRough] = useState(value !== undefined && value.low !== value.high)
  const exactly = (count: number | undefined) =>
    set(count === undefined ? undefined : { low: count, best: count, high: count })
  const best = value?.best
  return (
    <fieldset className="amount">
      <legend>{label}</legend>
      <div className="stepper">
        <button type="button" aria-label={t('amount.less')} onClick={() => exactly(Math.max(0, (best ?? 1) - 1))}>
          −
        </button>
        <input
          inputMode="numeric"
          dir="ltr"
          autoComplete="off"
          aria-label={label}
          placeholder="?"
          value={best ?? ''}
          onChange={(event) => exactly(countOf(event.target.value))}
        />
        <button type="button" aria-label={t('amount.more')} onClick={() => exactly(Math.min(most, (best ?? 0) + 1))}>
          +
        </button>
      </div>
      <div className="choices">
        {offered.map(({ what, count }) => (
          <button key={what} type="button" aria-pressed={best === count} onClick={() => exactly(count)}>
            {t(`amount.${what}`, { count })}
          </button>
        ))}
        <button type="button" aria-pressed={isRough} onClick={() => setIsRough(!isRough)}>
          {t('amount.roughly')}
        </button>
      </div>
      {isRough && (
        <div className="rough">
          {(['low', 'high'] as const).map((end) => (
            <label key={end} className="field">
              <span>{t(`amount.${end}`)}</span>
              <input
                inputMode="numeric"
                dir="ltr"
                autoComplete="off"
                value={value?.[end] ?? ''}
                onChange={(event) => set(withEnd(value, end, countOf(event.target.value)))}
              />
            </label>
          ))}
        </div>
      )}
    </fieldset>
  )
}

/** The other two give way: the least is never above the most. */
export function withEnd(value: Range | undefined, end: 'low' | 'high', count: number | undefined): Range | undefined {
  if (count === undefined) return value
  const { low, best, high } = value ?? { low: count, best: count, high: count }
  return end === 'low'
    ? { low: count, best: Math.max(best, count), high: Math.max(high, count) }
    : { low: Math.min(low, count), best: Math.min(best, count), high: count }
}

/** In whatever digits a keyboard writes; undefined where it is no count. */
export function countOf(text: string, atMost = most): number | undefined {
  const digits = latinDigits(text)
  if (!/^\d+$/.test(digits)) return undefined
  const count = Number(digits)
  return count <= atMost ? count : undefined
}
