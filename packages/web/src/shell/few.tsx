// The first of many rows, the rest at a press; on paper all of them. And a field to find one among them.

import { type ReactNode, useEffect, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { useWords } from '../words.tsx'

export interface Few<Row> {
  readonly shown: readonly Row[]
  /** To see all of them, or few again; nothing where all are shown. */
  readonly more: ReactNode
}

/** @param fewest how many are shown unasked */
export function useFew<Row>(rows: readonly Row[], fewest: number): Few<Row> {
  const { t, number } = useWords()
  const [isAll, setIsAll] = useState(false)
  const isOnPaper = usePrinting()
  const hasMore = rows.length > fewest && !isOnPaper
  return {
    shown: isAll || isOnPaper ? rows : rows.slice(0, fewest),
    more: hasMore && (
      <p className="more">
        <button type="button" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
          {isAll ? t('now.due.few') : t('now.due.all', { all: number(rows.length) })}
        </button>
      </p>
    ),
  }
}

/** What is signed on paper leaves nothing out, and paper has nothing to press. */
export function usePrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    // The browser prints what is drawn once this returns.
    const begins = () => flushSync(() => setIsPrinting(true))
    const ends = () => setIsPrinting(false)
    addEventListener('beforeprint', begins)
    addEventListener('afterprint', ends)
    return () => {
      removeEventListener('beforeprint', begins)
      removeEventListener('afterprint', ends)
    }
  }, [])
  return isPrinting
}

export function FindField({ label, wanted, want }: { label: string; wanted: string; want: (wanted: string) => void }) {
  const id = useId()
  return (
    <p className="filter no-print">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="search" value={wanted} dir="auto" onChange={({ target }) => want(target.value)} />
    </p>
  )
}

/** Whether something called so is looked for: any case, anywhere in it. */
export function isWanted(wanted: string, names: readonly (string | undefined | null)[]): boolean {
  const asked = wanted.trim().toLowerCase()
  return asked === '' || names.some((name) => name?.toLowerCase().includes(asked) === true)
}
