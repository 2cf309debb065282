// The pauses that the reader has a part in, and what state each is in.

import { useEffect } from 'react'
import type { ListedPause } from '../../api.ts'
import { useWords } from '../../words.tsx'
import { linkTo } from '../place.ts'
import { PhaseMark } from '../state-words.tsx'

export function PausesPage({ pauses }: { pauses: readonly ListedPause[] }) {
  const { t, text } = useWords()
  useEffect(() => {
    document.title = `${t('nav.pauses')} – Treve`
  }, [t])
  return (
    <section className="coordination" id="answer">
      <h1>{t('nav.pauses')}</h1>
      {pauses.length === 0 ? (
        <p className="empty">{t('pauses.none')}</p>
      ) : (
        <ul className="pause-list">
          {pauses.map(({ id, title, exercise, phase }) => (
            <li key={id} className="card">
              <a {...linkTo({ pause: id, page: undefined })}>
                <bdi>{text(title, id)}</bdi>
              </a>
              <span className="marks">
                {exercise && <span className="exercise">{t('app.exercise')}</span>}
                {phase !== undefined && <PhaseMark phase={phase} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
