// What is opened when an account is, of which entries, and what stays closed by which rule: said before anybody signs.

import { useEffect, useState } from 'react'
import { useWords } from '../../words.tsx'

interface Head {
  readonly size: number
  readonly root: string
}

const heldBack = ['sealed', 'signers', 'positions', 'later'] as const

export function Opened({ pause }: { pause: string }) {
  const { t, number } = useWords()
  const [head, setHead] = useState<Head>()
  useEffect(() => {
    const over = new AbortController()
    const read = async () => {
      const answer = await fetch(`/account/${encodeURIComponent(pause)}/checkpoint`, { signal: over.signal })
      if (answer.ok) setHead(headIn(await answer.text()))
    }
    // Where it does not come, nothing is said of it.
    read().catch(() => undefined)
    return () => over.abort()
  }, [pause])
  return (
    <>
      <h3>{t('publishing.opened')}</h3>
      <p>{t('publishing.opened.about')}</p>
      {head !== undefined && (
        <dl className="facts">
          <div>
            <dt>{t('publishing.range')}</dt>
            <dd>{t('publishing.range.of', { first: number(0), last: number(Math.max(0, head.size - 1)) })}</dd>
          </div>
          <div>
            <dt>{t('publishing.root')}</dt>
            <dd>
              <bdi className="code">{head.root}</bdi>
            </dd>
          </div>
        </dl>
      )}
      <h3>{t('publishing.heldBack')}</h3>
      <ul>
        {heldBack.map((each) => (
          <li key={each}>
            <strong>{t(`publishing.heldBack.${each}`)}</strong> {t(`publishing.heldBack.${each}.rule`)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** As c2sp.org/tlog-checkpoint writes it. */
function headIn(note: string): Head | undefined {
  const [, size = '', root = ''] = note.split('\n')
  return /^\d+$/.test(size) && root !== '' ? { size: Number(size), root } : undefined
}
