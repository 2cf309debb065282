// Elements of the terms by parties: how firmly each approves, on what, until when. On a narrow screen, a list.

import { useEffect, useState } from 'react'
import { TableScroller } from '../../shell/table-scroller.tsx'
import { useWords } from '../../words.tsx'
import { channelWords } from '../code-words.ts'
import { Given } from '../given.tsx'
import { Instant } from '../instant.tsx'
import type { Names } from '../names.ts'
import type { ApprovalsView } from '../views.ts'
import { endingWords } from './missing.tsx'

type Standing = ApprovalsView['board'][number]

export function Board({ board, names }: { board: readonly Standing[]; names: Names }) {
  const { t } = useWords()
  const isNarrow = useIsNarrow()
  const elements = [...new Set(board.map(({ element }) => element))]
  const parties = [...new Set(board.map(({ party }) => party))]
  return (
    <section aria-labelledby="board">
      <h2 id="board">{t('go.board')}</h2>
      <p className="about">{t('go.board.about')}</p>
      {board.length === 0 ? (
        <p className="empty">{t('go.board.none')}</p>
      ) : isNarrow ? (
        elements.map((element) => (
          <section key={element} className="card" aria-label={names.element(element)}>
            <h3>{names.element(element)}</h3>
            <ul className="rows">
              {board
                .filter((each) => each.element === element)
                .map((each) => (
                  <li key={each.party} className="standing">
                    <strong>
                      <bdi>{names.party(each.party)}</bdi>
                    </strong>
                    <Cell standing={each} />
                  </li>
                ))}
            </ul>
          </section>
        ))
      ) : (
        <div className="board">
          <TableScroller label={t('go.board')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('go.element')}</th>
                  {parties.map((party) => (
                    <th key={party} scope="col">
                      <bdi>{names.party(party)}</bdi>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {elements.map((element) => (
                  <tr key={element}>
                    <th scope="row">{names.element(element)}</th>
                    {parties.map((party) => {
                      const standing = board.find((each) => each.element === element && each.party === party)
                      return (
                        <td key={party} className={standing === undefined ? 'unasked' : ''}>
                          {standing === undefined ? t('go.notAsked') : <Cell standing={standing} />}
                        </td>
                      )
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroller>
        </div>
      )}
    </section>
  )
}

function Cell({ standing: { needed, grade, enough, approval } }: { standing: Standing }) {
  const { t, number } = useWords()
  return (
    <div className={enough ? 'cell is' : 'cell is-not'}>
      <p>
        <span className="sign" aria-hidden="true" /> <strong>{t(enough ? 'go.enough' : 'go.notEnough')}</strong>{' '}
        {t(`grade.${grade}`)}
      </p>
      {!enough && <p className="mark">{t('go.needed', { grade: t(`grade.${needed}`) })}</p>}
      {approval !== null && (
        <details>
          <summary>{t('go.evidence')}</summary>
          <dl>
            <dt>{t('go.given')}</dt>
            <dd>
              {t(`grade.${approval.grade}`)}
              {t('list.comma')}
              <Instant at={approval.given_at} />
              {t('list.comma')}
              {t('terms.version', { version: number(approval.version) })}
            </dd>
            <dt>{t('life.channel')}</dt>
            <dd>
              <Given value={channelWords(approval.channel, t)} />
            </dd>
            <dt>{t('go.evidence.words')}</dt>
            <dd dir="auto">{approval.evidence ?? t('given.not')}</dd>
            {approval.conditions !== null && (
              <>
                <dt>{t('go.conditions')}</dt>
                <dd dir="auto">{approval.conditions}</dd>
              </>
            )}
            <dt>{t('go.entry')}</dt>
            <dd>
              <bdi className="code">{approval.entry}</bdi>
            </dd>
          </dl>
        </details>
      )}
      {approval !== null && approval.until !== null && (
        <p className="mark">
          {t('go.until')} <Instant at={approval.until} />
        </p>
      )}
      {approval !== null && approval.ended !== null && (
        <p className="mark">
          {endingWords(approval.ended.why, t)} <Instant at={approval.ended.at} />
        </p>
      )}
    </div>
  )
}

const narrow = '(max-width: 44rem)'

function useIsNarrow(): boolean {
  const [isNarrow, setIsNarrow] = useState(() => matchMedia(narrow).matches)
  useEffect(() => {
    const query = matchMedia(narrow)
    const look = () => setIsNarrow(query.matches)
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return isNarrow
}
